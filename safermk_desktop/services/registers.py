"""The identity register of a case as a register file, and the digest that tells whether it has changed."""

from __future__ import annotations

import hashlib
import json

from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import RegisterEmpty
from safermk_desktop.services.ports import Reading


def register_of(work: Reading, case_id: CaseId) -> str:
    """The register of a case in the format of register files. Raises ``RegisterEmpty``."""
    entries = sorted(work.of_case(IdentityEntry, case_id), key=lambda entry: entry.position)
    if not entries:
        raise RegisterEmpty
    rules = work.of_case(RegisterRule, case_id)
    rule = rules[-1] if rules else None
    values = {
        "version": 1,
        "dates": rule.dates if rule else "month_year",
        "identities": [_as_json(entry) for entry in entries],
        "keep": list(rule.keep) if rule else [],
    }
    return json.dumps(values, ensure_ascii=False, indent=1)


def register_digest(work: Reading, case_id: CaseId) -> str:
    """SHA-256 of the register as it stands, in hexadecimal; empty when nothing is entered."""
    try:
        return hashlib.sha256(register_of(work, case_id).encode()).hexdigest()
    except RegisterEmpty:
        return ""


def _as_json(entry: IdentityEntry) -> dict[str, object]:
    values: dict[str, object] = {"id": entry.key, "kind": entry.kind, "role": entry.role, "names": list(entry.names)}
    if entry.replacement:
        values["replacement"] = entry.replacement
    return values
