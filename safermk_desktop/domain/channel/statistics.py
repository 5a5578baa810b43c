"""The numbers of a period by the published dimensions (domain 6.5): plain counts, suppressed before they leave.

No count here is for anybody outside: what leaves goes through the suppression of small numbers first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.case import age_on
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.exits import AfterReview
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.support import ConsentAnswer
from safermk_desktop.domain.suppression import HELD_BACK, SMALL, TOTAL, suppress_list
from safermk_desktop.domain.wording import count_of

NOT_RECORDED: Final = "not recorded"
BANDS: Final = ((10, "10 and under"), (14, "11 to 14"), (15, "15"), (17, "16 to 17"), (20, "18 to 20"))
"""So cut that both published breakdowns (11 to 15, 16 to 17; 15 to 20) can be added up from them."""
OLDEST: Final = "21 and over"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Plain counts: how many in each cell, by row and column. Each row has each column, also of 0.

    The columns count different things and do not add up; without ``has_total`` the rows do not either.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    has_total: bool = True

    def total(self) -> int:
        """All cells together."""
        return sum(self.cells.values())


def shown_column(counts: Sequence[int]) -> tuple[str, ...]:
    """A column as it may be shown, its total last (domain 7.2).

    Each column counts something else, and its total stands in every table of the period: so a total that is not small
    is never among what is held back, since the next table would give it. Where it would have to be, all rows are.
    """
    if not counts:
        return ("",)
    found, total = suppress_list(counts), sum(counts)
    sign, rows = found.shown(0, TOTAL), tuple(found.shown(0, number) for number in range(len(counts)))
    if found.cells[0, TOTAL] is not None or total < SMALL:
        return (*rows, sign)
    return (*(HELD_BACK for _ in rows), f"{total:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table as it may leave: each row with its label first, then a count or the sign for held back."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def held_back(self) -> int:
        """How many counts are held back."""
        return sum(cell == HELD_BACK for line in self.lines for cell in line[1:])

    @property
    def held_back_words(self) -> str:
        """The same as a sentence. Which of them are small, and which would only give those back, is not told."""
        every = sum(len(line) - 1 for line in self.lines)
        return f"{self.held_back} of {count_of(every, 'count')} held back." if self.held_back else "None held back."


def shown_table(table: CountTable, standard: Sequence[str] = ()) -> ShownTable:
    """The table with each column suppressed together with its total.

    Which rows stand there must not tell of anybody either: every row of the ``standard`` does, also of nobody, and
    one of other words only where a count of it is not small; the rest are one row.
    """
    rows = tuple(standard) or table.rows
    plain = {row: [table.cells.get((row, column), 0) for column in table.columns] for row in rows}
    others = [row for row in table.rows if row not in plain]
    told = {row: [table.cells[row, column] for column in table.columns] for row in others}
    plain.update({row: counts for row, counts in told.items() if max(counts) >= SMALL})
    if standard:
        rest = [counts for row, counts in told.items() if row not in plain]
        was = plain.pop(OTHER, [0] * len(table.columns))
        plain[OTHER] = [sum(counts) for counts in zip(was, *rest, strict=True)]
    columns = [shown_column([counts[at] for counts in plain.values()]) for at in range(len(table.columns))]
    lines = [(label, *(column[number] for column in columns)) for number, label in enumerate(plain)]
    if table.has_total and lines:
        lines.append(("All", *(column[-1] for column in columns)))
    return ShownTable(name=table.name, columns=table.columns, lines=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a stage took in the cases of the period: how many there are, and their median in days."""

    name: str
    count: int
    median_days: float | None


