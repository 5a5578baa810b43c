"""The Word templates that belong to no case: letters and forms about open actions, the report to the partnership."""

from __future__ import annotations

from typing import Final

from template_parts import Sheet, bars, bullets, paragraphs, rated, row, statement

UNITS: Final = 24
"""Columns of the longest bar: as many as ``domain.plan_progress`` has units."""
LETTER: Final = ("seal", "marking", "partnership", "council", "address", "reference", "dated")
INSIDE: Final = ("seal", "marking", "partnership", "dated")
OPEN: Final = ("marking", "partnership", "council", "address", "formats", "dated")


def agency_letter() -> Sheet:
    """The letter to an agency about the actions it leads (domain 7.1)."""
    sheet = Sheet(11)
    sheet.furniture("{{ reference }}: {{ agency }}", public=False)
    sheet.letter_top("Your open actions: {{ agency }}")
    sheet.text("{{ agency }} leads {{ summary }} from reviews held by this partnership. They are listed below.")
    sheet.text("What we ask of you", "Heading 2")
    for words in (
        "Tell us for each action what has been done since the last update. Nothing new to report is an answer.",
        "Tell us what has changed because of it, and send what shows it. Done and changed are two things.",
        "If a target date cannot be kept, say so now, with the date you propose and the reason.",
    ):
        sheet.text(words, "List Bullet")
    sheet.text("Please answer by {{ answer_by }}, on the form that comes with this letter or in your own words.")
    sheet.text("Your open actions", "Heading 2")
    table = sheet.table(
        "Your open actions", ("Reference", "What was recommended, and the action", "Stands"), (3.4, 8.6, 3.9)
    )
    statement(table, "for action in actions")
    row(
        table,
        ("{{ action.reference }}", "Table Head"),
        (("{{ action.asked }}", "Table Text"), ("Action: {{ action.text }}", "Table Text")),
        (
            ("Target {{ action.target }}", "Table Text"),
            *rated("action.rag"),
            ("{{ action.why|capitalize }}", "Table Text"),
            ("Last heard {{ action.heard }}", "Table Text"),
        ),
    )
    statement(table, "endfor")
    sheet.letter_end()
    return sheet


def action_form() -> Sheet:
    """The form that an agency fills in and sends back; read again by the words over its columns."""
    sheet = Sheet(9, landscape=True)
    sheet.furniture("Open actions: {{ agency }}", public=False)
    sheet.text("Open actions: {{ agency }}", "Title")
    sheet.text("Written on {{ dated }} by {{ partnership }}", "Subtitle")
    sheet.text(
        "Fill in what has changed and send the file back. Leave the columns Reference and Check as they are: by them "
        "your answers find their way. Nothing is changed before a person has compared it."
    )
    sheet.text("Status is one of: {{ statuses|join(', ') }}.")
    heads = ("Reference", "Recommendation and action", "Progress since the last update", "Status", "Done on")
    more = ("What changed", "Evidence", "Target date", "Check")
    table = sheet.table("Open actions", (*heads, *more), (2.9, 5.4, 4.0, 2.3, 2.0, 3.3, 2.8, 2.1, 2.3))
    statement(table, "for action in actions")
    row(
        table,
        ("{{ action.reference }}", "Table Head"),
        (
            ("{{ action.asked }}", "Table Text"),
            ("Action: {{ action.text }}", "Table Text"),
            ("Lead: {{ action.lead }}", "Table Text"),
        ),
        ("", "Table Text"),
        *(
            (f"{{{{ action.{field} }}}}", "Table Text")
            for field in ("status", "completed", "outcome", "evidence", "target", "check")
        ),
    )
    statement(table, "endfor")
    return sheet


