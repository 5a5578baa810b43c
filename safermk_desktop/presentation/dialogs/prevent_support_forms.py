"""The forms of support in a Channel case, as data: consent, the plan with its statutory fields, what was delivered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.assessment import AssessmentStage, AssessmentTemplate, RiskLevel
from safermk_desktop.domain.channel.case import is_under_18
from safermk_desktop.domain.channel.support import EXPLAINED, SCOPES, Consenter, Objective, SupportKind, SupportPlan
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.prevent_referral_forms import YES_NO, a_day
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.services.channel import assessing, supporting
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

CONSENTERS: Final = (
    (Consenter.PERSON.value, "The person"),
    (Consenter.PARENT.value, "A parent"),
    (Consenter.GUARDIAN.value, "A guardian"),
)
_EXPLAINED: Final = MappingProxyType(
    {
        "nature": "Explained: what the support is",
        "voluntary": "Explained: that it is voluntary",
        "who_sees": "Explained: who sees what is recorded",
        "recording": "Explained: what is recorded",
        "withdrawal": "Explained: that consent can be withdrawn",
        "retention": "Explained: how long it is kept",
    }
)
_SCOPES: Final = MappingProxyType(
    {
        "support": "Consents to the support",
        "information_sharing": "Consents to sharing information for it",
        "school": "Consents to the school taking part",
    }
)
RISKS: Final = tuple((one.value, one.value.capitalize()) for one in RiskLevel)
KINDS: Final = tuple((one.value, one.value.replace("_", " ").capitalize()) for one in SupportKind)
STAGES: Final = (
    (AssessmentStage.INITIAL.value, "First assessment"),
    (AssessmentStage.THREE_MONTH.value, "After three months"),
    (AssessmentStage.FURTHER.value, "Further assessment"),
    (AssessmentStage.EXIT.value, "For the exit"),
    (AssessmentStage.SIX_MONTH.value, "Six months after the exit"),
    (AssessmentStage.TWELVE_MONTH.value, "Twelve months after the exit"),
)
PLAN_WORDS: Final = (
    ("consent_how", "(a) How consent is asked for", True),
    ("consent_when", "(a) When consent is asked for", True),
    ("consent_by", "(a) By whom consent is asked for", True),
    ("nature", "(b) Nature of the support", True),
    ("responsible", "(c) Who is responsible for arranging it", True),
    ("given_how", "(d) How it is given", True),
    ("given_when", "(d) When it is given", True),
    ("risk_to_self", "Risk to the person", False),
    ("risk_to_others", "Risk to others", False),
    ("risk_online", "Risk online", False),
    ("mitigation", "What lowers the risk", False),
    ("contingency", "What happens if it does not work", False),
    ("escalation", "To whom it is taken", False),
)
"""The fields of a plan, in the words of section 36(5), and whether the Act asks for them."""


def record_consent(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Consent that was given."""
    today, born = session.clock.today(), view.file.person.born_on
    is_child = born is not None and is_under_18(born, today)
    who = "The person is under 18: a parent or guardian consents, and the young person's own view is recorded."
    explained = tuple(Ask(name=one, words=_EXPLAINED[one], choices=YES_NO) for one in EXPLAINED)
    scope = tuple(
        Ask(name=f"scope_{one}", words=_SCOPES[one], choices=YES_NO, starts="yes" if one == "support" else "no")
        for one in SCOPES
    )

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        return supporting.record_consent(session, view.file.case.case_id, _new_consent(texts, days))

    return StepForm(
        title="Consent to the support",
        explain=who if is_child else "The person is 18 or over and consents for themselves.",
        asks=(
            Ask(
                name="consenter",
                words="&Who consents",
                choices=CONSENTERS,
                starts=Consenter.PARENT.value if is_child else Consenter.PERSON.value,
            ),
            Ask(name="name", words="&Name", missing="Type the name of who consents."),
            Ask(name="relationship", words="&Relationship to the person", missing="Type the relationship."),
            a_day("Answered &on", session.clock.today()),
            Ask(name="method", words="&How it was given", missing="Say how, such as in writing.", starts="In writing"),
            *explained,
            *scope,
            Ask(name="view", words="The young person's own &view", is_long=True),
            Ask(name="capacity", words="Note on &capacity, where there was doubt", is_long=True),
            Ask(name="witness", words="W&itness"),
            Ask(name="copy", words="A co&py is held", choices=YES_NO),
        ),
        save="&Record the consent",
        act=act,
    )


