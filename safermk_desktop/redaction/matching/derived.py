"""Every form of one name, by the kind of its identity, and whether a text holds one (contracts/cli.md, by kind)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safermk_desktop.redaction.matching import dates, others
from safermk_desktop.redaction.matching.forms import Form
from safermk_desktop.redaction.matching.people import person_forms
from safermk_desktop.redaction.matching.shadow import WORD, shadow, words_of


def derived_forms(owner: int, kind: str, name: str) -> Iterator[Form]:
    """Every form in which a name is looked for; ``owner`` is the place of its identity in the register."""
    if kind == "person":
        yield from person_forms(owner, name)
    elif kind == "place":
        yield from others.place_forms(owner, name)
    elif kind == "organisation":
        yield from others.organisation_forms(owner, name)
    else:
        yield from others.listed_forms(owner, name)
        day = dates.read_day(name, shadow(name).text) if kind == "date" else None
        if day is not None:
            yield Form((f"{day[2]:02}{day[1]:02}{day[0] % 100:02}",), owner, "date", listed=True)


class FormIndex:
    """Tells which texts hold a form that no reader would take for an ordinary word."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[tuple[str, ...], bool] = {}
        self._whole: set[tuple[str, ...]] = set()
        for form in forms:
            if form.listed or not form.ordinary:
                self._forms[form.words] = self._forms.get(form.words, True) and form.capitals
            else:
                self._whole.add(form.words)
        self._longest = max(map(len, self._forms), default=0)

    def is_in(self, text: str) -> bool:
        """Whether such a form stands in a text, or the whole text is a form that is an ordinary word too."""
        words = words_of(text)
        if words in self._whole:
            return True
        written = WORD.findall(text)
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                capitals = self._forms.get(words[start:end])
                if capitals is False or (capitals and all(word[:1].isupper() for word in written[start:end])):
                    return True
        return False
