"""One review in the window, from an empty vault to a closed case, by the words on the screen and the keys alone.

Every person and place is invented.
"""

from __future__ import annotations

import gc
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.regimes.dhr_2016_papers import CHAIR_CRITERIA, CRITERIA
from safermk_desktop.presentation.widgets.cards import GateCard
from safermk_desktop.verifier import verify
from tests.acceptance.driving import Person, person_at_home
from tests.acceptance.story_file import IDENTITIES, NAMES, overview_report

PASSPHRASE = "slate heron velvet orchard"
OVERVIEW, TERMS, PANEL, FAMILY, DOCUMENTS, REDACTION, PUBLICATION, ACTIONS = range(1, 9)
SECOND, SECOND_PASSPHRASE = "K. Odell", "copper lantern meadow frost"


@dataclass
class Journey:
    """A person with a vault to be made, and a place outside it for files."""

    person: Person
    vault: Path
    outside: Path

    def come_back(self, day: date) -> None:
        self.person.come_back(day, self.vault, PASSPHRASE)

    def facts(self, *facts: tuple[str, str]) -> None:
        """Press the gate's button for each sentence and save the fact of today."""
        for unmet, what in facts:
            self.person.press("", unmet)
            self.person.sees(what)
            self.person.answer("Record a dated fact", {}, "Save fact")

    def meet_the_rest(self, *later: str) -> None:
        """Record every other dated fact that the gate asks for, but for those about ``later``."""
        while rest := [b for b in self._fact_buttons() if not any(word in b for word in later)]:
            self.person.press("", rest[0])
            self.person.answer("Record a dated fact", {}, "Save fact")
            self.person.bot.waitUntil(lambda: rest[0] not in self._fact_buttons())

    def _fact_buttons(self) -> list[str]:
        """What the gate says beside each button that records a dated fact."""
        self.person.sees("The gate to ")
        card = self.person.one(GateCard)
        self.person.bot.waitUntil(lambda: any(b.isVisible() for b in card.findChildren(QPushButton)))
        shown = [b for b in card.findChildren(QPushButton) if b.isVisible() and b.accessibleDescription()]
        return [b.accessibleDescription() for b in shown if b.text() in FACT_WORDS]

    def family(self, unmet: str, matter: str, **said: str) -> None:
        """From the gate to the family: what is owed on one matter is recorded as a contact with the sister."""
        person = self.person
        person.press("Open family", unmet)
        person.choose_row(person.one(QTableView, "stages_table"), matter)
        person.press("Record a contact")
        entries = {"By whom": "R. Castellan", "How": "In person", "What came of it": "Reached", **said}
        person.answer("Record a contact or an attempt", entries, "Record the contact")
        person.tab(OVERVIEW)

    def export(self, purpose: str, recipient: str) -> None:
        """The dialog that every paper leaves by, once it is made: why, to whom, and the folder chosen before."""
        self.person.bot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=20_000)
        entries = {"Purpose, as the ledger will say it": purpose, "Who receives it": recipient}
        self.person.answer("Export a paper", entries, "Choose folder and export")

    def move(self, *states: str) -> None:
        """Each gate stands open once its facts are recorded: go through one after the other."""
        for state in states:
            self.meet_the_rest()
            self.person.sees(f"The gate to {state} is open")
            self.person.press(f"Move to {state}")


FACT_WORDS = frozenset(
    f"Record {what}"
    for what in (
        (
            *"it receipt list letters check note replies day meeting".split(),
            *"offer chronology contribution approval agreement".split(),
        )
    )
)


BEFORE_PUBLICATION = (
    (
        "The risk to children and other people from publication is not considered.",
        "The risk of publication to children and others was considered",
    ),
    ("The agencies are not briefed before publication.", "The agencies were briefed before publication"),
    ("There is no plan for the media.", "The plan for the media was agreed"),
    ("The public files are not checked for accessibility.", "The public files were checked for accessibility"),
)


