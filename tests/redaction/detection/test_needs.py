"""What spares the patterns work never changes what they find: each rule that needs a word, with and without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.patterns.finding import RULES, indexed
from safermk_desktop.redaction.detection.patterns.rules import Rule
from safermk_desktop.redaction.detection.tokens import Tokens
from tests.redaction.detection.uk_strings import uk_strings
from tests.scale import count

NEEDY: Final = tuple(rule for rule in RULES if rule.needs)
ASIDE: Final = "the of and a 1 12 31 2021 2.5 1,000 0915 in was xx AB £3 he's".split()
BETWEEN: Final = st.sampled_from((" ", " ", " ", "  ", "\n", ", ", ". ", "-", "/", "", "\t", "'", "(", ")"))
_WORD: Final = re.compile(r"[a-z]{1,12}")
_NO_LETTER: Final = re.compile(r"\\.|\(\?[a-zP-]*[:<]\w*>?")


def bare(rule: Rule) -> Rule:
    """The rule tried wherever its leads stand, without the word that it needs and without a sieve."""
    return rule._replace(needs=frozenset(), within=0, often=True)


def found(text: str, rules: Sequence[Rule]) -> list[set[tuple[int, int]]]:
    """Where each rule holds."""
    index = indexed(text, Tokens(text))
    return [{one.span() for one in index.matches(rule)} for rule in rules]


def words_of(rule: Rule) -> list[str]:
    """The words that a rule is made of, and what else may stand beside them."""
    named = {*rule.needs, *rule.leads, *_WORD.findall(_NO_LETTER.sub(" ", rule.pattern.pattern.lower()))}
    plain = sorted(one for one in named if one.isalpha())
    return [*plain, *(one.title() for one in plain if len(one) > 2), *ASIDE]


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: f"{RULES.index(rule)} {min(rule.needs)}")
@settings(max_examples=count(6, 1_000), deadline=None)
@given(data=st.data())
def test_a_rule_finds_the_same_without_the_word_that_it_needs(rule: Rule, data: st.DataObject) -> None:
    made = st.from_regex(rule.pattern, alphabet=st.characters(min_codepoint=9, max_codepoint=126))
    piece = st.one_of(st.sampled_from(words_of(rule)), made, st.integers(0, 99_999).map(str))
    text = "".join(data.draw(st.lists(st.tuples(piece, BETWEEN).map("".join), max_size=8)))
    spared, whole = found(text, (rule, bare(rule)))
    assert spared == whole


def test_every_rule_that_needs_a_word_finds_the_same_in_british_strings() -> None:
    """And most of them find something there, so that they are tried at all."""
    text = "\n".join(one.text for one in uk_strings(count(2_000, 20_000), 7))
    spared, whole = found(text, NEEDY), found(text, [*map(bare, NEEDY)])
    assert spared == whole
    assert sum(map(bool, whole)) > len(NEEDY) // 2
