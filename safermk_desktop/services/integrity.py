"""Whether a vault is what it was: the check with every anchor at hand, anchors in the keychain, the eight words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from safermk_desktop.domain.anchors import Anchor, anchor_of_words, read_words, words
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.seal_words import GENTLE, seal_list
from safermk_desktop.errors import DatabaseDamaged, EntryInvalid, RoleRefused, WorldFailed
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.headship import assert_heads
from safermk_desktop.services.key_slots import Keychain, KeychainState
from safermk_desktop.services.ports import Compartment, DatabaseHealth, Vault
from safermk_desktop.services.session import Session

KEYCHAIN: Final = "this computer's keychain"
PRINTED: Final = "the page with these words"
UNANCHORED: Final = (
    "No anchor from elsewhere was at hand: a whole older vault put back in its place would not be noticed."
)
NO_SUCH_WORDS: Final = (
    "No entry of this vault has these words: they are of another vault, or the vault was put back to an older one "
    "or rewritten since the page was printed."
)


NOT_IN_IT: Final = "What was entered after it is not in it."
TO_ACCEPT: Final = (
    "If this is the vault to work on in, a head of community safety chooses Accept this state on the Audit page, or "
    "gives the command safermk vault check --accept-restore; else a newer backup is restored."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A restore that nobody has accepted yet. ``why`` is the chain's sentence: the backup, by its day."""

    why: str

    @property
    def sentence(self) -> str:
        """What it means, in two sentences."""
        return f"This vault was {self.why[:1].lower()}{self.why[1:]} {NOT_IN_IT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityReport:
    """What a check found: each database this person may open, and the anchors it was compared with.

    ``restored`` is a restore that nobody accepted yet; ``left`` are the anchors of the state before one that somebody
    did, which count no more.
    """

    databases: tuple[DatabaseHealth, ...]
    anchors: tuple[Anchor, ...]
    restored: Restored | None = None

    @property
    def left(self) -> tuple[Anchor, ...]:
        """The anchors of the state before the restore."""
        return tuple(anchor for one in self.databases for anchor in one.left)

    @property
    def wanting(self) -> DatabaseHealth | None:
        """The first database that does not fit."""
        return next((one for one in self.databases if not is_sound(one)), None)

    @property
    def sentence(self) -> str:
        """What a person needs to know first: that all fits, or what does not and what may still be relied on."""
        restored = f"{self.restored.sentence} {TO_ACCEPT}" if self.restored else ""
        found = self.wanting
        if found is not None:
            told = (f"The database {found.name}:", found.first_fault, found.trustworthy, restored)
            return " ".join(filter(None, told))
        rows = sum(one.rows for one in self.databases)
        fits = f"Every page, every entry of the audit chains and all {rows:,} rows fit one another."
        before = _sources(self.left)
        sources = [source for source in _sources(self.anchors) if source not in before]
        compared = f"They are what {_listed(sources)} holds, too." if sources else UNANCHORED
        return " ".join(filter(None, (fits, compared, self.left_words, restored)))

    @property
    def left_words(self) -> str:
        """Which anchors are of the state before the restore, in a sentence; empty for none."""
        sources = _sources(self.left)
        is_or_are = "is" if len(sources) == 1 else "are"
        words_of = _listed(sources) if sources else ""
        return f"Of the state before the restore {is_or_are} {words_of}." if sources else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFound:
    """What eight words on a page say: the entry they were taken at, or that there is none (``anchor`` is ``None``)."""

    anchor: Anchor | None
    sentence: str


def is_sound(found: DatabaseHealth) -> bool:
    """Whether nothing in a database was found wanting."""
    return found.pages and found.chain and found.anchors is not False


def check(session: Session, extra: Iterable[Anchor] = ()) -> IntegrityReport:
    """Check every database this person may open, with the keychain's anchors and ``extra`` ones, as from backups.

    It reads the whole vault; run it as a job. A vault that does not fit is a finding, never an exception.
    """
    anchors = (*known_anchors(session), *extra)
    found = session.vault.health(anchors)
    left = {anchor for one in found for anchor in one.left}
    counted = tuple(anchor for anchor in anchors if anchor not in left)
    return IntegrityReport(databases=found, anchors=counted, restored=restored(session))


def restored(session: Session) -> Restored | None:
    """The restore that this vault comes from, until somebody accepts it; a damaged chain tells of none."""
    acts = [entry for entry in _trail(session) if entry.what in {"restore_vault", "accept_heads"}]
    return Restored(why=acts[-1].why) if acts and acts[-1].what == "restore_vault" else None


def may_accept(session: Session) -> bool:
    """Whether the person may accept a restore: the head of community safety, or who stands in for one."""
    if session.vault.is_read_only:
        return False
    try:
        assert_heads(session.vault)
    except RoleRefused:
        return False
    return True


def known_anchors(session: Session) -> tuple[Anchor, ...]:
    """The anchors of this vault in the keychain; none where there is no keychain, or it is locked: less evidence."""
    keychain = _ready(session.keychain)
    if keychain is None:
        return ()
    found = (_read(keychain, session.vault, name) for name in sorted(session.vault.compartments))
    return tuple(anchor for anchor in found if anchor is not None)