@pytest.fixture
def journey(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journey:
    person = person_at_home(qtbot, tmp_path, day=date(2026, 3, 2), patch=monkeypatch)
    outside = tmp_path / "outside"
    outside.mkdir()
    return Journey(person, tmp_path / "Northmere CSP.smkv", outside)


def test_one_review_from_notification_to_closed_case(journey: Journey) -> None:
    make_and_unlock(journey)
    notify(journey)
    scope(journey)
    decide(journey)
    set_up_panel(journey)
    write_terms(journey)
    gather(journey)
    import_report(journey)
    recommend(journey)
    keep_register(journey)
    make_copy(journey)
    finish_report(journey)
    submit(journey)
    publish(journey)
    finish_actions(journey)
    close_case(journey)
    everything_is_there(journey)


def make_and_unlock(journey: Journey) -> None:
    """No vault yet: the create dialog makes one, and the unlock screen offers it."""
    person = journey.person
    person.start()
    person.sees("Create a vault")
    person.answers.path = journey.vault.parent

    def create() -> None:
        dialog = person.dialog("Create a vault")
        person.press("Choose")
        person.answer(
            "Create a vault",
            {
                "Name of the vault": journey.vault.stem,
                "Your name": "P. Ashdown",
                "Passphrase": PASSPHRASE,
                "The same again": PASSPHRASE,
            },
            "Create vault",
        )
        assert dialog.isHidden()

    person.answers.answer = False  # the recovery sheets are not printed now
    with person.meanwhile(create):
        person.press("Create a vault")
    person.answers.answer = True
    assert "recovery" in person.answers.told[-1][0].lower() + person.answers.told[-1][1].lower()
    person.sees("Northmere CSP")
    person.unlock(PASSPHRASE)
    person.sees("No cases yet. A case begins with a written notification of a death.", "Northmere CSP.smkv")
    add_second_person(person)


def add_second_person(person: Person) -> None:
    """Whoever approves a copy later has a key of their own and types their passphrase themselves."""
    person.press("Vault")
    person.press("Add a person")
    entries = {"Name": SECOND, "Their first passphrase": SECOND_PASSPHRASE, "The same again": SECOND_PASSPHRASE}
    dialog = person.dialog("Add a person")
    person.enter(entries)
    person.press("Reviews (domestic homicide and abuse related death reviews)")
    person.press("Add person")
    person.closed(dialog)
    person.sees(SECOND)
    person.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def notify(journey: Journey) -> None:
    """A notification by Ctrl+N; the case opens, and stands on the caseload with its next duty and date."""
    person = journey.person
    person.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.answer(
        "New notification",
        {
            "Working title": "Case Heather",
            "Date of death": "20/2/2026",
            "Notifying agency": "Northmere Police",
            "Role of the notifier": "Detective inspector",
            "Area of residence": "Northmere",
            "Circumstances as notified": "Restricted. To be scoped.",
            "Agencies known, one on each line": "Northmere Police\nProbation Service",
        },
        "Open the case",
    )
    person.sees("Case Heather", "The gate to Scoping is closed", "4 of 4 unmet")
    person.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    person.sees("DHR-2026-01 | DHR | Case Heather", "Acknowledge the notification", "9 Mar 2026")
    cases = person.one(QTableView, "cases_table")
    person.choose_row(cases, "Case Heather")
    person.key(Qt.Key.Key_Return)
    person.sees("Decide whether to hold a review by 2 April 2026")


def scope(journey: Journey) -> None:
    """A closed gate has no way through but an override; each condition met opens it further."""
    person = journey.person
    person.sees("The notification is not acknowledged.")
    assert not person.offered("Move to Scoping")
    journey.facts(
        ("The notification is not acknowledged.", "The notification was acknowledged"),
        ("Conflicts of interest are not checked.", "Conflicts of interest were checked"),
        ("Agencies are not told to keep their records.", "Agencies were told to keep their records"),
    )
    person.sees("1 of 4 unmet")
    journey.move("Scoping")
    person.sees("The agencies' scoping replies are not all in.", "Scoping. 4 of 4 unmet")
    journey.come_back(date(2026, 3, 16))
    check_criteria(journey)
    journey.facts(("The agencies' scoping replies are not all in.", "The agencies' scoping replies are in"))
    journey.move("Decision")
    person.sees("The gate to No review decided is closed", "Decide whether to hold a review by 2 April 2026")


def check_criteria(journey: Journey) -> None:
    """Every question of the checklist is answered; one that is not is asked for, and what was typed stays."""
    person = journey.person
    person.press("Check criteria", "The criteria checklist is not filled in.")
    dialog = person.dialog("Check the criteria")
    for criterion in CRITERIA:
        person.enter({f"{criterion.question} ({criterion.source})": "Yes, as notified."})
    person.press("Save the checklist")
    person.closed(dialog)
    person.sees("3 of 4 unmet")


def decide(journey: Journey) -> None:
    """The decision with its date and source; the report date follows from it. A correction makes it follow again."""
    person = journey.person
    person.press("Record decision", "The decision whether to hold a review is not recorded.")
    decision = {
        "Outcome": "Hold a review",
        "Decided on": "17/3/2026",
        "Decided by": "The chair of the partnership",
        "Reasons": "The death appears to have resulted from violence by a partner.",
    }
    dialog = person.dialog("Record the decision")
    person.enter(decision)
    person.press("Save decision")
    assert person.errors() == ["17 March 2026 is too late: type 16 March 2026 or an earlier day."]
    assert "violence by a partner" in person.screen()
    person.enter({"Decided on": "16.3.26"})
    person.press("Save decision")
    person.closed(dialog)
    person.sees("Hold a review, 16 Mar 2026", "16 Sep 2026 (guidance)")
    journey.move("Home Office told")
    letter = "No letter to the Home Office with the decision to hold a review is logged as sent."
    person.press("Write letter", letter)
    person.answer("Write the decision letter", {"Recipient": "Home Office"}, "Write letter")
    person.sees("16 Mar 2026, decision letter")
    journey.facts(("The Home Office is not told of the decision.", "The Home Office was told of the decision"))
    meet_the_family(journey)
    journey.move("Commissioned")


def meet_the_family(journey: Journey) -> None:
    """The sister, by her published form; a letter that nobody answered does not open the gate, a visit does."""
    person = journey.person
    told = "There is no record that the family was told of the decision, or why not."
    person.press("Open family", told)
    person.sees("Nobody is entered yet.")
    person.press("Enter a person")
    sister = {"Relation": "Brother or sister", "Published form": "Adult S", "Advocate": "AAFDA"}
    person.answer("Family or friend", sister, "Save the person")
    person.tab(OVERVIEW)
    journey.family(told, "Told of the decision", How="By letter", **{"What came of it": "No answer"})
    tried = "The family was tried 1 time and not heard yet"
    person.sees(tried)
    journey.family(tried, "Told of the decision", **{"What was said": "The letter was handed over and talked through."})
    leaflet = "There is no record that the family was given the Home Office leaflet, or why not."
    journey.family(leaflet, "Leaflet given")


def write_terms(journey: Journey) -> None:
    """Sections drafted one by one; a version without all of them is refused; 1.0 goes to Word."""
    person = journey.person
    person.press("Open terms", "The terms of reference are not drafted.")
    person.press("Start a draft")
    person.sees("Versions")
    person.press("Agree version")
    title, text = person.answers.told[-1]
    assert title == "Sections without text"
    assert "Brief circumstances, " in text
    sections = person.one(QTableView, "sections_table")
    for row in range(sections.model().rowCount()):
        person.choose_row(sections, str(sections.model().index(row, 0).data()))
        person.put(person.field("Text"), f"What the review does about point {row + 1}.")
    person.press("Agree version")
    person.answer("Agree the terms of reference", {"Agreed by": "The review panel"}, "Agree version")
    person.sees("1.0 | ")
    person.answers.path = journey.outside
    person.press("Export Word")
    person.bot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=20_000)
    journey.export("To the members of the panel", "The members of the panel")
    (exported,) = journey.outside.glob("*.docx")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(exported)).paragraphs)
    assert "What the review does about point 17." in words
    person.press("Record group approval of 1.0")
    approved = {"Approved by, with the minute": "The management group, minute 4"}
    person.answer("Record the approval", approved, "Record approval")
    person.sees("Approved")
    person.tab(OVERVIEW)
    asked = "There is no record that the family was asked about the terms of reference, or why not."
    journey.family(asked, "Asked about the terms of reference")
    journey.move("Information gathering")


