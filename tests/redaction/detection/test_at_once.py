"""The plainest findings are told before the tiers are loaded, and the tiers find them too."""

from __future__ import annotations

import subprocess
import sys

from safermk_desktop.redaction.detection.at_once import find_at_once
from safermk_desktop.redaction.detection.detector import detect

TEXT = "Ms Quillmarsh wrote to o.farnaby@stanbrook.example. Dr Odette Farnaby lived at MK9 9ZZ. The Miss rate was 5 Mr."


def test_titles_and_e_mail_addresses_are_told_in_order() -> None:
    found = find_at_once(TEXT)
    assert [one.text for one in found] == ["Ms Quillmarsh", "o.farnaby@stanbrook.example", "Dr Odette Farnaby"]
    assert all(TEXT[one.start : one.end] == one.text for one in found)


def test_what_is_told_at_once_is_found_by_the_tiers() -> None:
    covered = {at for one in detect(TEXT) for at in range(one.start, one.end)}
    for one in find_at_once(TEXT):
        name = one.text.split()[-1]
        start = one.end - len(name)
        assert covered >= set(range(start, one.end))


def test_no_tier_is_loaded_for_the_first_finding() -> None:
    program = (
        "import sys\n"
        "import safermk_desktop.services.detecting_words\n"
        "from safermk_desktop.adapters.confinement import work\n"
        "work.loaded({'work': 'detect', 'register': '', 'choices': {}})\n"
        "tiers = ('patterns', 'shape', 'model', 'jigsaw', 'detector')\n"
        "print([one for one in sys.modules if one.startswith('safermk_desktop.redaction.detection') "
        "and one.split('.')[3:4] and one.split('.')[3] in tiers])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
