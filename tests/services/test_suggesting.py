"""Suggestions are replaced each where it stands, also names that are ordinary words; both checks hold for the file."""

from __future__ import annotations

import io

import docx
import pytest

from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.services.proof import proved_copy
from safermk_desktop.services.suggesting import Suggestion, suggestions, with_suggestions

REGISTER = Register((Identity("p1", "person", "", ("Zebediah Quillfeather",), "Adult K"),), "keep")
TEXTS = (
    ("Tom lived there. Tom's school wrote.", "Tom", Kind.PERSON, "[name] lived there. [name]'s school wrote."),
    ("It may be. Grace said May would come.", "May", Kind.PERSON, "It may be. Grace said [name] would come."),
    ("In May 2021 June left. He will, said Zed.", "June", Kind.PERSON, "In May 2021 [name] left. He will, said Zed."),
    ("Will rang; he will ring.", "Will", Kind.PERSON, "[name] rang; he will ring."),
    ("A holt is a wood. Then Holt rang.", "Holt", Kind.PERSON, "A holt is a wood. Then [name] rang."),
    ("he told will that he will ring.", "will", Kind.PERSON, "he told [name] that he will ring."),
    ("She moved to Wells. The wells ran dry.", "Wells", Kind.PLACE, "She moved to [place]. The wells ran dry."),
    ("He was seven, one of seven.", "seven", Kind.AGE, "He was [age], one of seven."),
)


def suggested(text: str, word: str, kind: Kind) -> tuple[Suggestion, ...]:
    places = [at for at in range(len(text)) if text.startswith(word, at) and not text[at + len(word) :][:1].isalpha()]
    first = places[:1] if word.islower() else places
    found = [Finding(at, at + len(word), word, kind, Certainty.LIKELY, Source.SHAPE, "") for at in first]
    return suggestions(text, REGISTER, found)


@pytest.mark.parametrize(("text", "word", "kind", "published"), TEXTS, ids=[one[0][:24] for one in TEXTS])
def test_a_name_that_is_an_ordinary_word_is_replaced_where_it_is_a_name(
    text: str, word: str, kind: Kind, published: str
) -> None:
    made, data = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.add_paragraph("Zebediah Quillfeather came.")
    made.save(data)
    listed = suggested(text, word, kind)
    copy = proved_copy(data.getvalue(), with_suggestions(REGISTER, listed), RedactionOptions())
    assert docx.Document(io.BytesIO(copy.data)).paragraphs[0].text.replace("\u2019", "'") == published
    assert not any(one.why for one in listed)
