"""Postcodes, addresses, and places given as figures."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

# BS 7666 and the Royal Mail's guide: the inward part has none of C I K M O V. An O may have been typed for a nought.
POSTCODE: Final = r"[A-Z]{1,2}[\dO][A-Z\d]?\s{0,3}[\dO][ABD-HJLNP-UW-Z]{2}"
_POSTCODE: Final = rf"(?<![\w£]) {POSTCODE} (?!\w)"
_SHOUTED: Final = r"(?:BF1|GIR)\s?[\dO][A-Z]{2}"
_STREETS: Final = (
    "Street|Road|Lane|Avenue|Close|Drive|Crescent|Gardens?|Way|Court|Grove|Terrace|Rise|Walk|Place|Hill|"
    "Square|Mews|Row|Parade|"
    "Green|Park|Gate|View|Mead|Meadows?|Croft|Drift|Reach|End|Fields?|Orchard|Yard|Wharf|Quay|Path|Alley|"
    "Approach|Boulevard|"
    "Broadway|Causeway|Chase|Circle|Circus|Common|Copse|Corner|Cottages?|Dale|Dell|Embankment|Esplanade|"
    "Garth|Glade|Glen|"
    "Heath|Heights|Highway|Hollow|Island|Link|Loan|Mount|Passage|Promenade|Ridge|Ring|Side|Spinney|Springs?|Strand|"
    "Vale|Villas?|Wynd|Buildings|Mansions|Bank|Brae|Brow|Fold|Holt|Leys?|Lodge|Maltings|Paddocks?|"
    "Pastures|Plain|Thorpe|Turn|Wood|"
    "Parkway|Freeway|Turnpike|Trail|Plaza|Pike|Run|Crossing|Loop|Harbor|Bypass|Bridge|Knoll|Landing|"
    "Shore|Shores|Station|Stream|Summit|Valley|Village|Steps|Stairs|Loke|Twitten|Vennel|Cut|Dene|Nook|Wend|"
    "Rd|St|Ave|Av|Cl|Cres|Cresc|Gdns|Dr|Ln|Tce|Terr|Sq|Pl|Ct|Crt|Blvd|Pkwy|Hwy|Grn|Gr|Pde|Wlk"
)
# Words that end the name of a street and mean nothing else.
_SURE: Final = (
    "Street|Road|Lane|Avenue|Crescent|Terrace|Mews|Parade|Boulevard|Close|Drive|Gardens|Grove|Walk|Rise|"
    "Rd|Ave|Cres|Gdns|Blvd|Way|Court|Row|Hill|Place|Square|Drift|Wynd"
)
_MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_UNIT: Final = (
    r"(?:(?:flat|apartment|apt|unit|room|studio|maisonette|bedsit|suite|plot|ste|penthouse|floor|block|"
    r"shop)\b\.?\s{0,2}\#?(?:no\.?\s)?(?:\d{1,4}[A-Za-z]?|[A-Z]\d{0,3})\b)"
)
_NUMBER: Final = r"(?:\d{1,5}\s?[A-Za-z]?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?)"
_STOP: Final = (
    r"(?!(?:the|a|an|of|in|on|at|to|and|or|for|was|is|were|had|has|that|which|who|with|from|by|no|this|"
    r"per|more|other|than|"
    r"years?|days?|weeks?|months?|hours?|minutes?|people|miles|metres|times|times|percent|per|section|"
    r"page|further|million|am|pm|working|close|sets|actions|reviews|of)\b)"
)
_NAME_ANY: Final = rf"(?:{_STOP}[^\W\d_][\w'.-]*(?:[ ]{{1,2}}|[ ]?\n))"
_GAP: Final = r"(?:[ ]{1,2}|[ ]?\n)"
_NAME_CAP: Final = (
    r"(?:(?!(?:The|This|That|These|Those|A|An|In|On|At|Of|To|And|Or|If|As|By|For|From|No|It|Its|He|She|"
    rf"They|We|His|Her|Their|Our|My|Each|Every|One)\b)(?:[A-Z][\w'-]*|St\.){_GAP}(?:(?:of|the|and|upon|le|"
    rf"de|la|du|des|y){_GAP}){{0,2}})"
)
_TOWN: Final = r"(?-i:(?:,[ ]{0,2}|,?[ ]?\n[ ]{0,2}|[ ]?\|\s{0,3})[A-Z][\w'-]+(?:[ -][A-Z][\w'-]+){0,3})"
_ZIP: Final = r"(?-i:[A-Z]{2}[ ]\d{5}(?:-\d{4})?)"
_SAME_LINE_TOWN: Final = r"(?-i:,[ ][A-Z][\w'-]+(?:[ -](?:[A-Z]|upon|on|le|the|by)[\w'-]*){0,3}(?=[.,;)\s]|$))"
_TAIL: Final = rf"(?:{_TOWN}{{0,4}}[,|]?\s{{0,4}}(?:{POSTCODE}|{_ZIP})\b|{_SAME_LINE_TOWN}{{1,2}})?"
_ABROAD: Final = r"(?:(?-i:(?:[\s,|]{1,4}[^\W\d_a-z][\w'.()-]*){1,5}[\s,|]{1,4}\d{4,6}\b))?"
_HOUSE_THE: Final = (
    rf"(?<![\w£$€./-]) (?<!\d:) \d{{1,4}}[A-Za-z]?,?[ ](?:The|THE)[ ](?:[A-Z][\w'-]*[ ])?(?:{_STREETS}|"
    rf"{_STREETS.upper()})\b {_TAIL}"
)
_CORNER: Final = r"\b the\scorner\sof\s (?:[\w'.-]+[ ]){1,5}?and[ ](?:[A-Z][\w'-]+[ ]?){1,3}"
_NUMBER_NAME_NUMBER: Final = (
    rf"(?<![\w£$€./,:-]) \d{{2,6}} [ ] (?!(?:{_MONTHS})) (?:[^\W\d_a-z][\w'.-]*[ ]){{1,3}} \d{{1,4}}[a-z]? "
    r"(?![\w/]|[.,:]\d)"
)
_HOUSE_BEGINS: Final = rf"""
    (?<![\w£$€./-]) (?<!\d:) (?:{_UNIT}[\s,]{{1,3}})? {_NUMBER} ,?\s{{1,2}} {_NAME_ANY}{{1,4}}?
      (?:{_STREETS})\b
