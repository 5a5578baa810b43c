"""How long a new passphrase would take to guess, in words. It is asked only where a passphrase is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

SHORTEST: Final = 12
LONGEST: Final = 128
A_SECOND: Final = 10_000
"""Guesses a second that a thief with many computers could make against the key derivation of a copied vault."""
_JUDGED: Final = 72
"""The estimate takes no more characters than these; what follows only makes it better."""
_DAY: Final = 86_400.0
_YEAR: Final = 365.25 * _DAY
_SPANS: Final = (
    (2 * _YEAR, _YEAR, "about {n} years"),
    (60 * _DAY, 30 * _DAY, "about {n} months"),
    (2 * _DAY, _DAY, "about {n} days"),
    (7_200.0, 3_600.0, "about {n} hours"),
    (120.0, 60.0, "about {n} minutes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A tone and a sentence; both empty for nothing typed."""

    tone: str = ""
    words: str = ""


def strength(passphrase: str, *about: str) -> Strength:
    """How strong a passphrase is; ``about`` are words that whoever guesses would try first, such as the name."""
    if not passphrase:
        return Strength()
    if len(passphrase) < SHORTEST:
        words = _words("Too short: {n} of at least {least} characters.")
        return Strength(tone="red", words=words.format(n=len(passphrase), least=SHORTEST))
    if len(passphrase) > LONGEST:
        words = _words("Too long: {n} characters; {most} are the most.")
        return Strength(tone="red", words=words.format(n=len(passphrase), most=LONGEST))
    seconds = _guesses(passphrase, about) / A_SECOND
    told = _words("It would take {time} to guess.").format(time=_span(seconds))
    if seconds < 30 * _DAY:
        more = _words("Weak: add words that do not belong together.")
        return Strength(tone="red", words=f"{told} {more}")
    if seconds < 10 * _YEAR:
        more = _words("One more word makes it much better.")
        return Strength(tone="amber", words=f"{told} {more}")
    return Strength(tone="green", words=told)


def _guesses(passphrase: str, about: tuple[str, ...]) -> float:
    from zxcvbn import zxcvbn

    hints = [part for text in about for part in text.split() if len(part) > 2]
    return float(zxcvbn(passphrase[:_JUDGED], user_inputs=hints)["guesses"])


def _span(seconds: float) -> str:
    if seconds >= 1000 * _YEAR:
        return _words("thousands of years")
    if seconds >= 100 * _YEAR:
        return _words("hundreds of years")
    for least, unit, words in _SPANS:
        if seconds >= least:
            return _words(words).format(n=round(seconds / unit))
    return _words("a minute or less")


def _words(text: str) -> str:
    return QCoreApplication.translate("PassphraseStrength", text)
