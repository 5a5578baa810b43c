"""The identity register: who and what must not be named, and how each is published (contracts/cli.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe
from safermk_desktop.redaction.matching.shadow import words_of

DateRule = Literal["keep", "month_year", "year"]

KINDS: Final = frozenset({"person", "place", "organisation", "date", "contact", "reference", "other"})
PUBLISHED_KIND: Final = MappingProxyType(
    {kind: f"[{kind}]" for kind in sorted(KINDS)} | {"person": "[name]", "other": "[removed]"}
)
_MAX_NAMES: Final = 20_000
_MAX_LENGTH: Final = 500


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

    Raises RegisterEmpty, RegisterInvalid (an id twice, too many names) or ReplacementUnsafe.
    """
    if not register.identities:
        raise RegisterEmpty
    seen: set[str] = set()
    for identity in register.identities:
        if identity.id in seen:
            raise RegisterInvalid(f"The id {identity.id} stands twice.")
        seen.add(identity.id)
    if sum(len(identity.names) for identity in register.identities) > _MAX_NAMES:
        raise RegisterInvalid(f"It has more than {_MAX_NAMES} names.")
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
    if not isinstance(name, str) or not name or len(name) > 64:
        raise RegisterInvalid(f"Entry {at} has no id.")
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


def _check_replacements(register: Register) -> None:
    """No published form holds a name, of whichever identity: the proof could never pass."""
    named = {words_of(name) for identity in register.identities for name in identity.names}
    longest = max(len(words) for words in named)
    for identity in register.identities:
        words = words_of(identity.replacement)
        spans = (words[i:j] for i in range(len(words)) for j in range(i + 1, min(len(words), i + longest) + 1))
        if any(span in named for span in spans):
            raise ReplacementUnsafe(f"It is the entry {identity.id}.")
