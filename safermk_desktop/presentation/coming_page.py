"""A place that is named and not built yet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.widgets.text import label, prose


class ComingPage(Page):
    """Channel and Prevent: said plainly, with nothing to press."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Channel and Prevent"), "h1"))
        text = self.tr(
            "Channel cases come in a later version. Their database lies in this vault already, closed to everyone "
            "without a need to know; domestic homicide reviews are under Home."
        )
        layout.addWidget(prose(text, tone="secondary"))
        layout.addStretch(1)