MEMBERS = (
    ("Police", "S. Hollis", "Detective superintendent", "Northmere Police"),
    ("Local authority", "K. Odell", "Head of safeguarding", "Northmere Council"),
    ("Probation", "T. Varney", "Head of delivery unit", "Probation Service"),
    ("Integrated care board", "J. Merrick", "Designated nurse", "Northmere Integrated Care Board"),
    ("Specialist domestic abuse service", "L. Quayle", "Service manager", "Harbour House"),
    ("LGBT+ organisation", "M. Sorrell", "Director", "Northmere Pride Network"),
)


def set_up_panel(journey: Journey) -> None:
    """Chair and members, a seat that this case needs, and one settled without a member."""
    person = journey.person
    person.press("Open panel", "No independent chair is appointed.")
    person.press("Appoint chair")
    chair = {
        "Name": "R. Castellan",
        "Post": "Independent reviewer",
        "Statement of independence": "Never employed here.",
    }
    person.answer("Appoint the independent chair", chair, "Appoint")
    person.sees("R. Castellan", "Independence: Never employed here.")
    person.press("Add a seat")
    seat = {
        "Kind of agency": "LGBT+ organisation",
        "Why this panel needs it": "The person who died was a member of that community.",
        "Who asked for it, and where": "The family, meeting of 9 March 2026",
    }
    person.answer("Add a seat for this case", seat, "Add seat")
    seats = person.one(QTableView, "seats_table")
    for kind, name, post, organisation in MEMBERS:
        person.choose_row(seats, kind)
        person.press("Appoint to seat")
        entries = {"Name": name, "Post": post, "Organisation": organisation}
        person.answer("Appoint a member", entries, "Appoint")
    person.sees("1 open")
    person.choose_row(seats, "NHS trust")
    person.press("Settle seat")
    reason = {"How it is settled": "The agency had no involvement", "Reason": "No contact on any record."}
    person.answer("Settle a seat without a member", reason, "Settle seat")
    person.sees("All settled", "7 now")
    declare(journey)
    person.tab(OVERVIEW)
    journey.facts(("The day of the first panel meeting is not set.", "The day of the first panel meeting was set"))
    advocacy = "There is no record that the family was told about the advocacy service, or why not."
    journey.family(advocacy, "Advocacy offered", **{"What came of it": "Accepted"})
    journey.move("Terms of reference")