def shown_paces(found: Sequence[Pace]) -> ShownTable:
    """The median days, without how many cases: of few cases it is held back."""
    lines = ((one.name, HELD_BACK if one.count < SMALL else f"{one.median_days:g}") for one in found)
    return ShownTable(name="Days from stage to stage", columns=("median days",), lines=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of days, both counted."""

    since: date
    until: date

    def overlaps(self, other: Period) -> bool:
        """Whether a day lies in both."""
        return self.since <= other.until and other.since <= self.until

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.since <= day <= self.until


AGE_BANDS: Final = (*(name for _, name in BANDS), OLDEST, NOT_RECORDED)


def age_band(born_on: date | None, on: date) -> str:
    """The band of the published statistics that an age falls into."""
    if born_on is None:
        return NOT_RECORDED
    age = age_on(born_on, on)
    return next((name for top, name in BANDS if age <= top), OLDEST)


COLUMNS: Final = ("referred", "discussed", "adopted", "consented", "declined", "exited")
"""What is counted in the period, each by its own day: a case may be referred in one and adopted in another."""


def happenings(file: ChannelFile) -> Mapping[str, date | None]:
    """The first day of each of ``COLUMNS`` in a case."""
    adopted = (one.decided_on for one in file.decisions if one.outcome is Outcome.ADOPT)
    given = (one.answered_on for one in file.consents if one.answer is ConsentAnswer.GIVEN)
    refused = (one.answered_on for one in file.consents if one.answer is ConsentAnswer.REFUSED)
    return MappingProxyType(
        {
            "referred": file.referral.received_on if file.referral else None,
            "discussed": min((one.decided_on for one in file.decisions), default=None),
            "adopted": min(adopted, default=None),
            "consented": min(given, default=None),
            "declined": min(refused, default=None),
            "exited": min((one.exited_on for one in file.exits), default=None),
        }
    )


Dimension = Callable[[ChannelFile], Iterable[str]]


def _sector(file: ChannelFile) -> Iterable[str]:
    return ((file.referral.sector if file.referral else "") or NOT_RECORDED,)


def _concern(file: ChannelFile) -> Iterable[str]:
    return ((file.referral.concern_type if file.referral else "") or NOT_RECORDED,)


def _age(file: ChannelFile) -> Iterable[str]:
    return (age_band(file.person.born_on, file.case.opened_on),)


def _sex(file: ChannelFile) -> Iterable[str]:
    return (file.person.sex or NOT_RECORDED,)


def _ethnicity(file: ChannelFile) -> Iterable[str]:
    return (file.person.ethnicity or NOT_RECORDED,)


def _needs(file: ChannelFile) -> Iterable[str]:
    """A person may have several: these rows do not add up to the number of people."""
    return file.person.needs or (NOT_RECORDED,)


DIMENSIONS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {
        "Sector of the referrer": _sector,
        "Age": _age,
        "Sex": _sex,
        "Ethnicity": _ethnicity,
        "Type of concern": _concern,
        "Needs": _needs,
    }
)


def tables(files: Sequence[ChannelFile], period: Period) -> tuple[CountTable, ...]:
    """Every table of the period: each dimension by what happened, exits by reason, and the reviews after exit."""
    found = [_by(files, period, name, of) for name, of in DIMENSIONS.items()]
    return (*found, _exits(files, period), _reviews(files, period))


def paces(files: Sequence[ChannelFile], period: Period) -> tuple[Pace, ...]:
    """How long it took from stage to stage, in the cases whose later day lies in the period."""
    spans: dict[str, list[int]] = {f"{one} to {other}": [] for one, other in _PAIRS}
    for file in files:
        for (one, other), (before, after) in zip(_PAIRS, _spans(file), strict=True):
            if before is not None and after is not None and period.holds(after) and after >= before:
                spans[f"{one} to {other}"].append((after - before).days)
    return tuple(
        Pace(name=name, count=len(days), median_days=float(median(days)) if days else None)
        for name, days in spans.items()
    )


_PAIRS: Final = (
    ("referral", "police answer"),
    ("referral", "section 36 decision"),
    ("section 36 decision", "first panel"),
    ("first panel", "consent"),
    ("consent", "exit"),
)


def _spans(file: ChannelFile) -> Iterator[tuple[date | None, date | None]]:
    days = happenings(file)
    decided = file.section36[0].decided_on if file.section36 else None
    yield days["referred"], file.gateway[0].answered_on if file.gateway else None
    yield days["referred"], decided
    yield decided, days["discussed"]
    yield days["discussed"], days["consented"]
    yield days["consented"], days["exited"]


def _by(files: Sequence[ChannelFile], period: Period, name: str, of: Dimension) -> CountTable:
    counted: Counter[tuple[str, str]] = Counter()
    for file in files:
        days = happenings(file)
        for label in of(file):
            counted.update((label, column) for column in COLUMNS if period.holds(days[column]))
    labels = sorted({row for row, _ in counted})
    return _table(name, labels, COLUMNS, counted, has_total=of is not _needs)


def _exits(files: Sequence[ChannelFile], period: Period) -> CountTable:
    counted = Counter(
        (one.reason.value, "exits") for file in files for one in file.exits if period.holds(one.exited_on)
    )
    return _table("Exits by reason", sorted({row for row, _ in counted}), ("exits",), counted)


def _reviews(files: Sequence[ChannelFile], period: Period) -> CountTable:
    """Reviews due in the period: held by their day, held later, set aside, or not held by the end of it."""
    counted: Counter[tuple[str, str]] = Counter()
    for file in files:
        for one in file.after:
            if period.holds(one.due_on):
                counted[f"{one.months} months", _held(one.done_on, one.due_on, one.decision, period.until)] += 1
    return _table(
        "Reviews after exit", ["6 months", "12 months"], ("held in time", "held late", "set aside", "not held"), counted
    )


def _held(done_on: date | None, due_on: date, decision: str, until: date) -> str:
    if done_on is None or done_on > until:
        return "not held"
    if decision == AfterReview.SET_ASIDE:
        return "set aside"
    return "held in time" if done_on <= due_on else "held late"


def _table(
    name: str,
    rows: Sequence[str],
    columns: tuple[str, ...],
    counted: Mapping[tuple[str, str], int],
    *,
    has_total: bool = True,
) -> CountTable:
    cells = {(row, column): counted.get((row, column), 0) for row in rows for column in columns}
    return CountTable(name=name, rows=tuple(rows), columns=columns, cells=MappingProxyType(cells), has_total=has_total)
