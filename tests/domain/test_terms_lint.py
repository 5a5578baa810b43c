"""The checks on terms of reference, measured on documents written by others: each defect found, nothing invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import CHARACTERISTICS, Clause, TermsFacts, WrittenSection
from safermk_desktop.domain.terms_lint import Fault, Finding
from safermk_desktop.domain.terms_words import explains_a_period, gives_a_reason_for_dates, says_something
from safermk_desktop.domain.wording import long_date
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.services.terms_lint import TermsLinter, born

DATA: Final = Path(__file__).parents[1] / "data" / "process" / "terms"
WRITTEN: Final = tuple(sorted(DATA.glob("*.json")))


def read(path: Path) -> Mapping[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def register_of(told: Mapping[str, Any]) -> Register:
    """The names as people, the days as dates of birth, as a case would have them."""
    people = [
        Identity(f"p{at}", "person", "", (name,), f"Person {at}") for at, name in enumerate(told["case"]["real_names"])
    ]
    days = [
        Identity(f"d{at}", "date", "date of birth", (long_date(date.fromisoformat(day)),), "[date]")
        for at, day in enumerate(told["case"]["dates_of_birth"])
    ]
    return Register(identities=(*people, *days), dates="keep")


def facts_of(told: Mapping[str, Any]) -> TermsFacts:
    considered = [told["protected_characteristics"].get(name) for name in CHARACTERISTICS]
    return TermsFacts(
        id=RecordId("f"),
        case_id=CaseId("c"),
        scope_from=date.fromisoformat(told["scope"]["from"]),
        scope_to=date.fromisoformat(told["scope"]["to"]),
        scope_reason=told["scope"]["reason"],
        facts=tuple(name for name in ("suicide", "coercive_control", "children") if told["facts"][name]),
        needs=tuple(told["facts"]["specialist_needs"]),
        experts=(told["expert"]["who"],) if told["expert"]["named"] else (),
        family_asked="yes" if told["family"]["asked"] else "no",
        family_reason=told["family"]["reason"],
        proceedings=tuple(told["facts"]["parallel_proceedings"]),
        proceeding_plans=("",) * len(told["facts"]["parallel_proceedings"]),
        characteristic_answers=tuple(
            "" if one is None else "applies" if one["applies"] else "none" for one in considered
        ),
        characteristic_reasons=tuple("" if one is None else one["reason"] for one in considered),
    )


def linted(told: Mapping[str, Any]) -> tuple[Finding, ...]:
    sections = [
        WrittenSection(
            heading=kind,
            kind=kind,
            clauses=tuple(Clause(f"{kind}.{at}", text) for at, text in enumerate([text] if text else [])),
        )
        for kind, text in told["sections"].items()
    ]
    return TermsLinter(register_of(told)).look(sections, facts_of(told))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_the_one_defect_is_found_and_nothing_else(path: Path) -> None:
    told = read(path)
    found = linted(told)
    wanted = [] if told["defect"] is None else [told["defect"]]
    assert [one.fault.value for one in found] == wanted
    assert [one.section for one in found] == ([told["where"]] if wanted else [])
    assert all(one.sentence and one.source and one.remedy for one in found)


def test_there_are_twenty_five_and_a_clean_one() -> None:
    assert sorted(read(path)["defect"] is None for path in WRITTEN) == [False] * 25 + [True]


PEOPLE: Final = Register(
    identities=(
        Identity("p", "person", "", ("Joanna Fenwick",), "Adult K"),
        Identity("b", "date", "Date of birth", ("11 May 1990",), "1990"),
        Identity("e", "date", "date of the wedding", ("2 July 2011",), "2011"),
    )
)


def looked(text: str, kind: str = "methodology") -> list[tuple[str, str]]:
    """Fault and the words marked, of what a clause alone brings."""
    clause = Clause("x", text)
    return [(one.fault.value, text[one.start : one.end]) for one in TermsLinter(PEOPLE).sightings(1, kind, clause)]


@pytest.mark.parametrize("text", ["Ms Fenwick", "the Fenwicks", "Fenwick's", "FENWICK"])
def test_a_surname_of_two_people_is_a_name(text: str) -> None:
    linter = TermsLinter(Register(identities=(*PEOPLE.identities, Identity("q", "person", "", ("Tom Fenwick",), "M"))))
    found = linter.sightings(1, "methodology", Clause("x", f"The house of {text} was searched."))
    assert [one.fault for one in found] == [Fault.REAL_NAME]


def test_a_surname_that_is_a_place_as_well_is_left_to_a_person() -> None:
    linter = TermsLinter(Register(identities=(*PEOPLE.identities, Identity("q", "place", "", ("Fenwick",), "a town"))))
    found = linter.sightings(1, "methodology", Clause("x", "The house in Fenwick was searched."))
    assert [one.fault for one in found] == [Fault.MAY_BE_A_NAME]


@pytest.mark.parametrize(
    "text", ["joanna fenwick", "Fenwick's", "FENWICK, Joanna", "J.F.", "Ms Fenwick", "Joanna", "J. Fenwick"]
)
def test_a_name_is_found_in_every_form(text: str) -> None:
    assert [fault for fault, _words in looked(f"The house of {text} was searched.")] == ["real_name"]


@pytest.mark.parametrize(
    "text", ["11/05/1990", "11-May-14", "11 May 1990", "11.5.90", "the eleventh of May nineteen ninety", "1990-05-11"]
)
def test_a_day_of_birth_is_found_in_every_form(text: str) -> None:
    found = looked(f"She was born on {text}, in the same town.")
    assert [fault for fault, _words in found] == ["date_of_birth"]
    assert found[0][1].casefold() in text.casefold() or text.casefold() in found[0][1].casefold()


@pytest.mark.parametrize("text", ["DOB 3/4/1988", "Her date of birth is 3 April 1988", "Born: the 3rd of April 1988"])
def test_a_day_that_is_called_a_birth_is_found_without_a_register(text: str) -> None:
    assert len(list(born(text))) == 1


@pytest.mark.parametrize(
    "text,told",
    [
        ("Adult A (born 1990) lived there.", "1990"),
        ("The child was born in 2011, as noted on 4 May 2020.", "2011"),
        ("She was born in May 1990.", "May 1990"),
        ("Adult A, b. 1990", "1990"),
        ("Year of birth: 1990", "1990"),
        ("DOB 1990", "1990"),
        ("Adult A, aged 33 (11 May 1990), lived there.", "11 May 1990"),
        ("Adult A, age 33 [11/05/1990]", "11/05/1990"),
        ("a 33-year-old (11.05.1990) from there", "11.05.1990"),
        ("aged thirty-three years (11 May 1990)", "11 May 1990"),
    ],
)
def test_a_year_of_birth_and_a_date_behind_an_age_are_found(text: str, told: str) -> None:
    assert [text[start:end] for start, end in born(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The panel met on 3 April 2024.",
        "The wedding was on 2 July 2011.",
        "The child was born in the 2010s, as noted on 4 May 2020.",
        "Born in the early 1990s, she was aged 33 (on 4 May 2020).",
        "She was aged 33 when she died (4 May 2020).",
        "The baby was born before 2019.",
    ],
)
def test_other_days_are_none(text: str) -> None:
    assert looked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "TBC",
        "n/a",
        "None.",
        "Not applicable",
        "No issues identified.",
        "To be agreed by the panel",
        "?",
        "-",
        "Not relevant to this case.",
        "As above",
        "[reason]",
        "...",
        "Awaiting returns",
    ],
)
def test_a_placeholder_says_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["Unmarried.", "Her sister says that she had no faith.", "Both were born here."])
def test_a_short_reason_says_something(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "From 1 April 2019 to 6 May 2024",
        "1/4/19 - 6/5/24.",
        "The period runs from April 2019 until May 2024 inclusive.",
    ],
)
def test_the_dates_again_are_no_reason(text: str) -> None:
    assert not gives_a_reason_for_dates(text)
    assert not explains_a_period(text)


def test_what_lies_outside_a_period_is_no_reason_for_it() -> None:
    assert not explains_a_period("1 April 2019 to 6 May 2024. Relevant history from earlier years is summarised.")
    assert explains_a_period("1 April 2019 to 6 May 2024. It begins with the move to the town and ends with the death.")


def test_the_day_of_the_death_is_no_birth_though_it_is_registered() -> None:
    day = Identity("d", "date", "", ("11 May 1990",), "1990")
    text = "From 1 March 1989 to 11.5.1990."
    for known, found in (((), 1), ((date(1990, 5, 11),), 0)):
        linter = TermsLinter(Register(identities=(day,)), known)
        assert len(list(linter.sightings(1, "scope_period", Clause("x", text)))) == found


def told_of(text: str, **facts: Any) -> set[Fault]:
    """What the circumstances and these facts bring of the faults about suicide and coercive control."""
    section = WrittenSection(heading="", kind="brief_circumstances", clauses=(Clause("x", text),))
    found = TermsLinter(None).look([section], TermsFacts(id=RecordId(""), case_id=CaseId(""), **facts))
    return {one.fault for one in found} & {Fault.SUICIDE, Fault.COERCIVE_CONTROL}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She died by suicide.", True),
        ("He rang the suicide prevention helpline.", False),
        ("The suicide prevention lead advises.", False),
        ("After her suicide the team was told.", True),
        ("Suicidal thoughts were recorded.", True),
    ],
)
def test_suicide_is_named_by_the_word_itself(text: str, names: bool) -> None:
    assert told_of(text, facts=("suicide",)) == (set() if names else {Fault.SUICIDE})
    assert told_of(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("There was coercive control.", True),
        ("Controlling or coercive behaviour was known.", True),
        ("Coercive and controlling behaviour was known.", True),
        ("The coercive control champion took part.", False),
        ("He controlled the money.", False),
    ],
)
def test_coercive_control_is_named_by_the_words_themselves(text: str, names: bool) -> None:
    assert told_of(text, facts=("coercive_control",)) == (set() if names else {Fault.COERCIVE_CONTROL})
