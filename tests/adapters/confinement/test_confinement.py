from __future__ import annotations

import ctypes
import io
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path

import docx
import pytest
from PIL import Image, PngImagePlugin

from safermk_desktop.adapters.confinement import Bounds, ConfinedRedactor, answers, frames, parent
from safermk_desktop.adapters.confinement.child import STOPPED
from safermk_desktop.adapters.confinement.limits import JOB_LIMITS, confine_windows
from safermk_desktop.adapters.confinement.parent import own_command
from safermk_desktop.adapters.confinement.windows_job import ExtendedLimits, MemoryCounters, limits
from safermk_desktop.adapters.confinement.work import COPY
from safermk_desktop.errors import (
    NotWord,
    ProofFailed,
    RegisterEmpty,
    SafermkError,
    WordTooLarge,
    WordTooLong,
    WorkBrokeOff,
)
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import Identity, Register, register_to_json
from safermk_desktop.services.finding import findings_in, refuse_leak
from safermk_desktop.services.progress import Cancelled
from safermk_desktop.services.proof import proved_copy
from safermk_desktop.services.second_proof import second_proof
from safermk_desktop.services.word_text import word_text
from tests.redaction.word_files import NAME, p, part, r, register, unzipped, word_file, zipped

DATA = word_file(p(r(f"About {NAME}.")))
HEADER = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
MAY = Identity("p2", "person", "", ("Pauline May",), "Nurse 1")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")


def acting(line: str, *, confined: bool = True) -> ConfinedRedactor:
    """A redactor whose child does that instead of making a copy, under the real limits."""
    code = f"""
import os, sys, time, ctypes, socket, subprocess, signal
import safermk_desktop.services.proof as proof
def act(*arguments, **named):
    {line}
    raise SystemExit(9)
proof.proved_copy = act
from safermk_desktop.adapters.confinement import child
sys.exit(child.main())
"""
    return ConfinedRedactor(Bounds(seconds=20), (sys.executable, "-c", code))


def test_the_copy_and_its_report_are_those_made_here_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    copy = ConfinedRedactor()(DATA, register(), None, lambda done, total: told.append((done, total)))
    assert copy == proved_copy(DATA, register())
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


def test_every_option_crosses() -> None:
    options = RedactionOptions(undecided="leave", pictures="keep", title="A title")
    assert {one.name for one in fields(options)} <= {*vars(options)}
    assert ConfinedRedactor()(DATA, register(), options) == proved_copy(DATA, register(), options)


def test_reading_finding_and_verifying_answer_as_they_do_here() -> None:
    """Stories, finds of several kinds, survivors, open questions and opaque parts all come across."""
    paper = word_file(
        p(r(f"About {NAME} in May.")) + p(r("Ask O.T. or Tremaine.")) + HEADER,
        parts={"header1.xml": ("header", part("hdr", p(r(f"Of {NAME}"))))},
    )
    paper = zipped({**unzipped(paper), "word/media/a.bin": bytes(range(256))})
    people = register_to_json(Register((*register().identities, MAY)))
    confined = ConfinedRedactor()
    read, found, verdict = confined.read(paper), confined.find(paper, people, {}), confined.verify(paper, people)
    assert (read, found, verdict) == (word_text(paper), findings_in(paper, people), second_proof(paper, people))
    assert [read.text[one.start : one.end] for one in read.stories][1] == f"Of {NAME}\n"
    assert {one.certainty for one in found.matches} == {"certain", "undecided"}
    assert verdict.found
    assert verdict.review
    assert verdict.unread


def test_finding_follows_what_was_chosen_and_words_under_a_box_are_told() -> None:
    black = '<w:highlight w:val="black"/>'
    data = word_file(p(r("Now ") + r("a long box", black) + r(" and ") + r("one", black) + r(f" about {NAME}.")))
    people, chosen = register_to_json(register()), {"box:1": "remove", "box:2": "replace"}
    found = ConfinedRedactor().find(data, people, chosen)
    assert found == findings_in(data, people, chosen) != findings_in(data, people)
    assert found.text.startswith("Now  and [redacted] about ")
    assert ConfinedRedactor().words(data, "box:1", chosen) == "a long box"
    assert ConfinedRedactor().words(data, "box:3", chosen) == ""
    assert ConfinedRedactor().detect(data, people, choices=chosen).text == found.text


@pytest.mark.parametrize(("mode", "size"), [("RGB", (30, 20)), ("RGBA", (30, 20)), ("RGB", (5000, 40)), ("P", (9, 9))])
def test_a_picture_comes_back_decoded_encoded_anew_and_no_longer_than_is_looked_at(
    mode: str, size: tuple[int, int]
) -> None:
    made, pixels, data = docx.Document(), io.BytesIO(), io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", NAME)
    Image.new(mode, size).save(pixels, "PNG", pnginfo=info)
    made.add_picture(pixels)
    made.save(data)
    shown = ConfinedRedactor().picture(data.getvalue(), "1")
    assert shown is not None
    assert NAME.encode() not in shown
    with Image.open(io.BytesIO(shown)) as image:
        assert image.size == (min(size[0], 2000), round(size[1] * min(1, 2000 / size[0])))
    assert ConfinedRedactor().picture(data.getvalue(), "2") is None


