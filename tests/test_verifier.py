"""The independent leak check: what it must find, what it must leave alone, and how it says so."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import random
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.verifier import DOTS, FileUnreadable, RegisterUnusable, Verdict, fold, verify
from tests.scale import SOAK
from tests.shared import shared_folder

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PERSON = {"id": "p1", "kind": "person", "names": ["Ottoline Farnaby-Crewe", "Otty"], "replacement": "Adult K"}
quick = settings(max_examples=40, deadline=None)


def register(*identities: dict[str, Any], **more: Any) -> str:
    return json.dumps({"version": 1, "identities": list(identities or (PERSON,)), **more})


def person(*names: str, one: str = "p1", replacement: str = "Adult K") -> dict[str, Any]:
    return {"id": one, "kind": "person", "names": list(names), "replacement": replacement}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def runs(*texts: str) -> str:
    return "".join(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts)


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'


def package(body: str = "", **parts: str | bytes) -> bytes:
    """A small Word file; further parts by name, with ``__`` for ``/`` and ``_dot_`` for ``.``."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types><Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        archive.writestr("word/document.xml", document(body))
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def page(*paragraphs: str) -> bytes:
    return package("".join(f"<w:p>{runs(text)}</w:p>" for text in paragraphs))


def look(text: str, *identities: dict[str, Any], **more: Any) -> Verdict:
    return verify(page(text), register(*identities, **more))


def found(text: str, *identities: dict[str, Any], **more: Any) -> list[str]:
    return [one.id for one in look(text, *identities, **more).found]


def review(text: str, *identities: dict[str, Any], **more: Any) -> list[str]:
    return [one.id for one in look(text, *identities, **more).review]


# ---------------------------------------------------------------------------------------------- what it says


def test_a_clean_file_is_clean() -> None:
    verdict = look("Adult K lived alone and told nobody.")
    assert (verdict.clean, verdict.found, verdict.review, verdict.unread) == (True, (), (), ())
    assert verdict.parts == 2
    assert verdict.terms > 5


def test_the_json_is_the_contracts_and_never_holds_the_name() -> None:
    verdict = look("She told Ottoline Farnaby-Crewe twice; Farnaby-Crewe agreed.")
    told = verdict.as_json()
    assert set(told) == {"clean", "found", "review", "unread", "parts", "terms"}
    assert told["clean"] is False
    assert told["found"][0] == {
        "id": "p1",
        "part": "word/document.xml",
        "where": "paragraph 1",
        "context": f"She told {DOTS} twice; {DOTS} agreed.",
    }
    assert "farnaby" not in json.dumps(told).lower()


def test_dots_do_not_tell_the_length_of_a_name() -> None:
    contexts = {look(f"It was {name} again.", person(name)).found[0].context for name in ("Bo", "Wolfeschlegelstein")}
    assert contexts == {f"It was {DOTS} again."}


def test_a_part_named_after_a_person_is_told_without_the_name() -> None:
    data = package("", word__media__Farnaby_dot_xml="<a>Farnaby</a>")
    verdict = verify(data, register())
    assert verdict.found
    assert "farnaby" not in json.dumps(verdict.as_json()).lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "identities": [{"id": "p", "kind": "person", "names": ["Otty"]}]}',
        '{"version": 1, "identities": []}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": []}]}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": [""]}]}',
        '{"version": 1, "identities": [{"id": "p", "kind": "ghost", "names": ["Otty"]}]}',
        '{"version": 1, "identities": [{"kind": "person", "names": ["Otty"]}]}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": ["Otty"]}], "dates": "never"}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": "Otty"}]}',
        '{"version": 1, "identities": [{"id": "p", "kind": "person", "names": ["Otty"]}], "keep": [3]}',
        '{"version": 1, "identities": [[]]}',
        '{"version": 1, "identities": [{"id": ["p"], "kind": ["person"], "names": ["Otty"]}]}',
        "[" * 5000,
    ],
)
def test_a_register_that_breaks_the_contract_is_refused(text: str) -> None:
    with pytest.raises(RegisterUnusable):
        verify(page("x"), text)


