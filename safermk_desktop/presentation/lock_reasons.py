"""What the next window says of why the last one ended."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from safermk_desktop.presentation.launch import CRASHED, EXIT_LOCKED, LOST

_SAFE: Final = "What was saved is safe."
_KEPT: Final = "What was typed and not yet saved is kept in the vault."
_GONE: Final = "What was typed and not yet saved could not be kept: the vault could not be written to."
_BECAUSE: Final = MappingProxyType(
    {
        "asked": "Locked.",
        "idle": "Locked because nobody used it for a while.",
        "slept": "Locked because this computer slept or its clock was changed.",
        "screen": "Locked together with the screen of this computer.",
        "suspended": "Locked because this computer was put to sleep.",
        "rekeyed": "Locked because the vault has new keys. Your passphrase is the same.",
    }
)


def _told(reason: str) -> tuple[str, str]:
    because = _BECAUSE[reason.removesuffix(LOST)]
    if reason.endswith(LOST):
        return "amber", f"{because} {_SAFE} {_GONE}"
    return "blue", f"{because} {_SAFE}" + ("" if reason in {"asked", "rekeyed"} else f" {_KEPT}")


WHY: Final = MappingProxyType(
    {
        CRASHED: ("red", "SaferMK Desktop closed unexpectedly; what was saved is safe."),
        **{reason: _told(reason) for reason in EXIT_LOCKED},
    }
)
"""By reason: the tone of the banner on the unlock screen, and its sentences."""
