"""The table of forms of contracts/cli.md, each form in a sentence: what stands in double brackets is one certain find.

Some registers have one name alone, so that no other form of another identity helps out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from safermk_desktop.redaction.matching import ordinary, others, shadow
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import DateRule, Identity, Register


class Case(NamedTuple):
    """A register of one identity, and a text in which exactly what is marked is found, for certain."""

    kind: str
    name: str
    text: str
    dates: DateRule = "keep"
    keep: tuple[str, ...] = ()

    def holds(self) -> bool:
        """Whether the finder finds what is marked and nothing else."""
        pieces = _MARKS.split(self.text)
        ends = list(accumulate(map(len, pieces)))
        marked = [(ends[at - 1], ends[at], "certain") for at in range(1, len(pieces), 2)]
        identities = (Identity("i1", self.kind, "", (self.name,), "QQ"),) if self.name else ()
        found = find("".join(pieces), Register(identities, self.dates, self.keep))
        return [(one.start, one.end, one.certainty) for one in found] == marked


_MARKS: Final = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def _cases(kind: str, name: str, *written: str, dates: DateRule = "keep") -> Iterator[Case]:
    for one in written:
        yield Case(kind, name, one if "[[" in one else f"It was said by [[{one}]] there.", dates)


def _people() -> Iterator[Case]:
    yield from _cases(
        "person", "Orlagh Tremayne",
        "Orlagh Tremayne", "Orlagh", "Tremayne", "Tremayne, Orlagh", "Tremayne Orlagh", "Ms Tremayne", "Ms O. Tremayne",
        "Dr Orlagh Tremayne", "O Tremayne", "O. Tremayne", "Tremayne, O", "Tremayne O", "Orlagh T", "O.T", "O T",
        "OrlaghTremayne", "TremayneOrlagh", "OTremayne", "TremayneO", "OrlaghT", "orlagh_tremayne", "ORLAGH TREMAYNE",
        "It was said by [[Tremayne]]'s sister.", "It was said by [[Orlagh]]’s sister.", "Then [[the Tremaynes]] left.",
        "Orlahg", "Tremanye", "Trmayne", "Tremaynne", "Tremoyne", "Orlagh Tremanye", "Orlahg Tremayne",
        "O r l a g h", "T r e m a y n e", "O r l a g h T r e m a y n e", "Then.\n[[T\nr\ne\nm\na\ny\nn\ne]]\nLater.",
        "T\u2028remayne", "Tre-\u2028mayne", "T r e m a y n e O r l a g h", "Orlagh\u2028Tremayne",
        "See https://a.example/?q=[[Orl%61gh]]&b=2 there.", "See https://a.example/?q=[[Tremayn%2565]]&b=2 there.",
        "It was xy[[Tremayne]] there.", "It was in CaseOf[[Tremayne]] there.",
        "otremayne", "tremayneo", "orlaght", "orlaghtremayne", "Tre\u2028mayne", "Prof. Tremayne",
        "It was [[T]]\n[[remayne]] there.", "It was in CaseOf[[Tremayne]] and in CaseFor[[Tremayne]] there.",
    )  # fmt: skip
    yield from _cases(
        "person", "Orlagh Bridie Tremayne",
        "Orlagh Bridie Tremayne", "Orlagh B Tremayne", "Orlagh B. Tremayne", "Tremayne, Orlagh Bridie",
        "Tremayne, Orlagh B", "Orlagh Bridie", "Bridie Tremayne", "O Bridie Tremayne", "O B Tremayne", "O.B. Tremayne",
        "Tremayne, O B", "OB Tremayne", "OBT", "O.B.T", "O.T", "orlaghbridietremayne", "orlaghtremayne",
    )  # fmt: skip
    yield from _cases(
        "person", "Orlagh Bridie Kestrel Tremayne", "Orlagh Kestrel", "Kestrel Tremayne", "Orlagh Bridie Kestrel"
    )
    yield from _cases(
        "person", "Elspeth-Jane Farrow-Tynedale",
        "Elspeth-Jane", "Elspeth", "Jane", "Farrow", "Tynedale", "Farrow-Tynedale", "Farrow Tynedale", "ElspethJane",
        "FarrowTynedale", "E.J.F", "EJF",
    )  # fmt: skip
    yield from _cases(
        "person", "Orlagh van der Tremayne",
        "van der Tremayne", "Orlagh Tremayne", "Orlagh van der Tremayne", "O van der Tremayne", "Tremayne",
        "O Tremayne",
    )  # fmt: skip
    yield from _cases("person", "Piers O'Dwyer", "O'Dwyer", "ODwyer", "O’Dwyer", "Dwyer", "P O'Dwyer", "Piers ODwyer")
    yield from _cases("person", "Katherine Tremayne", "Kate", "Kate Tremayne", "Tremayne, Kate", "Ms Kate Tremayne")
    yield from _cases("person", "Nurse Ostrander", "Ostrander", "Nurse Ostrander", "Mrs Ostrander")
    yield from _cases("person", "Nurse Ostrander-Vale", "Ostrander", "Ostrander-Vale", "OstranderVale")
    yield from _cases("person", "The Ostranders", "The Ostranders", "Ostranders")
    yield from _cases("person", "Bo Ng", "Bo", "Ng", "Bo Ng", "Ng Bo")
    yield from _cases("person", "Bo Li Ng", "Ng Bo Li", "Bo Li Ng")
    yield Case("person", "Orlagh Tremayne", "It was the Tremayne Trust there.", keep=("Tremayne Trust",))
    yield from _cases("person", "Bryony Marsh", "Bryony Marsh")
    yield from _cases(
        "person", "Bryony Quillmarsh", "Then [[the Quillmarshes]] left.", "Then [[the Quillmarshs]] left."
    )
    yield from _cases("person", "Pauline May", "Nurse May", "Pauline May")
    yield from _cases("person", "Orlagh Penk", "openk", "penko")
    yield from _cases("person", "Bryn Tremayne", "brynt")
    yield from _cases("person", "Orlagh Quarmby", "OQ", "O.Q", "Orlagh Q", "Quarmby O")
    yield from _cases("person", "Tremayne", "Tremayne", "T r e m a y n e", "tremayne")
    yield from _cases("person", "Bryn Tremayne", "B r y n", "Bryns")
    yield from _cases("person", "Orlagh Tremayne", "0rlagh", "Trem4yne", "Tr3mayne", "Or1agh")
    yield from _cases("person", "Bo Ang", "boang", "angbo", "A n g B o")
    yield from _cases("person", "Bo Ly X", "bolyx")
    yield from _cases("person", "Bo Mid Ang", "boang")
    yield from _cases("person", "Nurse O'Dwyer", "Dwyer")
    yield from _cases("person", "D'Arcy Tremayne", "Arcy")
    yield from _cases("person", "Orla", "Or\U000e0002la")
    yield from _cases(
        "person", "Orla O’Hanlon-Pricket", "O’Hanlon", "OHanlon", "O’Hanlons", "OHanlons", "O.O.P", "OOP", "O.P",
        "O H a n l o n", "Prickets", "It was xx[[Orla O’Hanlon-Pricket]]was.",
    )  # fmt: skip
    yield from _cases("person", "Orla Bridie al-Khatib", "Mr Bridie", "OBK", "O.B.K", "O.K", "al-Khatib", "Khatib")
    yield from _cases("person", "Tom Tremayne", "Tommy Tremayne", "tommytremayne", "Tommy")
    yield from _cases(
        "person", "Orlagh Tremayne", "It was #ripfor[[orlaghtremayne]]today.", "It was #ripfor[[orlagh]]today.",
        "It was @xx[[tremayne]]xx there.", "It was xx[[tremayne]]xx@mail.example there.", "[[Tre]mayne]] it was.",
    )  # fmt: skip


def _others() -> Iterator[Case]:
    yield from _cases(
        "place", "16 Nettlebed Close, Stanbrook, MK99 9ZZ",
        "16 Nettlebed Close, Stanbrook, MK99 9ZZ", "16 Nettlebed Close", "16 NETTLEBED CL", "Nettlebed Close",
        "Nettlebed Cl", "MK99 9ZZ", "mk999zz", "16 Nettlebed Cl, Stanbrook, MK99 9ZZ",
    )  # fmt: skip
    room = ("Room 6 Calloway House", "1 Station Approach", "Station Approach")
    yield from _cases("place", "Room 6, Calloway House, 1 Station Approach", *room)
    yield from _cases("place", "Ely Bow", "Ely Bow")
    yield from _cases(
        "place", "7 St Osyth's Rd, Wexcombe", "7 St Osyths Road", "Saint Osyth’s Rd", "St Osyths Rd",
        "7 St Osy th's Rd", "It was [[StOsythsRd]] there.", "7 St Osyth's Road, Wexcombe",
    )  # fmt: skip
    yield from _cases("place", "9 Osyths Road, Wexcombe", "Osyth’s Road", "9 Osyth's Rd", "9 Osyths")
    yield from _cases("place", "The Old Rectory, Tithe Lane, Wexcombe", "Tithe Lane", "Tithe Ln")
    yield from _cases("place", "MK9 9ZZ", "MK9 9Z Z")
    yield from _cases("place", "The Nest, M1 1AA", "M1 1AA", "M11AA")
    yield from _cases(
        "organisation", "St Wilfa's & St Osyth's Primary School", "St Wilfas and St Osyths Primary School",
        "Saint Wilfa's and Saint Osyth's Primary School", "St Wilfa's & St Osyth's Primary",
        "St Wilfa's & St Osyth's School", "It was www.[[stwilfasstosythsprimaryschool]].example there.",
    )  # fmt: skip
    yield from _cases("organisation", "Ely Bow", "Ely Bow")
    yield from _cases("date", "Lammas", "Lammas")
    yield from _cases("place", "St Osyth's Yard", "St Osyth's Yard", "St Osyths Yard")
    yield from _cases(
        "organisation", "The Harrowgate & Penn's Logistics Ltd",
        "The Harrowgate & Penn's Logistics Ltd", "Harrowgate & Penn's Logistics", "Harrowgate and Penn's Logistics",
        "Harrowgate & Penns Logistics", "Harrowgate & Penn's Logistics Limited", "Harrowgate & Penn's Logistics plc",
        "Harrowgate & Penn's Logistics LLP", "Harrowgate & Penn's Logistics CIC", "the Harrowgate & Penn's Logistics",
        "Harrowgate Penn's Logistics",
    )  # fmt: skip
    yield from _cases(
        "organisation", "Penn and Harrowgate", "Penn Harrowgate", "Penn & Harrowgate", "Penn and Harrowgate"
    )
    yield from _cases("organisation", "Tinkerling Ltd", "Tinkerling", "Tinkerling Ltd")
    yield from _cases("reference", "TVP-23-55017", "TVP-23-55017", "TVP2355017", "TVP 23 55017", "TVP/23/55017")
    yield from _cases("contact", "07700 900214", "07700 900214", "07700900214", "44 7700 900214",
                      "0044 7700 900214", "44 (0)7700 900214")  # fmt: skip
    yield from _cases("contact", "07700 900214", "٠٧٧٠٠ ٩٠٠٢١٤")
    yield from _cases("reference", "TVP-23-55017", "TVP-23-55O17", "TVP-23-550l7")
    yield from _cases("place", "The Nest, MK10 0AA", "MK10 OAA", "MK1O 0AA", "MKI0 0AA")
    yield from _cases("other", "Xy Zt", "xyzt")
    yield from _cases("contact", "+44 7700 900214", "07700 900214", "7700 900214", "00440 7700 900214")
    yield from _cases("contact", "o.tremayne@mail.example", "o.tremayne@mail.example", "O.Tremayne@Mail.Example")
    yield from _cases("other", "Plot 7-B", "Plot 7-B", "plot7b", "Plot 7/B")


def _days() -> Iterator[Case]:
    written = (
        "14 March 1986", "14th March 1986", "14 Mar 86", "14/03/1986", "14.3.86", "14-03-1986", "1986-03-14",
        "March 14, 1986", "March 14th 1986", "the fourteenth of March 1986", "Friday 14 March 1986", "14 March, 1986",
        "14 March nineteen eighty-six",
    )  # fmt: skip
    yield from _cases(
        "date", "14 March 1986", *written, "14031986", "19860314", "140386", "14 03 1986", "14|3|1986", "1986 March 14",
        "Then.\n[[1\n4\nM\na\nr\n1\n9\n8\n6]]\nLater.", "14 March nineteen hundred and eighty-six",
        "It was DOB-[[14/03/1986]] there.", "It was end.[[1986-03-14]] there.",
    )  # fmt: skip
    yield from _cases(
        "", "", *written, "3 and 4 May 2021", "3 to 5 May 2024", "May 3rd to 5th, 2021", "3 May 2021",
        "the 3rd of May two thousand and twenty-one", "3 May in 2021",
        "It was [[3 May]] and [[5 June 2021]] there.", "It was [[May 3rd]] and [[June 5th, 2021]] there.",
        "It was [[3 May 2021]] there" + ", and it rained" * 20 + " until [[4 June 2021]].",
        dates="month_year",
    )  # fmt: skip


def _spellings() -> Iterator[Case]:
    plain = "It was said by [[{}]] there."
    for written in (
        "Trémayne", "TREMAYNE", "Ｔｒｅｍａｙｎｅ", "𝐓𝐫𝐞𝐦𝐚𝐲𝐧𝐞", "Tre\u200bmayne", "Tre\u00admayne", "Tre\u0301mayne",
        "Tre\u2060mayne", "Tre\ufe0fmayne", "".join(chr(0xF000 + ord(c)) for c in "Tremayne"),
        "Tre\U000e0041mayne", "Tre\U000e0002mayne", "Ⓣremayne",
    ):  # fmt: skip
        yield Case("person", "Tremayne", plain.format(written))
    for one in sorted(shadow._EMPTY):
        yield Case("person", "Tremayne", plain.format(f"Trem{one}ayne"))
    for one, letters in sorted(shadow._LOOKALIKES.items()):
        if letters.isalpha():
            yield Case("person", f"Zeb{letters}rquil", plain.format(f"Zeb{one}rquil"))
        elif letters == "'":
            yield Case("place", f"O{one}Ma Bär", plain.format("Oma Bar"))
        else:
            yield Case("person", "Orlagh Tremayne", plain.format(f"Tre{one}mayne"))
            yield Case("person", "Orlagh Zebor", plain.format(f"Ze{one}bor"))
    yield Case("person", "Straßmann", plain.format("Strassmann"))
    yield Case("person", "Tremayne Orlagh", plain.format("Tremayne\u00a0Orlagh"))
    yield Case("person", "Søndergaard", plain.format("Sondergaard"))
    for one in sorted({"\u200b", *shadow._EMPTY}):
        yield Case("person", "Zebor", plain.format(f"Ze{one}bor"))
        yield Case("person", "Tremayne", f"It was said by x{one}[[Tremayne]]{one}y there.")
    yield Case("person", "Tremayne", "It was said by \uf0e8[[Tremayne]] there.")


def _words() -> Iterator[Case]:
    """A case for each entry of the tables of words."""
    for title in sorted(ordinary.TITLES):
        yield Case("person", "Pauline May", f"Then [[{title.capitalize()} May]] spoke.")
    for ending in sorted(ordinary.LEGAL_ENDINGS):
        yield Case("organisation", f"Tinkerling Vale {ending}", "Then [[Tinkerling Vale]] closed.")
    for ending in others._OTHER_ENDINGS:
        yield Case("organisation", "Tinkerling Vale", f"Then [[Tinkerling Vale {ending}]] closed.")
    yield from _streets()
    for title in sorted(ordinary.FORMS_OF_ADDRESS):
        yield Case("person", "Pauline May", f"Then [[{title} may]] spoke.")
    for article in sorted(ordinary.ARTICLES):
        yield Case("organisation", f"{article} Tinkerling Vale", "Then [[Tinkerling Vale]] closed.")
    yield from _names()


def _streets() -> Iterator[Case]:
    for word, *shorts in ordinary.STREET_WORDS:
        for short in shorts:
            yield Case("place", f"16 Nettlebed {word}", f"Then [[16 Nettlebed {short}]] closed.")
        for one in (word, *shorts):
            yield Case("place", f"The Nest, Nettlebed {one}", f"Then [[Nettlebed {one}]] closed.")


def _names() -> Iterator[Case]:
    for particle in sorted(ordinary.PARTICLES):
        yield Case("person", f"Orlagh Bridie {particle} Tremayne", f"Then [[Orlagh {particle} Tremayne]] left.")
    for group in ordinary._NICKNAMES:
        for short in group[1:]:
            yield Case("person", f"{group[0].capitalize()} Tremayne", f"Then [[{short.capitalize()} Tremayne]] left.")
            yield Case("person", f"{short.capitalize()} Tremayne", f"Then [[{group[0].capitalize()} Tremayne]] left.")


BATTERY: Final[tuple[Case, ...]] = tuple(dict.fromkeys([*_people(), *_others(), *_days(), *_spellings(), *_words()]))
