"""The walls between Prevent and the reviews: no type hands a Channel case to the publisher, and no side knows both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules

HANDED: str = """
from __future__ import annotations

from datetime import date

from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.channel.papers import ChannelPaper
from safermk_desktop.domain.record import CaseId, ChannelId
from safermk_desktop.services.{module} import {name}
from safermk_desktop.services.session import Session

DAY = date.max


def hand_over(session: Session, case: ChannelCase, channel: ChannelId, review: CaseId, paper: ChannelPaper) -> None:
    {call}
"""
CALLS = {
    "publish": (
        "publishing",
        "record_publication",
        '{name}(session, {case}, published_on=DAY, where="", link="")',
    ),
    "public papers": ("publishing", "public_papers", "{name}({case})"),
    "redact": ("redacting", "findings", "{name}(session, {case}, paper.id)"),
    "register": ("identities", "export_register", "{name}(session, {case})"),
    "letter": ("papers", "write_notification_record", "{name}(session, {case})"),
    "export": ("keeping_papers", "see_paper", "{name}(session, {case}, paper.id)"),
}
FREE = frozenset({"integrity", "outputs", "entries", "kinds", "ports", "session", "progress", "key_slots", "local"})
"""What Prevent shares with the rest: nothing of it knows a review."""
BOTH = frozenset({"exporting"})
"""What writes out everything that a person may open, each compartment by itself."""


def told(folder: Path, **snippets: str) -> dict[str, list[str]]:
    """What pyright says of each snippet, as messages of errors."""
    for name, text in snippets.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    config = {
        "include": [str(folder)],
        "extraPaths": [str(ROOT)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    program = Path(sys.executable).with_name("pyright")
    done = subprocess.run(
        [program, "--outputjson", "-p", folder], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found: dict[str, list[str]] = {name: [] for name in snippets}
    for one in json.loads(done.stdout)["generalDiagnostics"]:
        if one["severity"] == "error":
            found[Path(one["file"]).stem].append(one["message"])
    return found


def snippet(call: str, case: str) -> str:
    module, name, line = CALLS[call]
    return HANDED.format(module=module, name=name, call=line.format(name=name, case=case))


def test_no_type_lets_a_prevent_case_be_handed_to_the_publisher(tmp_path: Path) -> None:
    wrong = {
        f"{call.replace(' ', '_')}_{number}": snippet(call, case)
        for call in CALLS
        for number, case in enumerate(("channel", "case.case_id", "case", "paper.case_id"))
    }
    fine = {f"fine_{call.replace(' ', '_')}": snippet(call, "review") for call in CALLS if call != "public papers"}
    found = told(tmp_path, **wrong, **fine)
    for name in wrong:
        assert any("cannot be assigned" in one or "is not assignable" in one for one in found[name]), name
    for name in fine:
        assert found[name] == [], "the same with a review is well typed: the refusal is of the Channel case"


@pytest.mark.parametrize("name", [one.name for one in modules() if "/services/" in one.name])
def test_neither_side_of_the_services_knows_the_other(name: str) -> None:
    imports = next(one for one in modules() if one.name == name).imports()
    stems = {one.split(".")[2] for one in imports if one.startswith("safermk_desktop.services.")}
    if "/services/channel/" in name:
        assert stems - {"channel"} <= FREE
        records = {one for one in imports if one.startswith("safermk_desktop.domain.")}
        assert not records & {f"safermk_desktop.domain.{one}" for one in ("casefile", "documents", "publication")}
    elif Path(name).stem not in BOTH:
        assert "channel" not in stems


def test_nothing_shared_knows_a_review() -> None:
    for module in modules():
        if "/services/" in module.name and Path(module.name).stem in FREE and "/channel/" not in module.name:
            known = {one for one in module.imports() if one.startswith("safermk_desktop.domain.casefile")}
            assert not known, module.name
