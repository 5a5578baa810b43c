"""How far a backup is, told as its bytes go by, also from inside a statement of the database."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from safermk_desktop.services.progress import Cancelled, Progress, silent

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

OFTEN: Final = 20_000
"""Steps of the database's virtual machine, after which the person may stop it: some milliseconds."""


class Watch:
    """Counts bytes towards an expected total and tells ``progress``, whose ``Cancelled`` goes through."""

    def __init__(self, progress: Progress = silent, total: int = 0) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def expect(self, size: int) -> None:
        """So many bytes more will go by."""
        self._total += size

    def step(self, size: int = 0) -> None:
        """So many bytes went by."""
        self._done += size
        self._progress(min(self._done, self._total), self._total)

    @contextmanager
    def over(self, connection: dbapi2.Connection) -> Generator[None]:
        """Ask inside long statements, too, whether to stop."""
        from sqlcipher3 import dbapi2  # the unlock screen does not wait for it

        stopped: list[Cancelled] = []

        def ask() -> bool:
            try:
                self.step()
            except Cancelled as error:  # the library would swallow it here
                stopped.append(error)
            return bool(stopped)

        connection.set_progress_handler(ask, OFTEN)
        try:
            yield
        except dbapi2.OperationalError:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            connection.set_progress_handler(None, 0)
