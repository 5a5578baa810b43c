"""Gates are sentences; the next duty is the earliest; the data of every edition holds together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safermk_desktop.domain.case import Case, CaseStatus, Decision, Fact, Manner, Notification, Outcome, OwnDate, Stream
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS, NOTHING_STANDS
from safermk_desktop.domain.deadlines import WorkingCalendar
from safermk_desktop.domain.documents import Approval, Audience, Document, PaperKind, RedactedCopy
from safermk_desktop.domain.panel import Seat, SeatState
from safermk_desktop.domain.process import Regime, duties, gate, next_state
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.dhr_2016 import DHR_2016
from safermk_desktop.domain.regimes.editions import REGIMES

WORKING = WorkingCalendar(frozenset())
CASE = CaseId("c1")
DIGEST = "0" * 64


def make_file(stage: str = "notification") -> CaseFile:
    case = Case(
        id=RecordId(CASE),
        case_id=CASE,
        reference="DHR-2026-09",
        label="Case Z (2026)",
        stream=Stream.DHR,
        regime="dhr_2016",
        stage=stage,
        status=CaseStatus.OPEN,
        marking="OFFICIAL-SENSITIVE",
        lead="A. Officer",
        residence_area="Milton Keynes",
        opened_on=date(2026, 1, 31),
    )
    notice = Notification(
        id=RecordId("n1"),
        case_id=CASE,
        received_on=date(2026, 1, 31),
        notifier_agency="Police",
        notifier_role="Inspector",
        manner=Manner.HOMICIDE,
        death_on=date(2026, 1, 20),
        circumstances="",
    )
    return CaseFile(case=case, notification=notice)


def decided(file: CaseFile, on: date, outcome: Outcome = Outcome.REVIEW) -> CaseFile:
    decision = Decision(
        id=RecordId("d1"), case_id=CASE, outcome=outcome, decided_on=on, decided_by="Chair", reasons="r", source="s"
    )
    return replace(file, decision=decision)


def fact(kind: str, on: date) -> Fact:
    return Fact(id=RecordId(kind), case_id=CASE, kind=kind, happened_on=on, detail="", recorded_by="p")


@pytest.mark.parametrize("regime", REGIMES.values(), ids=lambda regime: regime.id)
def test_every_condition_of_every_gate_and_clock_exists(regime: Regime) -> None:
    tests = [condition.test for stage in regime.stages for condition in stage.gate]
    assert set(tests) | {rule.done for rule in regime.rules} <= set(CONDITIONS)
    for state in regime.states:
        gate_of = [condition.test for condition in state.gate]
        assert len(gate_of) == len(set(gate_of)), f"a condition stands twice in the gate of {state.id}"


@pytest.mark.parametrize("regime", REGIMES.values(), ids=lambda regime: regime.id)
def test_every_condition_says_what_is_unmet_where_it_comes_from_and_what_meets_it(regime: Regime) -> None:
    facts = {item.kind for item in regime.facts}
    for stage in regime.stages:
        assert stage.gate, stage.id
        for condition in stage.gate:
            assert condition.unmet.endswith(".")
            assert condition.source
            assert condition.act
            if condition.act.startswith("fact:"):
                assert condition.act.removeprefix("fact:") in facts


def test_an_empty_case_meets_no_condition() -> None:
    file = make_file()
    met = {name for name, test in CONDITIONS.items() if test(file) is None}
    assert met == NOTHING_STANDS


def test_the_gate_lists_what_is_missing_and_opens_when_it_is_done() -> None:
    file = make_file()
    state = DHR_2016.states[0]
    assert not any(finding.is_met for finding in gate(state, file, CONDITIONS))
    kinds = [condition.test.removeprefix("fact:") for condition in state.gate]
    file = replace(file, facts=tuple(fact(kind, date(2026, 2, 2)) for kind in kinds))
    assert all(finding.is_met for finding in gate(state, file, CONDITIONS))


def test_the_decision_is_owed_one_month_after_the_notification() -> None:
    owed = duties(DHR_2016, make_file(), WORKING, CONDITIONS)
    decision = next(duty for duty in owed if duty.act == "record_decision")
    assert (decision.due, decision.basis.value) == (date(2026, 2, 28), "guidance")
    dated = [duty.due for duty in owed if duty.due]
    assert dated == sorted(dated)


def test_the_report_is_owed_six_months_after_the_decision_and_an_own_date_does_not_move_it() -> None:
    file = decided(make_file("decision"), date(2026, 2, 27))
    own = OwnDate(id=RecordId("o"), case_id=CASE, rule="report", own_on=date(2027, 1, 1), reason="r", authoriser="a")
    owed = duties(DHR_2016, replace(file, own_dates=(own,)), WORKING, CONDITIONS)
    report = next(duty for duty in owed if duty.sentence == "Complete the overview report")
    assert (report.due, report.own_on) == (date(2026, 8, 27), date(2027, 1, 1))


def test_no_review_stops_the_clock_of_the_decision_and_starts_none_of_the_report() -> None:
    file = decided(make_file("decision"), date(2026, 2, 27), Outcome.NO_REVIEW)
    owed = {duty.sentence for duty in duties(DHR_2016, file, WORKING, CONDITIONS)}
    assert "Tell the Home Office of the decision" in owed
    assert not owed & {"Complete the overview report", "Decide whether to hold a review"}
    after = next_state(DHR_2016, replace(file, case=replace(file.case, state="D2")), CONDITIONS)
    assert after is not None
    assert after.id == "D2n"


def test_a_closed_case_owes_nothing() -> None:
    file = make_file()
    closed = replace(file, case=replace(file.case, closed_on=date(2026, 9, 1), status=CaseStatus.CLOSED))
    assert duties(DHR_2016, closed, WORKING, CONDITIONS) == ()


def test_an_open_seat_closes_the_gate_and_is_named() -> None:
    seat = Seat(id=RecordId("s"), case_id=CASE, agency_kind="Probation", origin="regime", reason="", source="")
    file = replace(make_file(), seats=(seat,))
    assert "Probation" in (CONDITIONS["seats_settled"](file) or "")
    waived = replace(seat, state=SeatState.WAIVED, settled_reason="r")
    filled = replace(seat, id=RecordId("f"), state=SeatState.FILLED)
    assert CONDITIONS["seats_settled"](replace(file, seats=(waived, filled))) is None
    assert "No agency sits" in (CONDITIONS["seats_settled"](replace(file, seats=(waived,))) or "")


def make_paper(name: str, kind: PaperKind) -> Document:
    return Document(
        id=RecordId(name),
        case_id=CASE,
        kind=kind,
        title="t",
        file_name=f"{name}.docx",
        audience=Audience.RESTRICTED,
        marking="OFFICIAL-SENSITIVE",
        added_on=date(2026, 5, 1),
        size=1,
        sha256="0" * 64,
    )


def make_copy(source: str) -> RedactedCopy:
    return RedactedCopy(
        id=RecordId(f"copy-{source}"),
        case_id=CASE,
        source_id=RecordId(source),
        document_id=RecordId("x"),
        made_on=date(2026, 5, 2),
        prepared_by="A. Officer",
        terms=1,
        variants=1,
        parts=1,
        sha256="0" * 64,
        register_digest=DIGEST,
    )


def test_a_redacted_copy_of_an_earlier_report_does_not_count() -> None:
    first, second = make_paper("r1", PaperKind.OVERVIEW_REPORT), make_paper("r2", PaperKind.OVERVIEW_REPORT)
    file = replace(make_file(), documents=(first, second), copies=(make_copy("r1"),), register_digest=DIGEST)
    assert CONDITIONS["redacted_copy_proved"](file) is not None
    fitting = replace(file, copies=(make_copy("r2"),))
    assert CONDITIONS["redacted_copy_proved"](fitting) is None
    assert CONDITIONS["redacted_copy_proved"](replace(fitting, register_digest="1" * 64)) is not None


def test_the_preparer_cannot_be_the_approver() -> None:
    copy = make_copy("r1")
    own = Approval(
        id=RecordId("a1"),
        case_id=CASE,
        document_id=copy.document_id,
        sha256=copy.sha256,
        prepared_by=copy.prepared_by,
        approved_by=copy.prepared_by,
        slot_id="s1",
        approved_on=date(2026, 5, 3),
    )
    report = make_paper("r1", PaperKind.OVERVIEW_REPORT)
    file = replace(make_file(), documents=(report,), copies=(copy,), approvals=(own,), register_digest=DIGEST)
    assert CONDITIONS["second_person_approved"](file) is not None
    other = replace(own, approved_by="B. Other")
    assert CONDITIONS["second_person_approved"](replace(file, approvals=(other,))) is None
    another_file = replace(other, sha256="9" * 64)
    assert CONDITIONS["second_person_approved"](replace(file, approvals=(another_file,))) is not None


def test_days_left_counts_down_past_the_day() -> None:
    duty = next(d for d in duties(DHR_2016, make_file(), WORKING, CONDITIONS) if d.due)
    assert duty.due is not None
    assert duty.days_left(duty.due + timedelta(days=6)) == -6
