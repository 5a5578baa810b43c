"""Letters of the Quality Assurance Panel in the shape of domain 3.7, written by someone who had not seen the parser."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.qa_letter import QaText, read_qa_letter

LETTERS: Final = Path(__file__).parents[1] / "data" / "process" / "qa_letters"
EXPECTED: Final[dict[str, Any]] = json.loads((LETTERS / "expected.json").read_text(encoding="utf-8"))


def told(found: QaText) -> list[dict[str, str | None]]:
    """The points in the form of ``expected.json``."""
    return [{"number": item.number, "text": item.text, "parent": item.parent or None} for item in found.items]


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".txt")))
def test_every_condition_of_a_letter_is_counted_numbered_and_told(name: str) -> None:
    wanted = EXPECTED[name]
    found = read_qa_letter((LETTERS / name).read_bytes().decode())
    assert told(found) == wanted["items"]
    assert (len(found.items), found.areas) == (wanted["conditions"], wanted["areas"])
    assert found.outcome == wanted["outcome"]
    assert found.outcome_sentence == wanted["outcome_sentence"]


@pytest.mark.parametrize(
    ("name", "panel_on", "dated"),
    [
        ("linden.txt", date(2024, 10, 9), date(2024, 11, 14)),
        ("rowan.txt", date(2025, 1, 29), date(2025, 3, 3)),
        ("hazel.txt", date(2025, 7, 16), date(2025, 8, 22)),
    ],
)
def test_the_day_of_the_panel_and_of_the_letter(name: str, panel_on: date, dated: date) -> None:
    found = read_qa_letter((LETTERS / name).read_bytes().decode())
    assert (found.panel_on, found.dated) == (panel_on, dated)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The Home Office is content for the report to be published.", QaOutcome.PUBLISH),
        ("The Panel agreed that the review can now be published.", QaOutcome.PUBLISH),
        ("On completion of these changes it may be published.", QaOutcome.PUBLISH_AFTER_CHANGES),
        ("Subject to the amendments below the review is ready for publication.", QaOutcome.PUBLISH_AFTER_CHANGES),
        ("Once revised it may be published; you need not resubmit it.", QaOutcome.PUBLISH_AFTER_CHANGES),
        ("Please resubmit the report to the Panel.", QaOutcome.RESUBMIT),
        ("The report cannot be published as it stands.", QaOutcome.RESUBMIT),
        ("Thank you for the report.", QaOutcome.OTHER),
        ("This letter should be published with it.", QaOutcome.OTHER),
    ],
)
def test_outcomes(sentence: str, outcome: QaOutcome) -> None:
    assert read_qa_letter(f"Dear Chair,\n\n{sentence}\n\nKind regards").outcome is outcome


def test_numbered_praise_before_the_outcome_is_no_condition() -> None:
    letter = "Strengths\n1. The tribute.\n2. The genogram.\n\nThe review may be published.\n\n1. Add a glossary.\n"
    assert [item.text for item in read_qa_letter(letter).items] == ["Add a glossary."]


def test_a_second_paragraph_belongs_to_its_area_and_what_follows_the_last_does_not() -> None:
    letter = "Please resubmit.\n\n1. First.\n\nMore on it.\n\n2. Second.\n\nKind regards"
    assert [item.text for item in read_qa_letter(letter).items] == ["First. More on it.", "Second."]


def test_a_letter_with_bullets_alone_has_a_condition_for_each() -> None:
    letter = "• A good report.\n\nThe review may be published once changed.\n\nAreas\n• One.\n• Two.\n\nRegards\n• no"
    assert [(item.number, item.text) for item in read_qa_letter(letter).items] == [("1", "One."), ("2", "Two.")]


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("1. A.\n• a\n\n2. B.\n\n4. D.\n• d\n• e\n\n5. E.", ["1", "1.1", "2", "4", "4.1", "4.2", "5"]),
        ("1) A.\n2) B.\n2) C.\n3) D.", ["1", "2", "2", "3"]),
        ("(1) A.\n(2) B.\n(3) C.", ["1", "2", "3"]),
        ("1. A.\n(1) a\n(2) b\n2. B.\n(1) c", ["1", "1.1", "1.2", "2", "2.1"]),
        ("Area 1: A\n - a\n - b\n\nArea 2: B\n - c", ["1", "1.1", "1.2", "2", "2.1"]),
        ("Family\n- a\n- b\n\nLearning\n- c\n\nMinor points\n- d\n- e", ["1", "2", "3", "4", "5"]),
    ],
    ids=["left out", "twice", "brackets", "brackets inside", "words", "headings"],
)
def test_an_oddly_numbered_letter_loses_no_condition(listed: str, numbers: list[str]) -> None:
    letter = f"Dear Chair,\n\nThe report may be published once changed:\n\n{listed}\n\nYours sincerely\n• Enclosure"
    assert [item.number for item in read_qa_letter(letter).items] == numbers


@given(st.integers(1, 20), st.integers(0, 3), st.sampled_from(["{}. ", "{}) ", "{}\t"]), st.sampled_from("•-*–"))
def test_every_count_of_areas_and_bullets_is_found(areas: int, subs: int, mark: str, bullet: str) -> None:
    lines = ["2 Example Street", "", "The review may be published after changes.", ""]
    for number in range(1, areas + 1):
        lines.append(f"{mark.format(number)}Say more of it in paragraph {number}.{number}.")
        lines += [f"  {bullet} look at part {sub}" for sub in range(subs)]
    found = read_qa_letter("\n".join([*lines, "", "1 copy goes to the Commissioner."]))
    assert len(found.items) == areas * (1 + subs)
    assert found.areas == areas


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    assert read_qa_letter(text).outcome in QaOutcome


LAST = """The Panel asks for these changes before the report may be published:

1. Equality and diversity
   - Say how faith was considered.

2. The action plan
{paragraph}

{closing}

Yours sincerely,

Chair of the Panel
"""


@pytest.mark.parametrize(
    "paragraph",
    [
        "It lists what agencies meant to do. Each action needs a date and an owner.",
        "\nThe Panel felt that the actions of the health services are not measurable.",
        "   - Add dates.\n\nThese stand in the overview report alone at present.\n   - Add owners.",
    ],
)
@pytest.mark.parametrize("closing", ["Please send the final report to this office.", "We look forward to hearing."])
def test_an_unmarked_paragraph_of_the_last_area_is_part_of_it(paragraph: str, closing: str) -> None:
    found = read_qa_letter(LAST.format(paragraph=paragraph, closing=closing)).items
    words = " ".join(item.text for item in found)
    told = [line.strip(" -") for line in paragraph.split("\n") if line.strip()]
    assert all(line in words for line in told)
    assert closing not in words
    assert "Yours" not in words


UNDER = """The Panel asks for these changes before the report may be published:

1. Equality and diversity

The report should say how faith was considered.

2. The action plan

{asked}

{closing}

Yours sincerely,
"""


@pytest.mark.parametrize(
    "asked",
    ["Please add dates and owners to each action.", "The Panel would like to see dates.", "We would ask for owners."],
)
@pytest.mark.parametrize("closing", ["Please send the final report to this office.", "We look forward to hearing."])
def test_what_stands_right_below_the_last_heading_is_asked_for_however_it_begins(asked: str, closing: str) -> None:
    first, last = read_qa_letter(UNDER.format(asked=asked, closing=closing)).items
    assert first.text == "Equality and diversity The report should say how faith was considered."
    assert last.text == f"The action plan {asked}"
    bare = UNDER.format(asked="Yours sincerely,", closing=closing)
    assert read_qa_letter(bare).items[-1].text == "The action plan"
