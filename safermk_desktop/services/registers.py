"""The identity register of a case as a register file, and the digest that tells whether it has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import RegisterEmpty
from safermk_desktop.services.ports import Reading


def register_of(work: Reading, case_id: CaseId) -> str:
    """The register of a case in the format of register files. Raises ``RegisterEmpty``."""
    return _register_text(work.of_case(IdentityEntry, case_id), work.of_case(RegisterRule, case_id))


def register_digest(work: Reading, case_id: CaseId) -> str:
    """SHA-256 of the register as it stands, in hexadecimal; empty when nothing is entered."""
    return digest_of(work.of_case(IdentityEntry, case_id), work.of_case(RegisterRule, case_id))


def digest_of(entries: Sequence[IdentityEntry], rules: Sequence[RegisterRule]) -> str:
    """The same from its records, in the order of entry."""
    return hashlib.sha256(_register_text(entries, rules).encode()).hexdigest() if entries else ""


def _register_text(found: Sequence[IdentityEntry], rules: Sequence[RegisterRule]) -> str:
    entries = sorted(found, key=lambda entry: entry.position)
    if not entries:
        raise RegisterEmpty
    rule = rules[-1] if rules else None
    values = {
        "version": 1,
        "dates": rule.dates if rule else "month_year",
        "identities": [_as_json(entry) for entry in entries],
        "keep": list(rule.keep) if rule else [],
    }
    return json.dumps(values, ensure_ascii=False, indent=1)


def _as_json(entry: IdentityEntry) -> dict[str, object]:
    values: dict[str, object] = {"id": entry.key, "kind": entry.kind, "role": entry.role, "names": list(entry.names)}
    if entry.replacement:
        values["replacement"] = entry.replacement
    return values
