"""The second leak check: does an identity of the register survive anywhere in a Word file?

It shares no code and no assumptions with the redaction engine: the standard library alone, its own zip walk, its
own lenient XML tokeniser, its own folding and its own derivation of the forms of a name. It reads the bytes as
handed over and trusts nothing: no relationships, no content types, no central directory, no well-formedness.

    register text --> _plan() --> Plan: every form looked for, and what is allowed to stay
    file bytes    --> _Walk   --> Segments: every piece of text, wherever it stands
    Segments      --> _scan() --> Survivors: found (certain) and review (for a person to judge)

Every text is folded first (NFKD, accents, look-alikes, symbol fonts, invisible characters), matched word by word,
then again with all separators squeezed out. It cannot see pixels: opaque parts are listed as unread.
What counts as the same identity is the contract of ``safermk verify``; the file formats are ECMA-376 (parts 1, 2),
APPNOTE.TXT (zip), MS-OVBA 2.4.1 (macro text) and the PNG specification (text chunks).
"""

from __future__ import annotations

import base64
import binascii
import bisect
import html
import json
import quopri
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

# ---------------------------------------------------------------------------------------------- what is returned


class RegisterUnusable(ValueError):
    """The register cannot be used; the message names the rule that was broken, never a name."""


class FileUnreadable(ValueError):
    """The file is no zip package, or is larger than anything that can be looked through safely."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """One place where an identity stands: its register id, the part, the place in it, the words around (name as dots)."""

    id: str
    part: str
    where: str
    context: str

    def as_json(self) -> dict[str, str]:
        """The object of the contract."""
        return {"id": self.id, "part": self.part, "where": self.where, "context": self.context}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check saw: ``clean`` means nothing certain was found; ``unread`` names the parts no program can read."""

    clean: bool
    found: tuple[Survivor, ...]
    review: tuple[Survivor, ...]
    unread: tuple[str, ...]
    parts: int
    terms: int

    def as_json(self) -> dict[str, Any]:
        """The object that ``safermk verify --json`` prints."""
        return {
            "clean": self.clean,
            "found": [one.as_json() for one in self.found],
            "review": [one.as_json() for one in self.review],
            "unread": list(self.unread),
            "parts": self.parts,
            "terms": self.terms,
        }


MAX_ENTRIES: Final = 10_000
MAX_PART: Final = 192 << 20
MAX_TOTAL: Final = 512 << 20
MAX_DEPTH: Final = 5
MAX_SURVIVORS: Final = 5_000
DOTS: Final = "....."
AROUND: Final = 40

