"""A child ends with its parent, also while it is too busy to see that its pipe is closed.

Linux: the child asks the system for it (``limits``). Windows: the parent holds a job object that ends what is in it
when its last handle is closed, be it by the end of the parent; written for Windows and not run there, unit-tested
through the port.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final, Protocol

KILL_ON_CLOSE: Final = 0x2000
"""JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE."""


class JobCalls(Protocol):
    """The calls that put another process into a job; a handle is 0 where Windows refused it."""

    def make_job(self, flags: int, /) -> int:
        """CreateJobObjectW and SetInformationJobObject."""
        ...

    def open_process(self, pid: int, /) -> int:
        """OpenProcess, to set its quota and to end it."""
        ...

    def assign(self, job: int, process: int, /) -> bool:
        """AssignProcessToJobObject."""
        ...

    def close(self, handle: int, /) -> None:
        """CloseHandle."""
        ...


@contextmanager
def held_windows(calls: JobCalls, pid: int) -> Generator[bool]:
    """Hold a process in a job for the length of a block; says whether Windows took it. At its end the process ends."""
    job, process = calls.make_job(KILL_ON_CLOSE), calls.open_process(pid)
    try:
        yield bool(job and process) and calls.assign(job, process)
    finally:
        for handle in (process, job):
            if handle:
                calls.close(handle)


if sys.platform == "win32":
    from safermk_desktop.adapters.confinement.windows_job import SystemJobs

    @contextmanager
    def held(pid: int) -> Generator[bool]:
        """As ``held_windows``, by Windows itself."""
        with held_windows(SystemJobs(), pid) as is_held:
            yield is_held

else:

    @contextmanager
    def held(_pid: int) -> Generator[bool]:
        """Nothing to do here."""
        yield False
