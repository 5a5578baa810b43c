"""The three recovery sheets of a vault: what stands on each, to be printed once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

HOLDERS: Final = ("Head of Community Safety", "Information governance", "Legal services")
"""Who keeps each sheet, in their order."""
ENOUGH: Final = 2
"""How many sheets open the vault: when so many of the new ones are out, the old ones go."""

HOW: Final = (
    "Any two of the three sheets open the vault and make a new key; one alone does nothing. On the unlock screen "
    "choose “Can't get in?” and type the words of two sheets in their order. Keep this sheet sealed "
    "and apart from the others and from the computer. When new sheets are made, these open the vault no "
    "more: destroy them then."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """One sheet. ``words`` are a share of the recovery key: a secret, left out of every representation.

    ``seals`` are the eight words of the head of each audit chain, with where it stood.
    """

    number: int
    holder: str
    vault: str
    made: str
    words: tuple[str, ...] = field(repr=False)
    seals: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the sheet is."""
        return f"Recovery sheet {self.number} of {len(HOLDERS)}: {self.holder}"

    @property
    def head(self) -> str:
        """Which vault it belongs to, and since when."""
        return (
            f"Vault {self.vault}, made on {self.made}. With another of its three it replaces every sheet made before."
        )


def make_sheets(session: Session) -> tuple[RecoverySheet, ...]:
    """Three new sheets; those made before open the vault until these are confirmed.

    Raises as ``KeySlots.make_recovery``.
    """
    shares = session.vault.slots.make_recovery()
    vault = session.vault
    seals = tuple(seal_words(vault, name) for name in sorted(vault.compartments))
    made = long_date(session.clock.today())
    return tuple(
        RecoverySheet(
            number=number,
            holder=holder,
            vault=vault.folder.name,
            made=made,
            words=tuple(share.split()),
            seals=seals,
        )
        for number, (holder, share) in enumerate(zip(HOLDERS, shares, strict=True), 1)
    )


def confirm_sheets(session: Session) -> None:
    """``ENOUGH`` of the new sheets were handed over: those made before open the vault no more.

    Raises as ``KeySlots.confirm_recovery``.
    """
    session.vault.slots.confirm_recovery()


def record_sheet(session: Session, sheet: RecoverySheet, *, way: str) -> None:
    """Enter that a sheet is about to leave: ``way`` is ``printed`` or ``saved``, or ``not`` so after all.

    Raises as ``writing``.
    """
    what = "recovery_sheet_stayed" if way.startswith("not ") else "recovery_sheet_left"
    act = session.act(what, CaseId(""), subject=f"sheet {sheet.number}", why=way)
    with session.vault.writing(Compartment.COMMON, act):
        pass  # the entry itself is all that is written
