"""E-mail addresses, web addresses, user names, telephone numbers, addresses of machines, three-word places."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.checks import digits_of, is_of_a_thing
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

# Endings that tell a host from two words of which the stop between lacks its space.
_ENDINGS: Final = (
    "co.uk|org.uk|gov.uk|ac.uk|nhs.uk|nhs.net|police.uk|sch.uk|me.uk|ltd.uk|com|org|net|uk|info|example|biz|eu|ie|scot|"
    "wales|cymru|london|gov|edu|io|co|me|tv|fr|de|es|it|pl|in|au|nz|ca|us|se|be|nl|ch|test|invalid|onion"
).replace(".", r"\.")
_LABEL: Final = r"[A-Za-z0-9](?:[\w-]{0,62})"
_EMAIL: Final = rf"""
    (?<![\w.+-]) [\w.+'-]{{1,64}} (?: @ | [ ]{{1,2}}@[ ]{{0,2}} | [ ]?[(\[][ ]?at[ ]?[)\]][ ]? | @[ ]{{1,2}} )
    {_LABEL} (?: (?:\.|[ ]?[(\[][ ]?dot[ ]?[)\]][ ]?) {_LABEL} ){{1,5}} \.?
"""
_EMAIL_BROKEN: Final = (
    rf"(?<![\w.+-]) [\w.+-]{{1,64}} @ {_LABEL} (?:\s?\.\s?{_LABEL}){{0,4}} \s?\.\s? (?:{_ENDINGS}) \b"
)
# Not within another, and of a bounded length: each place is tried once, whatever a text repeats.
_URL: Final = r"""
    \b (?<!://) (?<!www\.) (?: (?:https?|ftp)://[^\s<>"]{1,4000} | www\.[^\s<>"]{1,4000} ) (?<![.,;:!?)'\]])
"""
_HOST: Final = rf"(?<![\w@./-]) (?:{_LABEL}\.){{1,4}} (?:{_ENDINGS}) \b (?:/[^\s<>\"]*)? (?<![.,;:!?)'\]])"
_MEDIA: Final = (
    "instagram|insta|snapchat|snap|tiktok|tik\\ tok|facebook|twitter|telegram|discord|whatsapp|signal|skype|linkedin|"
    "youtube|reddit|onlyfans|tinder|bumble|hinge|grindr|badoo|playstation|psn|xbox|steam|roblox|fortnite|kik|threads|"
    "bluesky|mastodon|ebay|vinted|messenger"
)
_NAMED: Final = (
    "user\\s?name|user\\s?id|user|handle|gamer\\s?tag|screen\\s?name|display\\s?name|profile|account|"
    "login|alias|nickname|id"
)
_HANDLE: Final = r"@?(?P<found>(?=[\w.-]*[a-z])\w[\w.-]{1,38}\w)"
_CUED_HANDLE: Final = rf"""
    \b (?: (?:{_MEDIA}) (?:\s+(?:{_NAMED}|page|name))? | {_NAMED} ) \s* (?: :\s*
      | \s(?:was|is|of|as|called|named)\s+ | \s )
    ["']? {_HANDLE}
"""
_KNOWN_AS: Final = rf"""
    \b (?:{_MEDIA}) \b [^.\n]{{0,40}}? \b (?:known|listed|registered|saved|called|
      named|posting|posts|posted) \s+ (?:as\s+)?
    ["']? {_HANDLE}
"""
_HANDLE_SHAPE: Final = re.compile(r"[._\d]|[a-z][A-Z]")
_MIXED: Final = (
    r"(?<![\w@./#&-]) (?!(?i:what3words|covid)) (?=[A-Za-z._-]*[\d_]) "
    r"[A-Za-z][a-z]{2,}(?:[._]?[A-Za-z]+){0,3}[._]?\d{1,6}(?:[a-z]\w{0,12})? "
    r"(?![\w/-]) (?!\.\d)"
)
_SNAKE: Final = r"(?<![\w@./#&-]) [a-z]{2,20} (?:_[a-z\d]{1,20}){1,3} (?![\w/-])"

_D: Final = "[0-9Oo]"
_EXTENSION: Final = r"(?: ,? \s? (?:x|ext\.?|extn\.?|extension) \s? \d{1,6} )?"
# Seven figures in a row, or the word before an extension: whatever has fewer is no number of a telephone.
_TELEPHONE: Final = rf"""
    (?<![\w.,/£$€+-]) (?= \W{{0,8}} (?: (?:[\dOo]\W{{0,6}}){{7}} | (?:[\dOo]\W{{0,6}}){{1,6}} e?x ) )
    (?<!\d{{3}}[ -]) (?: [(]?\+ \s? | (?=[\dO(\#]) ) \#? [(]{{0,2}} \s? (?:(?<=\d)|{_D}){_D}{{0,14}} [)]?
    (?: (?!\.\s) [ \n./-]{{1,3}}? [(]? {_D}{{1,11}} [)]? | [(]{_D}{{1,6}}[)] | (?<=[)]){_D}{{2,11}} ){{0,7}}
    {_EXTENSION} (?! [\w@] | [.,/-]\d )
"""
_CUED_TELEPHONE: Final = rf"""
    \b (?: tel(?:ephone)?|phone|mob(?:ile)?|cell|fax|landline|desk|office|direct|
      contact|text|call|ring|rang|number )
    (?:\s(?:number|no|num|nr))? \b [.:#]{{0,2}} \s{{0,4}} (?:\#|-\s)? (?P<found>
      \(?\d[\d ().-]{{4,16}}\d {_EXTENSION} ) (?! [\w@] | [.,/-]\d )
"""
_AMERICAN: Final = re.compile(r"\(?[2-9]\d{2}\)?[ .-]?[2-9]?\d{2}[ .-]\d{4}")
_LOCAL_BY_ROLE: Final = (
    r"(?<![\w.]) (?P<found>\(?\d[\d ().-]{5,16}\d) (?=\s?-?\s?(?:office|fax|mobile|home|work|desk|"
    r"landline)\b)"
)
_ROLES: Final = "office fax mobile home work desk landline"
_BRITISH_LENGTHS: Final = range(10, 12)


def _telephone(match: re.Match[str]) -> Certainty | None:
    """By the plans of numbering (E.164 and each country's own), then by the look of it."""
    if match.end() - match.start() < 7:
        return None
    text = match.group().strip().lstrip("(")
    number = re.split(r"[,x]|ext", text.replace("O", "0").replace("o", "0"), maxsplit=1)[0]
    digits = digits_of(number)
    if len(digits) < 7 or len(digits) > 16 or is_of_a_thing(match):
        return None
    if text.startswith(("+", "00")):
        return _abroad("+" + digits.removeprefix("00"))
    if digits.startswith("0"):
        return _british(number, digits)
    return LIKELY if _AMERICAN.search(number) and len(digits) in (10, 11) and not number.isdigit() else None


def _cued_telephone(match: re.Match[str]) -> Certainty | None:
    return None if is_of_a_thing(match) or len(digits_of(match["found"])) < 5 else LIKELY


def _abroad(number: str) -> Certainty | None:
    import phonenumbers  # 0.06 s, and most texts of a session are read without it

    if len(number) < 9:
        return None
    try:
        parsed = phonenumbers.parse(number.replace("+440", "+44"), None)
    except phonenumbers.NumberParseException:
        return LIKELY
    return CERTAIN if phonenumbers.is_possible_number(parsed) else LIKELY


def _british(number: str, digits: str) -> Certainty | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(parsed):
        return CERTAIN
    if len(digits) in _BRITISH_LENGTHS and digits[1] in "123578":
        return LIKELY
    return POSSIBLE if len(digits) >= 8 and not number.isdigit() else None


def _handle(match: re.Match[str]) -> Certainty | None:
    """A word with a digit, a stop, an underscore or a capital within; a plain word only after a colon or a quote."""
    name = match["found"]
    if _HANDLE_SHAPE.search(name) and not re.fullmatch(r"\d[\d.:/-]*|[A-Z]{1,3}|[a-z]+\.", name):
        return LIKELY
    before = match.group()[: match.start("found") - match.start()]
    return POSSIBLE if before.endswith(('"', "'", "@")) else None


def _machine(match: re.Match[str]) -> Certainty | None:
    return CERTAIN if all(int(part) < 256 for part in match.group().split(".")) else None


_CUE_WORDS: Final = (
    "instagram insta snapchat snap tiktok tik facebook twitter telegram discord whatsapp signal skype linkedin youtube "
    "reddit onlyfans tinder bumble hinge grindr badoo playstation psn xbox steam roblox fortnite kik threads bluesky "
    "mastodon ebay vinted messenger username user handle gamer gamertag screen screenname display displayname profile "
    "account login alias nickname id"
)
_TELEPHONE_WORDS: Final = (
    "tel telephone phone mob mobile cell fax landline desk office direct contact text call ring rang number"
)
_IPV6: Final = r"(?<![\w:]) (?:[0-9A-F]{1,4}:){3,7}(?::?[0-9A-F]{1,4}){1,4} (?![\w:])"
_THREE: Final = r"[^\W\d_]{3,20} \.[ ]? [^\W\d_]{3,20} \.[ ]? [^\W\d_]{3,20}"
_THREE_WORDS: Final = rf"///[ ]? {_THREE}"
_THREE_WORDS_CUED: Final = (
    rf"\b (?:what[\s-]?(?:3|three)[\s-]?words|w3w) \b [^.\n]{{0,40}}? (?P<found>(?<![\w.]){_THREE}) (?![\w.]\w)"
)
RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.CONTACT, CERTAIN, _EMAIL, leads="@ (at [at", reach=(70, 150)),
    rule(Kind.CONTACT, CERTAIN, _EMAIL_BROKEN, leads="@", reach=(70, 150)),
    rule(Kind.CONTACT, CERTAIN, _URL, leads="http https ftp www"),
    rule(Kind.CONTACT, LIKELY, _HOST, leads=".", reach=(70, 120)),
    rule(Kind.CONTACT, LIKELY, r"(?<![\w@./]) @[A-Za-z_0-9][\w.]{1,38}\w", leads="@"),
    rule(Kind.CONTACT, LIKELY, _CUED_HANDLE, _handle, leads=_CUE_WORDS),
    rule(Kind.CONTACT, LIKELY, _KNOWN_AS, _handle, leads=_CUE_WORDS),
    rule(Kind.CONTACT, POSSIBLE, _MIXED, leads="^", exact=True),
    rule(Kind.CONTACT, POSSIBLE, _SNAKE, leads="_", reach=(30, 60), exact=True),
    rule(Kind.CONTACT, LIKELY, _TELEPHONE, _telephone, leads="+ o"),
    rule(Kind.CONTACT, LIKELY, _CUED_TELEPHONE, _cued_telephone, leads=_TELEPHONE_WORDS),
    rule(Kind.CONTACT, LIKELY, _LOCAL_BY_ROLE, leads="#2 #3 #4", needs=(_ROLES, 30)),
    rule(Kind.CONTACT, CERTAIN, r"(?<![\w.]) \d{1,3}(?:\.\d{1,3}){3} (?![\w]|\.\d)", _machine, leads="#1 #2 #3"),
    rule(Kind.CONTACT, CERTAIN, r"(?<![\w:]) (?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2} (?![\w:])", leads="^"),
    rule(Kind.CONTACT, CERTAIN, _IPV6, leads="^"),
    rule(Kind.PLACE, CERTAIN, _THREE_WORDS, leads="///"),
    rule(Kind.PLACE, CERTAIN, _THREE_WORDS_CUED, leads="what w what3words w3w"),
)
