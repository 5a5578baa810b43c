"""The side steps on the overview: what the Case menu offers of them, and what the banner says of where the case is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.domain.steps import PauseCause
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.pages.case_acts import button_words
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.services import side_steps
from safermk_desktop.services.queries import Overview

CAUSES: Final = MappingProxyType(
    {
        PauseCause.CRIMINAL: "criminal proceedings",
        PauseCause.INQUEST: "an inquest",
        PauseCause.OTHER: "another reason",
    }
)
NOT_PUBLISHED: Final = "record_not_published"


class Standing(NamedTuple):
    """What the banner says, in which tone, and the act on its button with its words."""

    tone: str
    text: str
    act: str = ""
    button: str = ""


def menu_acts(shown: Overview, do: Callable[[str], None]) -> Mapping[str, Act]:
    """The side steps that the case can take where it stands, by the id of their entry in the Case menu."""
    found = {step.id: step.act for step in side_steps.side_steps(shown.file)}
    if not shown.file.is_review:
        found.pop("delay", None)
    if shown.file.pause is not None:
        found["lift_pause"] = "lift_pause"
        found.pop("reopen", None)
    if any(way.when == "not_published_decided" for way in shown.state.ways):
        found["not_published"] = NOT_PUBLISHED

    def bound(act: str) -> Act:
        return lambda: do(act)

    return {name: bound(act) for name, act in found.items()}


def standing(shown: Overview) -> Standing | None:
    """What must be known of the case before anything else; ``None`` for one that goes its ordinary way."""
    file, state = shown.file, shown.state
    if file.case.closed_on is not None:
        day = long_date(file.case.closed_on)
        if shown.next_duty is not None and not state.may_reopen:
            due = f"{shown.next_duty.sentence} by {long_date(shown.next_duty.due)}."
            return Standing("blue", f"Closed on {day}. {due}", shown.next_duty.act, button_words(shown.next_duty.act))
        if not state.may_reopen:
            return Standing("blue", f"Closed on {day}. Nothing more is owed on this case.")
        return Standing("blue", f"{state.name}, {day}. {_why(shown)}", "reopen", "Reopen")
    if file.pause is not None:
        since, cause = long_date(file.pause.started_on), CAUSES[file.pause.cause]
        words = f"Paused since {since} because of {cause}. {_ended(file.pause.advice)} The dates run on."
        return Standing("amber", words, "lift_pause", "Lift the pause")
    if file.is_panel_anticipatory:
        return Standing("blue", "The panel is set up in anticipation: the Home Office is not told of the review yet.")
    return None


def show_standing(banner: Banner, shown: Overview) -> str:
    """Say it in the banner, or hide it. Returns the act of its button, empty for none."""
    told = standing(shown)
    if told is None:
        banner.hide()
        return ""
    banner.show_banner(told.tone, told.text, action=told.button)
    return told.act


def _why(shown: Overview) -> str:
    reason = shown.file.steps[-1].reason if shown.file.steps else ""
    return _ended(reason) if reason else "Nothing more is owed on this case."


def _ended(sentence: str) -> str:
    text = sentence.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
