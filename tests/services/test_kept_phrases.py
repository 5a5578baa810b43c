"""What stays is listed with who decided it, taken back, and kept again unless a name stands in it by then."""

from __future__ import annotations

import json

import pytest

from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.services import deciding, identities, queries
from safermk_desktop.services.kept_phrases import keep_again, kept_phrases, let_go
from safermk_desktop.services.session import Session

REGISTER = {
    "version": 1,
    "identities": [{"id": "p1", "kind": "person", "names": ["Joanna Quillmarsh"], "replacement": "Adult K"}],
    "keep": ["Stanbrook Refuge", "Thames Valley Police"],
}


@pytest.fixture
def filled(session: Session, case_id: CaseId) -> None:
    identities.import_register(session, case_id, json.dumps(REGISTER))
    deciding.keep_names(session, case_id, "organisation", ["Brightwell Logistics Ltd", "Brightwell"])


@pytest.mark.usefixtures("filled")
def test_decisions_stand_first_then_the_phrases_of_the_file(session: Session, case_id: CaseId) -> None:
    decided, *rest = kept_phrases(session, case_id)
    assert decided.phrases == ("Brightwell Logistics Ltd", "Brightwell")
    assert decided.decision is not None
    assert decided.decision.decided_by == session.person
    assert [one.phrases for one in rest] == [("Stanbrook Refuge",), ("Thames Valley Police",)]


@pytest.mark.usefixtures("filled")
def test_each_is_taken_back_and_kept_again(session: Session, case_id: CaseId) -> None:
    for kept in kept_phrases(session, case_id):
        let_go(session, case_id, kept)
        assert all(one.phrases != kept.phrases for one in kept_phrases(session, case_id))
        left = queries.register_view(session, case_id)
        assert not set(kept.phrases) & set(left.keep)
        assert left.dates == "keep"
        keep_again(session, case_id, kept)
        assert any(one.phrases == kept.phrases for one in kept_phrases(session, case_id))
        assert set(kept.phrases) <= set(queries.register_view(session, case_id).keep)


@pytest.mark.usefixtures("filled")
def test_what_was_taken_back_elsewhere_is_not_taken_back_twice(session: Session, case_id: CaseId) -> None:
    kept = kept_phrases(session, case_id)[0]
    let_go(session, case_id, kept)
    with pytest.raises(RecordUnknown):
        let_go(session, case_id, kept)


@pytest.mark.usefixtures("filled")
def test_a_name_that_took_over_is_told_and_not_kept_again(session: Session, case_id: CaseId) -> None:
    identities.put_identity(
        session,
        case_id,
        kind="organisation",
        role="",
        names=("Brightwell Logistics Ltd", "Brightwell"),
        replacement="her employer",
    )
    kept = kept_phrases(session, case_id)[0]
    assert not kept.stands
    let_go(session, case_id, kept)
    with pytest.raises(EntryInvalid):
        keep_again(session, case_id, kept)
