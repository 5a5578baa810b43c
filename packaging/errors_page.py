"""Write docs/errors.md from safermk_desktop/errors.py: ``.venv/bin/python packaging/errors_page.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safermk_desktop import errors

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/errors.md"
HEAD: Final = """# Errors and their codes

Generated from `safermk_desktop/errors.py` by `packaging/errors_page.py`; a test holds the two together.

On the command line the first line of standard error is `CODE: what happened. What to do.`, and the exit code tells the
kind. In the window the same sentences stand on the screen. None of them holds anything personal. Anything that is not
listed here is a fault of the program: `INTERNAL`, exit 5, with the kind of fault and its line, and no value.
"""
KINDS: Final = (
    (errors.FoundWanting, "Checked and found wanting"),
    (errors.InputRefused, "The input was refused"),
    (errors.VaultNotOpened, "The vault could not be opened"),
    (errors.WorldFailed, "The disk, the folder or the machine failed"),
)


def leaves(kind: type[errors.SafermkError]) -> Iterator[type[errors.SafermkError]]:
    """Every error of the kind that has a code of its own, in the order they are written."""
    for child in kind.__subclasses__():
        if "code" in vars(child):
            yield child
        yield from leaves(child)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for kind, title in KINDS:
        parts.append(f"\n## Exit {kind.exit_code}: {title[0].lower()}{title[1:]}\n\n")
        parts.append("| code | what happened | is the data safe | what to do |\n|---|---|---|---|\n")
        parts += [f"| `{leaf.code}` | {leaf.what} | {leaf.safe} | {leaf.do} |\n" for leaf in leaves(kind)]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"{PAGE.name}: {page().count('| `')} codes")
