"""What a child process takes from itself before it looks at a file that came from outside.

Everywhere: an audit hook of Python refuses sockets, other programs, and files that would be written. Linux: limits of
memory, processor time, files written and core files (setrlimit(2)), no reading by other programs of the same user, an
end with that of the parent (prctl(2)), and an empty network of its own where the system allows one (unshare(2)).
Windows: a job object with a limit of memory and of one process, no error box; written for Windows and not run there,
unit-tested through the port.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Final, Protocol

_REFUSED: Final = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NO_BOXES: Final = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""
JOB_LIMITS: Final = 0x0008 | 0x0100 | 0x0400
"""JOB_OBJECT_LIMIT_ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_UNHANDLED_EXCEPTION."""


class NotAllowedHere(OSError):
    """Something was tried that work on a file has no use for."""


class WindowsCalls(Protocol):
    """The calls that put this process into a job with limits."""

    def set_error_mode(self, mode: int, /) -> None:
        """SetErrorMode of kernel32."""
        ...

    def private_bytes(self) -> int:
        """The memory this process has now (GetProcessMemoryInfo, PagefileUsage)."""
        ...

    def enter_job(self, flags: int, memory: int, processes: int, /) -> bool:
        """CreateJobObjectW, SetInformationJobObject, AssignProcessToJobObject; says whether all were done."""
        ...


def confine_windows(calls: WindowsCalls, memory: int) -> bool:
    """Ask Windows to hold this process to ``memory`` bytes more than it has, and to itself alone."""
    calls.set_error_mode(_NO_BOXES)
    return calls.enter_job(JOB_LIMITS, calls.private_bytes() + memory, 1)


def forbid() -> None:
    """From here on this process opens no socket, starts no program and writes no file. It cannot be undone."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise NotAllowedHere(event)
    if event == "open" and len(arguments) == 3 and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        raise NotAllowedHere(event)


if sys.platform == "win32":

    def confine(memory: int, _seconds: int) -> bool:
        """Hold this process to ``memory`` bytes more than it has; says whether the system took it."""
        from safermk_desktop.adapters.confinement.windows_job import SystemCalls

        try:
            return confine_windows(SystemCalls(), memory)
        except OSError:
            return False

elif sys.platform == "linux":
    import resource

    _SET_DEATH_SIGNAL: Final = 1
    _SET_DUMPABLE: Final = 4
    _SET_NO_NEW_PRIVILEGES: Final = 38
    _KILL: Final = 9
    _NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000

    def confine(memory: int, seconds: int) -> bool:
        """Hold this process to ``memory`` bytes more than it has and ``seconds`` of processor time.

        Says whether the system took it. To be called while the process has one thread.
        """
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        most = _data_bytes() + memory
        library.unshare(_NEW_USER_AND_NETWORK)  # refused in many places: the audit hook stands all the same
        library.prctl(_SET_DEATH_SIGNAL, _KILL, 0, 0, 0)  # after unshare, which takes it back
        try:
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return False
        return library.prctl(_SET_DUMPABLE, 0, 0, 0, 0) == 0

    def _data_bytes() -> int:
        """What the limit counts: private memory that can be written (proc(5), VmData)."""
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123  no path of ours
            told = next((line for line in status if line.startswith("VmData:")), "VmData: 0 kB")
        return int(told.split()[1]) << 10

else:

    def confine(_memory: int, _seconds: int) -> bool:
        """Nothing is known for this system."""
        return False
