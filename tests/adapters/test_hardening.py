from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from safermk_desktop.adapters.hardening import harden_windows

CHILD = """
import ctypes, resource
from safermk_desktop import bootstrap
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
bootstrap.build()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is for Linux")
def test_no_core_file_once_there_is_a_door_to_a_vault() -> None:
    ended = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True)
    assert ended.stdout.split(maxsplit=1) == ["1", "0 (0, 0)\n"]


@dataclass
class Windows:
    """kernel32 and wer, as called."""

    agrees: bool = True
    called: list[object] = field(default_factory=list[object])

    def set_error_mode(self, mode: int, /) -> None:
        self.called.append(mode)

    def exclude_from_reports(self, program: str, /) -> bool:
        self.called.append(program)
        return self.agrees


@pytest.mark.parametrize("agrees", [True, False])
def test_windows_is_asked_for_no_box_and_no_report(agrees: bool) -> None:
    windows = Windows(agrees)
    assert harden_windows(windows, "C:/SaferMK/safermk-desktop.exe") is agrees
    assert windows.called == [0x8003, "C:/SaferMK/safermk-desktop.exe"]