def declare(journey: Journey) -> None:
    """The seven criteria of the chair with their evidence, and what each member declares."""
    person = journey.person
    person.press("Independence")
    dialog = person.dialog("Independence of the chair")
    for number, item in enumerate(CHAIR_CRITERIA, 1):
        person.enter({f"{number}. {item.question}": "Said in writing, and checked."})
    person.press("Save the checklist")
    person.closed(dialog)
    for _kind, name, _post, _organisation in MEMBERS:
        person.choose_row(person.one(QTableView, "members_table"), name)
        person.press("Declaration")
        person.answer(f"Declaration of {name}", {}, "Record the declaration")


def gather(journey: Journey) -> None:
    """Two agencies asked; what came back recorded some months later."""
    person = journey.person
    for agency in ("Northmere Police", "Probation Service"):
        person.press("Ask agency")
        person.answer("Ask an agency", {"Agency": agency, "Due on": "15 Jun 2026"}, "Save request")
    person.sees("Probation Service")
    journey.come_back(date(2026, 6, 8))
    for agency, state in (("Northmere Police", "Accepted"), ("Probation Service", "")):
        person.choose_row(person.table("Individual management reviews"), agency)
        person.press("Record what came back")
        dialog = person.dialog("Record what came back")
        assert agency in person.screen()
        if state:
            person.enter({"What came back": state})
        person.press("Save return")
        person.closed(dialog)
    contribution = "The family's contribution, or that it was declined, is not recorded."
    journey.facts(("The combined chronology is not built.", "The combined chronology was built"))
    journey.family(contribution, "Interview or other contribution", **{"What came of it": "Declined"})
    journey.move("Analysis and drafting")


def import_report(journey: Journey) -> None:
    """The overview report, as its author sent it."""
    person = journey.person
    file = journey.outside / "draft from the author.docx"
    file.write_bytes(overview_report())
    person.press("Open documents", "The overview report is not in the vault.")
    person.press("Add a paper")
    person.answers.path = file
    person.press("Choose file")
    person.answer("Add a paper", {"Title in the vault": "Overview report"}, "Add paper")
    person.sees("The paper is in the vault.")
    assert "draft from the author" not in person.screen()


