"""The certificate of a redacted copy: what was searched, for what, by which program, what was not, what remains.

No name stands in it. The terms and the register are told by keyed digests (HMAC-SHA256, RFC 2104): without the key,
which stays in the vault, nobody can try out names on them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from safermk_desktop import __version__
from safermk_desktop.domain.documents import ItemKind, RedactionItem
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import Register, register_to_json
from safermk_desktop.services.proof import ProvedCopy

MARKING: Final = "OFFICIAL-SENSITIVE"
KEY_BYTES: Final = 32
ENGINE_LOOKED_AT: Final = (
    "every part of the finished file read again: its text with runs joined by paragraph, every attribute that is not "
    "the format's own, and the names of the parts against the list of those that a copy may have"
)
VERIFIER_LOOKED_AT: Final = (
    "every part as decoded text, glued by paragraph and by part, and every attribute; other parts, the names of parts "
    "and comments as bytes in UTF-8, UTF-16 and Windows-1252"
)
NOT_SEEN: Final = (
    "Where text lies on the page was not looked at: what nobody sees in the report because it is in a frame off the "
    "page, in a column of no width, behind a picture, or in the colours that a table style gives to single rows and "
    "columns, is published as text."
)
RISKS: Final = (
    "Somebody may still be recognised by facts that stand together, also with what was published elsewhere (jigsaw).",
    "Nothing was searched for that is not in the register: a person, a nickname or an address that nobody entered.",
    "A name that is misspelt in more than one letter, or only described, is not found.",
)
FOUND: Final = MappingProxyType(
    {
        "box": "text under a black box or otherwise made unreadable",
        "hidden": "hidden text",
        "deleted": "deleted text",
        "moved": "text moved away",
        "shape": "a shape over the page",
    }
)
FOUND_DONE: Final = MappingProxyType(
    {
        ("box", "keep"): "published, readable",
        ("box", "replace"): "published as [redacted]",
        ("box", "remove"): "taken out",
        ("hidden", "drop"): "left out",
        ("hidden", "keep"): "published, visible",
        ("deleted", "drop"): "left out",
        ("deleted", "keep"): "put back as text",
        ("moved", "seen"): "left out here, published where it was moved to",
        ("moved", "hold"): "not to be published",
        ("shape", "seen"): "the shape is left out, text under it is published",
        ("shape", "hold"): "not to be published",
    }
)
_ABOUT: Final = MappingProxyType(
    {
        ItemKind.PICTURE: "picture",
        ItemKind.WORD: "ordinary word",
        **{ItemKind(kind): what for kind, what in FOUND.items()},
    }
)
CHOICE_WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        **{(FOUND[kind], done): said for (kind, done), said in FOUND_DONE.items()},
        ("picture", "keep"): "kept",
        ("picture", "drop"): "left out",
        ("ordinary word", "replace"): "replaced",
        ("ordinary word", "leave"): "left as written",
        ("", "seen"): "seen",
        ("", "hold"): "not to be published",
    }
)
NO_KEY: Final = "The key was not kept: the digests tell one making from another, and cannot be compared later."
KEY_KEPT: Final = "The key is kept in the vault, beside the copy."


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Who made a copy, when, under which name it is kept, and the key of the digests (hexadecimal, 32 bytes)."""

    prepared_by: str
    made_on: date
    file_name: str
    key: str
    is_key_kept: bool = True


def certificate(proved: ProvedCopy, register: Register, making: Making) -> dict[str, object]:
    """The certificate as plain values, ready for JSON."""
    report = proved.report
    proof = cast("Mapping[str, object]", report["proof"])
    return {
        "version": 1,
        "marking": MARKING,
        "file": {
            "name": making.file_name,
            "sha256": hashlib.sha256(proved.data).hexdigest(),
            "size": len(proved.data),
        },
        "register": {
            "terms": proof["terms"],
            "variants": proof["variants"],
            "terms_hmac_sha256": keyed(making.key, "\n".join(terms_of(register))),
            "register_hmac_sha256": keyed(making.key, register_to_json(register)),
            "key": KEY_KEPT if making.is_key_kept else NO_KEY,
        },
        "checks": [
            _check("engine", ENGINE_LOOKED_AT, parts=proof["parts"], forms=proof["variants"]),
            _check("verifier", VERIFIER_LOOKED_AT, parts=proof["verifier_parts"], forms=proof["verifier_forms"]),
        ],
        "done": _done(report),
        "not_checked": _not_checked(report),
        "risks": list(RISKS),
        "prepared_by": _without_names(making.prepared_by, register) or "not told",
        "made_on": making.made_on.isoformat(),
        "made_with": f"SaferMK Desktop {__version__}",
    }


def terms_of(register: Register) -> tuple[str, ...]:
    """Every string that the register names, sorted: what the keyed digest of the terms is taken over."""
    return tuple(sorted(name for one in register.identities for name in one.names))


def keyed(key: str, text: str) -> str:
    """HMAC-SHA256 of a text in UTF-8 under a key in hexadecimal, in hexadecimal."""
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()


