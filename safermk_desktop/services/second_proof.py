"""The independent verifier, with its own two refusals told as those of the application."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.errors import (
    InputRefused,
    NotWord,
    RegisterEmpty,
    RegisterInvalid,
    ReplacementUnsafe,
    WordDamaged,
    WordEncrypted,
    WordTooLarge,
)
from safermk_desktop.verifier import FileUnreadable, RegisterUnusable, Verdict, verify

_OF_REGISTERS: Final[Mapping[str, type[InputRefused]]] = MappingProxyType(
    {"empty": RegisterEmpty, "replacement": ReplacementUnsafe}
)
_OF_FILES: Final[Mapping[str, type[InputRefused]]] = MappingProxyType(
    {"encrypted": WordEncrypted, "not_word": NotWord, "too_large": WordTooLarge}
)


def second_proof(data: bytes, register_json: str) -> Verdict:
    """What the verifier says of a file. It imports nothing of ours, so its refusals are translated here.

    Raises ``RegisterEmpty``, ``ReplacementUnsafe``, ``RegisterInvalid`` (the entry by number), and ``WordEncrypted``,
    ``NotWord``, ``WordTooLarge``, ``WordDamaged``.
    """
    try:
        return verify(data, register_json)
    except RegisterUnusable as error:
        rule = f"Entry {error.entry}: {error}" if error.entry else str(error)
        raise _OF_REGISTERS.get(error.reason, RegisterInvalid)("" if error.reason == "empty" else rule) from None
    except FileUnreadable as error:
        raise _OF_FILES.get(str(error), WordDamaged) from None
