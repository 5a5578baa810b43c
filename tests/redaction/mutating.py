"""Damages Word files in ways that no program writes and some people do, each by its number; also a program that tries
a range of numbers under a limit of memory, so that a crash in a library ends the program and not the tests.
"""

from __future__ import annotations

import faulthandler
import io
import json
import random
import re
import resource
import struct
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.services.proof import proved_copy
from safermk_desktop.services.second_proof import second_proof
from tests.redaction.word_files import NAME, PUBLISHED, p, r, register, unzipped, word_file

MOST_BYTES: Final = 512 << 20
HANGS_S: Final = 60
"""In wall time, on a busy machine; the slowest file is told in processor time."""
_SMALL: Final = 40_000
_WEIRD: Final = (
    "", "-1", "0", "99999999999999999999", "2147483648", "1e309", "NaN", "FFFFFFFF", "true", "%n%s", " ", "x" * 5000,
    "\u202e", "rId1", NAME, "../../x", "http://[::1", "http://x:99999999/", "word/document.xml", "{", "&#0;",
    "&#xD800;", "heading 1", "\ud83d\ude00",
)  # fmt: skip

Chance = random.Random


def seeds(folder: Path) -> list[bytes]:
    """Small files to start from: one made here, those that hide a name, and real ones."""
    made = word_file(
        p(r(f"About {NAME}."), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + f"<w:tbl><w:tblGrid><w:gridCol w:w='5'/></w:tblGrid><w:tr><w:tc>{p(r(NAME))}</w:tc></w:tr></w:tbl>"
        + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    )  # fmt: skip
    found = [_packed(unzipped(made), Chance(1))]
    for kind in ("hiding", "real"):
        paths = sorted((folder / "corpora" / "word" / kind).glob("*.doc*"))
        found += [data for path in paths if 100 < path.stat().st_size <= _SMALL and (data := path.read_bytes())]
    return found


def mutated(number: int, found: Sequence[bytes]) -> bytes:
    """The damaged file of a number: the same for the same seeds."""
    chance = Chance(number)
    data = found[chance.randrange(len(found))]
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(_OF_BYTES)(data, chance)
        return data
    try:
        files = unzipped(data)
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, EOFError, OSError):
        return chance.choice(_OF_BYTES)(data, chance)
    for _ in range(chance.randint(1, 3)):
        chance.choice(_OF_FILES)(files, chance)
    return _packed(files, chance)


def _packed(files: dict[str, bytes], chance: Chance) -> bytes:
    written = io.BytesIO()
    methods = [zipfile.ZIP_DEFLATED] * 9 + [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    method = chance.choice(methods)
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in files.items():
            for _ in range(1 + (chance.random() < 0.01)):
                # a time of its own, for a number means the same file on every day
                entry = zipfile.ZipInfo(name)
                entry.compress_type = method
                archive.writestr(entry, data)
        if chance.random() < 0.05:
            archive.comment = chance.randbytes(chance.randrange(300))
    return written.getvalue()


def _flip(data: bytes, chance: Chance) -> bytes:
    new = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64)) if new else 0):
        new[chance.randrange(len(new))] = chance.randrange(256)
    return bytes(new)


def _cut(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _put_in(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 64, 5000))) + data[at:]


def _take_out(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 4, 64, 1000)) :]