"""
_HOUSE: Final = rf"{_HOUSE_BEGINS} \.? (?:,?[ ]{_UNIT})? {_TAIL}"
_STREET: Final = (
    rf"(?<![\w'-]) (?:(?:The\s)? (?:[A-Z][\w'-]*[ ]){{1,2}}?[A-Z][\w'-]*,\s)? "
    rf"{_NAME_CAP}{{1,3}}(?:{_SURE})\b {_TAIL}"
)
_STREET_CAPITALS: Final = (
    r"(?<![\w'-]) (?:[A-Z][A-Z'-]+[ ]){1,3}(?:STREET|ROAD|LANE|AVENUE|CRESCENT|TERRACE|MEWS|CLOSE|DRIVE|"
    r"GARDENS|GROVE|WALK|RISE|WAY|COURT|ROW|HILL|DRIFT|MALTINGS|PARADE|SQUARE|PLACE)\b"
)
_STREET_LOWER: Final = (
    r"\b (?:in|on|at|along|down|from|near|to|off) \s{1,2} (?P<found>(?:(?!(?:the|same|this|that|our|her|"
    r"his|their|its|main|side|other|next|and|any|some|each|every|through|back|local|busy|private|home|a|"
    r"an|near|from)\b)[a-z][a-z']{2,15}\s){1,2}?(?:street|road|avenue|crescent|terrace|mews|close|"
    r"drive|gardens|lane|grove|walk)) \b"
)
_UNIT_ALONE: Final = (
    rf"(?<!\w) {_UNIT} (?:,?\s{{1,2}}(?:(?:{_NAME_CAP}){{1,3}}(?:House|Court|Lodge|Mansions|Towers?|Point|"
    rf"Heights|Building|Hall|Hostel)\b))? (?:{_ABROAD}|{_TAIL})"
)
_NAMED_HOUSE: Final = rf"""
    (?<![\w'-]) (?:The\s)? {_NAME_CAP}{{1,3}}? (?:Cottage|Farm|Farmhouse|Lodge|Bakery|
      Rectory|Vicarage|Bungalow|Barn|Mill|Grange|Manor|House|Forge|Stables|Towers|
      Hostel|Villas?|Mansions|Schoolhouse)\b
    (?:,\s{_NAME_CAP}{{1,3}}(?:{_SURE})\b)? {_TAIL}
"""
_BOX: Final = r"\b (?: p\.?\s?o\.?\s?box | post\s?box | postbus | box ) \s{0,2} \#?\d{1,6} \b"
_MILITARY: Final = (
    r"\b (?:PSC|Unit|CMR|USS|USNS|USNV|USCGC|USNS)\s[\w ]{1,24},?\s?(?:Box\s\d{1,5})?[\s,|]{1,3}(?:APO|"
    r"FPO|DPO)\s(?:AA|AE|AP)\s\d{5}\b"
)
_STATE_ZIP: Final = (
    r"(?<!\w) (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY]|AA|AE|AP) \s{1,2} \d{5}(?:-\d{4})? \b"
)
_GERMANIC: Final = (
    r"(?<![\w£]) (?:\d{1,6}\s{1,2})? (?:[\w'.-]+\s){0,3}? [^\W\d_][\w.-]{1,30}(?:stra(?:ss|ß)e|str\.|"
    r"gasse|weg|platz|allee|gatan|gata|gate|vägen|veien|vegen|vej|gade|straat|laan|katu|tie|utca|plein|"
    r"gränd|stræde|allé|damm|steig|markt|vägen|kuja|puiestee|ulica|väg|[ ]gate|[ ]vei)\b "
    r"(?:\s{1,2}\d{1,4}[A-Za-z]?\b\.?)"
)
_ROMANCE: Final = (
    r"(?<!\w) (?:\d{1,6}[\s,]{1,2}){0,2} (?:rue|via|calle|avenida|avenue|av\.?|rua|rúa|viale|piazza|"
    r"piazzale|corso|plaza|paseo|largo|travessa|ulica|ul\.|ulitsa|chemin|quai|impasse|allée|boulevard|"
    r"place|trg|náměstí|strada|praça|estrada|carrer|camino|carretera|vicolo|place|cité|cite|cours|route|"
    r"sentier|rruga|bulevardi|al\.|os\.|pl\.|aleja|plac)[ ]{1,2} (?:(?!(?:and|the|was|is|"
    r"in)\b)[^\W\d_][\w'.-]*[ ]{1,2}){0,4}? (?:[^\W\d_][\w'.-]*[ ]{1,2}\d{1,5}\b | (?<=\d)(?!)) "
)
_ROMANCE_NUMBERED: Final = (
    r"(?<!\w) (?:\d{1,6}[ ]{1,2}){1,2} (?:rue|via|calle|avenida|avenue|av|rua|viale|piazza|corso|plaza|"
    r"ulica|ul\.|chemin|quai|impasse|allée|boulevard|place|trg|strada)[ ]{1,2} (?:(?:de|des|du|la|le|les|"
    r"l'|della|del|di|da|do|dos|das|von|van)[ ]{0,2}){0,2} [A-ZÀ-Þa-zà-ÿ][\w'-]* (?:[ "
    r"][A-ZÀ-Þ][\w'-]*){0,3}"
)
_NUMBERED_NAME: Final = (
    r"(?<![\w£$€.:/,-]) (?:\d{1,6}[ ]{1,2})? (?:[A-ZÀ-ÞŠŽČĆŚŁŻΑ-ΩА-Я][\w'.-]*[ ]{1,2}){1,3} \d{1,5}[a-z]? "
    r"(?=\s?[,|\n]\s?(?:Apt|Suite|Unit|apt|suite))"
)
_BEFORE_UNIT: Final = (
    r"(?<![\w£$€.:/,-]) \d{1,6} (?:[ ][^\W\d_][\w'.-]*){1,4} (?:[ ]\d{1,5}[a-z]?)? (?=[ ,|\n]{1,3}(?:Apt|"
    r"Suite|Unit|apt|suite)\b)"
)
_DISTRICT: Final = (
    r"\b (?:in|the|of|around|near|to|within|across) \s{1,2} (?P<found>(?:[BEGLMNSW]|A[BL]|B[ABDHLNRST]|"
    r"C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]|F[KY]|G[LUY]|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]|M[EKL]|"
    r"N[EGNPRW]|O[LX]|P[AEHLORE]|R[GHM]|S[AEGKLMNOPRSTWY]|T[ADFNQRSW]|U[B]|W[ACDFNRSV]|YO|"
    r"ZE)\d{1,2}[A-Z]?) (?=\s(?:area|postcode|district)|[.,;)]) "
)
_GRID: Final = (
    r"\b (?:H[PTUWXYZ]|N[ABCDFGHJKLMNORSTUWXYZ]|OV|S[CDEHJKMNOPRSTUVWXYZ]|T[AFGLMQRV]) \s? (?: "
    r"\d{3}\s?\d{3} | \d{4}\s?\d{4} | \d{5}\s?\d{5} ) \b (?!\d)"
)
_COORDINATES: Final = r"(?<![\w.]) -?\d{1,2}\.\d{3,8}°?\s?[NSns]?[\s,/;]{1,3}-?\d{1,3}\.\d{3,8}°?\s?[EWew]? (?![\w.]\d)"
_LOTS: Final = (
    r"\b (?:plots?|parcels?|lots?|blocks?|sheet/plan) (?:\s(?:nos?\.?|numbers?))? \s{1,2} "
    r"(?P<found>\d[\dA-Z./]{0,8}(?:(?:,|\sand|,\sand)\s{1,2}\d[\dA-Z./]{0,8}){0,9}) (?![\w])"
)
# "the tenancy at 16 Coble Reach began": behind a word of place, whatever the street ends in.
_NUMBERED_PLACE: Final = (
    r"(?<![\w£$€.:/-]) \d{1,3}[A-Za-z]? [ ] (?!(?:January|February|March|April|"
    r"May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Day|"
    r"Mr|Mrs|Ms|Dr)\b) (?:The[ ])? [A-Z][\w'’-]+ (?:[ ](?:of|the|on))? [ ][A-Z][a-z'’-]+ (?=[.,;:)]|\s[a-z(]|\s*$) "
)
_PLACED: Final = re.compile(r"\b(?:at|from|to|of|near|opposite|outside)[ ]\Z")
_NUMBER_ALONE: Final = (
    r"\b (?:at|lives|lived|living|address|neighbour|neighbours|resident|home|house|door|flat|opposite|to|"
    r"from|of)\s(?:at\s|is\s|was\s)?(?P<found>(?:number|no\.?)\s\d{1,4}[A-Za-z]?) \b"
)
_NOT_STREET: Final = re.compile(
    r"(?:Crown|County|Family|High|Supreme|Magistrates'?|Appeal|Youth|Coroner's|Divisional|Royal|Local|"
    r"District|State|Administrative|Constitutional|Regional|Security|European|Social|Labour|Commercial|"
    r"Tax|Criminal|Civil|Assize|Federal|Military|Provincial|Appeals|International|Cassation|Industrial|"
    r"Employment|Combined|Sheriff|Protection|Specialist)\s(?:Court|COURT)$|\b(?:Care|Case|"
    r"Child|One|The|A|This|No|Every|Best|Right|Other|Same|Any|Some|Each|That|CARE|THE)\s(?:Way|Place|"
    r"Court|Close|Walk|Drive|Row|Hill|Rise|WAY|COURT|PLACE)$"
)
_SHOUTED_ORDINAL: Final = re.compile(r"(?:1st|2nd|3rd|[04-9]th)$")


def _postcode(match: re.Match[str]) -> Certainty | None:
    """A typed ordinal ("b1 2nd") has the form of a postcode in small letters."""
    text = match.group()
    if _SHOUTED_ORDINAL.search(text) and len(text.split()[0]) < 4 and not text.isupper():
        return None
    return CERTAIN if " " in text or text.isupper() else LIKELY


def _house(match: re.Match[str]) -> Certainty | None:
    """Surer with capitals, as in "12 Church Lane"."""
    return CERTAIN if re.search(r"[A-Z][\w'-]+\.?\s[A-Z]", match.group()) else LIKELY


def _placed(match: re.Match[str]) -> Certainty | None:
    return POSSIBLE if _PLACED.search(match.string, max(0, match.start() - 10), match.start()) else None


def _street(match: re.Match[str]) -> Certainty | None:
    return None if _NOT_STREET.search(match.group()) else LIKELY


_UNIT_WORDS: Final = "flat apartment apt unit room studio maisonette bedsit suite plot ste penthouse floor block shop"
_AREAS: Final = (
    "b e g l m n s w ab al ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy ec eh "
    "en ex fk fy gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky la ld le ll ln ls lu me mk ml ne ng nn np "
    "nr nw ol ox pa pe ph pl po pr rg rh rm sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub wa wc "
    "wd wf wn wr ws wv yo ze"
)
_STREET_WORDS: Final = re.sub(r"(\w+)s\?", r"\1 \1s", _STREETS).replace("|", " ").lower()
_HOUSE_WORDS: Final = (
    "cottage farm farmhouse lodge bakery rectory vicarage bungalow barn mill grange manor house forge stables towers "
    "hostel villa villas mansions schoolhouse"
)
STREET_ENDINGS: Final = tuple(
    (
        "strasse straße str gasse weg platz allee gatan gata gate vägen veien vegen vej gade straat laan "
        "katu tie utca plein "
        "gränd stræde allé damm steig markt kuja puiestee ulica väg vei"
    ).split()
)
_ROMANCE_WORDS: Final = (
    "rue via calle avenida avenue av rua rúa viale piazza piazzale corso plaza paseo largo travessa "
    "ulica ul ulitsa chemin "
    "quai impasse allée boulevard place trg náměstí strada praça estrada carrer camino carretera vicolo "
    "cité cite cours "
    "route sentier rruga bulevardi al os pl aleja plac"
)
RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.PLACE, CERTAIN, _POSTCODE, _postcode, leads="^"),
    rule(Kind.PLACE, CERTAIN, _SHOUTED, leads="^ gir", exact=True),
    rule(
        Kind.PLACE,
        LIKELY,
        _HOUSE,
        _house,
        leads=f"# {_UNIT_WORDS}",
        head=_HOUSE_BEGINS,
        needs=(_STREET_WORDS, 250),
    ),
    rule(Kind.PLACE, LIKELY, _STREET, _street, leads=_SURE.replace("|", " ").lower(), reach=(80, 120), exact=True),
    rule(
        Kind.PLACE,
        LIKELY,
        _STREET_CAPITALS,
        _street,
        leads=f"{_SURE} maltings".replace("|", (" ")).lower(),
        reach=(60, 20),
        exact=True,
    ),
    rule(
        Kind.PLACE,
        POSSIBLE,
        _STREET_LOWER,
        leads=("street road avenue crescent terrace mews close drive gardens lane grove walk"),
        reach=(60, 10),
        exact=True,
    ),
    rule(Kind.PLACE, LIKELY, _UNIT_ALONE, leads=_UNIT_WORDS),
    rule(Kind.PLACE, POSSIBLE, _NAMED_HOUSE, leads=_HOUSE_WORDS, reach=(60, 120), exact=True),
    rule(Kind.PLACE, POSSIBLE, _NUMBERED_PLACE, _placed, leads="#1 #2 #3", exact=True),
    rule(Kind.PLACE, CERTAIN, _HOUSE_THE, leads="#1 #2 #3 #4", exact=True),
    rule(Kind.PLACE, LIKELY, _CORNER, leads="the", exact=True),
    rule(Kind.PLACE, POSSIBLE, _NUMBER_NAME_NUMBER, leads="#2 #3 #4 #5", exact=True),
    rule(Kind.PLACE, LIKELY, _BOX, leads="p po post postbus box pobox postbox"),
    rule(Kind.PLACE, LIKELY, _MILITARY, leads="apo fpo dpo", reach=(60, 16)),
    rule(Kind.PLACE, LIKELY, _STATE_ZIP, leads="^", exact=True, needs=("#5", 5)),
    rule(Kind.PLACE, LIKELY, _GERMANIC, leads="~", reach=(70, 12)),
    rule(Kind.PLACE, LIKELY, _ROMANCE, leads=f"# {_ROMANCE_WORDS}", needs=(_ROMANCE_WORDS, 20)),
    rule(Kind.PLACE, LIKELY, _ROMANCE_NUMBERED, leads="#", needs=(_ROMANCE_WORDS, 20)),
    rule(Kind.PLACE, LIKELY, _NUMBERED_NAME, leads="apt suite unit", reach=(80, 10), exact=True),
    rule(Kind.PLACE, LIKELY, _BEFORE_UNIT, leads="apt suite unit", reach=(80, 10), exact=True),
    rule(Kind.PLACE, LIKELY, _DISTRICT, leads="in the of around near to within across", exact=True, needs=(_AREAS, 12)),
    rule(Kind.PLACE, LIKELY, _GRID, leads="^", exact=True, needs=("#3 #4 #5", 5)),
    rule(Kind.PLACE, CERTAIN, _COORDINATES, leads="#1 #2"),
    rule(Kind.PLACE, LIKELY, _LOTS, leads="plot plots parcel parcels lot lots block blocks sheet"),
    rule(
        Kind.PLACE,
        LIKELY,
        _NUMBER_ALONE,
        leads=("at lives lived living address neighbour neighbours resident home house door flat opposite to from of"),
    ),
)
