"""What stands in the repository, what must not, and pages that are held to the sources they tell about."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from safermk_desktop import assets
from tests.architecture.sources import ROOT, repository_files

TOP_LEVEL = {".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "docs", "packaging", "pyproject.toml"} | {
    *("resources", "run", "safermk_desktop", "templates", "tests", "typings", "ui"),
}
BINARY = frozenset(".png .jpg .jpeg .docx .ttf .otf .woff2 .ico .bin .db .zip .xlsx .npy .npz".split())
# Taken apart, so that this file does not find itself.
HOSTS = ("py" + "pi.org", "pytho" + "nhosted.org", "npm" + "js.", "deb." + "debian.org", "crates" + ".io")
TOOLS = ("clau" + "de", "anthro" + "pic", "co" + "pilot", "chat" + "gpt", "open" + "ai", "gem" + "ini", "cod" + "ex")
# Lists of the language hold every word and every forename, those of tools too.
LANGUAGE = ("safermk_desktop/redaction/detection/vocabulary/", "safermk_desktop/redaction/detection/model/data/")
FILES = [path for path in repository_files() if path.suffix.lower() not in BINARY]


def finds(words: tuple[str, ...], text: str) -> list[str]:
    """The words that occur, whatever their case."""
    lowered = text.lower()
    return [word for word in words if word in lowered]


def test_the_top_level_is_what_it_should_be() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in repository_files()}
    assert found - TOP_LEVEL == set()
    assert TOP_LEVEL - found == set()


def test_no_registry_is_named() -> None:
    assert finds(HOSTS, "see https://" + HOSTS[0])
    named = {str(path.relative_to(ROOT)): finds(HOSTS, path.read_text(encoding="utf-8")) for path in FILES}
    assert not {path: words for path, words in named.items() if words}


def test_no_tool_of_the_workbench_is_named() -> None:
    named = {path.relative_to(ROOT).as_posix(): finds(TOOLS, path.read_text(encoding="utf-8")) for path in FILES}
    found = {path: words for path, words in named.items() if words and not path.startswith(LANGUAGE)}
    assert not {path: words for path, words in found.items() if not path.endswith(".lock")}


def test_the_page_of_errors_is_the_one_of_the_sources() -> None:
    spec = importlib.util.spec_from_file_location("errors_page", ROOT / "packaging/errors_page.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    written = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    assert written == generator.page(), "run: .venv/bin/python packaging/errors_page.py"


@pytest.mark.parametrize("name", ["ui", "resources", "templates"])
def test_a_checkout_reads_its_own_folders(name: assets.Folder) -> None:
    assert assets.folder(name) == ROOT / name


def locked(name: str) -> dict[str, str]:
    """Package -> version; every entry has hashes and at most a marker."""
    versions: dict[str, str] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", (ROOT / "packaging" / name).read_text(encoding="utf-8"))[1:]:
        head = re.match(r"([a-z0-9-]+)==(\S+)(?: ; sys_platform == \"\w+\")? \\\n", entry)
        assert head, entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), head[1]
        versions[head[1]] = head[2]
    return versions


def test_both_locks_name_the_same_versions_with_hashes() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert run.items() <= dev.items()
    assert {"colorama", "pywin32-ctypes", "jeepney", "secretstorage", "hatchling"} <= run.keys()


def test_no_check_is_left_out_of_the_run() -> None:
    assert "./run test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    run = Path(ROOT, "run").read_text(encoding="utf-8")
    assert all(word in run for word in ('"format", "--check"', '"check", "."', "pyright", "lint-imports", "pytest"))
