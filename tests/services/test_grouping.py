"""Groups of findings: what belongs to one person, and that many of them are grouped in step with their number."""

from __future__ import annotations

import random
import sys
from types import FrameType

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source
from safermk_desktop.services.detected import Detected
from safermk_desktop.services.grouping import groups
from safermk_desktop.services.suggesting import kept_places


def many(count: int) -> Detected:
    """So many places of a tenth as many people, by full name, forename or surname."""
    chance, parts, found, at = random.Random(5), list[str](), list[Finding](), 0
    letters = "abcdefghijklmnopqrstuvwxyz"
    for turn in range(count):
        person = chance.randrange(count // 10)
        own = letters[person % 26] + letters[person // 26 % 26] + letters[person // 676]
        forename, surname = f"Ode{own}", f"Quill{own}"
        name = (f"{forename} {surname}", surname, f"{forename[0]}. {surname}", forename)[turn % 4]
        parts.append(f"{name} came. ")
        found.append(Finding(at, at + len(name), name, Kind.PERSON, Certainty.LIKELY, Source.SHAPE, "[name]"))
        at += len(parts[-1])
    return Detected(text="".join(parts), findings=tuple(found))


def calls(found: Detected) -> int:
    """How many functions are called to group what was found."""
    seen = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal seen
        seen += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        groups(found)
    finally:
        sys.setprofile(before)
    return seen


def test_ten_times_the_findings_take_ten_times_the_work() -> None:
    few = calls(many(1_300))
    assert calls(many(13_000)) < 14 * few


def test_every_form_of_a_person_is_in_one_group() -> None:
    found = groups(many(400))
    assert sum(len(one.places) for one in found) == 400
    full = [one for one in found if " " in one.names[0] and "." not in one.names[0]]
    assert any(len(one.names) == 4 for one in full)
    assert len(found) <= 44


def test_neither_a_sentences_stop_nor_the_next_paragraphs_number_goes_with_a_contact() -> None:
    text = "Dr Farnaby rang from 07700 900123.\n1.3 Joanna wrote to o.farnaby@stanbrook.example.\n1.4 She left."
    found = groups(Detected(text=text, findings=tuple(detect(text))))
    names = [one.names for one in found if one.kind == "contact"]
    assert sorted(names) == [("07700 900123",), ("o.farnaby@stanbrook.example",)]


def test_what_stays_is_not_asked_about_again_wherever_another_phrase_lies_over_it() -> None:
    text = "Lorna Testwood of the service came at two."
    found = Detected(
        text=text, findings=(Finding(0, 14, "Lorna Testwood", Kind.PERSON, Certainty.LIKELY, Source.SHAPE, "[name]"),)
    )
    assert [text[start:end] for start, end in kept_places(text, ("two", "OF THE"))] == ["two", "of the"]
    assert kept_places("Call @lorna! now", ("@lorna!",)) == [(5, 12)]
    for places in ([(0, 14), (8, 11)], [(0, 8), (6, 14)], [(0, 5), (0, 14)], [(0, 5), (6, 14)]):
        assert groups(found, known=places) == ()
    assert len(groups(found, known=[(0, 8), (2, 5)])) == 1
