"""Channel under sections 36 to 41 of the Counter-Terrorism and Security Act 2015: its states and gates (domain 5.2)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.course import ChannelCourse
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.regimes.channel_2023_clocks import CHANNEL_2023_RULES, RECURS, SET_BY
from safermk_desktop.domain.regimes.channel_2023_lists import (
    ACT,
    CHAIR,
    COORDINATOR,
    FACTS,
    GUIDANCE,
    LOCAL,
    POLICE,
    S36,
    S37,
)
from safermk_desktop.domain.states import GateCondition, Stage, State, Way


def _law(test: str, unmet: str, met: str, act: str, *, source: str, owner: str = COORDINATOR) -> GateCondition:
    """What the Act asks for. No override passes it."""
    return GateCondition(
        test=test,
        unmet=unmet,
        met=met,
        source=source,
        basis=Basis.STATUTE,
        act=act,
        owner=owner,
        is_owed_always=True,
    )


def _custom(
    test: str,
    unmet: str,
    met: str,
    act: str = "",
    *,
    owner: str = COORDINATOR,
    basis: Basis = Basis.LOCAL,
    is_owed_always: bool = False,
) -> GateCondition:
    """What the guidance or the panel itself asks for. Without an ``act`` the test names the fact to be recorded."""
    return GateCondition(
        test=test,
        unmet=unmet,
        met=met,
        source=GUIDANCE if basis is Basis.GUIDANCE else LOCAL,
        basis=basis,
        act=act or test,
        owner=owner,
        is_owed_always=is_owed_always,
    )


_EXIT_IF_SUPPORTED: Final = _custom(
    "exit_if_supported",
    "The person was in support: how they left it is not recorded, with the reviews after 6 and 12 months.",
    "Exit and its reviews recorded, where support had begun",
    "record_exit",
    basis=Basis.GUIDANCE,
    is_owed_always=True,
)
_SERVICES: Final = _law(
    "fact:services_considered",
    "It is not recorded that referral to health, social care or other services was considered.",
    "Other services considered",
    "fact:services_considered",
    source=f"{S36}, explanatory note 208",
    owner=CHAIR,
)
_OUTCOME: Final = _custom(
    "stay:outcome_logged", "The outcome is not logged, with whether the referrer was told.", "Outcome logged"
)

RECEIVED: Final = Stage(
    id="referral",
    name="Referral",
    waiting="",
    states=(
        State(
            id="C0",
            name="Referral received",
            ways=(Way("C1"),),
            gate=(
                _custom("referral_logged", "The referral is not logged.", "Referral logged", "log_referral"),
                _custom(
                    "fact:safeguarding_checked",
                    "It is not recorded whether the person needs safeguarding now.",
                    "Safeguarding need checked",
                ),
                _custom(
                    "fact:known_checked",
                    "It is not recorded whether the person was referred before.",
                    "Earlier referrals looked for",
                ),
            ),
        ),
        State(
            id="C1",
            name="Police gateway",
            ways=(
                Way("X3", when="gateway_not_progressed"),
                Way("X1", when="gateway_no_concern"),
                Way("X2", when="gateway_police_led"),
                Way("C2"),
            ),
            gate=(
                _custom(
                    "history_seen",
                    "The person was referred before: the chair has not looked at the whole history.",
                    "Whole history seen by the chair, where there is one",
                    "look_at_history",
                    owner=CHAIR,
                    is_owed_always=True,
                ),
                _custom(
                    "gateway_answered",
                    "The outcome of the police gateway is not recorded.",
                    "Police gateway answered",
                    "record_gateway",
                    owner=POLICE,
                    basis=Basis.GUIDANCE,
                ),
            ),
        ),
    ),
)

INFORMATION: Final = Stage(
    id="information",
    name="Information",
    waiting="After the gateway",
    states=(
        State(
            id="C2",
            name="Gathering information",
            ways=(Way("C3"),),
            gate=(
                _custom(
                    "partners_settled",
                    "No partner was asked for information.",
                    "Partners' returns in, or chased",
                    "ask_partner",
                ),
                _custom(
                    "assessed",
                    "There is no assessment of the person.",
                    "Draft assessment made",
                    "assess",
                    basis=Basis.GUIDANCE,
                ),
            ),
        ),
        State(
            id="C3",
            name="Section 36 decision",
            ways=(Way("X1", when="grounds_not_found"), Way("C4")),
            gate=(
                _law(
                    "section36_decided",
                    "It is not decided whether there are reasonable grounds to believe that the person is vulnerable.",
                    "Section 36 decision recorded",
                    "decide_section36",
                    source=f"{S36}(3)",
                ),
            ),
        ),
    ),
)

PANEL: Final = Stage(
    id="panel",
    name="Panel",
    waiting="After the section 36 decision",
    states=(
        State(
            id="C4",
            name="First panel",
            ways=(
                Way("X1", when="panel_not_suitable"),
                Way("X2", when="panel_police_led"),
                Way("C2", when="panel_deferred"),
                Way("C5"),
            ),
            gate=(
                _law(
                    "panel_decided",
                    "The panel has not decided.",
                    "Decided by the panel",
                    "decide",
                    source=f"{S36}(4) and {S37}(6)",
                    owner=CHAIR,
                ),
            ),
        ),
        State(
            id="C5",
            name="Seeking consent",
            ways=(Way("C6"),),
            gate=(
                _law(
                    "plan_complete",
                    "There is no support plan with what section 36(5) asks for.",
                    "Support plan states what the Act asks for",
                    "write_plan",
                    source=f"{S36}(4)(a) and (5)",
                ),
                _law(
                    "consent_to_begin",
                    "There is no consent to the support.",
                    "Consent given",
                    "record_consent",
                    source=f"{S36}(4)(b), explanatory note 206",
                ),
            ),
        ),
    ),
)

SUPPORT: Final = Stage(
    id="support",
    name="Support",
    waiting="After consent",
    states=(
        State(
            id="C6",
            name="In support",
            ways=(Way("X2", when="panel_police_led"), Way("C7")),
            gate=(
                _law(
                    "panel_ended",
                    "The panel has not decided that the support ends.",
                    "Decided by the panel that the support ends",
                    "decide",
                    source=f"{S36}(4)(d)",
                    owner=CHAIR,
                ),
            ),
            note="Every month the panel reviews; at least every three months the person is assessed again.",
        ),
        State(
            id="C7",
            name="Exit",
            ways=(Way("C8"),),
            gate=(
                _custom(
                    "exit_assessed",
                    "There is no assessment for the exit.",
                    "Exit assessment made",
                    "assess",
                    basis=Basis.GUIDANCE,
                ),
                _custom(
                    "exit_recorded",
                    "The exit is not recorded, with evidence for each objective.",
                    "Exit recorded with its evidence",
                    "record_exit",
                    owner=CHAIR,
                    basis=Basis.GUIDANCE,
                    is_owed_always=True,
                ),
                _custom(
                    "reviews_made",
                    "The reviews 6 and 12 months after the exit are not made.",
                    "Reviews after 6 and 12 months made",
                    "record_exit",
                    owner=CHAIR,
                    basis=Basis.GUIDANCE,
                    is_owed_always=True,
                ),
            ),
        ),
    ),
)

AFTER: Final = Stage(
    id="after",
    name="After exit",
    waiting="After the exit",
    states=tuple(
        State(
            id=state,
            name=f"{months} months after exit",
            ways=(Way("C2", when=f"review_{months}_re_enters"), Way(onward)),
            gate=(
                _custom(
                    f"review_{months}_held",
                    f"The review {months} months after the exit is not held.",
                    f"Reviewed {months} months after the exit",
                    "review_after_exit",
                    owner=CHAIR,
                    basis=Basis.GUIDANCE,
                ),
            ),
        )
        for state, months, onward in (("C8", 6, "C9"), ("C9", 12, "C10"))
    ),
)

ASIDE: Final = (
    State(
        id="X1",
        name="Not suitable for Channel",
        ways=(Way("C10"),),
        gate=(_SERVICES, _OUTCOME, _EXIT_IF_SUPPORTED),
        is_aside=True,
    ),
    State(
        id="X2",
        name="Led by the police",
        ways=(Way("C4", when="taken_back"), Way("C10")),
        gate=(
            _custom("stay:handed_over", "The hand-over to the police is not recorded.", "Handed over"),
            _custom("stay:panel_informed", "It is not recorded that the panel was told.", "Panel told", owner=CHAIR),
            _EXIT_IF_SUPPORTED,
        ),
        is_aside=True,
    ),
    State(
        id="X3",
        name="Not progressed",
        ways=(Way("C10"),),
        gate=(
            _custom(
                "gateway_answered", "That it is not progressed is not recorded.", "Not progressed", "record_gateway"
            ),
        ),
        is_aside=True,
        note="Nothing more is kept here.",
    ),
    State(
        id="X4",
        name="Consent refused or withdrawn",
        ways=(
            Way("C4", when="panel_assesses_again"),
            Way("X1", when="panel_not_suitable"),
            Way("X2", when="panel_police_led"),
            Way("C10"),
        ),
        gate=(
            _law(
                "panel_decided",
                "The panel has not considered a further assessment, nor other support and safeguarding.",
                "Considered by the panel",
                "decide",
                source=f"{S36}(4)(e), explanatory note 208",
                owner=CHAIR,
            ),
            _SERVICES,
            _EXIT_IF_SUPPORTED,
        ),
        is_aside=True,
    ),
)

FIRST: Final = (Outcome.ADOPT, Outcome.NOT_SUITABLE, Outcome.DEFER, Outcome.POLICE_LED)
RUNNING: Final = (
    Outcome.CONTINUE,
    Outcome.AMEND,
    Outcome.INCREASE,
    Outcome.STEP_DOWN,
    Outcome.EXIT,
    Outcome.TRANSFER,
    Outcome.POLICE_LED,
)
REFUSED: Final = (Outcome.FURTHER_ASSESSMENT, Outcome.NOT_SUITABLE, Outcome.POLICE_LED, Outcome.CLOSE)

CHANNEL_2023: Final = ChannelCourse(
    id="channel_2023",
    edition="December 2023",
    act=f"{ACT}, ss.36 to 41",
    guidance=GUIDANCE,
    display_name="Channel",
    stages=(RECEIVED, INFORMATION, PANEL, SUPPORT, AFTER),
    ends=(
        *ASIDE,
        State(id="C10", name="Closed", allows_side_steps=False),
        State(id="T1", name="Transferred to another panel", allows_side_steps=False, is_aside=True),
    ),
    rules=CHANNEL_2023_RULES,
    facts=FACTS,
    support="C6",
    refused="X4",
    police_led="X2",
    not_progressed="X3",
    transferred="T1",
    closed="C10",
    outcomes=MappingProxyType({"C4": FIRST, "C5": (Outcome.CONTINUE, Outcome.AMEND), "C6": RUNNING, "X4": REFUSED}),
    recurs=RECURS,
    set_by=SET_BY,
)