def certificate_fields(told: Mapping[str, object]) -> dict[str, object]:
    """What the page of Word is filled with: the certificate in rows of what and how."""
    file, register = _mapping(told["file"]), _mapping(told["register"])
    checks = [_mapping(one) for one in cast("Sequence[object]", told["checks"])]
    rows = [
        ("File", f"{file['name']}, {file['size']:,} bytes"),
        ("SHA-256 of the file", str(file["sha256"])),
        ("Prepared", f"{told['prepared_by']}, {long_date(date.fromisoformat(str(told['made_on'])))}"),
        ("Made with", str(told["made_with"])),
        (
            "Searched for",
            f"{register['terms']} terms of the register, {register['variants']:,} written forms of them",
        ),
        ("Keyed digest of the terms", f"{register['terms_hmac_sha256']} (HMAC-SHA256)"),
        ("Keyed digest of the register", f"{register['register_hmac_sha256']} (HMAC-SHA256)"),
        *((f"Check by the {one['by']}", _searched(one)) for one in checks),
        ("Done", " ".join(cast("Sequence[str]", told["done"]))),
    ]
    decisions = [_mapping(one) for one in cast("Sequence[object]", told.get("decisions", ()))]
    if decisions:
        rows.append(("Decided", " ".join(_decided(one) for one in decisions)))
    if "approved_by" in told:
        rows.append(("Approved", f"{told['approved_by']}, {long_date(date.fromisoformat(str(told['approved_on'])))}"))
    return {
        "rows": [{"label": label, "value": value} for label, value in rows],
        "not_checked": list(cast("Sequence[str]", told["not_checked"])),
        "risks": list(cast("Sequence[str]", told["risks"])),
    }


def _decided(one: Mapping[str, object]) -> str:
    about, choice = str(one["about"]), str(one["choice"])
    said = CHOICE_WORDS.get((about, choice)) or CHOICE_WORDS.get(("", choice), choice)
    return f"{about[:1].upper()}{about[1:]} ({one['places']}): {said}."


def _searched(one: Mapping[str, object]) -> str:
    searched = f"{one['parts']} parts, searched for {one['forms']:,} written forms"
    return f"{one['found']} found in {searched}: {one['looked_at']}."


def _check(by: str, looked_at: str, *, parts: object, forms: object) -> dict[str, object]:
    """A clean check: without both there is no copy, so nothing was found; and what was searched stands beside it."""
    return {"by": by, "parts": parts, "forms": forms, "looked_at": looked_at, "found": 0}


def _done(report: Mapping[str, object]) -> list[str]:
    replaced = sum(cast("int", one["replaced"]) for one in _rows(report, "identities"))
    undecided = _rows(report, "undecided")
    left = sum(not one["replaced"] for one in undecided)
    sentences = [f"{count_of(replaced, 'place')} replaced."]
    if undecided:
        sentences.append(
            f"{count_of(len(undecided), 'place')} with an ordinary word that is a form of a name as well: "
            f"{len(undecided) - left} replaced, {left} left."
        )
    sentences += [
        f"{count_of(number, 'place')} of {FOUND[kind]}: {FOUND_DONE[kind, done]}."
        for (kind, done), number in Counter(
            (str(one["kind"]), str(one["done"])) for one in _rows(report, "finds")
        ).items()
    ]
    whats = Counter(str(one["what"]) for one in _rows(report, "dropped"))
    if whats:
        sentences.append(f"Left out or made anew: {', '.join(sorted(whats))}.")
    return sentences


def with_decisions(
    told: Mapping[str, object],
    items: Sequence[RedactionItem],
    register: Register,
    *,
    approved: tuple[str, date] | None = None,
) -> dict[str, object]:
    """The certificate renewed: what was decided about the items of the copy, and who approved it once somebody did."""
    counts = Counter((_item_word(one), one.choice or "not decided yet") for one in items)
    renewed = {
        **told,
        "decisions": [
            {"about": about, "choice": choice, "places": number} for (about, choice), number in sorted(counts.items())
        ],
    }
    if approved is not None:
        renewed["approved_by"] = _without_names(approved[0], register) or "not told"
        renewed["approved_on"] = approved[1].isoformat()
    return renewed


def _item_word(item: RedactionItem) -> str:
    if item.kind is ItemKind.LEFT_OUT:
        return f"left out: {item.what.lower()}"
    return _ABOUT[item.kind]


def _not_checked(report: Mapping[str, object]) -> list[str]:
    kept = len(cast("Sequence[object]", report["unread"]))
    sentences = [
        f"{count_of(kept, 'picture')} kept: decoded and encoded anew, and what they show was not read by any program."
        if kept
        else "No picture stands in the copy; what pictures showed was not read."
    ]
    unread = cast("Mapping[str, object]", report["proof"])["verifier_unread"]
    sentences.append(
        f"Parts that no program could read: {unread}." if unread else "No part of the file was left unread."
    )
    sentences.append(NOT_SEEN)
    review = cast("int", report["review"])
    if review:
        sentences.append(
            f"{count_of(review, 'place')} where an ordinary word could also be a form of a name: a person has to read."
        )
    return sentences


def _without_names(text: str, register: Register) -> str:
    """Who prepared the copy may be in the register too; then the certificate does not say who."""
    return "" if find(text, register) else text


def _rows(report: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", report[name])


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value)
