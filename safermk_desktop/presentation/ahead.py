"""What the first unlock needs is read in while somebody types the passphrase, not after it."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Final

from safermk_desktop.services.application import Application

_MODULES: Final = ("shell", "places", "pages.home_page", "drafting", "backup_keeper", "anchor_keeper")


def read_ahead(application: Application) -> None:
    """Begin to read it in, on a thread that nothing waits for."""
    threading.Thread(target=_read, args=[application], daemon=True).start()


def _read(application: Application) -> None:
    for name in _MODULES:
        import_module(f"safermk_desktop.presentation.{name}")
    application.get_ready()
