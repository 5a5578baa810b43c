"""The child: takes one file and what to do with it from a pipe (``work``), does that, and hands back the answer.

It has no vault and no key, and once the request has come no network, no other program and no file to write
(``limits``). It ends with its parent: whatever comes after the request, or the end of the pipe, ends it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from safermk_desktop.adapters.confinement import frames, limits, work
from safermk_desktop.errors import SafermkError, WordTooLarge

STOPPED: Final = 70
"""The exit code of a child whose parent wants no more of it."""


def main() -> int:
    """Serve one request on the pipes this process was started with."""
    source, sink = _own_pipes()
    sys.excepthook = _Teller(sink)
    asked = frames.receive(source)
    if asked is None or asked[0] != frames.REQUEST:
        return STOPPED
    request: dict[str, Any] = json.loads(asked[1])
    doing = work.loaded(request)  # before the limits are set: they count from here
    limits.confine(int(request["memory"]), int(request["seconds"]))
    limits.forbid()
    document = frames.receive(source)
    if document is None or document[0] != frames.DOCUMENT:
        return STOPPED
    threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()

    try:
        done = doing(document[1], _Tell(sink))
    except SafermkError as error:
        frames.send(sink, frames.REFUSED, json.dumps([error.code, error.detail]).encode())
        return 0
    frames.send(sink, frames.ANSWER, json.dumps(done.answer).encode())
    if done.data is not None:
        frames.send(sink, frames.DOCUMENT, done.data)
    return 0


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes under numbers of their own, so that nothing printed by mistake gets between the frames."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return source, sink


def _end_with_parent(source: IO[bytes]) -> None:
    source.read(1)
    os._exit(STOPPED)


class _Tell:
    """Sends what the work says on its way."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink

    def __call__(self, done: int, total: int, /) -> None:
        frames.send(self._sink, frames.PROGRESS, json.dumps([done, total]).encode())

    def some(self, part: object, /) -> None:
        frames.send(self._sink, frames.SOME, json.dumps(part).encode())


class _Teller:
    """Tells what nobody foresaw: the kind and the place, never a value of it."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink

    def __call__(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, MemoryError):
            told = (WordTooLarge.code, "It needs more memory than it is given.")
            frames.send(self._sink, frames.REFUSED, json.dumps(told).encode())
            return
        frame = traceback.extract_tb(trace)[-1] if trace else None
        place = f"{kind.__name__}, {Path(frame.filename).name}:{frame.lineno}" if frame else kind.__name__
        frames.send(self._sink, frames.BROKEN, json.dumps(place).encode())


if __name__ == "__main__":
    sys.exit(main())
