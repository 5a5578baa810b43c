"""The engine and the verifier agree: what one finds in a made paper the other had found, and nothing survives."""

from __future__ import annotations

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import register_to_json
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.verifier import verify
from tests.redaction.generated import a_paper, leaks
from tests.scale import count, tell

PAPERS = 2_000
EXAMPLES = 10_000


@pytest.mark.soak("agreement")
def test_what_the_verifier_finds_the_engine_had_found() -> None:
    """On the paper as it came: whoever the verifier sees, the engine replaced. On the copy both see nobody."""
    tried = count(150, PAPERS)
    wrong: list[str] = []
    for seed in range(tried):
        paper = a_paper(seed)
        register = register_to_json(paper.register)
        copy = redact(paper.data, paper.register)
        replaced = {one.id for one in copy.report.identities if one.replaced}
        seen = {one.id for one in verify(paper.data, register).found}
        left = verify(copy.data, register).found
        if seen - replaced or left or copy.report.proof.survivors:
            wrong.append(f"{seed}: {sorted(seen - replaced)} {left} {copy.report.proof.survivors} {paper.written}")
    tell(f"{tried:,} made papers: engine and verifier disagree on {len(wrong)}")
    assert wrong == []


@pytest.mark.soak("survivors")
def test_nobody_survives_whatever_the_form_and_the_split() -> None:
    """Nothing of a copy is replaced again, its text stays, and the same paper gives the same bytes."""
    tried = count(150, EXAMPLES)
    wrong: list[str] = []
    for seed in range(1_000_000, 1_000_000 + tried):
        paper = a_paper(seed)
        copy = redact(paper.data, paper.register).data
        again = redact(copy, paper.register)
        if leaks(copy, paper.register) or not verify(copy, register_to_json(paper.register)).clean:
            wrong.append(f"{seed}: a survivor of {paper.written}")
        same = plain_text(read_word(again.data)) == plain_text(read_word(copy))
        if any(one.replaced for one in again.report.identities) or not same:
            wrong.append(f"{seed}: replaced again of {paper.written}")
        if redact(paper.data, paper.register).data != copy:
            wrong.append(f"{seed}: other bytes the second time")
    tell(f"{tried:,} made papers: {len(wrong)} with a survivor, a second replacement or other bytes")
    assert wrong == []


def test_the_oracle_sees_a_name_that_was_left() -> None:
    seen = sum(bool(leaks(paper.data, paper.register)) for paper in map(a_paper, range(40)))
    assert seen > 20