def _new_consent(texts: Mapping[str, str], days: Mapping[str, date]) -> supporting.NewConsent:
    return supporting.NewConsent(
        answered_on=days["day"],
        consenter=Consenter(texts["consenter"]),
        name=texts["name"],
        relationship=texts["relationship"],
        method=texts["method"],
        explained=tuple(one for one in EXPLAINED if texts[one] == "yes"),
        scope=tuple(one for one in SCOPES if texts[f"scope_{one}"] == "yes"),
        capacity_note=texts["capacity"],
        young_person_view=texts["view"],
        witness=texts["witness"],
        copy_held=texts["copy"] == "yes",
    )


def record_refusal(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Consent that was refused."""
    return StepForm(
        title="Consent was refused",
        explain="It is recorded without pressure. The case goes to the panel, which considers what else there is.",
        asks=(
            Ask(name="consenter", words="&Who refused", choices=CONSENTERS),
            Ask(name="name", words="&Name", missing="Type the name of who refused."),
            a_day("Answered &on", session.clock.today()),
            Ask(
                name="reason", words="&Reason given", missing="Write the reason, or that none was given.", is_long=True
            ),
        ),
        save="&Record the refusal",
        act=lambda texts, days: supporting.record_refusal(
            session,
            view.file.case.case_id,
            supporting.NewConsent(
                answered_on=days["day"],
                consenter=Consenter(texts["consenter"]),
                name=texts["name"],
                relationship="",
                method="",
                explained=(),
                scope=(),
            ),
            reason=texts["reason"],
        ),
    )


def withdraw_consent(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Consent that was withdrawn."""
    return StepForm(
        title="Consent was withdrawn",
        explain="Support ends and the case goes to the panel the same day.",
        asks=(
            Ask(name="by", words="&Who withdrew it", missing="Say who withdrew it."),
            a_day("Withdrawn &on", session.clock.today()),
            Ask(
                name="reason", words="&Reason given", missing="Write the reason, or that none was given.", is_long=True
            ),
        ),
        save="&Record it",
        act=lambda texts, days: supporting.withdraw_consent(
            session, view.file.case.case_id, withdrawn_on=days["day"], by=texts["by"], reason=texts["reason"]
        ),
    )


def write_plan(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The next version of the plan; what the last one said stands in it."""
    held = view.file.plan
    fields = tuple(
        Ask(
            name=name,
            words=words,
            missing="The Act asks for this: section 36(5)." if is_asked else "",
            starts=str(getattr(held, name)) if held else "",
            is_long=name == "nature",
        )
        for name, words, is_asked in PLAN_WORDS
    )
    return StepForm(
        title="Support plan",
        explain="Section 36(5) asks for (a) to (d). Each saving is a version of its own.",
        asks=(
            Ask(
                name="lead",
                words="&Lead professional",
                missing="Type the lead professional.",
                starts=held.lead_professional if held else "",
            ),
            a_day("Made &on", session.clock.today()),
            *fields,
        ),
        save="&Save this version",
        act=lambda texts, days: supporting.write_plan(
            session,
            view.file.case.case_id,
            SupportPlan(
                id=RecordId(""),
                case_id=view.file.case.case_id,
                version=0,
                made_on=days["day"],
                lead_professional=texts["lead"],
                **{name: texts[name] for name, _words, _asked in PLAN_WORDS},
            ),
        ),
    )


def put_objective(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """One objective of the plan."""
    return StepForm(
        title="Objective of the plan",
        explain="Each objective is closed on evidence of its own; a vote alone closes nothing.",
        asks=(
            Ask(name="need", words="&Need that it meets", missing="Write the need.", is_long=True),
            Ask(name="factor", words="&Factor of the assessment it belongs to"),
            Ask(name="support", words="&Support", choices=KINDS),
            Ask(name="provider", words="&Who gives it", missing="Type who gives it."),
            a_day("&Begins on", session.clock.today()),
            Ask(name="often", words="How &often", missing="Type how often.", starts="Every week"),
            Ask(name="measure", words="What &shows that it is reached", missing="Say what shows it."),
        ),
        save="&Add the objective",
        act=lambda texts, days: supporting.put_objective(
            session,
            view.file.case.case_id,
            need_met=texts["need"],
            factor=texts["factor"],
            support=SupportKind(texts["support"]),
            provider=texts["provider"],
            starts_on=days["day"],
            how_often=texts["often"],
            measure=texts["measure"],
        ),
    )


def _chosen(view: ChannelOverview, about: str) -> tuple[Objective, ...]:
    found = tuple(one for one in view.file.objectives if one.id == RecordId(about)) or view.file.objectives
    if not found:
        raise RecordUnknown
    return found


def record_contact(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """A contact of support that was delivered, or failed."""
    objectives = tuple((one.id, f"{one.number}. {one.need}") for one in _chosen(view, about))
    return StepForm(
        title="Contact of support",
        explain="What was not delivered is recorded too: it does not end the alarm.",
        asks=(
            Ask(name="objective", words="&Objective", choices=objectives),
            a_day("&On", session.clock.today()),
            Ask(
                name="by",
                words="&Who gave it",
                missing="Type who gave it.",
                starts=_chosen(view, about)[0].provider,
            ),
            Ask(name="delivered", words="&Delivered", choices=(("yes", "Delivered"), ("no", "Failed")), starts="yes"),
            Ask(name="note", words="&Note; why, where it failed", is_long=True),
        ),
        save="&Record the contact",
        act=lambda texts, days: supporting.record_contact(
            session,
            view.file.case.case_id,
            RecordId(texts["objective"]),
            happened_on=days["day"],
            by=texts["by"],
            was_delivered=texts["delivered"] == "yes",
            note=texts["note"],
        ),
    )


def record_progress(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """How an objective goes."""
    held = _chosen(view, about)[0]
    return StepForm(
        title=f"Objective {held.number}",
        explain=held.need,
        asks=(
            Ask(name="progress", words="&Progress", missing="Write how it goes.", starts=held.progress, is_long=True),
            Ask(name="ends", words="&Ends on", is_day=True, is_ahead=True),
        ),
        save="&Save",
        act=lambda texts, days: supporting.record_progress(
            session, view.file.case.case_id, held.id, progress=texts["progress"], ends_on=days.get("ends")
        ),
    )


def assess(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """An assessment on the template in force: each factor with its rating and its evidence, as they stood before."""
    template = _template(session, view)
    last = assessing.compared(session, view.file.case.case_id)
    was = {change.factor.id: change for change in last[-1].changes} if last else {}
    scale = tuple((str(number), words) for number, words in enumerate(template.scale))
    asks: list[Ask] = []
    for factor in template.listed():
        before = was.get(factor.id)
        rating = str(before.now) if before and before.now is not None else "0"
        evidence = before.evidence if before else ""
        asks.append(Ask(name=factor.id, words=f"{factor.section}: {factor.words}", choices=scale, starts=rating))
        asks.append(Ask(name=f"{factor.id}_evidence", words=f"Evidence: {factor.words}", starts=evidence))
    stage = AssessmentStage.THREE_MONTH if last else AssessmentStage.INITIAL
    if any(one.condition.test == "exit_assessed" for one in view.gate):
        stage = AssessmentStage.EXIT
    return StepForm(
        title="Assessment",
        explain=f"{template.name}, version {template.version}. What was rated last time stands in it to be changed.",
        asks=(
            Ask(name="stage", words="&When in the case", choices=STAGES, starts=stage.value),
            a_day("Assessed &on", session.clock.today()),
            Ask(name="risk", words="&Risk over all", choices=RISKS),
            Ask(name="overall", words="View over &all", missing="Write the view over all.", is_long=True),
            *asks,
        ),
        save="&Keep the assessment",
        act=_assessment(session, view, template),
    )


def _assessment(
    session: Session, view: ChannelOverview, template: AssessmentTemplate
) -> Callable[[Mapping[str, str], Mapping[str, date]], object]:
    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        rated = {
            one.id: assessing.Rated(
                rating=int(texts[one.id]), evidence=texts[f"{one.id}_evidence"], seen_on=days["day"]
            )
            for one in template.listed()
        }
        return assessing.assess(
            session,
            view.file.case.case_id,
            template.id,
            stage=AssessmentStage(texts["stage"]),
            assessed_on=days["day"],
            overall=texts["overall"],
            risk=RiskLevel(texts["risk"]),
            ratings=rated,
        )

    return act


def _template(session: Session, view: ChannelOverview) -> AssessmentTemplate:
    """The one in force; a case keeps the framework that it was assessed on before."""
    held = assessing.templates(session)
    if not held:
        assessing.bring_templates(session)
        held = assessing.templates(session)
    used = view.file.assessments[-1].template_id if view.file.assessments else ""
    own = next((one for one in held if one.id == used), None)
    if own is not None and own.framework == "vaf":
        return own
    return next(one for one in reversed(held) if one.retired_on is None)
