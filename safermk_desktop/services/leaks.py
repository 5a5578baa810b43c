"""The second, independent check on bytes that are about to be called public."""

from __future__ import annotations

from safermk_desktop.errors import ProofFailed
from safermk_desktop.verifier import verify

SHOWN = 5


def refuse_leak(data: bytes, register_json: str) -> None:
    """Refuse bytes in which the verifier finds a registered identity.

    Raises ``ProofFailed`` with the identities' ids and the parts they stand in, never a name.
    """
    verdict = verify(data, register_json)
    if not verdict.clean:
        places = ", ".join(f"{item.id} in {item.part}" for item in verdict.found[:SHOWN])
        raise ProofFailed(f"Found: {places}.")