# ------------------------------------------------------------------------------------------------------- word lists
# Words that are also names, so that a derived form alone proves nothing; common words a typing error may hit upon.
_ORDINARY: Final = frozenset(
    """abbey abbot amber angel april archer ash aspen august autumn bailey baker bank banks barber baron bass bean bear
    beck bell bench berry best bill bird bishop black blake bliss bloom blossom blue bob bond booth bow bowler branch
    bridge bright brook brooks brother brown buck bull burn burns bush butcher butler butter candy carol carpenter carter
    case castle chance chandler chapel chapman charity chase cherry chip christian christmas church clark clay clement cliff
    close cloud coach cobb coin cole comfort constant cook coop cooper coral corn cotton court crane craven crisp cross
    crow crystal daisy dale daly dane dash dawn day days dean dear deer destiny dew diamond dick dolly dot dove drake draper
    drew driver duke duncan dusty dyer eagle earl early east easter eden ember eve even fair faith fall farmer farrow favour
    fawn fern field fields finch fire fish fisher flag fletcher flint flora flower flowers ford forest foster fowler fox
    frank free freeman french friday friend frost gale gard garden gardener gardner garland garner gay gene gentle gill
    ginger glad glass glen glory glover gold golden good goodman gore grace grant gray green grey grove guy hale hall hand
    hands hardy hare harmony harper hart hatch haven hawk hay hazel head heart heath heather held herd hill hills hobby
    holiday holly holm honey honour hood hook hope horn house hunt hunter hurst hyde ice inch iris iron ivory ivy jack jade
    james jasmine jay jean jersey jet jewel job joiner joy judge july june justice keen keeper kelly kemp key keys kid king
    kit kitchen knight knot lad lake lamb lance land lane large lark last laurel law leaf lee liberty light lilac lily little
    lock lodge long lord lot love low lowe lucky mace mack major male man manor maple march marine mark marks marsh marshal
    marshall martin mason master mat max may mayor mead meadow mellow melody mercer mercy merry mews mike mild mile miles
    mill miller mills milner miner mint miracle miss mist mister monday money monk moon moor moss mount mule myrtle narrow
    nash neat needle new nick nightingale noble noon norm norman north novak nurse nut oak oakley olive opal orange otter
    owl page paige palm palmer paradise paris parish park parker parks parson parsons past pat patience patient peace peak
    pearl peg penny pepper perry pet piers pike pine piper pitt place plant plum pole pond pool poole poor pope poppy port
    porter post potter pound power powers precious prentice price pride priest prime prince princess prior proud prudence
    queen quick quill rain rainbow ray read reader reed reeve reeves rice rich ridge ring river rivers road rob robin rock
    rod roman root rose rosemary round rowan rowe royal ruby rue rush rust rusty ryder saddler saffron sage sailor sales
    salmon salt sand sands sandy saturday savage savannah scarlet scott scout sergeant sexton shade shark sharp shaw shepherd
    shine short silk silver singer skinner sky skye slater sly small smart smith snow son sparrow spear speed spence spencer
    spice spring square stable stack star stark starr steel steele stein sterling still stock stone storm strange street
    strong sue summer summers sun sunday sunny sunshine swallow swan sweet swift sycamore tab tailor tanner taylor teal temple
    terry thatcher thorn thorne thrush thursday tide tiger tim timber toby todd town towns treasure tree trinity troy true
    trust tuck tucker tuesday turner twist tyler vale valley van velvet verity victor victory view vine viola violet viper
    wade wagner wait wake walk walker wall walls walter ward warden ware waters way wayne weaver webb webster wednesday
    welcome well wells welsh west weston wheeler whistler white wild wilder will willing willow wills win wind window windsor
    wing winner winter winters wise wish wit wolf wood woodland woods woody word wright wren yard yarrow york young zest""".split()
)
_COMMON: Final = frozenset(
    """the and that this these those with from have has had having been being was were are his her hers him she they them
    their there here where when which while what who whom whose why how not but for nor yet out over under again further
    then once all any both each few more most other others some such only own same than too very can could should would
    shall might must about above across after against along among around because before behind below beneath beside between
    beyond during except inside into near off onto outside since through toward towards until upon within without able
    action adult adults advice agency agree agreed aged alone already also although always amount another answer appear
    apply area aware away back based basis became become began begin believe better board body book born bring brought
    build built call called came care career carer cared cause centre certain change charge check child children choice
    city claim class clear client clerk come common concern concerns condition contact control copied cost council country
    county couple course cover create crime daily data date daughter death decide decision degree deliver describe detail
    did died different direct doctor does doing done door down draft drawn drink drive drove duty earlier effect eight
    either else email end enough ensure enter entry error event events ever every evidence example expect explain eyes face
    fact failed family father feel felt female fight file final find fine first five floor follow food force form former
    found four front full fully gave general getting girl give given gives giving goes going gone grand great greater
    ground group grown guide half happen hard harder hate hear heard heavy held help high himself herself home hospital
    hour hours however human hundred husband idea important include including income increase indeed inform injury issue
    issues item itself joint just keep kept killed kind knew know known lack later lead leader learn learned learning
    least leave leaves left legal less lesson lessons letter level life like likely line list listed live lived lives
    living local long look looked lost made main make maker making manage manager many marked marker married matter mean
    means meant medical meet meeting member mental mentor message middle mind minor minute missed missing model moment
    month months morning mother move moved much murder nature need needed needs never next night nine none normal note
    noted notes nothing notice number offer officer often older open opened order panel paper parent parents parked part
    parts party pass passed past people period person phone place placed plain plan planned plans please point police
    policy poor possible practice present private probably problem process provide public put question quickly quiet
    quite raise raised range rate rather reach ready real really reason recent record records refer referral refuse
    regard relate related remain report reported request result return returned review right risk risks role room rules
    safe safer safety said sale scene school score search second section seek seem seen send senior sense sent serious
    serve service services seven several severe share shared sharing sharply shock short show showed shown sick side sign
    signed simple single sister situation six skill skills social someone something soon sort sought speak spoke staff
    stage stand start started state stated station stay stayed step steps stop stopped story strategy street stress
    student study subject support sure system take taken takes talked talker team tell term terms test text thank thing
    things think third thought thousand three threat time times title today together told tool took total touch trace
    training treat treated trial tried true trying turn turned turns twenty type unable unit unless used useful user using
    usual various victim view visit visited voice waited walked want wanted warned watch water week weeks went whether
    whole wide wider wife woman women words work worked worker workers working world worry worse worst write written wrong
    wrote year years young younger yours yourself table pages lines words marks basin banker barked burner cancer carers
    carry charts cheese clean clearer clock court cousin crash dance dealer deeper dinner driven during elder enters event
    faster fault fewer finder fisher fixed fully garner gather hunted joined junior killer ladder lather laundry learner
    lender listen lively loner longer lower lunch merely mobile money moral motor moves named neither north novel nurse
    orders owner packer paint parcel person picker places player pounds power proper rather reader retail rough runner
    scott seller sender shower silent sister smaller smile smooth south space spent store sudden taller taste teacher tests
    trader travel unite vague value volume wager warmer weaker weather whilst winner within witness words worn""".split()
)
_TITLES: Final = frozenset(
    """mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev revd reverend fr father mother sister brother pc wpc
    dc ds di dci dsi dcs ps sgt sergeant constable inspector insp superintendent supt detective officer judge justice
    recorder cllr councillor nurse auntie aunt uncle nan nanny grandma grandad granny gran master mister madam""".split()
)
_JOINERS: Final = frozenset(
    "the of and de da di del der den van von la le al el bin ibn binti st san y e dos du ap".split()
)
_ABBREVIATIONS: Final = frozenset(
    """ac ad ae ag ai ald am an aps as asb at ba bc be bme bp br by ca cab caf cc cd ce cfo cic cin cio cj cjs cp cpa cpn
    cps cqc cs csa cse csp ct cv cw da dash dc dci dcs de dhr di dna do dob dr ds dv dvd dwp ec ed eeg eg ehcp em en ep er
    es et etc eu ex fa fc fe fgm fi fm ft ga gb gcse gdpr gmc go gp gps gv ha hb hca he hi hiv hm hmp ho hq hr hrt hv ia ib
    ic icb id idva ie if ii iii imr in io iom ip ipc iq is isva it itv iv ix jp jr kg km kpi la lac lc ld le lea led lgbt
    llp lp ls lscb ltd ma mapp mapa marac mash mat mb mbe mc md me mg mh mha mi mk mm mo mot mp mps mr mri mrs ms mt na nb
    ne nhs ni nk nmc no np npt nspcc nw ob obe oc of ofs oh ok on op or os ot ow pa pas pc pcc pcn pcso pd pdf pe ph phd pi
    pin pip pl pm pnc po pp pr pre pro ps psc pt ptsd qc qr ra rag rc rd re ref rep rn ro rsl rt rta sa sab sac sar sb sc
    scr se sen sgt si sim sio sm smk so soa sop sp sql sr ss st std sw swan ta tac tb td th tia tm to tv tvp ua ui uk um un
    up us usa va vat vaw vc vi vii vs wc we wi wp xi xii yo ymca yot""".split()
)
_NICKNAMES: Final = MappingProxyType(
    {
        row.split(":")[0]: tuple(row.split(":")[1].split(","))
        for row in """abigail:abby,abbie albert:bert alexander:alex,sandy alexandra:alex,sandra alfred:alf,alfie alison:ali
        andrew:andy,drew angela:angie anthony:tony antony:tony barbara:barb,babs benjamin:ben,benny bernard:bernie
        beverley:bev catherine:cath,cathy,kate,katie charles:charlie,chas charlotte:charlie,lottie christina:chris,tina
        christine:chris,chrissie christopher:chris daniel:dan,danny david:dave deborah:deb,debbie donald:don
        dorothy:dot,dotty edward:ed,eddie,ted eleanor:ellie,nell elizabeth:liz,lizzie,beth,betty emily:em frances:fran
        francis:frank frederick:fred,freddie geoffrey:geoff gerald:gerry gillian:gill graham:gray gregory:greg
        gwendolyn:gwen harold:harry henry:harry isabella:bella jacqueline:jackie jacob:jake james:jim,jimmy,jamie
        janet:jan jennifer:jen,jenny jeremy:jez jessica:jess joanna:jo joanne:jo john:johnny,jack jonathan:jon,jonny
        joseph:joe,joey josephine:jo,josie joshua:josh judith:judy katherine:kath,kate,katie kathleen:kath,kathy
        kenneth:ken,kenny kimberley:kim lawrence:larry leonard:len,lenny leslie:les margaret:maggie,meg,peggy
        martin:marty matthew:matt maureen:mo megan:meg melanie:mel michael:mike,mick,mickey michelle:shell natasha:tash
        nathan:nate nathaniel:nate,nat nicholas:nick,nicky nicola:nicky oliver:olly,ollie olivia:liv pamela:pam
        patricia:pat,patsy,trish patrick:paddy,pat peter:pete philip:phil phillip:phil philippa:pippa,pip raymond:ray
        rebecca:becky,becca richard:rich,dick,rick robert:rob,bob,bobby,robbie ronald:ron,ronnie rosalind:ros
        rosemary:rose russell:russ samantha:sam samuel:sam,sammy sarah:sally sandra:sandy sharon:shaz simon:si
        stephanie:steph stephen:steve steven:steve stuart:stu susan:sue,susie suzanne:sue terence:terry teresa:terri
        theodore:theo,ted theresa:terri,tess thomas:tom,tommy timothy:tim valerie:val veronica:ronnie
        victoria:vicky,vicki,tori vincent:vince vivienne:viv walter:wally william:will,bill,billy winifred:winnie
        zachary:zac,zak""".split()
    }
)
_STREETS: Final = MappingProxyType(
    {
        **dict.fromkeys(
            """walk row way drift gate mews rise parade approach gardens grove hill park green lane end view wharf quay
            fields meadow meadows chase circus croft dene garth heath path reach via rue strasse boulevard yard vale
            maltings embankment broadway common esplanade terraces""".split(),
            "",
        ),
        **dict(street="st", road="rd", close="cl", avenue="ave", court="ct", crescent="cres", drive="dr", place="pl"),
        **dict(square="sq", terrace="tce"),
    }
)
# Values that ECMA-376 part 1 itself writes into attributes and that are also words a person may be called:
# built-in style names (17.7.4.18 latent styles), colours (17.18.40, 20.1.10), shapes (20.1.10.56), alignments, fonts.
_VOCABULARY: Final = frozenset(
    """normal table heading title subtitle strong emphasis quote intense subtle reference book body text block list bullet
    number continue closing signature salutation date message header footer footnote endnote caption toc toa index line page
    macro default paragraph font hyperlink followed plain web html acronym address cite code definition keyboard preformatted
    sample typewriter variable revision placeholder bibliography grid light medium dark colorful shading accent simple classic
    columns contemporary elegant professional theme outline document map balloon annotation subject envelope return note first
    indent no spacing area mention hashtag unresolved smart link char style comment web1 auto none nil single double dotted
    dashed dash dot thick thin wave triple inset outset clear solid pct left right center centre both start end top bottom
    middle inside outside inline distribute even odd before after next continuous new old begin separate preserve space
    portrait landscape nominal exact exactly least at black white red green blue yellow cyan magenta gray grey brown silver
    gold golden rose rosy olive navy teal maroon purple violet indigo coral salmon orange pink lime aqua fuchsia ivory lavender
    linen khaki plum orchid peru sienna tan thistle tomato wheat snow mint misty crimson chocolate azure beige bisque aquamarine
    turquoise sea spring forest hot deep pale sky steel royal midnight rod lawn dodger slate cornflower blanched almond burly
    wood cadet chartreuse cornsilk floral gainsboro ghost honeydew lemon chiffon moccasin navajo lace drab peach puff powder
    saddle sandy shell smoke antique old fire brick alice tx bg dk lt phclr hlink fol heart moon sun cloud star frame rect
    round ellipse triangle diamond arrow chevron ribbon bevel can cube plaque pie arc wedge callout flow chart process
    decision terminator ribbon scroll shape picture image group object text box drawing canvas square tight through behind
    front char ascii hansi east asia cs minor major latin ea office core app properties word media settings styles numbering
    endnotes footnotes comments people glossary custom xml item props rels themes web font jpeg png gif jpg emf bin
    main part type types relationship relationships content extension override application vnd openxmlformats
    officedocument wordprocessingml microsoft package metadata schemas com org http https www purl dc terms elements
    times roman arial calibri cambria georgia verdana tahoma helvetica courier symbol wingdings garamond palatino linotype
    century gothic schoolbook franklin gill sans trebuchet candara constantia corbel consolas segoe ui aptos display lucida
    console bookman antiqua baskerville rockwell impact comic book liberation serif mono public gothic mincho simsun sylfaen
    angsana cordia mangal gautami latha shruti raavi tunga kartika vrinda iskoola pota kalinga estrangelo edessa mongolian
    baiti plantagenet cherokee euphemia moolboran daunpenh dokchampa nyala uighur yi ms mv boli himalaya jomolhari batang
    malgun yahei jhenghei swiss modern decorative script fixed variable auto normal dotm en gb us true false on off yes
    upper lower letter roman decimal ordinal cardinal dxa tab hanging level multilevel hybrid column row cell tbl fixed
    autofit margin text edge bar pages section sheet compat mode word layout print view proof clean dirty""".split()
)
_FREE_ATTRIBUTES: Final = frozenset(
    """author initials userid descr title alt tooltip ed edgrp string displaytext helptext statustext provideruserid instr
    target anchor href caption""".split()
)
_FREE_ELEMENTS: Final = frozenset(
    "alias tag docvar listitem bookmarkstart docpr cnvpr attr permstart helptext statustext ddlist".split()
)

# --------------------------------------------------------------------------------------------------------- folding

_LOOKALIKES: Final = (
    "аa вb еe зz иu кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw ѵv гr пn АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG "
    "αa βb γy εe ηn ιi κk νv οo ρp σo τt υu χx ωw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ıi ȷj łl ŁL øo ØO đd ĐD ħh ŧt ðd ÐD "
    "þt ɑa ɡg ɩi ɪi ʏy ɴn ʜh ʙb ʟl ʀr ᴀa ᴄc ᴅd ᴇe ꜰf ɢg ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz ӏl ǀl աw օo ոn սu հh ցg ꓮA ꓐB "
    "‘' ’' ʼ' ʹ' `' ´' ‛' ＇' ‐- ‑- ‒- –- —- ―- −- ⁃- ﹣- ⁄/ ∕/ “\" ”\""
)
_INVISIBLE: Final = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFEFF, 0xFFFC, 0x2800),
    *range(0x180B, 0x180F),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0x300, 0x370),
    *range(0x483, 0x48A),
    *range(0x1AB0, 0x1B00),
    *range(0x1DC0, 0x1E00),
    *range(0x20D0, 0x2100),
    *range(0xFE00, 0xFE30),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE01F0),
)


