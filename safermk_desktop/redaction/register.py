"""The identity register: who and what must not be named, and how each is published (contracts/cli.md)."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe
from safermk_desktop.redaction.matching.derived import FormIndex, derived_forms
from safermk_desktop.redaction.matching.ordinary import ORDINARY
from safermk_desktop.redaction.matching.shadow import words_of

DateRule = Literal["keep", "month_year", "year"]

KINDS: Final = frozenset({"person", "place", "organisation", "date", "contact", "reference", "other"})
PUBLISHED_KIND: Final = MappingProxyType(
    {kind: f"[{kind}]" for kind in sorted(KINDS)} | {"person": "[name]", "other": "[removed]"}
)
_MAX_NAMES: Final = 20_000
_MAX_LENGTH: Final = 500
_ID: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_DATES_ID: Final = "dates"
_SHORT_NAME: Final = 3


@dataclass(frozen=True)
class Identity:
    """One person, place, organisation, date or number; ``names`` as written, ``replacement`` as published."""

    id: str
    kind: str
    role: str
    names: tuple[str, ...]
    replacement: str


@dataclass(frozen=True)
class Register:
    """All identities of a case, the rule for full dates, and phrases that stay."""

    identities: tuple[Identity, ...]
    dates: DateRule = "keep"
    keep: tuple[str, ...] = ()


def register_from_json(text: str) -> Register:
    """Read and check a register file.

    Raises RegisterInvalid, RegisterEmpty or ReplacementUnsafe; the detail gives the id of the entry, never its name.
    """
    try:
        raw: object = json.loads(text)
    except (ValueError, RecursionError):
        raise RegisterInvalid("It is not JSON.") from None
    if not isinstance(raw, dict):
        raise RegisterInvalid("It is not a JSON object.")
    fields = cast("dict[str, Any]", raw)
    if fields.get("version") != 1:
        raise RegisterInvalid("Its version is not 1.")
    dates = fields.get("dates", "keep")
    if dates not in get_args(DateRule):
        raise RegisterInvalid("The rule for dates is not keep, month_year or year.")
    entries = fields.get("identities", [])
    if not isinstance(entries, list):
        raise RegisterInvalid("The identities are not a list.")
    keep = _strings(fields.get("keep", []), "The phrases to keep are not a list of texts.")
    identities = tuple(_identity(entry, at) for at, entry in enumerate(cast("list[object]", entries), start=1))
    return check_register(Register(identities, dates, keep))


def register_to_json(register: Register) -> str:
    """The register as its file holds it: one text for one register."""
    identities = [
        {"id": one.id, "kind": one.kind, "role": one.role, "names": list(one.names), "replacement": one.replacement}
        for one in register.identities
    ]
    fields = {"version": 1, "dates": register.dates, "identities": identities, "keep": list(register.keep)}
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def check_register(register: Register) -> Register:
    """The same register, if it can be used.

    Raises RegisterEmpty, RegisterInvalid (an id that cannot be used, characters that no text has, too many names) or
    ReplacementUnsafe.
    """
    if not register.identities:
        raise RegisterEmpty
    if sum(len(identity.names) for identity in register.identities) > _MAX_NAMES:
        raise RegisterInvalid(f"It has more than {_MAX_NAMES} names.")
    if not all(map(_is_text, register.keep)):
        raise RegisterInvalid("A phrase to keep holds a control character.")
    seen: set[str] = set()
    for at, identity in enumerate(register.identities, start=1):
        _check_id(identity, at)
        if identity.id in seen:
            raise RegisterInvalid(f"The id {identity.id} stands twice.")
        seen.add(identity.id)
        if not all(map(_is_text, (identity.role, identity.replacement, *identity.names))):
            raise RegisterInvalid(f"The entry {identity.id} holds a control character.")
    _check_replacements(register)
    return register


def published_form(kind: str) -> str:
    """What stands for an identity that was given no published form."""
    return PUBLISHED_KIND[kind]


def _identity(entry: object, at: int) -> Identity:
    if not isinstance(entry, dict):
        raise RegisterInvalid(f"Entry {at} is not a JSON object.")
    fields = cast("dict[str, Any]", entry)
    name = fields.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise RegisterInvalid(f"The id of entry {at} is not 1 to 64 letters, digits, dots, hyphens or underscores.")
    kind = fields.get("kind")
    if kind not in KINDS:
        raise RegisterInvalid(f"The kind of {name} is not one of the seven.")
    names = _strings(fields.get("names", []), f"The names of {name} are not a list of texts.")
    if not names or not all(words_of(one) for one in names):
        raise RegisterInvalid(f"{name} has no name, or one without a letter or digit.")
    replacement, role = fields.get("replacement"), fields.get("role")
    if not isinstance(replacement, str | None) or not isinstance(role, str | None):
        raise RegisterInvalid(f"The replacement or role of {name} is not a text.")
    return Identity(name, str(kind), role or "", names, replacement or published_form(str(kind)))


def _strings(value: object, complaint: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise RegisterInvalid(complaint)
    items = cast("list[object]", value)
    texts = tuple(item.strip() for item in items if isinstance(item, str))
    if len(texts) != len(items) or any(len(text) > _MAX_LENGTH for text in texts):
        raise RegisterInvalid(complaint)
    return tuple(text for text in texts if text)


def _is_text(text: str) -> bool:
    """Whether a text has neither control characters nor halves of a character: XML 1.0 (2.2) allows none."""
    return not any(unicodedata.category(c) in {"Cc", "Cs"} or c in "\ufffe\uffff" for c in text)


def _check_id(identity: Identity, at: int) -> None:
    """An id stands in reports and messages: it may neither be a name nor look like one of the product's own."""
    if identity.id == _DATES_ID:
        raise RegisterInvalid(f"The id of entry {at} is the one that stands for dates.")
    if not _ID.fullmatch(identity.id):
        raise RegisterInvalid(f"The id of entry {at} is not 1 to 64 letters, digits, dots, hyphens or underscores.")
    own = words_of(identity.id)
    squeezed = "".join(own)
    for name in identity.names:
        words = words_of(name)
        plain = [word for word in words if word not in ORDINARY] if len(words) > 1 else words
        if any(word in own if len(word) == _SHORT_NAME else word in squeezed for word in plain if _is_name(word)):
            raise RegisterInvalid(f"The id of entry {at} holds a part of its name.")


def _is_name(word: str) -> bool:
    return word.isalpha() and len(word) >= _SHORT_NAME


def _check_replacements(register: Register) -> None:
    """No published form holds a name or a part of one, of whichever identity: it would protect the real one."""
    forms = (
        form
        for owner, identity in enumerate(register.identities)
        for name in identity.names
        for form in derived_forms(owner, identity.kind, name)
    )
    index = FormIndex(forms)
    for identity in register.identities:
        if index.is_in(identity.replacement):
            raise ReplacementUnsafe(f"It is the entry {identity.id}.")


def check_keeps(register: Register) -> None:
    """Raise RegisterInvalid where a phrase to keep is a name itself, or a form of one that is no ordinary word.

    It is asked before a copy is made, not when a register is read: what stays is settled after a name comes in.
    """
    kept = {words_of(phrase) for phrase in register.keep}
    for owner, identity in enumerate(register.identities if kept else ()):
        for form in (form for name in identity.names for form in derived_forms(owner, identity.kind, name)):
            sure = not (form.ordinary or form.capitals or form.name == "nickname")
            if form.words in kept and (form.listed or sure):
                raise RegisterInvalid(f"A phrase to keep is a name of the entry {identity.id}.")
