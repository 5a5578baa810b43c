"""What the clues are made of: alternatives for regular expressions, each list with its source."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
WEEKDAYS: Final = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
SEASONS: Final = "spring|summer|autumn|winter|Spring|Summer|Autumn|Winter|Christmas|Easter"
ORDINALS: Final = "first|second|third|fourth|last|1st|2nd|3rd|4th"
# Days that everybody can look up (the calendar of England and of its faiths).
FEASTS: Final = (
    "Christmas Eve|Christmas Day|Boxing Day|New Year['’]s (?:Eve|Day)|Hogmanay|Good Friday|Easter (?:Sunday|Monday|"
    "Saturday|Day)|Palm Sunday|Maundy Thursday|Ash Wednesday|Shrove Tuesday|Pancake Day|Bonfire Night|Guy Fawkes"
    "|Hallowe['’]?en|Remembrance (?:Sunday|Day)|Armistice Day|Mothering Sunday|Mother['’]s Day|Father['’]s Day|"
    "Valentine['’]s Day|Burns Night|May Day|Midsummer(?:['’]s)? (?:Day|Eve)|Whit (?:Sunday|Monday)|Ascension Day|"
    "Eid(?: al-\\w+| ul-\\w+)?|Diwali|Vaisakhi|Yom Kippur|Rosh Hashanah|Holi|St \\w+['’]s (?:Day|Eve)|"
    "(?:\\w+ )?[Bb]ank [Hh]oliday(?: Monday)?|Plough Monday|Twelfth Night|Jubilee (?:weekend|Day)|coronation day"
)
SMALL_NUMBERS: Final = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[2-9]|1[0-3]"
TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
NUMBER: Final = f"(?:\\d{{1,3}}|(?:{TENS})(?:[- ](?:{UNITS}))?|{TEENS}|{UNITS})"
GENDERED: Final = (
    "sons?|daughters?|boys?|girls?|stepsons?|stepdaughters?|brothers?|sisters?|step-?brothers?|step-?sisters?|"
    "half-?brothers?|half-?sisters?|"
    "grandsons?|granddaughters?|nephews?|nieces?"
)
# Places that everybody who lives near knows; "the only" of these is one building (Use Classes Order 1987, roughly).
HOUSES: Final = (
    "mosques?|synagogue|temple|gurdwara|church|chapel|cathedral|convent|monastery|abbey|school|academy|college|"
    "nursery|"
    "surgery|practice|pharmacy|chemist|shop|store|supermarket|grocery|grocer(?:['’]s)?|deli|delicatessen|"
    "newsagent(?:['’]s)?|tailor(?:['’]s)?|off-licence|"
    "forge|workshop|studio|allotment|orchard|vineyard|sawmill|boatyard|campsite|bed and breakfast|guesthouse|"
    "dentist(?:['’]s)?|"
    "jeweller(?:['’]s)?|fishmonger(?:['’]s)?|greengrocer(?:['’]s)?|post office|pub|public house|inn|hotel|guest "
    "?house|"
    "café|cafe|tea ?room|restaurant|takeaway|take-away|chip shop|farm|smallholding|garage|petrol station|factory|"
    "mill|"
    "brewery|distillery|hospital|hospice|library|museum|theatre|cinema|care home|club|gym|pool|lighthouse|windmill|"
    "butcher(?:['’]s)?|bakery|baker(?:['’]s)?|vets?|florist(?:['’]s)?|hairdresser(?:['’]s)?|barber(?:['’]s)?|"
    "fire station|police station|bridge|ferry|bus|taxi(?: firm)?|house|bungalow|cottage|houseboat|boat|caravan|"
    "flat|launderette|bank|bookshop|stables|riding school|dairy|refuge|site|lock|marina|quarry|nightclub|salon"
)
# What is "only" in every report (phrases of reviews): it is no house, trade or person.
ABSTRACT: Final = (
    "time|times|concern|contact|reference|record|mention|exception|reason|way|thing|issue|factor|agency|agencies|"
    "service|services|option|source|evidence|occasion|occasions|indication|information|disclosure|risk|incident|"
    "one who|person who|opportunity|support|child|daughter|son|problem|difference|part|point|purpose|response"
)
PEOPLE: Final = (
    "family|families|household|couple|woman|women|man|men|girl|girls|boy|boys|pupil|pupils|student|students|resident|"
    "residents|people|person|child|teenager|tenant|parishioner|member|employee|worker|apprentice|teacher|driver|"
    "doctor|gp|GP|nurse|midwife|officer|firefighter|instructor|player|vicar|imam|rabbi|priest|councillor|mayor|"
    "captain|footballer|survivor|widow|widower|foster carers?|farmer|landlady|landlord|dentist|solicitor|vet|"
    "magistrate|headteacher|postwoman|postman|shopkeeper|barmaid|crew member|lifeguard|scout leader|trustee"
)
LOCALITY: Final = (
    "village|hamlet|parish|estate|cul-de-sac|island|town|valley|dale|county|district|borough|region|country|area|"
    "city|"
    "street|road|lane|close|school|team|club|regiment|station|congregation|parish council|league|squad|depot|crew|"
    "class|year group|choir|wards?|market|harbour|factory|site"
)
WHERE: Final = (
    f"(?:in|on|at|of|for|from|serving)\\s+(?:(?:the|that|this|her|his|their|"
    f"its)\\s+(?:[\\w’'-]+\\s+){{0,3}}(?:{LOCALITY})\\b|[A-Z][a-z]+)"
)


MONTH_WORDS: Final = " ".join(MONTHS.lower().replace("?", "").split("|")) + " sep"
FEAST_WORDS: Final = (
    "christmas boxing new hogmanay good easter palm maundy ash shrove pancake bonfire guy hallowe'en hallowe’en "
    "halloween remembrance armistice mothering mother's mother’s father's father’s valentine's valentine’s burns may "
    "midsummer midsummer's midsummer’s whit ascension eid diwali vaisakhi yom rosh holi st bank plough twelfth "
    "jubilee coronation"
)
AGE_TRIGGERS: Final = (
    "aged age year-old year years old birthday turned born "
    + " ".join(f"{tens}-year-old" for tens in TENS.split("|"))
    + " "
    + " ".join(f"{n}-year-old" for n in (TEENS + "|" + UNITS).split("|"))
    + " "
    + " ".join(f"{t}-{u}-year-old" for t in TENS.split("|") for u in UNITS.split("|"))
)
NEWS: Final = (
    "air ambulance|helicopter|air crash|plane crash|light aircraft|train crash|derail\\w+|coach crash|minibus crash|"
    "pile-up|gas explosion|explosion|blew up|blaze|house fire|factory fire|fire (?:at|that destroyed)|burned? down|"
    "burnt down|floods?|flooding|flooded|landslide|landslip|collapse of|collapsed (?:bridge|roof|building)|sinkhole|"
    "evacuat\\w+|siege|stand-?off|hostage|manhunt|riots?|stabbing spree|shooting|shootings|bomb\\w*|hoard|armed "
    "police|"
    "armed robbery|robbery|raid|candlelit vigil|vigil|protest|demonstration|petition|appeal for witnesses|"
    "crowdfund\\w*|"
    "front pages?|headlines?|headline|newspapers?|local (?:paper|press|radio)|local and national press|national "
    "press|"
    "national news|regional news|in the news|"
    "the press|press report\\w*|reported in|television|televised|documentary|TV|BBC|ITV|Channel 4|went viral|viral|"
    "YouTube|TikTok|film crew|reality show|quiz show|talent show|Bake Off|lottery|jackpot|raffle|Guinness|"
    "world record|record attempt|national record|Olympics?|Olympic|Paralympic|Commonwealth Games|championships?|"
    "champion|cup final|FA Cup|marathon|charity walk|charity swim|sponsored|carnival|festival|royal visit|"
    "by the (?:King|Queen|Prince|Princess)|MBE|OBE|George (?:Cross|Medal)|bravery|Pride of Britain|medal|"
    "award|by-election|elected|search and rescue|mountain rescue|lifeboat|coastguard|escaped|"
    "went missing|disappearance|exhum\\w+|public inquiry|strike|closure of|closed down|demolish\\w*|"
    "county show|agricultural show|flower show|village f[eê]te|f[eê]te|street party|beauty (?:queen|pageant)|pageant|"
    "rally|rallies|disorder|clashes|picket|collision|sinking|stampede|outbreak|heist|crash|rescue|rescued|hero|"
    "heroic|heroine|winner|winning|won|prize|crowned|auction|unexploded|record-breaking|world first|twinning|parade|"
    "regatta|"
    "opened by|visit of|visited by|appeared on|photograph(?:ed)? (?:in|on|by)|interviewed|broadcast|radio|film(?:ed|"
    "ing)|fire|blaze"
)
# Where and when most people die (deaths by place of occurrence, Office for National Statistics).
USUAL: Final = (
    "hospital|home|house|flat|address|property|scene|hospice|care home|nursing home|residence|accommodation|bedroom|"
    "kitchen|bathroom|"
    "hands?|time|age|night|day|morning|evening|weekend|course|surgery|operation|same|review|period|investigation|"
    "relationship|bed|"
    "influence|pandemic|lockdown|supervision|care|custody|ward|unit|way|argument|incident|assault|attack|pregnancy|"
    "sleep"
)
# Things that kill few (deaths by external cause, as the Office for National Statistics lists the rare ones).
STRANGE_THINGS: Final = (
    "fireworks?|harpoon|spear ?gun|blow ?pipe|javelin|toboggan|kayak|canoe|dinghy|surfboard|paddleboard|zip ?wire|"
    "bungee|"
    "climbing wall|abseil\\w*|bouncy castle|ghost train|big wheel|dodgems|go-kart|quad bike|snowmobile|steamroller|"
    "cherry picker|"
    "wrecking ball|pothole|sewer|clock tower|crypt|organ loft|trapdoor|film set|shark|crocodile|lion|tiger|elephant|"
    "snake|scorpion|jellyfish|ostrich|stag|bull|wild boar|wasps|death cap|hemlock|foxglove|yew|laburnum|"
    "radioactive|polonium|"
    "paraquat|weedkiller|slug pellets|helium|nitrogen|chloroform|musket|cannon|air rifle|hot tub|sauna|ice rink|"
    "well shaft|"
    "cable|generator|kiln|furnace|vat|tannery|slurry pit|grain store|baling machine|wood ?chipper|printing press|"
    "tombstone|gravestone"
)
# What happens to few and is reported wherever it happens, without a death as well.
INCIDENTS: Final = (
    "(?:fell|fallen|jumped|pushed|thrown|plunged) (?:to (?:his|her|their) death|from (?:an?|the) (?!chair|bed|"
    "stairs?|bike|step)|off (?:an?|the) (?!chair|bed)|"
    "overboard|into (?:an?|the) (?:river|canal|sea|lake|harbour|quarry|lock|weir|reservoir))|overboard|hot-air "
    "balloon|explosion|exploded|"
    "blew up|(?:fire|blaze) (?:that )?(?:destroyed|swept|gutted|broke out|tore|which)|destroyed by (?:an? )?(?:\\w+ "
    ")?fire|engulfed in|set fire to|"
    "(?:house|barn|mill|church|school|hotel|factory|warehouse|shop|pub|caravan|boat) (?:fire|blaze)|"
    "(?:helicopter|plane|train|coach|minibus|bus|tram|aircraft|lorry|boat) (?:crash|collision|accident)|derailed|"
    "capsized|sank|sunk|"
    "swept (?:away|out)|struck by (?:lightning|an? (?:train|tram|bus|boat|falling))|crossbow|bow and arrow|samurai|"
    "sword|machete|chainsaw|acid attack|with acid|"
    "antifreeze|poisoned|poisoning|avalanche|siege|hostages?|was shot|were shot|shot (?:at|dead|him|her|himself|"
    "herself)|shooting|shotgun|gunman|"
    "crushed|trampled|mauled|gored|impaled|electrocuted|carbon monoxide|sinkhole|parachut\\w*|glider|microlight|jet "
    "ski|cable car|ski lift|"
    "fairground|funfair|rollercoaster|lightning|drowned|(?:roof|bridge|pier|wall|scaffold\\w*|building|stand|cliff|"
    "mine|crane) (?:had )?collapsed?|collapse of the|landslide|"
    "viaduct|quicksand|cut off by the tide|mudflats|stampede|bomb|grenade|hijack\\w*|kidnapped|abducted|ransom|arson|"
    "cordoned off|"
    "evacuated|burn(?:ed|t) (?:down|to the ground)|razed|barricaded|rampage|ambushed|buried (?:alive|in|under|"
    "beneath)"
)
DEADLY: Final = (
    "died?|dead|deaths?|dying|kill\\w*|fatal\\w*|body|bodies|remains|murder\\w*|found (?:dead|in|under|inside|"
    "beneath|at the (?:foot|bottom))|victims?|attack\\w*|stabb\\w*|strangl\\w*|suicide|homicide|manslaughter"
)
STRANGE: Final = (
    "drown\\w*|canal|crossbow|axe|machete|sword|samurai|bow and arrow|chainsaw|nail gun|pitchfork|poison\\w*|"
    "antifreeze|"
    "thallium|arsenic|cyanide|ricin|insulin|arson|petrol|set (?:alight|on fire|fire to)|house fire|(?:barn|flat|"
    "shed) fire|burn(?:ed|t) alive|"
    "blaze|explosion|under a train|by a train|train tracks?|railway line|level crossing|into the path of|"
    "(?:fell|fall|jumped|pushed|thrown|plunged) (?:from|off|down|over)|cliffs?|multi-storey|viaduct|quarry|reservoir|"
    "weir|lake|"
    "mill ?pond|slurry|silo|grain|tractor|combine|baler|digger|forklift|crane|shotgun|shot dead|was shot|gunshot|"
    "rifle|"
    "firearm|decapitat\\w+|dismember\\w+|beheaded|buried|shallow grave|under the (?:floor\\w*|patio)|septic tank|"
    "freezer|"
    "suitcase|wheelie bin|well|barn|bell tower|church tower|hot tub|acid|electrocut\\w+|carbon monoxide|mauled|dog "
    "attack|"
    "trampled|kicked by a horse|bees?|swarm|glider|microlight|balloon|paraglid\\w+|parachut\\w+|skydiv\\w+|diving|"
    "avalanche|lightning|starv\\w+|hypothermia|exorcism|double murder|murder-suicide|three generations|both "
    "(?:parents|sisters|brothers)|"
    "car park|golf (?:club|course)|cricket bat|statue|bowling|lawnmower|hedge trimmer|harpoon|"
    "narrowboat|lorry|ferry|pier|harbour|beach|caravan|treehouse|greenhouse|tower crane|scaffold\\w*|lift shaft|mine "
    "?shaft|wedding|funeral|"
    "christening|reception|procession|parade|carnival|church|mosque|altar|cathedral|theatre|stage|cinema|museum|zoo|"
    "circus|"
    "fairground|funfair|stadium|match|racecourse|supermarket|shopping centre|airport|platform|tram|bus|train|plane|"
    "ship|boat|"
    "yacht|deck|allotment|windmill|lighthouse|maze|castle|cemetery|crematorium|school gates?|playground|courtroom|"
    "court steps|"
    "roof|tower|chimney|steeple|greenhouse|orchard|vineyard|cellar|chapel|bandstand|market square|high street|maypole"
)
SCHOOL_EVENTS: Final = (
    "leavers['’]? (?:assembly|service|ball|do|party|day|disco)|leavers['’]|nativity(?: play)?|sports day|"
    "(?:end[- ]of[- ]year |year \\d+ |school |leavers' )?prom|"
    "school (?:play|production|musical|concert|fair|fayre|f[eê]te|disco|trip|pantomime|carol service|swimming gala)|"
    "(?:class|year) (?:assembly|trip|photograph)|harvest (?:festival|assembly)|carol (?:service|concert)|Christmas "
    "(?:play|concert|fair|fayre)|"
    "residential(?: trip)?|field trip|ski(?:ing)? trip|exchange trip|swimming gala|prize[- ]giving|prizegiving|"
    "speech day|open evening|"
    "awards? evening|graduation(?: ceremony)?|spelling bee|talent show|end-of-term|last day of term|first day (?:of|"
    "at)|"
    "cross-country|science fair|book day|World Book Day|summer fair|summer fayre|Duke of Edinburgh|GCSE results day|"
    "A[- ]level results day|results day|non-uniform day|mothers['’] race|egg-and-spoon|harvest supper|passing[- ]out "
    "parade|school reunion|centenary|"
    "(?:summer |winter |spring |autumn |Christmas )?(?:show|play|performance|concert|production|tournament|match|"
    "assembly|ceremony|recital|race|debate|pantomime)"
    "\\b(?=[^.;\\n]{0,80}\\b(?:school|academy|college|class|year \\d))|(?:school|academy|"
    "college)\\b(?=[^.;\\n]{0,60}\\b(?:show|play|performance|concert|"
    "production|tournament|final|trip|team|choir|orchestra|band|captain|match|bus|minibus|prize|award|cup)\\b)"
)
WORKS: Final = (
    "factory|works|mill|brewery|bakery|distillery|farm|dairy|quarry|foundry|shipyard|boatyard|stud|stables|zoo|"
    "aquarium|safari park|wildlife park|theme park|circus|museum|theatre|orchestra|abattoir|slaughterhouse|cannery|"
    "vineyard|garden centre|football club|rugby club|racecourse|racetrack|airfield|airport|lighthouse|monastery|"
    "convent|cathedral|castle|stately home|observatory|laboratory|power station|nuclear plant|sawmill|pottery|"
    "auction house|crematorium|mine|colliery|oil rig|ferry company|orchard|fishery|hatchery|cheese ?maker|"
    "chocolatier|"
    "confectioner|funeral (?:directors?|parlour|home)|undertakers?|piano shop|bookshop|antiques? shop|kennels|"
    "cattery|"
    "donkey sanctuary|sanctuary|steam railway|heritage railway|tannery|glassworks|brickworks|paper mill|"
    "observatory|radio station|newspaper|embassy|racing team|recording studio|ice rink|planetarium|bell foundry"
)
FIRMS: Final = (
    "company|firm|business|manufacturer|maker|makers|producer|supplier|importer|workshop|plant|depot|warehouse|"
    "studio|charity|start-up|dealership|wholesaler|publisher|institute|agency|charity|college|parlour|shop"
)

HEADS: Final = (
    "driver|instructor|operator|engineer|technician|repairer|fitter|designer|artist|dealer|trader|builder|guide|"
    "supervisor|manager|chemist|welder|foreman|apprentice|handler"
)
# Employers of which every town has several (UK business: activity, size and location, Office for National Statistics).
USUAL_EMPLOYERS: Final = (
    "hospital|school|college|university|supermarket|care home|nursing home|home|shop|office|restaurant|pub|bar|"
    "warehouse|factory|council|"
    "police|nursery|surgery|practice|call centre|bank|hotel|garage|building site|construction|agency|charity|company|"
    "firm|local|number|"
    "while|time|year|years|month|months|week|weeks|day|night|period|large|national|good|high|low|range|variety|"
    "manner|team|service|"
    "services|support|care|cash|basis|result|bit|lot|few|café|cafe|takeaway|salon|gym|parcel|delivery|cleaning|taxi|"
    "bus|friend|"
    "neighbour|relative|partner|family|house|flat|room|language|way|role|professional|child|woman|man|colleague|"
    "doctor|gp|new|different"
)
# A trade told by what is done (general knowledge; the crafts of the Heritage Crafts red list, hobbies of the field).
TRADE_VERBS: Final = (
    "bred|breeds|breeding|kept|keeps|keeping|makes?|made|making|built|builds|building|restored|restores|restoring|"
    "repaired|repairs|"
    "repairing|carved|carves|carving|wove|weaves|weaving|tuned|tunes|tuning|trained|trains|training|shod|shoes|"
    "forged|forges|brewed|brews|brewing|"
    "distilled|distils|distilling|thatched|thatches|thatching|bound|binds|binding|blew|blows|blowing|dyed|spun|spins|"
    "conducted|"
    "rang|rings|flew|flies|flying|raced|races|racing|drove|drives|driving|laid|lays|laying|stuffed|mended|mends|"
    "voiced|cast|casting|"
    "printed|painted|grew|grows|growing|farmed|farms|farming|dived|dives|fished|dredged|sheared|shears|dug|digs|"
    "caught|catches|swept|sweeps|sweeping|wound|winds|winding|cut|cuts|cutting|split|gilded|raised|showed|shows|"
    "exhibited|collected|collects|played|plays|taught|teaches"
)
TRADE_THINGS: Final = (
    "chimneys|sheep|graves|moles|rabbits|reeds?|peat|turf|hurdles|withies|fossils|slate|flint|church clock|bees|"
    "beehives|honey|alpacas?|llamas?|ostriches|emus|reindeer|falcons?|hawks?|owls?|eagles|ferrets|pigeons|whippets|"
    "greyhounds|huskies|budgerigars|parrots|racehorses|shire horses|heavy horses|ponies|donkeys|goats|snakes|"
    "reptiles|tarantulas|"
    "koi|oysters|mussels|lobsters|crabs|cockles|eels|trout|pheasants|saddles|harness|clocks|watches|violins|cellos|"
    "guitars|lutes|"
    "pianos|organs|organ pipes|pipes|harps|bagpipes|drums|boats|narrowboats|coracles|canoes|barrels|casks|baskets|"
    "cheeses?|cider|perry|"
    "gin|whisky|mead|ale|wine|glass|stained glass|pots|pottery|lace|rope|ropes|nets|sails|candles|kites|puppets|"
    "rocking horses|dolls|"
    "doll['’]s houses|toys|hats|wigs|clogs|shoes by hand|knives|swords|armour|guns|bells|church bells|weather ?vanes|"
    "dry stone walls|hedges|thatch|roofs with reed|maps|globes|"
    "costumes|tapestries|rugs|quilts|gravestones|headstones|statues|gargoyles|fairground rides|carousels|steam "
    "engines|traction engines|"
    "hearse|horse-drawn \\w+|mobile library|steam train|ice cream van|gritter|snowplough|hovercraft|ferry|tug|"
    "lifeboat|"
    "vines|watercress|saffron|lavender|tulips|orchids|bonsai|truffles|mushrooms|hops|christmas trees|Christmas trees|"
    "harp|oboe|bassoon|sitar|tabla|hurdy-gurdy|accordion"
)


def plain_words(*terms: str) -> str:
    """The words of alternatives in small letters, as triggers."""
    return " ".join(re.findall(r"[a-zé-]{3,}", re.sub(r"\\\w[+*]?|[?]", "", " ".join(terms).lower())))
