"""Texts that stay in a case file without anyone's name: the identity register alone keeps names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.redaction.matching.dates import read_day
from safermk_desktop.redaction.matching.finder import DATES_ID, Matcher
from safermk_desktop.redaction.matching.shadow import shadow
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.terms_lint import is_certain, register_in

NAMED = "This text holds a name of the identity register. Write the published form, or the relation."


def refuse_names(work: Reading, case_id: CaseId, *texts: str) -> None:
    """Refuse texts that name a registered person for certain. Raises ``EntryInvalid``, which names nobody."""
    register = register_in(work, case_id)
    if register is None:
        return
    people = tuple(one for one in register.identities if one.kind == "person")
    if not people:
        return
    matcher = Matcher(replace(register, identities=people, dates="keep"))
    for text in texts:
        if any(is_certain(one) and one.identity_id != DATES_ID for one in matcher.find(text)):
            raise EntryInvalid(NAMED)


def kept_days(work: Reading, file: CaseFile) -> Iterator[date]:
    """The birthdays and other days of the register, and the day of the death."""
    if file.notification:
        yield file.notification.death_on
    for entry in work.of_case(IdentityEntry, file.case.case_id):
        if entry.kind == "date":
            yield from (day for name in entry.names if (day := _day(name)) is not None)


def _day(name: str) -> date | None:
    found = read_day(name, shadow(name).text)
    if found is None:
        return None
    try:
        return date(*found)
    except ValueError:
        return None
