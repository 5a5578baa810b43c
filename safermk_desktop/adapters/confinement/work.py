"""What a child can be asked for. Each kind of work loads what it needs before the limits are set, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from safermk_desktop.redaction.detection.model import NameModel

COPY: Final = "copy"
READ: Final = "read"
LISTED: Final = "listed"
FIND: Final = "find"
VERIFY: Final = "verify"
REFUSE_LEAK: Final = "refuse_leak"
REFUSE_LEAKS: Final = "refuse_leaks"
DETECT: Final = "detect"
COMBINE: Final = "combine"
WORDS: Final = "words"
PICTURE: Final = "picture"
TABLE: Final = "table"

Asked = Mapping[str, Any]


class Tell(Protocol):
    """How the work speaks while it goes on."""

    def __call__(self, done: int, total: int, /) -> None:
        """Steps done and the steps there are."""
        ...

    def some(self, part: object, /) -> None:
        """A part of the answer, for JSON."""
        ...


class Done(NamedTuple):
    """What the child answers: something for JSON, and for a copy or a picture the bytes of it."""

    answer: object
    data: bytes | None = None


Work = Callable[[bytes, Tell], Done]


def loaded(asked: Asked) -> Work:
    """The work that a request names, with everything loaded that it takes. Raises KeyError for another name."""
    return _KINDS[asked["work"]](asked)


def _copy(asked: Asked) -> Work:
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import register_from_json
    from safermk_desktop.services.proof import proved_copy

    def work(data: bytes, tell: Tell) -> Done:
        register = register_from_json(asked["register"])
        proved = proved_copy(data, register, RedactionOptions(**asked["options"]), tell)
        return Done(proved.report, proved.data)

    return work


def _read(_asked: Asked) -> Work:
    from safermk_desktop.services.word_text import word_text

    def work(data: bytes, _tell: Tell) -> Done:
        found = word_text(data)
        return Done([found.text, found.stories])

    return work


def _listed(_asked: Asked) -> Work:
    from safermk_desktop.redaction.listed import listed_text

    return lambda data, _tell: Done(listed_text(data))


def _find(asked: Asked) -> Work:
    from safermk_desktop.services.finding import findings_in

    def work(data: bytes, _tell: Tell) -> Done:
        found = findings_in(data, asked["register"], asked["choices"])
        return Done([found.text, found.matches])

    return work


def _words(asked: Asked) -> Work:
    from safermk_desktop.redaction.engine import words_of

    return lambda data, _tell: Done(words_of(data, asked["key"], asked["choices"]))


def _picture(asked: Asked) -> Work:
    from PIL import Image

    from safermk_desktop.redaction.engine import picture_of

    Image.init()  # the readers of every format, before the limits are set

    def work(data: bytes, _tell: Tell) -> Done:
        found = picture_of(data, asked["key"])
        return Done(found is not None, found)

    return work


def _verify(asked: Asked) -> Work:
    from safermk_desktop.services.second_proof import second_proof

    return lambda data, _tell: Done(second_proof(data, asked["register"]))


def _detect(asked: Asked) -> Work:
    from safermk_desktop.services.detecting_words import detect_words

    def model() -> NameModel | None:
        from safermk_desktop.services.detecting import model_if_there  # brings all tiers

        return model_if_there()

    def work(data: bytes, tell: Tell) -> Done:
        # the model is loaded once the quick tiers have told what they find
        register, choices = asked["register"], asked["choices"]
        found = detect_words(data, register, tell, tell.some, model=model, choices=choices)
        return Done([found.text, found.findings, found.combinations])

    return work


def _combine(asked: Asked) -> Work:
    from safermk_desktop.services.detecting_words import combinations_in

    return lambda data, _tell: Done(combinations_in(data.decode(), asked["earlier"]))


def _refuse_leak(asked: Asked) -> Work:
    from safermk_desktop.services.finding import refuse_leak

    return lambda data, _tell: Done(refuse_leak(data, asked["register"]))


def _refuse_leaks(asked: Asked) -> Work:
    from safermk_desktop.services.finding import refuse_leaks

    return lambda data, tell: Done(refuse_leaks(data, asked["registers"], tell))


def _table(asked: Asked) -> Work:
    from safermk_desktop.adapters.confinement.spreadsheet import read_table

    def work(data: bytes, _tell: Tell) -> Done:
        table = read_table(data, asked["name"])
        return Done([table.header, [[row.number, row.cells, sorted(row.formulas)] for row in table.rows]])

    return work


_KINDS: Final[Mapping[str, Callable[[Asked], Work]]] = MappingProxyType(
    {
        COPY: _copy,
        READ: _read,
        LISTED: _listed,
        FIND: _find,
        VERIFY: _verify,
        REFUSE_LEAK: _refuse_leak,
        REFUSE_LEAKS: _refuse_leaks,
        DETECT: _detect,
        COMBINE: _combine,
        WORDS: _words,
        PICTURE: _picture,
        TABLE: _table,
    }
)
