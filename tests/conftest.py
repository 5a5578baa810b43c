"""The ground every test stands on: no display, UTC, plain locale, a quiet Qt, and hypothesis at the asked size."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# Before anything imports PySide6: tests draw into memory unless they ask for a window.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ.pop("QT_STYLE_OVERRIDE", None)
if hasattr(time, "tzset"):
    time.tzset()

import filelock
import hypothesis
import pytest

from tests.balance import Balance
from tests.scale import SOAK

_slow_machine = (hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture)
hypothesis.settings.register_profile(
    "ci", max_examples=30, derandomize=True, deadline=None, database=None, suppress_health_check=_slow_machine
)
hypothesis.settings.register_profile(
    "soak", max_examples=2000, deadline=None, database=None, print_blob=True, suppress_health_check=_slow_machine
)
hypothesis.settings.load_profile("soak" if SOAK else "ci")


def pytest_configure(config: pytest.Config) -> None:
    """The order of the files, where workers share them, and one core for the algebra of each, as the program has it."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is loaded, here by a test before the program
    config.pluginmanager.register(Balance(config), "balance")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever asks for a display is a window test; whatever soaks names its part."""
    if "real_display" in getattr(item, "fixturenames", ()):
        item.add_marker("window")
    mark = item.get_closest_marker("soak")
    if mark is not None and not (mark.args and isinstance(mark.args[0], str)):
        raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.soak needs the name of its part")


def soak_part(item: pytest.Item) -> str | None:
    """The part of `./run soak` that a test belongs to: the one it names, or the properties of its folder."""
    mark = item.get_closest_marker("soak")
    if mark is not None:
        return str(mark.args[0])
    if item.get_closest_marker("hypothesis") is not None:
        return f"properties/{item.path.parent.name}"
    return None


def is_wanted(item: pytest.Item) -> bool:
    """Whether a test runs now: soaks that are nothing else stay out of ordinary runs; a soak runs one part."""
    mark = item.get_closest_marker("soak")
    if not SOAK:
        return mark is None or not mark.kwargs.get("only", False)
    return os.environ.get("SAFERMK_SOAK_PART") in {None, soak_part(item)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not wanted, and write down what remains where `./run` asks for it."""
    unwanted = [item for item in items if not is_wanted(item)]
    if unwanted:
        config.hook.pytest_deselected(items=unwanted)
        items[:] = [item for item in items if is_wanted(item)]
    listing = os.environ.get("SAFERMK_LISTING")
    if listing:
        parts: dict[str, list[str]] = {}
        for item in items:
            parts.setdefault(soak_part(item) or "bench", []).append(item.nodeid)
        Path(listing).write_text(json.dumps(parts), encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test or the code under it puts in the temporary folder stays in a folder of the test's own."""
    folder = Path(tempfile.mkdtemp(prefix="temporary-", dir=tmp_path_factory.getbasetemp()))
    names = ("TMPDIR", "TEMP", "TMP")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder)))
    tempfile.tempdir = None
    yield
    tempfile.tempdir = None
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
    with suppress(OSError):  # what is left in it may be looked at afterwards
        folder.rmdir()


@pytest.fixture(scope="session")
def story_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the fictional vault, played once for all workers of the run. Copy it; nobody opens it here."""
    from safermk_desktop import bootstrap
    from safermk_desktop.demo.vaults import play_story
    from tests.unconfined import UnconfinedRedactor

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "story" / "Fictional.smkv"
    with filelock.FileLock(shared / "story.lock"):
        if not folder.exists():
            draft = shared / "story in the making" / folder.name
            draft.parent.mkdir()
            cheap = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(bootstrap, "redactor", UnconfinedRedactor)
                play_story(draft, cost=cheap).session.vault.close()
            draft.parent.rename(folder.parent)
    return folder


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a vault without cases, made once, since its tables take most of a second. Copy it."""
    from safermk_desktop import bootstrap
    from safermk_desktop.demo.clock import StoryClock
    from safermk_desktop.services.ports import Role
    from tests.services.conftest import CHEAP, PASSPHRASE

    folder = tmp_path_factory.mktemp("empty") / "test.smkv"
    door = bootstrap.door(StoryClock(date(2026, 3, 2)), CHEAP)
    door.create(folder, person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    return folder


@dataclass(frozen=True, slots=True)
class RealDisplay:
    """A display of the test's own: its name, and the environment for a program that opens windows on it."""

    name: str

    def environment(self, home: Path) -> dict[str, str]:
        """The environment for a child that lives in ``home`` and draws through xcb."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND_", "XDG_"))}
        folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
        return {**kept, **folders, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}


@pytest.fixture(scope="session")
def real_display() -> Iterator[RealDisplay]:
    """An Xvfb on a free display, 1280x800; tests that ask for it carry the marker ``window``."""
    if sys.platform != "linux":
        pytest.skip("Xvfb is for Linux; elsewhere the screen itself would be used")
    program = shutil.which("Xvfb")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Xvfb is missing: apt-get install -y --no-install-recommends xvfb")
        pytest.skip("Xvfb is missing: apt-get install -y --no-install-recommends xvfb")
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write_end,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            pytest.fail("Xvfb ended without naming a display")
        yield RealDisplay(f":{number}")
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
        if server.poll() is None:
            server.kill()
            server.wait(10)
