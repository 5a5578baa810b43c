"""A redacted copy that was proved twice, by two programs that share no code; without both proofs there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from safermk_desktop.errors import ProofFailed
from safermk_desktop.redaction.engine import RedactionOptions, redact
from safermk_desktop.redaction.matching.finder import Matcher
from safermk_desktop.redaction.proof import dotted
from safermk_desktop.redaction.register import Register, register_to_json
from safermk_desktop.redaction.text import story_name
from safermk_desktop.services.collector import no_collection
from safermk_desktop.services.second_proof import second_proof

_PLACES: Final = 5


@dataclass(frozen=True)
class ProvedCopy:
    """The bytes that may be handed on, and the report about them as the contract gives it."""

    data: bytes
    report: dict[str, object]


def proved_copy(
    data: bytes,
    register: Register,
    options: RedactionOptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ProvedCopy:
    """Redact a Word file and prove the result on its bytes, by the engine and by the independent verifier.

    Raises ProofFailed where either finds a survivor (the detail says how many and where, never a name), and the
    refusals of the engine.
    """
    with no_collection():
        copy = redact(data, register, options, progress)
    survivors = copy.report.proof.survivors
    if survivors:
        places = [(one.part, one.where, one.id, one.context) for one in survivors]
        raise ProofFailed(_places("The engine", places))
    with no_collection():
        verdict = second_proof(copy.data, register_to_json(register))
    if not verdict.clean:
        matcher = Matcher(register)
        places = [
            (one.part, one.where, one.id, dotted(one.context, matcher.find(one.context))) for one in verdict.found
        ]
        raise ProofFailed(_places("The verifier", places))
    report = copy.report.as_json()
    report["review"] = len(verdict.review)
    report["proof"] = {
        "parts": copy.report.proof.parts,
        "terms": copy.report.proof.terms,
        "variants": copy.report.proof.variants,
        "engine": "clean",
        "verifier": "clean",
        "verifier_parts": verdict.parts,
        "verifier_forms": verdict.terms,
        "verifier_unread": len(verdict.unread) - len(copy.report.proof.unread),
        "sha256": hashlib.sha256(copy.data).hexdigest(),
    }
    return ProvedCopy(copy.data, report)


def _places(who: str, found: list[tuple[str, str, str, str]]) -> str:
    """Where to look: the story, the running number of the paragraph in it, the entry, and the words around the dots."""
    told = [
        f"{story_name(part)}, {where} (entry {entry})" + (f": “{context}”" if context else "")
        for part, where, entry, context in found[:_PLACES]
    ]
    more = f"; and {len(found) - _PLACES} more" if len(found) > _PLACES else ""
    return f"{who} found {len(found)}: {'; '.join(told)}{more}."
