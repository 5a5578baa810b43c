"""The work on files in this process, for tests of what is done with its answers.

To start a child for each piece of work takes longer than most of the work. The work and the forms of its answers are
those of the child; its limits, its end and its start are tested in ``tests/adapters/confinement``, and the acceptance
journeys go through it.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from safermk_desktop.adapters.confinement import ConfinedRedactor, ConfinedTables, answers, work
from safermk_desktop.adapters.confinement.parent import _ConfinedWork, _Talk
from safermk_desktop.services.detected import Some
from safermk_desktop.services.progress import Progress, silent
from safermk_desktop.services.session import Session


def unconfined(session: Session) -> Session:
    """The same session, its work on files done in this process."""
    return replace(session, redactor=UnconfinedRedactor(), tables=UnconfinedTables())


class _Tell:
    """Hands on at once what the work says on its way, in the form in which a child sends it."""

    def __init__(self, progress: Progress, some: Some | None) -> None:
        self._progress, self._some = progress, some

    def __call__(self, done: int, total: int, /) -> None:
        self._progress(done, total)

    def some(self, part: object, /) -> None:
        if self._some is not None:
            self._some(answers.some(json.dumps(part).encode()))


class _Told(_Talk):
    """What was answered, with the bytes that follow."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def until(self, wanted: bytes) -> bytes:
        return self._data


class _Unconfined(_ConfinedWork):
    @contextmanager
    def _answered(
        self,
        kind: str,
        data: bytes,
        asked: Mapping[str, object],
        progress: Progress | None,
        some: Some | None = None,
        **_bounds: int,
    ) -> Generator[tuple[bytes, _Talk]]:
        request = json.loads(json.dumps({**asked, "work": kind}))
        tell = progress or silent
        tell(0, 0)
        done = work.loaded(request)(data, _Tell(tell, some))
        yield json.dumps(done.answer).encode(), _Told(done.data or b"")


class UnconfinedRedactor(_Unconfined, ConfinedRedactor):
    """``ConfinedRedactor`` without the child."""


class UnconfinedTables(_Unconfined, ConfinedTables):
    """``ConfinedTables`` without the child."""
