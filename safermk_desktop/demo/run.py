"""``safermk demo``: the story into a vault, its documents, its registers and a picture of every screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.pictures import Picture, take_pictures
from safermk_desktop.demo.report_acts import FILES, write_reports
from safermk_desktop.demo.vaults import Played, play_story
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.channel.papers import Readers
from safermk_desktop.domain.documents import Audience, Document, PaperKind, extension_of
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import NotWritable
from safermk_desktop.services import identities, keeping_papers, queries
from safermk_desktop.services.channel import papering
from safermk_desktop.services.fictional import PASSPHRASE, PERSON
from safermk_desktop.services.outputs import assert_empty
from safermk_desktop.services.ports import Compartment, Vault

VAULT = "demo.smkv"


def run_demo(out: Path, *, say: Callable[[str], None]) -> None:
    """Make the whole demo in ``out``, which is absent or empty. Raises ``OutputNotEmpty``, ``NotWritable``."""
    assert_empty(out)
    folder = out / VAULT
    for name in ("documents", "registers", "reports", "screens"):
        _make_folder(out / name)
    played = play_story(folder, say=lambda at, day: say(f"{day}  {at.reference}  {at.state}, {at.stage}"))
    try:
        documents = _write_documents(played, out)
        _write_registers(played, out, documents)
        channel = _write_channel(played, out)
        stale = write_reports(played.session, out / "reports")
        before = _census(played.session.vault)
    finally:
        played.session.vault.close()
    bootstrap.files().write(out / "passphrases.txt", f"{PASSPHRASE}\n{PERSON}\n".encode())
    documents += channel
    say(f"Documents: {len(documents)}, in documents/")
    say(f"Channel and Prevent: {len(played.channel)} cases; {len(channel)} of the documents left Prevent")
    say(f"Report to the partnership: {stale} to mend before it leaves, in reports/")
    pictures = take_pictures(
        folder, out / "screens", today=played.session.clock.today(), cases={**played.cases, **played.channel}
    )
    say(f"Screens: {len(pictures)}, in screens/")
    _unlock_again(folder, before, played)
    say("Locked and unlocked again: everything is there")
    index = {
        "stages": [
            {"case": at.reference, "stage": at.stage, "state": at.state, "date": day} for at, day in played.stages
        ],
        "documents": documents,
        "reports": list(FILES),
        "screens": [picture_values(picture) for picture in pictures],
    }
    bootstrap.files().write(out / "demo.json", json.dumps(index, indent=1).encode())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable from error


def picture_values(picture: Picture) -> dict[str, object]:
    """A picture as ``demo.json`` lists it."""
    return {
        "file": picture.file,
        "screen": picture.screen,
        "state": picture.state,
        "theme": picture.theme,
        "width": picture.width,
        "height": picture.height,
    }


def _write_documents(played: Played, out: Path) -> list[Mapping[str, str]]:
    listed: list[Mapping[str, str]] = []
    for case_id in played.cases.values():
        file = queries.case_file(played.session, case_id)
        copy = file.current_copy()
        for paper in file.documents:
            if extension_of(paper.file_name) != "docx":
                continue  # a certificate stands there as a page of Word
            if paper.kind is PaperKind.REDACTED_REPORT and (copy is None or copy.document_id != paper.id):
                continue  # the copy of an earlier round does not leave the vault any more
            keeping_papers.export_paper(
                played.session,
                case_id,
                paper.id,
                out / "documents",
                purpose="Fictional demonstration",
                recipient="Whoever reads this demonstration",
            )
            listed.append(
                {
                    "file": paper.file_name,
                    "kind": paper.kind.value,
                    "case": file.case.reference,
                    "audience": paper.audience.value,
                    "sha256": paper.sha256,
                }
            )
    return listed


def _write_channel(played: Played, out: Path) -> list[Mapping[str, str]]:
    """The papers of Prevent that may leave: last pack and minutes of each case, an agenda, and what names nobody."""
    listed: list[Mapping[str, str]] = []
    references = {case_id: reference for reference, case_id in played.channel.items()}
    kept = papering.papers_of(played.session)
    leaving = {(one.case_id, one.kind, extension_of(one.file_name)): one for one in kept}
    for paper in leaving.values():
        if paper.readers is Readers.INTERNAL or extension_of(paper.file_name) != "docx":
            continue
        papering.export_channel_paper(
            played.session,
            paper.id,
            out / "documents",
            purpose="Fictional demonstration",
            recipient="Whoever reads this demonstration",
            member_id=RecordId(paper.invited[0]) if paper.invited else None,
        )
        listed.append(
            {
                "file": paper.file_name,
                "kind": paper.kind.value,
                "case": references.get(paper.case_id, "Prevent"),
                "audience": Audience.RESTRICTED.value,
                "sha256": paper.sha256,
            }
        )
    return listed


def _write_registers(played: Played, out: Path, documents: list[Mapping[str, str]]) -> None:
    public = {entry["case"] for entry in documents if entry["audience"] == Audience.PUBLIC.value}
    for case_id in played.cases.values():
        reference = queries.case_file(played.session, case_id).case.reference
        if reference in public:
            text = identities.export_register(played.session, case_id)
            bootstrap.files().write(out / "registers" / f"{reference}.json", text.encode())


def _census(vault: Vault) -> tuple[int, tuple[str, ...]]:
    """How many acts the log holds, and the digest of every paper, read from its bytes."""
    with vault.reading(Compartment.REVIEWS) as work:
        papers = [paper for case in work.every(Case) for paper in work.of_case(Document, case.case_id)]
        for paper in papers:
            work.content(paper.id)
    return len(vault.trail(Compartment.REVIEWS)), tuple(paper.sha256 for paper in papers)


def _unlock_again(folder: Path, before: tuple[int, tuple[str, ...]], played: Played) -> None:
    clock = StoryClock(played.session.clock.today())
    vault = bootstrap.door(clock).open(folder, person=PERSON, passphrase=PASSPHRASE)
    try:
        after = _census(vault)
    finally:
        vault.close()
    # The pictures look at originals and so add entries to the log; nothing else may have changed.
    if after[0] < before[0] or after[1] != before[1]:
        raise AssertionError("the vault changed between locking and unlocking")
