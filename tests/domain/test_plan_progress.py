from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.actions import Action, ActionStatus, Recommendation, rating
from safermk_desktop.domain.plan_progress import LATE, PLAIN, UNITS, Bar, Picture, Piece, pictures
from safermk_desktop.domain.plan_view import ActionLine, line_of
from safermk_desktop.domain.record import CaseId, RecordId

ON = date(2026, 11, 17)


def line(number: int, agency: str, target: date, status: ActionStatus = ActionStatus.IN_PROGRESS) -> ActionLine:
    item = Recommendation(id=RecordId("r"), case_id=CaseId("c"), number=1, text="x", level="partnership", scope="local")
    action = Action(
        id=RecordId(f"a{number}"),
        case_id=CaseId("c"),
        recommendation_id=item.id,
        number=number,
        text="y",
        lead_agency=agency,
        lead_role="",
        target_on=target,
        first_target_on=target,
        created_on=ON,
        status=status,
    )
    return line_of(action, item, rating(action, ON, ON), label="Case A", heard_on=ON, evidence=0, on=ON)


LINES = (
    line(1, "Police", date(2026, 10, 1)),
    line(2, "Police", date(2026, 12, 1)),
    line(3, "Council", date(2027, 2, 10)),
    line(4, "Police", date(2030, 1, 1)),
    line(5, "Trust", date(2026, 1, 1), ActionStatus.COMPLETE_VERIFIED),
)


def test_each_picture_says_its_numbers_in_words() -> None:
    by_rating, by_agency, by_month = pictures(LINES, ON)
    assert by_rating.words == "5 actions: 1 red, 1 amber, 2 green, 1 complete."
    assert by_agency.words == "4 open actions: Police 3, 1 late; Council 1."
    assert by_month.words == (
        "Target dates of 4 open actions: past its target date 1; December 2026 1; February 2027 1; Later 1."
    )
    assert [(bar.label, bar.count) for bar in by_month.bars] == [
        ("Past its target date", 1),
        ("November 2026", 0),
        ("December 2026", 1),
        ("January 2027", 0),
        ("February 2027", 1),
        ("Later", 1),
    ]


def test_every_action_stands_in_one_bar_and_the_longest_fills_the_width() -> None:
    by_rating, by_agency, by_month = pictures(LINES, ON)
    assert sum(bar.count for bar in by_rating.bars) == len(LINES)
    assert sum(bar.count for bar in by_agency.bars) == sum(bar.count for bar in by_month.bars) == 4
    police, council = (by_agency.pieces(bar) for bar in by_agency.bars)
    assert police == (Piece(tone=LATE, count=1, units=8), Piece(tone=PLAIN, count=2, units=16))
    assert council == (Piece(tone=PLAIN, count=1, units=8),)
    assert by_month.pieces(by_month.bars[1]) == ()
    assert [piece.tone for bar in by_rating.bars for piece in by_rating.pieces(bar)] == [
        *("red", "amber", "green", "blue")
    ]


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), min_size=1, max_size=12))
def test_no_count_is_lost_in_a_bar_and_none_is_longer_than_the_longest(counts: list[tuple[int, int]]) -> None:
    bars = tuple(Bar(label=str(at), count=late + rest, late=late) for at, (late, rest) in enumerate(counts))
    picture = Picture(title="", bars=bars, words="")
    for bar in bars:
        pieces = picture.pieces(bar)
        assert sum(piece.count for piece in pieces) == bar.count
        assert all(piece.units > 0 and piece.count > 0 for piece in pieces)
        assert sum(piece.units for piece in pieces) <= UNITS
        if bar.count == max(one.count for one in bars) > 0:
            assert sum(piece.units for piece in pieces) == UNITS


def test_nothing_to_show_is_said() -> None:
    assert [one.words for one in pictures((), ON)] == [
        *("There is no action yet.", "No action is open.", "No action is open.")
    ]
