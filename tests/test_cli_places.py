"""Places and files that no command can use: each is refused in one line with its code, and nothing is left there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from safermk_desktop import bootstrap, cli
from safermk_desktop.adapters import files
from safermk_desktop.adapters.vault import backup_door, door
from safermk_desktop.services.ports import Role
from tests.adapters.vault.making import PASSPHRASE, PERSON
from tests.test_cli import LINE, REGISTER, word_file

ROOT = Path(__file__).resolve().parents[1]
CHEAP = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
LONG = "x" * 300
LOOP = "loop/inside"
NOT_TEXT = os.fsdecode(b"v\xff")
needs_posix = pytest.mark.skipif(sys.platform != "linux", reason="names and links of Linux")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault, a passphrase, a Word file and a link that leads to itself."""
    door = bootstrap.door
    monkeypatch.setattr(bootstrap, "door", lambda clock, cost=None: door(clock, cost or CHEAP))
    bootstrap.build().door.create(tmp_path / "county.smkv", person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    (tmp_path / "words").write_text(PASSPHRASE + "\n", encoding="utf-8")
    word_file(tmp_path / "in.docx", "Ada Quillmarsh stayed.")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path


def tried(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """The exit code and the code of the one line on standard error."""
    done = cli.main([str(argument) for argument in arguments])
    err = capfd.readouterr().err
    assert done == 0 or LINE.match(err.strip()), err
    assert len(err.splitlines()) <= 1
    return done, err.split(":")[0]


def left(desk: Path) -> set[str]:
    return {path.name for path in desk.iterdir()}


@needs_posix
@pytest.mark.parametrize("name", [LONG, LOOP])
def test_a_place_that_cannot_be_is_refused_and_nothing_is_left(
    capfd: pytest.CaptureFixture[str], desk: Path, name: str
) -> None:
    place, vault, key = desk / name, desk / "county.smkv", ("--passphrase-file", desk / "words")
    refused = (5, "FILE-NOT-WRITABLE")
    assert tried(capfd, "vault", "backup", vault, "--out", desk / "a.smkb", *key) == (0, "")
    before = left(desk)
    assert tried(capfd, "vault", "create", place, "--person", PERSON, *key) == refused
    assert tried(capfd, "vault", "backup", vault, "--out", place, *key) == refused
    assert tried(capfd, "vault", "export", vault, "--out", place, *key) == refused
    assert tried(capfd, "vault", "restore", desk / "a.smkb", place) == refused
    assert tried(capfd, "vault", "restore-header", desk / "a.smkb", place) == (4, "VAULT-NOT-FOUND")
    assert tried(capfd, "vault", "check", place, *key) == (4, "VAULT-NOT-FOUND")
    assert tried(capfd, "doctor", place, *key) == (4, "VAULT-NOT-FOUND")
    assert tried(capfd, "demo", "--out", place) == refused
    assert tried(capfd, "text", place) == (3, "INPUT-MISSING")
    assert tried(capfd, "detect", desk / "in.docx", "--tier", "fast", "--out", place) == refused
    assert left(desk) == before


@needs_posix
def test_a_folder_that_is_no_text_takes_no_vault_and_no_backup(capfd: pytest.CaptureFixture[str], desk: Path) -> None:
    """SQLite takes file names in UTF-8 alone: such a vault could be made and not be checked."""
    vault, key, before = desk / "county.smkv", ("--passphrase-file", desk / "words"), left(desk)
    assert tried(capfd, "vault", "create", desk / NOT_TEXT, "--person", PERSON, *key) == (3, "ENTRY-INVALID")
    assert tried(capfd, "vault", "backup", vault, "--out", desk / NOT_TEXT / "a", *key) == (3, "ENTRY-INVALID")
    assert left(desk) == before
    assert tried(capfd, "vault", "backup", vault, "--out", desk / "a.smkb", *key) == (0, "")
    assert tried(capfd, "vault", "restore", desk / "a.smkb", desk / NOT_TEXT) == (3, "ENTRY-INVALID")
    vault.rename(desk / NOT_TEXT)
    assert tried(capfd, "vault", "check", desk / NOT_TEXT, *key) == (3, "ENTRY-INVALID")
    (desk / NOT_TEXT).rename(vault)
    assert tried(capfd, "vault", "check", vault, *key) == (0, "")


FORBIDDEN = """
import contextlib, io, os, sys
from pathlib import Path
from safermk_desktop import cli
from safermk_desktop.services.doctor import same_disk

forbidden, backup, words = map(Path, sys.argv[1:])
key = ["--passphrase-file", str(words)]

def told(folder):
    for arguments in (
        ["vault", "create", str(folder / "a.smkv"), "--person", "P", *key],
        ["vault", "check", str(folder / "county.smkv"), *key],
        ["vault", "restore", str(backup), str(folder / "a.smkv")],
        ["vault", "restore-header", str(backup), str(folder / "county.smkv")],
        ["demo", "--out", str(folder / "demo")],
    ):
        yield cli.main(arguments)

if os.geteuid() == 0:
    with contextlib.redirect_stderr(io.StringIO()):
        list(told(Path("/dev/null")))  # what is imported on the way may be out of reach afterwards
    os.setuid(65534)
print(*told(forbidden))
print(same_disk(forbidden / "backups", words))
"""


@needs_posix
def test_a_folder_that_may_not_be_looked_into(desk: Path) -> None:
    room = Path(tempfile.mkdtemp(dir="/tmp"))  # pytest's own folders are closed to other accounts
    try:
        room.chmod(0o755)
        (room / "forbidden").mkdir(mode=0o700)
        shutil.copytree(desk / "county.smkv", room / "forbidden" / "county.smkv")
        (room / "words").write_text(PASSPHRASE + "\n", encoding="utf-8")
        made = ("vault", "backup", str(desk / "county.smkv"), "--out", str(room / "a.smkb"))
        assert cli.main([*made, "--passphrase-file", str(desk / "words")]) == 0
        (room / "a.smkb").chmod(0o644)
        if os.geteuid() != 0:
            (room / "forbidden").chmod(0o000)
        command = [sys.executable, "-c", FORBIDDEN, *(str(room / name) for name in ("forbidden", "a.smkb", "words"))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
        assert done.stdout.split() == ["5", "5", "5", "5", "5", "False"], done.stderr
        assert {line.split(":")[0] for line in done.stderr.splitlines()} == {"FILE-NOT-WRITABLE"}
    finally:
        (room / "forbidden").chmod(0o700)
        shutil.rmtree(room)


def test_a_file_without_an_end_is_not_read_to_it(
    capfd: pytest.CaptureFixture[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1 << 20)
    with (desk / "huge.docx").open("wb") as file:
        file.truncate((1 << 20) + 1)
    assert tried(capfd, "text", desk / "huge.docx") == (3, "INPUT-MISSING")
    if Path("/dev/zero").exists():
        assert tried(capfd, "text", "/dev/zero") == (3, "INPUT-MISSING")
    assert tried(capfd, "text", desk / "in.docx") == (0, "")


@pytest.mark.parametrize(
    "written",
    [
        '{"version": 1, "identities": [%s], "identities": [%s]}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": ["Ada Quillmarsh"], "names": ["B C"]}]}',
        '{"version": 1, "identities": [{"id": "p1", "kind": "person", "names": ["\\ud800da Quillmarsh"]}]}',
    ],
)
def test_a_register_of_which_a_part_would_be_left_out_is_refused(
    capfd: pytest.CaptureFixture[str], desk: Path, written: str
) -> None:
    """Of two entries of one name JSON keeps the last: the names of the first would survive, and be called clean."""
    one = json.dumps(REGISTER["identities"])[1:-1]
    register = desk / "r.json"
    register.write_text(written.replace("[%s]", f"[{one}]"), encoding="utf-8")
    given = (desk / "in.docx", "--register", register)
    assert tried(capfd, "redact", *given, "--out", desk / "out.docx") == (3, "REGISTER-INVALID")
    assert tried(capfd, "verify", *given) == (3, "REGISTER-INVALID")
    assert tried(capfd, "detect", *given, "--out", desk / "out.jsonl") == (3, "REGISTER-INVALID")
    assert not {"out.docx", "out.jsonl"} & left(desk)


def test_a_reason_that_is_no_text_is_refused_and_nothing_leaves(capfd: pytest.CaptureFixture[str], desk: Path) -> None:
    vault, key = desk / "county.smkv", ("--passphrase-file", desk / "words")
    given = ("--out", desk / "all", "--reason", "half \udcff a letter")
    assert tried(capfd, "vault", "export", vault, *given, *key) == (3, "ENTRY-INVALID")
    assert "all" not in left(desk)
    assert tried(capfd, "vault", "check", vault, *key) == (0, "")


def test_of_two_who_make_one_vault_the_second_is_told_that_it_is_there(
    capfd: pytest.CaptureFixture[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both saw the place free; the other was the first to give its vault the name."""
    vault, key = desk / "county.smkv", ("--passphrase-file", desk / "words")
    assert tried(capfd, "vault", "backup", vault, "--out", desk / "a.smkb", *key) == (0, "")
    before, header = left(desk), (vault / "header.json").read_bytes()
    monkeypatch.setattr(door, "is_taken", lambda _path: False)
    monkeypatch.setattr(backup_door, "is_taken", lambda _path: False)
    for place in (vault, desk / "words"):
        assert tried(capfd, "vault", "create", place, "--person", PERSON, *key) == (3, "VAULT-EXISTS")
        assert tried(capfd, "vault", "restore", desk / "a.smkb", place) == (3, "VAULT-EXISTS")
    assert (left(desk), (vault / "header.json").read_bytes()) == (before, header)


def test_stopped_at_once_it_says_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the commands are put together: no lines of the program's own code on the screen."""
    hooks: list[object] = []

    def stopped() -> None:
        hooks.append(sys.excepthook)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(cli, "parser", stopped)
    with pytest.raises(KeyboardInterrupt):
        cli.main(["text", "a.docx"])
    assert hooks == [cli._quiet_hook]
