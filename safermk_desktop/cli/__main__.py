"""``python -m safermk_desktop.cli``."""

from __future__ import annotations

import sys

from safermk_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
