"""The parent: starts the child, hands it the file by a pipe, tells how far it is, and ends it when it has to."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from safermk_desktop.adapters.confinement import answers, frames, work
from safermk_desktop.adapters.confinement.holding import held
from safermk_desktop.errors import SafermkError, TableTooLarge, WordTooLarge, WordTooLong, WorkBrokeOff
from safermk_desktop.services.progress import Progress, silent
from safermk_desktop.services.tables import LARGEST, LIMITS, Table

if TYPE_CHECKING:  # the engine is loaded in the child; here it would cost every start of the window
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import Register
    from safermk_desktop.services.detected import Detected, Some, Together
    from safermk_desktop.services.finding import Findings
    from safermk_desktop.services.proof import ProvedCopy
    from safermk_desktop.services.word_text import WordText
    from safermk_desktop.verifier import Verdict

CHILD: Final = "--confined"
"""The one argument with which a frozen program is the child."""
_LOOK_EVERY_S: Final = 0.1
_LONGEST_PROGRESS: Final = 100
_KILLED, _OUT_OF_TIME, _ABORTED = -9, -24, -6
_NO_CONSOLE: Final = 0x08000000
"""CREATE_NO_WINDOW: else a box of text flashes up on Windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a child may take: bytes of memory beyond its start, seconds; both grow with the size of the file."""

    memory: int = 512 << 20
    memory_per_byte: int = 4
    seconds: float = 60.0
    seconds_per_megabyte: float = 20.0

    def memory_for(self, size: int) -> int:
        """Bytes for a file of so many bytes."""
        return self.memory + self.memory_per_byte * size

    def seconds_for(self, size: int) -> float:
        """Seconds for a file of so many bytes."""
        return self.seconds + self.seconds_per_megabyte * size / (1 << 20)


class _ConfinedWork:
    """Asks a new child for each piece of work."""

    def __init__(self, bounds: Bounds | None = None, command: Sequence[str] = ()) -> None:
        self._bounds = bounds or Bounds()
        self._command = tuple(command) or own_command()

    @contextmanager
    def _answered(
        self,
        kind: str,
        data: bytes,
        asked: Mapping[str, object],
        progress: Progress | None,
        some: Some | None = None,
        *,
        rounds: int = 1,
    ) -> Generator[tuple[bytes, _Talk]]:
        """``rounds`` says how often the file is gone through: so many times the seconds are given."""
        seconds, memory = rounds * self._bounds.seconds_for(len(data)), self._bounds.memory_for(len(data))
        request = {**asked, "work": kind, "memory": memory, "seconds": round(seconds) + 1}
        with _started(self._command) as child:
            talk = _Talk(child, seconds, progress or silent, some)
            talk.ask(json.dumps(request).encode(), data, most=memory)
            yield talk.until(frames.ANSWER), talk


class ConfinedRedactor(_ConfinedWork):
    """Does each piece of work on a Word file in a process of its own: nothing of one file is there for the next.

    Everything raises what the work itself raises (``services.ports.Redactor``), and ``WordTooLong``, ``WordTooLarge``
    (out of memory), ``WorkBrokeOff``. What ``progress`` raises ends the child and is raised here.
    """

    def __call__(
        self, data: bytes, register: Register, options: RedactionOptions | None, progress: Progress | None = None
    ) -> ProvedCopy:
        """The proved copy of a Word file."""
        from safermk_desktop.redaction.engine import RedactionOptions
        from safermk_desktop.redaction.register import register_to_json

        asked = {"options": asdict(options or RedactionOptions()), "register": register_to_json(register)}
        with self._answered(work.COPY, data, asked, progress) as (answer, talk):
            return answers.copy(answer, talk.until(frames.DOCUMENT))

    def read(self, data: bytes, progress: Progress | None = None) -> WordText:
        """The plain text of a Word file and its stories."""
        with self._answered(work.READ, data, {}, progress) as (answer, _):
            return answers.text(answer)

    def listed(self, data: bytes, progress: Progress | None = None) -> str:
        """The text of a Word file's body with the numbers and bullets that Word shows."""
        with self._answered(work.LISTED, data, {}, progress) as (answer, _):
            return answers.words(answer)

    def find(
        self, data: bytes, register_json: str, choices: Mapping[str, str], progress: Progress | None = None
    ) -> Findings:
        """The plain text of a Word file, with what was chosen, and every registered identity in it."""
        asked = {"register": register_json, "choices": dict(choices)}
        with self._answered(work.FIND, data, asked, progress) as (answer, _):
            return answers.findings(answer)

    def words(self, data: bytes, key: str, choices: Mapping[str, str], progress: Progress | None = None) -> str:
        """What stands in veiled, hidden or deleted text of a Word file."""
        with self._answered(work.WORDS, data, {"key": key, "choices": dict(choices)}, progress) as (answer, _):
            return answers.words(answer)

    def picture(self, data: bytes, key: str, progress: Progress | None = None) -> bytes | None:
        """A picture of a Word file as PNG; None where it cannot be shown."""
        with self._answered(work.PICTURE, data, {"key": key}, progress) as (answer, talk):
            return answers.picture(talk.until(frames.DOCUMENT)) if answers.yes(answer) else None

    def detect(
        self,
        data: bytes,
        register_json: str,
        some: Some | None = None,
        progress: Progress | None = None,
        *,
        choices: Mapping[str, str] = MappingProxyType({}),
    ) -> Detected:
        """Everything that identifies somebody in a Word file, with what was chosen, told to ``some`` as it is found."""
        asked = {"register": register_json, "choices": dict(choices)}
        with self._answered(work.DETECT, data, asked, progress, some) as (answer, _):
            return answers.detected(answer)

    def combine(self, text: str, earlier: Sequence[str], progress: Progress | None = None) -> tuple[Together, ...]:
        """What identifies only together, in a text or with what other papers of its case say."""
        with self._answered(work.COMBINE, text.encode(), {"earlier": list(earlier)}, progress) as (answer, _):
            return answers.together(answer, text)

    def verify(self, data: bytes, register_json: str, progress: Progress | None = None) -> Verdict:
        """What the independent verifier says of a file."""
        with self._answered(work.VERIFY, data, {"register": register_json}, progress) as (answer, _):
            return answers.verdict(answer)

    def refuse_leak(self, data: bytes, register_json: str, progress: Progress | None = None) -> None:
        """Refuse a Word file in which either program finds a registered identity."""
        with self._answered(work.REFUSE_LEAK, data, {"register": register_json}, progress) as (answer, _):
            answers.nothing(answer)

    def refuse_leaks(self, data: bytes, registers: Sequence[str], progress: Progress | None = None) -> None:
        """Refuse a Word file in which either program finds an identity of any of these registers."""
        asked, rounds = {"registers": list(registers)}, max(len(registers), 1)
        with self._answered(work.REFUSE_LEAKS, data, asked, progress, rounds=rounds) as (answer, _):
            answers.nothing(answer)


