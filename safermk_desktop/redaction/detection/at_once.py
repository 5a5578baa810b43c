"""What can be told before the tiers are loaded: a title with a name, an e-mail address.

The tiers find the same and more; this is for whoever waits for the first finding.
"""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source

_NAME: Final = r"[A-Z][a-z]+(?:[-'\u2019][A-Z][a-z]+)*"
_RULES: Final = (
    (
        re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?[ \u00a0]{_NAME}(?:[ \u00a0]{_NAME})?"),
        Kind.PERSON,
        Certainty.LIKELY,
        Source.SHAPE,
        "[name]",
    ),
    (
        re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b"),
        Kind.CONTACT,
        Certainty.CERTAIN,
        Source.PATTERN,
        "[contact]",
    ),
)


def find_at_once(text: str) -> list[Finding]:
    """The plainest findings of a text, in order."""
    return sorted(
        Finding(match.start(), match.end(), match[0], kind, certainty, source, replacement)
        for rule, kind, certainty, source, replacement in _RULES
        for match in rule.finditer(text)
    )
