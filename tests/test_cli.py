"""The headless commands as the contract has them: exit codes, first lines, formats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from safermk_desktop import cli, verifier
from safermk_desktop.adapters.confinement import ConfinedRedactor
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import Register
from safermk_desktop.services.progress import Progress
from safermk_desktop.services.proof import ProvedCopy, proved_copy

ROOT = Path(__file__).resolve().parents[1]
LINE = re.compile(r"^[A-Z][A-Z0-9-]+: .+\.$")


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    out, err = capfd.readouterr()
    return code, out, err


def deadlines(capfd: pytest.CaptureFixture[str], *events: str, regime: str = "dhr_2016") -> list[dict[str, str]]:
    given = [part for event in events for part in ("--event", event)]
    code, out, err = run(capfd, "deadlines", "--regime", regime, *given, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_deadlines_follow_the_corresponding_date(capfd: pytest.CaptureFixture[str]) -> None:
    rows = deadlines(capfd, "notified=2026-01-31", "decided=2026-08-26")
    found = {row["rule"]: row for row in rows}
    assert found["decision"]["due"] == "2026-02-28"
    assert found["decision"]["work_by"] == "2026-02-27"
    assert found["report"] | {"source": ""} == {
        "rule": "report",
        "duty": "Complete the overview report",
        "base": "decided",
        "due": "2027-02-26",
        "work_by": "2027-02-26",
        "basis": "guidance",
        "source": "",
    }
    assert [row["due"] for row in rows] == sorted(row["due"] for row in rows)


def test_a_duty_without_a_day_has_null_and_stands_last(capfd: pytest.CaptureFixture[str]) -> None:
    rows = deadlines(capfd, "completed=2026-05-01", "notified=2026-01-31", regime="dardr_2024")
    assert (rows[-1]["due"], rows[-1]["work_by"], rows[-1]["basis"]) == (None, None, "statute")


def test_channel_knows_its_reviews(capfd: pytest.CaptureFixture[str]) -> None:
    rows = {
        r["rule"]: r["due"] for r in deadlines(capfd, "exited=2026-08-31", "adopted=2026-01-31", regime="channel_2023")
    }
    assert rows == {
        "exit_review_6": "2027-02-28",
        "exit_review_12": "2027-08-31",
        "reassessment": "2026-04-30",
        "consent": "2026-02-28",
    }


@pytest.mark.parametrize("day", ["2026-02-30", "20260831", "2026-W35-1", "9999-12-31", "31/08/2026", "2026-8-31"])
def test_a_date_that_cannot_be_is_refused(capfd: pytest.CaptureFixture[str], day: str) -> None:
    code, out, err = run(capfd, "deadlines", "--regime", "dhr_2016", "--event", f"decided={day}")
    assert (code, out) == (3, "")
    assert err.startswith("DATE-IMPOSSIBLE: ")
    assert LINE.match(err.strip())


@pytest.mark.parametrize(
    "arguments",
    [
        ["deadlines", "--regime", "dhr_2016", "--event", "invented=2026-01-01"],
        ["deadlines", "--regime", "dhr_2016", "--event", "notified=2026-01-01", "--event", "notified=2026-01-02"],
        ["deadlines", "--regime", "nowhere", "--event", "notified=2026-01-01"],
        ["nothing"],
        [],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2


def bad_files(folder: Path) -> dict[str, Path]:
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    contents = {"plain.docx": b"Not Word at all", "empty.docx": b"", "old.docx": compound}
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def test_files_that_are_not_word_are_refused_in_one_line(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (*bad_files(tmp_path).values(), tmp_path / "absent.docx"):
        code, out, err = run(capfd, "text", str(path))
        assert (code, out) == (3, ""), path.name
        assert LINE.match(err.strip()), err
        assert len(err.splitlines()) == 1


def word_file(path: Path, *paragraphs: str) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


REGISTER = {"version": 1, "dates": "keep", "identities": [{"id": "p1", "kind": "person", "names": ["Ada Quillmarsh"]}]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"identities": []}, "REGISTER-EMPTY"),
        ({"identities": [{"id": "p1", "kind": "ghost", "names": ["A B"]}]}, "REGISTER-INVALID"),
        (
            {
                "identities": [
                    {"id": "p1", "kind": "person", "names": ["Ada Quillmarsh"], "replacement": "Adult K"},
                    {
                        "id": "p2",
                        "kind": "person",
                        "names": ["Bel Ostrander"],
                        "replacement": "Ada Quillmarsh's sister",
                    },
                ]
            },
            "REGISTER-REPLACEMENT",
        ),
    ],
)
def test_a_register_that_cannot_be_used_is_refused(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, object], code: str
) -> None:
    register = tmp_path / "r.json"
    register.write_text(json.dumps({**REGISTER, **change}), encoding="utf-8")
    out = tmp_path / "out.docx"
    word = word_file(tmp_path / "in.docx", "Nothing here.")
    for command in (["redact", str(word), "--out", str(out)], ["verify", str(word)]):
        done, _, err = run(capfd, *command, "--register", str(register))
        assert done == 3
        assert err.startswith(f"{code}: ")
        assert "Quillmarsh" not in err
        assert LINE.match(err.strip())
    assert not out.exists()


def test_every_command_has_help_and_no_command_but_demo_needs_qt() -> None:
    blocked = (
        "import sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Block())\n"
        "from safermk_desktop import cli\n"
        "sys.exit(cli.main(['deadlines', '--regime', 'dhr_2016', '--event', 'notified=2026-01-05']))\n"
    )
    done = subprocess.run([sys.executable, "-c", blocked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("text", "detect", "redact", "verify", "deadlines", "demo", "vault"):
        with pytest.raises(SystemExit) as stopped:
            cli.main([command, "--help"])
        assert stopped.value.code == 0


def test_a_vault_is_made_and_checked_and_each_failure_has_its_code(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vault, words, wrong = tmp_path / "a.smkv", tmp_path / "words.txt", tmp_path / "wrong.txt"
    words.write_text("a passphrase for tests alone\nsecond line\n", encoding="utf-8")
    wrong.write_text("another passphrase altogether\n", encoding="utf-8")
    created = run(
        capfd,
        "vault",
        "create",
        str(vault),
        "--person",
        "A. Officer",
        "--passphrase-file",
        str(words),
        "--compartments",
        "reviews,prevent",
    )
    assert created == (0, "", "")
    code, out, err = run(capfd, "vault", "check", str(vault), "--passphrase-file", str(words), "--json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert report["ok"]
    assert {one["name"] for one in report["databases"]} == {"common", "reviews", "prevent"}
    for given, path, expected in (
        (wrong, vault, "VAULT-PASSPHRASE"),
        (words, tmp_path / "absent.smkv", "VAULT-NOT-FOUND"),
    ):
        code, _, err = run(capfd, "vault", "check", str(path), "--passphrase-file", str(given))
        assert code == 4
        assert err.startswith(f"{expected}: ")
    header = vault / "header.json"
    kept = header.read_bytes()
    header.write_bytes(kept[:-20])
    code, _, err = run(capfd, "vault", "check", str(vault), "--passphrase-file", str(words))
    assert (code, err.split(":")[0]) == (4, "VAULT-HEADER-DAMAGED")
    header.write_bytes(kept)
    assert run(capfd, "vault", "check", str(vault), "--passphrase-file", str(words))[0] == 0


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """An input, a register and the places for the output and the report."""
    register = tmp_path / "r.json"
    register.write_text(json.dumps(REGISTER), encoding="utf-8")
    word = word_file(tmp_path / "in.docx", "It was Ada Quillmarsh who called.")
    return {"in": word, "register": register, "out": tmp_path / "out.docx", "report": tmp_path / "report.json"}


def redact(capfd: pytest.CaptureFixture[str], papers: dict[str, Path], **other: Path) -> tuple[int, str]:
    given = papers | other
    options = [word for name in ("register", "out", "report") for word in (f"--{name}", str(given[name]))]
    code, out, err = run(capfd, "redact", str(given["in"]), *options)
    assert out == ""
    return code, err


def test_a_copy_and_its_report_are_written_together(capfd: pytest.CaptureFixture[str], papers: dict[str, Path]) -> None:
    assert redact(capfd, papers) == (0, "")
    assert json.loads(papers["report"].read_text(encoding="utf-8"))["proof"]["verifier"] == "clean"
    assert run(capfd, "verify", str(papers["out"]), "--register", str(papers["register"]))[0] == 0
    assert run(capfd, "verify", str(papers["in"]), "--register", str(papers["register"]))[0] == 1


@pytest.mark.parametrize(
    ("one", "other"), [("out", "in"), ("out", "register"), ("report", "in"), ("report", "register"), ("report", "out")]
)
def test_nothing_given_is_written_over(
    capfd: pytest.CaptureFixture[str], papers: dict[str, Path], one: str, other: str
) -> None:
    before = {name: papers[name].read_bytes() for name in ("in", "register")}
    indirect = papers[other].parent / "." / "x" / ".." / papers[other].name
    (papers[other].parent / "x").mkdir()
    code, err = redact(capfd, papers, **{one: indirect})
    assert (code, err.split(":")[0]) == (3, "OUTPUT-NOT-EMPTY")
    assert {name: papers[name].read_bytes() for name in before} == before
    assert not papers["out"].exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_to_the_input_is_the_input(capfd: pytest.CaptureFixture[str], papers: dict[str, Path]) -> None:
    hard, soft = papers["in"].with_name("hard.docx"), papers["in"].with_name("soft.docx")
    hard.hardlink_to(papers["in"])
    soft.symlink_to(papers["in"])
    for link in (hard, soft):
        assert redact(capfd, papers, out=link)[0] == 3


@pytest.mark.parametrize("broken", ["out", "report"])
def test_a_copy_without_its_report_is_not_left(
    capfd: pytest.CaptureFixture[str], papers: dict[str, Path], broken: str
) -> None:
    code, err = redact(capfd, papers, **{broken: papers["in"].parent / "absent" / "file"})
    assert (code, err.split(":")[0]) == (5, "FILE-NOT-WRITABLE")
    assert sorted(path.name for path in papers["in"].parent.iterdir()) == ["in.docx", "r.json"]


class Leaky(ConfinedRedactor):
    """Makes and proves the copy in this process, where the proof has been changed."""

    def __call__(
        self, data: bytes, register: Register, options: RedactionOptions | None, progress: Progress | None = None
    ) -> ProvedCopy:
        return proved_copy(data, register, options, progress)


def test_a_failed_proof_writes_nothing(
    capfd: pytest.CaptureFixture[str], papers: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaky(data: bytes, _register: str) -> verifier.Verdict:
        return verifier.verify(data, json.dumps({**REGISTER, "identities": [CALLED]}))

    monkeypatch.setattr("safermk_desktop.services.proof.second_proof", leaky)
    monkeypatch.setattr("safermk_desktop.bootstrap.redactor", Leaky)
    code, err = redact(capfd, papers)
    assert (code, err.split(":")[0], len(err.splitlines())) == (1, "PROOF-FAILED", 1)
    assert not papers["out"].exists()
    assert not papers["report"].exists()


CALLED = {"id": "o1", "kind": "other", "names": ["called"]}
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "WORD-NOT-WORD"),
        (b"Not Word at all", "WORD-NOT-WORD"),
        (COMPOUND, "WORD-NOT-WORD"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "WORD-ENCRYPTED"),
        (b"PK\x03\x04", "WORD-DAMAGED"),
    ],
)
def test_verify_says_what_is_wrong_with_a_file(
    capfd: pytest.CaptureFixture[str], papers: dict[str, Path], data: bytes, code: str
) -> None:
    papers["in"].write_bytes(data)
    done, out, err = run(capfd, "verify", str(papers["in"]), "--register", str(papers["register"]))
    assert (done, out, err.split(":")[0], len(err.splitlines())) == (3, "", code, 1)


def test_verify_takes_no_folder(capfd: pytest.CaptureFixture[str], papers: dict[str, Path]) -> None:
    for word, register in ((papers["in"].parent, papers["register"]), (papers["in"], papers["in"].parent)):
        done, _, err = run(capfd, "verify", str(word), "--register", str(register))
        assert (done, err.split(":")[0]) == (3, "INPUT-MISSING")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\xfa\xc3",
        b"{",
        b"[]",
        b'{"version": 1}',
        json.dumps({**REGISTER, "identities": [CALLED, {"id": "dates", "kind": "person", "names": ["Bel Ostrander"]}]}),
        json.dumps(
            {**REGISTER, "identities": [CALLED, {"id": "ostrander", "kind": "person", "names": ["B Ostrander"]}]}
        ),
        json.dumps({**REGISTER, "identities": [CALLED, {"id": "p2", "kind": "ghost", "names": ["Bel Ostrander"]}]}),
    ],
)
def test_verify_names_an_entry_by_its_number(
    capfd: pytest.CaptureFixture[str], papers: dict[str, Path], data: bytes | str
) -> None:
    papers["register"].write_bytes(data if isinstance(data, bytes) else data.encode())
    done, out, err = run(capfd, "verify", str(papers["in"]), "--register", str(papers["register"]))
    assert (done, out, err.split(":")[0]) == (3, "", "REGISTER-INVALID")
    assert LINE.match(err.strip())
    assert ("Entry 2:" in err) is isinstance(data, str)
    assert "ostrander" not in err.lower()


def child(
    *arguments: str, code: str = "from safermk_desktop import cli\nsys.exit(cli.main(sys.argv[1:]))", **more: Any
) -> Any:
    command = [sys.executable, "-c", f"import sys\n{code}", *arguments]
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, "cwd": ROOT} | more
    return subprocess.run(command, check=False, text=True, start_new_session=True, **settings)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the full disk is Linux's")
def test_a_full_disk_behind_standard_output(papers: dict[str, Path]) -> None:
    with Path("/dev/full").open("w", encoding="ascii") as full:
        done = child("text", str(papers["in"]), stdout=full)
    assert (done.returncode, done.stderr.split(":")[0], len(done.stderr.splitlines())) == (5, "DISK-FULL", 1)


@pytest.mark.skipif(os.name == "nt", reason="a shell closes it")
def test_a_closed_standard_output(papers: dict[str, Path]) -> None:
    command = [sys.executable, "-m", "safermk_desktop.cli", "text", str(papers["in"])]
    shell = ["/bin/sh", "-c", '"$@" >&-', "sh", *command]
    done = subprocess.run(shell, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.split(":")[0], len(done.stderr.splitlines())) == (5, "DISK-FAULT", 1)


def test_a_fault_of_the_program_is_exit_5_in_one_line() -> None:
    done = child(
        "deadlines",
        "--regime",
        "dhr_2016",
        "--event",
        "decided=2026-01-05",
        code="from safermk_desktop import bootstrap, cli\n"
        "def bug(): raise ZeroDivisionError('Ada Quillmarsh')\n"
        "bootstrap.working_calendar = bug\nsys.exit(cli.main(sys.argv[1:]))",
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (5, "", 1)
    assert done.stderr.startswith("INTERNAL: ")
    assert "Quillmarsh" not in done.stderr


def test_a_passphrase_is_asked_for_at_a_terminal_alone(tmp_path: Path) -> None:
    done = child("vault", "create", str(tmp_path / "a.smkv"), "--person", "A. Officer")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert done.stderr.startswith("ENTRY-MISSING: ")
    assert not list(tmp_path.iterdir())


def test_a_new_passphrase_is_typed_twice(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["four words of no sense", "four words of some sense"]
    monkeypatch.setattr("getpass.getpass", lambda _prompt: typed.pop(0))
    code, _, err = run(capfd, "vault", "create", str(tmp_path / "a.smkv"), "--person", "A. Officer")
    assert (code, err.split(":")[0], typed) == (3, "ENTRY-INVALID", [])
    assert not list(tmp_path.iterdir())
    typed += ["four words of no sense"] * 3
    assert run(capfd, "vault", "create", str(tmp_path / "a.smkv"), "--person", "A. Officer")[0] == 0
    assert run(capfd, "vault", "check", str(tmp_path / "a.smkv"))[0] == 0


def create_with(capfd: pytest.CaptureFixture[str], folder: Path, named: str) -> tuple[int, str]:
    """Make a vault with these compartments: the exit code, and the code of the error."""
    words = folder / "words.txt"
    words.write_text("a passphrase for tests alone\n", encoding="utf-8")
    given = ["--person", "A", "--passphrase-file", str(words), "--compartments", named]
    code, _, err = run(capfd, "vault", "create", str(folder / "a.smkv"), *given)
    return code, err.split(":")[0]


@pytest.mark.parametrize("named", ["reviews", "prevent", "reviews,prevent"])
def test_a_vault_holds_the_compartments_that_are_named(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, named: str
) -> None:
    assert create_with(capfd, tmp_path, named) == (0, "")
    there = {path.stem for path in (tmp_path / "a.smkv").glob("*.db")}
    assert there == {"common", *named.split(",")}


@pytest.mark.parametrize("named", ["reviews,prevent,other", "other", ""])
def test_compartments_that_are_none_are_refused(capfd: pytest.CaptureFixture[str], tmp_path: Path, named: str) -> None:
    assert create_with(capfd, tmp_path, named) == (3, "ENTRY-INVALID")
    assert not (tmp_path / "a.smkv").exists()
