"""Who the partnership is, as it is printed, and from when a new case opens under s.8A. Only the head changes it.

A paper that is kept holds the words it was written with: no setting changes it (domain 11, invariant 11).
"""

from __future__ import annotations

import base64
import re
from dataclasses import fields
from datetime import date
from typing import Final

from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.partnership import PRINTED_NAMES, Partnership
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.headship import assert_heads
from safermk_desktop.services.local import ABOUT, DARDR_FROM
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

PNG: Final = b"\x89PNG\r\n\x1a\n"
LOGO_BYTES: Final = 256 * 1024
"""The most bytes that a logo may have, encoded anew."""
_WEB: Final = re.compile(r"(https://)?[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./-]*)?", re.IGNORECASE | re.ASCII)
_PREFIX: Final = re.compile(r"[A-Z0-9]{2,8}", re.ASCII)
_LOGO: Final = RecordId(f"{ABOUT}logo")


def change_partnership(session: Session, wanted: Partnership, *, dardr_from: date | None) -> None:
    """Set what differs, in one act that says what was and what is.

    A new case notified on ``dardr_from`` or later opens under s.8A; one that stands keeps its edition. Raises
    ``RoleRefused``, ``EntryMissing``, ``EntryInvalid`` for a web address or printed name that cannot be.
    """
    assert_heads(session.vault)
    need(name=wanted.name, council=wanted.council, address=wanted.address, group=wanted.management_group)
    if wanted.web and not _WEB.fullmatch(wanted.web):
        raise EntryInvalid(
            "A web address is written as www.example.org.uk/reviews, with https:// before it or without."
        )
    if wanted.printed_name not in PRINTED_NAMES:
        raise EntryInvalid("The process is printed as its edition names it, or as DHR, or as DARDR.")
    if not _PREFIX.fullmatch(wanted.prefix):
        raise EntryInvalid("The prefix of the actions is two to eight capital letters or digits.")
    now = session.partnership
    texts = {
        f"{ABOUT}{field.name}": (str(getattr(now, field.name)), str(getattr(wanted, field.name)).strip())
        for field in fields(wanted)
        if field.name != "logo"
    }
    was, then = session.local.dardr_from, dardr_from
    texts[DARDR_FROM] = (was.isoformat() if was else "", then.isoformat() if then else "")
    changed = {name: pair for name, pair in texts.items() if pair[0] != pair[1]}
    if not changed:
        return
    why = "; ".join(
        f"{name.removeprefix(ABOUT)}: {old or 'not set'} to {new or 'not set'}" for name, (old, new) in changed.items()
    )
    _put(session, "partnership changed", why, {name: new for name, (_old, new) in changed.items()})


def set_logo(session: Session, png: bytes) -> None:
    """Set the logo, or none with empty bytes; ``png`` was decoded from what was chosen and encoded anew.

    Raises ``RoleRefused``, ``EntryInvalid`` for another kind of file or one of more than 256 KiB.
    """
    assert_heads(session.vault)
    if png and (not png.startswith(PNG) or len(png) > LOGO_BYTES):
        raise EntryInvalid("A logo is a PNG picture of at most 256 KiB.")
    _put(session, "logo changed", "set" if png else "taken out", {str(_LOGO): base64.b64encode(png).decode("ascii")})


def logo(session: Session) -> bytes:
    """The logo as PNG; empty where there is none."""
    return base64.b64decode(session.partnership.logo)


def _put(session: Session, what: str, why: str, values: dict[str, str]) -> None:
    with session.vault.writing(Compartment.COMMON, session.act(what, CaseId(""), why=why)) as work:
        for name, value in values.items():
            work.put(Setting(id=RecordId(name), case_id=CaseId(""), value=value))
    session.local.read(session.vault)
