"""One unlock in a fresh process, as a person does it: the window, the passphrase typed, the caseload that takes keys.

Run with the folder of a vault, how many cases it has, and its passphrase. Prints the seconds, and those of the
processor, from the end of the key derivation on.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault import unlocking
from safermk_desktop.adapters.vault.keys import KeyDerivation, slot_key
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable

TYPES_FOR_MS: Final = 2000
"""A passphrase has twelve characters or more; hardly anybody types them faster."""


class Watch(QObject):
    """Notes when the key is derived and when the caseload answers a key."""

    def __init__(self, window: MainWindow, cases: int) -> None:
        super().__init__()
        self._window = window
        self._cases = cases
        self._table = DataTable()
        self._derived = (0.0, 0.0)
        self._is_painted = False
        unlocking.slot_key = self.slot_key
        window.unlock_page.unlocked.connect(self._wait_for_paint)

    def slot_key(
        self, passphrase: str, salt: bytes, derivation: KeyDerivation, *, secret: bytes | None = None
    ) -> bytes:
        """As the one it stands for; the clock starts at its end."""
        try:
            return slot_key(passphrase, salt, derivation, secret=secret)
        finally:
            self._derived = (time.perf_counter(), time.process_time())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._press)
        return False

    def _wait_for_paint(self) -> None:
        from safermk_desktop.presentation.pages.home_page import HomePage

        self._table = self._window.findChildren(HomePage)[0].cases_table
        self._table.viewport().installEventFilter(self)

    def _press(self) -> None:
        """The second row becomes the current one: what is painted takes keys, and the window has them."""
        assert QApplication.focusWidget() is self._table
        QTest.keyClick(self._table, Qt.Key.Key_Down)
        assert self._table.currentIndex().row() == 1
        seconds = (time.perf_counter() - self._derived[0], time.process_time() - self._derived[1])
        assert self._table.model().rowCount() == self._cases
        sys.stdout.write(json.dumps(seconds) + "\n")
        sys.stdout.flush()
        os._exit(0)


def main() -> int:
    """Show the window, type, wait."""
    folder, cases, passphrase = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    qt = QApplication(sys.argv[:1])
    application = bootstrap.build()
    Theme(qt, application.cache_folder / "icons")
    window = MainWindow(application, Launch(vault=folder))
    watch = Watch(window, cases)
    window.show()
    window.activateWindow()

    def unlock() -> None:
        window.unlock_page.passphrase_edit.setText(passphrase)
        QTest.keyClick(window.unlock_page.passphrase_edit, Qt.Key.Key_Return)

    QTimer.singleShot(TYPES_FOR_MS, watch, unlock)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
