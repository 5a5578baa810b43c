"""A Word file that uses everything a published document may hold, and much that it may not; and what came of it.

``tests/data/allowed.txt`` says again, apart from the program, what is on the lists: an entry that is lost or put in
there has to be lost or put in here as well. To write it anew: ``python -m tests.redaction.allow_lists``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.rebuild import allowed, settings
from safermk_desktop.redaction.rebuild.parts import Rebuilt, rebuild
from safermk_desktop.redaction.rebuild.write import finish
from tests.redaction.word_files import NAME, p, part, r, word_file

PINNED: Final = Path(__file__).resolve().parents[1] / "data" / "allowed.txt"
FOREIGN: Final = (
    "docVar", "comment", "permEnd", "vanish", "webHidden", "specVanish", "docPartObj", "dataBinding", "alias",
    "proofErr", "rsid", "divId", "pPrChange", "sectPrChange", "numberingChange", "hidden", "printerSettings",
)  # fmt: skip
FOREIGN_ATTRIBUTES: Final = ("author", "date", "initials", "rsidR", "rsidRDefault", "paraId", "name", "uri")
FOREIGN_VALUE: Final = NAME.split()[1]
TABLES: Final = ("WORD", "STYLES", "NUMBERING", "MATH")
SWITCHES: Final = ("_FIRST", "_LATER", "_LAYOUT_SWITCHES", "_LAYOUT_SETTINGS")
Entry = tuple[str, ...]


def lists() -> list[Entry]:
    """The lists as the program has them: table and element, with each attribute; values; settings."""
    found: list[Entry] = []
    for name in TABLES:
        table: Mapping[str, frozenset[str]] = getattr(allowed, name)
        for element, attributes in table.items():
            found += [(name, element), *((name, element, one) for one in attributes)]
    found += [("VALUES", one) for one in allowed._VALUES]
    found += [(name, one) for name in SWITCHES for one in getattr(settings, name)]
    return sorted(found)


def pinned() -> list[Entry]:
    """The lists as they were agreed on."""
    return [tuple(line.split(" ")) for line in PINNED.read_text(encoding="utf-8").splitlines()]


def _flat(prefix: str, elements: Mapping[str, Iterable[str]]) -> str:
    """Every element with its attributes, and the foreign ones among them."""
    made: list[str] = []
    for element, names in elements.items():
        attributes = " ".join(f'{prefix}:{one}="1"' for one in (*sorted(names), *FOREIGN_ATTRIBUTES))
        made.append(f"<{prefix}:{element} {attributes}/>")
    return "".join(made) + "".join(f'<{prefix}:{one} {prefix}:val="1"/>' for one in FOREIGN)


def _elements(entries: Iterable[Entry], table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, element, *attributes in entries:
        if name == table:
            found.setdefault(element, []).extend(attributes)
    return found


def document(entries: list[Entry]) -> bytes:
    """The Word file."""
    word, styles = _flat("w", _elements(entries, "WORD")), _flat("w", _elements(entries, "STYLES"))
    numbering, math = _flat("w", _elements(entries, "NUMBERING")), _flat("m", _elements(entries, "MATH"))
    values = "".join(f'<w:jc w:val="{value}"/>' for name, value, *_ in entries if name == "VALUES")
    switches = {name: [one for kind, one, *_ in entries if kind == name] for name in SWITCHES}
    plain = "".join(f"<w:{one}/>" for name in ("_FIRST", "_LATER") for one in [*switches[name], *FOREIGN])
    layout = "".join(f"<w:{one}/>" for one in [*switches["_LAYOUT_SWITCHES"], *FOREIGN])
    layout += "".join(
        f'<w:compatSetting w:name="{one}" w:val="1"/>' for one in [*switches["_LAYOUT_SETTINGS"], *FOREIGN]
    )
    style = f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:pPr>{styles}</w:pPr></w:style>'
    level = f'<w:lvl w:ilvl="0"><w:pPr>{numbering}</w:pPr></w:lvl>'
    lists_of = f'<w:abstractNum w:abstractNumId="3">{level}</w:abstractNum>'
    lists_of += '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    return word_file(
        p(r("A"), word)
        + p(r("B"), values + f'<w:jc w:val="{FOREIGN_VALUE}"/>')
        + p(r("C"), '<w:pStyle w:val="X"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')
        + p(f"<m:oMath>{math}</m:oMath>"),
        parts={
            "styles.xml": ("styles", part("styles", style)),
            "numbering.xml": ("numbering", part("numbering", lists_of)),
            "settings.xml": ("settings", part("settings", f"{plain}<w:compat>{layout}</w:compat>")),
        },
    )  # fmt: skip


def survived(data: bytes) -> set[Entry]:
    """What of it stands in the rebuilt parts, as entries of the lists."""
    rebuilt = rebuild(read_word(data), lambda _text: True, "drop")
    for tree in rebuilt.parts.values():
        finish(tree)
    return _of_body(rebuilt) | _of_others(rebuilt)


def _below(table: str, holder: xml.Element | None) -> set[Entry]:
    found: set[Entry] = set()
    for node in holder if holder is not None else ():
        local = node.tag.rpartition("}")[2]
        found |= {
            (table, local),
            *((table, local, key.rpartition("}")[2]) for key in node.attrib if key != xml.XML_SPACE),
        }
    return found


def _of_body(rebuilt: Rebuilt) -> set[Entry]:
    w, m = f"{{{xml.W}}}", f"{{{xml.M}}}"
    body = rebuilt.parts["word/document.xml"]
    paragraphs = [one for one in body[0] if one.tag == f"{w}p"]
    values: set[Entry] = {("VALUES", one.get(f"{w}val") or "") for one in paragraphs[1].iter(f"{w}jc")}
    return _below("WORD", paragraphs[0].find(f"{w}pPr")) | values | _below("MATH", next(body.iter(f"{m}oMath")))


def _of_others(rebuilt: Rebuilt) -> set[Entry]:
    w = f"{{{xml.W}}}"
    found = _below("STYLES", next(rebuilt.parts["word/styles.xml"].iter(f"{w}style")).find(f"{w}pPr"))
    found |= _below("NUMBERING", next(rebuilt.parts["word/numbering.xml"].iter(f"{w}lvl")).find(f"{w}pPr"))
    made = rebuilt.parts["word/settings.xml"]
    tags = [one.tag[len(w) :] for one in made]
    stop = tags.index("defaultTabStop")
    found |= {("_FIRST", one) for one in tags[:stop]}
    found |= {("_LATER", one) for one in tags[stop + 1 :] if one not in {"compat", "themeFontLang"}}
    compat = made.find(f"{w}compat")
    for one in compat if compat is not None else ():
        name = one.get(f"{w}name")
        found.add(("_LAYOUT_SETTINGS", name) if name else ("_LAYOUT_SWITCHES", one.tag[len(w) :]))
    return found


if __name__ == "__main__":
    PINNED.write_text("".join(" ".join(entry) + "\n" for entry in lists()), encoding="utf-8")
