from __future__ import annotations

import importlib
import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from safermk_desktop import assets
from safermk_desktop.adapters.documents.manifest import entry
from safermk_desktop.adapters.documents.papermaker import TemplatePaperMaker
from safermk_desktop.adapters.documents.plain import plain_text
from safermk_desktop.adapters.documents.sandbox import PlainEnvironment
from safermk_desktop.errors import TemplateFailed
from safermk_desktop.services import fields
from tests.adapters.documents.sample import PAPERS, PUBLIC, own, values

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = assets.folder("templates")
MAKER = TemplatePaperMaker(TEMPLATES)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOME_OFFICE_COLUMNS = [
    *("Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones", "Target date"),
    "Completion date and outcome",
]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


LOGO = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 120, 40, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\x20\x60\xa0" * 120) * 40))
    + _chunk(b"IEND", b"")
)
"""A blue picture of 120 by 40."""
every_paper = pytest.mark.parametrize("paper", PAPERS)


def made(paper: str, **changes: object) -> bytes:
    return MAKER.make(f"dhr_2016/{paper}", {**values(paper), **changes})


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text(data: bytes) -> str:
    """Every word of a paper: body, headers and footers, a line for each paragraph."""
    lines: list[str] = []
    for name, part in sorted(parts(data).items()):
        if re.match(r"word/(document|header\d*|footer\d*)\.xml", name):
            for paragraph in etree.fromstring(part).iter(f"{W}p"):
                pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
                found = (e.text or "" if e.tag == f"{W}t" else pieces.get(str(e.tag), "") for e in paragraph.iter())
                lines.append("".join(found))
    return "\n".join(lines)


def each(element: Any, name: str) -> list[Any]:
    return list(element.iter(f"{W}{name}"))


def headings(data: bytes, level: str = "Heading 1") -> list[str]:
    return [p.text for p in opened(data).paragraphs if p.style is not None and p.style.name == level]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def edited(folder: Path, paper: str, change: Callable[[WordDocument], object]) -> TemplatePaperMaker:
    """A maker over a copy of the templates in which one was changed in Word."""
    home = folder / "dhr_2016"
    home.mkdir()
    for path in (TEMPLATES / "dhr_2016").iterdir():
        (home / path.name).write_bytes(path.read_bytes())
    document = docx.Document(str(home / f"{paper}.docx"))
    change(document)
    document.save(str(home / f"{paper}.docx"))
    return TemplatePaperMaker(folder)


# ------------------------------------------------------------------------------------------ what the papers say
def test_the_notification_record_tells_what_was_received() -> None:
    data = made("notification_record")
    assert headings(data) == ["What was received", "Circumstances as notified", "Agencies known to be involved"]
    table = rows(opened(data).tables[0])
    assert table[0] == ["Item", "Detail"]
    assert ["Notified by", "Thames Valley Police, Detective Inspector"] in table
    assert ["Date of death", "1 May 2025"] in table
    bullets = [p.text for p in opened(data).paragraphs if p.style is not None and p.style.name == "List Bullet"]
    assert bullets == ["Thames Valley Police", "Fallowmere Surgery", "Lantern Women & Children's Aid"]


def test_a_notification_without_agencies_says_so() -> None:
    assert "No agency was named." in text(made("notification_record", agencies=[]))


def test_the_letter_about_a_review_gives_reasons_and_the_date_of_the_report() -> None:
    data = made("decision_letter")
    assert headings(data) == ["Our decision about Case K (2025)"]
    assert headings(data, "Heading 2") == ["The decision", "Our reasons", "What happens next"]
    written = text(data)
    assert "Domestic homicide review team\nHome Office" in written
    assert "Our reference: DHR-2025-07" in written
    assert "A review will be held." in written
    assert "The person who died was over sixteen." in written
    assert ["Overview report due", "3 December 2025"] in rows(opened(data).tables[0])
    assert written.count("T. Wavertree") == 1