def png(size: tuple[int, int] = (3, 2)) -> bytes:
    pixels = io.BytesIO()
    Image.new("RGB", size).save(pixels, "PNG")
    return pixels.getvalue()


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"GIF89a",
        png()[:-3],
        png()[:8],
        png() + b"more",
        png() * 2,
        png((2001, 1)),
        png()[:40] + b"\x00" + png()[41:],
        png()[:33] + b"\x00\x00\x00\x00tEXt" + zlib.crc32(b"tEXt").to_bytes(4, "big") + png()[33:],
        png()[:33] + bytes(21 << 20),
    ],
)
def test_what_is_no_plain_picture_is_not_taken_from_a_child(bad: bytes) -> None:
    assert answers.picture(png()) == png()
    with pytest.raises(WorkBrokeOff):
        answers.picture(bad)


@pytest.mark.parametrize("bad", [b"", b"[]", b"1", b"null", b"\xff"])
def test_other_answers_than_words_or_yes_are_not_taken(bad: bytes) -> None:
    for taken in (answers.words, answers.yes):
        with pytest.raises(WorkBrokeOff):
            taken(bad)


def test_a_leak_is_refused_with_its_places_and_a_clean_file_is_not() -> None:
    with pytest.raises(ProofFailed) as here:
        refuse_leak(DATA, register_to_json(register()))
    with pytest.raises(ProofFailed) as there:
        ConfinedRedactor().refuse_leak(DATA, register_to_json(register()))
    assert there.value.line() == here.value.line()
    ConfinedRedactor().refuse_leak(word_file(p(r("Nobody is named."))), register_to_json(register()))


def test_several_registers_are_asked_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = register_to_json(Register((MAY,)))
    people, told, started = register_to_json(register()), list[tuple[int, int]](), list[Sequence[str]]()
    begin = parent._started

    def counted(command: Sequence[str]) -> AbstractContextManager[subprocess.Popen[bytes]]:
        started.append(command)
        return begin(command)

    monkeypatch.setattr(parent, "_started", counted)
    clean = word_file(p(r("Nobody is named.")))
    ConfinedRedactor().refuse_leaks(clean, (people, nobody, people), lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)
    assert len(started) == 1
    for registers in ((people, nobody), (nobody, people)):
        with pytest.raises(ProofFailed):
            ConfinedRedactor().refuse_leaks(DATA, registers)
    ConfinedRedactor().refuse_leaks(DATA, (nobody,))


@pytest.mark.parametrize("work", ["read", "find", "words", "picture", "verify", "refuse_leak"])
def test_what_is_no_word_file_is_refused_by_each(work: str) -> None:
    asked = {"read": (), "find": (register_to_json(register()), {}), "words": ("box:1", {}), "picture": ("1",)}
    with pytest.raises(NotWord):
        getattr(ConfinedRedactor(), work)(b"{\\rtf1", *asked.get(work, (register_to_json(register()),)))


@pytest.mark.parametrize(
    ("data", "people", "error"),
    [(b"{\\rtf1", register(), NotWord), (DATA, Register(()), RegisterEmpty)],
)
def test_refusals_come_back_as_themselves(data: bytes, people: Register, error: type[SafermkError]) -> None:
    with pytest.raises(error) as here:
        proved_copy(data, people)
    with pytest.raises(error) as there:
        ConfinedRedactor()(data, people, None)
    assert there.value.line() == here.value.line()


def test_a_failed_proof_comes_back_with_its_detail() -> None:
    line = "from safermk_desktop.errors import ProofFailed; raise ProofFailed('The engine found 1: body.')"
    with pytest.raises(ProofFailed, match="The engine found 1: body"):
        acting(line)(DATA, register(), None)


def test_what_nobody_foresaw_says_its_place_and_no_value() -> None:
    with pytest.raises(WorkBrokeOff) as caught:
        acting(f"raise ValueError({NAME!r})")(DATA, register(), None)
    assert "ValueError, <string>:5" in caught.value.line()
    assert NAME not in caught.value.line()


