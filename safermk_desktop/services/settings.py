"""The settings that travel with the vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.headship import assert_heads
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

LOCK_MINUTES: Final = (1, 30)
"""The fewest and the most minutes without use until the vault locks itself."""
TEXT_PERCENTS: Final = (100, 125, 150, 200)
COLOURS: Final = ("light", "dark")
SHARING_MINUTES: Final = 10
"""How long the window may be seen in a shared screen once that is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set. ``lock_minutes`` above 5 is weaker than the standard; the change stands in the audit chain."""

    lock_minutes: int = 5
    hide_from_capture: bool = True
    text_percent: int = 100
    colours: str = "light"


def settings(session: Session) -> Settings:
    """The settings of the vault; the standard where none is set, or what is set cannot be."""
    with session.vault.reading(Compartment.COMMON) as work:
        kept = {str(one.id): one.value for one in work.every(Setting)}
    return replace(Settings(), **_good(kept))


def change_settings(session: Session, wanted: Settings) -> None:
    """Set what differs. Raises ``EntryInvalid`` for what cannot be, ``RoleRefused``, and as ``writing``.

    What protects everybody, the lock and hiding from pictures, is loosened by the head of community safety alone.
    """
    texts = _texts(wanted)
    if _good(texts).keys() != texts.keys():
        raise EntryInvalid("A setting is outside its bounds.")
    now = settings(session)
    if wanted.lock_minutes > now.lock_minutes or (now.hide_from_capture and not wanted.hide_from_capture):
        assert_heads(session.vault)
    before = _texts(now)
    changed = [name for name, text in texts.items() if text != before[name]]
    if not changed:
        return
    why = ", ".join(f"{name} {before[name]} to {texts[name]}" for name in changed)
    with session.vault.writing(Compartment.COMMON, session.act("settings changed", CaseId(""), why=why)) as work:
        for name in changed:
            work.put(Setting(id=RecordId(name), case_id=CaseId(""), value=texts[name]))


def allow_sharing(session: Session) -> None:
    """Record that the window may be seen in a shared screen for ten minutes. Raises as ``writing``."""
    why = f"for {SHARING_MINUTES} minutes"
    with session.vault.writing(Compartment.COMMON, session.act("screen sharing allowed", CaseId(""), why=why)):
        pass


def _texts(wanted: Settings) -> dict[str, str]:
    return {field.name: str(getattr(wanted, field.name)) for field in fields(wanted)}


def _good(kept: Mapping[str, str]) -> dict[str, int | str]:
    """What of the kept texts can be, as the values they stand for."""
    found: dict[str, int | str] = {}
    few, most = LOCK_MINUTES
    for name, text in kept.items():
        if name == "lock_minutes" and text.isascii() and text.isdecimal() and few <= int(text) <= most:
            found[name] = int(text)
        elif name == "hide_from_capture" and text in {"True", "False"}:
            found[name] = text == "True"
        elif name == "text_percent" and text in {str(percent) for percent in TEXT_PERCENTS}:
            found[name] = int(text)
        elif name == "colours" and text in COLOURS:
            found[name] = text
    return found
