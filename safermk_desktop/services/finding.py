"""Where identities stand in a Word file as it is; searched in a process of its own (``ports.Redactor``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.errors import ProofFailed
from safermk_desktop.redaction.matching.finder import Match, find
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services.progress import Progress, silent
from safermk_desktop.services.second_proof import second_proof
from safermk_desktop.services.word_text import word_text

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the redaction screen shows: the text of a paper and every place where an identity stands in it."""

    text: str
    matches: tuple[Match, ...]


def findings_in(data: bytes, register_json: str, choices: Mapping[str, str] = MappingProxyType({})) -> Findings:
    """The text of a Word file, as with these ``choices`` (``word_text``), and every registered identity in it.

    Raises the ``WORD-*`` family, ``RegisterEmpty``, ``RegisterInvalid``, ``ReplacementUnsafe``.
    """
    register = register_from_json(register_json)
    text = word_text(data, choices).text
    return Findings(text=text, matches=find(text, register))


def refuse_leak(data: bytes, register_json: str) -> None:
    """Refuse a Word file in which either program finds a registered identity: the verifier, or the engine's search.

    Raises ``ProofFailed`` with the identities' ids and the parts they stand in, never a name.
    """
    verdict = second_proof(data, register_json)
    if not verdict.clean:
        places = ", ".join(f"{item.id} in {item.part}, {item.where}" for item in verdict.found[:_SHOWN])
        raise ProofFailed(f"Found: {places}.")
    certain = {one.identity_id for one in findings_in(data, register_json).matches if one.certainty == "certain"}
    if certain:
        raise ProofFailed(f"Found in the text: {', '.join(sorted(certain)[:_SHOWN])}.")


def refuse_leaks(data: bytes, registers: Sequence[str], tell: Progress = silent) -> None:
    """``refuse_leak`` with one register after the other, telling how many are done. Raises as it does."""
    for done, register_json in enumerate(registers):
        tell(done, len(registers))
        refuse_leak(data, register_json)
    tell(len(registers), len(registers))
