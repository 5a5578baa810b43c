"""The sentences that a reader of the published copy sees, word for word."""

from __future__ import annotations

import time

import pytest

from safermk_desktop.redaction.engine import RedactedCopy, RedactionOptions, redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import DateRule, Identity, Register
from safermk_desktop.redaction.text import plain_text
from tests.redaction.word_files import p, r, word_file

ORLAGH = Identity("p1", "person", "subject", ("Orlagh Tremayne",), "Adult V")
CASPAR = Identity("p2", "person", "perpetrator", ("Caspar Tremayne",), "Adult W")
BRYONY = Identity("p3", "person", "child", ("Bryony Sculthorpe",), "Child X")
PLACE = Identity("a1", "place", "", ("16 Nettlebed Close, Stanbrook",), "an address")
NUMBER = Identity("c1", "contact", "", ("07700 900214",), "[contact removed]")
BIRTH = Identity("d1", "date", "", ("14 March 1986",), "1986")


def copy_of(body: str, *people: Identity, rule: DateRule = "keep", **options: str) -> RedactedCopy:
    chosen = RedactionOptions(undecided="leave" if options.get("undecided") == "leave" else "replace")
    copy = redact(word_file(body), Register(people or (ORLAGH, CASPAR, BRYONY), rule), chosen)
    assert copy.report.proof.survivors == ()
    return copy


def text_of(copy: RedactedCopy) -> str:
    return plain_text(read_word(copy.data))


def published(text: str, *people: Identity, rule: DateRule = "keep") -> str:
    """The published paragraphs of a text whose paragraphs are parted by newlines."""
    body = "".join(p(r(one.replace("&", "&amp;"))) for one in text.split("\n"))
    return text_of(copy_of(body, *people, rule=rule)).removesuffix("\n")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "Present: Orlagh Tremayne, Caspar Tremayne and Bryony Sculthorpe.",
            "Present: Adult V, Adult W and Child X.",
        ),
        ("Orlagh Tremayne / Caspar Tremayne", "Adult V / Adult W"),
        ("Orlagh Tremayne - Caspar Tremayne - Bryony Sculthorpe", "Adult V - Adult W - Child X"),
        ("children of Orlagh Tremayne. Caspar Tremayne said no.", "children of Adult V. Adult W said no."),
        ("Bryony Sculthorpe, Orlagh Tremayne, Caspar Tremayne", "Child X, Adult V, Adult W"),
        ("Tremayne, Orlagh, Tremayne, Caspar", "Adult V, Adult W"),
        ("Orlagh Tremayne, Orlagh Tremayne.", "Adult V, Adult V."),
        ("Orlagh and Caspar Tremayne left.", "Adult V and Adult W left."),
        ("Orlagh Tremayne, Caspar and Bryony", "Adult V, Adult W and Child X"),
        ("Seen by TREMAYNE Orlagh; Mr Caspar Tremayne waited.", "Seen by Adult V; Adult W waited."),
    ],
)
def test_nobody_is_lost_beside_another_of_the_same_surname(text: str, expected: str) -> None:
    assert published(text) == expected


def test_overlapping_names_of_a_person_and_a_place_leave_nothing_over() -> None:
    house = Identity("a2", "place", "", ("Tremayne Villas",), "a street")
    assert published("At Orlagh Tremayne Villas.", ORLAGH, house) == "At Adult V a street."
    assert published("Tremayne Villas is near.", ORLAGH, house) == "A street is near."


def test_cells_of_two_people_stay_two_cells() -> None:
    body = table(("Name", "Partner"), ("Orlagh Tremayne", "Caspar Tremayne"), ("Bryony Sculthorpe", "daughter"))
    assert text_of(copy_of(body + p(r("End")))) == "Name\tPartner\t\nAdult V\tAdult W\t\nChild X\tdaughter\t\nEnd\n"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Seen by Orlagh Tremayne\nOrlagh Tremayne then left.", "Seen by Adult V\nAdult V then left."),
        (
            "It was sent to Orlagh.\nTremayne, then 30, declined.",
            "It was sent to Adult V.\nAdult V, then 30, declined.",
        ),
        ("It was sent to Orlagh. Tremayne declined.", "It was sent to Adult V. Adult V declined."),
        ("Mrs. Tremayne and O. Tremayne came.", "Adult V and Adult V came."),
        (
            "The total is 07700\n900214 cases",
            "The total is [contact removed]\n[contact removed] cases",
        ),
        ("Ends 14\nMarch 1986 was wet", "Ends 1986\n1986 was wet"),
        ("At 16\nNettlebed Close it was.", "At an address\nAn address it was."),
        ("T\nre\nmay\nne", "Adult V"),
    ],
)
def test_a_name_over_a_paragraph_s_end_is_one_on_each_side(text: str, expected: str) -> None:
    assert published(text, ORLAGH, PLACE, NUMBER, BIRTH).rstrip("\n") == expected


