"""The manifest of a folder of templates: which papers it has, their titles, and the fields each is filled with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from safermk_desktop.errors import TemplateFailed

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,60}")
PARENTS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateEntry:
    """One template: its Word file, the pattern of its title, and the names of its fields.

    ``top`` are the fields of every paper that this one prints; ``own`` are those that only this paper is given.
    """

    file: Path
    title: str
    public: bool
    top: frozenset[str]
    own: frozenset[str]


def entry(templates: Path, template: str) -> TemplateEntry:
    """The entry of ``regime/name``, from the regime's own manifest or a parent's. Raises ``TemplateFailed``."""
    regime, _, name = template.partition("/")
    if not (NAME.fullmatch(regime) and NAME.fullmatch(name)):
        raise TemplateFailed
    for _ in range(PARENTS):
        try:
            manifest = _mapping(json.loads((templates / regime / "manifest.json").read_text(encoding="utf-8")))
            if name in _mapping(manifest.get("templates", {})):
                return _entry(templates / regime / f"{name}.docx", _mapping(_mapping(manifest["templates"])[name]))
            regime = str(manifest["parent"])
        except (OSError, ValueError, KeyError, TypeError):
            break
        if not NAME.fullmatch(regime):
            break
    raise TemplateFailed(f"Template: {template}.")


def _entry(file: Path, found: Mapping[str, object]) -> TemplateEntry:
    return TemplateEntry(
        file=file,
        title=str(found["title"]),
        public=found["public"] is True,
        top=_names(found["top"]),
        own=_names(found["own"]),
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("a manifest is made of objects")
    return cast("Mapping[str, object]", value)


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise TypeError("fields are a list of names")
    return frozenset(str(name) for name in cast("list[object]", value))