def recommend(journey: Journey) -> None:
    """Two recommendations with one action each."""
    person = journey.person
    person.tab(ACTIONS)
    for number in (1, 2):
        person.press("Add recommendation" if number > 1 else "Add a recommendation")
        words = "Recommendation, as the report words it"
        person.answer(
            "Add a recommendation", {words: f"Agencies share what they know, part {number}."}, "Add recommendation"
        )
        person.choose_row(person.one(QTableView, "plan_table"), f"part {number}")
        person.press("Add action")
        person.answer(
            "Add an action",
            {
                "Action: what will be done": f"A joint protocol, part {number}, is written and used.",
                "Lead agency": "Northmere Council",
                "Role of the lead": "Head of community safety",
                "Target date": "31/3/2027",
            },
            "Add action",
        )
    person.sees("2 actions, 2 open")


def keep_register(journey: Journey) -> None:
    """Identities entered; the names are dots on the screen until someone holds the button."""
    person = journey.person
    person.tab(REDACTION)
    person.sees("The identity register is empty. Add every person, address and reference of the case first.")
    for kind, role, names, published in IDENTITIES:
        person.press("Add identity")
        entries = {
            "Kind": kind,
            "Role in the case": role,
            "Every name and form, one to a line": "\n".join(names),
            "Published form": published,
        }
        person.answer("Add an identity", entries, "Save identity")
    person.idle()
    person.sees("Adult H", "words covered")
    assert not [name for name in NAMES if name in person.screen()]


def make_copy(journey: Journey) -> None:
    """The copy as a job, both proofs, a second person, the way out; the verifier reads what came out."""
    person = journey.person
    person.press("Make redacted copy")
    person.sees("The copy is made and both proofs are clean.", "Engine and verifier: clean", "not approved yet")
    journey.come_back(date(2026, 9, 7))
    person.idle()
    person.sees("1 item of the copy to decide on. Enter looks at it; A, R and D choose.")
    person.press("Replace")
    person.press("Approve as second person")
    dialog = person.dialog("Approve the redacted copy")
    typed = "Passphrase of this person, typed by themselves"
    person.enter({"Who approves": SECOND, typed: PASSPHRASE})
    person.press("This person has read the copy from start to end")
    person.press("Approve copy")
    person.sees("That passphrase does not open the key of this person. Nothing was approved.")
    person.enter({typed: SECOND_PASSPHRASE})
    person.press("Approve copy")
    person.closed(dialog)
    person.sees("approved by K. Odell")
    person.answers.path = journey.outside / "redacted"
    person.answers.path.mkdir()
    person.press("Export")
    journey.export("For the last reading", "K. Odell")
    (out,) = person.answers.path.glob("*.docx")
    registered = [
        {
            "id": f"P{at}",
            "kind": "place" if kind.startswith("Place") else "person",
            "names": list(names),
            "replacement": published,
        }
        for at, (kind, _role, names, published) in enumerate(IDENTITIES, 1)
    ]
    register = json.dumps({"version": 1, "dates": "month_year", "identities": registered})
    assert verify(out.read_bytes(), register).clean
    assert not verify(overview_report(), register).clean
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Adult H" in text


def finish_report(journey: Journey) -> None:
    """What the gate of the report still asks for."""
    person = journey.person
    person.tab(OVERVIEW)
    person.sees("The gate to Panel sign-off is closed")
    journey.facts(
        ("The agencies have not checked the draft for accuracy.", "The agencies checked the draft for accuracy"),
    )
    wishes = "The family's wishes on the pseudonym are not recorded, or why there are none."
    journey.family(wishes, "Wishes on the pseudonym", **{"What was said": "The sister is content with the name given."})
    seen = "There is no record that the family saw the draft, or why not."
    journey.family(seen, "Draft report read", **{"Where; for a draft, where it was read": "At the advocate's office"})
    draft_summary(journey)
    journey.move("Panel sign-off")
    journey.facts(("The panel's approval is not recorded.", "The panel approved the report"))
    journey.move("Partnership sign-off")
    agreed = "The partnership has not agreed the report and its recommendations."
    journey.facts((agreed, "The partnership agreed the report and its recommendations"))
    journey.move("Submission to the Home Office")


