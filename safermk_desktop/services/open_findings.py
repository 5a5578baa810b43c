"""Certain findings that nobody decided on: a copy goes out only where its paper was looked through and none is left.

What was decided counts only while it stands: the register or the phrases that stay have to hold the whole finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.identities import FindingChoice, FindingDecision, FindingsLook, IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, RegisterEmpty
from safermk_desktop.redaction.detection.findings import Certainty, Source
from safermk_desktop.services.grouping import folded, groups, is_covered
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.redaction_items import done_with_text, found_with, refuse_undecided
from safermk_desktop.services.registers import register_of

if TYPE_CHECKING:
    from safermk_desktop.redaction.register import Register
    from safermk_desktop.services.detected import Detected

NOT_LOOKED: Final = (
    "The paper was not looked through as it stands. Open Findings, decide on what is certain there, then try again."
)


def read_with(done: Mapping[str, str]) -> str:
    """What tells the text that was looked through from the same paper with hidden or deleted text in it, or without."""
    return found_with("", done)


def certain_of(found: Detected, register_json: str) -> tuple[str, ...]:
    """A form of each certain finding; of what the register holds too, for its entries may go."""
    told = [one.names[0] for one in groups(found) if one.certainty is Certainty.CERTAIN]
    if register_json:
        is_held = _Held(register_json)
        sure = (one for one in found.findings if one.certainty is Certainty.CERTAIN)
        texts = dict.fromkeys(" ".join(one.text.split()) for one in sure if one.source is Source.REGISTER)
        told += [text for text in texts if is_held(text)]
    return tuple({folded(name): name for name in reversed(told)}.values())[::-1]


def is_looked_through(work: Reading, case_id: CaseId, source_id: RecordId) -> bool:
    """Whether a paper was looked through with the text that its last copy has."""
    look = _look(work, case_id, source_id)
    return look is not None and look.read_with == read_with(done_with_text(work, case_id, source_id))


def refuse_open_findings(work: Reading, copy: RedactedCopy) -> None:
    """Raise ``EntryInvalid`` where nobody looked for findings in the paper of a copy, or certain ones are open."""
    if not is_looked_through(work, copy.case_id, copy.source_id):
        raise EntryInvalid(NOT_LOOKED)
    left = sum(True for _ in _open(work, copy))
    if left:
        raise EntryInvalid(
            f"Certain findings that nobody decided on: {left}. Replace or keep each under Findings, then try again."
        )


def refuse_open(work: Reading, copy: RedactedCopy) -> None:
    """Raise ``EntryInvalid`` where anything of a copy is undecided, held back or changed since: it goes nowhere yet."""
    refuse_undecided(work, copy)
    refuse_open_findings(work, copy)


def _look(work: Reading, case_id: CaseId, source_id: RecordId) -> FindingsLook | None:
    looks = [one for one in work.of_case(FindingsLook, case_id) if one.source_id == source_id]
    return looks[-1] if looks else None


def _open(work: Reading, copy: RedactedCopy) -> Iterator[str]:
    look = _look(work, copy.case_id, copy.source_id)
    if look is None or not look.certain:
        return
    try:
        is_held = _Held(register_of(work, copy.case_id))
    except RegisterEmpty:
        yield from look.certain
        return
    entries = work.of_case(IdentityEntry, copy.case_id)
    registered = {folded(name) for entry in entries for name in entry.names}
    replaced = [
        {folded(name) for name in one.names}
        for one in work.of_case(FindingDecision, copy.case_id)
        if one.choice is FindingChoice.REPLACE
    ]
    for name in look.certain:
        # a form that no register can hold is replaced with the others of its decision, while one of these stands there
        stands = _cannot_stand(name) and any(folded(name) in one and one & registered for one in replaced)
        if not stands and not is_held(name):
            yield name


def _cannot_stand(name: str) -> bool:
    from safermk_desktop.redaction.detection.findings import Kind
    from safermk_desktop.services.suggesting import why_not

    return bool(why_not(Kind.REFERENCE, name, ()))


class _Held:
    """Whether a register replaces the whole of a text, or a phrase that stays is the whole of it."""

    def __init__(self, register_json: str) -> None:
        from safermk_desktop.redaction.matching.finder import Matcher
        from safermk_desktop.redaction.matching.shadow import words_of
        from safermk_desktop.redaction.register import register_from_json

        register: Register = register_from_json(register_json)
        self._matcher, self._words = Matcher(register), words_of
        self._kept = {words_of(phrase) for phrase in register.keep}

    def __call__(self, text: str) -> bool:
        """By the engine's own matching: what it would leave is not held."""
        from safermk_desktop.redaction.engine import PART_OF_A_DATE

        if self._words(text) in self._kept:
            return True
        found = [(one.start, one.end) for one in self._matcher.find(text) if one.form != PART_OF_A_DATE]
        return is_covered(text, found)