def test_a_replacement_that_tells_another_name_is_refused() -> None:
    with pytest.raises(RegisterUnusable) as refused:
        look("x", PERSON, person("Bram Oduya", one="p2", replacement="Otty's cousin"))
    assert (refused.value.reason, refused.value.entry) == ("replacement", 2)


@pytest.mark.parametrize("one", ["dates", "otty", "crewe-2", "FarnabyCase", "xottolinex"])
def test_an_id_that_would_print_a_name_is_refused(one: str) -> None:
    with pytest.raises(RegisterUnusable) as refused:
        look("x", person("Bram Oduya"), PERSON | {"id": one})
    assert (refused.value.reason, refused.value.entry) == ("invalid", 2)
    assert not any(name in str(refused.value).lower() for name in ("otty", "farnaby", "crewe", "ottoline"))


@pytest.mark.parametrize("one", ["p1", "subject", "an-adult", "crewed", "0f" * 16])
def test_an_id_that_tells_nothing_is_fine(one: str) -> None:
    assert found("Otty came", PERSON | {"id": one}) == [one]


def test_an_empty_register_is_told_as_such() -> None:
    with pytest.raises(RegisterUnusable) as refused:
        verify(page("x"), '{"version": 1, "identities": []}')
    assert (refused.value.reason, refused.value.entry) == ("empty", 0)


COMPOUND = b"\xd0\xcf\x11\xe0" + bytes(600)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_word"),
        (b"{\\rtf1 Otty}", "not_word"),
        (COMPOUND, "not_word"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK", "damaged"),
        (b"PK\x05\x06" + bytes(18), "damaged"),
        (page("Nothing here.")[:300], "damaged"),
    ],
)
def test_what_is_no_package_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FileUnreadable, match=f"^{reason}$"):
        verify(data, register())


def test_a_clean_verdict_needs_a_text_that_can_be_read() -> None:
    whole = page("Nothing here.")
    at = whole.index(b"word/document.xml") + len(b"word/document.xml")
    with pytest.raises(FileUnreadable, match="damaged"):
        verify(whole[:at] + b"\xff" * 20 + whole[at + 20 :], register())


# ---------------------------------------------------------------------------------------------- forms of a name


@pytest.mark.parametrize(
    "text",
    [
        "Ottoline Farnaby-Crewe",
        "OTTOLINE FARNABY-CREWE",
        "Farnaby-Crewe, Ottoline",
        "Mrs Farnaby-Crewe",
        "Ottoline",
        "ottoline",
        "Farnaby",
        "Crewe's car",
        "the Farnabys",
        "O. Farnaby",
        "O.F. said",
        "OFC said",
        "Otty",
        "otty",
        "Ott\u00adoline",
        "Ott\u200boline",
        "Ottoline\u00a0Farnaby\u2011Crewe",
        "Öttølíné",
        "\uff2f\uff54\uff54\uff4f\uff4c\uff49\uff4e\uff45",
        "Ott\u043eline",
        "O t t o l i n e",
        "OttolineFarnabyCrewe",
        "ottoline.farnaby@post.example",
        "ofarnaby@post.example",
        "OttolineFarnaby81",
        "Ottoline%20Farnaby",
    ],
)
def test_a_person_is_found_in_every_form(text: str) -> None:
    assert "p1" in found(f"Then {text} was told about it.")


