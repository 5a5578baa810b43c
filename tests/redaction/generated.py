"""Made papers for the property tests: random words, random people and their forms, split at random over the file."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from safermk_desktop.redaction.register import Identity, Register
from tests.redaction.word_files import part, unzipped, word_file

FORENAMES: Final = (
    "Orlagh Zebediah Ottoline Peregrine Isolde Caspian Thessaly Lucasta Evander Philippa Zuleika Josephine Aoife"
    " Siobhán Zoë Björn Łukasz Gethin Kwabena Oluwaseun Xiomara Yevgenia Ignatius Marigold"
).split()
SURNAMES: Final = (
    "Tremayne Quillfeather Farnaby Okonjo-Price O’Hanlon Dunmorrow Whitlock Sandringhame Garrickson Holloway"
    " Vandersteen Kowalczyk Müllerova Ní-Bhriain Achterberg Featherstonehaugh Pemberlow Quarrington Ysolde Abernathy"
).split()
PLAIN: Final = (
    "the panel heard that she had asked several agencies for help over many months and nobody wrote it down when he"
    " came back to them with questions about money housing and work but no visit followed after this"
).split()
LOOKALIKES: Final = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "i": "і"}


class Paper(NamedTuple):
    """A Word file, the register of whoever stands in it, and how their names were written."""

    data: bytes
    register: Register
    written: tuple[str, ...]


def _spaced(name: str) -> str:
    return " ".join(name.replace(" ", ""))


def _looking_alike(name: str, chance: random.Random) -> str:
    return "".join(LOOKALIKES.get(c, c) if chance.random() < 0.5 else c for c in name)


def _broken(name: str, mark: str, chance: random.Random) -> str:
    at = chance.randrange(2, len(name) - 1)
    return name[:at] + mark + name[at:]


def a_form(forename: str, surname: str, chance: random.Random) -> str:
    """One of the forms that the contract counts, of a person with these two names."""
    full = f"{forename} {surname}"
    forms: tuple[Callable[[], str], ...] = (
        lambda: full,
        lambda: forename,
        lambda: surname,
        lambda: f"{surname}, {forename}",
        lambda: f"{chance.choice(('Mr', 'Ms', 'Dr', 'PC', 'Mrs'))} {surname}",
        lambda: f"{forename[0]}. {surname}",
        lambda: f"{surname}’s",
        lambda: f"{forename}'s",
        lambda: f"the {surname}s",
        full.upper,
        full.lower,
        lambda: full.replace(" ", ""),
        lambda: full.replace(" ", "_"),
        lambda: f"{full.replace(' ', '.').lower()}@example.org",
        lambda: _spaced(full),
        lambda: _looking_alike(full, chance),
        lambda: unicodedata.normalize("NFD", full),
        lambda: _broken(surname, chance.choice("\u200b\u00ad\u2060\u200d"), chance),
        lambda: f"{forename}\u00a0{surname}",
    )
    return chance.choice(forms)()


OTHERS: Final = (
    ("place", "16 Aldergate Close, Stanbrook", ("16 Aldergate Close", "Aldergate Close", "16 ALDERGATE CLOSE")),
    ("place", "MK9 9ZZ", ("MK9 9ZZ", "mk99zz", "MK9\u00a09ZZ")),
    ("organisation", "Brightwell Logistics Ltd", ("Brightwell Logistics", "Brightwell Logistics Limited")),
    ("date", "14 March 1986", ("14 March 1986", "14/03/1986", "14th of March 1986", "1986-03-14", "March 14, 1986")),
    ("contact", "01632 960 417", ("01632960417", "01632 960417", "+44 1632 960417", "(01632) 960-417")),
    ("reference", "TVP-23-55017", ("TVP-23-55017", "TVP 23 55017", "tvp2355017", "TVP/23/55017")),
)


def _run(text: str, chance: random.Random) -> str:
    look = chance.choice(("", "", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', '<w:rFonts w:ascii="Arial"/>'))
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _wrapped(run: str, chance: random.Random) -> str:
    forms = (
        "{}", "{}", "{}", "{}", '<w:ins w:id="1" w:author="x">{}</w:ins>', "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
        '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>', '<w:proofErr w:type="spellStart"/>{}',
        '{}<w:bookmarkStart w:id="3" w:name="n"/><w:bookmarkEnd w:id="3"/>',
    )  # fmt: skip
    return chance.choice(forms).format(run)


def a_paragraph(text: str, chance: random.Random) -> str:
    """The text as a paragraph whose runs break where chance has it, within words too."""
    cuts = sorted(chance.randrange(len(text) + 1) for _ in range(chance.randrange(8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if b > a]
    return f"<w:p>{''.join(_wrapped(_run(one, chance), chance) for one in pieces)}</w:p>"


def a_paper(seed: int) -> Paper:
    """The paper of a seed: body, table, header and footnote, one to three people in one to six places."""
    chance = random.Random(seed)
    people = list(zip(chance.sample(FORENAMES, 3), chance.sample(SURNAMES, 3), strict=True))[: chance.randrange(1, 4)]
    things = chance.sample(OTHERS, 2)
    written: list[str] = []

    def a_text() -> str:
        words = list[str](chance.choices(PLAIN, k=chance.randrange(2, 14)))
        if chance.random() < 0.7:
            form = a_form(*chance.choice(people), chance)
            written.append(form if chance.random() < 0.7 else chance.choice(chance.choice(things)[2]))
            words.insert(chance.randrange(len(words) + 1), written[-1])
        return " ".join(words) + chance.choice((".", "", "?", ":"))

    def cell(content: str) -> str:
        return f"<w:tc>{content}</w:tc>"

    pieces = [a_paragraph(a_text(), chance) for _ in range(chance.randrange(1, 4))]
    cells = "".join(cell(a_paragraph(a_text(), chance)) for _ in range(2))
    pieces.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    header = part("hdr", a_paragraph(a_text(), chance))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    identities = tuple(
        Identity(f"k{at}", "person", "", (f"{first} {last}",), f"Adult {'VWX'[at]}")
        for at, (first, last) in enumerate(people)
    )
    identities += tuple(Identity(f"t{at}", kind, "", (name,), "[out]") for at, (kind, name, _) in enumerate(things))
    data = word_file("".join(pieces) + section, parts={"header1.xml": ("header", header)})
    return Paper(data, Register(identities), tuple(written))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    back = {other: letter for letter, other in LOOKALIKES.items()}
    return "".join(back.get(c, c) for c in plain.casefold() if c.isalnum())


def leaks(data: bytes, register: Register) -> list[str]:
    """The oracle: forenames and surnames that stand anywhere in a file, whatever is between their letters."""
    parts = (one.decode("utf-8", "replace") for one in unzipped(data).values())
    said = _letters("\n".join(re.sub(r"<[^>]*>", "", one) + " ".join(re.findall(r'"([^"]*)"', one)) for one in parts))
    people = [one for one in register.identities if one.kind == "person"]
    names = [piece for one in people for name in one.names for piece in name.split()]
    return [name for name in names if len(name) > 4 and _letters(name) in said]
