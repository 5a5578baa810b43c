"""What a redaction tells: what was replaced, left out and left open, and what the proof looked at; no name in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from safermk_desktop.redaction.rebuild.context import Dropped, SeenPicture


@dataclass(frozen=True)
class Replaced:
    """How often an identity was replaced, and in how many forms it stood."""

    id: str
    replaced: int
    variants: int


@dataclass(frozen=True)
class Open:
    """A form that is an ordinary word as well or fits several identities: where it stood and what was done.

    ``ids`` are all identities whose form it is; offsets are code points of the plain text of the original; ``key``
    tells it from the others, for a choice about it.
    """

    id: str
    ids: tuple[str, ...]
    part: str
    story: str
    start: int
    end: int
    replaced: bool
    key: str = ""


@dataclass(frozen=True)
class Find:
    """Text that was veiled, hidden or deleted, or a shape over the page: where, and what was done; never its words.

    ``place`` is the running number of its paragraph in the source's part; ``done`` as in ``rebuild.finds``.
    """

    key: str
    kind: str
    part: str
    place: int
    done: str


@dataclass(frozen=True)
class Survivor:
    """A place of the output where an identity was found by the proof; ``context`` has dots for every name."""

    id: str
    part: str
    where: str
    context: str = ""


@dataclass(frozen=True)
class ProofResult:
    """What the engine's own proof searched, and what it found."""

    parts: int
    terms: int
    variants: int
    survivors: tuple[Survivor, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class RedactionReport:
    """The report of one redaction (contracts/cli.md, ``--report``)."""

    identities: tuple[Replaced, ...]
    dropped: tuple[Dropped, ...]
    undecided: tuple[Open, ...]
    proof: ProofResult
    sha256: str
    suggestions: tuple[dict[str, object], ...] = field(default=())
    pictures: tuple[SeenPicture, ...] = ()
    finds: tuple[Find, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The report's fields, ready for JSON; ``verifier`` is filled in by the service that runs it."""
        proof = self.proof
        return {
            "identities": [asdict(one) for one in self.identities],
            "suggestions": list(self.suggestions),
            "dropped": [asdict(one) for one in self.dropped],
            "undecided": [asdict(one) for one in self.undecided],
            "pictures": [asdict(one) for one in self.pictures],
            "finds": [asdict(one) for one in self.finds],
            "unread": list(proof.unread),
            "proof": {
                "parts": proof.parts,
                "terms": proof.terms,
                "variants": proof.variants,
                "engine": "found" if proof.survivors else "clean",
                "sha256": self.sha256,
            },
        }
