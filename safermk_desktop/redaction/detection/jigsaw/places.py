"""The shapes of named places, of days in figures and of occupations."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.jigsaw.vocabulary import PLACE_ENDINGS

_PART = "[A-Z][a-zé'’]+"
_JOIN = "-(?:on|upon|under|le|la|cum|by|in|the|of)-| (?:on|upon|under|le|la) (?:the )?|[ -]"
_NAME = f"(?:St\\.? )?{_PART}(?:(?:{_JOIN}){_PART})*"
# Elements of English place-names (the survey and key of the English Place-Name Society).
_BEFORE = (
    "Great|Little|Upper|Lower|Nether|Over|Cold|Long|Market|Stoke|Castle|Church|Abbots?|Kings?|Bishops?|High|Low|Old|"
    "New|North|South|East|West|"
    "Port|Saint|St|Temple|Steeple|Chipping|Monks|Much|Fenny|Bow|Broad|Earls?|Friars|Hook|Isle|Kirk|Maiden|Marsh|"
    "Middle|Nun|Priors?|Queens?|Sutton|Tarrant|Wood|Whit|White|Black|Far|Burnt|Deeping"
)
_AFTER = (
    "ton|ham|ford|bury|ley|leigh|wick|worth|thorpe|by|dale|stead|field|bridge|hurst|combe|well|den|don|mere|minster|"
    "mouth|pool|port|sey|stoke|wich|wood|"
    "low|holme?|toft|thwaite|borough|burgh|cliffe?|cote|stow|ness|beck|fell|rigg|garth|over|wold|bourne?|gate|head|"
    "hithe|hoe|moor|marsh|shaw|sted|street|tree|water|wyke"
)
_SOUNDS = f"(?:(?:{_BEFORE})[ -](?:(?:on|under|le|in|of)[ -])?{_PART}(?:[ -]{_PART})*|[A-Z][a-z]{{2,}}(?:{_AFTER})\\b)"
PLACE: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|around|above|(?:village|hamlet|parish|town|island|isle|estate|port) of|"
    r"(?:moved|moving|returned|drove|went|travelled|came|comes|originally|family|man|woman|couple|boy|girl|"
    r"\w+er) (?:from|to))\s+"
    rf"(?:the\s+)?(?P<name>{_NAME})"
    rf"|\b(?:of|to|from|left|leave|reached|through|across|past|into|over|beyond|towards|between|by|on|off|serve[sd]?|"
    rf"serving|covering|around|for) (?P<sounds>{_SOUNDS})"
    rf"|\b(?P<said>{_NAME}),? (?:is|was|has|had|being|(?:is|was) only|where|which)(?: \w+){{0,4}} (?:villages?|"
    rf"hamlet|population|inhabitants|houses|people|"
    rf"households|residents|island|parish|neighbours|streets?)\b"
    rf"|\b(?P<possessed>{_SOUNDS})['’]s\b"
    rf"|(?P<ended>\b{_PART}(?: {_PART}){{0,2}} (?:{PLACE_ENDINGS})\b)"
    rf"|\b(?P<house>{_NAME}(?:['’]s)? (?:Primary |Junior |Infants? |High |Grammar |Upper |Middle |Village |"
    rf"Community |Parish )*"
    r"(?:School|Academy|Church|Chapel|College|Nursery|Arms|Inn|Mosque|Abbey|Hall)\b)"
    rf"|\b(?:[Tt]he|[Aa]) (?P<told>{_NAME}) (?:floods?|fire|murders?|killings?|riots?|carnival|show|fair|festival|"
    rf"explosion|siege|disaster|"
    r"rescue|crash|man|woman|couple|family|mother|father|farmer|resident|regatta|races|bypass|lifeboat|poisoner|"
    r"poisoning)\b"
)
NUMERIC_DAY: Final = re.compile(r"\b(?:\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-\d\d-\d\d)\b")
WORKED: Final = re.compile(
    r"\b(?:work(?:ed|s|ing)?|employed|trained|training|retrained|qualified|practi[sc](?:ed|es|ing)|served|serving|"
    r"serves|job|career|post|role|position|"
    r"living|self-employed|trade|apprenticed?|occupation|profession|business|volunteer(?:ed|ing)?|known|volunteers?)"
    r"(?:\s+[\w-]+){0,2}?\s+(?:as|of|was|to be)\s+(?:an?|the)\s+(?P<after>[a-z][\w-]*(?:\s[a-z][\w-]*){0,4})"
    r"|\b(?:is|was|became|being|had been|a former|a retired|retired|the local|local)\s+(?:an?|"
    r"the)?\s*(?:[\w-]+-year-old\s+)?(?P<being>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3})"
    r"|\b(?P<by>[a-z][a-z-]+) by (?:trade|profession)\b"
)
WORK_ENDINGS: Final = tuple(
    "keeper smith wright monger herd maker catcher breeder blower grower binder tuner mason turner fitter thrower "
    "spinner "
    "grader taster trainer diver rider dancer ringer layer cutter carver stuffer engraver restorer gilder ologist "
    "grapher repairer founder".split()
)
