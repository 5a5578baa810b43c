"""Copies of real files in LibreOffice: each converts, and where nothing was left out it has as many pages as before."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction.engine import redact
from tests.redaction.test_faithful import NOBODY, folder, people, words_of
from tests.scale import tell

SOFFICE: Final = shutil.which("soffice") or shutil.which("libreoffice")
AT_ONCE: Final = 2
BATCH: Final = 12
SECONDS: Final = 150
PAGE: Final = re.compile(rb"/Type\s*/Page(?!\w)")
# what changes the pages of a copy by being left out; a watermark or a property changes none
NOT_ON_A_PAGE: Final = frozenset(
    {"properties", "thumbnail", "link", "comment", "comments", "custom data", "building blocks", "permission",
     "list of people", "second copy of the styles", "toolbars", "macros", "alternative text"}
)  # fmt: skip


def converted(files: Sequence[Path], out: Path) -> None:
    """Convert to PDF, some at a time; one that a crash of its neighbour took along is tried again alone."""
    out.mkdir(parents=True, exist_ok=True)

    def run(batch: Sequence[Path], profile: int) -> None:
        command = [
            str(SOFFICE), f"-env:UserInstallation={(out / f'profile{profile}').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(out), *map(str, batch),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return

    def share(at: int) -> None:
        mine = files[at::AT_ONCE]
        for start in range(0, len(mine), BATCH):
            batch = mine[start : start + BATCH]
            run(batch, at)
            for path in batch:
                if pages(out, path) is None:
                    run([path], at)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(share, range(AT_ONCE)))


def pages(out: Path, path: Path) -> int | None:
    """How many pages the conversion has, or None where there is none."""
    pdf = out / f"{path.stem}.pdf"
    return len(PAGE.findall(pdf.read_bytes())) if pdf.exists() else None


def near(before: int, after: int) -> bool:
    """One page, or one in twenty, more or less."""
    return abs(before - after) <= max(1, 0.05 * before)


def test_near() -> None:
    assert near(1, 2)
    assert not near(1, 3)
    assert near(282, 296)
    assert not near(282, 297)


@pytest.mark.soak("pages", only=True)
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: no pages to count")
def test_copies_convert_and_have_as_many_pages(tmp_path: Path) -> None:
    words = words_of()
    whole: dict[str, bool] = {}
    sources: list[Path] = []
    copies = tmp_path / "copies"
    copies.mkdir()
    for path in sorted(folder().glob("*.docx")):
        try:
            copy = redact(path.read_bytes(), people(words.get(path.name, [NOBODY])))
        except SafermkError:
            continue
        sources.append(path)
        (copies / path.name).write_bytes(copy.data)
        whole[path.name] = {one.what for one in copy.report.dropped} <= NOT_ON_A_PAGE
    converted(sources, tmp_path / "before")
    converted([copies / path.name for path in sources], tmp_path / "after")
    unread: list[str] = []
    shifted: list[str] = []
    compared = 0
    for path in sources:
        before, after = pages(tmp_path / "before", path), pages(tmp_path / "after", path)
        if after is None:
            unread.append(path.name)
        elif before is not None:
            compared += 1
            if not near(before, after):
                shifted.append(f"{path.name} {before} -> {after}{'' if whole[path.name] else ', something left out'}")
    for line in [*unread, *shifted]:
        print(line)
    tell(
        f"{len(sources)} copies: {len(unread)} do not convert; {compared} compared, {len(shifted)} with other pages,"
        f" of the {sum(whole.values())} where nothing was left out"
        f" {sum('left out' not in one for one in shifted)}"
    )
    assert unread == []
    assert not [one for one in shifted if "left out" not in one]
