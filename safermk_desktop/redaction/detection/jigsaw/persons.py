"""The shapes of clues about people: days, ages, places, children, families, health, work."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue
from safermk_desktop.redaction.detection.jigsaw.shapes import shape
from safermk_desktop.redaction.detection.jigsaw.terms import (
    AGE_TRIGGERS,
    FEAST_WORDS,
    FEASTS,
    FIRMS,
    GENDERED,
    HEADS,
    HOUSES,
    MONTH_WORDS,
    MONTHS,
    NUMBER,
    ORDINALS,
    SEASONS,
    SMALL_NUMBERS,
    TENS,
    TRADE_THINGS,
    TRADE_VERBS,
    UNITS,
    USUAL_EMPLOYERS,
    WEEKDAYS,
    WORKS,
    plain_words,
)

PERSONS: Final = (
    shape(
        Clue.DAY,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})\b\.?(?:,?\s+(?:of\s+)?\d{{4}})?"
        rf"|\b(?:{MONTHS})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
        rf"|\b(?:{ORDINALS})\s+(?:{WEEKDAYS})\s+(?:of|in)\s+(?:{MONTHS})\b(?:\s+\d{{4}})?",
        MONTH_WORDS,
    ),
    shape(Clue.DAY, rf"\b(?:{FEASTS})(?:,?\s+(?:in\s+)?\d{{4}})?\b", FEAST_WORDS),
    shape(
        Clue.MONTH,
        rf"\b(?:{MONTHS})\s+(?:of\s+)?(?:19|20)\d\d\b"
        rf"|\b(?:{SEASONS})(?:\s+(?:holidays?|term|half[- ]term))?\s+(?:of\s+|in\s+)?(?:19|20)\d\d\b"
        rf"|\b(?:in|since|during|by|that|early|late|mid-?|one|last|this)\s+(?:{MONTHS})\b(?!\s+\d)",
        MONTH_WORDS + " spring summer autumn winter easter christmas mid",
    ),
    shape(
        Clue.AGE,
        rf"\b(?:[Aa]ged?|[Aa]t the age of|then|was|is|turned|turning|nearly|almost|barely|[Aa]t)\s+(?:just\s+|"
        rf"only\s+)?(?P<stated>{NUMBER})\b"
        rf"(?!\d|[.:]\d|\s*(?:and (?:over|above|under|older|younger)|or (?:over|under|older|younger|above)|to\b|"
        rf"[-–]\s*\d|%|per|"
        rf"times|weeks?|months?|days?|hours?|minutes?|miles|people|of\b|and \d|occasions|separate|other|contacts|"
        rf"calls|minute|[ap]m|o['’]clock|\w+ (?:Road|Street|Lane|Close)|"
        rf"(?:[a-z]+ )?(?:agencies|services|children|officers|sessions|appointments|visits|reports|referrals|points|"
        rf"weeks)))"
        rf"|\b(?:[A-Z]|Adult \w+|[Tt]he (?:victim|perpetrator|mother|father)|[Hh]usband|[Ww]ife|[Ss]on|[Dd]aughter|"
        rf"man|woman|[Hh]e|[Ss]he)(?:, then|,)? "
        rf"(?:\((?:aged )?\d{{2}}\)|(?<=, )(?:\d{{2}}|(?:{TENS})(?:-(?:{UNITS}))?),)"
        rf"|\b{NUMBER}[- ]years?[- ]old\b|\b{NUMBER} years of age\b"
        rf"|\b(?:\d{{1,3}}(?:st|nd|rd|th)|[\w-]+(?:th|first|second|third)) birthday\b"
        r"|\bborn in (?P<year>(?:19|20)\d\d)\b",
        AGE_TRIGGERS
        + " then was is turning nearly almost barely at adult victim perpetrator husband wife son daughter "
        "man woman he she",
    ),
    shape(
        Clue.SMALL,
        r"\b(?:(?:small|tiny|remote|isolated|rural|quiet|same|close-knit|little|fishing|mining|former|coastal|island|"
        r"farming|moorland|fenland|neighbouring|nearby)\s+){0,2}(?:villages?|hamlets?|cul-de-sac|parish|islands?|"
        r"isle|"
        r"crofting community|(?:housing |council |caravan |army |country |shooting )?estate(?! agen)|marina|"
        r"moorings?|"
        r"(?:caravan|mobile home|trailer|traveller|static) (?:site|park)|canal basin|smallholding|"
        r"(?:small|market|seaside|coastal|mill|mining|fishing|garrison|rural) (?:town|community|port|resort)|"
        r"garrison|barracks|commune|lighthouse|peninsula|rural community|close-knit community|dale|farmstead|"
        r"row of (?:\w+ )?cottages|terrace of (?:\w+ )?\w+|houses on the (?:lane|green)|village green|small street|"
        r"(?:the|a) (?:lane|green|quay|quayside|harbour|dale|valley|moor|fen|marsh|fell|croft|headland|estuary|creek|"
        r"common|foreshore|levels)|"
        r"(?:\w+ |\d+ )?(?:hundred |dozen |score )?(?:houses|cottages|homes|dwellings|households|inhabitants|souls|"
        r"villagers|islanders|residents|parishioners))\b",
        "village villages hamlet hamlets cul-de-sac parish island islands isle estate marina mooring moorings site "
        "park "
        "basin smallholding town community port resort garrison barracks commune lighthouse peninsula dale farmstead "
        "row terrace houses crofting street lane green quay quayside harbour valley moor fen marsh fell croft "
        "headland estuary creek common "
        "foreshore levels cottages homes dwellings households inhabitants souls villagers islanders residents "
        "parishioners",
    ),
    shape(
        Clue.CHILDREN,
        rf"\b(?:{SMALL_NUMBERS}|a|an|one|only|all|"
        rf"both)\s+(?:[\w-]+\s+){{0,2}}?(?:{GENDERED})\b(?:[^.;]{{0,45}}?\b(?:and|plus)\s+"
        rf"(?:(?:her|his|their|the)\s+)?(?:{SMALL_NUMBERS}|a|an|one|the)\s+(?:[\w-]+\s+){{0,2}}?(?:{GENDERED})\b)"
        rf"|\b(?:{SMALL_NUMBERS})\s+(?:(?!of\b|the\b|in\b|who\b)[\w-]+\s+){{0,2}}?(?:sons|daughters|boys|girls|"
        rf"step-?sons|step-?daughters|brothers|sisters|(?:half|step)-?(?:brothers|sisters)|grandsons|"
        rf"granddaughters)\b"
        rf"|\b(?:{GENDERED})(?:\s+and|,)\s+(?:an? |{SMALL_NUMBERS}|her |"
        rf"his )+\s*(?:[\w-]+\s+){{0,2}}?(?:{GENDERED})\b"
        rf"|\b(?:{SMALL_NUMBERS}|one|all|both|none) of (?:the |her |his |their |"
        rf"them )?(?:(?:{SMALL_NUMBERS}) )?(?:children )?(?:were|are|was|is|being)?\s*(?:all )?(?:an? )?(?:boys?|"
        rf"girls?)\b"
        r"|\b(?:boys|girls|sons|daughters),? (?:aged |of )?(?:\w+|\d+), (?:\w+|\d+),? and (?:\w+|\d+)\b"
        rf"|\b(?:all|the) (?:{SMALL_NUMBERS}) (?:of them )?(?:boys|girls)\b"
        rf"|\b(?:mother|father|mum|dad|parents?)\s+(?:of|to)\s+(?:{SMALL_NUMBERS})\b"
        rf"|\b(?:{SMALL_NUMBERS})\s+(?:[\w-]+\s+){{0,2}}?(?:children|siblings|brothers|sisters),?\s+(?:all|"
        rf"each)?\s*(?:of (?:them|whom)\s+)?(?:boys|girls)\b"
        r"|\b(?:four|five|six|seven|eight|nine|ten|eleven|twelve|[4-9]|1[0-2])\s+(?:[\w-]+\s+){0,2}?(?:children|"
        r"siblings|brothers|sisters|grandchildren)\b"
        r"|\b(?:eldest|oldest|youngest|middle|second|third|fourth|fifth|sixth|seventh|one)\s+of\s+(?:the\s+|her\s+|"
        r"his\s+)?"
        r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        "son sons daughter daughters boy boys girl girls stepson stepsons stepdaughter stepdaughters mother father "
        "mum "
        "dad parent parents children siblings brother sister brothers sisters stepbrother stepbrothers stepsister "
        "stepsisters half-brother half-brothers half-sister half-sisters "
        "grandson grandsons granddaughter granddaughters nephews nieces nephew niece grandchildren eldest oldest "
        "youngest middle of",
    ),
    shape(
        Clue.FAMILY,
        r"\b(?:(?:identical|conjoined|fraternal|non-identical|baby|newborn|infant|teenage|twin|two sets of|set of|"
        r"sets of)\s+){0,2}"
        r"(?:triplets?|quadruplets?|quads|quintuplets?|sextuplets?)\b",
        "triplet triplets quadruplet quadruplets quads quintuplet quintuplets sextuplet sextuplets",
        re.IGNORECASE,
    ),
    shape(
        Clue.FAMILY,
        r"\b(?:two sets of |a second set of |set of |identical |conjoined |mirror |"
        r"non-identical )?twins?\b(?! (?:room|beds?|track|towns?|city|tub|aims|goals|role))"
        r"|\bsurroga\w+|\bpolygam\w+|\bco-wi(?:fe|ves)\b"
        r"|\btwo (?:mothers|fathers|mums|dads|wives|husbands)\b|\bhusband(?:['’]s)? (?:twin|identical)\b|"
        r"\bsame-sex (?:couple|parents)\b|\bmarried (?:his|her) (?:cousin|step\w+|uncle|former)\b|"
        r"\bwhite[- ]and[- ]\w+ twins\b|"
        r"\b(?:four|five) generations\b|\bmarried (?:\w+ )?(?:three|four|five|six) times\b|"
        r"\b(?:great-great-grand\w+)\b|\bbigam\w+|\badopted from\b|\b(?:fifth|sixth) (?:wife|husband)\b|"
        r"\bbrothers (?:who )?married (?:\w+ )?sisters\b|\bsisters (?:who )?married (?:\w+ )?brothers\b|"
        r"\b(?:six|seven|eight|nine|ten|\d+) foster (?:children|sons|daughters)\b|\bsperm donor\b|"
        r"\bdonor-conceived\b|\bquadr\w+",
        "twin twins surrogate surrogacy surrogates polygamous polygamy polygamist co-wife co-wives two same-sex "
        "married "
        "generations great-great-grandmother great-great-grandfather bigamy bigamous bigamist adopted fifth sixth "
        "brothers sisters foster donor donor-conceived husband's husband’s",
        re.IGNORECASE,
    ),
    shape(
        Clue.HEALTH,
        r"\brare (?:[\w-]+ ){0,3}?(?:condition|disorder|disease|syndrome|cancer|illness|form|tumour|dementia|"
        r"genetic\w*)\b|"
        r"\bone of (?:only )?(?:a (?:handful|dozen)|\w+|\d+) (?:known )?(?:people|patients|children|cases|families|"
        r"women|men)\s+in\s+(?:the )?(?:\w+ ){0,2}(?:country|county|UK|world|England|Britain|Europe)\b|"
        r"\b(?:wheelchair user|guide dog|hearing dog|assistance dog|double amputee|amputee|albin\w+|dwarfism|"
        r"deaf-?blind|"
        r"locked-in syndrome|Huntington['’]s|motor neurone|haemophilia\w*|conjoined|prosthetic (?:leg|arm|limb)|"
        r"(?:heart|lung|liver|kidney|face|hand) transplant|iron lung|quadripleg\w+|tetrapleg\w+|thalidomide|"
        r"facial disfigurement|glass eye|artificial leg|narcoleps\w+|Tourette['’]s|sickle cell|"
        r"progeria|cystic fibrosis|muscular dystrophy|xeroderma\w*|porphyria|lost (?:an arm|a leg|both legs|his leg|"
        r"her leg))\b",
        "rare one wheelchair guide hearing assistance amputee albino albinism dwarfism deafblind deaf-blind "
        "locked-in "
        "huntington's huntington’s motor haemophilia haemophiliac conjoined prosthetic transplant iron quadriplegic "
        "tetraplegic thalidomide disfigurement glass artificial narcolepsy narcoleptic tourette's tourette’s sickle "
        "progeria cystic muscular xeroderma porphyria lost",
        re.IGNORECASE,
    ),
    shape(
        Clue.WORK,
        r"\b(?:preached|officiated|skippered|piloted|captained|refereed|umpired|choreographed|sculpted|"
        r"excavated|coppiced|"
        r"trawled|shepherded|lambed|auctioned|busked)\b"
        r"|\b(?:looked after|tended|maintained|operated|wound|minded|worked) the (?:[a-z]+ )?(?:clock|bells|lock|"
        r"lights?|lighthouse|"
        r"pumps?|sluices?|signals?|ferry|boats?|horses|hounds|graves|organ|greens|hives|beehives|windmill|"
        r"level crossing)\b",
        "preached officiated skippered piloted captained refereed umpired choreographed sculpted "
        "excavated coppiced "
        "trawled shepherded lambed auctioned busked looked tended maintained operated wound minded worked",
    ),
    shape(
        Clue.WORK,
        rf"\b(?:{TRADE_VERBS})\s+(?:(?:the|a|an|his|her|own|rare|racing|prize|church|antique|hand-made|handmade|"
        rf"wooden|dry|stained|grandfather|"
        rf"show|pedigree|\w+-?\w*)\s+){{0,2}}?(?:{TRADE_THINGS})\b",
        plain_words(TRADE_THINGS),
    ),
    shape(
        Clue.WORK,
        rf"\b(?:ran|runs|running|kept|keeps|owned|owns|took over|takes over|had taken on)\s+(?:the|"
        rf"its)\s+(?:[\w’'-]+\s+){{0,2}}?"
        rf"(?:(?!house|flat|site|bus\b)(?:{HOUSES})|{WORKS})\b",
        "ran runs running kept keeps owned owns took takes taken",
    ),
    shape(
        Clue.WORK,
        r"\b(?:the|its|our|as) (?:village|hamlet|parish|island|harbour|dale|town)(?:['’]s)? (?:only |last |retired )?"
        r"[a-z-]+(?:er|or|ist|ian|man|woman|master|mistress|smith|wright|nurse|vet|priest|vicar|cook|midwife|"
        r"clerk)\b",
        "village hamlet parish island harbour dale town village's village’s town's town’s island's island’s",
    ),
    shape(
        Clue.JOB,
        r"\b(?:work(?:ed|s|ing)|employed|job|jobs|shifts?|apprenticed?|apprenticeship|trainee|foreman|wages?|payroll|"
        r"colleagues|supervisor|"
        r"manag(?:ed|er|es)|worked|owned|runs?|ran|founded|inherited|joined|retired from|made redundant|laid off|"
        r"[a-z]+ed [a-z]+ (?:for|at) (?:an?|the))\b",
        "worked works working employed job jobs shift shifts apprentice apprenticed apprenticeship trainee foreman "
        "wages wage payroll "
        "colleagues supervisor managed manager manages owned run runs ran founded inherited joined retired redundant "
        "laid for at",
    ),
    shape(
        Clue.EMPLOYER,
        rf"\b(?:at|for|by|with|of|in|from|ran|runs|owned|owns|managed)\s+(?:an?|the|her|his|their|its|one of the|"
        rf"\w+['’]s)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{WORKS})\b"
        rf"|\b(?:at|for|by|with|of|ran|runs|owned|owns|managed)\s+(?:an?|the|her|his|their|\w+['’]s)\s+(?!(?:same|"
        rf"local|new|large|small|national|specialist|voluntary|other|first|lead|statutory|"
        rf"partner)\s+(?:{FIRMS}))(?:[\w’'-]+\s+){{1,5}}?(?:{FIRMS})\b"
        rf"|\b(?:{FIRMS}|{WORKS}|yard|outfit|trust|society|stall|team)\s+(?:(?:that|which|who)\s+(?:has |"
        rf"had )?(?:makes?|made|builds?|built|sells?|sold|"
        r"supplie[sd]|supply|restore[sd]?|repair(?:s|ed)?|rent(?:s|ed)?|hire[sd]?|breeds?|bred|train(?:s|ed)?|"
        r"print(?:s|ed)?|install(?:s|ed)?|run|runs|grows?|grew|export(?:s|ed)?|"
        r"produce[sd]?|design(?:s|ed)?|tune[sd]?|cast|casts|brew(?:s|ed)?|pack(?:s|ed)?|bottle[sd]?|treat(?:s|ed)?|"
        r"clean(?:s|ed)?|recycle[sd]?)|"
        r"making|building|selling|supplying|restoring|repairing|renting|breeding|training|printing|growing|producing|"
        r"designing|"
        r"speciali[sz]ing|known for)\b"
        r"|\b(?:makers?|manufacturers?|builders?|importers?|suppliers?|breeders?|growers?|publishers?|restorers?|"
        r"repairers?|founders) of [a-z]+(?: [a-z]+)?"
        rf"|\b(?:work(?:ed|s|ing)?|employed|job|apprentic\w+|trained|shifts?|drove|managed|"
        rf"{HEADS})\b[^.;\n]{{0,40}}?\b"
        rf"(?P<told>(?:at|for|by|with|aboard|on board|in)\s+(?:an?|one of|the)\s+"
        rf"(?!(?:[\w’'-]+\s+){{0,2}}(?:{USUAL_EMPLOYERS})\b)(?:[a-z’'-]+\s+){{1,4}}?[a-z’'-]+)\b"
        r"|\bwork(?:ed|s|ing)? (?:\w+ ){0,3}?(?:making|building|repairing|restoring|testing|tuning|cutting|"
        r"polishing|painting|"
        r"grading|sorting|dyeing|casting|carving|assembling|bottling|smoking|curing|hiring out|training|breeding|"
        r"growing) [a-z]+"
        r"|\bfamily(?:-run|-owned)? (?:firm|business|company|shop|factory|workshop|bakery|brewery|farm|dairy|garage|"
        r"restaurant)\b",
        "worked works working work employed job apprentice apprenticed apprenticeship trained shift shifts drove "
        "managed "
        + HEADS.replace("|", " ")
        + " family makers maker manufacturer manufacturers builder builders importer importers supplier suppliers "
        "breeder breeders grower growers publisher publishers restorer restorers repairer repairers founders "
        "family-run "
        "family-owned yard outfit trust society stall team " + plain_words(WORKS, FIRMS),
    ),
)
