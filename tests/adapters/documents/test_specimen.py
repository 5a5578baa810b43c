from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from safermk_desktop.adapters.documents.specimen import (
    build_overview_report,
    column_widths,
    read_overview_content,
    released,
)
from safermk_desktop.adapters.documents.specimen_elements import plain, split_runs, tokens

DEMO = Path(__file__).parents[3] / "resources" / "demo"
TITLES = {"Dr", "Mr", "Mrs", "PC", "DS", "DI"}
RESTRICTED = {"circumstances", "persons", "residence_area"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(name: str) -> str:
    return (DEMO / name).read_text(encoding="utf-8")


@cache
def content() -> dict[str, Any]:
    return read_overview_content(read)


@cache
def report() -> bytes:
    return build_overview_report(content())


def register(case: str) -> list[dict[str, Any]]:
    return json.loads(read(f"registers/{case}.json"))["identities"]


def xml(name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(report())) as package:
        return etree.fromstring(package.read(name))


def visible(part: etree._Element) -> str:
    words = (element.text or "" for element in part.iter(f"{W}t", f"{W}delText"))
    return "".join(words)


def everything() -> str:
    """All text and attribute values of all parts, and the words of each part joined over runs."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(report())) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                found.append(visible(root))
                found += [str(value) for element in root.iter() for value in element.attrib.values()]
                found += [element.text or "" for element in root.iter()]
    return "\n".join(found)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert report() == build_overview_report(read_overview_content(read))


def test_the_report_opens_in_python_docx_with_its_headings_tables_and_comments() -> None:
    document = docx.Document(BytesIO(report()))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[2:5] == ["Introduction", "Timescales", "Confidentiality"]
    assert headings[-1].startswith("Appendix D")
    assert len(document.tables) >= 10
    assert max(len(table.rows) for table in document.tables) > 40
    assert {comment.author for comment in document.comments} == {"Bridget Amory", "Dr Maren Thirlby"}
    assert document.core_properties.title == "Overview report: Corinne Haddleston"


def test_every_planted_place_holds_its_text() -> None:
    body = xml("word/document.xml")
    alternatives = [str(described.get("descr")) for described in body.iter("{*}docPr")]
    with zipfile.ZipFile(BytesIO(report())) as package:
        raw = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    headers = " ".join(visible(xml(name)) for name in raw if re.match(r"word/(header|footer)\d+\.xml", name))
    stories = {
        "word/header*.xml": headers,
        "word/footer*.xml": headers,
        "word/document.xml": visible(body) + "".join(alternatives),
        "word/footnotes.xml": visible(xml("word/footnotes.xml")),
        "word/comments.xml": visible(xml("word/comments.xml")),
    }
    places = json.loads(read("report.places.json"))
    assert len(places) > 100
    for place in places:
        if place["place"] != "picture":
            where = stories.get(place["part"], raw.get(place["part"], ""))
            assert plain(place["text"]).strip() in where, place


def test_names_are_split_over_runs_and_the_parts_a_redactor_must_meet_are_there() -> None:
    body = xml("word/document.xml")
    runs = [element.text or "" for element in body.iter(f"{W}t")]
    at = next(n for n, words in enumerate(runs) if "".join(runs[n : n + 4]) == "Corinne Haddleston")
    assert len(runs[at]) < len("Corinne Haddleston")
    for tag in ("ins", "del", "hyperlink", "footnoteReference", "commentReference", "drawing", "tblHeader", "fldChar"):
        assert body.find(f".//{W}{tag}") is not None, tag
    levels = [level.get(f"{W}val") for level in body.iter(f"{W}ilvl")]
    assert levels.count("1") > 150
    assert levels.count("0") == 19
    notes = xml("word/footnotes.xml").findall(f"{W}footnote")
    references = [ref.get(f"{W}id") for ref in body.iter(f"{W}footnoteReference")]
    assert references == [note.get(f"{W}id") for note in notes[2:]]


def test_every_registered_identity_occurs_in_the_report() -> None:
    found = everything()
    for identity in register("A"):
        assert any(name in found for name in identity["names"]), identity["id"]
    for form in (
        "HADDLESTON",
        "PURCEY, Kieran",
        "K.P.",
        "C. Haddleston",
        "DI Maddern",
        "Hadleston",
        "O.H.",
        "11/08/1985",
    ):
        assert form in found, form


def test_the_report_is_thirty_pages_or_more_by_estimate() -> None:
    """An A4 page of 11 point text at 1.2 lines holds 42 lines of about 88 letters; tables 50 rows of their text."""
    document = docx.Document(BytesIO(report()))
    lines = 0.0
    for paragraph in document.paragraphs:
        heading = paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
        lines += 2.5 if heading else -(-len(paragraph.text) // 84) + 0.6
    for table in document.tables:
        widths = column_widths([[cell.text for cell in row.cells] for row in table.rows])
        for row in table.rows:
            cells = zip(row.cells, widths, strict=True)
            lines += 0.8 * max(-(-len(cell.text) * 100 // width) for cell, width in cells) + 0.5
    assert lines / 42 >= 29


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed; the estimate stands alone")
def test_libreoffice_lays_it_out_on_thirty_pages_or_more(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(report())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "report.docx"]
    subprocess.run(order, cwd=tmp_path, check=True, capture_output=True, timeout=90)
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "report.pdf").read_bytes())
    assert len(pages) >= 30


@given(st.text(alphabet=st.characters(exclude_characters="*_^[]{}<>|", exclude_categories=("Cs", "Cc"))))
def test_text_without_markup_is_one_plain_stretch(text: str) -> None:
    assert [token.text for token in tokens(text)] == ([text] if text else [])


@given(st.text(alphabet="abcdefgh XYZ-’", min_size=2, max_size=60))
def test_a_split_name_is_whole_again_when_its_runs_are_joined(name: str) -> None:
    pieces = [element.text or "" for made in split_runs(name) for element in made.iter(f"{W}t")]
    assert "".join(pieces) == name
    assert len(pieces) <= 4


# --------------------------------------------------------------------------------------- the story and its registers


def story() -> dict[str, Any]:
    return json.loads(read("story.json"))


def acts(key: str) -> list[dict[str, Any]]:
    return next(case["acts"] for case in story()["cases"] if case["key"] == key)


def words_of(value: object, skip: frozenset[str] | set[str] = frozenset()) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in skip:
                yield from words_of(inner, skip)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner, skip)


@pytest.mark.parametrize("key", ["A", "B", "C"])
def test_acts_stand_in_order_and_none_lies_after_today(key: str) -> None:
    days = [date.fromisoformat(act["on"]) for act in acts(key)]
    assert days == sorted(days)
    assert days[-1] <= date.fromisoformat(story()["today"])
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("key", ["A", "B", "C"])
def test_no_registered_name_stands_outside_the_restricted_fields(key: str) -> None:
    text = "\n".join(words_of(acts(key), RESTRICTED)).casefold()
    for identity in register(key):
        names = set(identity["names"])
        if identity["kind"] == "person":
            names |= {word for name in identity["names"] for word in name.split() if word not in TITLES}
        for name in names:
            assert not re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text), identity["id"]


@pytest.mark.parametrize("key", ["A", "B", "C"])
def test_a_published_form_holds_no_registered_name_and_no_initial_of_its_person(key: str) -> None:
    identities = register(key)
    assert len({identity["id"] for identity in identities}) == len(identities)
    for identity in identities:
        shown = identity["replacement"].casefold()
        for other in identities:
            assert not any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", shown) for name in other["names"])
        if identity["kind"] == "person":
            real = {word[0].casefold() for name in identity["names"] for word in name.split() if word not in TITLES}
            assert not real & {word[0] for word in shown.split()}, identity["id"]


def test_case_a_runs_from_the_notification_to_the_last_action() -> None:
    names = [act["act"] for act in acts("A")]
    assert (names[0], names[-1]) == ("notify", "close")
    order = ["decide", "draft_terms", "agree_terms", "ask_agencies", "import_report", "submit", "qa_letter", "publish"]
    assert [names.index(name) for name in order] == sorted(names.index(name) for name in order)
    ends = {"complete_action", "verify_action"}
    done = {(a["recommendation"], a["number"]) for a in acts("A") if a["act"] in ends}
    assert done == {(a["recommendation"], a["number"]) for a in acts("A") if a["act"] == "action"}
    assert len(done) == 14
    assert [act.get("source", "review") for act in acts("A") if act["act"] == "recommend"] == ["review"] * 5 + [
        "bmg"
    ] * 2
    assert sum("new_target_on" in act for act in acts("A")) == 1


def test_the_three_cases_stand_where_the_demo_says() -> None:
    decided = next(date.fromisoformat(act["on"]) for act in acts("B") if act["act"] == "decide")
    today = date.fromisoformat(story()["today"])
    assert date(decided.year + 1, decided.month - 6, decided.day) < today
    assert any(act["act"] == "letter" and act["kind"] == "delay" for act in acts("B"))
    assert all(act["act"] != "decide" for act in acts("C"))
    for key in "AB":
        terms = next(act for act in acts(key) if act["act"] == "draft_terms")
        assert len(terms["sections"]) == 17


def test_two_recommendations_of_two_kinds_are_carried_to_verified_closure() -> None:
    items = {a["number"]: a for a in acts("A") if a["act"] == "recommend" and a.get("source") == "bmg"}
    leads = {
        number: {a["lead_agency"] for a in acts("A") if a["act"] == "action" and a["recommendation"] == number}
        for number in items
    }
    assert (items["6"]["level"], len(leads["6"])) == ("single_agency", 1)
    assert (items["7"]["level"], len(leads["7"])) == ("multi_agency", 3)
    for number in items:
        planned = {a["number"] for a in acts("A") if a["act"] == "action" and a["recommendation"] == number}
        for name in ("accept_action", "action_evidence", "action_done", "verify_action"):
            assert {a["number"] for a in acts("A") if a["act"] == name and a["recommendation"] == number} == planned
    reported = {(a["recommendation"], a["number"]): a["reported_by"] for a in acts("A") if a["act"] == "action_done"}
    for act in acts("A"):
        if act["act"] == "verify_action":
            assert act["verified_by"] != reported[act["recommendation"], act["number"]]


def test_the_report_that_goes_out_has_no_words_for_the_panel_alone() -> None:
    release = json.loads(read("report.release.json"))
    made = build_overview_report(released(content(), release))
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert not any("comments" in name for name in package.namelist())
        words = " ".join(visible(etree.fromstring(package.read(name))) for name in package.namelist() if is_text(name))
    for told in ("not for release", "real names", "contact sheet", "for checking", "Haddleston, Trevanick"):
        assert told not in words
    assert "Version for publication" in words
    with pytest.raises(ValueError, match="no such words"):
        released(content(), {**release, "changes": [["no such words", ""]]})


def is_text(name: str) -> bool:
    return re.match(r"word/(document|header\d+|footer\d+|footnotes)\.xml", name) is not None