def draft_summary(journey: Journey) -> None:
    """The executive summary: a name in it is refused with what was typed still there."""
    person = journey.person
    person.press("Open publication", "The draft executive summary is not in the vault.")
    person.press("Write summary")
    dialog = person.dialog("Write the executive summary")
    sections = person.one(QTableView, "sections_table")
    for heading in ("Introduction", "Summary of events", "Key findings", "Recommendations"):
        person.choose_row(sections, heading)
        person.put(person.field("Text"), f"{heading}: Adult H was known to services.")
    person.choose_row(sections, "Introduction")
    person.put(person.field("Text"), f"The review is about {NAMES[0]}.")
    person.press("Write summary")
    person.sees("The summary holds a registered identity.")
    assert NAMES[0] in person.screen(), "what was typed is lost"
    person.choose_row(sections, "Introduction")
    person.put(person.field("Text"), "The review is about Adult H.")
    person.press("Write summary")
    person.closed(dialog)
    person.tab(OVERVIEW)


def submit(journey: Journey) -> None:
    """The action plan, the submission with its letter, and the answer."""
    person = journey.person
    person.press("Open publication", "The submission to the Home Office is not recorded.")
    person.press("Write action plan")
    person.idle()
    person.press("Write submission letter")
    person.answer("Write the submission letter", {"How the papers go": "Secure file transfer"}, "Write letter")
    person.press("Record submission")
    person.answer("Record the submission", {"How it was sent": "Secure file transfer"}, "Record submission")
    person.sees("Waiting for the letter", "Submitted 7 September 2026: Secure file transfer")
    journey.come_back(date(2026, 12, 14))
    person.press("Record QA letter")
    letter = {
        "Day the panel met": "25/11/2026",
        "Day the letter came": "11/12/2026",
        "Outcome": "The report may be published",
        "Points, one to a line; or paste the whole letter here": "A clear report.\nName the training.",
    }
    person.answer("Record the Quality Assurance letter", letter, "Record letter")
    person.sees("Cleared for publication", "2 of 2 not done", "Name the training.")
    person.tab(OVERVIEW)
    journey.move("Quality Assurance outcome", "Preparing publication")


def answer_points(journey: Journey) -> None:
    """Each point of the letter is a task of its own, from the gate of the overview."""
    person = journey.person
    person.press("Open publication", "not done")
    for number, text in enumerate(("A clear report.", "Name the training."), 1):
        person.choose_row(person.one(QTableView, "points_table"), text)
        person.press("Answer the point")
        answer = {"Who sees to it": "P. Ashdown", "Answer to the panel": "Done.", "How it stands": "Done"}
        person.answer(f"Answer point {number}", answer, "Save the point")
    person.sees("All done")
    person.tab(OVERVIEW)


def publish(journey: Journey) -> None:
    """The gate of publication from its own page, then the publication itself and the copies."""
    person = journey.person
    answer_points(journey)
    final = "There is no record that the family has the final copy, or why not."
    told = "There is no record that the family agreed or was told the day of publication, or why not."
    journey.family(final, "Final copy given")
    agree_day(journey, told)
    person.tab(PUBLICATION)
    proceedings = "It is not on the file that criminal proceedings ended, or that none are live."
    person.sees(f"Closed. {proceedings}")
    assert not person.offered("Export Word files")[0].isEnabled()
    journey.facts((proceedings, "Criminal proceedings ended"), *BEFORE_PUBLICATION)
    out = journey.outside / "public"
    out.mkdir()
    person.answers.path = out
    approve_papers(journey)
    person.press("Export Word files")
    person.bot.waitUntil(lambda: person.answers.told[-1][0] == "Files exported", timeout=20_000)
    assert len(list(out.glob("*.docx"))) == 3
    for file in out.glob("*.docx"):
        docx.Document(str(file))
        assert not [name for name in NAMES if name.encode() in file.read_bytes()]
    person.press("Record publication")
    where = {"Where": "The partnership's website", "Link": "https://northmere.example/reviews/heather"}
    person.answer("Record the publication", where, "Record publication")
    digest = hashlib.sha256(next(out.glob("*edacted*")).read_bytes()).hexdigest()
    person.sees("https://northmere.example/reviews/heather", digest[:4])
    person.tab(OVERVIEW)
    journey.move("Published")
    for unmet, recipient in (
        ("The Domestic Abuse Commissioner has no copy yet.", "Domestic Abuse Commissioner"),
        ("The copies to the agencies are not logged.", "Chief officer of each agency on the panel"),
    ):
        person.press("Record a copy", unmet)
        copy = {"Recipient": recipient, "How it was sent": "Secure e-mail"}
        person.answer("Record a copy", copy, "Record the copy")
    journey.move("Action plan")


