"""An anchor: the head of an audit chain as it was at one moment, kept somewhere the vault cannot be changed from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.audit import GENESIS

WORDS: Final = 8
WORD_BITS: Final = 10
LETTERS: Final = 4
"""The first four letters of a word tell it from all others of the list (``seal_words``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The last entry of a chain when the anchor was taken. ``seq`` is 0 and ``hash`` zeros for an empty chain.

    ``compartment`` is the name of the database; ``hash`` 64 hexadecimal digits; ``source`` says where the anchor was
    kept, in words for a person ("the backup of 3 May 2026", "this computer's keychain", "a printed page").
    ``accepted`` are the marks of the restores that had been accepted when it was taken, in their order.
    """

    compartment: str
    seq: int
    hash: str
    """Empty where there is an anchor that the key of the database does not open: it fits no chain."""
    source: str = ""
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptedRestore:
    """A restore that a person accepted: the last entry that came out of the backup, and the mark of the acceptance."""

    last: int
    mark: str

    def leaves(self, anchor: Anchor) -> bool:
        """Whether an anchor may be of the state before: it lies past the backup, and knows nothing of the acceptance.

        Whatever was anchored since has the mark, so that no clock is asked.
        """
        return anchor.seq > self.last and self.mark not in anchor.accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What anchors say of a chain: the latest that fits it, and the earliest that does not.

    ``left`` are those of the state before a restore that was accepted; they say nothing of this one.
    """

    fits: Anchor | None
    misfit: Anchor | None
    last: int
    """The number of the chain's last entry that fits."""
    left: tuple[Anchor, ...] = ()

    @property
    def fault(self) -> str:
        """What the earliest anchor that does not fit says, in one sentence; empty when all fit."""
        if self.misfit is None:
            return ""
        source, seq = _at_the_start(self.misfit.source or "an anchor"), self.misfit.seq
        if not self.misfit.hash:
            return (
                f"{source} has a part for this database that its key does not open: "
                f"another database was put in its place, or that part was."
            )
        if seq > self.last:
            return (
                f"{source} holds entry {seq}, and the chain ends at entry {self.last}: "
                f"since then the database was put back to an older one."
            )
        return f"{source} holds another entry {seq} than the chain: since then the database was put back or rewritten."

    @property
    def trustworthy(self) -> str:
        """What may still be relied on, in one sentence; empty when all anchors fit."""
        if self.misfit is None:
            return ""
        if self.fits is not None and self.fits.seq:
            return (
                f"Entries 1 to {self.fits.seq} are those that {self.fits.source or 'an earlier anchor'} holds; "
                f"what was written after them cannot be relied on."
            )
        if self.misfit.seq > self.last:
            return (
                f"Entries 1 to {self.last} fit one another and no earlier anchor speaks for them; "
                f"what was written after them is missing."
            )
        return "No entry has an anchor that speaks for it; none of them can be relied on."


def compare(
    anchors: Iterable[Anchor], hashes: Mapping[int, str], last: int, restores: Sequence[AcceptedRestore] = ()
) -> Compared:
    """Compare anchors with a chain whose last entry is ``last``; ``hashes`` are those at the anchors' numbers."""
    fits: Anchor | None = None
    misfit: Anchor | None = None
    left: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda each: each.seq):
        if hashes.get(anchor.seq, GENESIS if anchor.seq == 0 else "") == anchor.hash:
            fits = anchor
        elif any(restore.leaves(anchor) for restore in restores):
            left.append(anchor)
        elif misfit is None:
            misfit = anchor
    return Compared(fits=fits, misfit=misfit, last=last, left=tuple(left))


def words(vault_id: str, anchor: Anchor, listed: Sequence[str]) -> tuple[str, ...]:
    """The eight words of an anchor: the first 80 bits of SHA-256 over vault, database and hash, ten bits a word.

    ``listed`` are the 1,024 words in their order (``seal_words.seal_list``).
    """
    seal = hashlib.sha256(f"{vault_id}:{anchor.compartment}:{anchor.hash}".encode()).digest()
    number = int.from_bytes(seal[: WORDS * WORD_BITS // 8], "big")
    places = (number >> WORD_BITS * place & (1 << WORD_BITS) - 1 for place in reversed(range(WORDS)))
    return tuple(listed[place] for place in places)


def read_words(text: str, listed: Sequence[str], also: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """The eight words that a person typed, in full: any case and spacing, and four letters of a word are enough.

    What follows them in brackets is left out. ``also`` are words that an older page has for one of the list. Raises
    ValueError unless there are eight words of either.
    """
    known = {word[:LETTERS]: word for word in (*also, *listed)}
    typed = [each for each in (each.strip(".,;:").lower() for each in text.partition("(")[0].split()) if each]
    found = tuple(known.get(each[:LETTERS], "") for each in typed)
    if len(found) != WORDS:
        raise ValueError("not eight words")
    if not all(full and full.startswith(each) for full, each in zip(found, typed, strict=True)):
        raise ValueError("a word that is not on the list")
    return tuple(also.get(full, full) for full in found)


def anchor_of_words(
    vault_id: str, anchors: Iterable[Anchor], wanted: tuple[str, ...], listed: Sequence[str]
) -> Anchor | None:
    """The entry whose eight words these are, or ``None``: then it was rolled back, rewritten or of another vault."""
    return next((anchor for anchor in anchors if words(vault_id, anchor, listed) == wanted), None)


def _at_the_start(words_of: str) -> str:
    return words_of[:1].upper() + words_of[1:]
