"""The secret store of the operating system, for the second factor of a slot."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from safermk_desktop.errors import WorldFailed
from safermk_desktop.services.key_slots import KeychainState

SERVICE: Final = "safermk-desktop"
SILENT: Final = "The secret store of this computer does not answer."

BACKENDS: Final = frozenset({"keyring", "secretstorage", "jeepney", "win32ctypes", "pywintypes"})
"""The libraries whose own errors the library lets through here and there; all mean that the store failed."""


class SystemKeychain:
    """Secrets of vaults, each under a name that says nothing; never a passphrase."""

    def state(self) -> KeychainState:
        """Whether the store is there and answers. A desktop may ask the person to unlock it."""
        import keyring  # 50 ms: only where it is asked for

        if keyring.get_keyring().priority < 1:
            return KeychainState.MISSING
        try:
            with _answering():
                keyring.get_password(SERVICE, "state")
        except WorldFailed:
            return KeychainState.LOCKED
        return KeychainState.READY

    def read(self, name: str) -> bytes | None:
        """The secret of that name, or ``None`` where the store has none. Raises ``WorldFailed``."""
        import keyring

        with _answering():
            text = keyring.get_password(SERVICE, name)
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except binascii.Error:
            raise WorldFailed(SILENT) from None

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret under that name. Raises ``WorldFailed``."""
        import keyring

        with _answering():
            keyring.set_password(SERVICE, name, base64.b64encode(secret).decode())

    def forget(self, name: str) -> None:
        """Remove the secret of that name, if there is one. Raises ``WorldFailed``."""
        import keyring
        from keyring.errors import PasswordDeleteError

        with _answering():
            try:
                keyring.delete_password(SERVICE, name)
            except PasswordDeleteError:
                return


@contextmanager
def _answering() -> Generator[None]:
    """Turn what the store raises inside into ``WorldFailed``; anything else is a bug and passes."""
    try:
        yield
    except OSError:  # its daemon went away
        raise WorldFailed(SILENT) from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in BACKENDS:
            raise
        raise WorldFailed(SILENT) from None
