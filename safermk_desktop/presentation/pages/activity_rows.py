"""The log of a case in plain words: acts, dated facts, file notes with their corrections, and what was undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from safermk_desktop.domain.steps import StepKind
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.dialogs.note_forms import KINDS
from safermk_desktop.presentation.pages.case_words import act_words
from safermk_desktop.presentation.widgets.activity_panel import ActivityEntry
from safermk_desktop.services.notes import NoteLine
from safermk_desktop.services.queries import ActivityLine, Overview

NOTE_ICON: Final = "message-square"


def activity_entries(shown: Overview) -> tuple[ActivityEntry, ...]:
    """The log, newest first. A fact or a note is named by what it is; what it says is read on demand."""
    moves = iter(_move_words(shown))
    found: list[ActivityEntry] = []
    for line in reversed(shown.activity):
        icon, words = act_words(line.what)
        at = datetime.fromisoformat(line.at).astimezone()
        entry = ActivityEntry(icon=icon, words=words, on=at.date(), time=f"{at:%H:%M}", who=line.who, note=line.why)
        if line.what == "advance":
            words = next(moves, words)
            entry = replace(entry, words=f"{words} by override" if line.why else words)
            entry = replace(entry, icon="lock-open") if line.why else entry
        elif line.what in {"record_fact", "add_note", "correct_note"}:
            entry = _told(shown, line, entry)
        else:
            entry = replace(entry, note=" ".join(filter(None, (entry.note, _mark(shown, line)))))
        found.append(entry)
    return tuple(reversed(found))


def _told(shown: Overview, line: ActivityLine, entry: ActivityEntry) -> ActivityEntry:
    """The entry of a fact or a note with what it says; one that was undone says so."""
    ids = {row.partition(":")[2] for row in line.rows}
    note = next((one for one in shown.notes if one.note.id in ids), None)
    if note is not None:
        return _of_note(shown, note, entry, _mark(shown, line))
    fact = next((one for one in shown.file.facts if one.id in ids), None)
    if fact is None:
        return replace(entry, words=f"{entry.words}; it was undone later")
    sentences = {one.kind: one.sentence for one in shown.regime.facts}
    told = " ".join(filter(None, (fact.detail, _mark(shown, line))))
    return replace(entry, words=sentences.get(fact.kind, entry.words), note=told)


def _of_note(shown: Overview, line: NoteLine, entry: ActivityEntry, mark: str) -> ActivityEntry:
    note = line.note
    words = "File note" if note.kind.value == "other" else f"File note: {KINDS[note.kind].lower()}"
    told = [f"{KINDS[note.kind]}, {long_date(note.happened_on)}. {note.text}"]
    told.append(mark)
    if note.corrects:
        first = next((one.note for one in shown.notes if one.note.id == note.corrects), None)
        words = "A file note was corrected"
        told.append(f"It corrects the note of {long_date(first.recorded_on)}: {first.text}" if first else "")
    if line.corrected_by is not None:
        words = f"{words} (corrected)"
        told.append(f"Corrected on {long_date(line.corrected_by.recorded_on)}: {line.corrected_by.text}")
    return replace(entry, icon=NOTE_ICON, words=words, note="\n".join(filter(None, told)), note_id=note.id)


def _mark(shown: Overview, line: ActivityLine) -> str:
    """What marks an act that recorded something of the time before the case came in; the entry of a case says so."""
    if line.what == "enter_case":
        return ""
    marks = (shown.file.afterwards.get(row.partition(":")[2], "") for row in line.rows)
    return next(filter(None, marks), "")


def _move_words(shown: Overview) -> Iterator[str]:
    """What each move through a gate is called, in order."""
    for step in shown.file.steps:
        if step.kind in {StepKind.MOVED, StepKind.OVERRIDDEN}:
            after = shown.regime.state(step.now)
            yield "The case was closed" if after.is_final else f"The case moved to {after.name}"
