"""Who gets a copy by the regime, the statutory recipients first."""

from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.domain.copies import CopySent, missing_sentence, without_copy
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES

STATUTORY = {
    "dhr_2016": ["Domestic Abuse Commissioner"],
    "dardr_2024": ["Secretary of State", "Domestic Abuse Commissioner"],
}


@pytest.mark.parametrize("edition", sorted(STATUTORY))
def test_the_statutory_recipients_come_first_and_say_so(edition: str) -> None:
    lacking = without_copy(REGIMES[edition].recipients, ())
    statutory = [one.name for one in lacking if one.basis is Basis.STATUTE]
    assert statutory == STATUTORY[edition]
    assert [one.name for one in lacking[: len(statutory)]] == statutory
    assert all("by law" in missing_sentence(one) for one in lacking[: len(statutory)])
    assert not any("by law" in missing_sentence(one) for one in lacking[len(statutory) :])


def test_who_has_a_copy_is_not_missing() -> None:
    recipients = REGIMES["dhr_2016"].recipients
    sent = CopySent(
        id=RecordId("c"),
        case_id=CaseId("1"),
        recipient=recipients[0].name,
        person="",
        document_id=RecordId("d"),
        file_name="a.docx",
        sha256="0" * 64,
        sent_on=date(2026, 3, 2),
        method="Secure e-mail",
        sent_by="A. Officer",
        export_id=RecordId("e"),
    )
    assert set(without_copy(recipients, (sent,))) == set(recipients) - {recipients[0]}
