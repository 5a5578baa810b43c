"""A release of PySide6 must count right: 6.12.0 lost one reference to None for each empty value it returned."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

CALLS = 200


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_an_empty_value_costs_no_reference_to_none() -> None:
    """Lost references end the process after some thousand table cells: ``deallocating None``."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.property("absent")
    assert sys.getrefcount(None) > before - CALLS / 2