def test_nicknames_and_typing_errors_are_left_to_the_engine() -> None:
    assert found("Then Becky rang, and Thistelwood too.", person("Rebecca Thistlewood")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Adult K and Adult K's sister",
        "crewed by ten",
        "a lottery of farms",
        "OF course, and of Crew members",
        "Kind regards, K",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert found(text) == []


GRACE = person("Grace May", one="p9", replacement="Sister")


@pytest.mark.parametrize("text", ["Grace May", "Miss Grace", "Mrs May", "May, Grace", "G. May", "Grace M. came"])
def test_an_ordinary_word_is_certain_beside_its_own(text: str) -> None:
    assert found(f"Then {text} rang.", GRACE) == ["p9"]


def test_an_ordinary_word_alone_is_for_review() -> None:
    verdict = look("They said Grace before the meal.", GRACE)
    assert (verdict.clean, [one.id for one in verdict.review]) == (True, ["p9"])


@pytest.mark.parametrize("text", ["the grace of it", "In May 2021 she left", "on 4 May she left", "she may leave"])
def test_an_ordinary_word_in_its_own_sense_is_nothing(text: str) -> None:
    verdict = look(text, GRACE)
    assert (verdict.found, verdict.review) == ((), ())


def test_a_string_of_the_register_is_found_even_if_it_is_an_ordinary_word() -> None:
    assert found("in the summer of that year", person("Summer")) == ["p1"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("Earth", "Earths"), ("Ada Width", "The Widths")],
)
def test_an_ordinary_word_near_a_name_is_for_review(name: str, text: str) -> None:
    assert (found(f"Saw {text} again.", person(name)), review(f"Saw {text} again.", person(name))) == ([], ["p1"])
    assert look(f"saw {text.lower()} again", person(name)).review == ()


@pytest.mark.parametrize("text", ["Zorahs", "Zorah's", "Zorahs\u2019", "zorahs", "ZORAH\u2019S"])
def test_plural_and_possessive_of_a_name_are_the_same_identity(text: str) -> None:
    assert found(f"It was {text} again.", person("Zorah Quillmere")) == ["p1"]


@pytest.mark.parametrize("kind", ["other", "place", "organisation", "reference"])
def test_a_phrase_is_found_as_whole_words_alone(kind: str) -> None:
    van = {"id": "o1", "kind": kind, "names": ["the blue van"]}
    for text in ("the blue van", "THE BLUE VAN", "the\u00a0blue-van", "thebluevan"):
        assert found(f"It was {text} again.", van) == ["o1"], text
    for text in ("The Blue Vans", "blue van", "a blue van", "the blue vanguard", "the blue car"):
        assert found(f"It was {text} again.", van) == [], text


def test_what_is_kept_is_no_survivor() -> None:
    thames = person("Thames Okafor")
    assert found("Thames Valley Police came.", thames, keep=["Thames Valley Police"]) == []
    assert found("Thames came.", thames, keep=["Thames Valley Police"]) == ["p1"]


def test_published_replacements_are_no_survivors() -> None:
    people = [
        person("Kay Adult-Child", one="p1", replacement="Adult K"),
        person("Bram Oduya", one="p2", replacement="Child M"),
    ]
    assert found("Adult K and Child M came to an address in Milton Keynes.", *people) == []


def place(*names: str) -> dict[str, Any]:
    return {"id": "a1", "kind": "place", "names": list(names), "replacement": "an address"}


@pytest.mark.parametrize(
    "text",
    [
        "16 Alderfold Close, Stanbrook",
        "16 Alderfold Close",
        "in Alderfold Close",
        "ALDERFOLD CLOSE",
        "MK9 9ZZ",
        "mk99zz",
        "MK 9 9ZZ",
    ],
)
def test_a_place_is_found(text: str) -> None:
    assert found(f"seen at {text} again", place("16 Alderfold Close, Stanbrook", "MK9 9ZZ")) == ["a1"]


@pytest.mark.parametrize("text", ["16 people", "close to Stanbrook", "MK9 is large", "an address in Milton Keynes"])
def test_parts_of_a_place_are_left_alone(text: str) -> None:
    assert found(f"seen {text} again", place("16 Alderfold Close, Stanbrook", "MK9 9ZZ")) == []


@pytest.mark.parametrize("text", ["Brightfern Logistics Ltd", "Brightfern Logistics", "BRIGHTFERN LOGISTICS LIMITED"])
def test_an_organisation_is_found_with_or_without_its_ending(text: str) -> None:
    firm = {"id": "o1", "kind": "organisation", "names": ["Brightfern Logistics Ltd"]}
    assert found(f"she left {text} in spring", firm) == ["o1"]


