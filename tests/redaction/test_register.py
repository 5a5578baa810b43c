from __future__ import annotations

import json
from typing import Any

import pytest

from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe, SafermkError
from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import (
    Identity,
    Register,
    check_keeps,
    check_register,
    register_from_json,
    register_to_json,
)
from tests.redaction.word_files import p, word_file

ONE = {"id": "p1", "kind": "person", "names": ["Orlagh Tremayne"], "replacement": "Adult V"}

TWO = {"id": "p2", "kind": "person", "names": ["Piers Sculthorpe"], "replacement": "Adult W"}


def made(*identities: dict[str, Any], **fields: Any) -> str:
    return json.dumps({"version": 1, "dates": "keep", "identities": list(identities), "keep": [], **fields})


def test_it_reads_what_it_writes() -> None:
    register = register_from_json(made(ONE, {"id": "a", "kind": "place", "names": ["Nettlebed Close"]}, keep=["Luton"]))
    assert register_from_json(register_to_json(register)) == register
    assert [one.replacement for one in register.identities] == ["Adult V", "[place]"]
    assert register.keep == ("Luton",)


@pytest.mark.parametrize(
    "text, error",
    [
        ("", RegisterInvalid),
        ("[1]", RegisterInvalid),
        ("[" * 100_000, RegisterInvalid),
        (made(), RegisterEmpty),
        (made(ONE, version=2), RegisterInvalid),
        (made(ONE, dates="week"), RegisterInvalid),
        (made(ONE, keep="Luton"), RegisterInvalid),
        (made(ONE, identities={}), RegisterInvalid),
        (made(ONE, ONE), RegisterInvalid),
        (made(ONE | {"kind": "pet"}), RegisterInvalid),
        (made(ONE | {"names": []}), RegisterInvalid),
        (made(ONE | {"names": ["--"]}), RegisterInvalid),
        (made(ONE | {"names": [7]}), RegisterInvalid),
        (made(ONE | {"id": ""}), RegisterInvalid),
        (made(ONE | {"replacement": 5}), RegisterInvalid),
        (
            made(ONE, {"id": "p2", "kind": "person", "names": ["Piers"], "replacement": "friend of orlagh  TREMAYNE"}),
            ReplacementUnsafe,
        ),
        (made(ONE | {"replacement": "Orlagh Tremayne (V)"}), ReplacementUnsafe),
        (made(ONE | {"replacement": "Orlagh"}), ReplacementUnsafe),
        (made(ONE | {"replacement": "Tremayne's mother"}), ReplacementUnsafe),
        (made(ONE, TWO | {"names": ["Xan Quilliam"], "replacement": "XQ"}), ReplacementUnsafe),
        (made(ONE, TWO | {"replacement": "Orlagh"}), ReplacementUnsafe),
        (made(ONE, TWO | {"replacement": "a friend of the Tremaynes"}), ReplacementUnsafe),
        (made(ONE, TWO | {"names": ["Grace Sculthorpe"], "replacement": "Grace"}), ReplacementUnsafe),
        (
            made(ONE, TWO | {"names": ["4 Nettlebed Close"], "kind": "place", "replacement": "Nettlebed Close"}),
            ReplacementUnsafe,
        ),
        (made(ONE | {"replacement": "Adult\x0bN"}), RegisterInvalid),
        (made(ONE | {"replacement": "Adult \ud800"}), RegisterInvalid),
        (made(ONE | {"names": ["Orlagh\x00Tremayne"]}), RegisterInvalid),
        (made(ONE | {"role": "a\x1fb"}), RegisterInvalid),
        (made(ONE, keep=["Lu\x07ton"]), RegisterInvalid),
        (made(ONE | {"id": "p\x0b1"}), RegisterInvalid),
        (made(ONE | {"id": "tremayne-1"}), RegisterInvalid),
        (made(ONE | {"id": "oTremayne"}), RegisterInvalid),
        (made(ONE | {"id": "dates"}), RegisterInvalid),
        (made(ONE | {"id": "p 1"}), RegisterInvalid),
        (made(ONE | {"id": "p" * 65}), RegisterInvalid),
    ],
)
def test_it_refuses_with_a_code_and_never_a_name(text: str, error: type[SafermkError]) -> None:
    with pytest.raises(error) as raised:
        register_from_json(text)
    assert "Tremayne" not in raised.value.sentences()


def test_the_refusal_names_the_entry() -> None:
    with pytest.raises(ReplacementUnsafe) as raised:
        register_from_json(
            made(ONE, {"id": "p2", "kind": "person", "names": ["Piers"], "replacement": "O. Orlagh Tremayne"})
        )
    assert "p2" in raised.value.detail


@pytest.mark.parametrize(
    "replacement", ["Adult V", "will of Grace's", "Mother", "an address in Luton", "GP 1", "[name]"]
)
def test_a_published_form_without_a_name_is_taken(replacement: str) -> None:
    people = made(ONE, TWO | {"names": ["Grace Will"], "replacement": replacement})
    assert register_from_json(people).identities[1].replacement == replacement


@pytest.mark.parametrize("name", ["p1", "P-2.a_b", "x" * 64])
def test_ids_of_letters_digits_and_three_marks(name: str) -> None:
    assert register_from_json(made(ONE | {"id": name})).identities[0].id == name


def test_every_register_is_checked_before_it_is_used() -> None:
    with pytest.raises(RegisterInvalid):
        check_register(Register((Identity("p1", "person", "", ("Orlagh Tremayne",), "Adult\x0bN"),)))


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("Officer Brownlow", "Police Officer 1"),
        ("Social Worker Tadcaster", "Social Worker 2"),
        ("Nurse Ostrander", "Nurse 1"),
        ("Chief Inspector Farnabeck", "Chief Inspector 3"),
    ],
)
def test_the_word_for_an_office_is_no_part_of_a_name(name: str, published: str) -> None:
    entry = {"id": "p1", "kind": "person", "names": [name], "replacement": published}
    register = register_from_json(json.dumps({"version": 1, "dates": "keep", "identities": [entry]}))
    text = f"{name} wrote it. Another officer, a nurse and a social worker came. {name.rsplit(maxsplit=1)[-1]} left."
    said = [text[match.start : match.end] for match in find(text, register)]
    assert said == [name, name.rsplit(maxsplit=1)[-1]]


@pytest.mark.parametrize("phrase", ["Ada Quillmarsh", "ada  QUILLMARSH", "Quillmarsh", "Quillmarsh, Ada"])
def test_a_phrase_to_keep_that_is_a_name_is_refused_by_its_id(phrase: str) -> None:
    entry = {"id": "a", "kind": "person", "names": ["Ada Quillmarsh"]}
    with pytest.raises(RegisterInvalid) as caught:
        redact(word_file(p("")), register_from_json(made(entry, keep=["Luton", phrase])))
    assert "entry a." in caught.value.detail
    assert "uillmarsh" not in str(caught.value) + caught.value.detail


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("Ada Quillmarsh", "Quillmarsh House"), ("Grace Quillmarsh", "Grace"), ("Norah Hilary Slaymaker", "NHS")],
)
def test_a_longer_phrase_an_ordinary_word_and_an_abbreviation_may_be_kept(name: str, phrase: str) -> None:
    entry = {"id": "a", "kind": "person", "names": [name]}
    check_keeps(register_from_json(made(entry, keep=[phrase])))
