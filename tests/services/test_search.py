from __future__ import annotations

import pytest

from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import identities, search
from safermk_desktop.services.progress import Cancelled
from safermk_desktop.services.session import Session
from tests.services.conftest import notify


def test_a_case_is_found_by_any_part_of_what_may_be_said_of_it(session: Session, case_id: CaseId) -> None:
    notify(session, "DHR-2026-10")
    identities.put_identity(
        session, case_id, kind="person", role="subject", names=("Orla Brackenthwaite",), replacement="Adult A"
    )
    found = search.cases(session, "026-09")
    assert found == (search.FoundCase(case_id=case_id, reference="DHR-2026-09", label="Case 09", subject="Adult A"),)
    assert [case.reference for case in search.cases(session, "CASE")] == ["DHR-2026-09", "DHR-2026-10"]
    assert [case.reference for case in search.cases(session, "adult")] == ["DHR-2026-09"]
    assert search.cases(session, "orla") == search.cases(session, " ") == ()


def test_records_are_those_of_the_words_without_the_case_itself(session: Session, case_id: CaseId) -> None:
    assert {found.kind for found in search.records(session, "thames valley", 1)} == {"notification"}
    assert search.records(session, "DHR-2026-09", 2) == ()
    with pytest.raises(Cancelled):
        search.records(session, "thames", 1)
