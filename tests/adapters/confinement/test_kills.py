"""Children that are ended for real: by their limits, from outside, by a person, and with their parent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from safermk_desktop.adapters.confinement import Bounds, ConfinedRedactor
from safermk_desktop.adapters.confinement.holding import KILL_ON_CLOSE, held_windows
from safermk_desktop.errors import SafermkError, WordTooLarge, WordTooLong, WorkBrokeOff
from safermk_desktop.redaction.register import register_to_json
from safermk_desktop.services.progress import Cancelled, Progress
from tests.redaction.word_files import NAME, p, r, register, word_file

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limits and signals of Linux")
DATA = word_file(p(r(f"About {NAME}.")))
LONG = word_file("".join(p(r(f"Then {NAME} asked {at * 7919 % 100_003} times for help.")) for at in range(30_000)))
PEOPLE = register_to_json(register())

Work = Callable[[ConfinedRedactor, bytes, Progress | None], object]
WORKS: dict[str, Work] = {
    "copy": lambda one, data, progress: one(data, register(), None, progress),
    "read": lambda one, data, progress: one.read(data, progress),
    "find": lambda one, data, progress: one.find(data, PEOPLE, {}, progress),
    "verify": lambda one, data, progress: one.verify(data, PEOPLE, progress),
    "refuse_leak": lambda one, data, progress: one.refuse_leak(data, PEOPLE, progress),
    "refuse_leaks": lambda one, data, progress: one.refuse_leaks(data, (PEOPLE,), progress),
}


SERVERS = frozenset({"Xvfb", "dbus-daemon"})


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for yet has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def children() -> set[int]:
    """The confined children of this process; it may have others, the display of an earlier test among them."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        found |= {int(pid) for pid in (task / "children").read_text().split()}
    return {pid for pid in found if not is_display(pid)}