def _table() -> Mapping[int, str | None]:
    table: dict[int, str | None] = {ord(pair[0]): pair[1] for pair in _LOOKALIKES.split()}
    table.update({code: chr(code - 0xF000) for code in range(0xF020, 0xF0FF)})  # symbol fonts: the key that was typed
    table.update({ord("æ"): "ae", ord("Æ"): "AE", ord("œ"): "oe", ord("Œ"): "OE", ord("ß"): "ss", ord("ẞ"): "SS"})
    table.update(dict.fromkeys(_INVISIBLE))
    return MappingProxyType(table)


_TABLE: Final = _table()
_TYPED_FIRST: Final = MappingProxyType({ord("´"): "'", ord("\x00"): None})
_ELISION: Final = re.compile(r"(?<![A-Za-z])([ODNMLodnml])'(?=[A-Za-z]{2})")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_ALNUM: Final = re.compile(r"[^\W_]")
_SQUEEZE: Final = re.compile(r"[\W_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def fold(text: str) -> str:
    """One spelling for all that a reader sees as the same letters; case is kept, lower() keeps the length."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_TYPED_FIRST)).translate(_TABLE)
        if len(text.lower()) != len(text):
            text = text.lower()
    if "&" in text:
        text = text.replace("&", " and ")
    return _ELISION.sub(r"\1", text) if "'" in text else text


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text).lower()))


# ------------------------------------------------------------------------------------------- the register, as forms

NAMED, SURE, WORDY, WEAK = 3, 2, 1, 0  # a string of the register; derived; derived and an ordinary word; a hint
_KINDS: Final = frozenset("person place organisation date contact reference other".split())
_LEGAL: Final = frozenset("ltd limited llp plc lp cic inc incorporated".split())
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.I)


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling looked for: whose it is, its words, how much it proves."""

    id: str
    words: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything looked for, indexed for one pass over a text, and the phrases that may stay."""

    heads: Mapping[str, tuple[Form, ...]]
    squeezed: tuple[tuple[str, Form], ...]
    near: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, frozenset[str]]
    parts: Mapping[str, frozenset[str]]
    initials: Mapping[str, tuple[str, ...]]
    days: Mapping[tuple[int, int, int], tuple[str, ...]]
    keep: Mapping[str, tuple[tuple[str, ...], ...]]
    swaps: Mapping[str, tuple[tuple[str, ...], ...]]
    policy: bool
    terms: int


def _demand(true: bool, rule: str) -> None:
    if not true:
        raise RegisterUnusable(rule)


def _texts(value: object) -> list[str]:
    _demand(isinstance(value, list), "A list of strings was expected.")
    items = cast("list[object]", value)
    _demand(all(isinstance(item, str) and item.strip() for item in items), "A list holds something that is no text.")
    return cast("list[str]", items)


def _load(register_json: str) -> tuple[list[dict[str, Any]], list[str], str]:
    try:
        loaded: object = json.loads(register_json)
    except (ValueError, RecursionError) as error:
        raise RegisterUnusable("The register is not JSON.") from error
    _demand(isinstance(loaded, dict), "The register is not an object.")
    register = cast("dict[str, Any]", loaded)
    _demand(register.get("version") == 1, "The version of the register is not 1.")
    rows = register.get("identities")
    _demand(isinstance(rows, list) and bool(rows), "The register holds no identities.")
    identities = cast("list[dict[str, Any]]", rows)
    for row in identities:
        _demand(isinstance(row, dict), "An identity is not an object.")  # pyright strict: rows come from outside
        _demand(isinstance(row.get("id"), str) and bool(row["id"].strip()), "An identity has no id.")
        _demand(row.get("kind") in _KINDS, "An identity has an unknown kind.")
        _demand(isinstance(row.get("replacement", ""), str), "A replacement is no text.")
        _demand(bool(_texts(row.get("names"))), "An identity has no names.")
        _demand(all(_words(name) for name in row["names"]), "A name holds no letters or digits.")
    _demand(len({row["id"] for row in identities}) == len(identities), "Two identities have the same id.")
    dates = register.get("dates", "keep")
    _demand(dates in ("keep", "month_year", "year"), "The rule for dates is unknown.")
    return identities, _texts(register.get("keep", [])), dates


def _rank(words: Sequence[str], base: str = "") -> int:
    ordinary = all(
        word in _ORDINARY or word in _COMMON or len(word) < 3 for word in (*words, *([base] if base else []))
    )
    return WORDY if ordinary else SURE


def _person_parts(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Forename and surname (strong), and middle names (weak), of the words of a name without its titles."""
    inner = [word for word in words if word not in _TITLES and word not in _JOINERS and len(word) > 1]
    if len(inner) < 2:
        return inner, []
    return [inner[0], inner[-1]], inner[1:-1]


def _person(name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    words = _words(name)
    strong, weak = _person_parts(words)
    halves = [half for half in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", fold(name).lower())]
    strong += [part for half in halves for part in half.split("-") if len(part) > 2 and part not in strong]
    single = len(words) == 1
    for word in strong:
        if len(word) < 2:
            continue
        if not single:
            yield (word,), _rank([word])
        yield (word + "s",), _rank([word])
        if word.endswith(("s", "x", "z", "ch", "sh")):
            yield (word + "es",), _rank([word])
    for short in _NICKNAMES.get(strong[0], ()) if strong else ():
        yield (short,), _rank([short])
    for word in weak:
        if len(word) > 2 and word not in strong:
            yield (word,), WEAK
    if len(strong) > 1:
        yield (strong[-1], strong[0]), SURE
        yield (strong[0], strong[-1]), SURE
        if len(strong[-1]) > 3:
            yield (strong[0][0] + strong[-1],), _rank([strong[0][0] + strong[-1]])


def _place(name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    for code in _POSTCODE.findall(name):
        yield _words(code), SURE
        yield tuple(_words(re.sub(r"\s+", "", code))), SURE
    for piece in _POSTCODE.sub("", name).split(","):
        words = list(_words(piece))
        number = words[:2] if len(words) > 2 and len(words[1]) == 1 and words[0].isdigit() else words[:1]
        street = words[len(number) :] if number and number[0].isdigit() else []
        if not street and len(words) > 1 and words[-1] in _STREETS and _words(name) != tuple(words):
            street, number = words, []
        if len(street) < 2 or ("," not in name and street[-1] not in _STREETS):
            continue
        yield tuple(street), SURE
        yield (*number, *street), SURE
        if _STREETS.get(street[-1]):
            yield (*street[:-1], _STREETS[street[-1]]), WEAK


def _organisation(name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    words = list(_words(name))
    bare = words[:]
    while len(bare) > 1 and bare[-1] in _LEGAL:
        bare.pop()
    if bare != words:
        yield tuple(bare), SURE if len(bare) > 1 else _rank(bare)
    if bare[0] == "the" and len(bare) > 1:
        yield tuple(bare[1:]), WEAK


def _contact(name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    digits = re.sub(r"\D", "", name)
    if re.fullmatch(r"[\d\s()+.-]+", name) and len(digits) >= 10:
        if digits.startswith("0"):
            yield ("44" + digits[1:],), SURE
            yield ("440" + digits[1:],), SURE
        elif digits.startswith("44"):
            yield ("0" + digits[2:].removeprefix("0"),), SURE


_DERIVE: Final = MappingProxyType(
    {"person": _person, "place": _place, "organisation": _organisation, "contact": _contact}
)


def _forms(row: Mapping[str, Any]) -> list[Form]:
    named = {_words(name): NAMED for name in row["names"]}
    derive = _DERIVE.get(row["kind"])
    for name in row["names"] if derive else ():
        for words, rank in derive(name) if derive else ():
            if words and len("".join(words)) > 1:
                named[words] = max(rank, named.get(words, rank))
    return [Form(row["id"], words, rank) for words, rank in named.items()]


def _deletions(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def one_slip(left: str, right: str) -> bool:
    """Whether one typing error (letter added, dropped, changed, or two swapped) turns one word into the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    a, b = left[at:], right[at:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def _group(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    grouped: dict[str, list[T]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(dict.fromkeys(values)) for key, values in grouped.items()})


def _read_plan(register_json: str) -> Plan:
    identities, keep, dates = _load(register_json)
    forms = [form for row in identities for form in _forms(row)]
    _refuse_telling_replacements(identities, forms)
    people = {row["id"] for row in identities if row["kind"] == "person"}
    parts: dict[str, set[str]] = {one: set() for one in people}
    for form in forms:
        if form.id in people:
            parts[form.id].update(word for word in form.words if word not in _TITLES and word not in _JOINERS)
    named = {word for row in identities if row["kind"] == "person" for name in row["names"] for word in _words(name)}
    long_words = {word for word in named if len(word) >= 5 and word.isalpha() and word not in _TITLES}
    owners = {word: frozenset(one for one in people if word in parts[one]) for word in long_words}
    initials = [pair for row in identities if row["kind"] == "person" for pair in _initials(row)]
    days = [
        (day, row["id"])
        for row in identities
        if row["kind"] == "date"
        for name in row["names"]
        for day in _days_in(name)
    ]
    by_day: dict[tuple[int, int, int], tuple[str, ...]] = {
        day: tuple(i for d, i in days if d == day) for day, _ in days
    }
    return Plan(
        heads=_group((form.words[0], form) for form in forms),
        squeezed=tuple(
            ("".join(form.words), form) for form in forms if form.rank >= SURE and len("".join(form.words)) >= 6
        ),
        near=_group((cut, word) for word in long_words for cut in _deletions(word)),
        owners=MappingProxyType(owners),
        parts=MappingProxyType({one: frozenset(words) for one, words in parts.items()}),
        initials=_group(initials),
        days=MappingProxyType(by_day),
        keep=_group((words[0], words) for words in map(_words, keep) if words),
        swaps=_group(
            (words[0], words) for row in identities for words in [_words(row.get("replacement", ""))] if words
        ),
        policy=dates != "keep",
        terms=len(forms) + len(initials) + len(days),
    )


def _refuse_telling_replacements(identities: Sequence[Mapping[str, Any]], forms: Sequence[Form]) -> None:
    for row in identities:
        words = _words(row.get("replacement", ""))
        for form in forms:
            size = len(form.words)
            inside = any(words[at : at + size] == form.words for at in range(len(words) - size + 1))
            _demand(not (inside and form.rank == NAMED and form.id != row["id"]), "A replacement holds another's name.")


def _initials(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in row["names"]:
        strong, weak = _person_parts(_words(name))
        if len(strong) < 2:
            continue
        surname = re.sub(r"[^\W\d_]", "", "") + "".join(half[0] for half in _halves(name, strong[-1]))
        yield strong[0][0] + strong[-1][0], row["id"]
        yield strong[0][0] + surname, row["id"]
        yield strong[0][0] + "".join(word[0] for word in weak) + strong[-1][0], row["id"]


def _halves(name: str, last: str) -> list[str]:
    found = [piece.split("-") for piece in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", fold(name).lower())]
    return next((halves for halves in found if halves[-1] == last), [last])


# ------------------------------------------------------------------------------------------------------------ dates

_MONTHS: Final = MappingProxyType(
    {
        spelling: number
        for number, word in enumerate(
            "january february march april may june july august september october november december".split(), 1
        )
        for spelling in (word, word[:3], *(("sept",) if number == 9 else ()))
    }
)
_DAY_WORDS: Final = MappingProxyType(
    {
        word: day
        for day, both in enumerate(
            """first/one second/two third/three fourth/four fifth/five sixth/six seventh/seven eighth/eight ninth/nine
            tenth/ten eleventh/eleven twelfth/twelve thirteenth/thirteen fourteenth/fourteen fifteenth/fifteen
            sixteenth/sixteen seventeenth/seventeen eighteenth/eighteen nineteenth/nineteen twentieth/twenty
            twenty-first/twenty-one twenty-second/twenty-two twenty-third/twenty-three twenty-fourth/twenty-four
            twenty-fifth/twenty-five twenty-sixth/twenty-six twenty-seventh/twenty-seven twenty-eighth/twenty-eight
            twenty-ninth/twenty-nine thirtieth/thirty thirty-first/thirty-one""".split(),
            1,
        )
        for word in both.split("/")
    }
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS: Final = [word for word, day in _DAY_WORDS.items() if day < 20 and not word.endswith(("th", "st", "nd", "rd"))]
_UNDER_100: Final = tuple(_UNITS) + tuple(
    f"{ten}-{unit}".removesuffix("-") for ten in _TENS for unit in ("", *_UNITS[:9])
)
_MONTH: Final = re.compile(r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?![^\W\d_])")
_DAY: Final = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?(?!\d)|(?:twenty[\s-]|thirty[\s-])?[a-z]{3,11})"
_DAY_BEFORE: Final = re.compile(
    rf"(?<![\w/.])(?:({_DAY})\s?(?:-|to|and|or|/|,|until)\s?)?(?<![^\W_])({_DAY})(?:\s+day)?[\s.,/-]{{0,3}}(?:of[\s]{{1,3}})?(?:the month of )?$"
)
_DAY_AFTER: Final = re.compile(rf"[\s.,/-]{{0,3}}(?:the\s)?({_DAY})(?![^\W_])")
_YEAR_AFTER: Final = re.compile(
    r"[\s.,/-]{0,3}(?:of\s|in\s)?('?\d{2}(?!\d)|\d{4}(?!\d)|(?:nineteen|twenty|two)[a-z\s-]{3,30})"
)
_YEAR_BEFORE: Final = re.compile(r"(?<!\d)(\d{4})[\s.,/-]{1,3}$")
_NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(\d{1,4})(\s?[./-]\s?|\s)(\d{1,2})(\s?[./-]\s?|\s)(\d{4}|\d{2})(?!\d|[/-]\d)"
)
_COMPACT: Final = re.compile(r"(?<!\d)\d{8}(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day written in a text: where, which, and whether the writing alone makes it a certain full date."""

    start: int
    end: int
    day: int
    month: int
    years: tuple[int, ...]
    plain: bool


def _day_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    number = int(digits[0]) if digits else _DAY_WORDS.get(re.sub(r"\s", "-", text.strip()), 0)
    return number if number <= 31 else 0


def _year_numbers(text: str) -> tuple[int, ...]:
    digits = text.lstrip("'")
    if digits.isdigit():
        return (int(digits),) if len(digits) == 4 else (1900 + int(digits), 2000 + int(digits))
    return _spoken_year(re.sub(r"[\s-]+", " ", text).strip().split(" "))


def _spoken_year(words: Sequence[str]) -> tuple[int, ...]:
    """nineteen eighty-six, twenty twenty-one, two thousand and four; the longest reading wins."""
    bases = {"nineteen": 1900, "twenty": 2000}
    start, base = (1, bases[words[0]]) if words[0] in bases else (2, 2000)
    if start == 2 and words[:2] != ["two", "thousand"]:
        return ()
    rest = [word for word in words[start : start + 3] if word != "and"]
    for size in (2, 1):
        tail = "-".join(rest[:size])
        if tail in _UNDER_100 and len(rest) >= size:
            return (base + _under_100(tail),)
    return (2000,) if start == 2 else ()


def _under_100(tail: str) -> int:
    at = _UNDER_100.index(tail)
    return at + 1 if at < 19 else 20 + at - 19


def _worded_days(low: str) -> Iterator[Day]:
    """14 March 1986, 14th of March 1986, March 14, 1986, 14-Mar-86, 1986 March 14, fourteenth March nineteen eighty-six."""
    for found in _MONTH.finditer(low):
        month = _MONTHS.get(found[0])
        if not month:
            continue
        left = low[max(0, found.start() - 48) : found.start()]
        right = low[found.end() : found.end() + 48]
        yield from _around_month((left, right), found, month)


def _around_month(sides: tuple[str, str], found: re.Match[str], month: int) -> Iterator[Day]:
    left, right = sides
    base = found.start() - len(left)
    before, year = _DAY_BEFORE.search(left), _YEAR_AFTER.match(right)
    written = year[1] if year else ""
    if before and _day_number(before[2]):
        plain = len(written) != 2 or right[:1] in "-/.'"
        end = found.end() + (year.end() if year else 0)
        for group in (1, 2):
            if before[group] and _day_number(before[group]):
                yield Day(
                    base + before.start(group), end, _day_number(before[group]), month, _year_numbers(written), plain
                )
        return
    after, earlier = _DAY_AFTER.match(right), _YEAR_BEFORE.search(left)
    day = _day_number(after[1]) if after else 0
    if after and day:
        late = _YEAR_AFTER.match(right, after.end())
        years = _year_numbers(late[1]) if late else (int(earlier[1]),) if earlier else ()
        start = base + earlier.start() if earlier and not late else found.start()
        plain = bool(earlier) or not late or len(late[1]) != 2
        yield Day(start, found.end() + (late.end() if late else after.end()), day, month, years, plain)


def _numeric_days(low: str) -> Iterator[Day]:
    """14/03/1986, 14.3.86, 1986-03-14, 03/14/1986 (only where the day cannot be a month), 14031986, 19860314."""
    for found in _NUMERIC.finditer(low):
        first, mark, second, mark2, third = found.groups()
        if mark.strip() != mark2.strip():
            continue
        plain = (len(third) == 4 or len(first) == 4 or "/" in mark) and bool(mark.strip())
        if len(first) == 4:
            year, month, day = (int(first),), int(second), int(third)
        else:
            year, month, day = _year_numbers(third), int(second), int(first)
            if month > 12 >= day:
                month, day = day, month
        yield Day(found.start(), found.end(), day, month, year, plain)
    for found in _COMPACT.finditer(low):
        text = found[0]
        yield Day(found.start(), found.end(), int(text[:2]), int(text[2:4]), (int(text[4:]),), False)
        yield Day(found.start(), found.end(), int(text[6:]), int(text[4:6]), (int(text[:4]),), False)


def _dates(low: str) -> Iterator[Day]:
    for day in (*_worded_days(low), *_numeric_days(low)):
        if 1 <= day.month <= 12 and 1 <= day.day <= 31:
            yield day


def _days_in(name: str) -> list[tuple[int, int, int]]:
    days = [(day.years, day.month, day.day) for day in _dates(fold(name).lower()) if day.years]
    return [(year, month, day) for years, month, day in days for year in years if year < 2000 or len(years) == 1]


# --------------------------------------------------------------------------------------------------- pieces of text

PROSE, TOKEN, RAW = 0, 1, 2  # sentences; values of attributes and names; printable runs of binary data


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text as it stands, where it stands, how to judge it, and whether a reader sees it on the page."""

    text: str
    where: str
    mode: int = PROSE
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in a folded text: its span, whose it is, and whether it is certain."""

    start: int
    end: int
    id: str
    sure: bool


@dataclass(slots=True)
class _Tokens:
    """The words of a folded text with their places."""

    clean: str
    low: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    words: list[str] = field(default_factory=list[str])
    seen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.low = self.clean.lower()
        self.seen = frozenset(_WORD.findall(self.clean))

    def spread(self) -> None:
        """Work out the places, only for a text that holds something of interest."""
        if not self.spans:
            found = list(_WORD.finditer(self.low))
            self.spans = [one.span() for one in found]
            self.words = [one[0] for one in found]

    def gap(self, left: int) -> int:
        return self.spans[left + 1][0] - self.spans[left][1]

    def follows(self, at: int, words: Sequence[str]) -> bool:
        if self.words[at : at + len(words)] != list(words):
            return False
        return all(self.gap(step) <= 12 for step in range(at, at + len(words) - 1))


def _protected(tokens: _Tokens, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if phrases and not phrases.keys().isdisjoint({word.lower() for word in tokens.seen}):
        tokens.spread()
        for at, word in enumerate(tokens.words):
            for phrase in phrases.get(word, ()):
                if tokens.follows(at, phrase):
                    spans.append((tokens.spans[at][0], tokens.spans[at + len(phrase) - 1][1]))
    return spans


def _within(hit: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect.bisect_right(spans, (hit[0], 1 << 60)) - 1
    return any(low <= hit[0] and hit[1] <= high for low, high in spans[max(0, at - 3) : at + 1])


class _Matcher:
    """Finds the forms of a plan in one folded text."""

    def __init__(self, plan: Plan, clean: str, mode: int) -> None:
        self.plan, self.mode, self.tokens = plan, mode, _Tokens(clean)
        self.keep = sorted(_protected(self.tokens, plan.keep))
        self.swaps: list[tuple[int, int]] = []

    def hits(self, *, shown: bool = False, squeeze: bool = True) -> list[Hit]:
        """Every match outside the phrases that may stay, merged where it belongs to one identity."""
        marks = [*self._by_word(), *self._by_initials(), *self._by_date(shown=shown)]
        if squeeze:
            marks += self._by_squeezing(marks)
        return _merged([mark for mark in marks if not _within((mark.start, mark.end), self.keep)], self.tokens.clean)

    def _by_word(self) -> Iterator[Hit]:
        low_seen = {word.lower() for word in self.tokens.seen}
        live = {word for word in low_seen if word in self.plan.heads}
        slips = {} if self.mode == RAW else self._slips(low_seen)
        if not live and not slips:
            return
        self.tokens.spread()
        self.swaps = sorted(_protected(self.tokens, self.plan.swaps))
        for at, word in enumerate(self.tokens.words):
            if word in live:
                yield from self._at_head(at, word)
            elif word in slips:
                yield from self._at_slip(at, slips[word])

    def _slips(self, low_seen: set[str]) -> dict[str, list[str]]:
        slips: dict[str, list[str]] = {}
        for word in low_seen:
            if 3 < len(word) < 25 and word not in self.plan.heads and word.isalpha():
                near = {
                    name for cut in _deletions(word) for name in self.plan.near.get(cut, ()) if one_slip(word, name)
                }
                if near:
                    slips[word] = sorted(near)
        return slips

    def _at_head(self, at: int, word: str) -> Iterator[Hit]:
        for form in self.plan.heads[word]:
            if self.tokens.follows(at, form.words):
                start, end = self.tokens.spans[at][0], self.tokens.spans[at + len(form.words) - 1][1]
                sure = self._judge(form, at, start, end)
                if sure is not None:
                    yield Hit(start, end, form.id, sure)

    def _judge(self, form: Form, at: int, start: int, end: int) -> bool | None:
        """True: found; False: review; None: no survivor."""
        text = self.tokens.clean[start:end]
        letters = sum(map(len, form.words))
        if self.mode == RAW:
            return True if form.rank >= SURE and letters >= 5 else None
        if form.rank == NAMED:
            return True if letters > 1 or text.isupper() else None
        if len(form.words) == 1 and self._beside(at, form):
            return True
        if form.rank == SURE:
            return not _within((start, end), self.swaps) and not (_all_ordinary(form.words) and text.islower())
        return False if text[:1].isupper() and not self._in_date(at) else None

    def _beside(self, at: int, form: Form) -> bool:
        """After a title, or next to another part (or the dotted initial) of the same name."""
        tokens, parts = self.tokens, self.plan.parts.get(form.id, frozenset[str]())
        word = form.words[0]
        for side, gap_at in ((at - 1, at - 1), (at + 1, at)):
            if not 0 <= side < len(tokens.words) or tokens.gap(gap_at) > 4:
                continue
            other = tokens.words[side]
            if other in parts and len(other) > 1 and not other.startswith(word) and not word.startswith(other):
                return True
            if side < at and other in _TITLES and tokens.clean[tokens.spans[at][0]].isupper():
                return True
            if len(other) == 1 and other not in "ai" and self._initial_of(side, other, form):
                return True
        return False

    def _initial_of(self, side: int, letter: str, form: Form) -> bool:
        start, end = self.tokens.spans[side]
        dotted = self.tokens.clean[end : end + 1] == "." and self.tokens.clean[start].isupper()
        others = (
            (word for word in self.plan.parts[form.id] if word != form.words[0]) if form.id in self.plan.parts else ()
        )
        return dotted and any(word.startswith(letter) for word in others)

    def _in_date(self, at: int) -> bool:
        if self.tokens.words[at] not in _MONTHS:
            return False
        near = self.tokens.words[max(0, at - 2) : at] + self.tokens.words[at + 1 : at + 3]
        return any(word.isdigit() for word in near)

    def _at_slip(self, at: int, names: Sequence[str]) -> Iterator[Hit]:
        word, (start, end) = self.tokens.words[at], self.tokens.spans[at]
        text = self.tokens.clean[start:end]
        common = word in _COMMON or word in _ORDINARY or _stem_is_common(word)
        for name in names:
            for one in self.plan.owners[name]:
                beside = self._beside(at, Form(one, (name,), SURE))
                doubtful = common or text.islower() or word in self.tokens.seen or name in _ORDINARY
                if self.mode == TOKEN or _within((start, end), self.swaps):
                    doubtful, beside = True, False
                if beside or not doubtful or not (common and text.islower()):
                    yield Hit(start, end, one, beside or not doubtful)

    def _by_initials(self) -> Iterator[Hit]:
        if self.mode != PROSE or not self.plan.initials:
            return
        for found in _INITIALS.finditer(self.tokens.clean):
            letters = re.sub(r"[^A-Z]", "", found[0]).lower()
            dotted = "." in found[0]
            for one in self.plan.initials.get(letters, ()):
                spaced = " " in found[0] and not dotted
                yield Hit(found.start(), found.end(), one, not spaced and (dotted or letters not in _ABBREVIATIONS))

    def _by_date(self, *, shown: bool) -> Iterator[Hit]:
        if self.mode == RAW or not (self.plan.days or (self.plan.policy and shown)):
            return
        for day in _dates(self.tokens.low):
            ids = [one for year in day.years for one in self.plan.days.get((year, day.month, day.day), ())]
            for one in ids:
                yield Hit(day.start, day.end, one, True)
            if not day.years:
                for (_, month, number), some in self.plan.days.items():
                    if (month, number) == (day.month, day.day) and self.mode == PROSE:
                        yield from (Hit(day.start, day.end, one, False) for one in some)
            elif shown and self.plan.policy and not ids and min(abs(year - 1985) for year in day.years) <= 115:
                if day.plain or self.tokens.low[day.start : day.end].strip("0123456789"):
                    yield Hit(day.start, day.end, "dates", day.plain)

    def _by_squeezing(self, marks: Sequence[Hit]) -> list[Hit]:
        low = self.tokens.low
        squeezed = _SQUEEZE.sub("", low)
        places: list[int] = []
        taken = {(mark.start, mark.id) for mark in marks}
        hits: list[Hit] = []
        for letters, form in self.plan.squeezed:
            at = squeezed.find(letters)
            while at >= 0:
                places = places or [one.start() for one in _ALNUM.finditer(low)]
                start, end = places[at], places[at + len(letters) - 1] + 1
                sure = None if (start, form.id) in taken else self._judge_squeezed(form, start, end)
                if sure is not None:
                    hits.append(Hit(start, end, form.id, sure))
                at = squeezed.find(letters, at + 1)
        return hits

    def _judge_squeezed(self, form: Form, start: int, end: int) -> bool | None:
        low = self.tokens.low
        text = low[start:end]
        pieces = _WORD.findall(text)
        whole = not _same_class(low, start - 1) and not _same_class(low, end - 1)
        if not form.words or any(word.isdigit() for word in form.words):
            short = len("".join(form.words)) < 8 and "\n" in text
            return whole and not short if whole or len("".join(form.words)) >= 9 else None
        if len(pieces) == 1:
            return True if whole or len(form.words) > 1 else (False if len(text) >= 8 else None)
        if _cuts(pieces) <= _cuts(form.words):
            return True if whole or len(form.words) > 1 else None
        if not whole:
            return False if len(form.words) > 1 else None
        spaced = len(pieces) >= 3 and len("".join(pieces)) / len(pieces) <= 1.7
        initial = len(pieces[0]) == 1 and _cuts(pieces) - {1} <= _cuts(form.words) and pieces[1] not in _COMMON
        unbroken = not re.search(r"[ \n]", text)
        return spaced or initial or unbroken


_INITIALS: Final = re.compile(
    r"(?<![\w.&'/-])[A-Z](?:\.\s?[A-Z]){1,3}\.?(?!\w)|(?<![\w&'-])[A-Z]{2,4}(?![\w&-])|(?<!\w)[A-Z] [A-Z](?!\w)"
)


def _same_class(low: str, at: int) -> bool:
    """Whether the characters at and at + 1 belong to one word, or to one number."""
    pair = low[max(at, 0) : at + 2] if at >= 0 else ""
    return len(pair) == 2 and (pair.isdigit() or pair.isalpha())


def _cuts(words: Sequence[str]) -> set[int]:
    cuts: set[int] = set()
    total = 0
    for word in words[:-1]:
        total += len(word)
        cuts.add(total)
    return cuts


def _all_ordinary(words: Sequence[str]) -> bool:
    return all(word in _ORDINARY or word in _COMMON or word in _STREETS or len(word) < 4 for word in words)


def _stem_is_common(word: str) -> bool:
    stems = [
        word[: -len(ending)] for ending in ("s", "es", "ed", "d", "er", "r", "ing", "ly", "y") if word.endswith(ending)
    ]
    return any(stem in _COMMON or stem in _ORDINARY or stem + "e" in _COMMON for stem in stems)


def _merged(hits: list[Hit], clean: str) -> list[Hit]:
    """One hit for what touches or stands side by side and belongs to the same identity."""
    merged: list[Hit] = []
    for one in sorted(hits, key=lambda hit: (hit.id, hit.start, -hit.end)):
        last = merged[-1] if merged else None
        if (
            last
            and last.id == one.id
            and one.start - last.end <= 3
            and not _ALNUM.search(clean, last.end, max(one.start, last.end))
        ):
            merged[-1] = Hit(last.start, max(last.end, one.end), one.id, last.sure or one.sure)
        else:
            merged.append(one)
    return sorted(merged, key=lambda hit: (hit.start, hit.end))


# ------------------------------------------------------------------------------------- XML, read as it comes

DEL, INS, HID, CODE, RUBY = 1, 2, 4, 8, 16
_FLAGS: Final = MappingProxyType(
    dict(delText=DEL, moveFrom=DEL, ins=INS, moveTo=INS, instrText=CODE, delInstrText=CODE | DEL, rt=RUBY)
    | {"del": DEL}
)
_READINGS: Final = (
    (DEL, "with deletions accepted"),
    (INS, "without insertions"),
    (HID, "without hidden text"),
    (CODE, "without field codes"),
    (RUBY, "without ruby text"),
    (DEL | HID | CODE | RUBY, "as shown"),
    (INS | HID | CODE, "as first written"),
    (~DEL, "deleted text alone"),
    (~CODE & ~DEL, "field codes alone"),
    (~HID, "hidden text alone"),
    (~INS, "inserted text alone"),
)
_INLINE: Final = frozenset(
    "b i u em strong span font a tspan sup sub small big mark s code abbr bdo tref textPath".split()
)
_BLOCKS: Final = frozenset(("p", "si", "text", "li", "h1", "h2", "h3", "h4"))
_ASIDE: Final = frozenset(
    """posOffset align pctWidth pctHeight pctPosHOffset pctPosVOffset fldData binData binaryData statusText helpText
    style script""".split()
)
_SPACED: Final = frozenset("t delText instrText delInstrText text tspan span p a b i u".split())
_GLYPHS: Final = MappingProxyType({"tab": "\t", "ptab": "\t", "br": "\u2028", "cr": "\u2028", "noBreakHyphen": "-"})
_SPLIT: Final = re.compile(r"(<[^<>]*>)")
_ASIDES: Final = re.compile(r"<!--|<!\[CDATA\[|<\?|<!DOCTYPE", re.I)
_ATTRIBUTE: Final = re.compile(r"([^\s=<>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY: Final = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s\"']+)\s+[\"']([^\"']{0,4096})[\"']", re.I)
_CLOSERS: Final = MappingProxyType({"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"})


@dataclass(slots=True)
class _Block:
    """One paragraph, or one text that stands alone."""

    where: str
    paragraph: bool
    pieces: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    mask: int = 0
    joined: bool = False

    def add(self, text: str, flags: int) -> None:
        self.pieces.append((text, flags))
        self.mask |= flags

    def text(self, without: int = 0) -> str:
        return "".join(text for text, flags in self.pieces if not flags & without and (without >= 0 or flags))


@dataclass(frozen=True, slots=True)
class _Tag:
    kind: int  # 0 opens, 1 closes, 2 stands alone
    local: str
    pairs: tuple[tuple[str, str], ...]


def _parse_tag(raw: str) -> _Tag:
    body = raw[1:-1]
    kind = 1 if body.startswith("/") else 2 if body.endswith("/") else 0
    name = re.split(r"[\s/]", body.strip("/ \t\r\n"), maxsplit=1)[0]
    pairs = (
        tuple((m[1], html.unescape(m[2] or m[3] or m[4] or "")) for m in _ATTRIBUTE.finditer(body))
        if "=" in body
        else ()
    )
    return _Tag(kind, name.rpartition(":")[2], pairs)


class _Story:
    """The blocks of one XML or HTML part, its attribute values and its names, read without trusting its form."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.values: dict[tuple[str, str, str], None] = {}
        self.names: dict[str, None] = {}
        self.asides: list[Segment] = []
        self._open: list[_Block] = []
        self._stack: list[tuple[str, int]] = []
        self._tags: dict[str, _Tag] = {}
        self._flags = 0
        self._hidden = False
        self._broken = True
        self._paragraphs = 0

    def read(self, text: str) -> None:
        """Walk the markup once; what is no markup is text."""
        items = _SPLIT.split(self._set_aside(text))
        held = ""
        for at, item in enumerate(items):
            if held or (at & 1 and (item.count('"') & 1 or item.count("'") & 1 and '"' not in item)):
                held += item
                if len(held) > 65536 or (at & 1 and not held.count('"') & 1):
                    self._tag(held)
                    held = ""
            elif at & 1:
                self._tag(item)
            elif item:
                self._text(item)
        if held:
            self._text(held)

    def _set_aside(self, text: str) -> str:
        """Lift out comments, instructions and document types; CDATA becomes text; declared entities are put in."""
        kept: list[str] = []
        entities: dict[str, str] = {}
        at = 0
        while opened := _ASIDES.search(text, at):
            kept.append(text[at : opened.start()])
            start, mark = opened.end(), opened[0]
            closer = _CLOSERS.get(mark.upper() if mark[2:3] == "[" else mark) or self._doctype_end(text, start)
            stop = text.find(closer, start)
            inner, at = (text[start:stop], stop + len(closer)) if stop >= 0 else (text[start:], len(text))
            if mark.startswith("<!["):
                kept.append(html.escape(inner))
            else:
                self.asides.append(Segment(html.unescape(inner), "comment or declaration"))
                entities.update(_ENTITY.findall(inner) if mark[2:3] in "Dd" else ())
        whole = "".join([*kept, text[at:]])
        for name, value in list(entities.items())[:50]:
            if whole.count(f"&{name};") * len(value) < MAX_PART >> 4:
                whole = whole.replace(f"&{name};", value)
        return whole

    @staticmethod
    def _doctype_end(text: str, start: int) -> str:
        bracket, end = text.find("[", start, start + 2000), text.find(">", start)
        return "]>" if 0 <= bracket < end else ">"

    def _tag(self, raw: str) -> None:
        tag = self._tags.get(raw)
        if tag is None:
            tag = self._tags[raw] = _parse_tag(raw)
            self.names[tag.local] = None
            for name, value in tag.pairs:
                self.names[name] = None
                if value:
                    self.values[tag.local, name, value] = None
        if tag.local not in _INLINE:
            self._broken = True
        if tag.kind == 1:
            self._close(tag.local)
            return
        self._stands(tag)
        if tag.kind == 0:
            self._stack.append((tag.local, self._flags))
            self._flags |= _FLAGS.get(tag.local, 0)
            if tag.local in _BLOCKS:
                self._begin()

    def _begin(self) -> None:
        self._paragraphs += 1
        block = _Block(f"paragraph {self._paragraphs}", True)
        self.blocks.append(block)
        self._open.append(block)
        self._hidden = False

    def _close(self, local: str) -> None:
        for depth in range(1, min(len(self._stack), 64) + 1):
            if self._stack[-depth][0] == local:
                self._flags = self._stack[-depth][1]
                gone = self._stack[-depth:]
                del self._stack[-depth:]
                for name, _ in gone:
                    if name in _BLOCKS and self._open:
                        self._open.pop()
                return

    def _stands(self, tag: _Tag) -> None:
        local = tag.local
        if local in _GLYPHS:
            self._add(_GLYPHS[local])
        elif local == "sym":
            self._add(_symbol(dict((name.rpartition(":")[2], value) for name, value in tag.pairs).get("char", "")))
        elif local in ("vanish", "webHidden", "specVanish"):
            self._hidden = not any(value in ("0", "false", "off") for _, value in tag.pairs)
        elif local == "r":
            self._hidden = False
        elif local in ("del", "moveFrom") and tag.kind == 2 and self._open:
            self._open[-1].joined = True

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].add(text, self._flags | (HID if self._hidden else 0))

    def _text(self, raw: str) -> None:
        parent = self._stack[-1][0] if self._stack else ""
        if raw.isspace() and parent not in _SPACED:
            return
        text = html.unescape(raw) if "&" in raw else raw
        if self._open and parent not in _ASIDE:
            self._add(text)
        elif not (parent in ("Template", "Application", "lpstr") and _is_vocabulary(text)):
            if self._broken or not self.blocks or self.blocks[-1].paragraph:
                self.blocks.append(_Block(f"text of <{parent}>" if parent else "text", False))
            self.blocks[-1].add(text, self._flags)
            self._broken = False

    def variants(self) -> Iterator[Segment]:
        """The other readings of the blocks that revisions, fields, hidden text or reversed writing make ambiguous."""
        for at, block in enumerate(self.blocks):
            seen = {block.text()}
            for without, how in _READINGS if block.mask else ():
                text = block.text(without)
                if text and text not in seen:
                    seen.add(text)
                    shown = without == DEL | HID | CODE | RUBY and block.paragraph
                    yield Segment(text, f"{block.where}, {how}", shown=shown)
            if block.joined and at + 1 < len(self.blocks):
                yield Segment(block.text(DEL) + self.blocks[at + 1].text(DEL), f"{block.where}, joined to the next")
        if "bdo" in self.names or any("\u202e" in text for block in self.blocks for text, _ in block.pieces):
            yield from (Segment(block.text()[::-1], f"{block.where}, read backwards") for block in self.blocks)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _is_vocabulary(value: str) -> bool:
    words = [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", value)) if not word.isdigit()]
    return all(word in _VOCABULARY or word.lower().removesuffix("s") in _VOCABULARY for word in words)


_NUMBERISH: Final = re.compile(r"[\d\s.,:%+#-]*|(?=.*\d)[0-9A-Fa-f]{3,8}|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?")


def _attribute_segments(values: Iterable[tuple[str, str, str]]) -> Iterator[Segment]:
    for element, name, value in values:
        local = name.rpartition(":")[2].lower()
        free = local in _FREE_ATTRIBUTES or element.lower() in _FREE_ELEMENTS
        if (_NUMBERISH.fullmatch(value) and not free) or (not free and _is_vocabulary(value)):
            continue
        where = f"attribute {name} of <{element}>"
        prose = free and " " in value.strip() or local in ("author", "initials", "userid")
        yield Segment(value, where, PROSE if prose else TOKEN)
        for other in dict.fromkeys((_CAMEL.sub(" ", value), *_unescaped(value))):
            if other != value:
                yield Segment(other, where, TOKEN)


_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNICODE: Final = re.compile(r"\\u\{?([0-9A-Fa-f]{4})\}?|\\x([0-9A-Fa-f]{2})")


def _unescaped(text: str) -> Iterator[str]:
    """The text with percent-encoding, backslash escapes and double entities undone, where there are any."""
    if "%" in text and _PERCENT.search(text):
        once = _PERCENT.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), text)
        yield once.replace("+", " ")
        if _PERCENT.search(once):
            yield _PERCENT.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), once)
    if "\\" in text and _UNICODE.search(text):
        yield _UNICODE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
    if "&" in text and html.unescape(text) != text:
        yield html.unescape(text)


# ------------------------------------------------------------------------------------------------ bytes and packages

_LOCAL: Final = b"PK\x03\x04"
_HEADER: Final = struct.Struct("<4s5H3I2H")
_RUNS: Final = (
    (re.compile(rb"(?:[\x20-\x7e\t]|[\xc3-\xc5][\x80-\xbf]|[\xc0-\xff](?=[a-z])){4,}"), "utf-8"),
    (re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\x7f]\x01){4,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|\x01[\x00-\x7f]){4,}"), "utf-16-be"),
    (re.compile(rb"(?:[\x20-\x7e]\x00\x00\x00){4,}"), "utf-32-le"),
)
_READABLE: Final = re.compile(r"[A-Za-z][A-Za-z .,:;@'/\\_=-]{7,}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:[\r\n]{1,2}[ \t]{0,8}[A-Za-z0-9+/_-]{4,})*={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[\s]{0,2}){20,}")
_DECLARED: Final = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]{3,20})[\"']")
_ENCODINGS: Final = frozenset(
    "utf-8 utf8 utf-16 us-ascii ascii iso-8859-1 iso-8859-2 iso-8859-15 windows-1252 windows-1250".split()
)


def _inflate(data: memoryview, wbits: int, limit: int) -> tuple[bytes, int] | None:
    """The inflated bytes and how many bytes of the input they took; None for damage. Never more than the limit."""
    machine, out, size, at = zlib.decompressobj(wbits), bytearray(), 0, 0
    try:
        while not machine.eof and at < len(data):
            chunk = data[at : at + 65536]
            at += len(chunk)
            out += machine.decompress(chunk, limit + 1 - size)
            while machine.unconsumed_tail and len(out) <= limit:
                out += machine.decompress(machine.unconsumed_tail, limit + 1 - len(out))
            size = len(out)
            if size > limit:
                raise FileUnreadable("A part is larger than can be looked through.")
    except zlib.error:
        return None
    return bytes(out), at - len(machine.unused_data)


def _entry(data: bytes, at: int, limit: int) -> tuple[str, bytes, bytes | None, int]:
    """Name, extra field, content (None where it cannot be read) and end of the entry whose local header stands at ``at``."""
    _, _, flags, method, _, _, _, packed, _, name_size, extra_size = _HEADER.unpack_from(data, at)
    start = at + 30 + name_size + extra_size
    raw = data[at + 30 : at + 30 + name_size]
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("cp437")
    extra, stop = data[at + 30 + name_size : start], start + packed
    if flags & 1 or method not in (0, 8):
        return name, extra, None, min(stop, len(data))
    if method == 8:
        inflated = _inflate(memoryview(data)[start:], -15, limit)
        return (name, extra, None, start) if inflated is None else (name, extra, inflated[0], start + inflated[1])
    if flags & 8 and not packed:
        after = [data.find(mark, start) for mark in (b"PK\x07\x08", _LOCAL, b"PK\x01\x02")]
        stop = min((place for place in after if place >= 0), default=len(data))
    return name, extra, data[start : min(stop, len(data))], min(stop, len(data))


def _as_text(data: bytes) -> str | None:
    """The bytes as text, if text is what they are."""
    head = data[:400]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if head[:2] in (b"<\x00", b"\x00<"):
        return data.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", "replace")
    markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if not markup and re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data):
        return None
    declared = _DECLARED.search(head)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        return data.decode(name if name in _ENCODINGS else "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        printable = sum(1 for byte in head if 32 <= byte < 127 or byte in (9, 10, 13))
        return data.decode("cp1252", "replace") if markup or printable > len(head) * 0.8 else None


def _png_texts(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"tEXt", b"eXIf", b"iTXt", b"zTXt", b"iCCP"):
            yield body
            packed = body.find(b"\x78")
            inflated = _inflate(memoryview(body)[packed:], 15, 4 << 20) if packed >= 0 and kind != b"tEXt" else None
            if inflated:
                yield inflated[0]
        if kind == b"IEND":
            break
    yield data[at:]


def _emf_texts(data: bytes) -> str:
    """The strings of the text records (EMR_EXTTEXTOUTA 83, EMR_EXTTEXTOUTW 84 of MS-EMF 2.3.5), glued."""
    texts: list[str] = []
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            break
        if kind in (83, 84) and size >= 56:
            count, offset = struct.unpack_from("<II", data, at + 44)
            raw = data[at + offset : at + min(offset + count * (2 if kind == 84 else 1), size)]
            texts.append(raw.decode("utf-16-le" if kind == 84 else "cp1252", "replace"))
        at += size
    return "".join(texts)


def _macro_text(data: bytes, at: int) -> bytes:
    """The first chunks of a compressed container (MS-OVBA 2.4.1) that starts at ``at``; empty where there is none."""
    out = bytearray()
    at += 1
    while at + 2 <= len(data) and len(out) < 1 << 20:
        header = data[at] | data[at + 1] << 8
        if header >> 12 & 7 != 3:
            break
        end = min(at + (header & 0xFFF) + 3, len(data))
        if not header & 0x8000 or not _macro_chunk(data[at + 2 : end], out):
            break
        at = end
    return bytes(out)


def _macro_chunk(chunk: bytes, out: bytearray) -> bool:
    base, at = len(out), 0
    while at < len(chunk):
        flags, at = chunk[at], at + 1
        for bit in range(8):
            if at >= len(chunk) or len(out) - base > 4096:
                break
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            if at + 2 > len(chunk) or len(out) == base:
                return False
            token, at = chunk[at] | chunk[at + 1] << 8, at + 2
            width = max((len(out) - base - 1).bit_length(), 4)
            back, length = (token >> 16 - width) + 1, (token & 0xFFFF >> width) + 3
            if back > len(out) - base:
                return False
            for _ in range(length):
                out.append(out[-back])
    return True


def _rtf_text(text: str) -> str:
    """The text of RTF without control words; hexadecimal and Unicode escapes undone."""
    text = re.sub(r"\\u(-?\d{1,5})[ ?]?", lambda m: chr(int(m[1]) % 65536), text)
    text = re.sub(r"\\'([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1]).decode("cp1252", "replace"), text)
    return re.sub(r"[{}]", "", re.sub(r"\\(?:[a-zA-Z]{1,32}(?:-?\d{1,10})? ?|\*|[\r\n])", "", text))


# ------------------------------------------------------------------------------------------------------------- walk

APART: Final = "\n" * 13


class _Walk:
    """Looks through one file, part by part, and collects what survives."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sure: dict[Survivor, None] = {}
        self.doubt: dict[Survivor, None] = {}
        self.unread: dict[str, None] = {}
        self.parts = 0
        self._total = 0
        self._seen: set[tuple[str, str]] = set()

    def package(self, data: bytes, prefix: str, depth: int) -> int:
        """Every entry a local header announces, in or out of the directory, and all bytes between; how many there were."""
        at = entries = covered = 0
        loose: list[bytes] = []
        while (at := data.find(_LOCAL, at)) >= 0 and at + 30 <= len(data):
            loose.append(data[covered:at])
            name, extra, content, end = _entry(data, at, MAX_PART)
            entries += 1
            if entries > MAX_ENTRIES:
                raise FileUnreadable("The package has more entries than can be looked through.")
            self._entry_name(prefix + name, name)
            self._bytes(prefix + name, extra, "extra field", depth)
            if content is None:
                self.unread[self.veil(prefix + name)] = None
                loose.append(data[at + 30 : end])
            else:
                self._part(prefix + name, content, depth)
            at = covered = max(end, at + 4)
        loose.append(data[covered:])
        self._bytes(prefix + "(package)", b"\n\n".join(loose), "outside the entries", depth)
        return entries

    def _entry_name(self, part: str, name: str) -> None:
        if not _is_vocabulary(name):
            spaced = _CAMEL.sub(" ", name)
            self.scan(
                part, [Segment(one, "entry name", TOKEN) for one in dict.fromkeys((name, spaced, *_unescaped(name)))]
            )

    def _part(self, name: str, data: bytes, depth: int) -> None:
        self.parts += 1
        text = None if data.startswith(_LOCAL) else _as_text(data)
        if text is None and not (data.startswith(_LOCAL) and depth < MAX_DEPTH):
            self.unread[self.veil(name)] = None
        self._content(name, data, text, depth)

    def _content(self, name: str, data: bytes, text: str | None, depth: int) -> None:
        self._total += len(data)
        if self._total > MAX_TOTAL:
            raise FileUnreadable("The package is larger than can be looked through.")
        if depth > MAX_DEPTH:
            self.unread[self.veil(name)] = None
        elif text is not None:
            self._text(name, text, depth)
        elif data.startswith(_LOCAL):
            self.package(data, name + "!", depth + 1)
        else:
            self._binary(name, data, depth)

    def _nested(self, name: str, data: bytes, depth: int) -> None:
        """Bytes that were decoded out of something else."""
        self._content(name, data, None if data.startswith(_LOCAL) else _as_text(data), depth + 1)

    def _text(self, name: str, text: str, depth: int) -> None:
        self._encoded(name, text, depth)
        if text.lstrip()[:5] == "{\\rtf":
            self.scan(name, [Segment(_rtf_text(text), "text of RTF")])
            for found in _HEX.finditer(text):
                self._nested(name, bytes.fromhex(re.sub(r"\s", "", found[0])), depth)
        elif "Content-Transfer-Encoding" in text or "MIME-Version" in text:
            self._markup(name, quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace"))
        elif "<" in text:
            self._markup(name, text)
            return
        self.scan(name, [Segment(text, "text"), *(Segment(one, "text, decoded", TOKEN) for one in _unescaped(text))])

    def _markup(self, name: str, text: str) -> None:
        story = _Story()
        story.read(text)
        body = [
            Segment(block.text(), block.where, shown=block.paragraph and not block.mask & (DEL | HID | CODE))
            for block in story.blocks
        ]
        self.scan(name, body, story=True)
        self.scan(name, list(story.variants()) + story.asides)
        self.scan(name, [Segment(two, one.where, TOKEN) for one in body for two in _unescaped(one.text)])
        values = list(_attribute_segments(story.values))
        self.scan(name, [one for one in values if one.mode == PROSE])
        self.scan(name, [one for one in values if one.mode == TOKEN])
        names = " ".join(_CAMEL.sub(" ", one) for one in story.names)
        self.scan(name, [Segment(names, "names of elements and attributes", RAW)])

    def _encoded(self, name: str, text: str, depth: int) -> None:
        """Base64 anywhere in a text; what it holds is looked through in turn."""
        if depth >= MAX_DEPTH:
            return
        for found in {match[0] for match in _BASE64.finditer(text)}:
            packed = re.sub(r"\s", "", found).rstrip("=").translate({45: 43, 95: 47})
            try:
                data = base64.b64decode(packed + "=" * (-len(packed) % 4))
            except (binascii.Error, ValueError):
                continue
            if data.startswith((_LOCAL, b"\x1f\x8b", b"\xd0\xcf", b"\x89PNG", b"\xff\xd8")) or len(data) > 256:
                self._nested(name, data, depth)
            elif readable := _runs(data):
                self.scan(name, [Segment(one, "base64", TOKEN) for one, _ in readable])

    def _bytes(self, name: str, data: bytes, where: str, depth: int) -> None:
        texts = _runs(data)
        whole = "\n".join(_CAMEL.sub(" ", text) for text, _ in texts)
        self.scan(name, [Segment(whole, where, RAW)])
        clear = [text for text, _ in texts if _READABLE.search(text)][:20_000]
        self.scan(name, [Segment(one, where, TOKEN) for text in clear for one in (text, *_unescaped(text))])
        for text in clear:
            if len(text) >= 16:
                self._encoded(name, text, depth)

    def _binary(self, name: str, data: bytes, depth: int) -> None:
        if data.startswith(b"\x89PNG"):
            for body in _png_texts(data):
                self._bytes(name, body, "metadata of the picture", depth)
            return
        self._bytes(name, data, "bytes", depth)
        if data[40:44] == b" EMF":
            self.scan(name, [Segment(_emf_texts(data), "text records of the picture")])
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            for found in re.finditer(rb"\x01[\x00-\xff][\xb0-\xbf]", data):
                self._bytes(name, _macro_text(data, found.start()), "compressed macro text", MAX_DEPTH)
        if (inner := data.find(_LOCAL, 1)) >= 0 and depth < MAX_DEPTH:
            self.package(data[inner:], name + "!", depth + 1)
        if not data.startswith((b"\xff\xd8", b"GIF8")):
            self._streams(name, data, depth)

    def _streams(self, name: str, data: bytes, depth: int) -> None:
        """gzip and zlib streams anywhere in the bytes (EMZ, PDF, OLE)."""
        for count, found in enumerate(re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data)):
            if count > 500 or depth >= MAX_DEPTH:
                return
            inflated = _inflate(memoryview(data)[found.start() :], 47, MAX_PART >> 2)
            if inflated and len(inflated[0]) > 3:
                self._nested(name, inflated[0], depth)

    def scan(self, part: str, segments: Sequence[Segment], *, story: bool = False) -> None:
        """Look through pieces of one part and one way of judging; in a story a match may run on into the next piece."""
        if not segments:
            return
        glue = "\n" if story else APART
        folded = [fold(one.text) for one in segments]
        starts: list[int] = []
        at = 0
        for text in folded:
            starts.append(at)
            at += len(text) + len(glue)
        clean = glue.join(folded)
        mode = segments[0].mode
        hits = _Matcher(self.plan, clean, mode).hits(shown=any(one.shown for one in segments), squeeze=mode != RAW)
        for hit in hits:
            index = bisect.bisect_right(starts, hit.start) - 1
            inside = story or hit.end <= starts[index] + len(folded[index])
            if inside and (hit.id != "dates" or segments[index].shown):
                self._record(part, segments[index].where, hit, _context(clean, hit, hits))

    def _record(self, part: str, where: str, hit: Hit, context: str) -> None:
        place = where.split(",")[0]
        key = (hit.id + "\n" + part + "\n" + place, context)
        target = self.sure if hit.sure else self.doubt
        if key not in self._seen and len(target) < MAX_SURVIVORS:
            self._seen.add(key)
            target[Survivor(hit.id, self.veil(part), self.veil(where), context)] = None

    def veil(self, text: str) -> str:
        """The text as it is if it tells nothing, else with every identity in it as dots."""
        clean = fold(_CAMEL.sub(" ", text))
        hits = _Matcher(self.plan, clean, TOKEN).hits()
        return _context(clean, Hit(0, len(clean), "", False), hits, whole=True) if hits else text


def _runs(data: bytes) -> list[tuple[str, str]]:
    """The printable runs of binary data in four encodings."""
    runs: list[tuple[str, str]] = []
    for pattern, encoding in _RUNS:
        if encoding == "utf-8" or b"\x00" in data or b"\x01" in data:
            for found in pattern.finditer(data):
                try:
                    runs.append((found[0].decode(encoding), encoding))
                except UnicodeDecodeError:
                    runs.append((found[0].decode("cp1252", "replace"), encoding))
    return runs


def _context(clean: str, hit: Hit, hits: Sequence[Hit], *, whole: bool = False) -> str:
    """The words around a match; every match in sight is the same number of dots, whatever its length."""
    low, high = (0, len(clean)) if whole else (max(0, hit.start - AROUND), min(len(clean), hit.end + AROUND))
    pieces: list[str] = []
    at = low
    first = bisect.bisect_left(hits, max(0, low - 400), key=lambda one: one.start)
    for other in hits[first:]:
        if other.start >= high:
            break
        if other.end > at:
            pieces += [clean[at : other.start], DOTS]
            at = other.end
    text = "".join([*pieces, clean[at:high] if at < high else ""])
    return re.sub(r"(?:\s+|(?<=\.{5})\.{5})", " ", text).strip()


def verify(data: bytes, register_json: str) -> Verdict:
    """Look for every identity of the register in every byte of a file.

    Raises ``RegisterUnusable`` for a register that breaks the contract (or is empty) and ``FileUnreadable`` for bytes
    that hold no zip entry or more than can be looked through. ``clean`` says that nothing certain was found: what is
    listed under ``review`` or ``unread`` is for a person to judge.
    """
    plan = _read_plan(register_json)
    walk = _Walk(plan)
    if not walk.package(data, "", 0):
        raise FileUnreadable("The file is no zip package.")
    found = tuple(walk.sure)
    review = tuple(one for one in walk.doubt if one not in walk.sure)
    return Verdict(not found, found, review, tuple(walk.unread), walk.parts, plan.terms)
