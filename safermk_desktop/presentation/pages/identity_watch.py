"""Looks for registered identities in a text that is being typed, off the GUI thread and after a pause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.redaction.matching.finder import DATES_ID, find
from safermk_desktop.redaction.register import Register

PAUSE_MS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How many places hold an identity for certain or perhaps; the first as code points of the text. Never a name."""

    certain: int
    undecided: int
    start: int
    end: int


def look(text: str, register: Register) -> Sighting | None:
    """What stands in a text; ``None`` for nothing. Full dates are a matter of the redacted copy, not of a draft."""
    found = [match for match in find(text, register) if match.identity_id != DATES_ID]
    if not found:
        return None
    certain = [match for match in found if match.certainty == "certain"]
    first = (certain or found)[0]
    return Sighting(certain=len(certain), undecided=len(found) - len(certain), start=first.start, end=first.end)


class IdentityWatch(QObject):
    """``told`` carries a ``Sighting`` or ``None`` about the text last given."""

    told = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._register: Register | None = None
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def use(self, register: Register | None) -> None:
        """The register of the case; without one nothing is ever found."""
        self._register = register

    def watch(self, text: str) -> None:
        """Look at this text once the typing pauses."""
        self._text = text
        self._pause.start()

    def _look(self) -> None:
        text, register = self._text, self._register
        if register is None or not text.strip():
            self.told.emit(None)
            return

        def tell(sighting: Sighting | None) -> None:
            # What was typed meanwhile is looked at by its own job.
            if text == self._text:
                self.told.emit(sighting)

        self._jobs.run(
            self,
            lambda _progress: look(text, register),
            label=self.tr("Looking for registered identities"),
            done=tell,
            lane=Lane.DOCUMENT,
        )
