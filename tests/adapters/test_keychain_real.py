"""The keychain against a real secret service, a locked one, and none: a vault whose slot is bound to the computer.

Each act is a process of its own in a D-Bus session of its own, as on a desktop. Skips where ``dbus-run-session`` or
``gnome-keyring-daemon`` is missing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs apt-get install -y --no-install-recommends dbus-daemon gnome-keyring",
)

UNLOCKED = 'echo -n \'of the keyring\' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$0" "$@"'
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null; exec "$0" "$@"'

ACTS = """
import sys
from pathlib import Path
from safermk_desktop.adapters.keychain import SystemKeychain
from safermk_desktop.errors import SafermkError
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, door

act, folder = sys.argv[1], Path(sys.argv[2])
keychain = SystemKeychain()

def opened(person=PERSON, passphrase=PASSPHRASE):
    try:
        door().open(folder, person=person, passphrase=passphrase).close()
    except SafermkError as error:
        return error.code + ": " + error.detail
    return "opened"

print("state", keychain.state().value)
if act == "bind":
    secret = bytes(range(32))
    keychain.keep("a name", secret)
    assert keychain.read("a name") == secret
    keychain.keep("a name", secret[::-1])
    assert keychain.read("a name") == secret[::-1]
    keychain.forget("a name")
    keychain.forget("a name")
    assert keychain.read("a name") is None
    door().create(folder, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    with door().open(folder, person=PERSON, passphrase=PASSPHRASE) as vault:
        everything = frozenset(Compartment)
        vault.slots.add(person="Ines Thorne", role=Role.CHAIR, compartments=everything, passphrase=PASSPHRASE)
        vault.slots.bind_to_computer(passphrase=PASSPHRASE)
    print("wrong", opened(passphrase="not the passphrase"))
if act == "lose":
    from safermk_desktop.adapters.vault.computer import entry_name
    from safermk_desktop.adapters.vault.header import read_header
    header = read_header((folder / "header.json").read_bytes()).header
    for slot in header.slots:
        keychain.forget(entry_name(header.vault_id, slot.id))
print("own", opened())
print("other", opened("Ines Thorne"))
if act == "bind elsewhere":
    with door().open(folder, person="Ines Thorne", passphrase=PASSPHRASE) as vault:
        try:
            vault.slots.bind_to_computer(passphrase=PASSPHRASE)
        except SafermkError as error:
            print("bound", error.code)
"""

Act = Callable[..., dict[str, str]]


@pytest.fixture(name="act")
def _act(tmp_path: Path) -> Act:
    """Runs an act in a session whose keyring keeps its file from one act to the next; gives what it printed."""
    home, runtime = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    inherited = {
        key: value for key, value in os.environ.items() if not key.startswith(("DBUS", "XDG", "DISPLAY", "GNOME"))
    }
    named = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}

    def act(what: str, session: str | None) -> dict[str, str]:
        command = [sys.executable, "-c", ACTS, what, str(tmp_path / "county.smkv")]
        if session is not None:
            command = ["dbus-run-session", "--", "sh", "-c", session, *command]
        process = subprocess.Popen(
            command,
            env=inherited | named,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            printed, problem = process.communicate(timeout=60)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        assert process.returncode == 0, problem
        return dict(line.split(" ", 1) for line in printed.splitlines())

    return act


def test_a_slot_of_this_computer_in_a_real_secret_service(act: Act) -> None:
    bound = act("bind", UNLOCKED)
    assert bound["state"] == "ready"
    assert bound["wrong"].startswith("VAULT-PASSPHRASE")
    assert (bound["own"], bound["other"]) == ("opened", "opened")

    assert act("open", UNLOCKED) == {"state": "ready", "own": "opened", "other": "opened"}

    locked = act("bind elsewhere", LOCKED)
    assert (locked["state"], locked["other"], locked["bound"]) == ("locked", "opened", "SLOT-KEPT")
    assert locked["own"].startswith("VAULT-KEYCHAIN: The keychain of this computer is locked")

    missing = act("open", None)
    assert (missing["state"], missing["other"]) == ("missing", "opened")
    assert missing["own"].startswith("VAULT-KEYCHAIN: This computer has no keychain")

    assert act("open", UNLOCKED)["own"] == "opened"

    lost = act("lose", UNLOCKED)
    assert (lost["state"], lost["other"]) == ("ready", "opened")
    assert lost["own"].startswith("VAULT-KEYCHAIN: The keychain of this computer has no entry")
    assert len({locked["own"], missing["own"], lost["own"]}) == 3