def plan_progress() -> Sheet:
    """How actions get on as bars with their numbers in words, then a page for each agency (domain 7.1)."""
    sheet = Sheet(10, landscape=True)
    sheet.furniture("How actions get on: {{ dated }}", public=False)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("How actions get on", "Title")
    sheet.text("How things stood on {{ dated }}", "Subtitle")
    sheet.tag("for picture in pictures")
    sheet.text("{{ picture.title }}", "Heading 1")
    sheet.text("{{ picture.words }}")
    bars(sheet, "picture", UNITS, (7.0, 2.4, 16.7))
    sheet.tag("endfor")
    sheet.tag("for agency in agencies")
    sheet.text("{{ agency.name }}", "Heading 1").paragraph_format.page_break_before = True
    sheet.text("{{ agency.words }}")
    table = sheet.table(
        "Open actions of an agency",
        ("Reference", "Recommendation and action", "Stands", "Target date"),
        (4.0, 13.4, 5.2, 3.5),
    )
    statement(table, "for action in agency.actions")
    row(
        table,
        ("{{ action.reference }}", "Table Head"),
        (("{{ action.asked }}", "Table Text"), ("Action: {{ action.text }}", "Table Text")),
        (*rated("action.rag"), ("{{ action.why|capitalize }}", "Table Text")),
        ("{{ action.target }}", "Table Text"),
    )
    statement(table, "endfor")
    sheet.tag("endfor")
    return sheet


def _report(*, is_open: bool) -> Sheet:
    """The report of a period (domain 7.2): the open version, or the whole with the exempt part."""
    sheet = Sheet(11)
    sheet.furniture("{{ body }}: {{ period }}", public=is_open)
    sheet.text("{{ partnership }}", "Cover Line")
    sheet.text("{{ body }}: report for {{ period }}", "Title")
    sheet.text("{{ version }}", "Subtitle")
    sheet.facts(
        "About this report",
        (
            ("Body", "{{ body }}", ""),
            ("Period", "{{ period }}", ""),
            ("Author", "{{ author }}", ""),
            ("Date", "{{ dated }}", ""),
            ("Marking", "{{ marking }}", ""),
        ),
    )
    sheet.text("1. Chair and vice-chair", "Heading 1")
    bullets(sheet, "offices", "Nothing was recorded.")
    sheet.text("2. Workstreams and their action plans", "Heading 1")
    _workstreams(sheet)
    sheet.text("3. {{ reviews_heading }}", "Heading 1")
    paragraphs(sheet, "reviews_text", "")
    if not is_open:
        _reviews(sheet)
    _progress(sheet)
    sheet.text("4. Prevent", "Heading 1")
    paragraphs(sheet, "prevent_text", "Nothing was reported.")
    sheet.tag("if prevent_counts")
    table = sheet.table("Prevent in numbers", ("Counted in the period", "Number"), (11.0, 4.9))
    statement(table, "for line in prevent_counts")
    row(table, ("{{ line.what }}", "Table Text"), ("{{ line.number }}", "Table Text"))
    statement(table, "endfor")
    sheet.tag("endif")
    sheet.text("{{ suppressed }}", "Note")
    sheet.text("5. Plans and actions that are late", "Heading 1")
    bullets(sheet, "late", "None.")
    sheet.text("6. Decisions needed", "Heading 1")
    bullets(sheet, "decisions", "None.")
    sheet.text("7. Recommendations to the partnership", "Heading 1")
    sheet.tag("for line in recommendations")
    sheet.text("{{ line.number }}. Recommendation: {{ line.text }}")
    sheet.tag("else")
    sheet.text("There is none in this period.")
    sheet.tag("endfor")
    sheet.text("8. Action log", "Heading 1")
    _log(sheet)
    sheet.text("9. Forward plan", "Heading 1")
    bullets(sheet, "forward", "Nothing is planned yet.")
    if is_open:
        sheet.text("{{ formats }}", "Note")
        sheet.text("{{ council }}, {{ address }}", "Note")
    return sheet


def _workstreams(sheet: Sheet) -> None:
    table = sheet.table(
        "Workstreams",
        ("Workstream", "Lead organisation", "Action plan", "What is new, and the risks"),
        (3.6, 3.4, 3.4, 5.5),
    )
    statement(table, "for stream in workstreams")
    row(
        table,
        ("{{ stream.name }}", "Table Head"),
        ("{{ stream.lead }}", "Table Text"),
        ("{{ stream.status }}", "Table Text"),
        (
            ("{{ stream.headline }}", "Table Text"),
            ("{% if stream.risks %}Risks: {{ stream.risks }}{% endif %}", "Table Text"),
        ),
    )
    statement(table, "endfor")


