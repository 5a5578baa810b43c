"""Which of overlapping candidates stand: what spares the tiling of a whole name chooses as the tiling does."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching import choosing
from safermk_desktop.redaction.matching.choosing import chosen
from safermk_desktop.redaction.matching.spans import Span

TEXT = "Ann Bee, Cole-Dee 12"
FORMS = ("name", "surname first", "first name", "nickname", "typing error", "initials")


def candidate(start: int, end: int, owner: int = 0, form: str = "name") -> Span:
    return Span(start, end, owner, form, certain=True, listed=False)


@pytest.mark.parametrize(
    ("first", "others", "whole"),
    [
        (candidate(0, 7), [candidate(0, 3, form="first name"), candidate(4, 7, form="surname")], True),
        (candidate(0, 7), [candidate(4, 7, owner=1)], True),
        (candidate(0, 3), [], True),
        (candidate(0, 7), [candidate(4, 13, owner=1)], False),  # reaches beyond it
        (candidate(0, 13), [candidate(0, 7)], False),  # a pause within: two names are likelier
        (candidate(0, 13, form="surname first"), [candidate(0, 7)], True),  # but the comma of the surname
        (candidate(0, 8), [candidate(0, 7)], False),  # ends with no letter
        (candidate(3, 7), [candidate(4, 7)], False),  # begins with none
    ],
)
def test_a_candidate_that_holds_all_others_is_the_name(first: Span, others: list[Span], whole: bool) -> None:
    assert choosing._is_one_name(TEXT, [first, *others]) is whole


def spans() -> st.SearchStrategy[Span]:
    """Candidates over a text with a pause, a hyphen and a number."""
    return st.builds(
        lambda start, length, owner, form: candidate(start, min(start + length, len(TEXT)), owner, form),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, len(TEXT)),
        st.integers(0, 2),
        st.sampled_from(FORMS),
    )


@given(st.lists(spans(), max_size=8))
@example([candidate(0, 13), candidate(0, 7), candidate(9, 13)])
def test_the_same_stands_where_every_group_is_tiled(given_spans: list[Span]) -> None:
    found = chosen(TEXT, given_spans, ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "_is_one_name", lambda _text, _group: False)
        assert chosen(TEXT, given_spans, ()) == found
    covered = {at for one in given_spans for at in range(one.start, one.end) if TEXT[at].isalnum()}
    assert covered <= {at for one in found for at in range(one.start, one.end)}
