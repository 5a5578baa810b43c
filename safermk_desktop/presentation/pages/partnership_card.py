"""The card of the partnership in the settings: names, addresses, logo, and from when section 8A applies."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from safermk_desktop.domain.partnership import PRINTED_NAMES, Partnership
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.partnership import change_partnership, logo, set_logo

PICTURES: Final = "Pictures (*.png *.jpg *.jpeg)"
LARGEST: Final = QSize(600, 240)
"""The points of a logo, at most."""
_DECODED_MIB: Final = 64


class PartnershipCard(QFrame):
    """Nothing changes before it is saved. Only the head may; to others the fields say who may."""

    explain_prose: Prose
    card_banner: Banner
    name_edit: QLineEdit
    council_edit: QLineEdit
    group_edit: QLineEdit
    area_edit: QLineEdit
    address_edit: QLineEdit
    web_edit: QLineEdit
    prefix_edit: QLineEdit
    office_edit: QLineEdit
    formats_edit: QLineEdit
    printed_combo: QComboBox
    dardr_edit: DateEdit
    dardr_prose: Prose
    logo_label: QLabel
    logo_button: QPushButton
    no_logo_button: QPushButton
    partnership_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "partnership_card")
        self._context = context
        for name in PRINTED_NAMES:
            self.printed_combo.addItem(name or self.tr("As the edition of the case names it"), name)
        self._kept = self._entered_texts()
        self.dardr_prose.show_text(
            self.tr(
                "A case notified on that day or later opens under section 8A as a DARDR. Empty: not in force. A case "
                "that stands keeps its edition, and a paper that is kept keeps its words."
            )
        )
        self.partnership_button.clicked.connect(self._save)
        self.logo_button.clicked.connect(self._choose_logo)
        self.no_logo_button.clicked.connect(lambda: self._set_logo(b""))

    @property
    def has_typed(self) -> bool:
        """Whether something stands in the fields that is not saved."""
        return self._entered_texts() != self._kept

    def show_kept(self, *, may_change: bool, force: bool = False) -> None:
        """Show what is set; what is typed and not saved stays unless ``force``."""
        if force or not self.has_typed:
            now = self._context.session.partnership
            for edit, text in zip(self._edits(), self._texts(now), strict=True):
                edit.setText(text)
                edit.setCursorPosition(0)
            self.printed_combo.setCurrentIndex(max(self.printed_combo.findData(now.printed_name), 0))
            self.dardr_edit.set_day(self._context.session.local.dardr_from)
            self._kept = self._entered_texts()
        self._show_logo()
        buttons = (self.logo_button, self.no_logo_button, self.partnership_button)
        for part in (*self._edits(), self.printed_combo, self.dardr_edit, *buttons):
            part.setEnabled(may_change)
        words = self.tr("As it is printed on papers from now on.")
        only = self.tr("Only the head of community safety changes this.")
        self.explain_prose.show_text(words if may_change else f"{words} {only}")

    def _edits(self) -> tuple[QLineEdit, ...]:
        return (
            self.name_edit,
            self.council_edit,
            self.group_edit,
            self.area_edit,
            self.address_edit,
            self.web_edit,
            self.prefix_edit,
            self.office_edit,
            self.formats_edit,
        )

    def _texts(self, kept: Partnership) -> tuple[str, ...]:
        names = (kept.name, kept.council, kept.management_group, kept.area)
        return (*names, kept.address, kept.web, kept.prefix, kept.home_office, kept.formats)

    def _entered_texts(self) -> tuple[str, ...]:
        return (*(edit.text() for edit in self._edits()), self.printed_combo.currentText(), self.dardr_edit.text())

    def _save(self) -> None:
        texts = (edit.text().strip() for edit in self._edits())
        name, council, group, area, address, web, prefix, office, formats = texts
        try:
            wanted = replace(
                self._context.session.partnership,
                name=name,
                council=council,
                management_group=group,
                area=area,
                address=address,
                web=web,
                prefix=prefix.upper(),
                home_office=office,
                formats=formats,
                printed_name=str(self.printed_combo.currentData()),
            )
            change_partnership(self._context.session, wanted, dardr_from=self.dardr_edit.day())
        except DateRefused as refused:
            self.card_banner.show_banner("red", str(refused))
            self.dardr_edit.setFocus()
            return
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        self._kept = self._entered_texts()
        self._context.changes.tell()
        self.card_banner.show_banner(
            "green", self.tr("The partnership is saved. Papers that are kept stay as they are.")
        )

    def _choose_logo(self) -> None:
        path = self._context.messages.ask_file(self.tr("Choose a logo"), kinds=PICTURES)
        if path is None:
            return
        try:
            self._set_logo(encoded_anew(self._context.session.files.read(path)))
        except SafermkError as error:
            self._context.messages.show_error(error)

    def _set_logo(self, png: bytes) -> None:
        try:
            set_logo(self._context.session, png)
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        self._context.changes.tell()
        self._show_logo()

    def _show_logo(self) -> None:
        kept = logo(self._context.session)
        picture = QPixmap()
        if kept and picture.loadFromData(kept):
            self.logo_label.setPixmap(picture.scaledToHeight(48, Qt.TransformationMode.SmoothTransformation))
        else:
            self.logo_label.setText(self.tr("No logo is set."))


def encoded_anew(data: bytes) -> bytes:
    """A picture as PNG of its points alone, of 600 by 240 at most. Raises ``EntryInvalid`` for what is no picture."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAllocationLimit(_DECODED_MIB)
    kind = bytes(reader.format().data())
    read = reader.read()
    if kind not in {b"png", b"jpeg", b"jpg"} or read.isNull():
        raise EntryInvalid("That file is no picture that can be read: choose a PNG or a JPEG.")
    if read.width() > LARGEST.width() or read.height() > LARGEST.height():
        read = read.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    clean = QImage(read.size(), QImage.Format.Format_ARGB32)  # painted on a new one: no text of the file comes along
    clean.fill(Qt.GlobalColor.transparent)
    painter = QPainter(clean)
    painter.drawImage(0, 0, read)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(b"png"))
    if not writer.write(clean):
        raise EntryInvalid("That picture cannot be written as PNG: choose another.")
    return bytes(out.data().data())
