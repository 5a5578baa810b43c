"""Build the Word templates in ``templates/``: ``.venv/bin/python packaging/make_templates.py``; commit what it writes.

The wording is ours, and plain. A partnership may change a template in Word, within the fields that the manifest names.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from partnership_templates import PAPERS as PARTNERSHIP
from template_parts import Sheet, about, bullets, paragraphs, rated, row, sections, statement
from template_styles import ROOT

from safermk_desktop.adapters.documents.package import rebuilt

TITLED: Final = "{{ process_name|capitalize }}"
LETTER: Final = ("seal", "marking", "partnership", "council", "address", "reference", "label", "process_name", "dated")
PUBLISHED: Final = (
    *("marking", "partnership", "council", "address", "formats", "process_name", "act", "guidance", "dated"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A template and its entry in the manifest."""

    name: str
    make: Callable[[], Sheet]
    title: str
    top: Sequence[str]
    own: Sequence[str]
    public: bool = False


def notification_record() -> Sheet:
    """What the partnership was told about a death (domain 3.1)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: notification record", public=False)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("Notification record", "Title")
    sheet.text("{{ reference }}, written on {{ dated }}", "Subtitle")
    sheet.text(
        "This record holds personal details. Keep it in the case file, show it only to the people on the access "
        "list of the case, and never attach it to open papers.",
        "Notice",
    )
    sheet.text("What was received", "Heading 1")
    table = sheet.table("What was received", ("Item", "Detail"), (5.6, 10.3))
    statement(table, "for row in rows")
    row(table, ("{{ row.label }}", "Table Head"), ("{{ row.value }}", "Table Text"))
    statement(table, "endfor")
    row(table, ("Act", "Table Head"), ("{{ act }}", "Table Text"))
    row(table, ("Guidance", "Table Head"), ("{{ guidance }}", "Table Text"))
    sheet.text("Circumstances as notified", "Heading 1")
    paragraphs(sheet, "circumstances", "Nothing was recorded.")
    sheet.text("Agencies known to be involved", "Heading 1")
    bullets(sheet, "agencies", "No agency was named.")
    return sheet


def decision_letter() -> Sheet:
    """The letter that tells the decision, whichever way it went (domain 3.3 a, b)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: decision", public=False)
    sheet.letter_top("Our decision about {{ label }}")
    sheet.text(
        "We were notified of a death{% if received_on %} on {{ received_on }}{% endif %} and considered whether to "
        "hold a {{ process_name }} under the {{ act }}. I am writing to tell you what we decided."
    )
    sheet.text("The decision", "Heading 2")
    sheet.text("{{ outcome }}", "Outcome")
    sheet.facts(
        "The decision",
        (
            ("Date of the decision", "{{ decided_on }}", ""),
            ("Decided by", "{{ decided_by }}", ""),
            ("Rules followed", "{{ source }}", ""),
            ("Overview report due", "{{ report_due }}", "report_due"),
            ("Where that date comes from", "{{ report_source }}", "report_due"),
        ),
    )
    sheet.text("Our reasons", "Heading 2")
    paragraphs(sheet, "reasons", "")
    sheet.text("What happens next", "Heading 2")
    sheet.tag("if report_due")
    sheet.text(
        "An independent chair will lead the review with a panel of agencies. We aim to finish the overview report by "
        "{{ report_due }}. If we find that we cannot, we will write to you before that date with the reasons and a "
        "new date."
    )
    sheet.text(
        "The family is told of this decision separately. They are offered the help of an independent advocate and "
        "may take part in the review as much or as little as they wish."
    )
    sheet.tag("else")
    sheet.text(
        "The family is told of this decision separately. We keep the case file, and we will look at the decision again "
        "if new information comes to light or if you ask us to."
    )
    sheet.tag("endif")
    sheet.letter_end()
    return sheet