def _reviews(sheet: Sheet) -> None:
    table = sheet.table("Reviews by label", ("Review", "Stage", "Dates"), (3.4, 5.2, 7.3))
    statement(table, "for review in reviews")
    row(
        table,
        ("{{ review.label }}", "Table Head"),
        ("{{ review.stage }}", "Table Text"),
        (
            ("{%p for words in review.dates %}", "Table Text"),
            ("{{ words }}", "Table Bullet"),
            ("{%p endfor %}", "Table Text"),
        ),
    )
    statement(table, "endfor")
    for heading, field in (
        ("Terms of reference awaiting approval", "terms_awaiting"),
        ("With the Home Office", "home_office"),
        ("Letters about delay", "delays"),
        ("Nothing new to report", "nothing_new"),
    ):
        sheet.text(heading, "Heading 2")
        bullets(sheet, field, "None.")


def _progress(sheet: Sheet) -> None:
    sheet.text("Publication", "Heading 2")
    bullets(sheet, "publication", "Nothing was published in this period.")
    sheet.text("Progress of the action plans", "Heading 2")
    paragraphs(sheet, "progress", "There is no action yet.")
    sheet.tag("for picture in pictures")
    sheet.text("{{ picture.title }}", "Heading 2")
    sheet.text("{{ picture.words }}")
    bars(sheet, "picture", UNITS, (4.4, 2.4, 9.1))
    sheet.tag("endfor")
    sheet.text("What the ratings mean", "Heading 2")
    table = sheet.table("Actions by rating", ("Rating", "Actions", "What it means"), (3.4, 2.6, 9.9))
    statement(table, "for rating in ratings")
    row(table, rated("rating.word"), ("{{ rating.actions }}", "Table Text"), ("{{ rating.meaning }}", "Table Text"))
    statement(table, "endfor")


def _log(sheet: Sheet) -> None:
    sheet.tag("if log")
    table = sheet.table("Action log", ("Action", "Lead agency", "What happened in the period"), (6.2, 3.9, 5.8))
    statement(table, "for line in log")
    row(
        table,
        (("{{ line.reference }}", "Table Head"), ("{{ line.text }}", "Table Text")),
        ("{{ line.lead }}", "Table Text"),
        ("{{ line.what }}", "Table Text"),
    )
    statement(table, "endfor")
    sheet.tag("else")
    sheet.text("None.")
    sheet.tag("endif")
    sheet.text("{{ log_rest }}", "Note")


def report_open() -> Sheet:
    """The report as anybody may read it."""
    return _report(is_open=True)


def report_exempt() -> Sheet:
    """The whole report, for the part of a meeting from which press and public are excluded."""
    return _report(is_open=False)


REPORT: Final = (
    *(
        "body",
        "period",
        "version",
        "author",
        "offices",
        "workstreams",
        "reviews_heading",
        "reviews_text",
        "publication",
    ),
    *(
        "progress",
        "pictures",
        "ratings",
        "prevent_text",
        "prevent_counts",
        "suppressed",
        "late",
        "decisions",
        "recommendations",
    ),
    *("log", "log_rest", "forward"),
)
PAPERS: Final = (
    (
        "agency_letter",
        agency_letter,
        "Open actions, {{ agency }}",
        LETTER,
        ("recipient", "signatory", "agency", "answer_by", "summary", "actions"),
        False,
    ),
    (
        "action_form",
        action_form,
        "Form for open actions, {{ agency }}",
        INSIDE,
        ("agency", "statuses", "actions"),
        False,
    ),
    ("plan_progress", plan_progress, "How actions get on, {{ dated }}", INSIDE, ("pictures", "agencies"), False),
    ("report_open", report_open, "{{ body }}, report for {{ period }}", OPEN, REPORT, True),
    (
        "report_exempt",
        report_exempt,
        "{{ body }}, report for {{ period }}, exempt",
        INSIDE,
        (*REPORT, "reviews", "terms_awaiting", "home_office", "delays", "nothing_new"),
        False,
    ),
)
"""Name, how it is made, title, the fields of every paper, its own fields, and whether it is for the public."""
