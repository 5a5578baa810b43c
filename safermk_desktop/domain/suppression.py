"""Counts that may be published: small ones are held back, and so many more that no margin gives them back (domain 7.2).

A table with its margins is a circulation: an inner cell runs from its row to its column, the margins close the circle.
What is published is known, what is suppressed may move; a count can be worked out from the others exactly when no
circle of suppressed cells goes through it along which one may be added all round, with nothing below zero.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SMALL: Final = 5
"""Counts below this one are not published, nought included: that nobody was there may tell of somebody."""
HELD_BACK: Final = "[c]"
"""What stands in place of a count (the sign for confidential in the official statistics of the United Kingdom)."""

Place = tuple[int, int]
"""Row and column of a cell; ``TOTAL`` is the margin."""
TOTAL: Final = -1


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may be published: ``cells`` by place, ``None`` where a count is held back; margins at ``TOTAL``."""

    cells: Mapping[Place, int | None]
    primary: frozenset[Place]
    secondary: frozenset[Place]

    def shown(self, row: int, column: int) -> str:
        """The count, or the sign that it is held back."""
        count = self.cells[row, column]
        return HELD_BACK if count is None else f"{count:,}"


@dataclass(frozen=True, slots=True)
class _Edge:
    place: Place
    start: str
    end: str
    count: int


def suppress(rows: Sequence[Sequence[int]], *, small: int = SMALL) -> Published:
    """Hold back every count below ``small`` of a table and its margins, and what would give one of them back.

    ``rows`` are the inner cells. Raises ``ValueError`` for rows of several lengths, no cell, or a negative count.
    """
    if not rows or not rows[0] or len({len(row) for row in rows}) > 1 or any(c < 0 for row in rows for c in row):
        raise ValueError("A table has rows of one length, with counts of nought or more.")
    return _published(_table(rows), small)


def suppress_list(counts: Sequence[int], *, small: int = SMALL) -> Published:
    """The same for one row of counts with its total: places ``(0, at)`` and ``(0, TOTAL)``. Raises ``ValueError``."""
    if not counts or any(count < 0 for count in counts):
        raise ValueError("A list has counts of nought or more.")
    edges = [_Edge((0, at), "row", "total", count) for at, count in enumerate(counts)]
    return _published([*edges, _Edge((0, TOTAL), "total", "row", sum(counts))], small)


def _table(rows: Sequence[Sequence[int]]) -> list[_Edge]:
    edges = [_Edge((r, c), f"r{r}", f"c{c}", count) for r, row in enumerate(rows) for c, count in enumerate(row)]
    edges += [_Edge((r, TOTAL), "across", f"r{r}", sum(row)) for r, row in enumerate(rows)]
    edges += [_Edge((TOTAL, c), f"c{c}", "down", sum(row[c] for row in rows)) for c in range(len(rows[0]))]
    return [*edges, _Edge((TOTAL, TOTAL), "down", "across", sum(map(sum, rows)))]


def _published(edges: Sequence[_Edge], small: int) -> Published:
    primary = frozenset(edge.place for edge in edges if edge.count < small)
    hidden = set(primary)
    for edge in sorted(edges, key=lambda one: one.count):
        # A cell that joins lies on a circle with the one it protects, so it is protected itself.
        if edge.place in primary and not _is_safe(edge, edges, hidden):
            hidden |= _cheapest_circle(edge, edges, hidden)
    cells = {edge.place: None if edge.place in hidden else edge.count for edge in edges}
    return Published(cells, primary, frozenset(hidden) - primary)


def _is_safe(edge: _Edge, edges: Sequence[_Edge], hidden: set[Place]) -> bool:
    known = [one for one in edges if one.place in hidden]
    return any(cost == 0 for cost, _ in _circles(edge, known, hidden))


def _cheapest_circle(edge: _Edge, edges: Sequence[_Edge], hidden: set[Place]) -> frozenset[Place]:
    return min(_circles(edge, edges, hidden), key=lambda found: found[0])[1]


def _circles(edge: _Edge, edges: Sequence[_Edge], hidden: set[Place]) -> Iterator[tuple[int, frozenset[Place]]]:
    """The cheapest circle on which this count would be one more, and the one on which it would be one less."""
    others = [one for one in edges if one.place != edge.place]
    found = _path(edge.end, edge.start, others, hidden)
    if found is not None:
        yield found
    less = _path(edge.start, edge.end, others, hidden) if edge.count else None
    if less is not None:
        yield less


def _path(start: str, goal: str, edges: Sequence[_Edge], hidden: set[Place]) -> tuple[int, frozenset[Place]] | None:
    """Dijkstra: what it costs to hide the cells of a way, and which they are. Small counts are given up first."""
    steps: dict[str, list[tuple[str, int, Place]]] = {}
    for edge in edges:
        cost = 0 if edge.place in hidden else 1 + edge.count
        steps.setdefault(edge.start, []).append((edge.end, cost, edge.place))
        if edge.count:  # one less, only where there is one
            steps.setdefault(edge.end, []).append((edge.start, cost, edge.place))
    heap: list[tuple[int, str, tuple[Place, ...]]] = [(0, start, ())]
    seen = set[str]()
    while heap:
        cost, at, way = heapq.heappop(heap)
        if at == goal:
            return cost, frozenset(way)
        if at in seen:
            continue
        seen.add(at)
        for to, more, place in steps.get(at, ()):
            heapq.heappush(heap, (cost + more, to, (*way, place)))
    return None