def approve_papers(journey: Journey) -> None:
    """The second person approves the summary and the plan, too: each goes to the public."""
    person = journey.person
    for _paper in ("Executive summary", "Action plan"):
        person.press("Record approval")
        dialog = person.dialog("Approve a public file")
        person.enter({"Who approves": SECOND, "Passphrase of this person, typed by themselves": SECOND_PASSPHRASE})
        person.press("This person has read the file from start to end")
        person.press("Approve file")
        person.closed(dialog)


def agree_day(journey: Journey, told: str) -> None:
    """The anniversary of the death is refused, another day is agreed."""
    person = journey.person
    person.press("Open family", told)
    person.press("Agree the day")
    dialog = person.dialog("Agree the day of publication")
    person.enter({"Day of publication": "20/2/2027"})
    person.press("Record the day")
    person.sees("20 February 2027 is a birthday or an anniversary in this case")
    person.enter({"Day of publication": "14/12/2026"})
    person.press("Record the day")
    person.closed(dialog)
    person.tab(OVERVIEW)


def finish_actions(journey: Journey) -> None:
    """An update, then both actions completed; whoever records it does not verify it."""
    person = journey.person
    person.press("Open action plan", "2 of 2 actions are not finished.")
    plan = person.one(QTableView, "plan_table")
    person.choose_row(plan, "protocol, part 1")
    person.press("Record update")
    person.answer(
        "Record an update",
        {"What happened since the last update": "Drafted.", "Status": "In progress"},
        "Record update",
    )
    journey.come_back(date(2027, 3, 22))
    for number in (1, 2):
        person.choose_row(person.one(QTableView, "plan_table"), f"protocol, part {number}")
        person.press("Complete at once")
        dialog = person.dialog("Complete the action")
        person.enter(
            {
                "What has changed because of it": "Agencies share what they know.",
                "Evidence, and where it is kept": "Audit of March 2027, held by the council.",
                "Verified by (another person)": "P. Ashdown",
            }
        )
        person.press("Complete action")
        person.sees("Someone else than the person who reported it done")
        person.enter({"Verified by (another person)": "K. Odell"})
        person.press("Complete action")
        person.closed(dialog)
    person.sees("Every action is finished.")


def close_case(journey: Journey) -> None:
    """The last gate: a question, and the case is closed."""
    person = journey.person
    person.press("Open the overview")
    journey.facts(
        ("The final report to the partnership is not recorded.", "The final report went to the partnership"),
        ("There is no record that the learning was shared.", "The learning was shared"),
    )
    journey.meet_the_rest()
    person.answers.answer = False
    person.press("Close the case")
    assert person.answers.told[-1][0] == "Close the case?"
    person.sees("The gate to closing the case is open")
    person.answers.answer = True
    person.press("Close the case")
    person.sees("Closed on 22 March 2027. Nothing more is owed on this case.")
    gc.collect()  # a dialog that was answered leaves nothing behind for the collector to trip over


def everything_is_there(journey: Journey) -> None:
    """Lock, unlock: each part of the case is where it was."""
    person = journey.person
    journey.come_back(date(2027, 3, 23))
    person.sees("Closed on 22 March 2027.", "R. Castellan", "Hold a review, 16 Mar 2026")
    for tab, sentence in (
        (TERMS, "1.0 | "),
        (PANEL, "S. Hollis"),
        (DOCUMENTS, "Executive summary"),
        (REDACTION, "approved by K. Odell"),
        (PUBLICATION, "https://northmere.example/reviews/heather"),
        (ACTIONS, "2 actions, 0 open"),
    ):
        person.tab(tab)
        person.sees(sentence)
    person.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    person.sees("No case is shown by this filter.", "1 closed case hidden")
    person.press("Show closed")
    person.sees("Case Heather", "Closed")
    person.lock()