def test_cells_of_one_person_stay_two_cells() -> None:
    body = table(("Orlagh Tremayne", "Orlagh said no to help"), ("Orlagh", "Tremayne")) + p(r("End"))
    assert text_of(copy_of(body, ORLAGH)) == "Adult V\tAdult V said no to help\t\nAdult V\tAdult V\t\nEnd\n"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mr Tremayne hit her.", "[name] hit her."),
        ("The Tremaynes moved; then the Tremaynes left.", "The family moved; then the family left."),
        ("Caspar Tremayne left. Tremayne came back.", "Adult W left. Adult W came back."),
        ("Orlagh Tremayne saw Caspar Tremayne. Tremayne left.", "Adult V saw Adult W. [name] left."),
        (
            "Orlagh Tremayne called. Caspar Tremayne came and Tremayne hit.",
            "Adult V called. Adult W came and Adult W hit.",
        ),
        ("Orlagh Tremayne called.\nTremayne left.", "Adult V called.\n[name] left."),
        ("Orlagh left and Tremayne’s car was gone.", "Adult V left and [name]’s car was gone."),
    ],
)
def test_a_surname_that_two_share_is_nobody_s_unless_one_was_just_named(text: str, expected: str) -> None:
    assert published(text) == expected


@pytest.mark.parametrize("choice", ["replace", "leave"])
def test_what_two_share_is_listed_with_both_and_never_left(choice: str) -> None:
    copy = copy_of(p(r("Then Mr Tremayne hit her.")), undecided=choice)
    assert text_of(copy) == "Then [name] hit her.\n"
    assert [(one.ids, one.start, one.end, one.replaced) for one in copy.report.undecided] == [
        (("p1", "p2"), 5, 16, True)
    ]


def test_people_published_alike_share_their_form() -> None:
    both = (ORLAGH, Identity("p2", "person", "", ("Caspar Tremayne",), "Adult V"))
    assert published("Mr Tremayne left.", *both) == "Adult V left."


def test_a_forename_of_one_is_not_the_nickname_of_another() -> None:
    people = (
        Identity("p1", "person", "", ("Katherine Sculthorpe",), "Adult V"),
        Identity("p2", "person", "", ("Kate Tremayne",), "Adult W"),
    )
    assert published("Then Kate left.", *people) == "Then Adult W left."


