from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest

from safermk_desktop.domain.suppression import HELD_BACK, SMALL, TOTAL, Place, Published, suppress, suppress_list
from tests.scale import count, tell

# ---- the checker: what a reader of the published table can work out, by linear programming in exact fractions. It
# shares nothing with the module, and knows of a table only that its margins are sums and its counts nought or more.


def equations(shape: tuple[int, int], cells: Mapping[Place, int | None]) -> tuple[list[Place], list[list[Fraction]]]:
    """The suppressed places, and for each line of the table a row of coefficients with its right-hand side."""
    high, wide = shape
    unknown = [place for place, value in cells.items() if value is None]
    lines = [[*((r, c) for c in range(wide)), (r, TOTAL)] for r in (*range(high), TOTAL)]
    lines += [[*((r, c) for r in range(high)), (TOTAL, c)] for c in (*range(wide), TOTAL)]
    found: list[list[Fraction]] = []
    for line in lines:
        row = [Fraction(0)] * (len(unknown) + 1)
        for place in line:
            sign = -1 if place == line[-1] else 1
            value = cells[place]
            if value is None:
                row[unknown.index(place)] += sign
            else:
                row[-1] -= sign * value
        found.append(row)
    return unknown, found


def extreme(rows: Sequence[Sequence[Fraction]], at: int, sign: int) -> Fraction | None:
    """The largest value of ``sign * x[at]`` over x >= 0 with the rows; None where there is no end to it."""
    tableau = [list(row) if row[-1] >= 0 else [-one for one in row] for row in rows]
    width, height = len(tableau[0]) - 1, len(tableau)
    for number, row in enumerate(tableau):
        row[width:width] = [Fraction(int(number == one)) for one in range(height)]
    basis = list(range(width, width + height))
    first = [Fraction(0)] * width + [Fraction(-1)] * height
    assert simplex(tableau, basis, first, width + height) == 0, "what is published fits no table at all"
    for number in range(height):  # artificial unknowns leave the basis; an empty row says nothing
        if basis[number] >= width:
            column = next((c for c in range(width) if tableau[number][c]), None)
            if column is not None:
                pivot(tableau, basis, number, column)
    goal = [Fraction(0)] * (width + height)
    goal[at] = Fraction(sign)
    return simplex(tableau, basis, goal, width)


def simplex(tableau: list[list[Fraction]], basis: list[int], goal: Sequence[Fraction], width: int) -> Fraction | None:
    while True:
        prices = [goal[b] for b in basis]
        gain = (goal[c] - sum(p * row[c] for p, row in zip(prices, tableau, strict=True) if p) for c in range(width))
        column = next((c for c, more in enumerate(gain) if more > 0), None)  # Bland's rule: it ends
        if column is None:
            return sum((p * row[-1] for p, row in zip(prices, tableau, strict=True)), Fraction(0))
        ratios = [(row[-1] / row[column], basis[n], n) for n, row in enumerate(tableau) if row[column] > 0]
        if not ratios:
            return None
        pivot(tableau, basis, min(ratios)[2], column)


def pivot(tableau: list[list[Fraction]], basis: list[int], row: int, column: int) -> None:
    by = tableau[row][column]
    tableau[row] = [one / by for one in tableau[row]]
    for number, other in enumerate(tableau):
        if number != row and other[column]:
            times = other[column]
            tableau[number] = [a - times * b for a, b in zip(other, tableau[row], strict=True)]
    basis[row] = column


def derivable(shape: tuple[int, int], cells: Mapping[Place, int | None]) -> Iterator[Place]:
    unknown, rows = equations(shape, cells)
    for at, place in enumerate(unknown):
        most, least = extreme(rows, at, 1), extreme(rows, at, -1)
        assert least is not None
        if most is not None and most == -least:
            yield place


def drawn(chance: random.Random) -> list[list[int]]:
    high, wide = chance.randint(1, 5), chance.randint(1, 5)
    draw = chance.choice(
        (lambda: chance.randint(0, 8), lambda: chance.choice((0, 0, 3, 40)), lambda: chance.randint(3, 60))
    )
    return [[draw() for _ in range(wide)] for _ in range(high)]


