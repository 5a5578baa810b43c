"""A small overview report with invented names in every place that Word shows, made with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx

IDENTITIES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("Person", "subject", ("Marguerite Thornquist", "Maggie Thornquist"), "Adult H"),
    ("Person", "perpetrator", ("Desmond Arkwell",), "Adult P"),
    ("Person", "child", ("Tobias Thornquist",), "Child A"),
    ("Place or address", "home", ("14 Larkfield Crescent",), "an address in the town"),
)
"""Kind on the screen, role in the case, names, published form."""
NAMES = ("Marguerite Thornquist", "Maggie Thornquist", "Desmond Arkwell", "Tobias Thornquist", "14 Larkfield Crescent")


def overview_report() -> bytes:
    """The report as its author sends it: names in body, split runs, table, header, footer and properties."""
    document = docx.Document()
    document.core_properties.author = "Desmond Arkwell"
    document.core_properties.title = "Review into the death of Marguerite Thornquist"
    section = document.sections[0]
    section.header.paragraphs[0].text = "Overview report: Maggie Thornquist"
    section.footer.paragraphs[0].text = "Held for the family of Tobias Thornquist"
    document.add_heading("Overview report", 1)
    document.add_paragraph("Marguerite Thornquist lived at 14 Larkfield Crescent with her son Tobias Thornquist.")
    split = document.add_paragraph("Her partner, Desmond ")
    split.add_run("Ark").bold = True
    split.add_run("well, was known to two agencies.")
    document.add_heading("What agencies knew", 2)
    for number in range(1, 31):
        document.add_paragraph(f"Contact {number} was recorded by the agency and looked at by the panel.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Person", "Contact"
    table.cell(1, 0).text, table.cell(1, 1).text = "Maggie Thornquist", "Ms Thornquist called twice."
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def word_file(paragraphs: Iterable[str]) -> bytes:
    """A Word file with these paragraphs and nothing else."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
