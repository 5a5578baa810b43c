"""Check digits and number forms that tell an identifier from a number that looks like one."""

from __future__ import annotations

import re
from typing import Final

_NOT_DIGIT: Final = re.compile(r"\D")
_THING: Final = re.compile(
    r"\b(?:batch|part|stock|catalogue|item|model|version|build|form|(?:print|room|standing|"
    r"purchase)(?:\sroom)?\sorder|product|serial\sof\sform|standard|iso|bs|sku|edition|section|"
    r"paragraph|para|page|table|figure|clause|chapter|article|schedule|regulation|question|option|act|"
    r"isbn|issn|doi|code)"
    r"(?:\s(?:item|number|no|code|ref|reference|order|is|was)){0,2}[.:]?\s{0,2}$",
    re.IGNORECASE,
)
_THING_ENDS: Final = tuple({*re.findall("[a-z]{2,}", re.sub(r"\\[a-z]", " ", _THING.pattern))})
"""What stands at the end of all that it reads: asked first, for most numbers have another word before them."""
_NINO_FIRST_BARRED: Final = frozenset("DFIQUV")
_NINO_SECOND_BARRED: Final = frozenset("DFIOQUV")
_NINO_PAIRS_BARRED: Final = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))


def digits_of(text: str) -> str:
    """The digits of ``text`` alone."""
    return _NOT_DIGIT.sub("", text)


def is_nhs_number(digits: str) -> bool:
    """Modulus 11 over ten digits (NHS Data Dictionary, "NHS Number")."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[9]) and check != 10


def is_luhn(digits: str) -> bool:
    """The check digit of payment cards and handsets (ISO/IEC 7812-1, annex B)."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0 and len(set(digits)) > 1


def is_iban(text: str) -> bool:
    """Modulus 97 (ISO 13616) of letters and digits without spaces."""
    turned = text[4:] + text[:4]
    return turned.isascii() and turned.isalnum() and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def is_national_insurance(prefix: str) -> bool:
    """Whether two letters may begin a National Insurance number (HMRC manual NIM39110)."""
    pair = prefix.upper()
    return pair[0] not in _NINO_FIRST_BARRED and pair[1] not in _NINO_SECOND_BARRED and pair not in _NINO_PAIRS_BARRED


def is_day(day: str, month: str) -> bool:
    """Whether two numbers can be a day and a month, in either order (both are written in Britain's reports)."""
    first, second = int(day), int(month)
    return (1 <= first <= 31 and 1 <= second <= 12) or (1 <= first <= 12 and 1 <= second <= 31)


def is_of_a_thing(match: re.Match[str]) -> bool:
    """Whether the word before names a batch, a part, a form or a paragraph: what follows is nobody's number."""
    start = match.start("found" if "found" in match.re.groupindex else 0)
    back = max(0, start - 40)
    if not match.string[back:start].rstrip().rstrip(".:").lower().endswith(_THING_ENDS):
        return False
    return _THING.search(match.string, back, start) is not None
