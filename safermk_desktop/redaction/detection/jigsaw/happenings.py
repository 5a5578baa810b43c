"""The shapes of clues about what happened, and about what there is only one of."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue
from safermk_desktop.redaction.detection.jigsaw.shapes import shape
from safermk_desktop.redaction.detection.jigsaw.terms import (
    ABSTRACT,
    DEADLY,
    HOUSES,
    INCIDENTS,
    LOCALITY,
    MONTHS,
    NEWS,
    PEOPLE,
    SCHOOL_EVENTS,
    STRANGE,
    STRANGE_THINGS,
    USUAL,
    WHERE,
    plain_words,
)

HAPPENINGS: Final = (
    shape(
        Clue.ONLY,
        rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur|\w+['’]s)\s+(?:(?:one and )?only|sole|single remaining|last remaining|"
        rf"last surviving|sole surviving)\s+"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?:{HOUSES})\b(?!\s+(?:that|which|who|where|visit|nurse|worker|contact|call|"
        rf"manager)\b)"
        rf"|\b(?:[Tt]he|[Ii]ts|[Oo]ur|\w+['’]s)\s+(?:(?:one and )?only|sole|last remaining|last surviving|"
        rf"sole surviving)\s+"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?:{PEOPLE})(?:\s+[\w-]+){{0,2}}?\s+{WHERE}"
        rf"|\b(?:{LOCALITY})['’]s\s+(?:one and )?(?:only|sole|last|one)\s+[\w’'-]+(?:\s+[\w’'-]+){{0,2}}"
        rf"|\b(?:the|its|our|their)\s+(?:one and )?(?:only|sole|last|"
        rf"one)\s+(?:(?!{ABSTRACT})[\w’'-]+\s+){{1,5}}?(?:(?:in|on|at|for|of|serving)\s+"
        rf"(?:the|that|this|her|his|their)\s+(?:whole |entire |small |\w+ )?(?:{LOCALITY})\b|for (?:\w+ )?miles|"
        rf"within (?:\w+ )?miles|of its kind|left in)"
        rf"|\bno other\s+(?:(?!{ABSTRACT})[\w’'-]+\s+){{1,6}}?(?:(?:in|on|at|for|of)\s+(?:the|that|"
        rf"this)\s+(?:\w+ )?(?:{LOCALITY})|(?:for|within) (?:\w+ )?miles)"
        rf"|\b(?:[\w]+['’]s)\s+(?:only|sole|last)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{PEOPLE})\b"
        rf"|\b[Tt]he only\s+(?:[A-Z][\w-]+|black|female|male|deaf|blind|openly gay|gay|lesbian|transgender|"
        rf"trans)\s+(?:[\w-]+\s+){{0,2}}?(?:{PEOPLE})\b"
        rf"|\b(?:the )?only (?:one|two|three) (?:of its kind|such|left)\b|\bonly one (?:such|of its kind)\b|"
        rf"\bonly (?:ever )?one of its kind\b",
        "only sole single last one other",
    ),
    shape(
        Clue.FIRST,
        rf"\b(?:first|last|youngest|oldest|longest[- ]serving|longest[- ]standing|most senior|most decorated|"
        rf"best[- ]known|biggest|largest|"
        rf"smallest|tallest)(?:[- ](?:ever|and only|female|male))?\s+(?:[\w’'-]+\s+){{0,3}}?(?:{PEOPLE}|"
        rf"{HOUSES})\s+(?:ever\s+)?(?:{WHERE}|ever to|to be (?:elected|appointed|ordained))"
        rf"|\bfirst (?:[\w-]+ )?(?:woman|man|female|black|Muslim|Sikh|Asian|Jewish|Hindu)\b[^.;]{{0,30}}? to (?:be|"
        rf"become|serve|play|captain|win|lead|hold|join)\b"
        r"|\b(?:well[- ]known|known to everyone|known by everyone|everyone (?:in|on|knew)|familiar figure|"
        r"local celebrity|household name|nicknamed|"
        r"known (?:throughout|across|around|all over))\b(?! as)[^.;]{0,50}",
        "first last youngest oldest longest-serving longest longest-standing most best biggest largest smallest "
        "tallest best-known "
        "well-known known everyone familiar celebrity household nicknamed",
    ),
    shape(
        Clue.DEATH,
        rf"\b(?:{DEADLY})\b(?=[^.;\n]{{0,120}}?\b(?:{STRANGE})\b)[^.;\n]{{0,120}}?\b(?P<how>{STRANGE})\b"
        rf"|\b(?P<by>{STRANGE})\b[^.;\n]{{0,80}}?\b(?:{DEADLY})\b"
        rf"|\b(?:died|was killed|killed (?:him|her|them|Adult \w+)|was (?:stabbed|murdered|strangled|beaten|"
        rf"found dead)|stabbed|murdered|collapsed)\s+(?:\w+ )?"
        rf"(?:when|while|during|aboard|on board|inside|under|beneath|between|at an?|at the|on an?|on the|in front of|"
        rf"beside|behind)\s+"
        rf"(?!(?:\w+ )?(?:{USUAL})\b)(?:[\w’'-]+\s+){{0,4}}[\w’'-]+"
        r"|\b(?:in front of|watched by|before) (?:an? |the |his |her )?(?:\w+ ){0,2}(?:congregation|audience|crowd|"
        r"passengers|guests|spectators|cameras?|diners|shoppers|tourists|holidaymakers|parents)\b"
        r"|\b(?:drove|reversed|rammed|crashed|rode|steered)\b[^.;\n]{0,40}\b(?:into|over|off|through|at (?:her|him|"
        r"Adult \w+))\b"
        r"|\b(?:killed|struck|hit|bitten|crushed|kicked|attacked|savaged|trapped) by (?:an? |the |falling |"
        r"\w+ing )(?:\w+ )?"
        r"(?!man|men|woman|women|stranger|partner|husband|wife|former|ex|other|group|gang|friend|neighbour|son|"
        r"brother|father|person|same|blow)[a-z]+"
        r"|\b(?:killed|stabbed|struck|beaten|attacked|hit|murdered|strangled|shot)\b[^.;\n]{0,30} with (?:an? |the |"
        r"his |her )(?:\w+ )?"
        r"(?!knife|hammer|belt|fists?|bottle|phone|telephone|hands?|weapon|blunt|object|stick|shoe|open|closed|"
        r"single|force|ligature|cord)[a-z-]+"
        r"|\b(?:live-?stream\w*|Facebook Live)\b"
        r"|\b(?:drowned|electrocuted|decapitated|beheaded|dismembered|burned to death|burnt to death|bled to death|"
        r"starved to death|froze to death|trampled|mauled|hanged (?:him|her)self (?:in|from|at)|suffocated|"
        r"asphyxiated)\b",
        "struck hit bitten crushed kicked savaged trapped beaten strangled shot collapsed congregation audience "
        "crowd passengers guests spectators camera cameras diners shoppers tourists holidaymakers drove "
        "reversed rammed crashed rode steered livestream livestreamed live-streamed livestreaming facebook drowned "
        "electrocuted decapitated beheaded dismembered burned burnt bled starved froze trampled mauled hanged "
        "suffocated asphyxiated die died dead death deaths dying body bodies remains found victim victims suicide "
        "homicide manslaughter fatal fatally "
        "kill kills killed killing stabbed stabbing strangled strangling murder murdered murders attack attacked",
    ),
    shape(
        Clue.DIED,
        rf"\b(?:died|deaths?|was killed|murder(?:ed)?|homicide|found dead|stabbed)\b[^.;\n]{{0,60}}?\b(?:{MONTHS})\b"
        rf"|\b(?:{MONTHS})\s+(?:\d{{4}}\b)?[^.;\n]{{0,60}}?\b(?:died|was killed|was murdered|found dead|fatally)\b",
        "died death deaths killed murder murdered homicide found stabbed fatally",
    ),
    shape(
        Clue.EVENT,
        rf"\b(?:{NEWS})\b",
        "air helicopter plane aircraft train crash derailed derailment pile-up explosion blew blaze fire burned "
        "burnt flood floods "
        "flooding flooded landslide landslip collapse collapsed sinkhole evacuated evacuation siege stand-off "
        "standoff hostage manhunt "
        "riot riots shooting shootings bomb bombing hoard armed robbery raid vigil protest demonstration petition "
        "appeal "
        "crowdfunding crowdfunder crowdfunded front headline headlines newspaper newspapers local national regional "
        "news press "
        "reported television televised documentary tv bbc itv channel viral youtube tiktok film reality quiz talent "
        "bake lottery "
        "jackpot raffle guinness record olympic olympics paralympic commonwealth championship championships champion "
        "cup fa marathon "
        "charity sponsored carnival festival royal king queen prince princess mbe obe george bravery pride medal "
        "award by-election "
        "elected search mountain lifeboat coastguard escaped missing disappearance exhumed exhumation public strike "
        "closure closed "
        "rally rallies disorder clashes picket collision sinking stampede outbreak heist crash rescue rescued hero "
        "heroic heroine winner winning won "
        "prize crowned auction unexploded record-breaking world twinning parade regatta opened visit visited "
        "appeared photograph "
        "photographed interviewed broadcast radio filmed filming demolished demolition county agricultural flower "
        "fete fête street beauty pageant spree",
    ),
    shape(
        Clue.INCIDENT,
        rf"\b(?:{INCIDENTS})\b",
        "fell fallen plunged overboard balloon explosion exploded explosions blew fire blaze engulfed crash crashed "
        "derailed capsized sank "
        "sunk swept struck crossbow arrow sword chainsaw acid antifreeze poisoned poisoning avalanche siege hostage "
        "hostages shot "
        "shooting shotgun gunman crushed trampled mauled gored electrocuted monoxide sinkhole parachute glider "
        "microlight jet cable ski "
        "fairground funfair rollercoaster lightning drowned drowning collapsed collapse landslide cliff viaduct "
        "quicksand tide mudflats "
        "stampede bomb grenade hijack hijacked kidnapped kidnap abducted ransom arson cordoned evacuated burned "
        "burnt razed barricaded "
        "rampage ambushed machete impaled buried petrol " + plain_words(STRANGE_THINGS) + "",
        re.IGNORECASE,
    ),
    shape(
        Clue.COURT,
        r"\b(?:Crown Court|inquest|sentenced|jailed|convicted|life imprisonment|pleaded guilty|found guilty|jury)\b",
        "crown inquest sentenced jailed convicted life pleaded guilty jury",
    ),
    shape(
        Clue.SCHOOL_YEAR,
        r"\b(?:[Yy]ear (?:\d{1,2}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|"
        r"Thirteen)\b(?! [\d,])|"
        r"[Rr]eception (?:class|year|pupil|teacher)|(?:lower |upper )?sixth[- ]form(?:er)?|Key Stage \d|"
        r"[Pp]rimary \d|class of (?:19|20)\d\d|head (?:girl|boy))\b",
        "year reception sixth sixth-form sixth-former key primary class head",
    ),
    shape(
        Clue.SCHOOL_EVENT,
        rf"\b(?:{SCHOOL_EVENTS})\b",
        "leavers leavers' leavers’ nativity sports prom school class year harvest carol christmas residential field "
        "skiing ski exchange "
        "swimming prize-giving prizegiving prize speech open award awards graduation spelling talent end-of-term "
        "last first "
        "cross-country science book world summer duke gcse a-level results non-uniform mothers' mothers’ "
        "egg-and-spoon passing "
        "passing-out centenary show play performance concert production tournament match assembly ceremony recital "
        "race debate pantomime academy college",
        re.IGNORECASE,
    ),
)
