"""Every act on Prevent says what is done where it was a mistake."""

from __future__ import annotations

import re
from pathlib import Path

from safermk_desktop.domain.channel.correcting import INSTEAD, LOOKS
from safermk_desktop.domain.undo import UNDOABLE
from safermk_desktop.services import channel


def test_every_act_on_prevent_says_what_puts_it_right() -> None:
    folder = Path(channel.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    written = set(re.findall(r'session\.act\(\s*"([^"]+)"', text))
    assert written == INSTEAD.keys() | LOOKS
    assert not INSTEAD.keys() & LOOKS
    assert not INSTEAD.keys() & UNDOABLE.keys(), "an act on a review of the same name would be offered to be undone"
