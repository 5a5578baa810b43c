"""The places of the window and the tabs of a case, as data. A page is imported when it is first shown.

To add a page: write ``pages/NAME_page.py``, a function here that imports and makes it, and its line in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.widgets.case_header import CaseHeading
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.session import Session

MakePage = Callable[[PageContext], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the navigation rail, Alt+1 and on; or, ``within`` the place of that id, a part of it without one.

    A part that is about one thing has the id ``place/part`` and the address ``place/<id>/part``.

    Where it ``needs`` a compartment, those whose key slot does not open that one do not see it.
    """

    id: str
    title: str
    icon: str
    make: MakePage
    within: str = ""
    needs: Compartment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTab:
    """A tab of a case, Ctrl+1 and on."""

    id: str
    title: str
    make: MakePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what the list shows, and where Enter goes.

    ``safe_text`` is what it shows instead on a shared screen, where the text holds names or narrative of Prevent.
    """

    text: str
    address: str
    safe_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Everything the shell can show. ``heading`` reads what a case's header says.

    ``find`` gives the cases that the search field holds, ``find_records`` the records; both run off the GUI thread.
    ``find_records`` takes a number that grows with each key: a later one stops an earlier one.
    """

    places: tuple[Place, ...]
    tabs: tuple[CaseTab, ...]
    heading: Callable[[Session, str], CaseHeading]
    find: Callable[[Session, str], Sequence[Hit]]
    find_records: Callable[[Session, str, int], Sequence[Hit]] = lambda _session, _text, _ticket: ()

    def open_to(self, compartments: Collection[Compartment]) -> Places:
        """Those of the places that need no other compartment."""
        kept = (place for place in self.places if place.needs is None or place.needs in compartments)
        return replace(self, places=tuple(kept))