def test_the_letter_about_no_review_promises_no_report() -> None:
    data = made("decision_letter", outcome="No review will be held.", report_due="", report_source="")
    assert "we will look at the decision again" in text(data)
    assert "Overview report due" not in text(data)
    assert "independent chair" not in text(data)


def test_the_letter_about_a_delay_gives_both_dates_and_every_reason() -> None:
    data = made("delay_letter")
    table = rows(opened(data).tables[0])
    assert ["Report due", "3 December 2025"] in table
    assert ["New date expected", "30 June 2026"] in table
    assert ["Our next update to you", "1 May 2026"] in table
    bullets = [p.text for p in opened(data).paragraphs if p.style is not None and p.style.name == "List Bullet"]
    assert bullets == ["The trial is listed for January 2026.", "One agency's review came late."]
    assert "A note on broken orders went to all agencies." in text(data)
    assert "There is no early learning" in text(made("delay_letter", interim=""))


def test_the_submission_letter_lists_each_file_with_its_fingerprint() -> None:
    table = rows(opened(made("submission_letter")).tables[0])
    assert [row[0] for row in table] == ["File", "DHR-2025-07-report-1.docx", "DHR-2025-07-executive-summary-1.docx"]
    assert {row[1] for row in table[1:]} == {"0123456789abcdef" * 4}


def test_the_terms_have_versions_contents_and_numbered_sections() -> None:
    data = made("terms_of_reference")
    assert rows(opened(data).tables[0]) == [
        ["Version", "Agreed on", "Agreed by", "Management group"],
        ["0.9", "14 August 2025", "Review panel", "2 September 2025, Community Safety Partnership"],
        ["1.0", "14 August 2025", "Review panel", "Not yet"],
    ]
    sections = ["1. Purpose", "2. Period under review", "3. Key lines of enquiry", "About these terms"]
    assert headings(data) == sections
    assert headings(data, "toc 1") == sections
    assert "To learn & to prevent." in text(data)


def test_the_contents_lead_to_the_headings() -> None:
    root = etree.fromstring(parts(made("executive_summary"))["word/document.xml"])
    anchors = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    marks = {mark.get(f"{W}name"): mark.getparent() for mark in each(root, "bookmarkStart")}
    assert len(anchors) == 4
    titles = ["".join(t.text or "" for t in each(marks[anchor], "t")) for anchor in anchors]
    assert titles == ["1. The review process", "2. Key issues", "3. Recommendations", "About this summary"]
    kinds = [item.get(f"{W}fldCharType") for item in root.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_a_line_with_a_dash_becomes_a_bullet() -> None:
    found = [p for p in opened(made("executive_summary")).paragraphs if p.style is not None]
    assert [p.text for p in found if p.style and p.style.name == "List Bullet"] == [
        "risk after separation",
        "what the children said",
    ]


def test_the_action_plan_has_the_columns_of_the_home_office_and_a_row_for_each_action() -> None:
    data = made("action_plan")
    section = opened(data).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    table = rows(opened(data).tables[1])
    assert table[0] == HOME_OFFICE_COLUMNS
    assert len(table) == 1 + 5 + 1
    assert table[1][0] == "Recommendation 1\nThat every broken order brings the case back to the meeting."
    assert table[2][0] == "Recommendation 1, continued"
    assert table[1][1] == "Local, single agency"
    assert table[1][4] == "Draft read by partners\nFirst course held\nCheck of calls"
    assert table[2][4] == "None set"
    assert table[6][2:] == ["Not set yet"] * 5


def test_the_rating_is_a_word_never_colour_alone() -> None:
    plan = opened(made("action_plan"))
    words = [row.cells[6].paragraphs[0] for row in plan.tables[1].rows[1:6]]
    assert [p.text for p in words] == ["Complete", "Red", "Amber", "Green", "Closed"]
    assert all(p.style is not None and p.style.name == f"Rating {p.text}" for p in words)
    counts = [(row[0], row[1]) for row in rows(plan.tables[0])[1:]]
    assert counts == [("Red", "1"), ("Amber", "1"), ("Green", "1"), ("Complete", "1"), ("Closed", "1")]


# ------------------------------------------------------------------------------------------ what all papers share
@every_paper
def test_a_paper_opens_and_nothing_of_the_template_is_left(paper: str) -> None:
    written = text(made(paper))
    assert len(written) > 400
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#", written)


@every_paper
def test_structure_is_real(paper: str) -> None:
    document = opened(made(paper))
    assert headings(made(paper))
    for table in document.tables:
        marked = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert table._tbl.tblPr.find(f"{W}tblCaption") is not None
        widths = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == widths for row in table.rows)
    root = etree.fromstring(parts(made(paper))["word/document.xml"])
    assert not [name for name in ("vMerge", "gridSpan", "pict", "drawing", "txbxContent", "jc") if each(root, name)]