def delay_letter() -> Sheet:
    """The letter that says the report will be late, why, and until when (domain 3.3 c)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: later date for the report", public=False)
    sheet.letter_top("A later date for the overview report: {{ label }}")
    sheet.text(
        "The overview report of this {{ process_name }} was due by {{ original_due }}. It will not be finished by "
        "then. We now expect to finish it by {{ new_date }}."
    )
    sheet.text("The dates", "Heading 2")
    sheet.facts(
        "The dates",
        (
            ("Decision to hold the review", "{{ decided_on }}", "decided_on"),
            ("Report due", "{{ original_due }}", ""),
            ("Where that date comes from", "{{ report_source }}", "report_source"),
            ("New date expected", "{{ new_date }}", ""),
            ("Our next update to you", "{{ next_update }}", ""),
        ),
    )
    sheet.text("The new date explains when to expect the report. It does not replace the date it was due.")
    sheet.text("Why the report will be late", "Heading 2")
    bullets(sheet, "reasons", "")
    sheet.text("What is being done already", "Heading 2")
    sheet.tag("if interim")
    sheet.text("Learning that should not wait for the report is acted on now:")
    sheet.text("{{ interim }}")
    sheet.tag("else")
    sheet.text("There is no early learning to report with this letter.")
    sheet.tag("endif")
    sheet.text("What happens next", "Heading 2")
    sheet.text(
        "We will write to you again by {{ next_update }}, sooner if the date changes. The family is told of the new "
        "date and of the reasons for it separately."
    )
    sheet.letter_end()
    return sheet


def submission_letter() -> Sheet:
    """The letter that goes with the papers for quality assurance (domain 3.3 d)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: submission", public=False)
    sheet.letter_top("Papers for quality assurance: {{ label }}")
    sheet.text(
        "The {{ process_name }} that we hold under the reference above is complete. I am sending you its papers for "
        "your Quality Assurance Panel."
    )
    sheet.text("The papers", "Heading 2")
    table = sheet.table("The papers", ("File", "SHA-256 fingerprint"), (4.9, 11.0))
    statement(table, "for paper in papers")
    row(table, ("{{ paper.file }}", "Table Head"), ("{{ paper.sha256 }}", "Fingerprint"))
    statement(table, "endfor")
    sheet.text(
        "The fingerprint is worked out from the content of a file. If the fingerprint of the file you hold is the "
        "same, it is the file we sent.",
        "Note",
    )
    sheet.text("How they were sent", "Heading 2")
    sheet.text("Method: {{ method }}")
    sheet.text("What we ask of you", "Heading 2")
    for words in (
        "Please confirm that you have received the papers and can open them.",
        "Please tell us the date on which the panel will consider them.",
        "Please send the panel\u2019s letter to the address above. We will not publish before then.",
    ):
        sheet.text(words, "List Bullet")
    sheet.letter_end()
    return sheet


