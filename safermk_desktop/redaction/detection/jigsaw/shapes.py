"""The regular expressions of the clues that have a shape, and the words without which each cannot match."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue
from safermk_desktop.redaction.detection.jigsaw.vocabulary import PLACE_ENDINGS

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SEASONS = "spring|summer|autumn|winter|Spring|Summer|Autumn|Winter|Christmas|Easter"
_ORDINALS = "first|second|third|fourth|last|1st|2nd|3rd|4th"
# Days that everybody can look up (the calendar of England and of its faiths).
_FEASTS = (
    "Christmas Eve|Christmas Day|Boxing Day|New Year['’]s (?:Eve|Day)|Hogmanay|Good Friday|Easter (?:Sunday|Monday|"
    "Saturday|Day)|Palm Sunday|Maundy Thursday|Ash Wednesday|Shrove Tuesday|Pancake Day|Bonfire Night|Guy Fawkes"
    "|Hallowe['’]?en|Remembrance (?:Sunday|Day)|Armistice Day|Mothering Sunday|Mother['’]s Day|Father['’]s Day|"
    "Valentine['’]s Day|Burns Night|May Day|Midsummer(?:['’]s)? (?:Day|Eve)|Whit (?:Sunday|Monday)|Ascension Day|"
    "Eid(?: al-\\w+| ul-\\w+)?|Diwali|Vaisakhi|Yom Kippur|Rosh Hashanah|Holi|St \\w+['’]s (?:Day|Eve)|"
    "(?:\\w+ )?[Bb]ank [Hh]oliday(?: Monday)?|Plough Monday|Twelfth Night|Jubilee (?:weekend|Day)|coronation day"
)
_SMALL_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[2-9]|1[0-3]"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = f"(?:\\d{{1,3}}|(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_GENDERED = (
    "sons?|daughters?|boys?|girls?|stepsons?|stepdaughters?|brothers?|sisters?|step-?brothers?|step-?sisters?|half-?brothers?|half-?sisters?|"
    "grandsons?|granddaughters?|nephews?|nieces?"
)
# Places that everybody who lives near knows; "the only" of these is one building (Use Classes Order 1987, roughly).
_HOUSES = (
    "mosques?|synagogue|temple|gurdwara|church|chapel|cathedral|convent|monastery|abbey|school|academy|college|nursery|"
    "surgery|practice|pharmacy|chemist|shop|store|supermarket|grocery|grocer(?:['’]s)?|deli|delicatessen|newsagent(?:['’]s)?|tailor(?:['’]s)?|off-licence|"
    "forge|workshop|studio|allotment|orchard|vineyard|sawmill|boatyard|campsite|bed and breakfast|guesthouse|dentist(?:['’]s)?|"
    "jeweller(?:['’]s)?|fishmonger(?:['’]s)?|greengrocer(?:['’]s)?|post office|pub|public house|inn|hotel|guest ?house|"
    "café|cafe|tea ?room|restaurant|takeaway|take-away|chip shop|farm|smallholding|garage|petrol station|factory|mill|"
    "brewery|distillery|hospital|hospice|library|museum|theatre|cinema|care home|club|gym|pool|lighthouse|windmill|"
    "butcher(?:['’]s)?|bakery|baker(?:['’]s)?|vets?|florist(?:['’]s)?|hairdresser(?:['’]s)?|barber(?:['’]s)?|"
    "fire station|police station|bridge|ferry|bus|taxi(?: firm)?|house|bungalow|cottage|houseboat|boat|caravan|"
    "flat|launderette|bank|bookshop|stables|riding school|dairy|refuge|site|lock|marina|quarry|nightclub|salon"
)
# What is "only" in every report (phrases of reviews): it is no house, trade or person.
_ABSTRACT = (
    "time|times|concern|contact|reference|record|mention|exception|reason|way|thing|issue|factor|agency|agencies|"
    "service|services|option|source|evidence|occasion|occasions|indication|information|disclosure|risk|incident|"
    "one who|person who|opportunity|support|child|daughter|son|problem|difference|part|point|purpose|response"
)
_PEOPLE = (
    "family|families|household|couple|woman|women|man|men|girl|girls|boy|boys|pupil|pupils|student|students|resident|"
    "residents|people|person|child|teenager|tenant|parishioner|member|employee|worker|apprentice|teacher|driver|"
    "doctor|gp|GP|nurse|midwife|officer|firefighter|instructor|player|vicar|imam|rabbi|priest|councillor|mayor|"
    "captain|footballer|survivor|widow|widower|foster carers?|farmer|landlady|landlord|dentist|solicitor|vet|"
    "magistrate|headteacher|postwoman|postman|shopkeeper|barmaid|crew member|lifeguard|scout leader|trustee"
)
_LOCALITY = (
    "village|hamlet|parish|estate|cul-de-sac|island|town|valley|dale|county|district|borough|region|country|area|city|"
    "street|road|lane|close|school|team|club|regiment|station|congregation|parish council|league|squad|depot|crew|"
    "class|year group|choir|wards?|market|harbour|factory|site"
)
_WHERE = f"(?:in|on|at|of|for|from|serving)\\s+(?:(?:the|that|this|her|his|their|its)\\s+(?:[\\w’'-]+\\s+){{0,3}}(?:{_LOCALITY})\\b|[A-Z][a-z]+)"


class Shape(NamedTuple):
    """A clue with its expression; without one of ``triggers`` (words in lower case) a sentence is not tried."""

    clue: Clue
    pattern: re.Pattern[str]
    triggers: frozenset[str]


def _shape(clue: Clue, pattern: str, triggers: str, flags: re.RegexFlag = re.NOFLAG) -> Shape:
    return Shape(clue, re.compile(pattern, flags), frozenset(triggers.split()))


_MONTH_WORDS = " ".join(_MONTHS.lower().replace("?", "").split("|")) + " sep"
_FEAST_WORDS = (
    "christmas boxing new hogmanay good easter palm maundy ash shrove pancake bonfire guy hallowe'en hallowe’en "
    "halloween remembrance armistice mothering mother's mother’s father's father’s valentine's valentine’s burns may "
    "midsummer midsummer's midsummer’s whit ascension eid diwali vaisakhi yom rosh holi st bank plough twelfth "
    "jubilee coronation"
)
_AGE_TRIGGERS = (
    "aged age year-old year years old birthday turned born "
    + " ".join(f"{tens}-year-old" for tens in _TENS.split("|"))
    + " "
    + " ".join(f"{n}-year-old" for n in (_TEENS + "|" + _UNITS).split("|"))
    + " "
    + " ".join(f"{t}-{u}-year-old" for t in _TENS.split("|") for u in _UNITS.split("|"))
)
_NEWS = (
    "air ambulance|helicopter|air crash|plane crash|light aircraft|train crash|derail\\w+|coach crash|minibus crash|"
    "pile-up|gas explosion|explosion|blew up|blaze|house fire|factory fire|fire (?:at|that destroyed)|burned? down|"
    "burnt down|floods?|flooding|flooded|landslide|landslip|collapse of|collapsed (?:bridge|roof|building)|sinkhole|"
    "evacuat\\w+|siege|stand-?off|hostage|manhunt|riots?|stabbing spree|shooting|shootings|bomb\\w*|hoard|armed police|"
    "armed robbery|robbery|raid|candlelit vigil|vigil|protest|demonstration|petition|appeal for witnesses|crowdfund\\w*|"
    "front pages?|headlines?|headline|newspapers?|local (?:paper|press|radio)|local and national press|national press|"
    "national news|regional news|in the news|"
    "the press|press report\\w*|reported in|television|televised|documentary|TV|BBC|ITV|Channel 4|went viral|viral|"
    "YouTube|TikTok|film crew|reality show|quiz show|talent show|Bake Off|lottery|jackpot|raffle|Guinness|"
    "world record|record attempt|national record|Olympics?|Olympic|Paralympic|Commonwealth Games|championships?|"
    "champion|cup final|FA Cup|marathon|charity walk|charity swim|sponsored|carnival|festival|royal visit|"
    "by the (?:King|Queen|Prince|Princess)|MBE|OBE|George (?:Cross|Medal)|bravery|Pride of Britain|medal|"
    "award|by-election|elected|search and rescue|mountain rescue|lifeboat|coastguard|escaped|"
    "went missing|disappearance|exhum\\w+|public inquiry|strike|closure of|closed down|demolish\\w*|"
    "county show|agricultural show|flower show|village f[eê]te|f[eê]te|street party|beauty (?:queen|pageant)|pageant|rally|rallies|disorder|clashes|picket|collision|sinking|stampede|outbreak|heist|crash|rescue|rescued|hero|"
    "heroic|heroine|winner|winning|won|prize|crowned|auction|unexploded|record-breaking|world first|twinning|parade|regatta|"
    "opened by|visit of|visited by|appeared on|photograph(?:ed)? (?:in|on|by)|interviewed|broadcast|radio|film(?:ed|ing)|fire|blaze"
)
# Where and when most people die (deaths by place of occurrence, Office for National Statistics).
_USUAL = (
    "hospital|home|house|flat|address|property|scene|hospice|care home|nursing home|residence|accommodation|bedroom|kitchen|bathroom|"
    "hands?|time|age|night|day|morning|evening|weekend|course|surgery|operation|same|review|period|investigation|relationship|bed|"
    "influence|pandemic|lockdown|supervision|care|custody|ward|unit|way|argument|incident|assault|attack|pregnancy|sleep"
)
# What happens to few and is reported wherever it happens, without a death as well.
_INCIDENTS = (
    "(?:fell|fallen|jumped|pushed|thrown|plunged) (?:to (?:his|her|their) death|from (?:an?|the) (?!chair|bed|stairs?|bike|step)|off (?:an?|the) (?!chair|bed)|"
    "overboard|into (?:an?|the) (?:river|canal|sea|lake|harbour|quarry|lock|weir|reservoir))|overboard|hot-air balloon|explosion|exploded|"
    "blew up|(?:fire|blaze) (?:that )?(?:destroyed|swept|gutted|broke out|tore|which)|destroyed by (?:an? )?(?:\\w+ )?fire|engulfed in|set fire to|"
    "(?:house|barn|mill|church|school|hotel|factory|warehouse|shop|pub|caravan|boat) (?:fire|blaze)|"
    "(?:helicopter|plane|train|coach|minibus|bus|tram|aircraft|lorry|boat) (?:crash|collision|accident)|derailed|capsized|sank|sunk|"
    "swept (?:away|out)|struck by (?:lightning|an? (?:train|tram|bus|boat|falling))|crossbow|bow and arrow|samurai|sword|machete|chainsaw|acid attack|with acid|"
    "antifreeze|poisoned|poisoning|avalanche|siege|hostages?|was shot|were shot|shot (?:at|dead|him|her|himself|herself)|shooting|shotgun|gunman|"
    "crushed|trampled|mauled|gored|impaled|electrocuted|carbon monoxide|sinkhole|parachut\\w*|glider|microlight|jet ski|cable car|ski lift|"
    "fairground|funfair|rollercoaster|lightning|drowned|(?:roof|bridge|pier|wall|scaffold\\w*|building|stand|cliff|mine|crane) (?:had )?collapsed?|collapse of the|landslide|"
    "viaduct|quicksand|cut off by the tide|mudflats|stampede|bomb|grenade|hijack\\w*|kidnapped|abducted|ransom|arson|cordoned off|"
    "evacuated|burn(?:ed|t) (?:down|to the ground)|razed|barricaded|rampage|ambushed|buried (?:alive|in|under|beneath)"
)
_DEADLY = "died?|dead|deaths?|dying|kill\\w*|fatal\\w*|body|bodies|remains|murder\\w*|found (?:dead|in|under|inside|beneath|at the (?:foot|bottom))|victims?|attack\\w*|stabb\\w*|strangl\\w*|suicide|homicide|manslaughter"
_STRANGE = (
    "drown\\w*|canal|crossbow|axe|machete|sword|samurai|bow and arrow|chainsaw|nail gun|pitchfork|poison\\w*|antifreeze|"
    "thallium|arsenic|cyanide|ricin|insulin|arson|petrol|set (?:alight|on fire|fire to)|house fire|(?:barn|flat|shed) fire|burn(?:ed|t) alive|"
    "blaze|explosion|under a train|by a train|train tracks?|railway line|level crossing|into the path of|"
    "(?:fell|fall|jumped|pushed|thrown|plunged) (?:from|off|down|over)|cliffs?|multi-storey|viaduct|quarry|reservoir|weir|lake|"
    "mill ?pond|slurry|silo|grain|tractor|combine|baler|digger|forklift|crane|shotgun|shot dead|was shot|gunshot|rifle|"
    "firearm|decapitat\\w+|dismember\\w+|beheaded|buried|shallow grave|under the (?:floor\\w*|patio)|septic tank|freezer|"
    "suitcase|wheelie bin|well|barn|bell tower|church tower|hot tub|acid|electrocut\\w+|carbon monoxide|mauled|dog attack|"
    "trampled|kicked by a horse|bees?|swarm|glider|microlight|balloon|paraglid\\w+|parachut\\w+|skydiv\\w+|diving|"
    "avalanche|lightning|starv\\w+|hypothermia|exorcism|double murder|murder-suicide|three generations|both (?:parents|sisters|brothers)|"
    "car park|golf (?:club|course)|cricket bat|statue|bowling|lawnmower|hedge trimmer|harpoon|"
    "narrowboat|lorry|ferry|pier|harbour|beach|caravan|treehouse|greenhouse|tower crane|scaffold\\w*|lift shaft|mine ?shaft|wedding|funeral|"
    "christening|reception|procession|parade|carnival|church|mosque|altar|cathedral|theatre|stage|cinema|museum|zoo|circus|"
    "fairground|funfair|stadium|match|racecourse|supermarket|shopping centre|airport|platform|tram|bus|train|plane|ship|boat|"
    "yacht|deck|allotment|windmill|lighthouse|maze|castle|cemetery|crematorium|school gates?|playground|courtroom|court steps|"
    "roof|tower|chimney|steeple|greenhouse|orchard|vineyard|cellar|chapel|bandstand|market square|high street|maypole"
)
_SCHOOL_EVENTS = (
    "leavers['’]? (?:assembly|service|ball|do|party|day|disco)|leavers['’]|nativity(?: play)?|sports day|"
    "(?:end[- ]of[- ]year |year \\d+ |school |leavers' )?prom|"
    "school (?:play|production|musical|concert|fair|fayre|f[eê]te|disco|trip|pantomime|carol service|swimming gala)|"
    "(?:class|year) (?:assembly|trip|photograph)|harvest (?:festival|assembly)|carol (?:service|concert)|Christmas (?:play|concert|fair|fayre)|"
    "residential(?: trip)?|field trip|ski(?:ing)? trip|exchange trip|swimming gala|prize[- ]giving|prizegiving|speech day|open evening|"
    "awards? evening|graduation(?: ceremony)?|spelling bee|talent show|end-of-term|last day of term|first day (?:of|at)|"
    "cross-country|science fair|book day|World Book Day|summer fair|summer fayre|Duke of Edinburgh|GCSE results day|"
    "A[- ]level results day|results day|non-uniform day|mothers['’] race|egg-and-spoon|harvest supper|passing[- ]out parade|school reunion|centenary|"
    "(?:summer |winter |spring |autumn |Christmas )?(?:show|play|performance|concert|production|tournament|match|assembly|ceremony|recital|race|debate|pantomime)"
    "\\b(?=[^.;\\n]{0,80}\\b(?:school|academy|college|class|year \\d))|(?:school|academy|college)\\b(?=[^.;\\n]{0,60}\\b(?:show|play|performance|concert|"
    "production|tournament|final|trip|team|choir|orchestra|band|captain|match|bus|minibus|prize|award|cup)\\b)"
)
_WORKS = (
    "factory|works|mill|brewery|bakery|distillery|farm|dairy|quarry|foundry|shipyard|boatyard|stud|stables|zoo|"
    "aquarium|safari park|wildlife park|theme park|circus|museum|theatre|orchestra|abattoir|slaughterhouse|cannery|"
    "vineyard|garden centre|football club|rugby club|racecourse|racetrack|airfield|airport|lighthouse|monastery|"
    "convent|cathedral|castle|stately home|observatory|laboratory|power station|nuclear plant|sawmill|pottery|"
    "auction house|crematorium|mine|colliery|oil rig|ferry company|orchard|fishery|hatchery|cheese ?maker|chocolatier|"
    "confectioner|funeral (?:directors?|parlour|home)|undertakers?|piano shop|bookshop|antiques? shop|kennels|cattery|"
    "donkey sanctuary|sanctuary|steam railway|heritage railway|tannery|glassworks|brickworks|paper mill|"
    "observatory|radio station|newspaper|embassy|racing team|recording studio|ice rink|planetarium|bell foundry"
)
_FIRMS = (
    "company|firm|business|manufacturer|maker|makers|producer|supplier|importer|workshop|plant|depot|warehouse|"
    "studio|charity|start-up|dealership|wholesaler|publisher|institute|agency|charity|college|parlour|shop"
)

_HEADS = "driver|instructor|operator|engineer|technician|repairer|fitter|designer|artist|dealer|trader|builder|guide|supervisor|manager|chemist|welder|foreman|apprentice|handler"
# Employers of which every town has several (UK business: activity, size and location, Office for National Statistics).
_USUAL_EMPLOYERS = (
    "hospital|school|college|university|supermarket|care home|nursing home|home|shop|office|restaurant|pub|bar|warehouse|factory|council|"
    "police|nursery|surgery|practice|call centre|bank|hotel|garage|building site|construction|agency|charity|company|firm|local|number|"
    "while|time|year|years|month|months|week|weeks|day|night|period|large|national|good|high|low|range|variety|manner|team|service|"
    "services|support|care|cash|basis|result|bit|lot|few|café|cafe|takeaway|salon|gym|parcel|delivery|cleaning|taxi|bus|friend|"
    "neighbour|relative|partner|family|house|flat|room|language|way|role|professional|child|woman|man|colleague|doctor|gp|new|different"
)
# A trade told by what is done (general knowledge; the crafts of the Heritage Crafts red list, hobbies of the field).
_TRADE_VERBS = (
    "bred|breeds|breeding|kept|keeps|keeping|makes?|made|making|built|builds|building|restored|restores|restoring|repaired|repairs|"
    "repairing|carved|carves|carving|wove|weaves|weaving|tuned|tunes|tuning|trained|trains|training|shod|shoes|forged|forges|brewed|brews|brewing|"
    "distilled|distils|distilling|thatched|thatches|thatching|bound|binds|binding|blew|blows|blowing|dyed|spun|spins|conducted|"
    "rang|rings|flew|flies|flying|raced|races|racing|drove|drives|driving|laid|lays|laying|stuffed|mended|mends|voiced|cast|casting|"
    "printed|painted|grew|grows|growing|farmed|farms|farming|dived|dives|fished|dredged|sheared|shears|dug|digs|caught|catches|swept|sweeps|sweeping|wound|winds|winding|cut|cuts|cutting|split|gilded|raised|showed|shows|exhibited|collected|collects|played|plays|taught|teaches"
)
_TRADE_THINGS = (
    "chimneys|sheep|graves|moles|rabbits|reeds?|peat|turf|hurdles|withies|fossils|slate|flint|church clock|bees|beehives|honey|alpacas?|llamas?|ostriches|emus|reindeer|falcons?|hawks?|owls?|eagles|ferrets|pigeons|whippets|"
    "greyhounds|huskies|budgerigars|parrots|racehorses|shire horses|heavy horses|ponies|donkeys|goats|snakes|reptiles|tarantulas|"
    "koi|oysters|mussels|lobsters|crabs|cockles|eels|trout|pheasants|saddles|harness|clocks|watches|violins|cellos|guitars|lutes|"
    "pianos|organs|organ pipes|pipes|harps|bagpipes|drums|boats|narrowboats|coracles|canoes|barrels|casks|baskets|cheeses?|cider|perry|"
    "gin|whisky|mead|ale|wine|glass|stained glass|pots|pottery|lace|rope|ropes|nets|sails|candles|kites|puppets|rocking horses|dolls|"
    "doll['’]s houses|toys|hats|wigs|clogs|shoes by hand|knives|swords|armour|guns|bells|church bells|weather ?vanes|dry stone walls|hedges|thatch|roofs with reed|maps|globes|"
    "costumes|tapestries|rugs|quilts|gravestones|headstones|statues|gargoyles|fairground rides|carousels|steam engines|traction engines|"
    "hearse|horse-drawn \\w+|mobile library|steam train|ice cream van|gritter|snowplough|hovercraft|ferry|tug|lifeboat|"
    "vines|watercress|saffron|lavender|tulips|orchids|bonsai|truffles|mushrooms|hops|christmas trees|Christmas trees|harp|oboe|bassoon|sitar|tabla|hurdy-gurdy|accordion"
)
_TRADE_WORDS = " ".join(re.findall(r"[a-z-]+", re.sub(r"\\w[+*]", "", _TRADE_THINGS.lower())))

SHAPES: Final = (
    _shape(
        Clue.DAY,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?(?:,?\s+(?:of\s+)?\d{{4}})?"
        rf"|\b(?:{_MONTHS})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
        rf"|\b(?:{_ORDINALS})\s+(?:{_WEEKDAYS})\s+(?:of|in)\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?",
        _MONTH_WORDS,
    ),
    _shape(Clue.DAY, rf"\b(?:{_FEASTS})(?:,?\s+(?:in\s+)?\d{{4}})?\b", _FEAST_WORDS),
    _shape(
        Clue.MONTH,
        rf"\b(?:{_MONTHS})\s+(?:of\s+)?(?:19|20)\d\d\b"
        rf"|\b(?:{_SEASONS})(?:\s+(?:holidays?|term|half[- ]term))?\s+(?:of\s+|in\s+)?(?:19|20)\d\d\b"
        rf"|\b(?:in|since|during|by|that|early|late|mid-?|one|last|this)\s+(?:{_MONTHS})\b(?!\s+\d)",
        _MONTH_WORDS + " spring summer autumn winter easter christmas mid",
    ),
    _shape(
        Clue.AGE,
        rf"\b(?:[Aa]ged?|[Aa]t the age of|then|was|is|turned|turning|nearly|almost|barely|[Aa]t)\s+(?:just\s+|only\s+)?{_NUMBER}\b"
        rf"(?!\d|[.:]\d|\s*(?:and (?:over|above|under|older|younger)|or (?:over|under|older|younger|above)|to\b|[-–]\s*\d|%|per|"
        rf"times|weeks?|months?|days?|hours?|minutes?|miles|people|of\b|and \d|occasions|separate|other|contacts|calls|minute|[ap]m|o['’]clock|\w+ (?:Road|Street|Lane|Close)|"
        rf"(?:[a-z]+ )?(?:agencies|services|children|officers|sessions|appointments|visits|reports|referrals|points|weeks)))"
        rf"|\b(?:[A-Z]|Adult \w+|[Tt]he (?:victim|perpetrator|mother|father)|[Hh]usband|[Ww]ife|[Ss]on|[Dd]aughter|man|woman|[Hh]e|[Ss]he)(?:, then|,)? "
        rf"(?:\((?:aged )?\d{{2}}\)|(?<=, )(?:\d{{2}}|(?:{_TENS})(?:-(?:{_UNITS}))?),)"
        rf"|\b{_NUMBER}[- ]years?[- ]old\b|\b{_NUMBER} years of age\b"
        rf"|\b(?:\d{{1,3}}(?:st|nd|rd|th)|[\w-]+(?:th|first|second|third)) birthday\b|\bborn in (?:19|20)\d\d\b",
        _AGE_TRIGGERS + " then was is turning nearly almost barely at adult victim perpetrator husband wife son daughter man woman he she",
    ),
    _shape(
        Clue.SMALL,
        r"\b(?:(?:small|tiny|remote|isolated|rural|quiet|same|close-knit|little|fishing|mining|former|coastal|island|"
        r"farming|moorland|fenland|neighbouring|nearby)\s+){0,2}(?:villages?|hamlets?|cul-de-sac|parish|islands?|isle|"
        r"crofting community|(?:housing |council |caravan |army |country |shooting )?estate(?! agen)|marina|moorings?|"
        r"(?:caravan|mobile home|trailer|traveller|static) (?:site|park)|canal basin|smallholding|"
        r"(?:small|market|seaside|coastal|mill|mining|fishing|garrison|rural) (?:town|community|port|resort)|"
        r"garrison|barracks|commune|lighthouse|peninsula|rural community|close-knit community|dale|farmstead|"
        r"row of (?:\w+ )?cottages|terrace of (?:\w+ )?\w+|houses on the (?:lane|green)|village green|small street|"
        r"(?:the|a) (?:lane|green|quay|quayside|harbour|dale|valley|moor|fen|marsh|fell|croft|headland|estuary|creek|common|foreshore|levels)|"
        r"(?:\w+ |\d+ )?(?:hundred |dozen |score )?(?:houses|cottages|homes|dwellings|households|inhabitants|souls|villagers|islanders|residents|parishioners))\b",
        "village villages hamlet hamlets cul-de-sac parish island islands isle estate marina mooring moorings site park "
        "basin smallholding town community port resort garrison barracks commune lighthouse peninsula dale farmstead "
        "row terrace houses crofting street lane green quay quayside harbour valley moor fen marsh fell croft headland estuary creek common "
        "foreshore levels cottages homes dwellings households inhabitants souls villagers islanders residents parishioners",
    ),
    _shape(
        Clue.CHILDREN,
        rf"\b(?:{_SMALL_NUMBERS}|a|an|one|only|all|both)\s+(?:[\w-]+\s+){{0,2}}?(?:{_GENDERED})\b(?:[^.;]{{0,45}}?\b(?:and|plus)\s+"
        rf"(?:(?:her|his|their|the)\s+)?(?:{_SMALL_NUMBERS}|a|an|one|the)\s+(?:[\w-]+\s+){{0,2}}?(?:{_GENDERED})\b)"
        rf"|\b(?:{_SMALL_NUMBERS})\s+(?:(?!of\b|the\b|in\b|who\b)[\w-]+\s+){{0,2}}?(?:sons|daughters|boys|girls|step-?sons|step-?daughters|brothers|sisters|(?:half|step)-?(?:brothers|sisters)|grandsons|granddaughters)\b"
        rf"|\b(?:{_GENDERED})(?:\s+and|,)\s+(?:an? |{_SMALL_NUMBERS}|her |his )+\s*(?:[\w-]+\s+){{0,2}}?(?:{_GENDERED})\b"
        rf"|\b(?:{_SMALL_NUMBERS}|one|all|both|none) of (?:the |her |his |their |them )?(?:(?:{_SMALL_NUMBERS}) )?(?:children )?(?:were|are|was|is|being)?\s*(?:all )?(?:an? )?(?:boys?|girls?)\b"
        r"|\b(?:boys|girls|sons|daughters),? (?:aged |of )?(?:\w+|\d+), (?:\w+|\d+),? and (?:\w+|\d+)\b"
        rf"|\b(?:all|the) (?:{_SMALL_NUMBERS}) (?:of them )?(?:boys|girls)\b"
        rf"|\b(?:mother|father|mum|dad|parents?)\s+(?:of|to)\s+(?:{_SMALL_NUMBERS})\b"
        rf"|\b(?:{_SMALL_NUMBERS})\s+(?:[\w-]+\s+){{0,2}}?(?:children|siblings|brothers|sisters),?\s+(?:all|each)?\s*(?:of (?:them|whom)\s+)?(?:boys|girls)\b"
        r"|\b(?:four|five|six|seven|eight|nine|ten|eleven|twelve|[4-9]|1[0-2])\s+(?:[\w-]+\s+){0,2}?(?:children|siblings|brothers|sisters|grandchildren)\b"
        r"|\b(?:eldest|oldest|youngest|middle|second|third|fourth|fifth|sixth|seventh|one)\s+of\s+(?:the\s+|her\s+|his\s+)?"
        r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        "son sons daughter daughters boy boys girl girls stepson stepsons stepdaughter stepdaughters mother father mum "
        "dad parent parents children siblings brother sister brothers sisters stepbrother stepbrothers stepsister stepsisters half-brother half-brothers half-sister half-sisters "
        "grandson grandsons granddaughter granddaughters nephews nieces nephew niece grandchildren eldest oldest youngest middle of",
    ),
    _shape(
        Clue.FAMILY,
        r"\b(?:(?:identical|conjoined|fraternal|non-identical|baby|newborn|infant|teenage|twin|two sets of|set of|sets of)\s+){0,2}"
        r"(?:triplets?|quadruplets?|quads|quintuplets?|sextuplets?)\b",
        "triplet triplets quadruplet quadruplets quads quintuplet quintuplets sextuplet sextuplets",
        re.IGNORECASE,
    ),
    _shape(
        Clue.FAMILY,
        r"\b(?:two sets of |a second set of |set of |identical |conjoined |mirror |non-identical )?twins?\b(?! (?:room|beds?|track|towns?|city|tub|aims|goals|role))"
        r"|\bsurroga\w+|\bpolygam\w+|\bco-wi(?:fe|ves)\b"
        r"|\btwo (?:mothers|fathers|mums|dads|wives|husbands)\b|\bhusband(?:['’]s)? (?:twin|identical)\b|"
        r"\bsame-sex (?:couple|parents)\b|\bmarried (?:his|her) (?:cousin|step\w+|uncle|former)\b|\bwhite[- ]and[- ]\w+ twins\b|"
        r"\b(?:four|five) generations\b|\bmarried (?:\w+ )?(?:three|four|five|six) times\b|"
        r"\b(?:great-great-grand\w+)\b|\bbigam\w+|\badopted from\b|\b(?:fifth|sixth) (?:wife|husband)\b|"
        r"\bbrothers (?:who )?married (?:\w+ )?sisters\b|\bsisters (?:who )?married (?:\w+ )?brothers\b|"
        r"\b(?:six|seven|eight|nine|ten|\d+) foster (?:children|sons|daughters)\b|\bsperm donor\b|\bdonor-conceived\b|\bquadr\w+",
        "twin twins surrogate surrogacy surrogates polygamous polygamy polygamist co-wife co-wives two same-sex married "
        "generations great-great-grandmother great-great-grandfather bigamy bigamous bigamist adopted fifth sixth "
        "brothers sisters foster donor donor-conceived husband's husband’s",
        re.IGNORECASE,
    ),
    _shape(
        Clue.HEALTH,
        r"\brare (?:[\w-]+ ){0,3}?(?:condition|disorder|disease|syndrome|cancer|illness|form|tumour|dementia|genetic\w*)\b|"
        r"\bone of (?:only )?(?:a (?:handful|dozen)|\w+|\d+) (?:known )?(?:people|patients|children|cases|families|women|men)\s+in\s+(?:the )?(?:\w+ ){0,2}(?:country|county|UK|world|England|Britain|Europe)\b|"
        r"\b(?:wheelchair user|guide dog|hearing dog|assistance dog|double amputee|amputee|albin\w+|dwarfism|deaf-?blind|"
        r"locked-in syndrome|Huntington['’]s|motor neurone|haemophilia\w*|conjoined|prosthetic (?:leg|arm|limb)|"
        r"(?:heart|lung|liver|kidney|face|hand) transplant|iron lung|quadripleg\w+|tetrapleg\w+|thalidomide|"
        r"facial disfigurement|glass eye|artificial leg|narcoleps\w+|Tourette['’]s|sickle cell|"
        r"progeria|cystic fibrosis|muscular dystrophy|xeroderma\w*|porphyria|lost (?:an arm|a leg|both legs|his leg|her leg))\b",
        "rare one wheelchair guide hearing assistance amputee albino albinism dwarfism deafblind deaf-blind locked-in "
        "huntington's huntington’s motor haemophilia haemophiliac conjoined prosthetic transplant iron quadriplegic "
        "tetraplegic thalidomide disfigurement glass artificial narcolepsy narcoleptic tourette's tourette’s sickle "
        "progeria cystic muscular xeroderma porphyria lost",
        re.IGNORECASE,
    ),
    _shape(
        Clue.ONLY,
        rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur|\w+['’]s)\s+(?:(?:one and )?only|sole|single remaining|last remaining|last surviving|sole surviving)\s+"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?:{_HOUSES})\b(?!\s+(?:that|which|who|where|visit|nurse|worker|contact|call|manager)\b)"
        rf"|\b(?:[Tt]he|[Ii]ts|[Oo]ur|\w+['’]s)\s+(?:(?:one and )?only|sole|last remaining|last surviving|sole surviving)\s+"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?:{_PEOPLE})(?:\s+[\w-]+){{0,2}}?\s+{_WHERE}"
        rf"|\b(?:{_LOCALITY})['’]s\s+(?:one and )?(?:only|sole|last|one)\s+[\w’'-]+(?:\s+[\w’'-]+){{0,2}}"
        rf"|\b(?:the|its|our|their)\s+(?:one and )?(?:only|sole|last|one)\s+(?:(?!{_ABSTRACT})[\w’'-]+\s+){{1,5}}?(?:(?:in|on|at|for|of|serving)\s+"
        rf"(?:the|that|this|her|his|their)\s+(?:whole |entire |small |\w+ )?(?:{_LOCALITY})\b|for (?:\w+ )?miles|within (?:\w+ )?miles|of its kind|left in)"
        rf"|\bno other\s+(?:(?!{_ABSTRACT})[\w’'-]+\s+){{1,6}}?(?:(?:in|on|at|for|of)\s+(?:the|that|this)\s+(?:\w+ )?(?:{_LOCALITY})|(?:for|within) (?:\w+ )?miles)"
        rf"|\b(?:[\w]+['’]s)\s+(?:only|sole|last)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_PEOPLE})\b"
        rf"|\b[Tt]he only\s+(?:[A-Z][\w-]+|black|female|male|deaf|blind|openly gay|gay|lesbian|transgender|trans)\s+(?:[\w-]+\s+){{0,2}}?(?:{_PEOPLE})\b"
        rf"|\b(?:the )?only (?:one|two|three) (?:of its kind|such|left)\b|\bonly one (?:such|of its kind)\b|\bonly (?:ever )?one of its kind\b",
        "only sole single last one other",
    ),
    _shape(
        Clue.FIRST,
        rf"\b(?:first|last|youngest|oldest|longest[- ]serving|longest[- ]standing|most senior|most decorated|best[- ]known|biggest|largest|"
        rf"smallest|tallest)(?:[- ](?:ever|and only|female|male))?\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_PEOPLE}|{_HOUSES})\s+(?:ever\s+)?(?:{_WHERE}|ever to|to be (?:elected|appointed|ordained))"
        rf"|\bfirst (?:[\w-]+ )?(?:woman|man|female|black|Muslim|Sikh|Asian|Jewish|Hindu)\b[^.;]{{0,30}}? to (?:be|become|serve|play|captain|win|lead|hold|join)\b"
        r"|\b(?:well[- ]known|known to everyone|known by everyone|everyone (?:in|on|knew)|familiar figure|local celebrity|household name|nicknamed|"
        r"known (?:throughout|across|around|all over))\b(?! as)[^.;]{0,50}",
        "first last youngest oldest longest-serving longest longest-standing most best biggest largest smallest tallest best-known "
        "well-known known everyone familiar celebrity household nicknamed",
    ),
    _shape(
        Clue.DEATH,
        rf"\b(?:{_DEADLY})\b(?=[^.;\n]{{0,120}}?\b(?:{_STRANGE})\b)[^.;\n]{{0,120}}?\b(?:{_STRANGE})\b"
        rf"|\b(?:{_STRANGE})\b[^.;\n]{{0,80}}?\b(?:{_DEADLY})\b"
        rf"|\b(?:died|was killed|killed (?:him|her|them|Adult \w+)|was (?:stabbed|murdered|strangled|beaten|found dead)|stabbed|murdered|collapsed)\s+(?:\w+ )?"
        rf"(?:when|while|during|aboard|on board|inside|under|beneath|between|at an?|at the|on an?|on the|in front of|beside|behind)\s+"
        rf"(?!(?:\w+ )?(?:{_USUAL})\b)(?:[\w’'-]+\s+){{0,4}}[\w’'-]+"
        r"|\b(?:in front of|watched by|before) (?:an? |the |his |her )?(?:\w+ ){0,2}(?:congregation|audience|crowd|passengers|guests|spectators|cameras?|diners|shoppers|tourists|holidaymakers|parents)\b"
        r"|\b(?:drove|reversed|rammed|crashed|rode|steered)\b[^.;\n]{0,40}\b(?:into|over|off|through|at (?:her|him|Adult \w+))\b"
        r"|\b(?:killed|struck|hit|bitten|crushed|kicked|attacked|savaged|trapped) by (?:an? |the |falling |\w+ing )(?:\w+ )?"
        r"(?!man|men|woman|women|stranger|partner|husband|wife|former|ex|other|group|gang|friend|neighbour|son|brother|father|person|same|blow)[a-z]+"
        r"|\b(?:killed|stabbed|struck|beaten|attacked|hit|murdered|strangled|shot)\b[^.;\n]{0,30} with (?:an? |the |his |her )(?:\w+ )?"
        r"(?!knife|hammer|belt|fists?|bottle|phone|telephone|hands?|weapon|blunt|object|stick|shoe|open|closed|single|force|ligature|cord)[a-z-]+"
        r"|\b(?:live-?stream\w*|Facebook Live)\b"
        r"|\b(?:drowned|electrocuted|decapitated|beheaded|dismembered|burned to death|burnt to death|bled to death|"
        r"starved to death|froze to death|trampled|mauled|hanged (?:him|her)self (?:in|from|at)|suffocated|asphyxiated)\b",
        "struck hit bitten crushed kicked savaged trapped beaten strangled shot collapsed congregation audience crowd passengers guests spectators camera cameras diners shoppers tourists holidaymakers drove "
        "reversed rammed crashed rode steered livestream livestreamed live-streamed livestreaming facebook drowned electrocuted decapitated beheaded dismembered burned burnt bled starved froze trampled mauled hanged "
        "suffocated asphyxiated die died dead death deaths dying body bodies remains found victim victims suicide homicide manslaughter fatal fatally "
        "kill kills killed killing stabbed stabbing strangled strangling murder murdered murders attack attacked",
    ),
    _shape(
        Clue.DIED,
        rf"\b(?:died|deaths?|was killed|murder(?:ed)?|homicide|found dead|stabbed)\b[^.;\n]{{0,60}}?\b(?:{_MONTHS})\b"
        rf"|\b(?:{_MONTHS})\s+(?:\d{{4}}\b)?[^.;\n]{{0,60}}?\b(?:died|was killed|was murdered|found dead|fatally)\b",
        "died death deaths killed murder murdered homicide found stabbed fatally",
    ),
    _shape(
        Clue.EVENT,
        rf"\b(?:{_NEWS})\b",
        "air helicopter plane aircraft train crash derailed derailment pile-up explosion blew blaze fire burned burnt flood floods "
        "flooding flooded landslide landslip collapse collapsed sinkhole evacuated evacuation siege stand-off standoff hostage manhunt "
        "riot riots shooting shootings bomb bombing hoard armed robbery raid vigil protest demonstration petition appeal "
        "crowdfunding crowdfunder crowdfunded front headline headlines newspaper newspapers local national regional news press "
        "reported television televised documentary tv bbc itv channel viral youtube tiktok film reality quiz talent bake lottery "
        "jackpot raffle guinness record olympic olympics paralympic commonwealth championship championships champion cup fa marathon "
        "charity sponsored carnival festival royal king queen prince princess mbe obe george bravery pride medal award by-election "
        "elected search mountain lifeboat coastguard escaped missing disappearance exhumed exhumation public strike closure closed "
        "rally rallies disorder clashes picket collision sinking stampede outbreak heist crash rescue rescued hero heroic heroine winner winning won "
        "prize crowned auction unexploded record-breaking world twinning parade regatta opened visit visited appeared photograph "
        "photographed interviewed broadcast radio filmed filming demolished demolition county agricultural flower fete fête street beauty pageant spree",
    ),
    _shape(
        Clue.INCIDENT,
        rf"\b(?:{_INCIDENTS})\b",
        "fell fallen plunged overboard balloon explosion exploded explosions blew fire blaze engulfed crash crashed derailed capsized sank "
        "sunk swept struck crossbow arrow sword chainsaw acid antifreeze poisoned poisoning avalanche siege hostage hostages shot "
        "shooting shotgun gunman crushed trampled mauled gored electrocuted monoxide sinkhole parachute glider microlight jet cable ski "
        "fairground funfair rollercoaster lightning drowned drowning collapsed collapse landslide cliff viaduct quicksand tide mudflats "
        "stampede bomb grenade hijack hijacked kidnapped kidnap abducted ransom arson cordoned evacuated burned burnt razed barricaded "
        "rampage ambushed machete impaled buried petrol",
        re.IGNORECASE,
    ),
    _shape(
        Clue.COURT,
        r"\b(?:Crown Court|inquest|sentenced|jailed|convicted|life imprisonment|pleaded guilty|found guilty|jury)\b",
        "crown inquest sentenced jailed convicted life pleaded guilty jury",
    ),
    _shape(
        Clue.WORK,
        rf"\b(?:{_TRADE_VERBS})\s+(?:(?:the|a|an|his|her|own|rare|racing|prize|church|antique|hand-made|handmade|wooden|dry|stained|grandfather|"
        rf"show|pedigree|\w+-?\w*)\s+){{0,2}}?(?:{_TRADE_THINGS})\b",
        _TRADE_WORDS,
    ),
    _shape(
        Clue.WORK,
        r"\b(?:the|its|our|as) (?:village|hamlet|parish|island|harbour|dale|town)(?:['’]s)? (?:only |last |retired )?"
        r"[a-z-]+(?:er|or|ist|ian|man|woman|master|mistress|smith|wright|nurse|vet|priest|vicar|cook|midwife|clerk)\b",
        "village hamlet parish island harbour dale town village's village’s town's town’s island's island’s",
    ),
    _shape(
        Clue.JOB,
        r"\b(?:work(?:ed|s|ing)|employed|job|jobs|shifts?|apprenticed?|apprenticeship|trainee|foreman|wages?|payroll|colleagues|supervisor|"
        r"manag(?:ed|er|es)|worked|owned|runs?|ran|founded|inherited|joined|retired from|made redundant|laid off|"
        r"[a-z]+ed [a-z]+ (?:for|at) (?:an?|the))\b",
        "worked works working employed job jobs shift shifts apprentice apprenticed apprenticeship trainee foreman wages wage payroll "
        "colleagues supervisor managed manager manages owned run runs ran founded inherited joined retired redundant laid for at",
    ),
    _shape(
        Clue.SCHOOL_YEAR,
        r"\b(?:[Yy]ear (?:\d{1,2}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen)\b(?! [\d,])|"
        r"[Rr]eception (?:class|year|pupil|teacher)|(?:lower |upper )?sixth[- ]form(?:er)?|Key Stage \d|[Pp]rimary \d|class of (?:19|20)\d\d|head (?:girl|boy))\b",
        "year reception sixth sixth-form sixth-former key primary class head",
    ),
    _shape(
        Clue.SCHOOL_EVENT,
        rf"\b(?:{_SCHOOL_EVENTS})\b",
        "leavers leavers' leavers’ nativity sports prom school class year harvest carol christmas residential field skiing ski exchange "
        "swimming prize-giving prizegiving prize speech open award awards graduation spelling talent end-of-term last first "
        "cross-country science book world summer duke gcse a-level a results non-uniform mothers' mothers’ egg-and-spoon passing "
        "passing-out centenary show play performance concert production tournament match assembly ceremony recital race debate pantomime academy college",
        re.IGNORECASE,
    ),
    _shape(
        Clue.EMPLOYER,
        rf"\b(?:at|for|by|with|of|in|from|ran|runs|owned|owns|managed)\s+(?:an?|the|her|his|their|its|one of the|\w+['’]s)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_WORKS})\b"
        rf"|\b(?:at|for|by|with|of|ran|runs|owned|owns|managed)\s+(?:an?|the|her|his|their|\w+['’]s)\s+(?!(?:same|local|new|large|small|national|specialist|voluntary|other|first|lead|statutory|partner)\s+(?:{_FIRMS}))(?:[\w’'-]+\s+){{1,5}}?(?:{_FIRMS})\b"
        rf"|\b(?:{_FIRMS}|{_WORKS}|yard|outfit|trust|society|stall|team)\s+(?:(?:that|which|who)\s+(?:has |had )?(?:makes?|made|builds?|built|sells?|sold|"
        r"supplie[sd]|supply|restore[sd]?|repair(?:s|ed)?|rent(?:s|ed)?|hire[sd]?|breeds?|bred|train(?:s|ed)?|print(?:s|ed)?|install(?:s|ed)?|run|runs|grows?|grew|export(?:s|ed)?|"
        r"produce[sd]?|design(?:s|ed)?|tune[sd]?|cast|casts|brew(?:s|ed)?|pack(?:s|ed)?|bottle[sd]?|treat(?:s|ed)?|clean(?:s|ed)?|recycle[sd]?)|"
        r"making|building|selling|supplying|restoring|repairing|renting|breeding|training|printing|growing|producing|designing|"
        r"speciali[sz]ing|known for)"
        r"|(?:makers?|manufacturers?|builders?|importers?|suppliers?|breeders?|growers?|publishers?|restorers?|repairers?|founders) of [a-z]+(?: [a-z]+)?"
        r"|family(?:-run|-owned)? (?:firm|business|company|shop|factory|workshop|bakery|brewery|farm|dairy|garage|restaurant)",
        "worked works working work employed job apprentice apprenticed apprenticeship trained shift shifts drove managed "
        + _HEADS.replace("|", " ") + " family makers maker manufacturer manufacturers builder builders importer importers supplier suppliers breeder breeders grower "
        "growers publisher publishers restorer restorers repairer repairers founders family-run family-owned yard outfit trust society stall team " + _WORKS.replace("|", " ").replace("?", "").replace("(", " ").replace(")", " ").replace(":", " ")
        + " "
        + _FIRMS.replace("|", " "),
    ),
)

_PART = "[A-Z][a-zé'’]+"
_JOIN = "-(?:on|upon|under|le|la|cum|by|in|the|of)-| (?:on|upon|under|le|la) (?:the )?|[ -]"
_NAME = f"(?:St\\.? )?{_PART}(?:(?:{_JOIN}){_PART})*"
# Elements of English place-names (the survey and key of the English Place-Name Society).
_BEFORE = (
    "Great|Little|Upper|Lower|Nether|Over|Cold|Long|Market|Stoke|Castle|Church|Abbots?|Kings?|Bishops?|High|Low|Old|New|North|South|East|West|"
    "Port|Saint|St|Temple|Steeple|Chipping|Monks|Much|Fenny|Bow|Broad|Earls?|Friars|Hook|Isle|Kirk|Maiden|Marsh|Middle|Nun|Priors?|Queens?|Sutton|Tarrant|Wood|Whit|White|Black|Far|Burnt|Deeping"
)
_AFTER = (
    "ton|ham|ford|bury|ley|leigh|wick|worth|thorpe|by|dale|stead|field|bridge|hurst|combe|well|den|don|mere|minster|mouth|pool|port|sey|stoke|wich|wood|"
    "low|holme?|toft|thwaite|borough|burgh|cliffe?|cote|stow|ness|beck|fell|rigg|garth|over|wold|bourne?|gate|head|hithe|hoe|moor|marsh|shaw|sted|street|tree|water|wyke"
)
_SOUNDS = f"(?:(?:{_BEFORE})[ -](?:(?:on|under|le|in|of)[ -])?{_PART}(?:[ -]{_PART})*|[A-Z][a-z]{{2,}}(?:{_AFTER})\\b)"
PLACE: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|around|above|(?:village|hamlet|parish|town|island|isle|estate|port) of|"
    r"(?:moved|moving|returned|drove|went|travelled|came|comes|originally|family|man|woman|couple|boy|girl|\w+er) (?:from|to))\s+"
    rf"(?:the\s+)?(?P<name>{_NAME})"
    rf"|\b(?:of|to|from|left|leave|reached|through|across|past|into|over|beyond|towards|between|by|on|off|serve[sd]?|serving|covering|around|for) (?P<sounds>{_SOUNDS})"
    rf"|\b(?P<said>{_NAME}),? (?:is|was|has|had|being|(?:is|was) only|where|which)(?: \w+){{0,4}} (?:villages?|hamlet|population|inhabitants|houses|people|"
    rf"households|residents|island|parish|neighbours|streets?)\b"
    rf"|\b(?P<possessed>{_SOUNDS})['’]s\b"
    rf"|(?P<ended>\b{_PART}(?: {_PART}){{0,2}} (?:{PLACE_ENDINGS})\b)"
    rf"|\b(?P<house>{_NAME}(?:['’]s)? (?:Primary |Junior |Infants? |High |Grammar |Upper |Middle |Village |Community |Parish )*"
    r"(?:School|Academy|Church|Chapel|College|Nursery|Arms|Inn|Mosque|Abbey|Hall)\b)"
    rf"|\b(?:[Tt]he|[Aa]) (?P<told>{_NAME}) (?:floods?|fire|murders?|killings?|riots?|carnival|show|fair|festival|explosion|siege|disaster|"
    r"rescue|crash|man|woman|couple|family|mother|father|farmer|resident|regatta|races|bypass|lifeboat|poisoner|poisoning)\b"
)
NUMERIC_DAY: Final = re.compile(r"\b(?:\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-\d\d-\d\d)\b")
WORKED: Final = re.compile(
    r"\b(?:work(?:ed|s|ing)?|employed|trained|training|retrained|qualified|practi[sc](?:ed|es|ing)|served|serving|serves|job|career|post|role|position|"
    r"living|self-employed|trade|apprenticed?|occupation|profession|business|volunteer(?:ed|ing)?|known|volunteers?)"
    r"(?:\s+[\w-]+){0,2}?\s+(?:as|of|was|to be)\s+(?:an?|the)\s+(?P<after>[a-z][\w-]*(?:\s[a-z][\w-]*){0,4})"
    r"|\b(?:is|was|became|being|had been|a former|a retired|retired|the local|local)\s+(?:an?|the)?\s*(?:[\w-]+-year-old\s+)?(?P<being>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3})"
    r"|\b(?P<by>[a-z][a-z-]+) by (?:trade|profession)\b"
)
WORK_ENDINGS: Final = tuple(
    "keeper smith wright monger herd maker catcher breeder blower grower binder tuner mason turner fitter thrower spinner "
    "grader taster trainer diver rider dancer ringer layer cutter carver stuffer engraver restorer gilder ologist "
    "grapher repairer founder".split()
)
MONTH_NUMBERS: Final = MappingProxyType(
    {name[:3].lower(): number for number, name in enumerate(_MONTHS.split("|")[:12], start=1)}
)
