"""``safermk detect`` as the contract has it: what it reads, what it writes, what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from safermk_desktop import cli

TEXT = "Mr Ambrose Quillmarsh rang 01908 496 001 on 14 March 2023. 😀 Ms Odette Farnaby of 3 Pell Lane saw it.\n"
REGISTER: dict[str, object] = {
    "version": 1,
    "identities": [{"id": "p1", "kind": "person", "names": ["Ambrose Quillmarsh"], "replacement": "Adult Q"}],
}


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(one) for one in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def detected(capfd: pytest.CaptureFixture[str], folder: Path, *arguments: object) -> list[dict[str, Any]]:
    out = folder / "out.jsonl"
    assert run(capfd, "detect", *arguments, "--out", out) == (0, "", "")
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def register(path: Path) -> Path:
    path.write_text(json.dumps(REGISTER), encoding="utf-8")
    return path


def test_several_inputs_give_a_line_for_each_text(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = tmp_path / "statement.txt"
    plain.write_text(TEXT, encoding="utf-8", newline="")
    word = tmp_path / "report.docx"
    document = Document()
    document.add_paragraph(TEXT.strip())
    document.save(str(word))
    many = lines(tmp_path / "many.jsonl", {"id": "a", "text": TEXT}, {"id": "b", "text": ""})
    rows = detected(capfd, tmp_path, plain, word, many, "--tier", "fast")
    assert [row["id"] for row in rows] == ["statement.txt", "report.docx", "a", "b"]
    assert rows[0]["spans"] == rows[1]["spans"] == rows[2]["spans"]
    assert rows[3] == {"id": "b", "spans": [], "findings": []}


def test_offsets_count_code_points_and_spans_join_the_findings(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    many = lines(tmp_path / "many.jsonl", {"id": "a", "text": TEXT})
    (row,) = detected(capfd, tmp_path, many)
    texts = {one["text"] for one in row["findings"]}
    assert {"Ambrose Quillmarsh", "Odette Farnaby"} <= {one.removeprefix("Mr ").removeprefix("Ms ") for one in texts}
    for one in row["findings"]:
        assert TEXT[one["start"] : one["end"]] == one["text"]
        assert set(one) == {"start", "end", "text", "kind", "certainty", "source", "replacement"}
    covered = {at for start, end in row["spans"] for at in range(start, end)}
    assert covered == {at for one in row["findings"] for at in range(one["start"], one["end"])}


def test_combinations_are_told_once_by_the_full_tier_alone(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "He prayed at the only mosque in the town, and lived in Wenbrook Parva.\n"
    many = lines(tmp_path / "many.jsonl", {"id": "a", "text": text})
    (fast,), (full,) = (detected(capfd, tmp_path, many, "--tier", tier) for tier in ("fast", "full"))
    assert "jigsaw" not in {one["source"] for one in fast["findings"]}
    assert "jigsaw" in {one["source"] for one in full["findings"]}
    places = [(one["start"], one["end"]) for one in full["findings"]]
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    for one in full["findings"]:
        assert text[one["start"] : one["end"]] == one["text"]
        assert one["replacement"]
    assert {one["certainty"] for one in full["findings"] if one["source"] == "jigsaw"} == {"possible"}


def test_a_register_gives_its_published_forms(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    many = lines(tmp_path / "many.jsonl", {"id": "a", "text": TEXT})
    (row,) = detected(capfd, tmp_path, many, "--register", register(tmp_path / "r.json"), "--tier", "fast")
    (known,) = [one for one in row["findings"] if one["source"] == "register"]
    assert (known["replacement"], known["certainty"], known["kind"]) == ("Adult Q", "certain", "person")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "Line 2 is not JSON."),
        (b"[1]", "Line 2 has not an id and a text."),
        (b'{"id": 1, "text": "x"}', "Line 2 has not an id and a text."),
        (b'{"id": "\xff", "text": "x"}', "Line 2 is not in UTF-8."),
        (b"[" * 100_000, "Line 2 is not JSON."),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, line: bytes, said: str
) -> None:
    bad, out = tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    bad.write_bytes(b'{"id": "a", "text": "x"}\n' + line + b"\n")
    out.write_text("as it was", encoding="utf-8")
    code, _, err = run(capfd, "detect", bad, "--out", out, "--tier", "fast")
    assert code == 3
    assert err.startswith("TEXT-INVALID: ")
    assert said in err
    assert err.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "out.jsonl"]


def test_what_cannot_be_read_is_refused(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    latin, other, word, empty = (tmp_path / name for name in ("l.txt", "o.pdf", "w.docx", "r.json"))
    latin.write_bytes("café".encode("latin-1"))
    other.write_bytes(b"%PDF")
    word.write_bytes(b"no Word")
    empty.write_text('{"version": 1, "identities": []}', encoding="utf-8")
    good = lines(tmp_path / "g.jsonl", {"id": "a", "text": "x"})
    for code_word, *arguments in (
        ("TEXT-INVALID", latin),
        ("TEXT-INVALID", other),
        ("WORD-NOT-WORD", word),
        ("INPUT-MISSING", tmp_path / "absent.txt"),
        ("REGISTER-EMPTY", good, "--register", empty),
        ("REGISTER-INVALID", good, "--register", latin),
    ):
        code, _, err = run(capfd, "detect", *arguments, "--out", out, "--tier", "fast")
        assert code == 3
        assert err.startswith(f"{code_word}: ")
        assert err.count("\n") == 1
        assert not out.exists()


def test_no_input_is_written_over(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = lines(tmp_path / "g.jsonl", {"id": "a", "text": "x"})
    link = tmp_path / "link.jsonl"
    link.symlink_to(good)
    for out in (good, link):
        code, _, err = run(capfd, "detect", good, "--out", out, "--tier", "fast")
        assert (code, err.split(":")[0]) == (3, "OUTPUT-NOT-EMPTY")
    assert json.loads(good.read_text(encoding="utf-8")) == {"id": "a", "text": "x"}


def test_a_batch_takes_the_memory_of_one_text(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    few, many = tmp_path / "few.jsonl", tmp_path / "many.jsonl"
    row = json.dumps({"id": "a" * 50_000, "text": "Nothing happened here."}) + "\n"
    few.write_text(row * 4, encoding="utf-8")
    many.write_text(row * 400, encoding="utf-8")

    def peak(path: Path) -> int:
        tracemalloc.start()
        assert run(capfd, "detect", path, "--out", tmp_path / "out.jsonl", "--tier", "fast")[0] == 0
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(few)
    assert peak(many) < peak(few) + (4 << 20) < many.stat().st_size + (4 << 20)


def test_neither_qt_nor_the_network_is_loaded(tmp_path: Path) -> None:
    many = lines(tmp_path / "many.jsonl", {"id": "a", "text": TEXT})
    program = (
        "import sys\n"
        "from safermk_desktop import cli\n"
        f"assert cli.main(['detect', {str(many)!r}, '--out', {str(tmp_path / 'out.jsonl')!r}]) == 0\n"
        "print(sorted({'PySide6', 'ssl', '_ssl', 'sqlite3'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


REPORT: tuple[str, ...] = (
    "Mr Ambrose Quillmarsh rang 01908 496 001 on 14 March 2023 from 3 Pell Lane.",
    "Ms Odette Farnaby is a beekeeper. Farnaby was 34 in 2021. The reference is TVP-23-55017.",
    "Thames Valley Police came. She will come again in May.",
)


def redacted(
    capfd: pytest.CaptureFixture[str], folder: Path, *options: str, rows: dict[str, object] = REGISTER
) -> tuple[str, dict[str, Any]]:
    """The text of the copy of ``REPORT``, and its report."""
    document = Document()
    for paragraph in REPORT:
        document.add_paragraph(paragraph)
    document.save(str(folder / "in.docx"))
    (folder / "r.json").write_text(json.dumps(rows), encoding="utf-8")
    given = (folder / "in.docx", "--register", folder / "r.json", "--out", folder / "out.docx")
    assert run(capfd, "redact", *given, "--report", folder / "report.json", *options) == (0, "", "")
    _, out, _ = run(capfd, "text", folder / "out.docx")
    return out, json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_suggestions_are_listed_without_their_text_and_left(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out, report = redacted(capfd, tmp_path, "--suggestions", "leave")
    assert "Adult Q rang" in out
    assert "Odette Farnaby" in out
    assert {"contact", "person", "place", "reference"} <= {one["kind"] for one in report["suggestions"]}
    assert not any(one["replaced"] for one in report["suggestions"])
    assert "Farnaby" not in json.dumps(report)
    _, text, _ = run(capfd, "text", tmp_path / "in.docx")
    told = {text[one["start"] : one["end"]]: one["replacement"] for one in report["suggestions"]}
    assert told["TVP-23-55017"] == "[reference]"


def test_suggestions_are_replaced_by_their_kind_and_proved_gone(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out, report = redacted(capfd, tmp_path, "--suggestions", "replace")
    for gone in ("Farnaby", "01908", "Pell Lane", "55017", "34"):
        assert gone not in out
    for there in ("Adult Q", "[name]", "[place]", "[contact]", "[reference]", "She will come"):
        assert there in out
    assert report["proof"]["engine"] == report["proof"]["verifier"] == "clean"
    assert any(one["replaced"] for one in report["suggestions"])


def test_what_is_kept_or_published_is_not_suggested_away(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = {
        **REGISTER,
        "identities": [
            {"id": "p1", "kind": "person", "names": ["Ambrose Quillmarsh"], "replacement": "a man of Pell Lane"}
        ],
        "keep": ["Odette Farnaby"],
    }
    out, report = redacted(capfd, tmp_path, "--suggestions", "replace", rows=rows)
    assert "man of Pell Lane" in out
    assert "Odette Farnaby" in out
    assert "It stands in a published form." in {one["why"] for one in report["suggestions"]}


def test_plain_redact_looks_for_none(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(REPORT[0])
    document.save(str(tmp_path / "in.docx"))
    given = (tmp_path / "in.docx", "--register", register(tmp_path / "r.json"), "--out", tmp_path / "out.docx")
    assert run(capfd, "redact", *given) == (0, "", "")
    assert "01908 496 001" in run(capfd, "text", tmp_path / "out.docx")[1]
