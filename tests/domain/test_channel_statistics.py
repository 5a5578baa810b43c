"""The numbers of Channel against a count of its own: 300 generated cases, every dimension, every happening."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.case import ChannelCase, ChannelPerson
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.exits import Exit, ExitReason, PostExitReview
from safermk_desktop.domain.channel.panel import Outcome, PanelDecision, Route
from safermk_desktop.domain.channel.referral import Referral
from safermk_desktop.domain.channel.statistics import COLUMNS, Period, age_band, paces, shown_column, tables
from safermk_desktop.domain.channel.support import Consent, ConsentAnswer, Consenter
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.suppression import TOTAL, suppress_list

SECTORS = ("education", "police", "health", "")
CONCERNS = ("Islamist", "extreme right-wing", "no identified ideology")
NEEDS = (("mental health",), ("mental health", "neurodiversity"), ())
YEAR = Period(since=date(2025, 4, 1), until=date(2026, 3, 31))
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """What is invented of a case, before it is any record of ours."""

    number: int
    sector: str
    concern: str
    sex: str
    ethnicity: str
    needs: tuple[str, ...]
    born_on: date | None
    referred: date
    discussed: date | None
    adopted: date | None
    consented: date | None
    declined: date | None
    exited: date | None
    reason: ExitReason
    reviewed: tuple[date | None, date | None]


def lives(seed: int, count: int) -> Iterator[Life]:
    pick = random.Random(seed)

    def later(day: date | None, chance: float) -> date | None:
        return day + DAY * pick.randrange(1, 150) if day and pick.random() < chance else None

    for number in range(count):
        referred = date(2024, 10, 1) + DAY * pick.randrange(600)
        discussed = later(referred, 0.8)
        adopted = discussed if pick.random() < 0.7 else None
        consented = later(adopted, 0.7)
        exited = later(consented, 0.8)
        yield Life(
            number=number,
            sector=pick.choice(SECTORS),
            concern=pick.choice(CONCERNS),
            sex=pick.choice(("male", "female", "")),
            ethnicity=pick.choice(("White British", "Asian", "")),
            needs=pick.choice(NEEDS),
            born_on=pick.choice((None, referred - DAY * pick.randrange(2600, 22000))),
            referred=referred,
            discussed=discussed,
            adopted=adopted,
            consented=consented,
            declined=later(adopted, 0.8) if adopted and consented is None else None,
            exited=exited,
            reason=pick.choice(tuple(ExitReason)),
            reviewed=(later(exited, 0.6), later(exited, 0.4)),
        )


def file_of(life: Life) -> ChannelFile:
    """The same life in our records."""
    case_id = ChannelId(f"c{life.number}")

    def decision(on: date, outcome: Outcome) -> PanelDecision:
        return PanelDecision(
            id=RecordId(f"d{life.number}{outcome}"), case_id=case_id, item_id=RecordId("i"), meeting_id=RecordId("m"),
            outcome=outcome, decided_on=on, route=Route.UNANIMOUS, votes_for=("a",), votes_against=(), abstained=(),
            dissent="", reasons="r", recorded_by="p", visit=4,
        )  # fmt: skip

    def consent(on: date, answer: ConsentAnswer) -> Consent:
        return Consent(
            id=RecordId(f"k{life.number}"), case_id=case_id, answer=answer, answered_on=on, consenter=Consenter.PERSON,
            name="n", relationship="r", capacity_note="", young_person_view="", explained=(), scope=("support",),
            method="m", witness="", copy_held=False,
        )  # fmt: skip

    case = ChannelCase(
        id=RecordId(case_id), case_id=case_id, reference=f"CH-{life.number}", tracker_reference="",
        person_id=RecordId(f"p{life.number}"), referral_number=1, regime="channel_2023", stage="referral", state="C0",
        status=CaseStatus.OPEN, marking="M", lead="L", residence_area="A", residence_force="F", opened_on=life.referred,
    )  # fmt: skip
    person = ChannelPerson(
        id=RecordId(f"q{life.number}"), case_id=case_id, names=("n",), published="P", born_on=life.born_on,
        sex=life.sex, ethnicity=life.ethnicity, nationality="", faith="", address="", occupation="", language="",
        interpreter="",
        carers=(), household_children=(), family_aware="", needs=life.needs,
    )  # fmt: skip
    referral = Referral(
        id=RecordId(f"r{life.number}"), case_id=case_id, received_on=life.referred, sector=life.sector,
        referrer_agency="a", referrer_name="n", referrer_role="r", referrer_contact="", person_consulted=False,
        concern_type=life.concern, concern="c", prompts=(), immediate_risk=False, safeguarding="", source="",
    )  # fmt: skip
    exits = ()
    after = ()
    if life.exited:
        exits = (
            Exit(
                id=RecordId("e"), case_id=case_id, exited_on=life.exited, reason=life.reason, evidence=(),
                closing_report="", onward_support="", referrer_told="", recorded_by="p",
            ),
        )  # fmt: skip
        after = tuple(
            PostExitReview(
                id=RecordId(f"v{months}"), case_id=case_id, exit_id=RecordId("e"), months=months,
                due_on=life.exited + DAY * 30 * months, done_on=done, decision="no_further" if done else "",
            )
            for months, done in zip((6, 12), life.reviewed, strict=True)
        )  # fmt: skip
    decisions = []
    if life.discussed:
        decisions.append(decision(life.discussed, Outcome.DEFER))
    if life.adopted:
        decisions.append(decision(life.adopted, Outcome.ADOPT))
    consents = []
    if life.consented:
        consents.append(consent(life.consented, ConsentAnswer.GIVEN))
    if life.declined:
        consents.append(consent(life.declined, ConsentAnswer.REFUSED))
    return ChannelFile(
        case=case, person=person, today=date(2026, 12, 1), referral=referral, decisions=tuple(decisions),
        consents=tuple(consents), exits=exits, after=after,
    )  # fmt: skip


def years_old(life: Life) -> str:
    """The age band, by counting birthdays."""
    if life.born_on is None:
        return "not recorded"
    age = sum(
        1
        for year in range(life.born_on.year + 1, life.referred.year + 1)
        if (year, life.born_on.month, life.born_on.day) <= (life.referred.year, life.referred.month, life.referred.day)
    )
    for top, band in ((10, "10 and under"), (14, "11 to 14"), (15, "15"), (17, "16 to 17"), (20, "18 to 20")):
        if age <= top:
            return band
    return "21 and over"


LABELS: Mapping[str, Callable[[Life], Sequence[str]]] = {
    "Sector of the referrer": lambda one: [one.sector or "not recorded"],
    "Age": lambda one: [years_old(one)],
    "Sex": lambda one: [one.sex or "not recorded"],
    "Ethnicity": lambda one: [one.ethnicity or "not recorded"],
    "Type of concern": lambda one: [one.concern],
    "Needs": lambda one: list(one.needs) or ["not recorded"],
}


def counted(every: Sequence[Life], label: Callable[[Life], Sequence[str]]) -> dict[tuple[str, str], int]:
    """A count of its own, straight from what was invented."""
    own = Counter[tuple[str, str]]()
    for one in every:
        days = (one.referred, one.discussed, one.adopted, one.consented, one.declined, one.exited)
        happened = [
            happening
            for happening, day in zip(COLUMNS, days, strict=True)
            if day is not None and date(2025, 4, 1) <= day <= date(2026, 3, 31)
        ]
        own.update((row, happening) for row in label(one) for happening in happened)
    return dict(own)


def held(every: Sequence[Life]) -> dict[tuple[str, str], int]:
    """The reviews after exit, counted straight from what was invented."""
    own = Counter[tuple[str, str]]()
    last = date(2026, 3, 31)
    for one in every:
        for months, done in zip((6, 12), one.reviewed, strict=True):
            due = one.exited + DAY * 30 * months if one.exited else None
            if due and date(2025, 4, 1) <= due <= last:
                in_time = "held in time" if done and done <= due else "held late"
                own[f"{months} months", in_time if done and done <= last else "not held"] += 1
    return dict(own)


@pytest.mark.parametrize("name", LABELS)
def test_300_cases_are_counted_as_an_independent_count_counts_them(name: str) -> None:
    every = list(lives(20260302, 300))
    found = {table.name: table for table in tables([file_of(one) for one in every], YEAR)}
    own = counted(every, LABELS[name])
    assert own
    assert {place: count for place, count in found[name].cells.items() if count} == own


def test_exits_and_reviews_of_300_cases_are_counted_as_an_independent_count_counts_them() -> None:
    every = list(lives(20260302, 300))
    found = {table.name: table for table in tables([file_of(one) for one in every], YEAR)}
    reasons = Counter(one.reason.value for one in every if one.exited and YEAR.holds(one.exited))
    assert {row: found["Exits by reason"].cells[row, "exits"] for row in found["Exits by reason"].rows} == reasons
    assert {place: n for place, n in found["Reviews after exit"].cells.items() if n} == held(every)


def test_the_days_between_stages_are_those_between_the_days() -> None:
    every = list(lives(7, 300))
    found = {one.name: one for one in paces([file_of(one) for one in every], YEAR)}
    spans = sorted(
        (one.exited - one.consented).days for one in every if one.consented and one.exited and YEAR.holds(one.exited)
    )
    middle = found["consent to exit"]
    assert middle.count == len(spans)
    assert spans[(len(spans) - 1) // 2] <= (middle.median_days or 0) <= spans[len(spans) // 2]


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        ("2010-05-04", "2026-05-03", "15"),
        ("2010-05-04", "2026-05-04", "16 to 17"),
        ("2008-02-29", "2026-02-28", "18 to 20"),
        ("2015-05-04", "2026-05-03", "10 and under"),
        ("2015-05-04", "2026-05-04", "11 to 14"),
    ],
)
def test_the_bands_begin_on_the_birthday(born: str, on: str, band: str) -> None:
    assert age_band(date.fromisoformat(born), date.fromisoformat(on)) == band


def test_a_total_that_every_table_shows_is_never_what_is_held_back() -> None:
    assert suppress_list([0, 10]).cells[0, TOTAL] is None, "the list alone would hold back its total"
    assert shown_column([0, 10]) == ("[c]", "[c]", "10")
    assert shown_column([1, 2]) == ("[c]", "[c]", "[c]")
    assert shown_column([1200, 0, 0, 7]) == ("1,200", "[c]", "[c]", "[c]", "1,207"), "noughts alone would be told"
    assert shown_column([]) == ("",)


def solutions(shown: Sequence[str], total: int, most: int) -> list[tuple[int, ...]]:
    """Every list of counts that a reader could think of, who knows the total from another table."""
    choices = [range(most + 1) if one == "[c]" else (int(one),) for one in shown]
    return [counts for counts in product(*choices) if sum(counts) == total]


def test_no_count_held_back_can_be_worked_out_from_the_margins_nor_from_the_next_table() -> None:
    pick = random.Random(11)
    columns = [[pick.choice((0, 0, 1, 3, 6, 9)) for _ in range(pick.randrange(2, 5))] for _ in range(200)]
    for counts in columns:
        *shown, margin = shown_column(counts)
        if sum(counts) < 5:
            assert {*shown, margin} == {"[c]"}
            continue
        assert margin == str(sum(counts))
        thought = solutions(shown, sum(counts), sum(counts))
        for place, word in enumerate(shown):
            assert word != "[c]" or len({one[place] for one in thought}) > 1, counts
    every = [file_of(one) for one in lives(3, 300)]
    for table in tables(every, YEAR):
        for column in table.columns:
            counts = [table.cells[row, column] for row in table.rows]
            *shown, margin = shown_column(counts)
            hidden = [count for count, word in zip(counts, shown, strict=True) if word == "[c]"]
            assert len(hidden) != 1 or margin == "[c]"
            assert not hidden or sum(hidden) > 0 or margin == "[c]"