class ConfinedTables(_ConfinedWork):
    """Reads each table in a process of its own, as ``ConfinedRedactor`` does with a Word file."""

    def __call__(self, data: bytes, name: str, progress: Progress | None = None, /) -> Table:
        """The first sheet of a file. Raises ``TableUnfit``, ``TableTooLarge``, ``WorkBrokeOff``."""
        if len(data) > LARGEST:
            raise TableTooLarge(LIMITS)
        ending = PurePath(name).suffix  # of a name that may be a person's, no more goes anywhere
        try:
            with self._answered(work.TABLE, data, {"name": ending}, progress) as (answer, _):
                return answers.table(answer)
        except WordTooLong:
            raise TableTooLarge("It took longer than a table should.") from None
        except WordTooLarge as refused:
            raise TableTooLarge(refused.detail) from None


def own_command() -> tuple[str, ...]:
    """A frozen program is its own interpreter; elsewhere the interpreter is told which module to run."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD)
    return (sys.executable, "-P", "-m", "safermk_desktop.adapters.confinement.child")


@contextmanager
def _started(command: Sequence[str]) -> Generator[subprocess.Popen[bytes]]:
    """The child, which does not outlive the block. Raises ``WorkBrokeOff`` where the system starts none."""
    with _start(command) as child:
        try:
            with held(child.pid):
                yield child
        finally:
            child.kill()
            child.wait()
            with suppress(OSError):  # what it did not take of a long file is still to be written
                if child.stdin is not None:
                    child.stdin.close()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parents[3])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
    pipe = subprocess.PIPE
    flags = _NO_CONSOLE if sys.platform == "win32" else 0
    try:
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, creationflags=flags
        )
    except OSError:
        raise WorkBrokeOff("No process could be started for it.") from None


class _Talk:
    """One request and its answers; two threads wait at the pipes, so that nobody else has to."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float, progress: Progress, some: Some | None) -> None:
        self._child, self._seconds, self._progress, self._some = child, seconds, progress, some
        self._came: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self._last = b"[0, 0]"
        self._began = time.monotonic()

    def ask(self, request: bytes, data: bytes, *, most: int) -> None:
        """Hand over a request and a file; an answer may have ``most`` bytes, as the child may."""
        threading.Thread(target=self._ask, args=(request, data), daemon=True).start()
        threading.Thread(target=self._listen, args=(most,), daemon=True).start()

    def _ask(self, request: bytes, data: bytes) -> None:
        if self._child.stdin is not None:
            with suppress(OSError, ValueError):  # the child is gone: the other thread hears of it
                frames.send(self._child.stdin, frames.REQUEST, request)
                frames.send(self._child.stdin, frames.DOCUMENT, data)

    def _listen(self, most: int) -> None:
        """Two frames at most wait, the last progress, and parts of ``most`` bytes: no child can fill our memory."""
        left = most
        for _ in range(2):
            frame = self._frame(most)
            while frame is not None and frame[0] in {frames.PROGRESS, frames.SOME}:
                if frame[0] == frames.PROGRESS:
                    self._last = frame[1][:_LONGEST_PROGRESS]
                else:
                    left -= len(frame[1])
                    self._came.put(frame)
                frame = self._frame(most) if left >= 0 else None
            self._came.put(frame)

    def _frame(self, most: int) -> tuple[bytes, bytes] | None:
        with suppress(OSError, ValueError):
            if self._child.stdout is not None:
                return frames.receive(self._child.stdout, most)
        return None

    def until(self, wanted: bytes) -> bytes:
        """The payload of the next frame, progress told meanwhile. Raises what the child was refused."""
        frame, waiting = None, True
        while waiting:
            self._progress(*answers.progress(self._last))
            if time.monotonic() - self._began > self._seconds:
                raise WordTooLong
            with suppress(queue.Empty):
                frame = self._came.get(timeout=_LOOK_EVERY_S)
                waiting = frame is not None and frame[0] == frames.SOME
                if waiting and frame is not None and self._some is not None:
                    self._some(answers.some(frame[1]))
        self._progress(*answers.progress(self._last))
        if frame is None:
            raise _end_of(self._child)
        if frame[0] != wanted:
            raise answers.refusal(*frame)
        return frame[1]


def _end_of(child: subprocess.Popen[bytes]) -> SafermkError:
    """Why a child ended without an answer: its limits, or a fault in a library."""
    code = child.wait()
    if code == _OUT_OF_TIME:
        return WordTooLong()
    if code == _KILLED:
        return WordTooLarge("It needs more memory than it is given.")
    if code == _ABORTED:
        return WordTooLarge("It stopped, as it does when it needs more memory than it is given.")
    return WorkBrokeOff(f"It ended with the code {code}.")
