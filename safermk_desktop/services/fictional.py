"""What a fictional vault tells everyone: it holds invented cases only, so its passphrase is no secret."""

from __future__ import annotations

from typing import Final

from safermk_desktop.services.ports import Role

PERSON: Final = "R. Sandiford"
ROLE: Final = Role.HEAD
SECOND_PERSON: Final = "H. Marlow"
"""Who approves what ``PERSON`` prepared, with a key slot of their own."""
# Shown on the unlock screen of a vault that is marked as fictional, and written to the demo's passphrases.txt.
PASSPHRASE: Final = "four lanterns over still water"  # noqa: S105 - a published passphrase of invented cases
SECOND_PASSPHRASE: Final = "nine kites above a green hill"  # noqa: S105 - opens nothing once the story is told
