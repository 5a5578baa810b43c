"""What a person decides on about a redacted copy, item by item: listed when a copy is made, chosen, applied next time.

Words are listed for the register they were found with; pictures and what was left out for the report alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, cast

from safermk_desktop.domain.documents import ItemKind, RedactedCopy, RedactionItem
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.rebuild import finds
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.ports import Compartment, Progress, Reading, Writing
from safermk_desktop.services.renewing import renew_certificate
from safermk_desktop.services.session import Session, new_id

HOLD: Final = "hold"
CHOICES: Final[Mapping[ItemKind, tuple[str, ...]]] = MappingProxyType(
    {
        ItemKind.PICTURE: ("keep", "drop"),
        ItemKind.WORD: ("replace", "leave"),
        ItemKind.LEFT_OUT: ("seen", HOLD),
        **{ItemKind(kind): choices for kind, choices in finds.CHOICES.items()},
    }
)
"""What can be chosen for each kind of item."""

TEXTS: Final = frozenset({ItemKind.BOX, ItemKind.HIDDEN, ItemKind.DELETED, ItemKind.MOVED})
"""The kinds that are text of the report: what stands there can be looked at."""

_WHAT: Final = MappingProxyType(
    {
        ItemKind.BOX: "Unreadable text",
        ItemKind.HIDDEN: "Hidden text",
        ItemKind.DELETED: "Deleted text",
        ItemKind.MOVED: "Text moved away",
        ItemKind.SHAPE: "Shape over the page",
    }
)
JUDGED: Final = frozenset(
    {
        *("deleted drawing", "hidden drawing", "comment", "drawing", "drawn words", "chart", "diagram", "attachment"),
        *("embedded file", "macros", "custom data", "building blocks", "unknown element"),
    }
)
"""What a person has to see: somebody wrote or drew it. The rest that is left out is the file's own housekeeping.

Deleted, hidden and veiled text is listed by occurrence.
"""


def items_of(work: Reading, copy: RedactedCopy) -> tuple[RedactionItem, ...]:
    """Everything to decide on about a copy, in the order of the report."""
    items = _of_source(work, copy.case_id, copy.source_id)
    digest = found_with(copy.register_digest, done_with_text(work, copy.case_id, copy.source_id))
    return tuple(one for one in items if one.register_digest in {"", digest})


def found_with(register_digest: str, chosen: Mapping[str, str]) -> str:
    """What a word is listed for: the register, and the choices that put text in or take text out, where there are any.

    With other text around it, the same number of a word is another place.
    """
    changed = finds.changes_text(chosen)
    if not changed:
        return register_digest
    return hashlib.sha256(json.dumps([register_digest, changed]).encode()).hexdigest()


def _of_source(work: Reading, case_id: CaseId, source_id: RecordId) -> tuple[RedactionItem, ...]:
    return tuple(one for one in work.of_case(RedactionItem, case_id) if one.source_id == source_id)


def redaction_items(session: Session, copy: RedactedCopy) -> tuple[RedactionItem, ...]:
    """The same, for the window."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return items_of(work, copy)


def refuse_undecided(work: Reading, copy: RedactedCopy) -> None:
    """Raise ``EntryInvalid`` where somebody has not decided yet, or the copy was made before and does otherwise."""
    items = items_of(work, copy)
    if any(one.choice == HOLD for one in items):
        raise EntryInvalid("Somebody decided that this report is not to be published as it is. Import a mended one.")
    unchosen = sum(not one.choice for one in items)
    if unchosen:
        raise EntryInvalid(f"To decide on before the copy is approved or goes out: {unchosen}.")
    if any(one.is_open for one in items):
        raise EntryInvalid("The copy was made before the last decisions; make it again.")


def choose(session: Session, case_id: CaseId, item_id: RecordId, choice: str) -> None:
    """Decide on one item; the last decision renews the certificate of the copy.

    Raises ``EntryInvalid`` for what cannot be chosen, ``RecordUnknown``.
    """
    act = session.act("decide_redaction", case_id, subject=item_id, why=choice)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        copy, item = open_file(work, case_id).current_copy(), work.get(RedactionItem, item_id)
        if copy is not None and copy.approved_by:
            raise EntryInvalid("The copy is approved. Make it again before deciding anew.")
        if choice not in CHOICES[item.kind]:
            raise EntryInvalid("That cannot be chosen here.")
        today = session.clock.today()
        work.put(replace(item, choice=choice, decided_by=session.person, decided_on=today))
        items = items_of(work, copy) if copy is not None else ()
        if copy is not None and not any(one.is_open for one in items):
            renew_certificate(session, work, copy, items)


