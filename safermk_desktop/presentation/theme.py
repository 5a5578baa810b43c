"""How everything looks, from one file of tokens: colours, sizes, fonts, icons, the palette and the one style sheet.

The application owns a single ``Theme``; widgets say *what* they are with properties (``role``, ``icon_name``,
``icon_tone``, ``tone``, ``kind``), the theme gives that its looks and gives it again when the tokens or the text size
change.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QFontMetricsF, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from safermk_desktop import assets

LIGHT: Final = "light"
DARK: Final = "dark"
_LEADING: Final = "leading_icon"
_PLACEHOLDER: Final = re.compile(r"\{\{([a-zA-Z]+)\.([\w.]+(?:-[a-z]+)*)(?:-(\d+))?\}\}")
_PALETTE: Final = (
    (QPalette.ColorRole.Window, "bg.app"),
    (QPalette.ColorRole.Base, "bg.surface"),
    (QPalette.ColorRole.AlternateBase, "bg.subtle"),
    (QPalette.ColorRole.Button, "bg.surface"),
    (QPalette.ColorRole.WindowText, "text.primary"),
    (QPalette.ColorRole.Text, "text.primary"),
    (QPalette.ColorRole.ButtonText, "text.primary"),
    (QPalette.ColorRole.PlaceholderText, "text.muted"),
    (QPalette.ColorRole.Highlight, "accent.base"),
    (QPalette.ColorRole.HighlightedText, "text.onAccent"),
    (QPalette.ColorRole.Link, "text.link"),
    (QPalette.ColorRole.LinkVisited, "text.link"),
    (QPalette.ColorRole.ToolTipBase, "bg.surface"),
    (QPalette.ColorRole.ToolTipText, "text.primary"),
    (QPalette.ColorRole.Mid, "border.default"),
    (QPalette.ColorRole.Dark, "border.strong"),
    (QPalette.ColorRole.Light, "bg.subtle"),
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """``resources/tokens.json``: the only place where a colour, size, radius or font is written. Sizes in pixels."""

    space: dict[str, int]
    radius: dict[str, int]
    size: dict[str, int]
    font: dict[str, list[str]]
    type: dict[str, dict[str, int]]
    color: dict[str, dict[str, str]]

    @classmethod
    def read(cls, path: Path) -> Tokens:
        """The tokens of a file. Raises ``KeyError`` where a group is missing."""
        told = json.loads(path.read_text("utf-8"))
        return cls(*(told[name] for name in ("space", "radius", "size", "font", "type", "color")))


class Theme(QObject):
    """The looks of the whole application under one set of tokens and one text size."""

    changed = Signal()

    def __init__(self, application: QApplication, cache: Path, *, mode: str = LIGHT, scale: float = 1.0) -> None:
        super().__init__(application)
        self._resources = assets.folder("resources")
        self._tokens = Tokens.read(self._resources / "tokens.json")
        self._cache = cache
        self._mode = mode
        self._scale = scale
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        for file in sorted((self._resources / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        self._apply()

    @staticmethod
    def current() -> Theme:
        """The theme of the running application. Raises ``LookupError`` before there is one."""
        application = QCoreApplication.instance()
        found = application and application.findChild(Theme, "", Qt.FindChildOption.FindDirectChildrenOnly)
        if not found:
            raise LookupError("no theme yet")
        return found

    @property
    def mode(self) -> str:
        """``light`` or ``dark``."""
        return self._mode

    @property
    def scale(self) -> float:
        """How much larger than the tokens say the text is; 2.0 is 200 %."""
        return self._scale

    def change(self, *, mode: str | None = None, scale: float | None = None) -> None:
        """Show everything under other colours or another text size, at once."""
        self._mode = mode or self._mode
        self._scale = scale or self._scale
        self._apply()
        for window in QApplication.topLevelWidgets():
            self.dress(window)
        self.changed.emit()

    def hex(self, key: str) -> str:
        """The colour of a token such as ``red.soft``. Raises ``KeyError`` for a token that is not there."""
        return self._tokens.color[self._mode][key]

    def color(self, key: str) -> QColor:
        """The same as a colour."""
        return QColor(self.hex(key))

    def space(self, step: int) -> int:
        """A step of the spacing scale, 1 to 7, in pixels."""
        return self._tokens.space[str(step)]

    def size(self, key: str) -> int:
        """The height or width of a part, in pixels, grown with the text."""
        return round(self._tokens.size[key] * self._scale)

    def radius(self, key: str) -> int:
        """A corner radius in pixels."""
        return self._tokens.radius[key]

    def font(self, role: str = "body", family: str = "ui") -> QFont:
        """The font of a role (``caption``, ``body``, ``h1``) in a family (``ui``, ``document``, ``mono``)."""
        told = self._tokens.type[role]
        font = QFont()
        font.setFamilies(self._tokens.font[family])
        font.setPixelSize(round(told["size"] * self._scale))
        font.setWeight(QFont.Weight(told["weight"]))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def width(self, text: str, role: str = "body") -> float:
        """How wide a text runs, in pixels."""
        return QFontMetricsF(self.font(role)).horizontalAdvance(text)

    def metrics(self, role: str = "body") -> QFontMetrics:
        """What a line of a role takes, made once: tables measure thousands of cells with it."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def pixmap(self, name: str, tone: str = "text.secondary", size: int = 16) -> QPixmap:
        """An icon in the colour of a token, drawn in memory at the resolution of the screen."""
        screen = QApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen else 1.0
        key = (name, tone, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, tone, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, tone: str = "text.secondary", size: int = 18, *, after: int = 0) -> QIcon:
        """The same as an icon that greys out with its button, with so many pixels of air between it and the words."""
        icon = QIcon(with_air(self.pixmap(name, tone, size), after))
        icon.addPixmap(with_air(self.pixmap(name, "text.disabled", size), after), QIcon.Mode.Disabled)
        return icon

    def dress(self, root: QWidget) -> None:
        """Give a widget and all in it the fonts and icons that their properties ask for."""
        for widget in (root, *root.findChildren(QWidget)):
            role = widget.property("role")
            if isinstance(role, str) and role:
                family = widget.property("family")
                widget.setFont(self.font(role, family if isinstance(family, str) and family else "ui"))
            elif isinstance(widget, QAbstractButton | QLineEdit):
                widget.setFont(self.font("bodyStrong" if widget.property("kind") == "primary" else "body"))
            if isinstance(widget, QSpinBox):
                widget.lineEdit().setTextMargins(self.space(2), 0, 0, 0)  # a style sheet pads it at the right alone
            self._dress_icon(widget)

    def _dress_icon(self, widget: QWidget) -> None:
        name = widget.property("icon_name")
        if not isinstance(name, str) or not name:
            return
        tone = widget.property("icon_tone")
        size = widget.property("icon_size")
        pixels = round((size if isinstance(size, int) else 16) * self._scale)
        token = tone if isinstance(tone, str) and tone else _button_tone(widget)
        if isinstance(widget, QLabel):
            widget.setPixmap(self.pixmap(name, token, pixels))
            widget.setFixedSize(pixels, pixels)
        elif isinstance(widget, QAbstractButton):
            after = self.space(1) if widget.text() and not isinstance(widget, QToolButton) else 0
            widget.setIcon(self.icon(name, token, pixels, after=after))
            widget.setIconSize(QSize(pixels + after, pixels))
        elif isinstance(widget, QLineEdit):
            _lead(widget, self.pixmap(name, token, pixels), self.space(2))

    def _apply(self) -> None:
        self._pixmaps.clear()
        self._metrics.clear()
        application = cast("QApplication", self.parent())
        if application.style().objectName() != "fusion":
            application.setStyle("Fusion")
        application.setPalette(self._palette())
        application.setFont(self.font())
        application.setStyleSheet(self.style_sheet())

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, key in _PALETTE:
            palette.setColor(role, self.color(key))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text.disabled"))
        return palette

    def style_sheet(self) -> str:
        """The one style sheet with every placeholder filled: ``{{red.soft}}``, ``{{size.control-3}}``."""
        return _PLACEHOLDER.sub(self._value, self._template)

    @cached_property
    def _template(self) -> str:
        return (self._resources / "style.qss").read_text("utf-8")

    def _value(self, match: re.Match[str]) -> str:
        group, rest, less = match.group(1), match.group(2), int(match.group(3) or 0)
        if group == "icon":
            return self._tinted_file(rest, "text.onAccent" if rest == "check" else "text.secondary")
        if group == "size":
            return str(self.size(rest) - less)
        if group == "space":
            return str(self._tokens.space[rest])
        return str(self._tokens.radius[rest]) if group == "radius" else self.hex(f"{group}.{rest}")

    def _tinted_file(self, name: str, tone: str) -> str:
        # A style sheet takes pictures from files alone; these few lie in a folder of the user's cache.
        file = self._cache / f"{name}-{self.hex(tone).lstrip('#')}.svg"
        if not file.is_file():
            self._cache.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self._svg(name, tone, stroke=2.25))
        return file.as_posix()

    def _svg(self, name: str, tone: str, *, stroke: float = 1.75) -> bytes:
        source = (self._resources / "icons" / f"{name}.svg").read_text("utf-8")
        source = source.replace("currentColor", self.hex(tone))
        return source.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()

    def _draw(self, name: str, tone: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(self._svg(name, tone))).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _lead(edit: QLineEdit, pixmap: QPixmap, gap: int) -> None:
    """An icon before what is typed. That of an action of the field never grows with the text."""
    shown = edit.findChild(QLabel, _LEADING)
    if shown is None:
        shown = QLabel(edit)
        shown.setObjectName(_LEADING)
        shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(edit)
        row.setContentsMargins(gap, 0, 0, 0)
        row.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    size = pixmap.deviceIndependentSize().toSize()
    shown.setPixmap(pixmap)
    shown.setFixedSize(size)
    edit.setTextMargins(size.width() + gap, 0, 0, 0)


def with_air(pixmap: QPixmap, after: int) -> QPixmap:
    """A picture with room at its right, so that words beside it do not touch it."""
    if not after:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(after * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide


def _button_tone(widget: QWidget) -> str:
    match widget.property("kind"):
        case "primary":
            return "text.onAccent"
        case "ghost" | "link":
            return "text.link"
        case _:
            return "text.secondary"


def say(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at, and have the widget drawn anew."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    # A widget that was polished before it found its parent loses its font there; one that was not needs no second go.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        _keep_font(widget)
        widget.update()


def _keep_font(widget: QWidget) -> None:
    """Unpolishing gives back the font from before the text was made larger: the role says which one it is now."""
    role, family = widget.property("role"), widget.property("family")
    if isinstance(role, str) and role:
        widget.setFont(Theme.current().font(role, family if isinstance(family, str) and family else "ui"))