@pytest.mark.soak("suppression")
def test_no_suppressed_cell_can_be_derived_from_the_published_table() -> None:
    chance, many = random.Random(20261122), count(60, 1000)
    hidden = shown = 0
    for _ in range(many):
        rows = drawn(chance)
        published = suppress(rows)
        assert list(derivable((len(rows), len(rows[0])), published.cells)) == [], rows
        _assert_true(rows, published)
        hidden += len(published.primary) + len(published.secondary)
        shown += sum(value is not None for value in published.cells.values())
    tell(f"suppression: {many} tables, {hidden} cells held back, {shown} published, none derivable")


def _assert_true(rows: Sequence[Sequence[int]], published: Published) -> None:
    for (r, c), value in published.cells.items():
        lines = rows if r == TOTAL else [rows[r]]
        real = sum(sum(line) if c == TOTAL else line[c] for line in lines)
        assert value in {None, real}
        assert ((r, c) in published.primary) == (real < SMALL)
        if real < SMALL:
            assert value is None


def test_the_checker_finds_what_primary_suppression_alone_gives_back() -> None:
    bare = dict(suppress([[20, 3], [30, 40]]).cells)
    bare.update({(0, 0): 20, (1, 0): 30, (1, 1): 40, (0, TOTAL): 23, (1, TOTAL): 70, (TOTAL, 0): 50, (TOTAL, 1): 43})
    bare[TOTAL, TOTAL] = 93
    assert list(derivable((2, 2), bare)) == [(0, 1)]


def test_the_checker_agrees_with_trying_every_table() -> None:
    chance = random.Random(5)
    for _ in range(25):
        rows = [[chance.randint(0, 3) for _ in range(2)] for _ in range(2)]
        cells: dict[Place, int | None] = {
            (r, c): sum(sum(line) if c == TOTAL else line[c] for line in (rows if r == TOTAL else [rows[r]]))
            for r, c in product((0, 1, TOTAL), repeat=2)
        }
        for place in ((0, 0), (0, 1), (1, 0), (1, 1)):
            if chance.random() < 0.7:
                cells[place] = None
        fits = [
            {(0, 0): a, (0, 1): b, (1, 0): c, (1, 1): d}
            for a, b, c, d in product(range(7), repeat=4)
            if (a + b, c + d, a + c, b + d) == tuple(cells[p] for p in ((0, TOTAL), (1, TOTAL), (TOTAL, 0), (TOTAL, 1)))
            and all(cells[p] in {None, v} for p, v in (((0, 0), a), ((0, 1), b), ((1, 0), c), ((1, 1), d)))
        ]
        one_value = {p for p, v in cells.items() if v is None and len({fit[p] for fit in fits}) == 1}
        assert set(derivable((2, 2), cells)) == one_value


def test_two_noughts_that_leave_a_sum_of_nought_are_not_given_back() -> None:
    published = suppress([[10, 0, 0], [20, 30, 40]])
    assert published.shown(0, 1) == HELD_BACK
    assert list(derivable((2, 3), published.cells)) == []


def test_a_list_holds_back_a_second_count_or_the_total() -> None:
    assert [suppress_list([12, 3, 9]).shown(0, at) for at in (0, 1, 2, TOTAL)] == ["12", HELD_BACK, HELD_BACK, "24"]
    none_left = suppress_list([12, 0, 0])
    assert [none_left.shown(0, at) for at in (1, 2)] == [HELD_BACK, HELD_BACK]
    assert HELD_BACK in {none_left.shown(0, 0), none_left.shown(0, TOTAL)}


def test_nothing_is_held_back_where_no_count_is_small() -> None:
    assert None not in suppress([[5, 6], [7, 800]]).cells.values()
    assert suppress([[5, 6], [7, 1800]]).shown(1, 1) == "1,800"


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]], [[1, -1]]])
def test_what_is_no_table_is_refused(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="table"):
        suppress(rows)
