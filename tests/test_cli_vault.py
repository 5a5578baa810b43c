"""``safermk vault backup|restore|export`` and ``safermk doctor`` as the contract has them, on a played vault."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop import bootstrap, cli
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.story import read_story
from safermk_desktop.services.fictional import PASSPHRASE, PERSON
from safermk_desktop.services.ports import Compartment, Role

ROOT = Path(__file__).resolve().parents[1]
CHEAP = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
SECOND = "R. Reader", "another passphrase for tests"


@pytest.fixture(scope="module")
def played(story_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional vault with a second person who opens the reviews alone."""
    folder = Path(shutil.copytree(story_vault, tmp_path_factory.mktemp("played") / "story.smkv"))
    door = bootstrap.door(StoryClock(read_story().today), CHEAP)
    vault = door.open(folder, person=PERSON, passphrase=PASSPHRASE)
    vault.slots.add(
        person=SECOND[0],
        role=Role.SUPPORT_OFFICER,
        compartments=frozenset({Compartment.COMMON, Compartment.REVIEWS}),
        passphrase=SECOND[1],
    )
    vault.close()
    return folder


@pytest.fixture
def vault(played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which the commands open at the price of a test."""
    door = bootstrap.door
    monkeypatch.setattr(bootstrap, "door", lambda clock, cost=None: door(clock, cost or CHEAP))
    return Path(shutil.copytree(played, tmp_path / "a.smkv"))


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def other_words(tmp_path: Path) -> Path:
    path = tmp_path / "other.txt"
    path.write_text(f"{SECOND[1]}\n", encoding="utf-8")
    return path


def run(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def key(words: Path, person: str = PERSON) -> tuple[str | Path, ...]:
    return "--person", person, "--passphrase-file", words


def contents(folder: Path) -> dict[str, bytes]:
    """What an export says, but for when it was made and the entries of the chain that this made."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"vault.json", "README.txt", "audit.json"} and "Export" not in path.name
    }


