"""Who owes what in a review, as the data name them (domain 2.2)."""

from __future__ import annotations

from typing import Final

OFFICER: Final = "Partnership support officer"
HEAD: Final = "Head of Community Safety"
CHAIR: Final = "Chair of the partnership"
PANEL_CHAIR: Final = "Independent chair of the panel"
GROUP: Final = "Management group of the partnership"
BOARD: Final = "The partnership"
