"""The calls of Windows that put a process into a job with limits. Written for Windows and not run there."""

from __future__ import annotations

import ctypes
import sys
from typing import ClassVar, Final

EXTENDED_LIMITS: Final = 9
"""JobObjectExtendedLimitInformation."""
SET_QUOTA_AND_TERMINATE: Final = 0x0100 | 0x0001
"""PROCESS_SET_QUOTA, PROCESS_TERMINATE."""


class _Basic(ctypes.Structure):
    _fields_: ClassVar = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_: ClassVar = (
        ("basic", _Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of psapi.h."""

    _fields_: ClassVar = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("peak_paged_pool", ctypes.c_size_t),
        ("paged_pool", ctypes.c_size_t),
        ("peak_other_pool", ctypes.c_size_t),
        ("other_pool", ctypes.c_size_t),
        ("pagefile", ctypes.c_size_t),
        ("peak_pagefile", ctypes.c_size_t),
    )


def limits(flags: int, memory: int, processes: int) -> ExtendedLimits:
    """The structure that SetInformationJobObject takes."""
    made = ExtendedLimits()
    made.basic.flags, made.basic.active_processes, made.process_memory = flags, processes, memory
    return made


if sys.platform == "win32":

    class SystemCalls:
        """Windows itself, through kernel32. The handle of the job stays open until the process ends."""

        def __init__(self) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.GetCurrentProcess.restype = ctypes.c_void_p
            self._kernel.CreateJobObjectW.restype = ctypes.c_void_p

        def set_error_mode(self, mode: int, /) -> None:
            """No box on the screen where something fails."""
            self._kernel.SetErrorMode(mode)

        def private_bytes(self) -> int:
            """What the process has committed; 0 where Windows does not say."""
            counters = MemoryCounters()
            counters.size = ctypes.sizeof(counters)
            process = ctypes.c_void_p(self._kernel.GetCurrentProcess())
            told = self._kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
            return int(counters.pagefile) if told else 0

        def enter_job(self, flags: int, memory: int, processes: int, /) -> bool:
            """Make a job without a name, set its limits and enter it."""
            job = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))
            if not job:
                return False
            wanted = limits(flags, memory, processes)
            size = ctypes.sizeof(wanted)
            return bool(
                self._kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(wanted), size)
                and self._kernel.AssignProcessToJobObject(job, ctypes.c_void_p(self._kernel.GetCurrentProcess()))
            )

    class SystemJobs:
        """The calls that put another process into a job."""

        def __init__(self) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
            self._kernel.OpenProcess.restype = ctypes.c_void_p

        def make_job(self, flags: int, /) -> int:
            """Make a job without a name and set its limits."""
            job = int(self._kernel.CreateJobObjectW(None, None) or 0)
            wanted = limits(flags, 0, 0)
            size = ctypes.sizeof(wanted)
            if job and self._kernel.SetInformationJobObject(
                ctypes.c_void_p(job), EXTENDED_LIMITS, ctypes.byref(wanted), size
            ):
                return job
            self.close(job)
            return 0

        def open_process(self, pid: int, /) -> int:
            """A handle of a process of ours."""
            return int(self._kernel.OpenProcess(SET_QUOTA_AND_TERMINATE, None, pid) or 0)

        def assign(self, job: int, process: int, /) -> bool:
            """Put the process into the job."""
            return bool(self._kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(process)))

        def close(self, handle: int, /) -> None:
            """Give a handle back."""
            self._kernel.CloseHandle(ctypes.c_void_p(handle))