def with_choices(
    work: Reading, case_id: CaseId, source_id: RecordId, digest: str, options: RedactionOptions
) -> RedactionOptions:
    """The options with everything that was chosen for a report and a register."""
    chosen = [one for one in _of_source(work, case_id, source_id) if one.choice]
    texts = {one.key: one.choice for one in chosen if one.kind in TEXTS} | dict(options.finds)
    listed = found_with(digest, texts)
    words = {one.key: one.choice for one in chosen if one.kind is ItemKind.WORD and one.register_digest == listed}
    images = {one.key: one.choice for one in chosen if one.kind is ItemKind.PICTURE}
    return replace(options, words={**words, **options.words}, images={**images, **options.images}, finds=texts)


def done_with_text(work: Reading, case_id: CaseId, source_id: RecordId) -> dict[str, str]:
    """What the last copy of a report did with veiled, hidden and deleted text, by key."""
    return {one.key: one.done for one in _of_source(work, case_id, source_id) if one.kind in TEXTS}


def list_items(work: Writing, copy: RedactedCopy, report: Mapping[str, object]) -> None:
    """Keep what a copy's report says is to be decided; what was chosen before stays chosen, what is no more goes."""
    listed = tuple(_items(copy, report))
    digest = found_with(copy.register_digest, {one.key: one.done for one in listed if one.kind in TEXTS})
    known = {
        (one.kind, one.key): one
        for one in _of_source(work, copy.case_id, copy.source_id)
        if one.register_digest in {"", digest}
    }
    for gone in known.keys() - {(one.kind, one.key) for one in listed}:
        work.remove(RedactionItem, known.pop(gone).id)
    for item in listed:
        before = known.get((item.kind, item.key))
        if before is None or before.done != item.done:
            known[item.kind, item.key] = item if before is None else replace(before, done=item.done)
            work.put(known[item.kind, item.key])


def listed_for(session: Session, case_id: CaseId, source_id: RecordId, register_digest: str) -> str:
    """``found_with`` of a report and its last copy: with another value, words stand elsewhere in its text."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return found_with(register_digest, done_with_text(work, case_id, source_id))


def picture(session: Session, case_id: CaseId, item: RedactionItem, progress: Progress | None = None) -> bytes | None:
    """A picture of the report as PNG, decoded and encoded anew; None where it cannot be. Seeing it is on the record."""
    act = session.act("see_original", case_id, subject=item.source_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        data = work.content(item.source_id)
    return session.redactor.picture(data, item.key, progress)


def words(session: Session, case_id: CaseId, item: RedactionItem, progress: Progress | None = None) -> str:
    """What stands in veiled, hidden or deleted text. Seeing it is on the record."""
    act = session.act("see_original", case_id, subject=item.source_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        data = work.content(item.source_id)
        done = done_with_text(work, case_id, item.source_id)
    return session.redactor.words(data, item.key, done, progress)


def _items(copy: RedactedCopy, report: Mapping[str, object]) -> Iterator[RedactionItem]:
    def item(kind: ItemKind, key: str, what: str, done: str, *, part: object, digest: str = "") -> RedactionItem:
        return RedactionItem(
            id=new_id(),
            case_id=copy.case_id,
            source_id=copy.source_id,
            register_digest=digest,
            kind=kind,
            key=key,
            what=what,
            part=str(part),
            done=done,
        )

    for one in _rows(report, "pictures"):
        done = "keep" if one["kept"] else "drop"
        yield item(ItemKind.PICTURE, str(one["key"]), f"Picture {one['key']}", done, part=one["part"])
    texts = {str(one["key"]): str(one["done"]) for one in _rows(report, "finds")}
    digest = found_with(copy.register_digest, texts)
    for one in _rows(report, "finds"):
        kind, done = ItemKind(str(one["kind"])), str(one["done"])
        yield item(kind, str(one["key"]), f"{_WHAT[kind]}, paragraph {one['place']}", done, part=one["part"])
    for one in _rows(report, "undecided"):
        done, what = "replace" if one["replaced"] else "leave", f"{one['start']}-{one['end']}"
        yield item(ItemKind.WORD, str(one["key"]), what, done, part=one["part"], digest=digest)
    for one in _rows(report, "dropped"):
        if one["what"] in JUDGED:
            what = str(one["what"]).capitalize()
            yield item(ItemKind.LEFT_OUT, f"{one['part']}|{one['what']}", what, "seen", part=one["part"])


def _rows(report: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", report[name])
