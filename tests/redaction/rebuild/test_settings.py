"""Settings that change the layout survive, all others do not; notes keep their own marks and their way of numbering."""

from __future__ import annotations

from xml.etree import ElementTree

from safermk_desktop.redaction.engine import redact
from tests.redaction.visible_text import VAL, W, look
from tests.redaction.word_files import NAME, p, part, r, register, unzipped, word_file

URI = "http://schemas.microsoft.com/office/word"


def settings_of(content: str) -> ElementTree.Element:
    """The settings of the copy of a file with these settings."""
    parts = {"settings.xml": ("settings", part("settings", content))}
    return ElementTree.fromstring(
        unzipped(redact(word_file(p(r("x")), parts=parts), register()).data)["word/settings.xml"]
    )


def test_layout_survives_and_nothing_else() -> None:
    made = settings_of(
        f'<w:attachedTemplate w:val="{NAME}"/><w:mirrorMargins/><w:defaultTabStop w:val="360"/>'
        '<w:evenAndOddHeaders w:val="0"/><w:autoHyphenation/><w:documentProtection w:edit="forms"/>'
        f'<w:compat><w:spaceForUL/><w:growAutofit w:val="0"/><w:compatSetting w:name="compatibilityMode" w:uri="{URI}"'
        f' w:val="12"/><w:compatSetting w:name="{NAME}" w:uri="{URI}" w:val="1"/>'
        f'<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{URI}" w:val="{NAME}"/></w:compat>'
        '<w:rsids><w:rsid w:val="00AA11BB"/></w:rsids>'
    )
    assert [one.tag.removeprefix(W) for one in made] == [
        "mirrorMargins", "defaultTabStop", "autoHyphenation", "compat", "themeFontLang",
    ]  # fmt: skip
    compat = made.find(f"{W}compat")
    assert compat is not None
    assert [(one.tag.removeprefix(W), one.get(f"{W}name"), one.get(VAL)) for one in compat] == [
        ("spaceForUL", None, None),
        ("compatSetting", "compatibilityMode", "12"),
    ]


def test_a_file_that_names_no_edition_gets_none() -> None:
    made = settings_of("")
    assert [one.tag.removeprefix(W) for one in made] == ["defaultTabStop", "compat", "themeFontLang"]
    assert len(made[1]) == 0


def test_notes_keep_their_own_marks_and_numbering() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"{}/>{}</w:r>'
    body = p(r("a") + note.format(2, ' w:customMarkFollows="1"', "<w:t>*</w:t>") + r("b") + note.format(3, "", ""))
    notes = "".join(f'<w:footnote w:id="{at}">{p(r(text))}</w:footnote>' for at, text in ((2, "own"), (3, NAME)))
    numbers = '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:footnote w:id="-1"/></w:footnotePr>'
    data = word_file(
        body,
        parts={
            "footnotes.xml": ("footnotes", part("footnotes", notes)),
            "settings.xml": ("settings", part("settings", numbers)),
        },
    )
    copy = redact(data, register()).data
    seen = look(copy).paragraphs
    assert seen["body"][0].text == look(data).paragraphs["body"][0].text == "a\ue000own mark*b\ue000"
    assert [seen[f"footnote {at}"][0].text for at in (1, 2)] == ["own", "Adult V"]
    made = ElementTree.fromstring(unzipped(copy)["word/settings.xml"]).find(f"{W}footnotePr")
    assert made is not None
    assert [one.tag.removeprefix(W) for one in made] == ["numFmt", "footnote", "footnote"]
