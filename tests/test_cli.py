"""The headless commands as the contract has them: exit codes, first lines, formats."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop import cli

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
    assert rows == {"exit_review_6": "2027-02-28", "exit_review_12": "2027-08-31", "reassessment": "2026-04-30"}


def test_a_date_that_cannot_be_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "deadlines", "--regime", "dhr_2016", "--event", "notified=2026-02-30")
    assert (code, out) == (3, "")
    assert err.startswith("DATE-IMPOSSIBLE: ")
    assert LINE.match(err.strip())


@pytest.mark.parametrize(
    "arguments",
    [
        ["deadlines", "--regime", "dhr_2016", "--event", "invented=2026-01-01"],
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
    done, _, err = run(capfd, "redact", str(register), "--register", str(register), "--out", str(out))
    assert done == 3
    assert err.startswith(f"{code}: ")
    assert "Quillmarsh" not in err
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
    for command in ("text", "redact", "verify", "deadlines", "demo", "vault"):
        with pytest.raises(SystemExit) as stopped:
            cli.main([command, "--help"])
        assert stopped.value.code == 0


def test_a_vault_is_made_and_checked_and_each_failure_has_its_code(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vault, words, wrong = tmp_path / "a.smkv", tmp_path / "words.txt", tmp_path / "wrong.txt"
    words.write_text("a passphrase for tests alone\nsecond line\n", encoding="utf-8")
    wrong.write_text("another passphrase altogether\n", encoding="utf-8")
    created = run(capfd, "vault", "create", str(vault), "--person", "A. Officer", "--passphrase-file", str(words))
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