def test_a_backup_is_proved_restored_and_holds_everything(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    backup, again = tmp_path / "a.smkb", tmp_path / "b.smkv"
    code, out, err = run(capfd, "vault", "backup", vault, "--out", backup, *key(words))
    assert (code, err) == (0, "")
    assert hashlib.sha256(backup.read_bytes()).hexdigest() in out
    assert run(capfd, "vault", "restore", backup, again, *key(words))[0] == 0
    code, _, err = run(capfd, "vault", "restore", backup, again, *key(words))
    assert (code, err.split(":")[0]) == (3, "VAULT-EXISTS")
    for folder in (vault, again):
        out_folder = tmp_path / f"export-{folder.stem}"
        assert run(capfd, "vault", "export", folder, "--out", out_folder, *key(words))[0] == 0
    here, there = contents(tmp_path / "export-a"), contents(tmp_path / "export-b")
    assert len(here) > 40
    for name in here.keys() | there.keys():
        if not name.startswith("common"):  # where the backup itself was recorded
            assert here.get(name) == there.get(name), name


def test_a_backup_restores_without_a_key(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    backup, again = tmp_path / "a.smkb", tmp_path / "b.smkv"
    assert run(capfd, "vault", "backup", vault, "--out", backup, *key(words))[0] == 0
    code, out, err = run(capfd, "vault", "restore", backup, again)
    assert (code, err) == (0, "")
    assert "Restored" in out
    code, out, _ = run(capfd, "vault", "check", again, *key(words), "--json")
    assert code == 0
    assert json.loads(out)["ok"]


def test_what_is_no_backup_is_refused(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "a.smkb"
    assert run(capfd, "vault", "backup", vault, "--out", backup, *key(words))[0] == 0
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    for given, expected in ((backup, "BACKUP-DAMAGED"), (words, "BACKUP-DAMAGED"), (tmp_path / "no", "INPUT-MISSING")):
        code, _, err = run(capfd, "vault", "restore", given, tmp_path / "b.smkv")
        assert (code, err.split(":")[0]) == (3, expected)
        assert not (tmp_path / "b.smkv").exists()


def test_an_export_is_complete_and_readable(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    inside = run(capfd, "vault", "export", vault, "--out", vault / "plain", *key(words))
    assert (inside[0], inside[2].split(":")[0]) == (3, "ENTRY-INVALID")
    why = ("--reason", "Handed over to the archive.", "--recipient", "The archive")
    assert run(capfd, "vault", "export", vault, "--out", out, *why, *key(words))[0] == 0
    documents = json.loads((out / "reviews" / "Document.json").read_text(encoding="utf-8"))
    assert len(documents) > 5
    for paper in documents:
        kept = out / "reviews" / "papers" / (paper["id"] + Path(paper["file_name"]).suffix)
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == paper["sha256"]
    with (out / "reviews" / "Action.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    actions = json.loads((out / "reviews" / "Action.json").read_text(encoding="utf-8"))
    assert [row["text"] for row in rows] == [action["text"] for action in actions]
    trail = json.loads((out / "reviews" / "audit.json").read_text(encoding="utf-8"))
    assert (trail[-1]["what"], trail[-1]["why"]) == ("export_vault", "Handed over to the archive.")
    code, _, err = run(capfd, "vault", "export", vault, "--out", out, *key(words))
    assert (code, err.split(":")[0]) == (3, "OUTPUT-NOT-EMPTY")


def test_a_person_of_one_compartment_takes_nothing_of_the_other_along(
    capfd: pytest.CaptureFixture[str], vault: Path, other_words: Path, tmp_path: Path
) -> None:
    me = key(other_words, SECOND[0])
    code, out, _ = run(capfd, "vault", "check", vault, *me, "--json")
    assert code == 0
    assert {one["name"] for one in json.loads(out)["databases"]} == {"common", "reviews"}
    code, out, err = run(capfd, "vault", "backup", vault, "--out", tmp_path / "a.smkb", *me)
    assert (code, err) == (0, "")
    assert "prevent: copied as it is" in out
    code, _, err = run(capfd, "vault", "export", vault, "--out", tmp_path / "export", *me)
    assert (code, err.split(":")[0]) == (3, "ROLE-REFUSED")
    assert not (tmp_path / "export").exists()


def test_the_doctor_exits_1_where_something_is_red(capfd: pytest.CaptureFixture[str], vault: Path, words: Path) -> None:
    code, out, err = run(capfd, "doctor", vault, *key(words), "--json")
    rows = json.loads(out)
    assert {tuple(row) for row in rows} == {("line", "state", "why", "do")}
    states = {row["line"]: row["state"] for row in rows}
    assert states["Integrity"] == states["Audit chain"] == states["Orphans"] == "green"
    assert states["Backups"] == "red"
    assert code == 1
    assert err.startswith("VAULT-UNSOUND: ")
    assert run(capfd, "doctor", vault, *key(words))[1].startswith("green  Integrity: ")


def test_words_from_a_page_are_found_or_said_to_be_of_no_entry(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path
) -> None:
    wrong = "academic acid acne acquire acrobat activity actress adapt"
    code, out, err = run(capfd, "vault", "check", vault, "--words", wrong, *key(words))
    assert code == 1
    assert "No entry of this vault has these words" in out
    assert err.startswith("VAULT-UNSOUND: ")


def test_a_vault_of_one_kind_of_case(capfd: pytest.CaptureFixture[str], vault: Path, words: Path) -> None:
    folder = vault.with_name("one.smkv")
    made = run(
        capfd,
        "vault",
        "create",
        folder,
        "--person",
        "C. Chair",
        "--compartments",
        "reviews",
        "--passphrase-file",
        words,
    )
    assert made == (0, "", "")
    code, out, _ = run(capfd, "vault", "check", folder, *key(words, "C. Chair"), "--json")
    assert code == 0
    assert {one["name"] for one in json.loads(out)["databases"]} == {"common", "reviews"}
    assert not (folder / "prevent.db").exists()
    given = ("--person", "C. Chair", "--compartments", "x", "--passphrase-file", words)
    code, _, err = run(capfd, "vault", "create", vault.with_name("no.smkv"), *given)
    assert (code, err.split(":")[0]) == (3, "ENTRY-INVALID")


def test_another_reader_reads_a_backup(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    """docs/read_backup.py, with nothing but ``cryptography`` and ``sqlcipher3``."""
    source = (ROOT / "docs" / "read_backup.py").read_text(encoding="utf-8")
    assert "safermk_desktop" not in source.replace("safermk_desktop/domain", "")
    assert len(source.splitlines()) <= 300
    backup, out = tmp_path / "a.smkb", tmp_path / "read"
    assert run(capfd, "vault", "backup", vault, "--out", backup, *key(words))[0] == 0
    command = [sys.executable, "-I", str(ROOT / "docs" / "read_backup.py"), str(backup), *map(str, key(words))]
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("the audit chain fits") == 3
    assert run(capfd, "vault", "export", vault, "--out", tmp_path / "export", *key(words))[0] == 0
    rows = [json.loads(line) for line in (out / "reviews" / "document.jsonl").read_text("utf-8").splitlines()]
    listed = json.loads((tmp_path / "export" / "reviews" / "Document.json").read_text("utf-8"))
    assert [row["id"] for row in rows] == [paper["id"] for paper in listed]
    for row in rows:
        name = row["id"] + Path(row["file_name"]).suffix
        read = (out / "reviews" / "papers" / name).read_bytes()
        assert read == (tmp_path / "export" / "reviews" / "papers" / name).read_bytes()
    assert not (out / "encrypted").exists()
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1


def test_a_restored_vault_is_accepted(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.smkb"
    assert run(capfd, "vault", "backup", vault, "--out", file, *key(words))[0] == 0
    again = tmp_path / "again.smkv"
    assert run(capfd, "vault", "restore", file, vault / "inner.smkv")[0] == 3
    code, out, _ = run(capfd, "vault", "restore", file, again, *key(words))
    assert code == 0
    assert "This vault was restored from the backup of" in out
    assert "--accept-restore" in out
    code, out, _ = run(capfd, "vault", "check", again, "--accept-restore", *key(words))
    assert code == 0
    assert "restored" not in out


def test_what_was_restored_is_said_before_a_passphrase_that_does_not_fit(
    capfd: pytest.CaptureFixture[str], vault: Path, words: Path, other_words: Path, tmp_path: Path
) -> None:
    file, again = tmp_path / "b.smkb", tmp_path / "again.smkv"
    assert run(capfd, "vault", "backup", vault, "--out", file, *key(words))[0] == 0
    code, out, err = run(capfd, "vault", "restore", file, again, *key(other_words))
    assert (code, out, err.split(":")[0]) == (4, "Restored.\n", "VAULT-PASSPHRASE")
    assert again.is_dir()