def remember_heads(session: Session) -> tuple[str, ...]:
    """Keep the heads of the chains in the keychain, after an unlock and before a lock, where there is one.

    Returns what the opening found wanting and what the anchors kept before say against the vault, in sentences. An
    anchor that does not fit stays: it is the evidence. A keychain that is missing or locked is no error.
    """
    vault = session.vault
    told = list(vault.alarms)
    keychain = _ready(session.keychain)
    if keychain is None:
        return tuple(told)
    for head in vault.heads():
        before = _read(keychain, vault, Compartment(head.compartment))
        against = vault.misfits([before]) if before is not None else ()
        told += against
        if not against and (before is None or (before.seq, before.hash) != (head.seq, head.hash)):
            _anchor(keychain, vault, head)
    return tuple(told)


def accept_heads(session: Session, *, reason: str) -> None:
    """Keep the heads as they stand, whatever was kept before: a person restored an older backup on purpose.

    The act is on the record. After ``restore_vault`` in the chain the anchors of the state before the restore count no
    more: those that lie past the backup and were taken before this act. Raises ``EntryMissing``, ``RoleRefused``, and
    as ``writing``.
    """
    need(reason=reason)
    if not may_accept(session):
        raise RoleRefused
    with session.vault.writing(Compartment.COMMON, session.act("accept_heads", CaseId(""), why=reason)):
        pass  # the entry itself is all that is written
    keychain = _ready(session.keychain)
    if keychain is not None:
        for head in session.vault.heads():
            _anchor(keychain, session.vault, head)


def anchor_name(vault: Vault, compartment: Compartment) -> str:
    """What an anchor is called in the keychain: of the vault in this folder, since a restored copy has anchors too."""
    folder = hashlib.sha256(str(vault.folder.resolve()).encode(errors="surrogatepass")).hexdigest()[:16]
    return f"anchor-{vault.vault_id}-{folder}-{compartment.value}"


def seal_words(vault: Vault, compartment: Compartment) -> str:
    """The eight words of a chain's head, and where it stands: ``otter lantern ... (entry 812, reviews)``.

    Inside a writing they are those of the entry before the one that the act is about to enter.
    """
    head = next(anchor for anchor in vault.heads() if anchor.compartment == compartment.value)
    return f"{' '.join(words(vault.vault_id, head, _word_list()))} (entry {head.seq}, {head.compartment})"


def find_words(vault: Vault, text: str) -> WordsFound:
    """The entry whose eight words a person typed from a page, in any database they may open.

    Any case and spacing, and four letters of each word are enough. Raises ``EntryInvalid`` for other than eight words.
    """
    listed = _word_list()
    try:
        wanted = read_words(text, listed, GENTLE)
    except ValueError:
        raise EntryInvalid("Type the eight words as they are printed; four letters of each are enough.") from None
    for name in sorted(vault.compartments):
        start = Anchor(compartment=name.value, seq=0, hash="0" * 64)
        found = anchor_of_words(vault.vault_id, (start, *vault.links(name)), wanted, listed)
        if found is not None:
            anchor = Anchor(compartment=found.compartment, seq=found.seq, hash=found.hash, source=PRINTED)
            return WordsFound(anchor=anchor, sentence=_said(anchor))
    return WordsFound(anchor=None, sentence=NO_SUCH_WORDS)


def _said(anchor: Anchor) -> str:
    return (
        f"The page was made when entry {anchor.seq} was the last of the database {anchor.compartment}; the chain still "
        f"holds that entry unchanged. The check tells whether the rows do as well."
    )


def _ready(keychain: Keychain | None) -> Keychain | None:
    try:
        return keychain if keychain is not None and keychain.state() is KeychainState.READY else None
    except WorldFailed:
        return None


def _trail(session: Session) -> tuple[AuditEntry, ...]:
    try:
        return session.vault.trail(Compartment.COMMON)
    except DatabaseDamaged:
        return ()  # the check says so


def _read(keychain: Keychain, vault: Vault, compartment: Compartment) -> Anchor | None:
    try:
        kept = keychain.read(anchor_name(vault, compartment))
        found: object = None if kept is None else json.loads(kept)
    except (WorldFailed, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    values = cast("dict[str, object]", found)
    seq, hashed = values.get("seq"), values.get("hash")
    if type(seq) is not int or not isinstance(hashed, str):
        return None
    accepted = values.get("accepted")
    marks = tuple(str(mark) for mark in cast("list[object]", accepted)) if isinstance(accepted, list) else ()
    return Anchor(compartment=compartment.value, seq=seq, hash=hashed, source=KEYCHAIN, accepted=marks)


def _anchor(keychain: Keychain, vault: Vault, head: Anchor) -> None:
    accepted = {"accepted": list(head.accepted)} if head.accepted else {}
    try:
        name = anchor_name(vault, Compartment(head.compartment))
        keychain.keep(name, json.dumps({"seq": head.seq, "hash": head.hash, **accepted}).encode())
    except WorldFailed:
        return  # less evidence, and no reason to stop anybody's work


def _word_list() -> Sequence[str]:
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP  # the 1,024 words of SLIP-39; only where words are asked for

    return seal_list(tuple(WORD_INDEX_MAP))


def _sources(anchors: Sequence[Anchor]) -> list[str]:
    return list(dict.fromkeys(anchor.source for anchor in anchors if anchor.source))


def _listed(sources: Sequence[str]) -> str:
    return sources[0] if len(sources) == 1 else f"{', '.join(sources[:-1])} and {sources[-1]}"
