"""Tier 1: what the case's register knows, in every form that the redaction engine knows."""

from __future__ import annotations

from typing import NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.matching.finder import DATES_ID, Match, Matcher
from safermk_desktop.redaction.register import Identity, Register


class Registered(NamedTuple):
    """A place of a registered identity, and how the register publishes it."""

    span: Span
    replacement: str


def find_registered(text: str, register: Register) -> list[Span]:
    """Where identities of the register stand, in order."""
    return [one.span for one in registered_places(text, register)]


def registered_places(text: str, register: Register) -> list[Registered]:
    """As ``find_registered``, with the published form of each."""
    kinds = {identity.id: _kind(identity) for identity in register.identities}
    found: list[Registered] = []
    for match in Matcher(register).find(text):
        certainty = Certainty.CERTAIN if match.certainty == "certain" else Certainty.POSSIBLE
        if certainty is Certainty.POSSIBLE and not _looks_like_a_name(text, match):
            continue
        kind = Kind.DATE if match.identity_id == DATES_ID else kinds[match.identity_id]
        found.append(Registered(Span(match.start, match.end, kind, certainty, Source.REGISTER), match.replacement))
    return found


def _looks_like_a_name(text: str, match: Match) -> bool:
    return text[match.start : match.end].lstrip()[:1].isupper()


def _kind(identity: Identity) -> Kind:
    if identity.kind == "person" and identity.role == "child":
        return Kind.CHILD
    return Kind.REFERENCE if identity.kind == "other" else Kind(identity.kind)
