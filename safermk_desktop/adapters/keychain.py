"""The secret store of the operating system, for the second factor of a slot. No slot uses it yet."""

from __future__ import annotations

import base64
import binascii
from enum import StrEnum
from typing import Final

from safermk_desktop.errors import WorldFailed

SERVICE: Final = "safermk-desktop"


class KeychainState(StrEnum):
    """Whether a secret could be kept. ``LOCKED`` has a store that does not answer."""

    READY = "ready"
    MISSING = "missing"
    LOCKED = "locked"


class Keychain:
    """Secrets of vaults, each under the vault's random id; never a name, never a passphrase."""

    def state(self) -> KeychainState:
        """Whether the store is there and answers."""
        import keyring  # 50 ms: only where it is asked for
        from keyring.errors import KeyringError

        if keyring.get_keyring().priority < 1:
            return KeychainState.MISSING
        try:
            keyring.get_password(SERVICE, "state")
        except KeyringError:
            return KeychainState.LOCKED
        return KeychainState.READY

    def read(self, vault_id: str) -> bytes | None:
        """The secret of that vault, or ``None`` where the store has none. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, vault_id)
            return None if text is None else base64.b64decode(text, validate=True)
        except (KeyringError, binascii.Error):
            raise WorldFailed("The secret store of this computer does not answer.") from None

    def keep(self, vault_id: str, secret: bytes) -> None:
        """Keep the secret of that vault. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, vault_id, base64.b64encode(secret).decode())
        except KeyringError:
            raise WorldFailed("The secret store of this computer does not answer.") from None

    def forget(self, vault_id: str) -> None:
        """Remove the secret of that vault, if there is one. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, vault_id)
        except PasswordDeleteError:
            return
        except KeyringError:
            raise WorldFailed("The secret store of this computer does not answer.") from None
