"""Reading the invented story: its reviews as acts in the order of their days."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from safermk_desktop import assets
from safermk_desktop.domain.partnership import Partnership


@dataclass(frozen=True, slots=True)
class StoryAct:
    """One act of the story. ``values`` are its fields as they stand in ``resources/demo/story.json``."""

    case: str
    reference: str
    label: str
    name: str
    on: date
    values: Mapping[str, object]

    def text(self, field: str, default: str = "") -> str:
        """A field as text; ``default`` where the story leaves it out."""
        value = self.values.get(field)
        return default if value is None else str(value)

    def day(self, field: str) -> date:
        """A field as a day. Raises ``ValueError`` when it is none."""
        return date.fromisoformat(self.text(field))

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; of objects with a ``text``, their texts."""
        value = self.values.get(field)
        items = cast("Sequence[object]", value) if isinstance(value, list) else ()
        return tuple(_text(item) for item in items)

    def pairs(self, field: str) -> Mapping[str, str]:
        """A field that gives one text for another; nothing where the story leaves it out."""
        return cast("Mapping[str, str]", self.values.get(field, {}))

    def sections(self) -> tuple[tuple[str, str], ...]:
        """The sections of a paper: heading and text."""
        items = cast("Sequence[Mapping[str, str]]", self.values["sections"])
        return tuple((item["heading"], item["text"]) for item in items)


@dataclass(frozen=True, slots=True)
class Story:
    """The whole story. ``today`` is the day on which the screens are shown."""

    today: date
    partnership: Partnership
    acts: tuple[StoryAct, ...]

    def first_day(self) -> date:
        """The day of the first act."""
        return min(act.on for act in self.acts)


def folder() -> Path:
    """Where the story and its registers lie."""
    return assets.folder("resources") / "demo"


def read_story() -> Story:
    """The story, its acts ordered by day; acts of one day keep the order in which they are written."""
    raw = json.loads((folder() / "story.json").read_text(encoding="utf-8"))
    names = cast("Mapping[str, str]", raw["partnership"])
    partnership = Partnership(
        name=names["name"],
        council=names["council"],
        area=names["area"],
        address=names["address"],
        management_group=names["management_group"],
        home_office=names["home_office_recipient"],
        formats=names["accessible_formats"],
    )
    acts = sorted(_acts(cast("Sequence[Mapping[str, object]]", raw["cases"])), key=lambda act: act.on)
    return Story(today=date.fromisoformat(raw["today"]), partnership=partnership, acts=tuple(acts))


def register_text(key: str) -> str:
    """The register file of a case of the story."""
    return (folder() / "registers" / f"{key}.json").read_text(encoding="utf-8")


def _acts(cases: Sequence[Mapping[str, object]]) -> Iterator[StoryAct]:
    for case in cases:
        for values in cast("Sequence[Mapping[str, object]]", case["acts"]):
            yield StoryAct(
                case=str(case["key"]),
                reference=str(case["reference"]),
                label=str(case["label"]),
                name=str(values["act"]),
                on=date.fromisoformat(str(values["on"])),
                values=values,
            )


def _text(item: object) -> str:
    if isinstance(item, dict):
        entry = cast("Mapping[str, object]", item)
        return str(entry.get("text", ""))
    return str(item)
