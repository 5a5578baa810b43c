"""The whole main job through ``safermk demo``: from the notification to the last action, and nothing leaks."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from safermk_desktop.verifier import verify
from tests.acceptance.conftest import ROOT, DemoRun
from tests.shared import shared_folder

KINDS = {
    "notification_record",
    "decision_letter",
    "terms_of_reference",
    "delay_letter",
    "submission_letter",
    "redacted_report",
    "executive_summary",
    "action_plan",
}
STAGES = (
    "Notification",
    "Decision",
    "Panel",
    "Terms of reference",
    "Information gathering",
    "Report",
    "Home Office QA",
    "Publication",
    "Action plan",
    "Closed",
)
SCREENS = {
    "unlock",
    "caseload",
    "overview",
    "terms-of-reference",
    "panel",
    "documents",
    "redaction",
    "publication",
    "action-plan",
}


def index_of(demo: DemoRun) -> dict[str, Any]:
    return json.loads((demo.out / "demo.json").read_text(encoding="utf-8"))


def names_of(register: dict[str, Any]) -> list[str]:
    return [name for identity in register["identities"] for name in identity["names"]]


def test_it_prints_a_line_per_stage_and_ends_with_a_closed_case(demo: DemoRun) -> None:
    lines = demo.printed.splitlines()
    for stage in STAGES:
        assert any("DHR-2024-01" in line and line.endswith(stage) for line in lines), stage
    stages = index_of(demo)["stages"]
    entered = [stage["stage"] for stage in stages if stage["case"] == "DHR-2024-01"]
    assert sorted(set(entered), key=entered.index) == list(STAGES)
    assert [stage["date"] for stage in stages] == sorted(stage["date"] for stage in stages)


def test_its_layout_is_the_contract(demo: DemoRun) -> None:
    assert (demo.out / "demo.smkv").is_dir()
    assert (demo.out / "passphrases.txt").read_text(encoding="utf-8").strip()
    index = index_of(demo)
    assert {entry["file"] for entry in index["documents"]} == {p.name for p in (demo.out / "documents").iterdir()}
    assert {entry["file"] for entry in index["screens"]} == {p.name for p in (demo.out / "screens").iterdir()}
    public = {entry["case"] for entry in index["documents"] if entry["audience"] == "public"}
    assert {p.stem for p in (demo.out / "registers").iterdir()} == public
    for entry in index["documents"]:
        data = (demo.out / "documents" / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]


def test_every_kind_of_paper_is_there_and_opens_in_word(demo: DemoRun) -> None:
    documents = index_of(demo)["documents"]
    assert {entry["kind"] for entry in documents} >= KINDS
    for entry in documents:
        paper = docx.Document(io.BytesIO((demo.out / "documents" / entry["file"]).read_bytes()))
        assert any(paragraph.text.strip() for paragraph in paper.paragraphs), entry["file"]


def test_there_is_a_picture_of_every_screen(demo: DemoRun) -> None:
    screens = index_of(demo)["screens"]
    assert {entry["screen"] for entry in screens} >= SCREENS
    assert {(entry["width"], entry["height"]) for entry in screens} >= {(1280, 720), (1440, 900)}
    for entry in screens:
        assert (demo.out / "screens" / entry["file"]).read_bytes().startswith(b"\x89PNG")


def test_the_verifier_finds_no_registered_identity_in_any_public_paper(demo: DemoRun) -> None:
    public = [entry for entry in index_of(demo)["documents"] if entry["audience"] == "public"]
    assert {entry["kind"] for entry in public} >= {"redacted_report", "executive_summary", "action_plan"}
    for entry in public:
        register = (demo.out / "registers" / f"{entry['case']}.json").read_text(encoding="utf-8")
        verdict = verify((demo.out / "documents" / entry["file"]).read_bytes(), register)
        assert verdict.clean, [(item.id, item.part, item.where) for item in verdict.found]


def test_the_verifier_does_find_them_in_the_report_as_it_was_sent_in(demo: DemoRun) -> None:
    reports = [entry for entry in index_of(demo)["documents"] if entry["kind"] == "overview_report"]
    assert len(reports) == 2, "the report as first sent in, and as changed after the Quality Assurance letter"
    for report, holds_all in zip(reports, (True, False), strict=True):  # the second is made ready to go out
        register = (demo.out / "registers" / f"{report['case']}.json").read_text(encoding="utf-8")
        verdict = verify((demo.out / "documents" / report["file"]).read_bytes(), register)
        found = {item.id for item in verdict.found}
        missing = {identity["id"] for identity in json.loads(register)["identities"]} - found
        assert found
        assert not (missing and holds_all), "identities that the report as sent in does not even hold"


def test_the_oracle_finds_no_registered_name_in_any_public_paper(demo: DemoRun) -> None:
    oracle = shared_folder() / "tools" / "leak_oracle.py"
    for entry in index_of(demo)["documents"]:
        if entry["audience"] != "public":
            continue
        register = json.loads((demo.out / "registers" / f"{entry['case']}.json").read_text(encoding="utf-8"))
        path = demo.out / "documents" / entry["file"]
        done = subprocess.run(
            [sys.executable, str(oracle), str(path), *names_of(register), "--word"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (entry["file"], done.stdout[-2000:])


def test_no_file_of_the_vault_and_nothing_left_on_the_disk_holds_a_name(demo: DemoRun) -> None:
    names = [
        name
        for path in sorted((ROOT / "resources" / "demo" / "registers").glob("*.json"))
        for name in names_of(json.loads(path.read_text(encoding="utf-8")))
        if len(name) > 5
    ]
    planted = [name.encode(code) for name in names for code in ("utf-8", "utf-16-le")]
    assert len(names) >= 20
    files = [
        path
        for folder in (demo.out / "demo.smkv", demo.home, demo.temporary)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    assert len(files) >= 4
    for path in files:
        data = path.read_bytes()
        assert not any(name in data for name in planted), path.name


def test_the_demo_refuses_a_folder_that_is_not_empty(demo: DemoRun) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "safermk_desktop.cli", "demo", "--out", str(demo.out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.startswith("OUTPUT-NOT-EMPTY: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.soak("network", only=True)
def test_the_whole_demo_runs_without_a_network_and_opens_no_internet_socket(tmp_path: Path) -> None:
    strace, unshare = shutil.which("strace"), shutil.which("unshare")
    if not strace or not unshare or os.geteuid() != 0:
        pytest.skip("needs strace, unshare and root")
    log = tmp_path / "trace.txt"
    done = subprocess.run(
        [
            *(unshare, "-n", strace, "-f", "-e", "trace=socket", "-o", str(log)),
            *(sys.executable, "-m", "safermk_desktop.cli", "demo", "--out", str(tmp_path / "out")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = [line for line in log.read_text(encoding="utf-8").splitlines() if "socket(" in line]
    assert not [line for line in calls if "AF_INET" in line]