@pytest.mark.parametrize(
    "text", ["07700 900999", "07700900999", "+44 7700 900 999", "07700-900-999", "0 7 7 0 0 9 0 0 9 9 9"]
)
def test_a_number_is_found_with_any_separators(text: str) -> None:
    phone = {"id": "c1", "kind": "contact", "names": ["07700 900999"]}
    assert found(f"she rang {text} twice", phone) == ["c1"]
    assert found(f"she rang 1{text.lstrip('+')}5 twice".replace(" ", ""), phone) == []


# ---------------------------------------------------------------------------------------------- dates

BORN = {"id": "d1", "kind": "date", "names": ["14 March 1986"], "replacement": "1986"}


@pytest.mark.parametrize(
    "text",
    [
        "14 March 1986",
        "14th of March 1986",
        "14th March, 1986",
        "March 14, 1986",
        "March 14th 1986",
        "14/03/1986",
        "14/3/86",
        "14.3.86",
        "14.03.1986",
        "1986-03-14",
        "03/14/1986",
        "Friday 14 March 1986",
        "14-Mar-86",
        "14 Mar '86",
        "1986 March 14",
        "the fourteenth of March 1986",
        "fourteenth March nineteen eighty-six",
        "14MARCH1986",
        "14\u00a0March\u20281986",
        "14 and 16 March 1986",
        "14031986",
        "19860314",
    ],
)
def test_a_day_is_found_in_every_written_form(text: str) -> None:
    assert "d1" in found(f"born on {text} in town", BORN)


@pytest.mark.parametrize(
    "text", ["March 1986", "1986", "15 March 1986", "14 March 1987", "14 April 1986", "14 people in 1986"]
)
def test_other_days_are_other_days(text: str) -> None:
    assert found(f"born {text} in town", BORN) == []


def test_a_full_date_left_in_the_text_is_a_survivor() -> None:
    assert found("She left on 3 June 2019.", dates="month_year") == ["dates"]
    assert found("She left on 3 June 2019.", dates="keep") == []
    assert found("She left in June 2019, at 3.15 on a Monday in April, May or June.", dates="month_year") == []
    assert found("Due on 16 November. 15.3 Of the thirty cases, 12 were open.", dates="month_year") == []
    verdict = verify(page("due on 16 November.", "15.3 An audit of thirty", "November 2024"), register(dates="year"))
    assert verdict.found == ()
    assert found("See paragraphs 1.2.10 and 4.10.12 and 3 May.", dates="month_year") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14/3/1986-15/3/1986", ["14 March 1986", "15 March 1986"]),
        ("14/3/1986 \u2013 15/3/1986", ["14 March 1986", "15 March 1986"]),
        ("14.03.1986-15.03.1986", ["14 March 1986", "15 March 1986"]),
        ("14-03-1986-15-03-1986", ["14 March 1986", "15 March 1986"]),
        ("from 3/5/21-7/6/21", ["3 May 2021", "7 June 2021"]),
        ("2021-05-03/2021-05-04", ["3 May 2021", "4 May 2021"]),
        ("May 3rd to 5th, 2021", ["3 May 2021", "5 May 2021"]),
        ("May 3-5, 2021", ["3 May 2021", "5 May 2021"]),
        ("May 3rd to June 5th, 2021", ["3 May 2021", "5 June 2021"]),
        ("3 May (2021)", ["3 May 2021"]),
        ("14 March - 15 April 1986", ["14 March 1986", "15 April 1986"]),
        ("14 March \u2013 15 April 1986", ["14 March 1986", "15 April 1986"]),
        ("Friday 14 March to Tuesday 15 April 1986", ["14 March 1986", "15 April 1986"]),
        ("13, 14 March and 15 April 1986", ["13 March 1986", "14 March 1986", "15 April 1986"]),
        ("dob-14/3/1986", ["14 March 1986"]),
        ("d.o.b.14.3.1986", ["14 March 1986"]),
        ("14/3-15/3/1986", ["15 March 1986"]),
        ("High, 15 7 09/10/2020 06:48", ["9 October 2020"]),
        ("High, 15 7 2020-10-09", ["9 October 2020"]),
        ("High, 15 7 09.10.2020", ["9 October 2020"]),
    ],
)
def test_every_day_of_a_range_is_found(text: str, days: list[str]) -> None:
    assert set(found(f"It was {text} again.", dates="month_year")) == {"dates"}
    for day in days:
        born = {"id": "d1", "kind": "date", "names": [day]}
        assert "d1" in found(f"It was {text} again.", born), day


