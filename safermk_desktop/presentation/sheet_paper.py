"""A recovery sheet on paper, or as a PDF where there is no printer at hand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.recovery_sheets import HOW, RecoverySheet

COLUMNS: Final = 3
_MARGINS_MM: Final = 20.0
_POINTS: Final = 11


def columns(words: Sequence[str]) -> list[list[tuple[int, str]]]:
    """The numbered words in columns, read downwards."""
    tall = -(-len(words) // COLUMNS)
    numbered = list(enumerate(words, 1))
    return [numbered[at : at + tall] for at in range(0, len(numbered), tall)]


def document(sheet: RecoverySheet) -> QTextDocument:
    """The page as it is printed, black on white."""
    made = QTextDocument()
    made.setDefaultFont(_font())
    tables = "".join(
        "<td width='33%'>" + "<br>".join(f"{number}.&nbsp;<b>{escape(word)}</b>" for number, word in column) + "</td>"
        for column in columns(sheet.words)
    )
    seals = "".join(f"<p>{escape(words)}</p>" for words in sheet.seals)
    made.setHtml(
        f"<p><b>OFFICIAL-SENSITIVE</b></p><h1>{escape(sheet.title)}</h1><p>{escape(sheet.head)}</p>"
        f"<table width='100%' cellpadding='6'><tr>{tables}</tr></table><p>{escape(HOW)}</p>"
        f"<h3>How the audit log stood that day</h3>{seals}"
        "<p>In the Audit page choose “Compare printed words” to see whether the log still goes on from here.</p>"
    )
    return made


def pdf(sheet: RecoverySheet) -> bytes:
    """The page as a PDF, made in memory."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setTitle("Recovery sheet")
    writer.setPageLayout(_layout())
    document(sheet).print_(writer)
    del writer
    return bytes(kept.data().data())


def print_sheet(sheet: RecoverySheet, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the person thought better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout())
    printer.setDocName("Recovery sheet")
    dialog = QPrintDialog(printer, parent)
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if is_chosen:
        document(sheet).print_(printer)
    return is_chosen


def _font() -> QFont:
    font = Theme.current().font("body", "document")
    font.setPointSize(_POINTS)
    return font


def _layout() -> QPageLayout:
    margins = QMarginsF(_MARGINS_MM, _MARGINS_MM, _MARGINS_MM, _MARGINS_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
