"""A redacted copy that was proved twice, by two programs that share no code; without both proofs there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from safermk_desktop import verifier
from safermk_desktop.errors import ProofFailed
from safermk_desktop.redaction.engine import RedactionOptions, redact
from safermk_desktop.redaction.register import Register, register_to_json


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

    Raises ProofFailed where either finds a survivor (the detail says how many and in which parts, never a name), and
    the refusals of the engine.
    """
    copy = redact(data, register, options, progress)
    survivors = copy.report.proof.survivors
    if survivors:
        raise ProofFailed(_places("The engine", [(one.part, one.id) for one in survivors]))
    verdict = verifier.verify(copy.data, register_to_json(register))
    if not verdict.clean:
        raise ProofFailed(_places("The verifier", [(one.part, one.id) for one in verdict.found]))
    report = copy.report.as_json()
    report["review"] = len(verdict.review)
    report["proof"] = {
        "parts": copy.report.proof.parts,
        "terms": copy.report.proof.terms,
        "variants": copy.report.proof.variants,
        "engine": "clean",
        "verifier": "clean",
        "sha256": hashlib.sha256(copy.data).hexdigest(),
    }
    return ProvedCopy(copy.data, report)


def _places(who: str, found: list[tuple[str, str]]) -> str:
    parts = ", ".join(sorted({part for part, _ in found})[:5])
    ids = ", ".join(sorted({one for _, one in found})[:10])
    return f"{who} found {len(found)} in {parts} (entries {ids})."