def _twice(data: bytes, chance: Chance) -> bytes:
    return data + data[chance.choice((0, len(data) // 2)) :]


def _records(data: bytes, chance: Chance) -> bytes:
    """A field of one of the zip's own records: sizes, offsets, flags, methods, lengths of names."""
    new = bytearray(data)
    marks = [one.start() for one in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06|\x06\x06|\x06\x07)", data)]
    for _ in range(chance.randint(1, 3) if marks else 0):
        at = chance.choice(marks) + 4 + chance.randrange(42)
        value = chance.choice((0, 1, 0xFF, 0xFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
        size = chance.choice((1, 2, 4))
        new[at : at + size] = struct.pack("<I", value)[:size]
    return bytes(new)


_OF_BYTES: Final[tuple[Callable[[bytes, Chance], bytes], ...]] = (_flip, _cut, _put_in, _take_out, _twice, _records)


def _xml_name(files: dict[str, bytes], chance: Chance) -> str:
    names = [name for name in files if name.endswith((".xml", ".rels"))] or list(files) or ["word/document.xml"]
    main = [name for name in names if name.endswith("document.xml")]
    return chance.choice(main if main and chance.random() < 0.5 else names)


def _drop(files: dict[str, bytes], chance: Chance) -> None:
    files.pop(chance.choice([*files, ""]), None)


def _rename(files: dict[str, bytes], chance: Chance) -> None:
    name = _xml_name(files, chance)
    new = chance.choice((name.upper(), "../" + name, "/" + name, name + "\0", name.replace("/", "\\"), "word/x.xml"))
    files[new.replace("\0", "_")] = files.pop(name, b"")


def _exchange(files: dict[str, bytes], chance: Chance) -> None:
    one, two = _xml_name(files, chance), _xml_name(files, chance)
    files[one], files[two] = files.get(two, b""), files.get(one, b"")


def _garble(files: dict[str, bytes], chance: Chance) -> None:
    name = chance.choice([*files, "word/document.xml"])
    files[name] = chance.choice(_OF_BYTES)(files.get(name, b""), chance)


def _of_xml(change: Callable[[str, Chance], str]) -> Callable[[dict[str, bytes], Chance], None]:
    def act(files: dict[str, bytes], chance: Chance) -> None:
        name = _xml_name(files, chance)
        text = files.get(name, b"").decode("utf-8", "replace")
        files[name] = change(text, chance).encode("utf-8", "surrogatepass")

    return act


def _spot(pattern: str, text: str, chance: Chance) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def _value(text: str, chance: Chance) -> str:
    """An attribute with a value that nobody expects there."""
    one = _spot(r'"[^"<>]*"', text, chance)
    if one is None:
        return text
    others = re.findall(r'"([^"<>]*)"', text)
    value = chance.choice((*_WEIRD, chance.choice(others)))
    return text[: one.start()] + f'"{value}"' + text[one.end() :]


def _attribute_out(text: str, chance: Chance) -> str:
    one = _spot(r' [\w:]+="[^"]*"', text, chance)
    return text[: one.start()] + text[one.end() :] if one else text


def _tag(text: str, chance: Chance) -> str:
    """One kind of element called like another, everywhere."""
    names = sorted(set(re.findall(r"<([\w:]+)", text)))
    if not names:
        return text
    old, new = chance.choice(names), chance.choice(names)
    return re.sub(rf"(</?){re.escape(old)}(?=[\s/>])", rf"\g<1>{new}", text)


def _element_out(text: str, chance: Chance) -> str:
    one = _spot(r"<[\w:]+[^<>]*/>|<([\w:]+)(?:\s[^<>]*)?>[^<>]*</\1>|<!--.*?-->", text, chance)
    return text[: one.start()] + text[one.end() :] if one else text


def _tag_out(text: str, chance: Chance) -> str:
    one = _spot(r"</?[\w:]+[^<>]*>", text, chance)
    return text[: one.start()] + text[one.end() :] if one else text


def _subtree(text: str, chance: Chance) -> re.Match[str] | None:
    one = _spot(r"<(?![?!/])([\w:]+)(?:\s[^<>]*)?(?<!/)>", text, chance)
    return (
        re.compile(rf"<{re.escape(one[1])}[\s>].*?</{re.escape(one[1])}>", re.DOTALL).match(text, one.start())
        if one
        else None
    )


def _again(text: str, chance: Chance) -> str:
    """A subtree, some or many times."""
    one = _subtree(text, chance)
    if one is None:
        return text
    times = min(chance.choice((2, 3, 50, 400)), 1 + 200_000 // len(one.group()))
    return text[: one.start()] + one.group() * times + text[one.end() :]


def _elsewhere(text: str, chance: Chance) -> str:
    one, place = _subtree(text, chance), _spot(r"<[\w:]+[^<>]*(?<!/)>", text, chance)
    if one is None or place is None:
        return text
    return text[: place.end()] + one.group() + text[place.end() :]


def _deep(text: str, chance: Chance) -> str:
    """A subtree within itself or within holders, many times over."""
    one = _subtree(text, chance)
    if one is None:
        return text
    first, last = chance.choice(
        (
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"),
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:ins>", "</w:ins>"),
            ("<w:hyperlink>", "</w:hyperlink>"),
            (f"<{one[0][1:].split('>')[0].rstrip('/')}>", f"</{re.split(r'[ >]', one[0][1:])[0]}>"),
        )
    )
    times = chance.choice((3, 40, 90, 300, 5000))
    return text[: one.start()] + first * times + one.group() + last * times + text[one.end() :]


def _text(text: str, chance: Chance) -> str:
    """Words that are long, many, turned around or made of characters that show nothing."""
    one = _spot(r">([^<>]*)</", text, chance)
    if one is None:
        return text
    words = chance.choice(
        (
            NAME * 300, "1/2/21-" * 500, "a" * 50_000, "\u200b" * 20_000, "\u202e" + NAME, "é" * 30_000, "%4" * 20_000,
            " ".join(NAME) * 200, "\ue000\uf041" * 3000, "3 May 20", "(" * 20_000, "A." * 10_000, "&#x1F600;" * 2000,
            "&unknown;", "]]>", "\ufffe", "\x0b", "12 " * 10_000, "\n" * 10_000, "Tremayne, " * 2000, "%" * 20_000,
        )
    )  # fmt: skip
    return text[: one.start() + 1] + words + text[one.end() - 2 :]


def _preface(text: str, chance: Chance) -> str:
    body = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return chance.choice(
        (
            '<!DOCTYPE x [<!ENTITY a "b">]>' + body,
            '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">' + body,
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + body,
            '<?xml version="1.0" encoding="UTF-16"?>' + body,
            '<?xml version="1.1"?>' + body,
            '<?xml version="1.0" encoding="cp037"?>' + body,
            " " * 5000 + '<!DOCTYPE x [<!ENTITY a "b">]>' + body,
            "<!--" + "-" * 100 + "-->" + body,
            f"<?pi {NAME}?>" + body + "<?end?>",
            "\ufeff" + text,
            text.encode("utf-16").decode("latin-1"),
            text.replace("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"),
            text.replace("xmlns:w=", "xmlns:q="),
        )
    )


_OF_FILES: Final[tuple[Callable[[dict[str, bytes], Chance], None], ...]] = (
    _drop, _rename, _exchange, _garble,
    *(_of_xml(change) for change in (
        _value, _value, _value, _attribute_out, _tag, _tag, _element_out, _tag_out, _again, _again, _elsewhere,
        _elsewhere, _elsewhere, _deep, _deep, _text, _preface,
    )),
)  # fmt: skip


def outcome(data: bytes) -> str:
    """What comes of a file: ``made``, or the code of its refusal. Anything else that is raised is the failure."""
    people = register()
    try:
        plain_text(read_word(data))
        second_proof(data, _REGISTER)
    except SafermkError:
        pass
    try:
        proved_copy(data, people)
    except SafermkError as error:
        return error.code
    return "made"


_REGISTER: Final = json.dumps(
    {"version": 1, "identities": [{"id": "p1", "kind": "person", "names": [NAME], "replacement": PUBLISHED}]}
)


def main(folder: Path, first: int, last: int) -> None:
    """Try a range; each number before it is tried, and at the end a line of JSON."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    found = seeds(folder)
    codes: Counter[str] = Counter()
    slowest = (0.0, -1)
    for number in range(first, last):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        data = mutated(number, found)
        faulthandler.dump_traceback_later(HANGS_S, exit=True)
        began = time.process_time()
        codes[outcome(data)] += 1
        slowest = max(slowest, (time.process_time() - began, number))
    faulthandler.cancel_dump_traceback_later()
    # Not ru_maxrss: that goes over from the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    most = int(status.partition("VmHWM:")[2].split()[0]) << 10
    sys.stdout.write(json.dumps({"codes": codes, "slowest": slowest, "memory": most}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
