"""Phrases that stay: none may hold a name of the register, for it would stand wherever the phrase does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final
from xml.sax.saxutils import escape

from safermk_desktop.domain.identities import RegisterRule
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, RegisterEmpty
from safermk_desktop.redaction.matching.finder import Matcher
from safermk_desktop.redaction.matching.ordinary import ORDINARY
from safermk_desktop.redaction.matching.shadow import words_of
from safermk_desktop.redaction.register import Register, register_from_json, register_to_json
from safermk_desktop.services.ports import Reading, Writing
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.second_proof import second_proof

_BETWEEN: Final = (" ", ".", ". ", ", ", "-", "/", "")
"""What may part the words of a phrase where it stands: it is kept in each of these spellings."""
_FULL_NAME: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+(?:[-'\u2019][A-Z][a-z]+)*){1,2}")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def holding(register: Register, phrases: Sequence[str], *, namesakes: bool = False) -> tuple[str, ...]:
    """Those of the phrases in which the engine or the verifier finds an identity, in whatever spelling they stand.

    With ``namesakes`` the full name of somebody else who shares no more than a forename is none of them: a register
    file names the members of the panel among what stays.
    """
    bare = replace(register, keep=(), dates="keep")
    matcher = Matcher(bare)
    if namesakes:
        phrases = [one for one in phrases if not _is_namesake(matcher, one)]
    held = {one for one in phrases if any(matcher.find(written) for written in _spellings(one))}
    rest = [one for one in phrases if one not in held and words_of(one)]
    if rest and not is_clean(bare, rest):
        held |= {one for one in rest if not is_clean(bare, [one])}
    return tuple(one for one in phrases if one in held)


def refuse_names(work: Reading, case_id: CaseId, phrases: Sequence[str], *, namesakes: bool = False) -> None:
    """Raise ``EntryInvalid`` where a phrase that is to stay holds an identity of the case's register (``holding``)."""
    register = _register(work, case_id)
    if register is None or not (held := holding(register, phrases, namesakes=namesakes)):
        return
    if len(phrases) == 1:
        raise EntryInvalid("This phrase holds a registered identity; kept, it would let that name stand. Replace it.")
    raise EntryInvalid(
        f"Phrases that hold a registered identity: {len(held)} of {len(phrases)}, "
        f"the first is number {phrases.index(held[0]) + 1}. Kept, they would let those names stand."
    )


def release_names(work: Writing, case_id: CaseId) -> None:
    """Take out of the phrases that stay those that hold what the register holds now: a name is never left standing."""
    rules, register = work.of_case(RegisterRule, case_id), _register(work, case_id)
    if not rules or not rules[-1].keep or register is None:
        return
    held = frozenset(holding(register, rules[-1].keep, namesakes=True))
    if held:
        work.put(replace(rules[-1], keep=tuple(one for one in rules[-1].keep if one not in held)))


def _is_namesake(matcher: Matcher, phrase: str) -> bool:
    """Whether a phrase is a forename of the register and a surname that is in no form of it and no ordinary word."""
    found = matcher.find(phrase)
    if len(found) != 1 or found[0].start != 0 or not _FULL_NAME.fullmatch(phrase):
        return False
    surname = phrase[found[0].end :].strip()
    people = {one.id for one in matcher.register.identities if one.kind == "person"}
    is_lone = " " not in phrase[: found[0].end] and found[0].identity_id in people
    return is_lone and bool(surname) and not matcher.find(surname) and not ORDINARY.issuperset(words_of(surname))


def _register(work: Reading, case_id: CaseId) -> Register | None:
    try:
        return register_from_json(register_of(work, case_id))
    except RegisterEmpty:
        return None


def _spellings(phrase: str) -> Iterator[str]:
    words = phrase.split()
    bare = words_of(phrase)
    yield phrase
    for between, parts in product(_BETWEEN, dict.fromkeys((tuple(words), tuple(bare)))):
        written = between.join(parts)
        yield from dict.fromkeys((written, written.upper(), written.title()))


def is_clean(register: Register, phrases: Sequence[str]) -> bool:
    """What the verifier says of a file with these paragraphs and nothing else, in small and large letters."""
    spellings = (form for one in phrases for form in (one, one.upper(), one.title()))
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in spellings)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
    return second_proof(made.getvalue(), register_to_json(register)).clean
