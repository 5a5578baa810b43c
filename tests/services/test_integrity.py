"""The check with the keychain's anchors, the eight words on papers, and what a person is told."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.documents import Audience, Document
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, WorldFailed
from safermk_desktop.services import cases, integrity, papers
from safermk_desktop.services.identities import put_identity
from safermk_desktop.services.key_slots import KeychainState
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.models import copied
from tests.services.conftest import CHEAP, PASSPHRASE, notify

OFFICER = "A. Officer"


@dataclass
class Chain:
    """A keychain in memory, for what a real one need not be asked: tests/adapters/test_keychain.py asks those."""

    standing: KeychainState = KeychainState.READY
    kept: dict[str, bytes] = field(default_factory=dict[str, bytes])
    is_broken: bool = False

    def state(self) -> KeychainState:
        return self.standing

    def read(self, name: str) -> bytes | None:
        if self.is_broken:
            raise WorldFailed
        return self.kept.get(name)

    def keep(self, name: str, secret: bytes) -> None:
        if self.is_broken:
            raise WorldFailed
        assert len(secret) <= 512
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


@contextmanager
def at_work(folder: Path, keychain: Chain | None = None) -> Iterator[Session]:
    clock = StoryClock(date(2026, 3, 2))
    door = bootstrap.door(clock, CHEAP)
    if not folder.exists():
        copied(
            "integrity",
            lambda place: door.create(place, person=OFFICER, role=Role.HEAD, passphrase=PASSPHRASE),
            folder,
        )
    vault = door.open(folder, person=None, passphrase=PASSPHRASE)
    try:
        yield replace(bootstrap.open_session(vault, clock), keychain=keychain)
    finally:
        vault.close()


def test_a_sound_vault_without_an_anchor_says_what_that_leaves_open(session: Session, case_id: CaseId) -> None:
    report = integrity.check(replace(session, keychain=None))
    assert report.wanting is None
    assert "fit one another. No anchor from elsewhere was at hand: a whole older vault" in report.sentence


def test_heads_are_kept_and_an_older_vault_is_found(tmp_path: Path) -> None:
    folder, keychain = tmp_path / "a.smkv", Chain()
    with at_work(folder, keychain) as session:
        notify(session)
        assert integrity.remember_heads(session) == ()
        names = {integrity.anchor_name(session.vault, name) for name in Compartment}
        assert set(keychain.kept) == names
    old = Path(shutil.copytree(folder, tmp_path / "old.smkv"))
    with at_work(folder, keychain) as session:
        case_id = notify(session, "DHR-2026-10")
        assert integrity.remember_heads(session) == ()
        report = integrity.check(session)
        assert report.wanting is None
        assert report.sentence.endswith("They are what this computer's keychain holds, too.")
    kept = dict(keychain.kept)
    shutil.rmtree(folder)
    old.rename(folder)
    with at_work(folder, keychain) as session:
        told = integrity.remember_heads(session)
        assert len(told) == 1
        assert told[0].startswith("This computer's keychain holds entry")
        assert keychain.kept == kept  # the evidence stays
        report = integrity.check(session)
        assert report.wanting is not None
        assert (report.wanting.name, report.wanting.chain, report.wanting.anchors) == ("reviews", True, False)
        assert report.sentence.startswith("The database reviews: This computer's keychain holds entry")
        assert case_id not in report.sentence
        integrity.accept_heads(session, reason="The backup of Monday was put back.")
        assert integrity.remember_heads(session) == ()
        last = session.vault.trail(Compartment.COMMON)[-1]
        assert (last.what, last.why) == ("accept_heads", "The backup of Monday was put back.")
        assert integrity.check(session).wanting is None


@pytest.mark.parametrize(
    "keychain",
    [
        None,
        Chain(standing=KeychainState.MISSING),
        Chain(standing=KeychainState.LOCKED),
        Chain(is_broken=True),
    ],
)
def test_no_keychain_is_less_evidence_and_no_error(tmp_path: Path, keychain: Chain | None) -> None:
    with at_work(tmp_path / "a.smkv", keychain) as session:
        assert integrity.remember_heads(session) == ()
        assert integrity.known_anchors(session) == ()
        assert integrity.check(session).wanting is None


@pytest.mark.parametrize(
    "kept", [b"", b"[]", b"{}", b'{"seq": "1", "hash": "x"}', b'{"seq": true, "hash": "x"}', b"\xff"]
)
def test_an_anchor_that_cannot_be_read_is_none(tmp_path: Path, kept: bytes) -> None:
    keychain = Chain()
    with at_work(tmp_path / "a.smkv", keychain) as session:
        name = integrity.anchor_name(session.vault, Compartment.REVIEWS)
        keychain.kept[name] = kept
        assert integrity.known_anchors(session) == ()
        assert integrity.remember_heads(session) == ()
        assert keychain.kept[name] != kept


def test_words_find_the_entry_they_were_printed_at(session: Session, case_id: CaseId) -> None:
    sealed = integrity.seal_words(session.vault, Compartment.REVIEWS)
    assert re.fullmatch(r"([a-z]+ ){8}\(entry 1, reviews\)", sealed)
    cases.record_fact(session, case_id, kind="file_note", happened_on=date(2026, 3, 2), detail="later")
    found = integrity.find_words(session.vault, sealed.upper())
    assert found.anchor is not None
    assert (found.anchor.seq, found.anchor.compartment) == (1, "reviews")
    assert "entry 1 was the last of the database reviews" in found.sentence
    assert integrity.check(session, (found.anchor,)).wanting is None
    empty = integrity.seal_words(session.vault, Compartment.PREVENT)
    assert integrity.find_words(session.vault, empty).anchor is not None
    none = integrity.find_words(session.vault, "academic acid acne acquire acrobat activity actress adapt")
    assert (none.anchor, none.sentence) == (None, integrity.NO_SUCH_WORDS)
    with pytest.raises(EntryInvalid, match="eight words"):
        integrity.find_words(session.vault, "academic acid")


def test_words_of_what_was_rolled_back_are_found_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "a.smkv"
    with at_work(folder) as session:
        notify(session)
    old = Path(shutil.copytree(folder, tmp_path / "old.smkv"))
    with at_work(folder) as session:
        notify(session, "DHR-2026-10")
        sealed = integrity.seal_words(session.vault, Compartment.REVIEWS)
    with at_work(old) as session:
        assert integrity.find_words(session.vault, sealed).anchor is None


def all_text(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_papers_that_are_not_for_the_public_carry_the_words(session: Session, case_id: CaseId) -> None:
    before = integrity.seal_words(session.vault, Compartment.REVIEWS)
    data = content(session, papers.write_notification_record(session, case_id))
    assert f"Audit words: {before}" in all_text(data)
    found = integrity.find_words(session.vault, before)
    assert found.anchor is not None
    assert integrity.seal_words(session.vault, Compartment.REVIEWS) != before


def test_nothing_of_it_reaches_a_public_paper(
    session: Session, case_id: CaseId, asked: list[dict[str, object]]
) -> None:
    put_identity(session, case_id, kind="person", role="subject", names=("Ottoline Vane",), replacement="Adult A")
    summary = papers.write_executive_summary(session, case_id, sections=(("Introduction", "What was learnt."),))
    papers.write_notification_record(session, case_id)
    public, restricted = asked
    assert "seal" not in public
    assert "seal" in restricted
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert work.get(Document, summary).audience is Audience.PUBLIC
    text = all_text(content(session, summary))
    assert "Audit words" not in text
    assert "reviews)" not in text


@pytest.fixture
def asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The fields that every paper was filled with."""
    seen: list[dict[str, object]] = []
    make = session.papers.make

    def noted(template: str, fields: Mapping[str, object], *, logo: bytes = b"") -> bytes:
        seen.append(dict(fields))
        return make(template, fields, logo=logo)

    monkeypatch.setattr(session.papers, "make", noted)
    return seen


def content(session: Session, paper: RecordId) -> bytes:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.content(paper)
