"""Which clues identify together: a table, each row with the sentence a person reads."""

from __future__ import annotations

from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.jigsaw.combinations import Class, Clue


class Rule(NamedTuple):
    """``needs`` one clue of each set, the first of them the rarest, within ``reach`` sentences of it.

    A reach below 0 asks for different documents. With ``across`` the parts may stand in different documents of a case.
    """

    kind: Class
    needs: tuple[frozenset[Clue], ...]
    reach: int
    reason: str
    across: bool = False


def _any(*clues: Clue) -> frozenset[Clue]:
    return frozenset(clues)


_LOCAL: Final = _any(Clue.SMALL, Clue.PLACE)
_ANYWHERE: Final = _any(Clue.SMALL, Clue.PLACE, Clue.TOWN)
_WHEN: Final = _any(Clue.DAY, Clue.MONTH)
_WORK: Final = _any(Clue.WORK)
_DETAIL: Final = _any(
    Clue.CHILDREN, Clue.WORK, Clue.ORIGIN, Clue.MINORITY, Clue.FAMILY, Clue.HEALTH, Clue.EMPLOYER, Clue.JOB
)

_DATED = "An exact day, a place and an age together can be looked up in a newspaper or a register of deaths."
_CHILDREN = "The number and sex of the children, with the place, tell neighbours which family is meant."
_WORKER = "An occupation that few have, with the place, leaves one person or very few."
_ONE = "The only one of its kind names the place or the person as surely as its name would."
_DEATH = "A death of this unusual kind, with its time or place, can be found in the press."
_ORIGIN = "A nationality or faith that is rare in a place of this size leaves one household or very few."
_SCHOOL = "A school year or event with its date tells everyone at the school who is meant."
_JOB = "The job, what the employer does and the age together leave one person or very few."
_FAMILY = "A family of this unusual kind, with the place, is known to everyone who lives there."
_NEWS = "An event that was in the news, with its time and place, leads to the reports that give names."
_HEALTH = "A condition that few have, with the place, leaves one person or very few."
_SEVERAL = "Several facts about one person, none of which identifies alone, leave one person or very few together."

PAGE: Final = 8
"""Sentences that one page holds on either side of a clue: so far a reader carries one fact to the next."""

RULES: Final = (
    Rule(Class.ONLY_ONE, (_any(Clue.ONLY),), 0, _ONE),
    Rule(Class.ONLY_ONE, (_any(Clue.FIRST), _ANYWHERE | _WHEN), 1, _ONE),
    Rule(Class.UNUSUAL_DEATH, (_any(Clue.DEATH, Clue.INCIDENT), _any(Clue.DAY)), 4, _DEATH, across=True),
    Rule(Class.UNUSUAL_DEATH, (_any(Clue.DEATH), _LOCAL), 2, _DEATH, across=True),
    Rule(Class.UNUSUAL_DEATH, (_any(Clue.DEATH, Clue.INCIDENT), _any(Clue.MONTH)), 1, _DEATH),
    Rule(Class.OCCUPATION_PLACE, (_WORK, _LOCAL), PAGE, _WORKER, across=True),
    Rule(
        Class.OCCUPATION_PLACE, (_WORK, _any(Clue.TOWN), _WHEN | _any(Clue.AGE, Clue.ORIGIN, Clue.CHILDREN)), 2, _WORKER
    ),
    Rule(Class.ORIGIN_PLACE, (_any(Clue.ORIGIN), _LOCAL), PAGE, _ORIGIN, across=True),
    Rule(Class.ORIGIN_PLACE, (_any(Clue.MINORITY), _any(Clue.SMALL)), 2, _ORIGIN),
    Rule(Class.ORIGIN_PLACE, (_any(Clue.ORIGIN), _any(Clue.TOWN), _any(Clue.AGE) | _DETAIL), 2, _ORIGIN),
    Rule(Class.FAMILY_PLACE, (_any(Clue.FAMILY), _LOCAL), PAGE, _FAMILY, across=True),
    Rule(Class.FAMILY_PLACE, (_any(Clue.FAMILY), _any(Clue.TOWN), _WHEN | _any(Clue.AGE)), 3, _FAMILY),
    Rule(Class.HEALTH_PLACE, (_any(Clue.HEALTH), _ANYWHERE), PAGE, _HEALTH, across=True),
    Rule(Class.SCHOOL_DATE, (_any(Clue.SCHOOL_EVENT), _WHEN), 5, _SCHOOL, across=True),
    Rule(Class.SCHOOL_DATE, (_any(Clue.SCHOOL_YEAR), _any(Clue.SCHOOL_EVENT)), 2, _SCHOOL, across=True),
    Rule(Class.SCHOOL_DATE, (_any(Clue.SCHOOL_YEAR), _LOCAL, _WHEN), 3, _SCHOOL, across=True),
    Rule(
        Class.JOB_EMPLOYER_AGE,
        (_any(Clue.EMPLOYER, Clue.FIRST, Clue.ONLY), _any(Clue.WORK, Clue.JOB), _any(Clue.AGE)),
        PAGE,
        _JOB,
        across=True,
    ),
    Rule(Class.NEWS_EVENT, (_any(Clue.EVENT, Clue.INCIDENT), _WHEN, _ANYWHERE), 4, _NEWS, across=True),
    Rule(Class.NEWS_EVENT, (_any(Clue.DIED), _LOCAL), 4, _NEWS, across=True),
    Rule(Class.NEWS_EVENT, (_any(Clue.EVENT, Clue.INCIDENT), _LOCAL), -1, _NEWS, across=True),
    Rule(Class.NEWS_EVENT, (_any(Clue.COURT), _any(Clue.DAY), _ANYWHERE), 1, _NEWS),
    Rule(Class.CHILDREN_PLACE, (_any(Clue.CHILDREN), _LOCAL), PAGE, _CHILDREN, across=True),
    Rule(Class.DATE_PLACE_AGE, (_any(Clue.AGE), _any(Clue.DAY), _ANYWHERE), PAGE, _DATED, across=True),
    Rule(Class.SEVERAL, (_any(Clue.AGE), _ANYWHERE, _DETAIL, _DETAIL), 3, _SEVERAL),
    Rule(Class.DATE_PLACE_AGE, (_any(Clue.AGE), _WHEN, _LOCAL), -1, _DATED, across=True),
    Rule(Class.SEVERAL, (_any(Clue.AGE), _LOCAL, _DETAIL), -1, _SEVERAL, across=True),
)
"""In the order in which they are tried; what an earlier row has flagged is not flagged again by a later one."""