def test_a_written_date_that_cannot_be_is_a_full_date_all_the_same() -> None:
    assert found("It was 31 February 2021 again.", dates="year") == ["dates"]


@pytest.mark.parametrize(
    "text",
    [
        "IP 10.1.2020.3",
        "10.12.2020.1/24",
        "version 10.1.2020",
        "v2.10.2021",
        "version 1.2.10",
        "3 May (21 people)",
        "https://pages.example/2021/05/03/x",
        "https://pages.example/2021-05-03/6728.html",
        "14 March, 15 people",
        "Ref 12/34/5678",
    ],
)
def test_figures_that_are_no_day_are_left(text: str) -> None:
    assert found(f"It was {text} again.", dates="month_year") == []


def test_dates_of_the_package_are_not_text() -> None:
    core = "<cp:coreProperties><dcterms:created>2026-11-21T00:00:00Z</dcterms:created></cp:coreProperties>"
    assert verify(package("", docProps__core_dot_xml=core), register(dates="year")).clean


@quick
@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    shape=st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%A %d %B %Y", "%d.%m.%Y", "%d%m%Y"]
    ),
    zero=st.booleans(),
    upper=st.booleans(),
)
def test_any_day_in_any_shape_is_found(day: date, shape: str, *, zero: bool, upper: bool) -> None:
    identity = {"id": "d1", "kind": "date", "names": [f"{day.day} {day:%B} {day.year}"]}
    text = day.strftime(shape if zero or shape == "%d%m%Y" else shape.replace("%d", str(day.day)))
    assert "d1" in found(f"It was {text.upper() if upper else text}; later", identity)


# ---------------------------------------------------------------------------------------------- folding


@quick
@given(st.text(max_size=60))
def test_folding_keeps_lower_case_aligned_and_settles(text: str) -> None:
    once = fold(text)
    assert len(once.lower()) == len(once)


@quick
@given(
    st.text("abcdefghijklmnopqrstuvwxyzéüñçå", min_size=1, max_size=20), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
)
def test_folding_sees_through_unicode_forms_and_invisible_characters(text: str, form: Any) -> None:
    other = "\u200b\u00ad".join(unicodedata.normalize(form, text))
    assert fold(other) == fold(text)
    assert fold(text).isascii()


# ---------------------------------------------------------------------------------------------- places in a file

NAME = "Ottoline Farnaby"
GLUES = ("", "", "", "\u00ad", "\u200b", "\u2060", "\ufeff")


