"""No two initials stop a copy: what each file has of itself, its language among it, is nobody's name."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.register import Identity, Register, register_to_json
from safermk_desktop.verifier import verify
from tests.redaction.word_files import p, r, unzipped, word_file

LANGUAGES: Final = ("en-GB", "cy-GB", "pl-PL", "ur-PK", "pa-Arab-PK", "ro-RO")


@pytest.mark.parametrize("first", ascii_uppercase)
def test_nobody_has_initials_that_every_copy_holds(first: str) -> None:
    people = [f"{first}elkinvar {last}orstwick" for last in ascii_uppercase]
    register = Register(
        tuple(Identity(f"k{at}", "person", "", (name,), f"Adult {at}") for at, name in enumerate(people))
    )
    text = "".join(p(r("and then came "), r(name)) for name in people)
    spoken = "".join(p(r("as said", f'<w:lang w:val="{one}" w:bidi="{one}"/>')) for one in LANGUAGES)
    copy = redact(word_file(text + spoken), register)
    assert copy.report.proof.survivors == ()
    assert verify(copy.data, register_to_json(register)).clean


def test_initials_in_the_text_are_found_all_the_same() -> None:
    register = Register((Identity("k0", "person", "", ("Grace Brown",), "Adult V"),))
    copy = redact(word_file(p(r("Grace Brown came. Then G.B. left with GB."))), register)
    assert copy.report.proof.survivors == ()
    assert {one.id for one in copy.report.identities if one.replaced} == {"k0"}
    said = re.sub("<[^>]+>", "", unzipped(copy.data)["word/document.xml"].decode())
    assert "Adult V" in said
    assert not re.search(r"G\.?B", said)
