"""One signal after each act: what was touched, so that pages ask again. No bus, no payload of records."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Change:
    """A case was changed; ``case_id`` is empty when it is about all of them."""

    case_id: str = ""


class Changes(QObject):
    """``changed`` carries a ``Change``."""

    changed = Signal(object)

    def tell(self, case_id: str = "") -> None:
        """Say that an act on a case was saved."""
        self.changed.emit(Change(case_id))