@pytest.mark.parametrize(
    "line", ["os._exit(3)", pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", marks=LINUX), "return sys.exit(0)"]
)
def test_a_child_that_is_gone_is_told_with_a_code(line: str) -> None:
    with pytest.raises(WorkBrokeOff):
        acting(line)(DATA, register(), None)


@LINUX
@pytest.mark.parametrize("line", ["x = bytearray(2 << 30)", "x = [b'%d' % i * 1000 for i in range(10_000_000)]"])
def test_memory_is_held_to_its_limit(line: str) -> None:
    with pytest.raises(WordTooLarge, match="memory"):
        acting(line)(DATA, register(), None)


@LINUX
def test_a_child_that_the_system_ends_for_its_memory_or_time_is_told_so() -> None:
    with pytest.raises(WordTooLarge):
        acting("os.kill(os.getpid(), signal.SIGKILL)")(DATA, register(), None)
    with pytest.raises(WordTooLong):
        acting("os.kill(os.getpid(), signal.SIGXCPU)")(DATA, register(), None)


def test_a_child_that_hangs_is_ended_after_its_time() -> None:
    redactor = acting("time.sleep(60)")
    redactor._bounds = Bounds(seconds=1)
    began = time.monotonic()
    with pytest.raises(WordTooLong):
        redactor(DATA, register(), None)
    assert time.monotonic() - began < 5


def test_time_and_memory_grow_with_the_file() -> None:
    assert Bounds().seconds_for(0) == 60
    assert Bounds().seconds_for(3 << 20) == 120
    assert Bounds().memory_for(1 << 20) == (512 << 20) + (4 << 20)


def test_cancel_ends_the_child_within_half_a_second() -> None:
    asked = 0.0

    def progress(_done: int, _total: int) -> None:
        nonlocal asked
        if time.monotonic() - began > 1:
            asked = time.monotonic()
            raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        acting("time.sleep(60)")(DATA, register(), None, progress)
    assert asked - began < 1.5
    assert time.monotonic() - asked < 0.5


@pytest.mark.parametrize(
    "line",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run([sys.executable, '-c', ''])",
        "os.fork()",
        "os.system('true')",
        "open('left-behind', 'w')",
        "os.open('left-behind', os.O_CREAT | os.O_WRONLY)",
    ],
)
def test_the_child_reaches_nothing_outside(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkBrokeOff, match="NotAllowedHere"):
        acting(line)(DATA, register(), None)
    assert not list(tmp_path.iterdir())


@LINUX
def test_the_child_writes_no_core_file_and_nobody_reads_its_memory() -> None:
    line = (
        "import resource as r; assert r.getrlimit(r.RLIMIT_CORE) == r.getrlimit(r.RLIMIT_FSIZE) == (0, 0)"
        "; assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0"
    )
    with pytest.raises(WorkBrokeOff, match="code 9"):
        acting(line)(DATA, register(), None)


@LINUX
def test_neither_file_nor_register_is_an_argument_a_variable_or_a_file(tmp_path: Path) -> None:
    """What a child is started with is the same for every file; what is open in it are three pipes."""
    seen = tmp_path / "seen"
    code = (
        "import os, sys\n"
        f"open({str(seen)!r}, 'wb').write(open('/proc/self/cmdline', 'rb').read() + repr(os.environ).encode()"
        " + repr([os.readlink(f'/proc/self/fd/{fd}') for fd in (0, 1, 2)]).encode())\n"
        "from safermk_desktop.adapters.confinement import child\nsys.exit(child.main())"
    )
    ConfinedRedactor(command=(sys.executable, "-c", code))(DATA, register(), None)
    told = seen.read_bytes()
    assert NAME.split()[1].encode() not in told
    assert told.count(b"pipe:") == 2


def test_a_child_ends_with_its_parent() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(own_command(), stdin=pipe, stdout=pipe) as child:
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(10) == STOPPED
    with subprocess.Popen(acting("time.sleep(60)")._command, stdin=pipe, stdout=pipe) as child:
        assert child.stdin is not None
        request = {
            "work": COPY,
            "options": {},
            "register": register_to_json(register()),
            "memory": 512 << 20,
            "seconds": 60,
        }
        frames.send(child.stdin, frames.REQUEST, json.dumps(request).encode())
        frames.send(child.stdin, frames.DOCUMENT, DATA)
        child.stdin.close()
        assert child.wait(10) == STOPPED


def test_a_long_file_that_the_child_does_not_take_is_no_trouble() -> None:
    with pytest.raises(WorkBrokeOff):
        ConfinedRedactor(command=(sys.executable, "-c", ""))(bytes(3 << 20), register(), None)


def test_a_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == (sys.executable, "--confined")


@pytest.mark.parametrize("module", ["safermk_desktop", "safermk_desktop.cli"])
def test_both_programs_can_be_the_child(module: str) -> None:
    command = (sys.executable, "-m", module, "--confined")
    assert ConfinedRedactor(command=command)(DATA, register(), None) == proved_copy(DATA, register())


class Calls:
    def __init__(self) -> None:
        self.asked: list[object] = []

    def set_error_mode(self, mode: int, /) -> None:
        self.asked.append(mode)

    def private_bytes(self) -> int:
        return 1000

    def enter_job(self, flags: int, memory: int, processes: int, /) -> bool:
        self.asked.append((flags, memory, processes))
        return True


def test_windows_is_asked_for_a_job_with_memory_and_one_process() -> None:
    calls = Calls()
    assert confine_windows(calls, 500)
    assert calls.asked == [0x8003, (JOB_LIMITS, 1500, 1)]


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_the_structures_have_the_sizes_of_windows() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ctypes.sizeof(MemoryCounters) == 72
    made = limits(JOB_LIMITS, 77, 1)
    assert (made.basic.flags, made.basic.active_processes, made.process_memory) == (JOB_LIMITS, 1, 77)
