"""What a person decides on, met while a story is built: text under a box, hidden text, deleted and moved text, shapes.

Keys do not depend on what is chosen: what stands inside text that is kept by choice is counted by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from safermk_desktop.redaction import xml

_W: Final = f"{{{xml.W}}}"
_WORDS: Final = frozenset({f"{_W}t", f"{_W}delText", f"{{{xml.M}}}t"})
FindKind = Literal["box", "hidden", "deleted", "moved", "shape"]
CHOICES: Final[Mapping[FindKind, tuple[str, ...]]] = MappingProxyType(
    {
        "box": ("keep", "replace", "remove"),
        "hidden": ("drop", "keep"),
        "deleted": ("drop", "keep"),
        "moved": ("seen", "hold"),
        "shape": ("seen", "hold"),
    }
)
"""What can be chosen for each; the first is done where nobody chose. What was moved stands where it was moved to."""
REDACTED: Final = "[redacted]"


@dataclass
class Found:
    """One occurrence: ``place`` is the running number of its paragraph in the part, ``done`` what the copy does.

    ``text`` is what stands there, for the eyes of the person who decides: in no report and no log.
    """

    key: str
    kind: FindKind
    part: str
    place: int
    done: str
    text: str = ""


@dataclass
class Finds:
    """The occurrences of one rebuild in reading order; runs that follow one another are one occurrence."""

    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    found: list[Found] = field(default_factory=list[Found])
    restoring: bool = False
    """Whether what is built was deleted and is put back by choice."""
    apart: bool = False
    """Whether what is built stands by choice: its pictures have no number of their own and are left out."""
    part: str = ""
    place: int = 0
    last: Found | None = None
    scope: str = ""
    _count: Counter[str] = field(default_factory=Counter[str])

    def start(self, part: str, scope: str, *, apart: bool) -> None:
        """A story begins; ``scope`` tells a note from the others of its part."""
        if part != self.part:
            self.place = 0
        self.part, self.scope, self.last, self.apart = part, scope, None, apart

    def meet(self, kind: FindKind, text: str) -> Found:
        """Text of a kind: more of the occurrence before it where nothing visible stood between, else a new one."""
        last = self.last
        if last is not None and last.kind == kind:
            last.text += text
            return last
        self.last = self.one(kind, text)
        return self.last

    def one(self, kind: FindKind, text: str) -> Found:
        """A new occurrence."""
        name = f"{self.scope}{kind}"
        self._count[name] += 1
        key = f"{name}:{self._count[name]}"
        chosen = self.choices.get(key, "")
        done = chosen if chosen in CHOICES[kind] else CHOICES[kind][0]
        self.found.append(Found(key, kind, self.part, max(self.place, 1), done, text))
        return self.found[-1]

    @contextmanager
    def inside(self, found: Found) -> Generator[None]:
        """What stands in text that is kept by choice counts under it; after it the occurrence may go on."""
        before = (self.scope, self.restoring, self.apart)
        self.scope, self.last, self.apart = f"{found.key}/", None, True
        self.restoring = self.restoring or found.kind == "deleted"
        yield
        (self.scope, self.restoring, self.apart), self.last = before, found


def words_in(source: xml.Element) -> str:
    """The text that stands in an element, deleted or not, with a space between paragraphs."""
    pieces: list[str] = []
    for node in source.iter():
        if node.tag in _WORDS:
            pieces.append(node.text or "")
        elif node.tag == f"{_W}p" and pieces:
            pieces.append(" ")
    return "".join(pieces)


def changes_text(choices: Mapping[str, str]) -> dict[str, str]:
    """Of these choices, those with which the text of a copy is another than without any, sorted by key."""
    return {
        key: choice
        for key, choice in sorted(choices.items())
        if (kind := key.rpartition("/")[2].partition(":")[0]) in {"box", "hidden", "deleted"}
        and choice != ("keep" if kind == "box" else "drop")
    }
