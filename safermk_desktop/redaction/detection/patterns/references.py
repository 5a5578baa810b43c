"""Numbers of people, papers, vehicles, accounts and proceedings."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.checks import (
    digits_of,
    is_iban,
    is_luhn,
    is_national_insurance,
    is_nhs_number,
    is_of_a_thing,
)
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

_D: Final = r"[\dOo]"
_GAP: Final = r"[\s.-]{0,3}"
_NHS: Final = rf"(?<![\w.,/£-]) {_D}{{3}}[\s-]{{0,3}}{_D}{{3}}[\s-]{{0,3}}{_D}{{4}} (?![\w]|[.,/-]\d)"
_NINO: Final = rf"(?<!\w) (?P<prefix>[A-Z]{{2}}) {_GAP} {_D}{{2}} {_GAP} {_D}{{2}} {_GAP} {_D}{{2}} {_GAP} [A-D] (?!\w)"
_LICENCE: Final = (
    r"(?<!\w) [A-Z9]{5} [\s-]{0,2} \d [0156]\d [0-3]\d \d [\s-]{0,2} [A-Z9]{2} [\s-]{0,2} \d[A-Z]{2} "
    r"(?:\s?\d{2})? (?!\w)"
)
# Plates: from 2001, from 1983, from 1963; those of before only near a word that tells a vehicle.
_PLATE: Final = r"(?<![\w/-]) [A-HJ-PR-Y][A-HJ-PR-Y] [ -]? (?:\d{2}|O\d|\dO|OO) [\s-]{0,3} [A-Z]{3} (?![\w/-])"
_PLATE_LOWER: Final = r"(?<![\w/-]) [a-hj-pr-y][a-hj-pr-y](?:\d{2}|o\d|\do) [\s-]{0,3} [a-z]{3} (?![\w/-])"
_PLATE_PREFIX: Final = r"(?<![\w/-]) [A-HJ-NP-TV-Y]\d{1,3} [\s-]{0,2} [A-HJ-PR-Y]{3} (?![\w/-])"
_PLATE_SUFFIX: Final = r"(?<![\w/-]) [A-HJ-PR-Y]{3} [\s-]{0,2} \d{1,3}[A-HJ-NP-TV-Y] (?![\w/-])"
_VEHICLE: Final = (
    r"(?:registration|registered|reg|regd|vrm|vrn|index|number\splate|plate|plates|vehicle|car|van|lorry|"
    r"motorcycle|motorbike|moped|scooter|taxi|"
    r"ford|vauxhall|volvo|audi|bmw|toyota|nissan|honda|renault|peugeot|citroen|fiat|kia|hyundai|mercedes|"
    r"volkswagen|vw|skoda|seat|mini|rover|land\srover|mazda|suzuki|hatchback|saloon|estate|transit|"
    r"trailer|caravan|bike)"
)
_PLATE_CUED: Final = (
    rf"\b {_VEHICLE} (?:\s(?:number|no|mark|plate|plates))? \b [.:,(]{{0,2}} \s{{0,3}} (?:was\s|is\s|of\s|"
    r"with\s|index\s|plate\s|reading\s)? [(]? "
    rf"(?P<found>[A-Z]{{2}}\s{{0,2}}[\dO]{{2}}[\s-]{{0,2}}[A-Z]{{3}}(?![\w/-])|(?!(?:IN|ON|AT|OF|TO|BY|AND|"
    rf"IS|WAS|THE|(?-i:[a-z]{{1,3}}\s))) (?:[A-Z]{{1,3}}[ -]?\d{{1,4}}[A-Z]{{0,3}}|\d{{1,4}}[ -]?[A-Z]{{1,3}}|"
    rf"[A-Z]{{2}}[ ]?\d{{2}}[ ]?[A-Z]{{3}})) (?![\w/-])"
)

_CUES: Final = (
    r"crime|custody|incident|occurrence|occ|case|court|log|cad|urn|crn|pnc|cro|holmes|storm|niche|marac|"
    r"mash|iopc|ipcc|file|ref|refs|reference|references|"
    r"nhs|ni|nino|upn|uprn|usrn|hospital|patient|medical|mrn|record|claim|claimant|tenancy|account|acc|"
    r"a/c|sort\scode|policy|passport|visa|licence|license|driver|"
    r"driver's\slicense|id|exhibit|property|application|applications|appeal|petition|docket|warrant|"
    r"prison|prisoner|collar|shoulder|badge|warrant|staff|employee|payroll|"
    r"student|pupil|membership|member|customer|client|order|invoice|complaint|enquiry|inquiry|"
    r"investigation|operation|intelligence|intel|report|statement|"
    r"registration|certificate|serial|imei|meter|job|ticket|docs?|document|token|card|pin|ssn|"
    r"national\sid|tax|utr|paye|company|charity|vat|nominal|event|command|dispatch|fwin|dwp|"
    r"bail|charge|disposal|penalty"
)
_CUED: Final = rf"""
    \b (?:{_CUES}) \b \.? (?:\s(?:and|or|report|record|log|case|crime|file|card)\b)?
      (?: [\s-]{{0,2}} (?:reference|ref|number|numbers|num|no|nos|nr|id|code|record|
      log|urn) \b \.? ){{0,2}}
    [ \t]{{0,2}} [:#(=-]{{0,2}} [ \t]{{0,3}} ["']? (?P<found> \#? (?=[A-Z0-9/*._-]{{0,20}}\d)
      [A-Z0-9*][A-Z0-9/*._-]{{0,30}} (?<![.,/-]) (?:\s{{0,2}}[/-]\s{{0,2}}[A-Z0-9]{{1,10}}\b){{0,3}}
      (?:[ \n]{{1,2}}[A-Z]?\d{{3,8}}[A-Z]?\b){{0,2}} )
    (?! [\w%] | [.,]\d | \s?(?:per\scent|%) )
"""
_OF_DAY: Final = r"""
    (?<![\w£$€.,:/-]) (?P<found> \d{1,6} \s{1,3} (?:of|dated|on) \s{1,3} (?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}
      | \d{1,2}(?:st|nd|rd|th)?\s{1,2}(?:of\s)?[A-Za-z]{3,9}\s{1,2}\d{2,4} | \d{1,2}[A-Za-z]{3}\d{2,4}
      ) ) (?![\w])
"""
_BEFORE_DAY: Final = (
    r"(?<![\w£$€.,:/-]) \d{2,6} [\s/-]{1,2} (?:\d{1,2}[./]\d{1,2}[./]\d{2,4} | \d{1,2}(?:JAN|FEB|MAR|APR|"
    r"MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2,4} | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2} ) (?![\w/])"
)
_CUED_DAY: Final = (
    r"\b (?:cad|log|incident|urn|ref|number|no)\b[.:]?\s{0,2} (?:(?:ref|number|no|log)\b[.:]?\s{1,2})? "
    r"(?P<found>\d{1,6}[/-]\d{2}[A-Z0-9]{3,7}) (?!\w)"
)
_SLASHED: Final = r"""
    (?<![\w£$€@./&-]) (?P<found> (?=[A-Za-z0-9*._/-]{0,40}\d) [A-Z0-9*]{1,10} (?:
      \s{0,2}/\s{0,2} [A-Z0-9.]{1,12} | - [A-Z0-9]{1,12} ){1,6} (?<![.]) ) (?! [\w%@] | [/-]\w
      | \.\d )
"""
_SLASHED_SMALL: Final = (
    r"(?<![\w£$€@./&-]) (?P<found> (?=[a-z0-9/-]{0,30}\d) [a-z0-9]{1,10} (?: \s{0,2}/\s{0,2} "
    r"[a-z0-9]{1,12} | - \d{2,8} ){1,4} ) (?! [\w%@] | [/-]\w | \.\d )"
)
_COURT: Final = (
    r"(?<!\w) (?: [TASUC]\s?20\d{2}[\s-]{0,2}\d{4} | [A-Z]{2}\d{2}\s?[CPFDJ]\s?\d{5} | "
    r"[A-Z]\d{2}[A-Z]{2}\d{3} | \d{2}[A-Z]{2}\d{5,7} | [A-Z]{2}-20\d{2}-\d{3,6} ) (?!\w)"
)
_MIXED: Final = r"(?<![\w£$€@./&%+-]) (?=[A-Za-z]{0,9}\d) (?=\d{0,12}[A-Za-z]) [A-Za-z0-9*]{5,34} (?![\w@/-]|\.\w)"
_LONG: Final = r"(?<![\w£$€.,/+:-]) \#? \d{5,26} (?![\w%/-]|[.,]\d)"
_GROUPED: Final = r"(?<![\w£$€.,/+:-]) (?<!\d{3}[ -]) \d{2,6} (?:[ -]\d{2,6}){1,6} (?![\w%/-]|[.,:]\d)"
_STAR: Final = r"(?<!\w) \d{1,2}\*\d{4,8} (?!\w)"
_IBAN: Final = r"(?<!\w) (?P<found>[A-Z]{2}\d{2} (?:[ ]?[A-Z0-9]{4}){2,7} (?:[ ]?[A-Z0-9]{1,4})?) (?!\w)"
_CARD: Final = r"(?<![\w.,/£+-]) \d{4}[ -]?\d{4,6}[ -]?\d{4,5}(?:[ -]?\d{1,4})?(?:[ -]?\d{1,3})? (?![\w/]|[.,-]\d)"
_SORT_CODE: Final = r"(?<![\w.,/£-]) \d{2}-\d{2}-\d{2} (?![\w/-]|\.\d)"
_SORT_CODE_CUED: Final = (
    r"\b sort\s?code s? \b (?:\s(?:is|was|of|number))? [:\s-]{0,4} "
    r"(?P<found>\d{2}[\s-]{0,2}\d{2}[\s-]{0,2}\d{2}) \b"
)
_APPLICATION: Final = (
    r"\b (?:nos?\.?|numbers?|applications?|apps?\.?) \s{0,2} (?P<found>\d{1,6}/\d{2,4}(?:(?:,|\sand|"
    r",\sand|;)?\s{1,2}\d{1,6}/\d{2,4}){0,60})"
)
_SHOULDER: Final = (
    r"\b (?:PC|PCSO|DC|DS|DI|DCI|PS|Sgt|Sergeant|Inspector|Constable|Officer|officer|collar\snumber|SC|"
    r"WPC|TDC|A/PS|T/DS|CSO) \s (?:[A-Z][\w'-]+\s(?:[A-Z][\w'-]+\s)?)?[(]?(?P<found>[A-Z]{0,3}\d{3,6}[A-Z"
    r"]{0,2}) (?![\w/]|[.,:]\d)"
)
_OPERATION: Final = r"\b (?: Op\.?\s[A-Z][A-Za-z]{2,} | Operation\s[A-Z]{4,} ) \b"
_UUID: Final = r"(?<!\w) [0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12} (?!\w)"
_HEX: Final = r"(?<!\w) 0x[0-9A-Fa-f]{2,16} \b"
_SNAKE: Final = r"(?<!\w) [A-Z]{2,10}(?:_[A-Z0-9]{1,12}){1,4} (?!\w)"
_DOMESTIC_ID: Final = (
    r"\b (?:zip|zip\scode|postcode|pin|pincode) \b (?:\s(?:code|is|was))? [:\s]{1,3} "
    r"(?P<found>\d{3,8}(?:-\d{3})?(?:\s[A-Z]{2}\b)?) \b"
)
_MEASURED: Final = re.compile(
    r"\d+(?:st|nd|rd|th|s|am|pm|mg|kg|ml|cm|mm|km|m|k|g|l|ft|in|hrs?|mins?|secs?|yo|px|gb|mb|kb|bn|p|x\d*|"
    r"years?|months?|weeks?|days?)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"\d{1,2}(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\w*", re.IGNORECASE)
_PLAIN_SLASH: Final = re.compile(
    r"(?:\d{1,2}/\d{1,2}|\d{1,3}/\d{2}|\d{4}[/-]\d{2,4}|\d{1,3}-\d{1,3}|\d{1,2}/\d{1,2}/\d{2,4}|"
    r"\d{1,2}-\d{1,2}-\d{2,4})"
)
_SHORT_WORDS: Final = frozenset("AN AS AT BY GO HE MY NO OF ON OR SO TO UP US WE AM PM DR MR MS PC".split())
_DOSE: Final = re.compile(r"\d+(?:mg|mcg|ml|g|kg|km|l|m|cm|mm)\b|https?|www")
_TESTS: Final = re.compile(r"[A-Z]{1,6}-?\d{1,2}|COVID-?19", re.IGNORECASE)


def _nhs(match: re.Match[str]) -> Certainty | None:
    digits = digits_of(match.group().replace("O", "0").replace("o", "0"))
    return CERTAIN if is_nhs_number(digits) and not is_of_a_thing(match) else None


def _plate(match: re.Match[str]) -> Certainty | None:
    """In capitals "OF 12 MEN" has the form of a plate with a space too many."""
    parted = match.group()[2] == " "
    return (LIKELY if parted else CERTAIN) if not (parted and match.group()[:2] in _SHORT_WORDS) else None


def _nino(match: re.Match[str]) -> Certainty | None:
    return CERTAIN if is_national_insurance(match["prefix"]) or match["prefix"].upper() == "QQ" else LIKELY


def _iban(match: re.Match[str]) -> Certainty | None:
    text = match["found"].replace(" ", "")
    if not 14 <= len(text) <= 34:
        return None
    return CERTAIN if is_iban(text) else LIKELY


def _card(match: re.Match[str]) -> Certainty | None:
    digits = digits_of(match.group())
    if not 12 <= len(digits) <= 19:
        return None
    return CERTAIN if is_luhn(digits) else LIKELY


def _slashed(match: re.Match[str]) -> Certainty | None:
    """Letters with figures, or figures enough; never a score, a range, a measure or a tool with a number."""
    text = match["found"]
    digits = digits_of(text)
    if _PLAIN_SLASH.fullmatch(text) or _DOSE.match(text) or _TESTS.fullmatch(text) or is_of_a_thing(match):
        return None
    if "-" in text and len(digits) < 5 and text.islower():
        return None
    if len(digits) < 3 and not (len(digits) == 2 and text.count("/") + text.count("-") >= 2):
        return None
    return LIKELY if re.search("[A-Z]", text) or "/" in text else POSSIBLE


def _mixed(match: re.Match[str]) -> Certainty | None:
    text = match.group()
    digits = len(digits_of(text))
    if _MEASURED.fullmatch(text) or _DATED.fullmatch(text) or is_of_a_thing(match):
        return None
    if digits >= 4:
        return LIKELY
    return POSSIBLE if digits >= 3 and text.upper() == text and len(text) >= 6 else None


def _number(match: re.Match[str]) -> Certainty | None:
    text = match.group()
    digits = len(digits_of(text))
    if (digits < 6 and not text.isdigit()) or (is_of_a_thing(match) and not (text.isdigit() and digits >= 9)):
        return None
    return LIKELY if digits >= 7 else POSSIBLE


def _cued(match: re.Match[str]) -> Certainty | None:
    """After a word that announces a reference: three figures, or two with letters."""
    text = match["found"]
    digits = len(digits_of(text))
    if (
        _MEASURED.fullmatch(text)
        or re.fullmatch((r"\d{1,3}\.\d{1,3}"), text)
        or (_PLAIN_SLASH.fullmatch(text) and digits < 5)
    ):
        return None
    if re.fullmatch(r"(?:19|20)\d{2}", text) or digits < 3 or is_of_a_thing(match):
        return None
    return LIKELY


_CUE_WORDS: Final = " ".join(
    part for cue in _CUES.split("|") for part in re.findall("[a-z]+", cue.replace("\\s", " "))[:1]
)
_VEHICLE_WORDS: Final = (
    "registration registered reg regd vrm vrn index number plate plates vehicle car van lorry motorcycle "
    "motorbike moped "
    "scooter taxi ford vauxhall volvo audi bmw toyota nissan honda renault peugeot citroen fiat kia hyundai mercedes "
    "volkswagen vw skoda seat mini rover land mazda suzuki hatchback saloon estate transit trailer caravan bike"
)
RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.REFERENCE, CERTAIN, _NHS, _nhs, leads="#3 #5 ^"),
    rule(Kind.REFERENCE, CERTAIN, _NINO, _nino, leads="^"),
    rule(Kind.REFERENCE, CERTAIN, _LICENCE, leads="^"),
    rule(Kind.REFERENCE, CERTAIN, _PLATE, _plate, leads="^", exact=True),
    rule(Kind.REFERENCE, LIKELY, _PLATE_LOWER, leads="^", exact=True),
    rule(Kind.REFERENCE, LIKELY, _PLATE_PREFIX, leads="^", exact=True),
    rule(Kind.REFERENCE, LIKELY, _PLATE_SUFFIX, leads="^", exact=True),
    rule(Kind.REFERENCE, LIKELY, _PLATE_CUED, leads=_VEHICLE_WORDS),
    rule(Kind.REFERENCE, LIKELY, _CUED, _cued, leads=_CUE_WORDS),
    rule(Kind.REFERENCE, CERTAIN, _OF_DAY, leads="#", needs=("of dated on", 12)),
    rule(Kind.REFERENCE, CERTAIN, _BEFORE_DAY, leads="#"),
    rule(Kind.REFERENCE, CERTAIN, _CUED_DAY, leads="cad log incident urn ref number no"),
    rule(Kind.REFERENCE, LIKELY, _SLASHED, _slashed, leads="^", exact=True),
    rule(Kind.REFERENCE, POSSIBLE, _SLASHED_SMALL, _slashed, leads="^", exact=True),
    rule(Kind.REFERENCE, CERTAIN, _COURT, leads="^"),
    rule(Kind.REFERENCE, LIKELY, _MIXED, _mixed, leads="^"),
    rule(Kind.REFERENCE, LIKELY, _LONG, _number, leads="#5"),
    rule(Kind.REFERENCE, POSSIBLE, _GROUPED, _number, leads="#2 #3 #4 #5"),
    rule(Kind.REFERENCE, LIKELY, _STAR, leads="#1 #2"),
    rule(Kind.REFERENCE, CERTAIN, _IBAN, _iban, leads="^"),
    rule(Kind.REFERENCE, CERTAIN, _CARD, _card, leads="#4 #5"),
    rule(Kind.REFERENCE, LIKELY, _SORT_CODE, leads="#2"),
    rule(Kind.REFERENCE, CERTAIN, _SORT_CODE_CUED, leads="sort sortcode"),
    rule(Kind.REFERENCE, CERTAIN, _APPLICATION, leads="no nos number numbers application applications app apps"),
    rule(
        Kind.REFERENCE,
        LIKELY,
        _SHOULDER,
        leads=("pc pcso dc ds di dci ps sgt sergeant inspector constable officer collar sc wpc tdc a t cso"),
        exact=True,
    ),
    rule(Kind.REFERENCE, LIKELY, _OPERATION, leads="op operation", exact=True),
    rule(Kind.REFERENCE, CERTAIN, _UUID, leads="^"),
    rule(Kind.REFERENCE, LIKELY, _HEX, leads="#1"),
    rule(Kind.REFERENCE, POSSIBLE, _SNAKE, leads="_", reach=(30, 60), exact=True),
    rule(Kind.REFERENCE, LIKELY, _DOMESTIC_ID, leads="zip postcode pin pincode"),
)