def is_display(pid: int) -> bool:
    """Whether a process is a server that the fixtures of windows keep for the session."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() in SERVERS
    except (FileNotFoundError, ProcessLookupError):
        return False


@LINUX
@pytest.mark.parametrize("work", WORKS)
def test_a_file_that_needs_more_memory_than_it_is_given(work: str) -> None:
    bounds = Bounds(memory=24 << 20, memory_per_byte=0)
    with pytest.raises(WordTooLarge, match="memory"):
        WORKS[work](ConfinedRedactor(bounds), LONG, None)
    assert not children()


@LINUX
@pytest.mark.parametrize("work", WORKS)
def test_a_file_that_takes_longer_than_it_may(work: str) -> None:
    bounds = Bounds(seconds=0.2, seconds_per_megabyte=0)
    began = time.monotonic()
    with pytest.raises(WordTooLong):
        WORKS[work](ConfinedRedactor(bounds), LONG, None)
    assert time.monotonic() - began < 3
    assert not children()


@LINUX
def test_processor_time_is_held_by_the_system_where_the_clock_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safermk_desktop.adapters.confinement.parent.round", lambda _seconds: 0, raising=False)
    code = (
        "import sys, safermk_desktop.services.word_text as one\n"
        "def spin(data):\n    while True: pass\n"
        "one.word_text = spin\n"
        "from safermk_desktop.adapters.confinement import child\nsys.exit(child.main())"
    )
    with pytest.raises(WordTooLong):
        ConfinedRedactor(Bounds(seconds=60), (sys.executable, "-c", code)).read(DATA)


@LINUX
@pytest.mark.parametrize(("signal", "error"), [(9, WordTooLarge), (15, WorkBrokeOff), (11, WorkBrokeOff)])
def test_a_child_that_is_killed_from_outside(signal: int, error: type[SafermkError]) -> None:
    """The system itself kills with 9, for want of memory."""
    killer = threading.Thread(target=lambda: until(lambda: bool(children())) and kill_them(signal))
    killer.start()
    with pytest.raises(error):
        ConfinedRedactor()(LONG, register(), None)
    killer.join()
    assert not children()


def kill_them(signal: int) -> None:
    time.sleep(0.3)
    for pid in children():
        os.kill(pid, signal)


@LINUX
@pytest.mark.parametrize("work", WORKS)
def test_cancel_midway_ends_the_child_within_half_a_second(work: str) -> None:
    began, asked = time.monotonic(), 0.0

    def progress(_done: int, _total: int) -> None:
        nonlocal asked
        if time.monotonic() - began > 0.4:
            asked = time.monotonic()
            raise Cancelled

    with pytest.raises(Cancelled):
        WORKS[work](ConfinedRedactor(), LONG, progress)
    assert asked
    assert time.monotonic() - asked < 0.5
    assert not children()


def test_where_no_process_can_be_started_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkBrokeOff, match="No process could be started"):
        ConfinedRedactor(command=(str(tmp_path / "absent"),)).read(DATA)


BUSY = "import re; re.match(r'(?:a|a)*b', 'a' * 40)"  # one call that holds the interpreter


@LINUX
@pytest.mark.parametrize("does", ["time.sleep(60)", BUSY])
def test_a_parent_that_is_killed_leaves_no_child_behind(does: str) -> None:
    """Also while the child is in one long call and no thread of its own gets to run."""
    stand_in = (
        "import sys, time, safermk_desktop.services.word_text as one\n"
        f"def act(data):\n    {does}\n"
        "one.word_text = act\n"
        "from safermk_desktop.adapters.confinement import child\nsys.exit(child.main())"
    )
    parent = (
        "import sys\nfrom safermk_desktop.adapters.confinement import ConfinedRedactor\n"
        f"ConfinedRedactor(command=(sys.executable, '-c', {stand_in!r})).read({DATA!r})"
    )
    with subprocess.Popen([sys.executable, "-c", parent]) as process:
        listing = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        assert until(lambda: bool(listing.read_text().split()))
        child = int(listing.read_text().split()[0])
        assert until(lambda: "VmData" in Path(f"/proc/{child}/status").read_text())
        time.sleep(1.0)  # into the call
        assert alive(child)
        process.kill()
    assert until(lambda: not alive(child), 3)


def answering(*frames: tuple[bytes, bytes]) -> ConfinedRedactor:
    """A redactor whose child, whatever it is asked, answers with these frames."""
    code = f"import struct, sys\nfor kind, said in {frames!r}:\n    "
    code += "sys.stdout.buffer.write(struct.pack('>cQ', kind, len(said)) + said)"
    return ConfinedRedactor(Bounds(seconds=20), (sys.executable, "-c", code))


def told(value: object) -> bytes:
    return json.dumps(value).encode()


MALFORMED: dict[str, tuple[str, tuple[tuple[bytes, bytes], ...]]] = {
    "no JSON": ("read", ((b"A", b"{"),)),
    "no UTF-8": ("read", ((b"A", b"\xff\xfe\xfd"),)),
    "too deep": ("read", ((b"A", b"[" * 20_000),)),
    "another type": ("read", ((b"A", told(7)),)),
    "text that is none": ("read", ((b"A", told([["text"], []])),)),
    "a story outside its text": ("read", ((b"A", told(["text", [["p", "body", 0, 5]]])),)),
    "a story that ends before it begins": ("read", ((b"A", told(["text", [["p", "body", 3, 1]]])),)),
    "a find outside its text": ("find", ((b"A", told(["text", [[0, 9, "p1", "f", "certain", "x", []]]])),)),
    "a find of another certainty": ("find", ((b"A", told(["text", [[0, 4, "p1", "f", "sure", "x", []]]])),)),
    "a find that is cut": ("find", ((b"A", told(["text", [[0, 4, "p1"]]])),)),
    "clean, and something found": ("verify", ((b"A", told([True, [["p1", "a", "b", "c"]], [], [], 1, 1])),)),
    "not clean, and nothing found": ("verify", ((b"A", told([False, [], [], [], 1, 1])),)),
    "clean by another word": ("verify", ((b"A", told(["yes", [], [], [], 1, 1])),)),
    "a survivor that is cut": ("verify", ((b"A", told([False, [["p1"]], [], [], 1, 1])),)),
    "less than nothing": ("verify", ((b"A", told([True, [], [], [], -1, 1])),)),
    "something where nothing is": ("refuse_leak", ((b"A", told("clean")),)),
    "a report without proof": ("copy", ((b"A", told({})), (b"D", b"x"))),
    "a report of other bytes": ("copy", ((b"A", told({"proof": {"sha256": "0"}})), (b"D", b"x"))),
    "a copy without its bytes": ("copy", ((b"A", told({})),)),
    "an error that nobody knows": ("read", ((b"E", told(["NO-SUCH", "x"])),)),
    "an error that is none": ("read", ((b"E", told(5)),)),
    "a fault that is none": ("read", ((b"B", told({})),)),
    "a frame of another kind": ("read", ((b"Z", b"x"),)),
    "progress that is none": ("read", ((b"P", b"half"), (b"A", told(["", []])))),
    "no answer": ("read", ()),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_answer_breaks_the_work_off(kind: str) -> None:
    work, frames = MALFORMED[kind]
    with pytest.raises(WorkBrokeOff):
        WORKS[work](answering(*frames), DATA, None)


def test_an_answer_longer_than_the_child_may_be_is_not_taken() -> None:
    code = "import struct, sys\nsys.stdout.buffer.write(struct.pack('>cQ', b'A', 1 << 40))\nsys.stdout.flush()"
    with pytest.raises(WorkBrokeOff):
        ConfinedRedactor(command=(sys.executable, "-c", code)).read(DATA)


def test_a_child_that_tells_no_end_of_progress_is_ended_after_its_time_and_fills_no_memory() -> None:
    code = "import struct, sys\nwhile True: sys.stdout.buffer.write(struct.pack('>cQ', b'P', 6) + b'[1, 2]')"
    with pytest.raises(WordTooLong):
        ConfinedRedactor(Bounds(seconds=1), (sys.executable, "-c", code)).read(DATA)


class Jobs:
    """Windows, as far as a job for another process goes."""

    def __init__(self, *, refuses: str = "") -> None:
        self.refuses, self.asked = refuses, list[object]()

    def _say(self, call: str, *values: object) -> bool:
        self.asked.append((call, *values))
        return call != self.refuses

    def make_job(self, flags: int, /) -> int:
        return 7 if self._say("make_job", flags) else 0

    def open_process(self, pid: int, /) -> int:
        return 8 if self._say("open_process", pid) else 0

    def assign(self, job: int, process: int, /) -> bool:
        return self._say("assign", job, process)

    def close(self, handle: int, /) -> None:
        self._say("close", handle)


def test_windows_ends_the_child_with_the_last_handle_of_the_parents_job() -> None:
    calls = Jobs()
    with held_windows(calls, 4711) as is_held:
        assert is_held
        assert calls.asked == [("make_job", KILL_ON_CLOSE), ("open_process", 4711), ("assign", 7, 8)]
    assert calls.asked[3:] == [("close", 8), ("close", 7)]


@pytest.mark.parametrize(("refuses", "closed"), [("make_job", [8]), ("open_process", [7]), ("assign", [8, 7])])
def test_what_windows_refuses_is_given_back(refuses: str, closed: list[int]) -> None:
    calls = Jobs(refuses=refuses)
    with held_windows(calls, 4711) as is_held:
        assert not is_held
    assert [call[1] for call in calls.asked if isinstance(call, tuple) and call[0] == "close"] == closed
