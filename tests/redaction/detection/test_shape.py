"""Tier 3: names by their shape, invented ones, and what of British public life is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.findings import Kind
from safermk_desktop.redaction.detection.shape import finding, judging
from safermk_desktop.redaction.detection.shape.finding import find_shapes
from tests.redaction.detection.scoring import gold

FOUND = (
    ("The officer spoke to Joanna Fenwick there.", "Joanna Fenwick", Kind.PERSON),
    ("Joanna was alone.", "Joanna", Kind.PERSON),
    ("A letter from Mr K. Ostrowe came.", "K. Ostrowe", Kind.PERSON),
    ("Persons:\nFENWICK, Joanna May, 1986", "FENWICK, Joanna May", Kind.PERSON),
    ("She wrote to Ms de Quillmar again.", "de Quillmar", Kind.PERSON),
    ("It was Kerry-Ann O'Hallister who rang.", "Kerry-Ann O'Hallister", Kind.PERSON),
    ("He saw Abdul bin Khaleedi at noon.", "Abdul bin Khaleedi", Kind.PERSON),
    ("The driver was Fionn McAllender.", "Fionn McAllender", Kind.PERSON),
    ("They moved to the county of Wendshire.", "county of Wendshire", Kind.PLACE),
    ("He drank at the Red Lion public house daily.", "Red Lion public house", None),
    ("She taught at St Orla's Primary School.", "St Orla's Primary School", None),
    ("It went to the Supreme Court (Högsta domstolen) then.", "Supreme Court (Högsta domstolen)", Kind.ORGANISATION),
    ("MALE STATES THAT ZBYNEK HIT HIM AGAIN", "ZBYNEK", Kind.PERSON),
    ("she said that zbynek hit him again", "zbynek", Kind.PERSON),
    ("he told mr hunter to leave", "hunter", Kind.PERSON),
    ("her “Mama Adjoa” came too", "Mama Adjoa", Kind.PERSON),
    ("She was a chemistry graduate.", "a chemistry graduate", Kind.OCCUPATION),
    ("He worked as a scaffolder.", "a scaffolder", Kind.OCCUPATION),
    ("They had two children, a girl and a boy.", "two children, a girl and a boy", Kind.DEMOGRAPHIC),
    ("He drove a white Ford Transit home.", "white Ford Transit", None),
    ("Her maiden name is Key", "Key", Kind.PERSON),
    ("She was Nigerian.", "Nigerian", Kind.DEMOGRAPHIC),
)

KEPT = (
    "The MARAC and the IDVA completed a DASH before the MASH met.",
    "The Home Office and the Crown Prosecution Service were told.",
    "Thames Valley Police referred it to the Independent Office for Police Conduct.",
    "The review follows the Domestic Violence, Crime and Victims Act 2004.",
    "Recommendation 9 is for the Community Safety Partnership.",
    "Detective Chief Inspector and Police Constable are ranks.",
    "1. Introduction\n2. Terms of Reference\nAppendix A. The panel met.",
    "Neither Council nor Panel had met by Monday.",
    "CHRONOLOGY AND ANALYSIS OF THE CASE",
)


@pytest.mark.parametrize("text,name,kind", FOUND, ids=[case[1] for case in FOUND])
def test_a_name_is_found_whole(text: str, name: str, kind: Kind | None) -> None:
    start = text.index(name)
    spans = [one for one in find_shapes(text) if one.start <= start and one.end >= start + len(name)]
    assert spans, [text[one.start : one.end] for one in find_shapes(text)]
    assert kind is None or kind in {one.kind for one in spans}


@pytest.mark.parametrize("text", KEPT)
def test_public_life_is_not_hidden(text: str) -> None:
    assert [text[one.start : one.end] for one in find_shapes(text)] == []


def test_a_surname_seen_once_with_a_forename_is_known_everywhere() -> None:
    text = "The call came from Joanna Lamb. Lamb was frightened. LAMB DECLINED. a note: from lamb to her sister"
    found = [text[one.start : one.end] for one in find_shapes(text)]
    assert found.count("Lamb") + found.count("Joanna Lamb") == 2
    assert any(one.startswith("LAMB") for one in found)
    assert "lamb" in found


def test_an_ordinary_word_opens_a_sentence() -> None:
    text = "Lamb was on the menu. Close the door. Summer came."
    assert find_shapes(text) == []


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for one in find_shapes(text):
        assert 0 <= one.start < one.end <= len(text)


@given(
    st.lists(st.sampled_from("A. Mr de O'Hara-Öz ÇELİK (x) “ıİ ’s\t\n12 of the , and NHS x.y".split(" ")), max_size=30)
)
def test_pieces_of_names_in_any_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(text[one.start : one.end].strip() for one in find_shapes(text))


NEVER = re.compile("(?!)")
NAMES = (
    "Joanna Lamb|Mrs Lamb|Lamb|LAMB|lamb|June|Joanna|Fenwick|FENWICK, Jo|A.|Will|May|Close|Police|Bank|Polish|Court|"
    "was|.|,|the|\n|\u201cLamb\u201d|of|Zbynek|Mr Will|White|Summer|Hill|Primary School|NHS"
).split("|")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(NAMES), max_size=20).map(" ".join))
@example("Joanna Lamb was here. Lamb came. Mrs Will Lamb, Joanna Hill. Will Close of Lamb Court")
def test_a_name_that_is_settled_is_not_judged_again_in_vain(text: str) -> None:
    assert_the_same(text)


def test_nor_is_it_in_a_review() -> None:
    for row in gold("reviews"):
        assert_the_same(row["text"])


def assert_the_same(text: str) -> None:
    """What is found where every chain with a known word is judged again, and every word around it is counted."""
    found = find_shapes(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_is_settled", lambda _chain, _judgements: False)
        patch.setattr(judging, "_MANY_SMALL", NEVER)
        assert find_shapes(text) == found