def test_undecided_places_are_those_of_the_plain_text_of_the_original() -> None:
    nurse = Identity("p1", "person", "", ("Pauline May",), "Nurse 1")
    picture = "<w:r><w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing></w:r>"
    gone = Identity("r1", "reference", "", ("QX-77120",), "14")
    box = f"<w:footnoteReference w:id='9'/>{picture}"
    data = word_file(p(r("On QX-77120 March 2021 Pauline May came.")) + p(box + r("Then May left.")) + p(r("May it.")))
    copy = redact(data, Register((nurse, gone), "month_year"))
    text = plain_text(read_word(data))
    assert [text[one.start : one.end] for one in copy.report.undecided] == ["May", "May"]
    assert [text[one.end : one.end + 4] for one in copy.report.undecided] == [" lef", " it."]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Seen 3/4/1986-15/3/1986.", "Seen April 1986-March 1986."),
        ("Seen 14.04.1986-15.04.1986.", "Seen April 1986."),
        ("Away from 3/5/21-7/6/21.", "Away from May 2021-June 2021."),
        ("Away 2021-05-03/2021-06-04.", "Away May 2021/June 2021."),
        ("Away May 3rd to 5th, 2021.", "Away May 2021."),
        ("Away May 3rd to June 5th, 2021.", "Away May 2021 to June 2021."),
        ("Away 14 March - 15 April 1988.", "Away March 1988 - April 1988."),
        ("Away on 29 May, 19 June and 3 July 2021.", "Away in May 2021, June 2021 and July 2021."),
        ("Seen 3 May (2021) there.", "Seen May 2021 there."),
        ("Seen (3 May 2021) there.", "Seen (May 2021) there."),
        ("The third of May two thousand and twenty-one.", "May 2021."),
        ("Seen 3 May nineteen ninety-six.", "Seen May 1996."),
        ("Seen the third of May two thousand, late.", "Seen May 2000, late."),
        ("Seen 3 May, of 2021.", "Seen May 2021."),
        ("Seen 3rd of May in 2021.", "Seen May 2021."),
        ("Seen on 31 February 2021.", "Seen in February 2021."),
        ("Seen on 31/02/2021.", "Seen in February 2021."),
        ("On 24 February 2024 it rained.", "In February 2024 it rained."),
        ("Later on Monday the 3rd of May 2021 she left.", "Later in May 2021 she left."),
        ("On 3 and 4 May 2021 she left.", "In May 2021 she left."),
        ("Away between 3 and 5 May 2024.", "Away in May 2024."),
        ("Away between 3 May 2024 and 5 May 2024.", "Away in May 2024."),
        ("Away between 3 May and 5 June 2024.", "Away between May 2024 and June 2024."),
        ("Away from 3 to 5 May 2024.", "Away in May 2024."),
        ("Back by 3 May 2024, from 3 May 2024, until 3 May 2024.", "Back by May 2024, from May 2024, until May 2024."),
        ("Born on 14 March 1986.", "Born in 1986."),
        ("Born\n14 March (1986)", "Born\n1986"),
        ("Seen on 6 April\n2018 at 22:50.", "Seen in April\n2018 at 22:50."),
        ("Seen on \n3 May 2021.", "Seen on \nMay 2021."),
        ("Ratio 01/02/03/04 of 3 May in 20 cases.", "Ratio 01/02/03/04 of 3 May in 20 cases."),
        (
            "Nineteen came on twenty occasions, a thousand in May.",
            "Nineteen came on twenty occasions, a thousand in May.",
        ),
    ],
)
def test_full_dates_leave_a_month_and_a_sentence(text: str, expected: str) -> None:
    assert published(text, ORLAGH, BIRTH, rule="month_year") == expected


def test_a_year_takes_the_same_preposition() -> None:
    assert published("On 3 May 2021 and by 4 May 2022.", ORLAGH, rule="year") == "In 2021 and by 2022."


@pytest.mark.parametrize(
    "text, expected",
    [
        ("She met O.T. at noon.", "She met Adult V at noon."),
        ("She met O.T. Then it rained.", "She met Adult V. Then it rained."),
        ("The flat of O.T.", "The flat of Adult V."),
        ("O. T., then Orlagh T. and O.T.’s car.", "Adult V, then Adult V and Adult V’s car."),
    ],
)
def test_the_dot_of_an_initial_goes_with_it_and_a_sentence_keeps_its_own(text: str, expected: str) -> None:
    assert published(text, ORLAGH) == expected


@pytest.mark.parametrize(
    "word", ["a", "Ab", "OrlaghTremayne", "é", "1", "1/", "Tremayne, Caspar Tremayne, Orlagh ", "1/2/21-"]
)
def test_one_long_word_takes_seconds_and_not_minutes(word: str) -> None:
    """Seconds of this process: what else the machine does meanwhile is not counted."""
    began = time.process_time()
    copy_of(p(r(word * (100_000 // len(word)))))
    assert time.process_time() - began < 20


def test_the_number_of_a_row_beside_a_date_stays() -> None:
    body = table(("1", "21/04/2018 22:50"), ("2", "On 6 January 2019")) + p(r("End"))
    copy = copy_of(body, ORLAGH, rule="month_year")
    assert text_of(copy) == "1\tApril 2018 22:50\t\n2\tIn January 2019\t\nEnd\n"


def test_no_full_date_is_left_beside_a_tab_of_the_paragraph() -> None:
    copy = copy_of(p("<w:r><w:t>7</w:t><w:tab/><w:t>April 2018 it was.</w:t></w:r>"), ORLAGH, rule="month_year")
    assert "7" not in text_of(copy)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.example/?q=Orl%61gh%20Tremayne&p=2 now.", "See https://a.example/?q=Adult V&p=2 now."),
        ("See Bry%6Fny there.", "See Child X there."),
        ("See a%252Fb%2542ryony there.", "See Child X there."),
        ("About 50%25 of 100% agreed, 20%ab.", "About 50%25 of 100% agreed, 20%ab."),
    ],
)
def test_a_name_in_percent_encoding_goes(text: str, expected: str) -> None:
    assert published(text) == expected