@quick
@given(cuts=st.lists(st.integers(1, len(NAME) - 1), max_size=6), glue=st.sampled_from(GLUES), seed=st.integers(0, 99))
def test_a_name_split_over_runs_is_found(cuts: list[int], glue: str, seed: int) -> None:
    marks = [0, *sorted(set(cuts)), len(NAME)]
    pieces = [NAME[low:high] + glue for low, high in pairwise(marks)]
    wraps = ["{}", "<w:smartTag>{}</w:smartTag>", "<w:ins w:id='1'>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>"]
    chance = random.Random(seed)
    body = "".join(chance.choice(wraps).format(runs(piece)) for piece in pieces)
    verdict = verify(package(f"<w:p>{runs('Then ')}{body}{runs(' left.')}</w:p>"), register())
    assert not verdict.clean


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>Otto</w:t><w:delText>xx</w:delText></w:r><w:r><w:t>line</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Otto</w:t></w:r><w:ins><w:r><w:t>xx</w:t></w:r></w:ins><w:r><w:t>line</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Otto</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>xx</w:t></w:r><w:r><w:t>line</w:t></w:r></w:p>",
        "<w:p><w:del><w:r><w:delText>Otto</w:delText></w:r><w:r><w:delText>line</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:t>Otto</w:t><w:softHyphen/><w:t>line</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Ottoline</w:t><w:br/><w:t>Farnaby</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>O</w:t></w:r></w:p><w:p><w:r><w:t>ttoline left.</w:t></w:r></w:p>",
        "<w:tbl><w:tr>" + "".join(f"<w:tc><w:p>{runs(c)}</w:p></w:tc>" for c in "Ottoline") + "</w:tr></w:tbl>",
        "<w:p><w:r>"
        + "".join(f'<w:sym w:font="Symbol" w:char="F0{ord(c):02X}"/>' for c in "Ottoline")
        + "</w:r></w:p>",
        "<w:p><w:r><w:t>" + "".join(f"&#x{ord(c):x};" for c in "Ottoline") + "</w:t></w:r></w:p>",
        "<w:p><w:r><w:t><![CDATA[Otto]]><!-- x -->line</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>x</w:t></w:r></w:p><!-- Ottoline -->",
        '<w:p><w:hyperlink w:tooltip="a > b Ottoline"/></w:p>',
        '<w:p><w:bookmarkStart w:name="_OttolineStatement"/></w:p>',
        '<w:sdt><w:sdtPr><w:tag w:val="ottoline"/></w:sdtPr></w:sdt>',
        '<w:p><w:ins w:author="O Farnaby" w:id="1"/></w:p>',
        '<w:p><w:r><w:rPr><w:rStyle w:val="Ottoline"/></w:rPr></w:r></w:p>',
        "<w:p><m:oMath><m:r><m:t>Otto</m:t></m:r><m:r><m:t>line</m:t></m:r></m:oMath></w:p>",
        '<w:p><w:r><w:instrText> XE "otto</w:instrText></w:r><w:r><w:instrText>line"</w:instrText></w:r></w:p>',
        f"<w:p><w:r><w:fldData>{base64.b64encode(b'record of Ottoline Farnaby').decode()}</w:fldData></w:r></w:p>",
        "<w:p><w:r><w:t>\u202eenilottO</w:t></w:r></w:p>",
        "<x:ottoline/>",
        "<w:p><w:r><w:t>Ottoline",
    ],
)
def test_a_name_is_found_wherever_it_hides_in_the_text(body: str) -> None:
    assert not verify(package(body), register()).clean


def nested() -> bytes:
    return page("Ottoline was here")


