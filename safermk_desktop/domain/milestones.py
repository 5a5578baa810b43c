"""The steps of an action, each kept as one line (domain 7.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

_MARK: Final = re.compile(r" \[(?P<what>due|done) (?P<day>\d{4}-\d\d-\d\d)\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One step of an action. It is kept as one line: the text, then ``[due 2026-10-31]`` and ``[done 2026-11-02]``."""

    text: str
    due_on: date | None = None
    done_on: date | None = None

    @property
    def line(self) -> str:
        """The line as it is kept."""
        marks = (("due", self.due_on), ("done", self.done_on))
        return self.text + "".join(f" [{what} {day.isoformat()}]" for what, day in marks if day is not None)

    def told(self, say: Callable[[date | None], str]) -> str:
        """The line as it is read: ``Guide agreed (due 31 October 2026, done 2 November 2026)``."""
        marks = (("due", self.due_on), ("done", self.done_on))
        spoken = ", ".join(f"{what} {say(day)}" for what, day in marks if day is not None)
        return f"{self.text} ({spoken})" if spoken else self.text


def milestone(line: str) -> Milestone:
    """A milestone from its line; what is no mark of a possible day stays in the text."""
    text, days = line.rstrip(), dict[str, date]()
    while (found := _MARK.search(text)) and found["what"] not in days:
        try:
            days[found["what"]] = date.fromisoformat(found["day"])
        except ValueError:
            break
        text = text[: found.start()].rstrip()
    return Milestone(text=text, due_on=days.get("due"), done_on=days.get("done"))