def qa_response() -> Sheet:
    """The answer to the points of a Quality Assurance letter (domain 3.3 e, 3.10)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: answer to the Quality Assurance Panel", public=False)
    sheet.letter_top("Answer to the Quality Assurance Panel: {{ label }}")
    sheet.text(
        "Thank you for the letter that reached us on {{ letter_on }}, about the meeting of your Quality Assurance "
        "Panel on {{ panel_on }}, which considered our {{ process_name }}. This is what was done about each of its "
        "points."
    )
    sheet.text("The points and our answers", "Heading 2")
    columns = ("Point", "What the panel asked", "Our answer", "Page", "Done")
    table = sheet.table("The points and our answers", columns, (1.4, 5.2, 5.4, 1.6, 2.3))
    statement(table, "for point in points")
    row(
        table,
        ("{{ point.number }}", "Table Head"),
        ("{{ point.text }}", "Table Text"),
        ("{{ point.answer }}", "Table Text"),
        ("{{ point.page }}", "Table Text"),
        ("{{ point.done }}", "Table Text"),
    )
    statement(table, "endfor")
    sheet.text("{{ closing }}")
    sheet.letter_end()
    return sheet


def terms_of_reference() -> Sheet:
    """An agreed version of the terms of reference (domain 3.4)."""
    sheet = Sheet(12)
    sheet.furniture("{{ reference }}: terms of reference, version {{ version }}", public=False)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("Terms of reference", "Title")
    sheet.text(f"{TITLED}: {{{{ label }}}}", "Subtitle")
    sheet.text("Version {{ version }}", "TOC Heading")
    columns = ("Version", "Agreed on", "Agreed by", "Management group")
    table = sheet.table("Versions", columns, (2.2, 3.7, 5.0, 5.0))
    statement(table, "for each in versions")
    row(
        table,
        ("{{ each.number }}", "Table Head"),
        ("{{ each.agreed_on }}", "Table Text"),
        ("{{ each.agreed_by }}", "Table Text"),
        ("{{ each.group }}", "Table Text"),
    )
    statement(table, "endfor")
    sheet.contents("{{ section.number }}. {{ section.heading }}", "for section in sections", "About these terms")
    sections(sheet)
    about(sheet, "About these terms")
    return sheet


def executive_summary() -> Sheet:
    """The summary that is published and makes sense alone (domain 3.9)."""
    sheet = Sheet(12)
    sheet.furniture("{{ title }}", public=True)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("{{ title }}", "Title")
    sheet.text(TITLED, "Subtitle")
    sheet.text("{{ dated }}", "Cover Line")
    sheet.text(
        "This summary describes domestic abuse and a death, and may be hard to read. To protect the people concerned, "
        "they are not called by their real names. If you are in danger now, call 999.",
        "Notice",
    )
    sheet.contents("{{ section.number }}. {{ section.heading }}", "for section in sections", "About this summary")
    sections(sheet)
    about(sheet, "About this summary")
    return sheet


def action_plan() -> Sheet:
    """The action plan in the columns of the Home Office (domain 7.1)."""
    sheet = Sheet(11, landscape=True)
    sheet.furniture("Action plan, {{ label }}: {{ dated }}", public=True)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("Action plan", "Title")
    sheet.text(f"{TITLED}: {{{{ label }}}}", "Subtitle")
    sheet.text("How things stood on {{ dated }}.")
    sheet.text("Progress at a glance", "Heading 1")
    table = sheet.table("Progress at a glance", ("Rating", "Actions", "What it means"), (3.4, 2.2, 20.5))
    statement(table, "for rating in ratings")
    row(table, rated("rating.word"), ("{{ rating.actions }}", "Table Text"), ("{{ rating.meaning }}", "Table Text"))
    statement(table, "endfor")
    sheet.text("Recommendations and actions", "Heading 1").paragraph_format.page_break_before = True
    plan_table(sheet)
    about(sheet, "About this plan")
    return sheet


def plan_table(sheet: Sheet) -> None:
    """One row for each action; a recommendation without one has a row too."""
    heads = (
        *("Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones", "Target date"),
        "Completion date and outcome",
    )
    table = sheet.table("Recommendations and actions", heads, (4.3, 2.5, 4.4, 3.5, 4.0, 2.9, 4.5))
    scope = ("{{ item.scope|capitalize }}, {{ item.level }}", "Table Text")
    statement(table, "for item in recommendations")
    statement(table, "for action in item.actions")
    row(
        table,
        (
            ("Recommendation {{ item.number }}{% if not loop.first %}, continued{% endif %}", "Table Head"),
            ("{%p if loop.first %}", "Table Text"),
            ("{{ item.text }}", "Table Text"),
            ("{%p endif %}", "Table Text"),
        ),
        scope,
        (("Action {{ action.number }}", "Table Head"), ("{{ action.text }}", "Table Text")),
        (("{{ action.lead }}", "Table Text"), ("{{ action.lead_role }}", "Table Text")),
        (
            ("{%p for step in action.milestones %}", "Table Text"),
            ("{{ step }}", "Table Bullet"),
            ("{%p else %}", "Table Text"),
            ("None set", "Table Text"),
            ("{%p endfor %}", "Table Text"),
        ),
        ("{{ action.target }}", "Table Text"),
        (
            *rated("action.rag"),
            ("{{ action.status }}{% if action.completed %}: {{ action.completed }}{% endif %}", "Table Text"),
            ("{%p if action.outcome %}", "Table Text"),
            ("{{ action.outcome }}", "Table Text"),
            ("{%p endif %}", "Table Text"),
        ),
    )
    statement(table, "else")
    row(
        table,
        (("Recommendation {{ item.number }}", "Table Head"), ("{{ item.text }}", "Table Text")),
        scope,
        *[("{{ item.none }}", "Table Text")] * 5,
    )
    statement(table, "endfor")
    statement(table, "endfor")


def redaction_certificate() -> Sheet:
    """What a redacted copy was searched for, by what, and what no program can vouch for; one page."""
    sheet = Sheet(10)
    sheet.furniture("{{ reference }}: certificate of a redacted copy", public=False)
    sheet.text("Certificate of a redacted copy", "Heading 1")
    sheet.text("{{ reference }}, {{ label }}. {{ partnership }}, {{ dated }}.")
    table = sheet.table("What was made and searched", ("Item", "Detail"), (4.2, 11.7))
    statement(table, "for row in rows")
    row(table, ("{{ row.label }}", "Table Head"), ("{{ row.value }}", "Table Text"))
    statement(table, "endfor")
    sheet.text("What was not checked", "Heading 2")
    bullets(sheet, "not_checked", "")
    sheet.text("What remains at risk", "Heading 2")
    bullets(sheet, "risks", "")
    return sheet


def channel_paper() -> Sheet:
    """Every paper of the Channel panel: one case, one statement or one set of counts, in sections (domain 6)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: {{ title }}", public=False)
    sheet.text("{{ council }}", "Cover Line")
    sheet.text("{{ title }}", "Title")
    sheet.text("{{ reference }}, written on {{ dated }}", "Subtitle")
    sheet.text("{{ handling }}", "Notice")
    sheet.tag("for section in sections")
    sheet.text("{{ section.heading }}", "Heading 1")
    sheet.tag("for words in section.paragraphs")
    sheet.text("{{ words }}")
    sheet.tag("endfor")
    sheet.tag("if section.rows")
    table = sheet.table("Details", ("Item", "Detail"), (5.0, 10.9))
    statement(table, "for row in section.rows")
    row(table, ("{{ row.what }}", "Table Head"), ("{{ row.how }}", "Table Text"))
    statement(table, "endfor")
    sheet.text("", "Gap")
    sheet.tag("endif")
    sheet.tag("if section.lines")
    heads = tuple(f"{{{{ section.heads[{number}] }}}}" for number in range(GRID))
    grid = sheet.table("Numbers", heads, (4.2, *(1.95 for _ in range(GRID - 1))))
    statement(grid, "for line in section.lines")
    row(grid, *((f"{{{{ line[{number}] }}}}", "Table Text") for number in range(GRID)))
    statement(grid, "endfor")
    sheet.text("", "Gap")
    sheet.tag("endif")
    sheet.tag("endfor")
    return sheet