PLACES: list[dict[str, str | bytes]] = [
    {"docProps__core_dot_xml": "<cp:coreProperties><dc:creator>O Farnaby</dc:creator></cp:coreProperties>"},
    {"customXml__item1_dot_xml": "<a><b>Ottoline</b></a>"},
    {"word___rels__document_dot_xml_dot_rels": f'<R><a Target="file:///C:/{quote("Ottoline Farnaby")}.docx"/></R>'},
    {"word__embeddings__a_dot_docx": nested()},
    {"word__embeddings__b_dot_bin": b"\xd0\xcf\x11\xe0" + bytes(600) + nested()},
    {"word__embeddings__c_dot_bin": b"\x01\x02\x03" + "Ottoline".encode("utf-16-le") + b"\xff\xfe"},
    {"word__media__d_dot_emz": gzip.compress(b"\x01\x00\x00\x00 drawn for Ottoline Farnaby \x00", mtime=0)},
    {"word__media__e_dot_jpeg": b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00Artist\x00Ottoline Farnaby\x00"},
    {"word__utf16_dot_xml": document(f"<w:p>{runs('Ottoline')}</w:p>").encode("utf-16")},
    {"word__orphan_dot_dat": zlib.compress(b"\x00\x01 the statement of Ottoline Farnaby " * 3)},
    {"word__afchunk_dot_rtf": rb"{\rtf1\ansi \'4fttol{\b in}e}"},
    {"Ottoline_dot_txt": b""},
]


@pytest.mark.parametrize("parts", PLACES, ids=" ".join)
def test_a_name_is_found_in_every_part(parts: dict[str, str | bytes]) -> None:
    assert not verify(package("", **parts), register()).clean


def test_a_name_in_the_container_is_found() -> None:
    clean = page("Nothing here.")
    commented = io.BytesIO(clean)
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"for Ottoline"
    for data in (commented.getvalue(), clean + b"draft of Ottoline", b"draft of Ottoline" + clean):
        assert not verify(data, register()).clean
    assert verify(clean, register()).clean


def test_a_part_that_the_directory_omits_is_read() -> None:
    whole = package("", word__hidden_dot_xml="<r>Ottoline</r>" * 9)
    start = whole.rindex(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    assert b"hidden" in whole[start:end]
    assert not verify(whole[:start] + whole[end:], register()).clean


def test_pictures_are_told_as_unread() -> None:
    verdict = verify(package("", word__media__image1_dot_png=b"\x89PNG\r\n\x1a\n" + bytes(50)), register())
    assert verdict.clean
    assert verdict.unread == ("word/media/image1.png",)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safermk_desktop.verifier.MAX_PART", 1 << 20)
    with pytest.raises(FileUnreadable):
        verify(package("", word__bomb_dot_bin=bytes(2 << 20)), register())


@quick
@given(st.binary(max_size=400), st.integers(0, 400))
def test_damage_never_breaks_it(noise: bytes, at: int) -> None:
    whole = nested()
    with suppress(FileUnreadable):
        verify(whole[:at] + noise + whole[at:], register())


@quick
@given(st.text("<>/w:pt\"'&;![]-?x= ", max_size=200))
def test_markup_never_breaks_it(text: str) -> None:
    verify(package(text), register())


# ---------------------------------------------------------------------------------------------- false alarms

STOCK = """<w:styles xmlns:w="m"><w:latentStyles><w:lsdException w:name="Title"/><w:lsdException w:name="Strong"/>
<w:lsdException w:name="Closing"/><w:lsdException w:name="heading 1"/><w:lsdException w:name="Light Grid Accent 1"/>
</w:latentStyles><w:style w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:highlight w:val="green"/>
<w:color w:val="auto"/><w:rFonts w:ascii="Georgia" w:hAnsi="Arial"/><w:jc w:val="center"/></w:rPr>
</w:style></w:styles>"""


@pytest.mark.parametrize(
    "name", ["Normal", "Title", "Green", "Georgia", "Strong", "Heading", "Table", "Light", "Val", "Mark Close"]
)
def test_the_vocabulary_of_the_format_is_no_name(name: str) -> None:
    verdict = verify(package("<w:p/>", word__styles_dot_xml=STOCK), register(person(name)))
    assert (verdict.found, verdict.review) == ((), ())


def test_a_real_name_in_a_structural_attribute_is_found() -> None:
    styles = STOCK.replace('w:val="green"', 'w:val="farnaby"')
    assert not verify(package("", word__styles_dot_xml=styles), register()).clean


# ---------------------------------------------------------------------------------------------- the corpora


def hiding() -> list[tuple[Path, str, str]]:
    folder = shared_folder() / "corpora" / "word" / "hiding"
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        return [(folder / row["file"], row["class"], row["where"]) for row in csv.DictReader(index, delimiter="\t")]


def test_every_name_made_to_hide_is_found() -> None:
    names = register(person("Zebediah Quillfeather"))
    missed: list[str] = []
    for path, kind, where in hiding():
        try:
            verdict = verify(path.read_bytes(), names)
        except FileUnreadable:
            assert kind == "masquerade"
            continue
        pixels = "pixels" in where
        if verdict.clean != (kind == "control" or pixels):
            missed.append(path.name)
        if pixels:
            assert verdict.unread
        assert "quillfeather" not in json.dumps(verdict.as_json()).lower()
    assert missed == []


# Planted texts that hold nothing of the register: people who were never entered, or no name at all.
NOT_ENTERED = {"Patricia Lomax-Greene", "Devinder Sahota", "Nikhil Desai", "Rhodri Aubrey"}


@pytest.mark.parametrize(
    "stem", ["v1-overview-report", "v2-icb-imr", "v3-police-imr", "v4-notification-scoping", "v5-executive-summary"]
)
def test_every_planted_place_of_a_review_is_listed(stem: str) -> None:
    folder = shared_folder() / "corpora" / "reviews"
    names = (folder / f"{stem}.register.json").read_text(encoding="utf-8")
    verdict = verify((folder / f"{stem}.docx").read_bytes(), names)
    places = json.loads((folder / f"{stem}.parts.json").read_text(encoding="utf-8"))
    told = {one.part for one in (*verdict.found, *verdict.review)}
    for place_ in places:
        if verify(page(place_["text"]), names).found and place_["text"] not in NOT_ENTERED:
            assert any(part.startswith(place_["part"]) for part in told), place_["kind"]


def real() -> list[Path]:
    files = sorted((shared_folder() / "corpora" / "word" / "real").glob("*.docx"))
    return files if SOAK else random.Random(20).sample(files, 24)


@pytest.mark.soak("verifier-real-files")
def test_real_files_raise_no_false_alarm() -> None:
    names = register(
        person("Ottoline Farnaby-Crewe"),
        {"id": "a1", "kind": "place", "names": ["16 Alderfold Close, Stanbrook", "MK9 9ZZ"]},
        {"id": "o1", "kind": "organisation", "names": ["Brightfern Logistics Ltd"]},
        {"id": "c1", "kind": "contact", "names": ["07700 900999"]},
    )
    alarms: list[str] = []
    for path in real():
        try:
            alarms += [f"{path.name}: {one}" for one in verify(path.read_bytes(), names).found]
        except FileUnreadable:
            continue
    assert alarms == []


def test_a_possessive_of_another_word_is_for_review() -> None:
    assert len(found("The Earths came by.", person("Earths"))) == 1
    assert found("Below the Earth's crust lies rock.", person("Earths")) == []
    assert len(review("Below the Earth's crust lies rock.", person("Earths"))) == 1


PLACE = {
    "id": "a1",
    "kind": "place",
    "names": ["16 Aldergate Close, Stanbrook", "MK9 9ZZ"],
    "replacement": "an address",
}
CODE = {"id": "r1", "kind": "reference", "names": ["TVP-23-55017"], "replacement": "[ref]"}
FIRM = {"id": "o1", "kind": "organisation", "names": ["Brightwell Logistics Ltd"], "replacement": "her employer"}


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("at MK9 9ZZthen", "a1"),
        ("atMK9 9ZZ then", "a1"),
        ("at 16 Aldergate Closethen", "a1"),
        ("atTVP-23-55017", "r1"),
        ("forBrightwell Logistics Ltd", "o1"),
        ("for Brightwell Logisticsthen", "o1"),
    ],
)
def test_a_letter_against_it_hides_no_address_code_or_organisation(text: str, one: str) -> None:
    assert found(text, PLACE, CODE, FIRM) == [one]


