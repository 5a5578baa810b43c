"""Write resources/protection.md, which the unlock screen shows: that section of docs/threat-model.md, word for word."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADING = "## What this app cannot protect"


def section() -> str:
    """The section, to the next heading or the end."""
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    return text[text.index(HEADING) :].partition("\n## ")[0].strip() + "\n"


if __name__ == "__main__":
    (ROOT / "resources" / "protection.md").write_text(section(), encoding="utf-8")
