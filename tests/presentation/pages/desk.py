"""A page on a real small vault: jobs run at once, messages are kept, addresses asked for are noted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import docx
from PySide6.QtWidgets import QWidget

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.changes import Change, Changes
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.services import identities, keeping_papers, ledger, queries, redacting
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.models import copied
from tests.presentation.conftest import InlineJobs, RecordingTeller
from tests.services.conftest import CHEAP, PASSPHRASE, notify
from tests.unconfined import unconfined

D = TypeVar("D", bound=QWidget)
REPORT = (
    "Joanna Fenwick died on 3 March 2024. Ms Fenwick lived at 16 Aldergate Close.",
    "Her sister told Mrs Tolland that she was worried.",
)


@dataclass
class Desk:
    """What a test of a page works with."""

    session: Session
    case_id: CaseId
    folder: Path
    context: PageContext
    teller: RecordingTeller
    went: list[str] = field(default_factory=list[str])

    def file(self) -> CaseFile:
        """The case as it now is in the vault."""
        return queries.case_file(self.session, self.case_id)

    def log(self) -> list[str]:
        """What was done on the case, newest first."""
        return [line.what for line in queries.activity(self.session, self.case_id)]

    def settle(self, page: Page) -> None:
        """Show the page for the case, as the shell does, now and after each change."""

        def again(change: Change) -> None:
            page.arrive(change.case_id)

        self.context.changes.changed.connect(again)
        page.arrive(self.case_id)

    def import_report(self) -> RecordId:
        """A small overview report in the vault."""
        return redacting.keep_paper(
            self.session,
            self.case_id,
            word_file(*REPORT),
            kind=PaperKind.OVERVIEW_REPORT,
            title="Overview report",
            audience=Audience.RESTRICTED,
        )

    def enter(self, *names: str, replacement: str = "Adult K", kind: str = "person") -> RecordId:
        """An identity in the register."""
        return identities.put_identity(
            self.session, self.case_id, kind=kind, role="subject", names=names, replacement=replacement
        )


@contextmanager
def open_desk(folder: Path, teller: RecordingTeller) -> Iterator[Desk]:
    """A vault with one case, open on 17 November 2026."""
    clock = StoryClock(date(2026, 11, 17))
    door = bootstrap.door(clock, CHEAP)
    place = copied("desk", _make, folder / "test.smkv")
    vault = door.open(place, person=None, passphrase=PASSPHRASE)
    session = unconfined(bootstrap.open_session(vault, clock))
    with vault.reading(Compartment.REVIEWS) as work:
        case_id = work.every(Case)[0].case_id
    window, went = QWidget(), list[str]()
    messages, jobs = Messages(window, teller), InlineJobs()
    jobs.on_failure = messages.show_error

    def navigate(address: str) -> None:
        went.append(address)

    context = PageContext(
        application=replace(bootstrap.build(clock, CHEAP), data_folder=folder),
        session=session,
        changes=Changes(),
        jobs=jobs,
        messages=messages,
        navigate=navigate,
    )
    yield Desk(session=session, case_id=case_id, folder=folder, context=context, teller=teller, went=went)
    vault.close()


def _make(place: Path) -> None:
    clock = StoryClock(date(2026, 3, 2))
    door = bootstrap.door(clock, CHEAP)
    door.create(place, person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    with closing(door.open(place, person=None, passphrase=PASSPHRASE)) as vault:
        notify(bootstrap.open_session(vault, clock))


def let_out(desk: Desk, title: str, *, left: date, case_id: CaseId | None = None) -> RecordId:
    """A paper that left on a day, and is to be deleted 30 days later."""
    clock = desk.session.clock
    assert isinstance(clock, StoryClock)
    case, now = case_id or desk.case_id, clock.today()
    source = desk.folder / "a.txt"
    source.write_bytes(title.encode())
    paper = keeping_papers.keep_file(
        desk.session, case, source, kind=PaperKind.OTHER, title=title, audience=Audience.RESTRICTED
    )
    clock.turn_to(left)
    out = desk.folder / "out"
    out.mkdir(exist_ok=True)
    keeping_papers.export_paper(
        desk.session, case, paper, out, purpose="Read by the panel", recipient="Panel", may_replace=True
    )
    clock.turn_to(now)
    desk.context.changes.tell(case)
    return next(row.export.id for row in ledger.ledger(desk.session) if row.export.document_id == paper)


def word_file(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def opened(page: QWidget, kind: type[D]) -> D:
    """The dialog that the page has just opened."""
    found = [dialog for dialog in page.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]
