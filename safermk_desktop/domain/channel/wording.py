"""Words that must not stand in this vault unseen: they say that a text may hold what belongs elsewhere (8.4)."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile

WARNED: Final = re.compile(r"\bintelligence\b|\bCTP[\s-]+only\b", re.IGNORECASE)

WARNING: Final = (
    'The text says "{}". Nothing that is for the police alone, and no intelligence, may be kept here: '
    "keep the reference of the national tracker instead."
)


def warnings_of(*texts: str) -> tuple[str, ...]:
    """A sentence for each warned word that stands in the texts; each only once."""
    found = (" ".join(hit[0].lower().replace("-", " ").split()) for text in texts for hit in WARNED.finditer(text))
    return tuple(WARNING.format(word) for word in dict.fromkeys(found))


def warned_in(file: ChannelFile) -> tuple[str, ...]:
    """The warnings about all that is written in a case."""
    return warnings_of(*_texts(file))


def _texts(file: ChannelFile) -> list[str]:
    found: list[str] = []
    if file.referral:
        found += [file.referral.concern, *file.referral.prompts, file.referral.safeguarding, file.referral.source]
    found += [one.detail for one in file.facts]
    found += [one.note for one in (*file.gateway, *file.requests, *file.contacts)]
    found += [one.grounds for one in file.section36]
    found += [one.overall for one in file.assessments]
    found += [f"{one.reasons}\n{one.dissent}" for one in file.decisions]
    found += [f"{one.new_information}\n{' '.join(one.progress)}" for one in file.reviews]
    found += [f"{one.text}\n{one.outcome}" for one in file.actions]
    found += [f"{one.closing_report}\n{one.onward_support}" for one in file.exits]
    return found
