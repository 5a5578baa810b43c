"""Whether the Prevent pages are safe to show on a shared screen: reference numbers alone, no name and no narrative."""

from __future__ import annotations


class SafeView:
    """One for each window; every Prevent page looks at it, so that turning it on holds wherever one goes."""

    def __init__(self) -> None:
        self.is_on = False

    def switch(self) -> None:
        """Turn it on or off."""
        self.is_on = not self.is_on
