"""Keeps the memory of this process out of crash reports: no core file, no report to Windows Error Reporting.

Linux: the limit of core files is 0, and the process is marked as not dumpable, which also keeps other programs of the
same user from reading its memory (prctl(2)). Windows: no error box and no report for this program; written for Windows
and not run there, unit-tested through the port.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final, Protocol

_NO_BOXES: Final = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""
_SET_DUMPABLE: Final = 4
"""PR_SET_DUMPABLE."""
_GET_DUMPABLE: Final = 3
"""PR_GET_DUMPABLE."""


class WindowsCalls(Protocol):
    """The two calls that keep a crash out of reports."""

    def set_error_mode(self, mode: int, /) -> None:
        """SetErrorMode of kernel32."""
        ...

    def exclude_from_reports(self, program: str, /) -> bool:
        """WerAddExcludedApplication of wer, for this user; says whether it was taken."""
        ...


def harden_windows(calls: WindowsCalls, program: str) -> bool:
    """Ask Windows to write no report of this program; says whether it agreed."""
    calls.set_error_mode(_NO_BOXES)
    return calls.exclude_from_reports(program)


if sys.platform == "win32":

    class _SystemCalls:
        def set_error_mode(self, mode: int, /) -> None:
            ctypes.windll.kernel32.SetErrorMode(mode)

        def exclude_from_reports(self, program: str, /) -> bool:
            return ctypes.windll.wer.WerAddExcludedApplication(ctypes.c_wchar_p(program), False) == 0

    def harden() -> bool:
        """Do what this system offers, before any key is in memory; says whether all of it was taken."""
        try:
            return harden_windows(_SystemCalls(), sys.executable)
        except OSError:  # a system without that library
            return False

elif sys.platform == "linux":

    def harden() -> bool:
        """Do what this system offers, before any key is in memory; says whether all of it was taken."""
        import resource

        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return False
        return library.prctl(_GET_DUMPABLE, 0, 0, 0, 0) == 0

else:

    def harden() -> bool:
        """Nothing is known for this system."""
        return False