GRID: Final = 7
"""Columns of the grid of numbers: the label and what is counted."""

CHANNEL: Final = (
    Paper(
        "channel_paper",
        channel_paper,
        "{{ title }}, {{ reference }}",
        ("seal", "marking", "council", "reference", "dated"),
        ("title", "handling", "sections"),
    ),
)


def data_sheet() -> Sheet:
    """The fields by which the library of reviews is searched (domain 3.12)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: data sheet", public=False)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("Data sheet", "Title")
    sheet.text("{{ process_name|capitalize }}: {{ label }}, {{ dated }}", "Subtitle")
    sheet.text("{{ recorded }} What is not recorded is not known: it never means no.", "Notice")
    sheet.text("What is recorded", "Heading 1")
    table = sheet.table("What is recorded", ("Field", "Value"), (7.2, 8.7))
    statement(table, "for part in parts")
    row(table, ("{{ part.name }}", "Table Head"), ("", "Table Text"))
    statement(table, "for row in part.rows")
    row(table, ("{{ row.label }}", "Table Text"), ("{{ row.value }}", "Table Text"))
    statement(table, "endfor")
    statement(table, "endfor")
    sheet.text("What is not recorded", "Heading 1")
    bullets(sheet, "missing", "Every field is recorded.")
    return sheet


PAPERS: Final = (
    Paper(
        "notification_record",
        notification_record,
        "Notification record, {{ reference }}",
        ("seal", "marking", "partnership", "reference", "act", "guidance", "dated"),
        ("rows", "circumstances", "agencies"),
    ),
    Paper(
        "decision_letter",
        decision_letter,
        "Decision letter, {{ reference }}",
        (*LETTER, "act"),
        (
            *("recipient", "signatory", "received_on", "outcome", "decided_on", "decided_by", "reasons", "source"),
            *("report_due", "report_source"),
        ),
    ),
    Paper(
        "delay_letter",
        delay_letter,
        "Letter about a later date, {{ reference }}",
        LETTER,
        (
            *("recipient", "signatory", "decided_on", "original_due", "report_source", "new_date", "reasons"),
            *("interim", "next_update"),
        ),
    ),
    Paper(
        "submission_letter",
        submission_letter,
        "Submission letter, {{ reference }}",
        LETTER,
        ("recipient", "signatory", "papers", "method"),
    ),
    Paper(
        "qa_response",
        qa_response,
        "Answer to the Quality Assurance Panel, {{ reference }}",
        LETTER,
        ("recipient", "signatory", "letter_on", "panel_on", "points", "closing"),
    ),
    Paper(
        "redaction_certificate",
        redaction_certificate,
        "Certificate of a redacted copy, {{ reference }}",
        ("seal", "marking", "partnership", "reference", "label", "dated"),
        ("rows", "not_checked", "risks"),
    ),
    Paper(
        "data_sheet",
        data_sheet,
        "Data sheet, {{ reference }}",
        ("seal", "marking", "partnership", "process_name", "reference", "label", "dated"),
        ("parts", "missing", "recorded"),
    ),
    Paper(
        "terms_of_reference",
        terms_of_reference,
        "Terms of reference, version {{ version }}, {{ reference }}",
        (*PUBLISHED, "seal", "reference", "label"),
        ("version", "versions", "sections"),
    ),
    Paper(
        "executive_summary",
        executive_summary,
        "{{ title }}",
        PUBLISHED,
        ("title", "sections"),
        public=True,
    ),
    Paper(
        "action_plan",
        action_plan,
        "Action plan, {{ label }}",
        (*PUBLISHED, "label"),
        ("recommendations", "ratings"),
        public=True,
    ),
)


def built() -> dict[str, bytes]:
    """Every template and manifest by its path in ``templates/``."""
    partnership = tuple(Paper(*paper) for paper in PARTNERSHIP)
    return {
        **_folder("dhr_2016", PAPERS),
        "dardr_2024/manifest.json": _json({"parent": "dhr_2016", "templates": {}}),
        **_folder("partnership", partnership),
        **_folder("channel_2023", CHANNEL),
    }


def _folder(folder: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    entries: dict[str, object] = {}
    for paper in papers:
        buffer = io.BytesIO()
        paper.make().word.save(buffer)
        clean = rebuilt(buffer.getvalue(), title=paper.name.replace("_", " "), is_filled=False)
        files[f"{folder}/{paper.name}.docx"] = clean
        entries[paper.name] = {
            "title": paper.title,
            "public": paper.public,
            "top": sorted(paper.top),
            "own": sorted(paper.own),
        }
    files[f"{folder}/manifest.json"] = _json({"templates": entries})
    return files


def main() -> None:
    """Write the templates and their manifests."""
    for name, data in built().items():
        path = ROOT / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _json(manifest: object) -> bytes:
    return (json.dumps(manifest, indent=1) + "\n").encode()


if __name__ == "__main__":
    main()
