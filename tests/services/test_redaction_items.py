"""Each item of a copy is decided on by a person; the next copy does as was chosen; approval waits for every one."""

from __future__ import annotations

import io
import json
from typing import cast

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from safermk_desktop.domain.documents import Audience, Certificate, ItemKind, PaperKind, RedactedCopy, RedactionItem
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services import queries, redacting, redaction_items
from safermk_desktop.services.certificate import certificate_fields
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.redaction.word_files import p, r, word_file
from tests.services import approving
from tests.services.test_public_set import add_name

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def report() -> bytes:
    """A report with a word to judge, a picture, and deleted text."""
    made, data, pixels = docx.Document(), io.BytesIO(), io.BytesIO()
    made.add_paragraph("Grace Ottermole lived there. They sang Amazing Grace.")
    Image.new("RGB", (9, 9), "red").save(pixels, "PNG")
    made.add_picture(pixels)
    gone = made.add_paragraph("Some words")
    gone._p.append(parse_xml(f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText> gone</w:delText></w:r></w:del>'))
    made.save(data)
    return data.getvalue()


@pytest.fixture
def report_id(session: Session, case_id: CaseId) -> RecordId:
    add_name(session, case_id, "Grace Ottermole")
    return redacting.keep_paper(
        session, case_id, report(), kind=PaperKind.OVERVIEW_REPORT, title="R", audience=Audience.RESTRICTED
    )


def make(session: Session, case_id: CaseId, report_id: RecordId) -> RedactedCopy:
    redacting.make_redacted_copy(session, case_id, report_id)
    return queries.case_file(session, case_id).copies[-1]


def items(session: Session, copy: RedactedCopy) -> dict[ItemKind, RedactionItem]:
    found = redaction_items.redaction_items(session, copy)
    assert len(found) == 3
    return {one.kind: one for one in found}


def approve(session: Session, copy: RedactedCopy) -> None:
    approving.approve(session, copy.case_id, copy.id)


def test_a_copy_is_approved_only_once_each_item_is_decided_on(
    session: Session, case_id: CaseId, report_id: RecordId
) -> None:
    copy = make(session, case_id, report_id)
    for item in items(session, copy).values():
        assert item.is_open
        with pytest.raises(EntryInvalid):
            approve(session, copy)
        redaction_items.choose(session, case_id, item.id, item.done)
    approve(session, copy)


def test_the_next_copy_does_as_was_chosen_and_only_that_can_be_approved(
    session: Session, case_id: CaseId, report_id: RecordId
) -> None:
    copy = make(session, case_id, report_id)
    for kind, choice in ((ItemKind.PICTURE, "keep"), (ItemKind.WORD, "leave"), (ItemKind.DELETED, "drop")):
        redaction_items.choose(session, case_id, items(session, copy)[kind].id, choice)
    with pytest.raises(EntryInvalid, match="before the last decisions"):
        approve(session, copy)
    again = make(session, case_id, report_id)
    assert not any(one.is_open for one in items(session, again).values())
    with session.vault.reading(Compartment.REVIEWS) as work:
        made = docx.Document(io.BytesIO(work.content(again.document_id)))
    assert len(made.inline_shapes) == 1
    assert made.paragraphs[0].text == "Adult K lived there. They sang Amazing Grace."
    approve(session, again)
    with pytest.raises(EntryInvalid, match="approved"):
        redaction_items.choose(session, case_id, items(session, again)[ItemKind.PICTURE].id, "drop")


def test_a_word_is_decided_on_anew_with_another_register_and_the_rest_is_not(
    session: Session, case_id: CaseId, report_id: RecordId
) -> None:
    copy = make(session, case_id, report_id)
    for item in items(session, copy).values():
        redaction_items.choose(session, case_id, item.id, item.done)
    add_name(session, case_id, "Bram Ostervale", "Adult L")
    found = items(session, make(session, case_id, report_id))
    assert {kind for kind, item in found.items() if item.is_open} == {ItemKind.WORD}


def test_what_cannot_be_chosen_is_refused(session: Session, case_id: CaseId, report_id: RecordId) -> None:
    found = items(session, make(session, case_id, report_id))
    for kind, choice in ((ItemKind.PICTURE, "leave"), (ItemKind.WORD, "keep"), (ItemKind.DELETED, "")):
        with pytest.raises(EntryInvalid):
            redaction_items.choose(session, case_id, found[kind].id, choice)
    with pytest.raises(EntryInvalid):
        redaction_items.choose(session, CaseId(case_id), found[ItemKind.WORD].id, "drop")


def test_a_picture_can_be_looked_at_and_that_is_on_the_record(
    session: Session, case_id: CaseId, report_id: RecordId
) -> None:
    found = items(session, make(session, case_id, report_id))
    shown = redaction_items.picture(session, case_id, found[ItemKind.PICTURE])
    assert shown is not None
    with Image.open(io.BytesIO(shown)) as image:
        assert image.size == (9, 9)
    last = session.vault.last_entry(Compartment.REVIEWS)
    assert last is not None
    assert last.what == "see_original"


def test_no_item_holds_a_name(session: Session, case_id: CaseId, report_id: RecordId) -> None:
    for item in items(session, make(session, case_id, report_id)).values():
        assert not {"grace", "ottermole"} & set(f"{item.what} {item.part} {item.key}".casefold().split())


BOX = '<w:highlight w:val="black"/>'
GONE = '<w:del w:id="1" w:author="x"><w:r><w:delText>Then Grace was said. </w:delText></w:r></w:del>'
SHAPE = '<w:r><w:pict><v:rect style="position:absolute"/></w:pict></w:r>'


def keep(session: Session, case_id: CaseId, data: bytes) -> RecordId:
    return redacting.keep_paper(
        session, case_id, data, kind=PaperKind.OVERVIEW_REPORT, title="R", audience=Audience.RESTRICTED
    )


def listed(session: Session, copy: RedactedCopy) -> dict[str, RedactionItem]:
    return {one.key: one for one in redaction_items.redaction_items(session, copy)}


def certificate_of(session: Session, case_id: CaseId) -> dict[str, object]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return json.loads(work.content(work.of_case(Certificate, case_id)[-1].json_id))


def test_choices_about_text_last_and_words_are_asked_for_again_where_the_text_changed(
    session: Session, case_id: CaseId
) -> None:
    add_name(session, case_id, "Grace Ottermole")
    data = word_file(p(r("Under ") + r("it", BOX) + r(" and ") + GONE + r("Amazing Grace.")))
    report_id = keep(session, case_id, data)
    copy = make(session, case_id, report_id)
    found = listed(session, copy)
    assert set(found) == {"box:1", "deleted:1", found_word(found)}
    assert redaction_items.words(session, case_id, found["deleted:1"]).strip() == "Then Grace was said."
    for key, choice in (("box:1", "replace"), ("deleted:1", "keep"), (found_word(found), "leave")):
        redaction_items.choose(session, case_id, found[key].id, choice)
    again = make(session, case_id, report_id)
    with session.vault.reading(Compartment.REVIEWS) as work:
        made = docx.Document(io.BytesIO(work.content(again.document_id)))
    assert made.paragraphs[0].text.startswith("Under [redacted] and Then ")
    now = listed(session, again)
    assert [(now[key].choice, now[key].is_open) for key in ("box:1", "deleted:1")] == [
        ("replace", False),
        ("keep", False),
    ]
    words = [one for one in now.values() if one.kind is ItemKind.WORD]
    assert len(words) == 2
    assert all(not one.choice for one in words)
    other = make(session, case_id, keep(session, case_id, data))
    assert all(not one.choice for one in listed(session, other).values())


def found_word(found: dict[str, RedactionItem]) -> str:
    return next(key for key, one in found.items() if one.kind is ItemKind.WORD)


def test_a_report_that_is_held_back_cannot_be_approved(session: Session, case_id: CaseId) -> None:
    add_name(session, case_id)
    copy = make(session, case_id, keep(session, case_id, word_file(p(r("Text") + SHAPE))))
    for item in listed(session, copy).values():
        redaction_items.choose(session, case_id, item.id, "hold" if item.kind is ItemKind.SHAPE else "seen")
    with pytest.raises(EntryInvalid, match="not to be published"):
        approve(session, copy)
    redaction_items.choose(session, case_id, listed(session, copy)["shape:1"].id, "seen")
    approve(session, copy)


def test_the_certificate_is_renewed_with_the_last_decision_and_the_approval(session: Session, case_id: CaseId) -> None:
    add_name(session, case_id)
    copy = make(session, case_id, keep(session, case_id, word_file(p(r("Text ") + r("it", BOX) + GONE))))
    first = certificate_of(session, case_id)
    assert "not decided yet" in {one["choice"] for one in cast("list[dict[str, str]]", first["decisions"])}
    for item in listed(session, copy).values():
        redaction_items.choose(session, case_id, item.id, item.done)
    second = certificate_of(session, case_id)
    assert {one["choice"] for one in cast("list[dict[str, str]]", second["decisions"])} == {"keep", "drop"}
    assert "approved_by" not in second
    approve(session, copy)
    third = certificate_of(session, case_id)
    assert third["approved_by"] == "B. Other"
    assert (third["file"], third["register"], third["decisions"]) == (
        first["file"],
        first["register"],
        second["decisions"],
    )
    rows = {row["label"]: row["value"] for row in cast("list[dict[str, str]]", certificate_fields(third)["rows"])}
    assert "published, readable." in rows["Decided"]
    assert rows["Approved"].startswith("B. Other")