def _prevent(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_page import PreventPage

    return PreventPage(context)


def _prevent_case(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_case_page import PreventCasePage

    return PreventCasePage(context)


def _prevent_meeting(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_meeting_page import PreventMeetingPage

    return PreventMeetingPage(context)


def _prevent_dates(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_dates_page import PreventDatesPage

    return PreventDatesPage(context)


def _prevent_numbers(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_numbers_page import PreventNumbersPage

    return PreventNumbersPage(context)


def _prevent_records(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.prevent_records_page import PreventRecordsPage

    return PreventRecordsPage(context)


PREVENT: Final = Place(id="prevent", title="Prevent", icon="shield", make=_prevent, needs=Compartment.PREVENT)
PREVENT_PARTS: Final = (
    Place(
        id="prevent/case",
        title="Channel case",
        icon="shield",
        make=_prevent_case,
        within="prevent",
        needs=Compartment.PREVENT,
    ),
    Place(
        id="prevent/meeting",
        title="Channel panel",
        icon="shield",
        make=_prevent_meeting,
        within="prevent",
        needs=Compartment.PREVENT,
    ),
    *(
        Place(id=f"prevent/{part}", title=title, icon=icon, make=make, within="prevent", needs=Compartment.PREVENT)
        for part, title, icon, make in (
            ("dates", "Dates of Prevent", "calendar", _prevent_dates),
            ("numbers", "Channel in numbers", "list-checks", _prevent_numbers),
            ("records", "Papers, ledger and settings of Prevent", "file-output", _prevent_records),
        )
    ),
)


def _home(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.home_page import HomePage

    return HomePage(context)


HOME: Final = Place(id="home", title="Home", icon="house", make=_home)


def _calendar(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.calendar_page import CalendarPage

    return CalendarPage(context)


CALENDAR: Final = Place(id="calendar", title="Calendar", icon="calendar", make=_calendar, needs=Compartment.REVIEWS)


def _every_action(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.every_action_page import EveryActionPage

    return EveryActionPage(context)


ACTIONS: Final = Place(id="actions", title="Actions", icon="list-checks", make=_every_action, needs=Compartment.REVIEWS)


def _boards(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.board_plans_page import BoardPlansPage

    return BoardPlansPage(context)


BOARDS: Final = Place(
    id="boards", title="Boards' plans", icon="users", make=_boards, within="actions", needs=Compartment.REVIEWS
)


def _overview(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.overview_page import OverviewPage

    return OverviewPage(context)


def _terms(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.terms_page import TermsPage

    return TermsPage(context)


def _panel(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.panel_page import PanelPage

    return PanelPage(context)


def _family(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.family_page import FamilyPage

    return FamilyPage(context)


def _publication(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.publication_page import PublicationPage

    return PublicationPage(context)


def _documents(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.documents_page import DocumentsPage

    return DocumentsPage(context)


def _redaction(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.redaction_page import RedactionPage

    return RedactionPage(context)


def _actions(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.actions_page import ActionsPage

    return ActionsPage(context)


def _reports(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.period_report_page import PeriodReportPage

    return PeriodReportPage(context)


REPORTS: Final = Place(id="reports", title="Reports", icon="file-text", make=_reports, needs=Compartment.REVIEWS)


def _heading(session: Session, case_id: str) -> CaseHeading:
    from safermk_desktop.presentation.pages.case_heading import heading

    return heading(session, case_id)


def _find(session: Session, text: str) -> Sequence[Hit]:
    from safermk_desktop.presentation.pages.case_heading import find

    return find(session, text)


def _find_records(session: Session, text: str, ticket: int) -> Sequence[Hit]:
    from safermk_desktop.presentation.pages.case_heading import find_records

    return find_records(session, text, ticket)


def _people(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.people_page import PeoplePage

    return PeoplePage(context)


def _backups(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.backups_page import BackupsPage

    return BackupsPage(context)


def _doctor(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.doctor_page import DoctorPage

    return DoctorPage(context)


def _audit(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.audit_page import AuditPage

    return AuditPage(context)


VAULT: Final = (
    Place(id="vault", title="Vault", icon="key-round", make=_people),
    Place(id="backups", title="Backups and recovery", icon="history", make=_backups, within="vault"),
    Place(id="doctor", title="Doctor", icon="shield-check", make=_doctor, within="vault"),
    Place(id="audit", title="Audit", icon="list-checks", make=_audit, within="vault"),
)


def _ledger(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.ledger_page import LedgerPage

    return LedgerPage(context)


LEDGER: Final = Place(id="ledger", title="Ledger", icon="file-output", make=_ledger, needs=Compartment.REVIEWS)


def _settings(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.settings_page import SettingsPage

    return SettingsPage(context)


SETTINGS: Final = Place(id="settings", title="Settings", icon="settings", make=_settings)


def _organisations(context: PageContext) -> Page:
    from safermk_desktop.presentation.pages.organisations_page import OrganisationsPage

    return OrganisationsPage(context)


ORGANISATIONS: Final = Place(
    id="organisations", title="Directory", icon="users", make=_organisations, needs=Compartment.REVIEWS
)


TABS: Final = (
    CaseTab(id="overview", title="Overview", make=_overview),
    CaseTab(id="terms", title="Terms of reference", make=_terms),
    CaseTab(id="panel", title="Panel", make=_panel),
    CaseTab(id="family", title="Family", make=_family),
    CaseTab(id="documents", title="Documents", make=_documents),
    CaseTab(id="redaction", title="Redaction", make=_redaction),
    CaseTab(id="publication", title="Publication", make=_publication),
    CaseTab(id="actions", title="Action plan", make=_actions),
)


def all_places() -> Places:
    """What the window shows in this version."""
    return Places(
        places=(
            *(HOME, CALENDAR, ACTIONS, PREVENT, *PREVENT_PARTS),
            *(*VAULT, LEDGER, SETTINGS, ORGANISATIONS, BOARDS, REPORTS),
        ),
        tabs=TABS,
        heading=_heading,
        find=_find,
        find_records=_find_records,
    )
