"""Ways in which somebody tried to keep a name in a published file: each is closed, and both proofs see it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import Identity, Register, register_to_json
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.verifier import verify
from tests.redaction.word_files import p, r, unzipped, word_file

REGISTER = Register(
    (
        Identity("p1", "person", "subject", ("Zebediah Quillfeather",), "Adult K"),
        Identity("p2", "person", "child", ("Orlagh Ní-Bhriain",), "Child M"),
        Identity("p3", "person", "", ("Siobhán O’Hanlon-Pricket",), "Adult Q"),
        Identity("p4", "person", "", ("Mark Baker",), "Adult R"),
        Identity("p5", "person", "", ("Abdul Rahman al-Khatib",), "Adult S"),
        Identity("p6", "person", "", ("Tom Ellerbeck",), "Adult T"),
        Identity("a1", "place", "", ("16 Aldergate Close, Stanbrook", "MK9 9ZZ"), "an address in Milton Keynes"),
        Identity("a2", "place", "", ("The Old Rectory, Tithe Lane, Wexcombe",), "an address"),
        Identity("a3", "place", "", ("7 St Swithin's Rd, Wexcombe",), "an address"),
        Identity("a4", "place", "", ("9 Kings Road, Wexcombe",), "an address"),
        Identity("s1", "organisation", "", ("Meadowbank Primary School",), "a primary school"),
        Identity("s2", "organisation", "", ("St Wilfa's & St Osyth's School",), "a school"),
        Identity("o1", "organisation", "", ("Brightwell Logistics Ltd",), "her employer"),
        Identity("d1", "date", "", ("14 March 1986",), "1986"),
        Identity("c1", "contact", "", ("07700 900214",), "[contact removed]"),
        Identity("c2", "contact", "", ("wrenbird86@example.org",), "[contact removed]"),
        Identity("c3", "contact", "", ("+44 7700 900377",), "[contact removed]"),
        Identity("r1", "reference", "", ("TVP-23-55017",), "[reference removed]"),
    ),
    "month_year",
    ("Thames Valley Police", "Milton Keynes"),
)
SECRETS = (
    "quillfeather zebediah orlagh bhriain siobhan pricket hanlon rahman khatib aldergate tithelane swithin kingsrd"
    " kingsroad mk99zz meadowbankprimary meadowbankschool wilfa brightwelllogistics 14march1986 14thmarch1986 14031986"
    " 19860314 140386 1431986 7700900214 7700900377 wrenbird86 tvp2355017 baker tommy ellerbeck"
).split()


def left_of(data: bytes) -> set[str]:
    """What of the secrets still stands anywhere in the text or the attributes of a package, its paragraphs glued."""
    found: set[str] = set()
    for content in unzipped(data).values():
        text = content.decode("utf-8")
        texts = (*text.split("</w:p>"), text)
        pieces = ["".join(re.findall(r">([^<]*)<", one)) for one in texts] + re.findall(r'="([^"]*)"', text)
        for piece in pieces:
            plain = "".join(c for c in unicodedata.normalize("NFKD", piece).lower() if c.isalnum())
            found |= {secret for secret in SECRETS if secret in plain}
    return found


def published(body: str) -> str:
    copy = redact(word_file(body), REGISTER)
    assert copy.report.proof.survivors == ()
    assert verify(copy.data, register_to_json(REGISTER)).found == ()
    assert left_of(copy.data) == set()
    return plain_text(read_word(copy.data)).removesuffix("\n")


@pytest.mark.parametrize(
    "written, expected",
    [
        ("the two Zebediahs", "the two Adult K’s"),
        ("then Tommy said", "then Adult T said"),
        ("by mr baker.", "by Adult R."),
        ("mrs baker said", "Adult R said"),
        ("the O’Hanlons, OHanlons and OHanlon", "the family of Adult Q, Adult Q’s and Adult Q"),
        ("S.O.P. and S.P. and AK", "Adult Q and Adult Q and Adult S"),
        ("Mr Rahman", "Adult S"),
        ("[Quill]feather", "[Adult K"),
        ("Quill/feather", "Adult K"),
        ("#justiceforzebediahquillfeather", "#justiceforAdult K"),
        ("#justiceforzebediah", "#justiceforAdult K"),
        ("@xxquillfeatherxx", "@xx[name]xx".replace("[name]", "Adult K")),
        ("Zebediah Quillfeatherwas there", "Adult Kwas there"),
        ("ofzebediah quillfeather", "ofAdult K"),
        ("thomasellerbeck86", "Adult T86"),
        ("16 Aldergate", "An address in Milton Keynes"),
        ("16 Alder gate Close", "An address in Milton Keynes"),
        ("MK9 9Z Z", "An address in Milton Keynes"),
        ("AldergateClose", "An address in Milton Keynes"),
        ("Tithe Lane", "An address"),
        ("Tithe Ln", "An address"),
        ("7 St Swithins Road", "An address"),
        ("Saint Swithin’s Rd", "An address"),
        ("St. Swithins Rd", "An address"),
        ("King’s Road", "An address"),
        ("9 Kings Rd.", "An address."),
        ("Meadowbank Primary", "A primary school"),
        ("Meadowbank School", "A primary school"),
        ("www.meadowbankprimaryschool.co.uk", "www.a primary school.co.uk"),
        ("St Wilfas and St Osyths School", "A school"),
        ("Saint Wilfa’s and Saint Osyth’s School", "A school"),
        ("info@brightwelllogistics.com", "info@her employer.com"),
        ("DOB-14/03/1986", "DOB-1986"),
        ("end.14/03/1986 then", "end.1986 then"),
        ("he/14.3.1986 then", "he/1986 then"),
        ("15-17/03/2021", "March 2021"),
        ("12:00-14/03/1986", "12:00-1986"),
        ("DOB 140386", "DOB 1986"),
        ("14 03 1986", "1986"),
        ("14031986, 19860314", "1986, 1986"),
        ("IMR_14_03_1986.docx", "IMR_1986.docx"),
        ("14|03|1986", "1986"),
        (r"14\3\1986", "1986"),
        ("1986 March 14", "1986"),
        ("the fourteenth of March, nineteen hundred and eighty-six", "1986"),
        ("7700 900214", "[contact removed]"),
        ("0044 (0) 7700 900214", "[contact removed]"),
        ("07700 900377", "[contact removed]"),
        ("٠٧٧٠٠ ٩٠٠٢١٤", "[contact removed]"),
        ("Z3bediah Qu1llfeather", "Adult K Adult K"),
        ("Orl4gh", "Child M"),
        ("TVP-23-55O17, TVP 23 550l7", "[reference removed], [reference removed]"),
        ("O7700 9OO214", "[contact removed]"),
        ("l4 March l986", "1986"),
    ],
)
def test_a_name_in_another_writing_is_replaced(written: str, expected: str) -> None:
    text = published(p(r(written.replace("&", "&amp;"))))
    assert text.lower() == expected.lower()


@pytest.mark.parametrize(
    "written",
    [
        "by mr baker.", "#justiceforzebediah", "@xxquillfeatherxx", "7 St Swithins Road", "Tithe Lane", "9 Kings Rd",
        "St Swithin’s Road", "7700 900214", "00447700900214", "٠٧٧٠٠ ٩٠٠٢١٤", "14|03|1986", "DOB_14_03_1986",
        "the fourteenth of March, nineteen hundred and eighty-six", "St Wilfas & St Osyths School", "TVP-23-55O17",
        "O7700 9OO214", "14 March l986",
    ],
)  # fmt: skip
def test_the_verifier_sees_it_too(written: str) -> None:
    data = word_file(p(r(written.replace("&", "&amp;"))))
    assert verify(data, register_to_json(REGISTER)).found


@pytest.mark.parametrize(
    "name, kind, written",
    [
        ("Daniel Love", "person", "He loved her."),
        ("Bill Stone", "person", "Two unpaid bills."),
        ("Ed Park", "person", "She parked the parked car."),
        ("Al Ross", "person", "They agreed across, alright."),
        ("Les Hand", "person", "It handles that."),
        ("Ian Art", "person", "A martian read the handbook."),
        ("4 The Green, Wexcombe", "place", "He had the green light."),
        ("1 High Street, Wexcombe", "place", "It was a shop of the high street."),
        ("12 Park View, Wexcombe", "place", "There were 12 park keepers."),
    ],
)
def test_words_that_only_look_like_a_name_joined_or_shortened_stay(name: str, kind: str, written: str) -> None:
    register = Register((Identity("x1", kind, "", (name,), "[removed]"),))
    copy = redact(word_file(p(r(written))), register)
    assert plain_text(read_word(copy.data)) == written + "\n"
    assert verify(copy.data, register_to_json(register)).found == ()


@pytest.mark.parametrize(
    "written",
    [
        "The Dr may call; PC will attend; the Sister will see.",
        "https://www.example.org/2021/03/15/news",
        "Section 10.1.15.3.2021 and version 1.15.3.21",
        "a remark, a bakery, a marked man",
        "It cost £140,386 in 2021.",
        "He paid 10 of 12 for a 2l bottle; O2, 4G, 3D, H1N1 and b2b.",
    ],
)
def test_what_is_no_name_stays(written: str) -> None:
    register = Register(
        (*REGISTER.identities[3:4], Identity("p9", "person", "", ("Will May",), "Adult X")), "month_year"
    )
    copy = redact(word_file(p(r(written))), register)
    assert plain_text(read_word(copy.data)) == written + "\n"


MARKS = ("\u200b", "\u00ad", "\u2060")


@pytest.mark.parametrize("mark", [*MARKS, "<w:softHyphen/>"])
def test_a_name_with_an_invisible_mark_against_the_next_run_is_replaced(mark: str) -> None:
    middle = f"<w:r>{mark}</w:r>" if mark.startswith("<") else r(mark)
    body = p(r("it was ") + r("Quillf") + middle + r("eather") + r("over there"))
    assert published(body).replace("\u2060", "") == "it was Adult Kover there"


@pytest.mark.parametrize("pieces", [("Quillfeather",), ("Quill", "feather"), ("Q", "uill", "feat", "her")])
def test_the_verifier_sees_a_surname_that_runs_alone_part_from_a_word(pieces: tuple[str, ...]) -> None:
    data = word_file(p(r("it was ") + "".join(map(r, pieces)) + r("over there")))
    assert [one.id for one in verify(data, register_to_json(REGISTER)).found] == ["p1"]


@pytest.mark.parametrize("words", [("Brightwell", "Logistics"), ("Aldergate", "Close"), ("Zebediah", "Quillfeather")])
def test_paragraphs_that_a_deleted_mark_joins_are_one_word(words: tuple[str, str]) -> None:
    first, second = words
    text = published(p(r(first), '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>') + p(r(second)))
    assert first not in text


@pytest.mark.parametrize(
    "letters", ["14031986", "14thMarch1986", "14Mar1986", "AldergateClose", "OHanlon", "07700900214"]
)
def test_one_letter_in_each_box_of_a_form_is_replaced(letters: str) -> None:
    cells = "".join(f"<w:tc>{p(r(letter))}</w:tc>" for letter in letters)
    published(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p(r("after it")))
