"""Loading everything that a Channel case holds, and the checks that every act on it shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.assessment import Assessment
from safermk_desktop.domain.channel.case import ChannelCase, ChannelFact, ChannelPerson, ChannelStep, HistoryLook
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.course import ChannelCourse
from safermk_desktop.domain.channel.exits import Exit, PostExitReview, Retention, RetentionHold, Transfer
from safermk_desktop.domain.channel.governance import PreventSetting
from safermk_desktop.domain.channel.panel import CaseAction, PanelDecision, PanelReview
from safermk_desktop.domain.channel.referral import GatewayOutcome, PartnerRequest, Referral, Section36Decision
from safermk_desktop.domain.channel.support import Consent, Objective, SupportContact, SupportPlan
from safermk_desktop.domain.record import ChannelId, PreventRecord, RecordId
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.domain.regimes.channel_2023_lists import CONCERNS, SETTINGS
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session

R = TypeVar("R", bound=PreventRecord)

COURSES: Final[Mapping[str, ChannelCourse]] = MappingProxyType({CHANNEL_2023.id: CHANNEL_2023})
PREVENT: Final = Compartment.PREVENT
NO_CASE: Final = ChannelId("")
MARKING: Final = "OFFICIAL-SENSITIVE"
CONCERN_LIST: Final = "concerns"
"""The setting of the panel that is a list of words and no number."""
NOT_PROGRESSED: Final = "The case was not progressed. Nothing more is kept here."


class _Grouped:
    """Every record of a compartment by its case: each kind is read once, however many cases there are."""

    def __init__(self, work: Reading) -> None:
        self._work = work
        self._held: dict[type[PreventRecord], dict[str, list[PreventRecord]]] = {}

    def of(self, kind: type[PreventRecord], case_id: ChannelId) -> tuple[PreventRecord, ...]:
        """The records of one kind of one case, in the order of entry."""
        if kind not in self._held:
            found: dict[str, list[PreventRecord]] = defaultdict(list)
            for record in self._work.every(kind):
                found[record.case_id].append(record)
            self._held[kind] = found
        return tuple(self._held[kind].get(case_id, ()))


def load(work: Reading, case_id: ChannelId, today: date) -> ChannelFile:
    """The whole file of one case on a day. Raises ``RecordUnknown``."""
    case = work.get(ChannelCase, RecordId(case_id))
    same = work.chosen(ChannelCase, ("id", "person_id"), person_id=(case.person_id,))
    others = tuple(work.get(ChannelCase, one.id) for one in same if one.id != case.id)
    return _file(case, others, today, lambda kind: work.of_case(kind, case_id))


def load_all(work: Reading, today: date) -> tuple[ChannelFile, ...]:
    """The files of all cases on a day, in the order of entry."""
    grouped, cases = _Grouped(work), work.every(ChannelCase)
    people: dict[str, list[ChannelCase]] = defaultdict(list)
    for case in cases:
        people[case.person_id].append(case)
    return tuple(_of(grouped, case, people[case.person_id], today) for case in cases)


def _of(grouped: _Grouped, case: ChannelCase, same: list[ChannelCase], today: date) -> ChannelFile:
    others = tuple(one for one in same if one.id != case.id)
    return _file(case, others, today, lambda kind: grouped.of(kind, case.case_id))


class _Read:
    """Reads the records of one case by their kind."""

    def __init__(self, read: Callable[[type[PreventRecord]], tuple[PreventRecord, ...]]) -> None:
        self._read = read

    def __call__(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(one for one in self._read(kind) if isinstance(one, kind))


def _file(
    case: ChannelCase,
    others: tuple[ChannelCase, ...],
    today: date,
    read: Callable[[type[PreventRecord]], tuple[PreventRecord, ...]],
) -> ChannelFile:
    of = _Read(read)
    referrals = of(Referral)
    return ChannelFile(
        case=case,
        person=of(ChannelPerson)[-1],
        today=today,
        referral=referrals[-1] if referrals else None,
        earlier=tuple(one for one in others if one.referral_number < case.referral_number),
        steps=of(ChannelStep),
        facts=of(ChannelFact),
        looks=of(HistoryLook),
        gateway=of(GatewayOutcome),
        requests=of(PartnerRequest),
        section36=of(Section36Decision),
        assessments=of(Assessment),
        consents=of(Consent),
        plans=of(SupportPlan),
        objectives=of(Objective),
        contacts=of(SupportContact),
        decisions=of(PanelDecision),
        reviews=of(PanelReview),
        actions=of(CaseAction),
        exits=of(Exit),
        after=of(PostExitReview),
        transfers=of(Transfer),
        retention=of(Retention),
        holds=of(RetentionHold),
    )


def channel_course(case: ChannelCase) -> ChannelCourse:
    """The edition of Channel that the case was opened under."""
    return COURSES[case.regime]


def live_file(session: Session, work: Reading, case_id: ChannelId) -> ChannelFile:
    """The file of a case that can still be worked on.

    Raises ``RecordUnknown``; ``EntryInvalid`` for a closed case, and for one that was not progressed: of a live matter
    of the police nothing more is kept.
    """
    file = load(work, case_id, session.clock.today())
    if file.case.status is CaseStatus.CLOSED:
        raise EntryInvalid("The case is closed.")
    if was_live_matter(file.case, file.steps):
        raise EntryInvalid(NOT_PROGRESSED)
    return file


def was_live_matter(case: ChannelCase, steps: Iterable[ChannelStep]) -> bool:
    """Whether the case was not progressed: of a live matter of the police nothing more is kept, also once closed."""
    return any(one.now == channel_course(case).not_progressed for one in steps)


def own(work: Reading, kind: type[R], record_id: RecordId, case_id: ChannelId) -> R:
    """A record of this case. Raises ``RecordUnknown`` also for one of another: to an act here it is not there."""
    found = work.get(kind, record_id)
    if found.case_id != case_id:
        raise RecordUnknown
    return found


def settings_of(work: Reading) -> Mapping[str, int]:
    """What the panel set for itself, over what holds until it does."""
    kept = {str(one.id): int(one.value) for one in work.every(PreventSetting) if one.id in SETTINGS}
    return MappingProxyType({**SETTINGS, **kept})


def concerns_of(work: Reading) -> tuple[str, ...]:
    """The types of concern that a referral is counted under."""
    kept = [one.value for one in work.every(PreventSetting) if one.id == CONCERN_LIST]
    return tuple(kept[-1].splitlines()) if kept else CONCERNS