@every_paper
def test_language_font_and_title_are_set(paper: str) -> None:
    data = made(paper)
    document = opened(data)
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title
    assert "{{" not in document.core_properties.title
    styles = parts(data)["word/styles.xml"].decode()
    assert 'w:lang w:val="en-GB"' in styles
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Arial", "Courier New"}
    assert re.findall(r'w:name="([^"]+)"', parts(data)["word/fontTable.xml"].decode()) == ["Arial", "Courier New"]


@every_paper
def test_the_marking_stands_on_every_page(paper: str) -> None:
    for marking in ("OFFICIAL-SENSITIVE", "OFFICIAL"):
        section = opened(made(paper, marking=marking)).sections[0]
        header = "\t".join(p.text for p in section.header.paragraphs)
        footer = [p.text for p in section.footer.paragraphs]
        assert marking in re.split(r"\t", header)
        assert (marking in footer) == (paper not in PUBLIC)
        assert not section.different_first_page_header_footer


@every_paper
def test_pages_are_numbered(paper: str) -> None:
    footers = [part.decode() for name, part in parts(made(paper)).items() if name.startswith("word/footer")]
    assert any('w:instr="PAGE"' in part and 'w:instr="NUMPAGES"' in part for part in footers)


@pytest.mark.parametrize("paper", sorted(PUBLIC))
def test_a_public_paper_offers_other_formats_and_not_the_internal_reference(paper: str) -> None:
    data = made(paper)
    assert "large print, audio, Braille" in text(data)
    assert not [name for name, part in parts(data).items() if b"DHR-2025-07" in part]
    assert "Isolde" not in text(data)


@every_paper
def test_the_package_holds_nothing_of_who_made_it(paper: str) -> None:
    data = made(paper)
    found = parts(data)
    assert not [name for name in found if re.search(r"thumbnail|custom|app\.xml|theme|webSettings|comments", name)]
    whole = b"".join(found.values())
    assert b"Ignorable" not in whole
    assert not re.search(rb"(?i)python|rsid|<!--|docVars|creator|lastModifiedBy|dcterms|attachedTemplate", whole)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


@every_paper
def test_the_same_values_give_the_same_bytes(paper: str) -> None:
    assert made(paper) == made(paper)
    assert made(paper) != made(paper, partnership="Another Partnership")


def test_a_logo_stands_above_the_first_line_with_its_words_and_its_proportions() -> None:
    for paper in PAPERS:
        bare = made(paper)
        data = MAKER.make(f"dhr_2016/{paper}", values(paper), logo=LOGO)
        assert data == MAKER.make(f"dhr_2016/{paper}", values(paper), logo=LOGO)
        assert MAKER.make(f"dhr_2016/{paper}", values(paper), logo=b"") == bare
        found = parts(data)
        assert [name for name in found if name not in parts(bare) and name.endswith(".png")] == [
            "word/media/image1.png"
        ]
        assert found["word/media/image1.png"] == LOGO
        assert b'Extension="png"' in found["[Content_Types].xml"]
        (picture,) = opened(data).inline_shapes
        assert abs(picture.width / picture.height - 3) < 0.01
        assert picture.height <= 1.81 * 360_000
        told = etree.fromstring(found["word/document.xml"])
        (shown,) = told.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
        assert shown.get("descr") == f"Logo of {values(paper)['partnership']}"
        assert next(iter(told.iter(f"{W}p"))).find(f".//{W}drawing") is not None


