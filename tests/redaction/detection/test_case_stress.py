"""Names rewritten in small letters and in capitals: how many are still found, and how much else with them.

The text of each mention of a person is rewritten where it stands; everything else of the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.model import NameModel, load_model
from tests.redaction.detection.scoring import Row, counted, gold, together, tool
from tests.scale import count, tell

Case = tuple[str, Callable[[str], str], float, float]
"""What it is called, the change of a letter, the least share of mentions covered, and the least P_any."""
SETS = (("reviews", 2, 5), ("tab", 6, 84))
CASES: tuple[Case, ...] = (("in small letters", str.lower, 0.87, 0.60), ("in capitals", str.upper, 0.95, 0.60))


def rewritten(row: Row, change: Callable[[str], str]) -> Row:
    """The text with its mentions of people in another case; a letter that would become two stays."""
    letters = list(row["text"])
    for mention in row["mentions"]:
        if mention["type"] == "PERSON":
            for at in range(mention["start"], mention["end"]):
                changed = change(letters[at])
                letters[at] = changed if len(changed) == 1 else letters[at]
    return {**row, "text": "".join(letters)}


def case_figures(rows: Sequence[Row], change: Callable[[str], str], model: NameModel) -> tuple[float, float, int]:
    """The share of the mentions of people that are covered, P_any of the same run, and how many mentions there are."""
    changed = [rewritten(row, change) for row in rows]
    places = [[(one.start, one.end) for one in detect(row["text"], model=model)] for row in changed]
    found = total = 0
    for row, spans in zip(changed, places, strict=True):
        mask = tool().paint(len(row["text"]), spans)
        people = [one for one in row["mentions"] if one["type"] == "PERSON"]
        total += len(people)
        found += sum(tool().is_covered(row["text"], one["start"], one["end"], mask) for one in people)
    p_any = together(counted(row, spans) for row, spans in zip(changed, places, strict=True)).figure("p_any")
    return found / total, p_any, total


@pytest.mark.soak("case-stress")
@pytest.mark.parametrize("what,change,recall,precision", CASES, ids=[case[0] for case in CASES])
def test_names_in_another_case(what: str, change: Callable[[str], str], recall: float, precision: float) -> None:
    model = load_model()
    for name, few, full in SETS:
        rows = gold(name)[: count(few, full)]
        found, p_any, total = case_figures(rows, change, model)
        tell(f"names {what}, {name}, {len(rows)} texts: {found:.3f} of {total}; P_any {p_any:.3f}")
        assert found >= recall, (name, total)
        assert p_any >= precision, name