@pytest.mark.parametrize("text", ["TVP-23-550171", "116 Aldergatex Closes", "HAMK9. 9 zz", "Brightwell Log"])
def test_what_only_resembles_an_address_or_code_stays(text: str) -> None:
    assert found(text, PLACE, CODE, FIRM) == []


@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        (("saw Ottoline Farnaby-Crewe", "then"), ["p1"]),
        (("saw", "Otty"), ["p1"]),
        (("saw", "Otty", "then"), ["p1"]),
        (("saw the pl", "Otty", "ped chart"), ["p1"]),
        (("saw the pl", "ott", "ytwist"), []),
    ],
)
def test_runs_that_meet_in_a_word_hide_no_whole_name(pieces: tuple[str, ...], seen: list[str]) -> None:
    verdict = verify(package(f"<w:p>{runs(*pieces)}</w:p>"), register())
    assert sorted({one.id for one in verdict.found}) == seen


def test_a_phrase_to_keep_that_is_the_name_itself_keeps_nothing() -> None:
    phrases = ["Ottoline Farnaby-Crewe", "Otty", "Otty House"]
    assert found("Ottoline Farnaby-Crewe came.", keep=phrases) == ["p1"]
    assert found("Otty came.", keep=phrases) == ["p1"]
    assert found("She went to Otty House.", keep=phrases) == []
