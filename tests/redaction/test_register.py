from __future__ import annotations

import json
from typing import Any

import pytest

from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe, SafermkError
from safermk_desktop.redaction.register import register_from_json, register_to_json

ONE = {"id": "p1", "kind": "person", "names": ["Orlagh Tremayne"], "replacement": "Adult V"}


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
