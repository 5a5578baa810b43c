"""The secret store of the operating system, for the second factor of a slot."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from safermk_desktop.errors import WorldFailed
from safermk_desktop.services.key_slots import KeychainState

SERVICE: Final = "safermk-desktop"


class SystemKeychain:
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

    def read(self, name: str) -> bytes | None:
        """The secret of that vault, or ``None`` where the store has none. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, name)
            return None if text is None else base64.b64decode(text, validate=True)
        except (KeyringError, binascii.Error):
            raise WorldFailed("The secret store of this computer does not answer.") from None

    def keep(self, name: str, secret: bytes) -> None:
        """Keep the secret of that vault. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, base64.b64encode(secret).decode())
        except KeyringError:
            raise WorldFailed("The secret store of this computer does not answer.") from None

    def forget(self, name: str) -> None:
        """Remove the secret of that vault, if there is one. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except KeyringError:
            raise WorldFailed("The secret store of this computer does not answer.") from None