@pytest.mark.parametrize("logo", [b"GIF89a", LOGO[:20], b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(logo: bytes) -> None:
    with pytest.raises(TemplateFailed):
        MAKER.make("dhr_2016/decision_letter", values("decision_letter"), logo=logo)


def test_a_dardr_is_written_on_the_same_templates_in_its_own_words() -> None:
    data = MAKER.make("dardr_2024/executive_summary", values("executive_summary", "dardr_2024"))
    assert "Domestic abuse related death review" in text(data)
    assert "homicide" not in text(data)


# ------------------------------------------------------------------------------------------ fields and manifest
def asked_for(paper: str) -> set[str]:
    template = DocxTemplate(TEMPLATES / "dhr_2016" / f"{paper}.docx")
    environment = PlainEnvironment()
    title = docx.Document()
    title.add_paragraph(entry(TEMPLATES, f"dhr_2016/{paper}").title)
    buffer = io.BytesIO()
    title.save(buffer)
    buffer.seek(0)
    return template.get_undeclared_template_variables(environment) | DocxTemplate(
        buffer
    ).get_undeclared_template_variables(environment)


@every_paper
def test_the_manifest_names_what_the_template_asks_for_and_what_it_is_given(paper: str) -> None:
    found = entry(TEMPLATES, f"dhr_2016/{paper}")
    assert asked_for(paper) == set(found.top | found.own)
    assert set(own(paper)) == found.own
    assert found.top <= set(values(paper)) - found.own
    assert found.public == (paper in PUBLIC)


@every_paper
def test_a_field_that_is_not_given_is_an_error(paper: str) -> None:
    given_fields = values(paper)
    found = entry(TEMPLATES, f"dhr_2016/{paper}")
    for name in sorted(found.top | found.own):
        with pytest.raises(TemplateFailed):
            MAKER.make(f"dhr_2016/{paper}", {key: value for key, value in given_fields.items() if key != name})


@pytest.mark.parametrize(
    "name", ["dhr_2016/nothing", "nothing/action_plan", "../dhr_2016/action_plan", "dhr_2016/../x", "action_plan", ""]
)
def test_a_template_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(TemplateFailed):
        MAKER.make(name, values("action_plan"))


def test_a_parent_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dhr_2016").mkdir()
    for manifest in ('{"parent": "dhr_2016", "templates": {}}', '{"templates": {"x": 1}}', "[]", "{", '{"parent": 1}'):
        (tmp_path / "dhr_2016/manifest.json").write_text(manifest, encoding="utf-8")
        with pytest.raises(TemplateFailed):
            TemplatePaperMaker(tmp_path).make("dhr_2016/x", {})


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    maker = edited(tmp_path, "action_plan", lambda document: None)
    path = tmp_path / "dhr_2016/action_plan.docx"
    whole = path.read_bytes()
    for damaged in (b"", b"PK\x03\x04", whole[:3000], whole.replace(b"word/document.xml", b"word/documenx.xml")):
        path.write_bytes(damaged)
        with pytest.raises(TemplateFailed):
            maker.make("dhr_2016/action_plan", values("action_plan"))


class Loud(str):
    """A string that would not be escaped."""

    def __html__(self) -> str:
        return "<w:br/>"


@pytest.mark.parametrize("value", [None, 1.5, b"x", {"a"}, ("a",), Path("x"), object(), [[None]], {"a": Loud("x")}])
def test_only_plain_values_are_taken(value: object) -> None:
    with pytest.raises(TemplateFailed):
        made("executive_summary", title=value)


# ------------------------------------------------------------------------------------------ hostile words
def test_what_stands_in_the_data_is_not_evaluated() -> None:
    hostile = "{{ 7 * 7 }} {% raw %} {{ cycler.__init__ }} {{r marking }} {%p if 1 %} {# x #}"
    assert hostile in text(made("executive_summary", title=hostile))
    assert opened(made("executive_summary", title=hostile)).core_properties.title == hostile


def test_signs_of_markup_survive() -> None:
    words = "Lantern & Sons <b>\"one\"</b> 'two' ]]> &amp; <w:p/>"
    data = made("executive_summary", title=words, partnership=words)
    assert words in text(data)
    assert opened(data).core_properties.title == words


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('echo x').read() }}",
        "{{ title.__class__ }}",
        "{{ title.upper() }}",
        "{{ title.format(title) }}",
        "{{ 'x' * 100000000 }}",
        "{{ 2 ** 100 }}",
        "{{ 'a' + title }}",
        "{{ 'x' | center(100000000) }}",
        "{{ lipsum }}",
        "{% for x in range(99999) %}{% endfor %}",
        "{% include 'x' %}",
        "{{ title | attr('__class__') }}",
        "{{ self._TemplateReference__context }}",
        "{{ loop }}",
        "{% if %}",
        "{{ unknown }}",
        "{{ sections[99] }}",
    ],
)
def test_a_template_that_computes_or_reaches_out_is_refused(tmp_path: Path, attack: str) -> None:
    maker = edited(tmp_path, "executive_summary", lambda document: document.add_paragraph(attack))
    with pytest.raises(TemplateFailed) as told:
        maker.make("dhr_2016/executive_summary", values("executive_summary"))
    assert told.value.detail == "Template: dhr_2016/executive_summary."
    assert told.value.__suppress_context__


