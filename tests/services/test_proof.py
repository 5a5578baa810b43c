from __future__ import annotations

import hashlib

import pytest

from safermk_desktop import verifier
from safermk_desktop.errors import ProofFailed, RegisterEmpty
from safermk_desktop.redaction import engine
from safermk_desktop.redaction.register import Register, register_to_json
from safermk_desktop.services.proof import proved_copy
from tests.redaction.word_files import NAME, p, part, r, register, word_file

DATA = word_file(p(r(f"About {NAME}.")))


def test_a_proved_copy_is_clean_for_both_and_says_what_was_searched() -> None:
    copy = proved_copy(DATA, register())
    proof = copy.report["proof"]
    assert isinstance(proof, dict)
    assert proof["engine"] == proof["verifier"] == "clean"
    assert proof["sha256"] == hashlib.sha256(copy.data).hexdigest()
    assert proof["parts"] >= 8
    assert proof["terms"] == 1
    assert proof["variants"] > 10
    assert verifier.verify(copy.data, register_to_json(register())).clean


def test_the_verifier_finds_what_the_engine_is_kept_from_replacing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Matcher, "find", lambda self, text, breaks=(): ())
    with pytest.raises(ProofFailed) as raised:
        proved_copy(DATA, register())
    assert "verifier" in raised.value.detail
    assert "Tremayne" not in raised.value.sentences()


def test_the_engine_looks_again_at_what_it_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.StoryText, "apply", lambda self, edits: None)
    with pytest.raises(ProofFailed) as raised:
        proved_copy(DATA, register())
    assert "engine" in raised.value.detail
    assert "p1" in raised.value.detail


def test_an_empty_register_is_an_error() -> None:
    with pytest.raises(RegisterEmpty):
        proved_copy(DATA, Register(()))


PLACES = word_file(
    p(r("It begins here."))
    + p(r(f"This is what {NAME} said to Tremayne in the end, and no more."))
    + "".join(p(r(f"Then {NAME} left.")) for _ in range(5)),
    parts={"header1.xml": ("header", part("hdr", p(r(f"About {NAME}"))))},
)


@pytest.mark.parametrize("who", ["engine", "verifier"])
def test_a_failed_proof_says_where_to_look_and_names_nobody(monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    if who == "engine":
        monkeypatch.setattr(engine.StoryText, "apply", lambda self, edits: None)
    else:
        monkeypatch.setattr(engine.Matcher, "find", lambda self, text, breaks=(): ())
    with pytest.raises(ProofFailed) as raised:
        proved_copy(PLACES, register())
    told = raised.value.sentences()
    assert f"The {who} found " in told
    assert "body, paragraph 2 (entry p1): “" in told
    assert "is what ..... said to ....." in told
    assert told.count("(entry p1)") == 5
    assert " more." in told
    assert "tremayne" not in told.lower()
    assert "orlagh" not in told.lower()
