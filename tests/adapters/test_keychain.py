from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.compat import properties
from keyring.errors import InitError, PasswordDeleteError

from safermk_desktop.adapters.keychain import SystemKeychain as Keychain
from safermk_desktop.errors import WorldFailed
from safermk_desktop.services.key_slots import KeychainState


class Remembering(KeyringBackend):
    """A secret store in memory."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805  the library's own property of a class
        return 5

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.locked = locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise InitError("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise InitError("locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("absent")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_secret_is_kept_read_and_forgotten() -> None:
    store = Remembering()
    keyring.set_keyring(store)
    keychain = Keychain()
    assert keychain.state() is KeychainState.READY
    assert keychain.read("vault-1") is None
    secret = bytes(range(32))
    keychain.keep("vault-1", secret)
    assert keychain.read("vault-1") == secret
    assert keychain.read("vault-2") is None
    keychain.forget("vault-1")
    keychain.forget("vault-1")
    assert keychain.read("vault-1") is None
    assert store.kept == {}


def test_a_locked_store_is_told_from_a_missing_one() -> None:
    keyring.set_keyring(Remembering(locked=True))
    assert Keychain().state() is KeychainState.LOCKED
    with pytest.raises(WorldFailed):
        Keychain().read("vault-1")
    with pytest.raises(WorldFailed):
        Keychain().keep("vault-1", b"secret")
    keyring.set_keyring(NoKeyring())
    assert Keychain().state() is KeychainState.MISSING
    with pytest.raises(WorldFailed):
        Keychain().keep("vault-1", b"secret")


def test_an_entry_that_is_no_secret_of_ours() -> None:
    store = Remembering()
    store.kept["safermk-desktop", "vault-1"] = "not base64!"
    keyring.set_keyring(store)
    with pytest.raises(WorldFailed):
        Keychain().read("vault-1")
