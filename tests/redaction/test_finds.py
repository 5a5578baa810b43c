"""Text under a box, hidden and deleted text, shapes over the page: each is found, and done with as was chosen."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.engine import RedactionOptions, redact, words_of
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.rebuild.finds import CHOICES
from safermk_desktop.redaction.report import Find
from safermk_desktop.redaction.text import plain_text
from tests.redaction.test_real_files import oracle
from tests.redaction.word_files import NAME, p, part, r, register, word_file

NOBODY = register("Zebediah Quillfeather")
BLACK = '<w:highlight w:val="black"/>'
BARRED = '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
GONE = '<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
VEILS = (
    BLACK,
    BARRED,
    WHITE,
    '<w:sz w:val="2"/>',
    '<w:w w:val="1"/>',
    '<w:position w:val="600"/>',
    '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
    '<w:color w:val="FDFDFD"/>',
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    '<w:color w:val="101010"/><w:shd w:val="pct95" w:color="000000" w:fill="FFFFFF"/>',
)
PLAIN = (
    "",
    '<w:color w:val="FF0000"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:val="pct90" w:color="000000" w:fill="FFFFFF"/>',
    '<w:sz w:val="12"/>',
)
SHAPE = (
    '<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:extent cx="9" cy="9"/>{wrap}<a:graphic><a:graphicData '
    'uri="x"><wps:wsp><wps:spPr><a:prstGeom prst="{form}"/>{fill}</wps:spPr></wps:wsp></a:graphicData></a:graphic>'
    "</wp:anchor></w:drawing></w:r>"
)
FILLED = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'


def styled(body: str, style: str) -> bytes:
    return word_file(body, parts={"styles.xml": ("styles", part("styles", style))})


def finds(data: bytes, **choices: str) -> list[Find]:
    chosen = {key.replace("_", ":"): choice for key, choice in choices.items()}
    return list(redact(data, NOBODY, RedactionOptions(finds=chosen)).report.finds)


def text_of(data: bytes, chosen: dict[str, str]) -> str:
    return plain_text(read_word(redact(data, NOBODY, RedactionOptions(finds=chosen)).data))


def body_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("veil", VEILS)
def test_text_that_cannot_be_read_is_found_and_laid_bare(veil: str) -> None:
    data = word_file(p(r("Before ") + r("the words", veil) + r(" after")))
    copy = redact(data, NOBODY)
    assert [(one.key, one.place, one.done) for one in copy.report.finds] == [("box:1", 1, "keep")]
    assert plain_text(read_word(copy.data)) == "Before the words after\n"
    assert not redact(copy.data, NOBODY).report.finds
    assert words_of(data, "box:1", {}) == "the words"


@pytest.mark.parametrize("look", PLAIN)
def test_text_that_can_be_read_is_none(look: str) -> None:
    assert not finds(word_file(p(r("The words", look))))


@pytest.mark.parametrize(
    ("choice", "left"),
    [("keep", "Before the words after\n"), ("replace", "Before [redacted] after\n"), ("remove", "Before  after\n")],
)
def test_a_person_decides_on_text_under_a_box(choice: str, left: str) -> None:
    data = word_file(p(r("Before ") + r("the ", BLACK) + r("words", BARRED) + r(" after")))
    assert len(finds(data)) == 1
    assert text_of(data, {"box:1": choice}) == left


def test_a_box_that_is_a_paragraph_s_or_a_cell_s_shading_goes_with_its_text() -> None:
    shade = '<w:shd w:val="clear" w:fill="000000"/>'
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr>{p(r('One'))}</w:tc><w:tc>{p(r('Two'))}</w:tc></w:tr></w:tbl>"
    for body in (p(r("One"), shade) + p(r("Two")), cell):
        copy = redact(word_file(body), NOBODY)
        assert len(copy.report.finds) == 1
        assert 'fill="000000"' not in body_of(copy.data)
    mixed = redact(word_file(p(r("Dark", '<w:color w:val="000000"/>') + r("Light", WHITE), shade)), NOBODY)
    assert len(mixed.report.finds) == 1
    assert 'fill="000000"' in body_of(mixed.data)


def test_colour_and_size_of_a_style_count() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:rPr>'
        '<w:color w:val="FFFFFF"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    )
    ink = '<w:color w:val="000000"/>'
    body = p(r("white"), '<w:pStyle w:val="B"/>') + p(r("ink", ink), '<w:pStyle w:val="B"/>')
    body += p(r("small", '<w:rStyle w:val="C"/>')) + p(r("plain"))
    copy = redact(styled(body, style), NOBODY)
    assert [one.place for one in copy.report.finds] == [1, 3]
    assert not redact(copy.data, NOBODY).report.finds


def test_hidden_text_is_left_out_or_shown() -> None:
    hidden = r("not ", "<w:vanish/>") + r("for you", "<w:vanish/>")
    data = word_file(p(r("It is ") + hidden + r(".")) + p(r("More", "<w:vanish/>")))
    assert [(one.key, one.place) for one in finds(data)] == [("hidden:1", 1), ("hidden:2", 2)]
    assert text_of(data, {}) == "It is .\n\n"
    assert text_of(data, {"hidden:1": "keep"}) == "It is not for you.\n\n"
    assert words_of(data, "hidden:1", {}) == "not for you"


def test_deleted_text_is_left_out_or_put_back() -> None:
    row = f'<w:tbl><w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc>{p(GONE.format("row"))}</w:tc></w:tr></w:tbl>'
    data = word_file(p(r("Here ") + GONE.format("and there ") + r("it is.")) + row + p(r("End")))
    assert [one.key for one in finds(data)] == ["deleted:1", "deleted:2"]
    assert text_of(data, {}) == "Here it is.\nEnd\n"
    assert text_of(data, {"deleted:1": "keep"}) == "Here and there it is.\nEnd\n"
    assert text_of(data, {"deleted:2": "keep"}) == "Here it is.\nrow\t\nEnd\n"


def test_text_moved_away_is_told_and_never_put_back_beside_where_it_was_moved_to() -> None:
    away, here = (f'<w:{tag} w:id="1" w:author="x">{r("the words")}</w:{tag}>' for tag in ("moveFrom", "moveTo"))
    data = word_file(p(r("From ") + away) + p(r("To ") + here) + p(away.replace("the words", "")))
    for choice in ("seen", "hold", "keep", "drop", ""):
        copy = redact(data, NOBODY, RedactionOptions(finds={"moved:1": choice, "deleted:1": choice}))
        assert [(one.key, one.done) for one in copy.report.finds] == [
            ("moved:1", choice if choice == "hold" else "seen")
        ]
        assert plain_text(read_word(copy.data)) == "From \nTo the words\n\n"
    assert words_of(data, "moved:1", {}) == "the words"
    row = f'<w:tbl><w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc>{p(away + r("row"))}</w:tc></w:tr></w:tbl>'
    assert text_of(word_file(row + p(here)), {"deleted:1": "keep"}) == "row\t\nthe words\n"


TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="{}"/></w:tblPr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize(
    ("ground", "colour", "run", "found"),
    [
        ("000000", "", '<w:color w:val="000000"/>', True),
        ("000000", "", "", True),
        ("000000", "FFFFFF", "", False),
        ("1F3864", "", '<w:color w:val="203864"/>', True),
        ("1F3864", "", '<w:color w:val="FFFFFF"/>', False),
        ("FFFF00", "FFFF00", "", True),
        ("FFFF00", "FFFF00", '<w:color w:val="000000"/>', False),
        ("", "FFFFFF", "", True),
        ("DDDDDD", "", "", False),
    ],
)
def test_the_ground_and_the_colour_of_a_table_style_count(ground: str, colour: str, run: str, *, found: bool) -> None:
    shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{ground}"/></w:tcPr>' if ground else ""
    ink = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else ""
    style = (
        '<w:style w:type="table" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="table" w:styleId="A"><w:name w:val="A"/>{ink}{shade}</w:style>'
    )
    plain = p(r("plain", '<w:color w:val="808080"/>'))
    data = styled(TABLE.format("B", p(r("words", run)), plain) + p(r("after", '<w:color w:val="101010"/>')), style)
    copy = redact(data, NOBODY)
    assert [one.place for one in copy.report.finds] == [1] * found
    assert not redact(copy.data, NOBODY).report.finds


def test_of_a_table_style_that_colours_rows_apart_nothing_is_told() -> None:
    for apart in (
        '<w:tcPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr>',
        '<w:rPr><w:color w:val="FF0000"/></w:rPr>',
    ):
        style = (
            '<w:style w:type="table" w:styleId="A"><w:name w:val="A"/>'
            '<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
            f'<w:tblStylePr w:type="firstRow">{apart}</w:tblStylePr></w:style>'
        )
        ink = '<w:color w:val="101010"/>'
        assert not redact(styled(TABLE.format("A", p(r("one", ink)), p(r("two", ink))), style), NOBODY).report.finds


def test_a_key_does_not_depend_on_what_is_chosen() -> None:
    inner = GONE.format("x").replace("<w:r>", f"<w:r><w:rPr>{BLACK}</w:rPr>")
    data = word_file(p(inner + r("a") + r("b", BLACK) + r("c") + GONE.format("d")))
    assert [one.key for one in finds(data)] == ["deleted:1", "box:1", "deleted:2"]
    assert [one.key for one in finds(data, deleted_1="keep")] == ["deleted:1", "deleted:1/box:1", "box:1", "deleted:2"]
    assert text_of(data, {"deleted:1": "keep", "deleted:1/box:1": "remove", "box:1": "replace"}) == "a[redacted]c\n"


@pytest.mark.parametrize(
    ("behind", "wrap", "form", "fill", "over"),
    [
        ("0", "<wp:wrapNone/>", "rect", FILLED, True),
        ("1", "<wp:wrapNone/>", "rect", FILLED, False),
        ("0", "<wp:wrapSquare/>", "rect", FILLED, False),
        ("0", "<wp:wrapNone/>", "line", FILLED, False),
        ("0", "<wp:wrapNone/>", "rect", "<a:noFill/>", False),
    ],
)
def test_a_filled_shape_over_the_page_is_listed(behind: str, wrap: str, form: str, fill: str, *, over: bool) -> None:
    data = word_file(p(r("Text") + SHAPE.format(behind=behind, wrap=wrap, form=form, fill=fill)))
    assert [one.kind for one in finds(data)] == ["shape"] * over
    assert text_of(data, {}) == "Text\n"


def test_an_old_shape_over_the_page_is_listed() -> None:
    shape = '<w:r><w:pict><v:rect style="position:absolute;z-index:{}" {}/></w:pict></w:r>'
    assert [one.kind for one in finds(word_file(p(r("Text") + shape.format(5, ""))))] == ["shape"]
    for other in (shape.format(-5, ""), shape.format(5, 'filled="f"')):
        assert not finds(word_file(p(r("Text") + other)))


def test_unknown_elements_and_custom_data_are_told() -> None:
    data = word_file(p(r("Text") + "<x:thing>words</x:thing>") + "<x:thing/>")
    assert "unknown element" in {one.what for one in redact(data, NOBODY).report.dropped}
    assert "unknown element" not in {one.what for one in redact(word_file(p(r("Text"))), NOBODY).report.dropped}


def test_neither_words_nor_names_stand_in_the_report() -> None:
    data = word_file(p(r(NAME, BLACK) + r("a") + r(NAME, "<w:vanish/>") + r("b") + GONE.format(NAME)))
    report = json.dumps(redact(data, register()).report.as_json())
    assert not any(word in report for word in NAME.split())
    assert len(cast("list[object]", json.loads(report)["finds"])) == 3


def holds(data: bytes, words: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(words.encode() in archive.read(name) for name in archive.namelist())


def test_the_oracle_finds_nothing_of_what_was_taken_out(tmp_path: Path) -> None:
    secret = "Zebediah Quillfeather"
    runs = r(secret, BLACK) + r("a") + r(secret, WHITE) + r("b") + r(secret, "<w:vanish/>") + GONE.format(secret)
    data = word_file(p(r("Text ") + runs))
    nobody = register("Orlagh Tremayne")
    for choice in ("remove", "replace"):
        taken = redact(data, nobody, RedactionOptions(finds={"box:1": choice, "box:2": choice})).data
        assert oracle(taken, [secret], tmp_path) == 0
    assert oracle(redact(data, nobody).data, [secret], tmp_path) == 1


KINDS = (BLACK, WHITE, "<w:vanish/>", "deleted", "")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans()), min_size=1, max_size=6), st.data())
def test_what_somebody_takes_out_is_nowhere_in_the_copy(runs: list[tuple[str, bool]], data: st.DataObject) -> None:
    """Nothing under a box or hidden that was to go survives, whatever else was chosen; keys stay as they are."""
    secrets = [f"Qx{at}zj" for at in range(len(runs))]
    made = [
        GONE.format(secret) if kind == "deleted" else r(secret, kind)
        for (kind, _), secret in zip(runs, secrets, strict=True)
    ]
    source = word_file(
        "".join(p(one) if apart else f"{p(one)}{p(r('between'))}" for one, (_, apart) in zip(made, runs, strict=True))
    )
    listed = redact(source, NOBODY).report.finds
    choices = {str(kind): options for kind, options in CHOICES.items()}
    chosen = {one.key: data.draw(st.sampled_from(choices[one.kind])) for one in listed}
    copy = redact(source, NOBODY, RedactionOptions(finds=chosen))
    assert {one.key for one in copy.report.finds} >= {one.key for one in listed}
    words = {one.key: words_of(source, one.key, chosen) for one in listed}
    for key, choice in chosen.items():
        for secret in secrets:
            if secret in words[key]:
                assert holds(copy.data, secret) is (choice == "keep")


@pytest.mark.parametrize(
    ("choice", "text"), [("keep", "Adult V came."), ("replace", "[redacted] came."), ("remove", " came.")]
)
@pytest.mark.parametrize(
    "runs",
    [
        (("Tremay", ""), ("ne", BLACK), (" came.", "")),
        (("Orlagh Tre", ""), ("ma", BLACK), ("y", BLACK), ("ne came.", "")),
        (("Orl", BLACK), ("agh Tremayne came.", "")),
        (("Orlagh ", BLACK), ("Tremayne came.", "")),
    ],
)
def test_a_name_that_reaches_out_from_under_a_box_goes_with_it(
    runs: tuple[tuple[str, str], ...], choice: str, text: str
) -> None:
    data = word_file(p("".join(r(piece, properties) for piece, properties in runs)))
    copy = redact(data, register("Orlagh Tremayne"), RedactionOptions(finds={"box:1": choice}))
    assert plain_text(read_word(copy.data)) == text + "\n"
    assert not copy.report.proof.survivors


def test_text_under_a_box_stays_away_where_the_line_is_stored_backwards() -> None:
    line = f'<w:bdo w:val="rtl">{r("dcba")}{r("zyxw", BLACK)}{r("hgfe")}</w:bdo>'
    copy = redact(word_file(p(line)), NOBODY, RedactionOptions(finds={"box:1": "remove"}))
    assert sorted(plain_text(read_word(copy.data)).strip()) == sorted("abcdefgh")