def test_a_partnership_may_change_the_words_of_a_template(tmp_path: Path) -> None:
    maker = edited(tmp_path, "executive_summary", lambda document: document.add_paragraph("Ours: {{ title|upper }}"))
    assert "Ours: EXECUTIVE SUMMARY, CASE K (2025)" in text(
        maker.make("dhr_2016/executive_summary", values("executive_summary"))
    )


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None, exclude_characters="_"), max_size=40))  # docxtpl spells brackets {_{ and }_}
def test_any_text_gives_a_paper_that_opens_and_keeps_what_xml_can_hold(words: str) -> None:
    data = made("submission_letter", recipient=f"<{words}>")
    opened(data)
    assert plain_text(f"<{words}>") in text(data)


@given(st.text(st.characters(codec=None)))
def test_plain_text_is_text_that_xml_can_hold(words: str) -> None:
    cleaned = plain_text(words)
    assert plain_text(cleaned) == cleaned
    parsed = etree.fromstring(f"<a>{cleaned.replace('&', '&amp;').replace('<', '&lt;')}</a>".encode())
    assert (parsed.text or "") == cleaned


def test_control_characters_and_lone_surrogates_are_taken_out() -> None:
    words = "one\x00\a\x0ctwo\ud800three\ufffe\r\nfour\u2028five"
    assert plain_text(words) == "one\ntwothree\nfour\nfive"
    assert "Home\ntwothree" in text(made("submission_letter", recipient="Home\x0ctwo\ud800three"))


# ------------------------------------------------------------------------------------------ the workbench
def test_the_libraries_are_loaded_with_the_first_paper() -> None:
    program = (
        "import sys; from safermk_desktop.adapters.documents.papermaker import TemplatePaperMaker;"
        "print([name for name in ('docx', 'docxtpl', 'jinja2', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def workbench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield importlib.import_module("make_templates")
    for name in ("make_templates", "partnership_templates", "template_parts", "template_styles"):
        sys.modules.pop(name, None)


def test_the_templates_are_those_that_the_workbench_builds(workbench: Any) -> None:
    for name, data in workbench.built().items():
        kept = (TEMPLATES / name).read_bytes()
        if name.endswith(".docx"):
            assert parts(kept) == parts(data), f"run: .venv/bin/python packaging/make_templates.py ({name})"
        else:
            assert kept == data, name


def test_every_word_of_the_lists_is_known_to_the_templates() -> None:
    styles = parts(made("action_plan"))["word/styles.xml"].decode()
    assert all(f'w:val="Rating {word}"' in styles for word in fields.RAG_WORDS.values())
