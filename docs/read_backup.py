"""Read a backup of a SaferMK vault without SaferMK: only Python 3.11, ``cryptography`` and ``sqlcipher3`` are needed.

    python read_backup.py NAME-20260504-093000.smkb --person "A. Officer" --passphrase-file FILE --out FOLDER

It follows docs/format.md and shares no code with the application. FOLDER must not exist yet. It gets, in plain text,
every table as TABLE.jsonl (one row a line) and every paper under the id of its record. Backup files that this one
leans on are looked for beside it. A slot that is bound to a computer cannot be opened here: take another person's.
"""

from __future__ import annotations

import argparse
import getpass
import hashlib
import hmac
import json
import sys
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

import sqlcipher3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

GENESIS = "0" * 64
PIECE = 1 << 20


class Unreadable(Exception):
    """It cannot be read; the text says why."""


def canonical(values: object) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def expand(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(key)


def assert_genuine(values: dict, common_key: bytes, purpose: bytes) -> None:
    body = {name: value for name, value in values.items() if name not in {"mac", "checksum"}}
    found = hmac.new(expand(common_key, purpose), canonical(body), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(found, values["mac"]):
        raise Unreadable("The header or the manifest was altered.")


# ------------------------------------------------------------------------------------------------------- the file


def read_manifest(archive: zipfile.ZipFile) -> dict:
    values = json.loads(archive.read("manifest.json"))
    if values["format"] != 1:
        raise Unreadable(f"This is a backup of format {values['format']}; this reader knows format 1.")
    body = {name: value for name, value in values.items() if name != "checksum"}
    if hashlib.sha256(canonical(body)).hexdigest() != values["checksum"]:
        raise Unreadable("The manifest is damaged.")
    return values


def extract(archive: zipfile.ZipFile, name: str, sha256: str, target: Path) -> None:
    """Copy an entry out, still encrypted, and compare it with its digest."""
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as copy:
        while piece := source.read(PIECE):
            digest.update(piece)
            copy.write(piece)
    if digest.hexdigest() != sha256:
        raise Unreadable(f"The entry {name} is damaged.")


def find_leaned(lean: dict, beside: Path) -> Path:
    """The file that has papers which this backup leans on: by its name, or else by the id inside."""
    candidates = [beside / lean["file"], *sorted(beside.glob("*.smkb"))]
    for path in candidates:
        try:
            with zipfile.ZipFile(path) as archive:
                if json.loads(archive.read("manifest.json"))["backup"] == lean["backup"]:
                    return path
        except (OSError, KeyError, ValueError, zipfile.BadZipFile):
            continue
    raise Unreadable(f"Papers lie in {lean['file']}, which is not beside this file.")


# ------------------------------------------------------------------------------------------------------- the keys


def claims(slot: dict) -> dict:
    return {name: slot[name] for name in ("id", "person", "role", "kind", "compartments", "argon2id")}


def database_keys(header: dict, person: str, passphrase: str) -> dict[str, bytes]:
    """The raw key of each database that the person's slot opens."""
    slots = [slot for slot in header["slots"] if slot["person"] == person and slot["kind"] == "passphrase"]
    if not slots:
        named = ", ".join(slot["person"] for slot in header["slots"] if slot["kind"] == "passphrase")
        raise Unreadable(f"No passphrase slot has that name. There are: {named}.")
    for slot in slots:
        keys = slot_keys(header, slot, passphrase)
        if keys:
            return keys
    raise Unreadable("The passphrase does not open this person's slot.")


def slot_keys(header: dict, slot: dict, passphrase: str) -> dict[str, bytes]:
    cost = slot["argon2id"]
    stretched = Argon2id(
        salt=bytes.fromhex(cost["salt"]),
        length=32,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    ).derive(unicodedata.normalize("NFC", passphrase).encode())
    bound = {"format": 1, "vault": header["vault"], **claims(slot)}
    if slot.get("public_key"):
        bound["public_key"] = slot["public_key"]
    wrapped = slot["wrapped"]
    try:
        plain = AESGCMSIV(expand(stretched, b"safermk slot")).decrypt(
            bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["data"]), canonical(bound)
        )
    except InvalidTag:  # a wrong passphrase, or a header that was altered
        return {}
    parts = [plain[start : start + 32] for start in range(0, len(plain), 32)]
    names = slot["compartments"]
    keys = parts[: len(names)]
    for number, handover in enumerate(slot.get("handovers", [])):
        keys = taken_over(header, slot, handover, number=number, keys=keys, private=parts[-1])
    return dict(zip(names, keys, strict=True))


def taken_over(
    header: dict, slot: dict, handover: dict, *, number: int, keys: list[bytes], private: bytes
) -> list[bytes]:
    """The keys after a re-keying that this person had not met yet when the backup was made."""
    names = slot["compartments"]
    bound = canonical(
        {
            "handover": number,
            "vault": header["vault"],
            "slot": slot["id"],
            "compartments": names,
            "public_key": slot["public_key"],
            "bytes": 32,
        }
    )
    former = expand(b"".join(keys), b"safermk handover")
    inner = AESGCMSIV(former).decrypt(bytes.fromhex(handover["nonce"]), bytes.fromhex(handover["data"]), bound)
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    plain = suite.decrypt(inner, X25519PrivateKey.from_private_bytes(private), bound)
    return [plain[start : start + 32] for start in range(0, len(plain), 32)]


# -------------------------------------------------------------------------------------------------- the databases


def connect(path: Path, key: bytes, salt: bytes) -> sqlcipher3.Connection:
    """Open a SQLCipher 4 database with its raw key and the 16 bytes that its file begins with."""
    with path.open("rb") as file:
        if file.read(16) != salt:
            raise Unreadable(f"{path.name} was put in place of another.")
    connection = sqlcipher3.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = none")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    connection.row_factory = sqlcipher3.Row
    damaged = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    if damaged:
        raise Unreadable(f"{path.name}: {damaged[0]}")
    return connection


def tables(connection: sqlcipher3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return sorted(row["name"] for row in found if row["name"] != "chunk" and not row["name"].startswith("search"))


def write_tables(connection: sqlcipher3.Connection, folder: Path) -> int:
    count = 0
    for table in tables(connection):
        with (folder / f"{table}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
                file.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
                count += 1
    return count


def chain_fault(connection: sqlcipher3.Connection) -> str:
    """What is first wrong with the audit chain, or nothing."""
    previous, expected = GENESIS, 1
    for row in connection.execute("SELECT * FROM audit ORDER BY seq"):
        values = {**dict(row), "rows": json.loads(row["rows"])}
        stated = values.pop("hash")
        fits = values["seq"] == expected and values["previous"] == previous
        if not fits or hashlib.sha256(canonical(values)).hexdigest() != stated:
            return f"entry {expected} of the audit chain does not fit"
        previous, expected = stated, expected + 1
    return ""


def write_papers(main: sqlcipher3.Connection, sources: list[sqlcipher3.Connection], folder: Path) -> int:
    """Every paper, compared with the digest in its record."""
    if "document" not in tables(main):
        return 0
    folder.mkdir()
    count = 0
    for paper in main.execute("SELECT id, file_name, sha256 FROM document ORDER BY entered").fetchall():
        digest = hashlib.sha256()
        with (folder / (paper["id"] + PurePosixPath(paper["file_name"]).suffix)).open("wb") as file:
            for source in sources:
                held = source.execute("SELECT data FROM chunk WHERE document_id = ? ORDER BY number", (paper["id"],))
                size = file.tell()
                for row in held:
                    digest.update(row["data"])
                    file.write(row["data"])
                if file.tell() > size:
                    break  # one file has all the pieces of a paper
        if digest.hexdigest() != paper["sha256"]:
            raise Unreadable(f"The paper {paper['id']} is not as its record says.")
        count += 1
    return count


# ---------------------------------------------------------------------------------------------------- the command


def read_backup(backup: Path, person: str, passphrase: str, out: Path) -> list[str]:
    """Write everything that the person may open to ``out``; a line for each compartment."""
    out.mkdir(parents=True)
    encrypted = out / "encrypted"
    encrypted.mkdir()
    with zipfile.ZipFile(backup) as archive:
        manifest = read_manifest(archive)
        header = json.loads(archive.read("header.json"))
        for entry in manifest["entries"]:
            if entry["name"].endswith((".db", ".db-wal")):
                extract(archive, entry["name"], entry["sha256"], encrypted / entry["name"])
    for lean in manifest["leans_on"]:
        with zipfile.ZipFile(find_leaned(lean, backup.parent)) as archive:
            extract(archive, lean["entry"], lean["sha256"], encrypted / lean["entry"])
    keys = database_keys(header, person, passphrase)
    assert_genuine(header, keys["common"], b"safermk header")
    if manifest["mac"]:  # a copy of the closed files was made without a key
        assert_genuine(manifest, keys["common"], b"safermk backup manifest")
    mine = [database for database in header["databases"] if database["name"] in keys]
    lines = [read_compartment(encrypted, database, out, keys[database["name"]]) for database in mine]
    for path in encrypted.iterdir():
        path.unlink()
    encrypted.rmdir()
    return lines


def read_compartment(encrypted: Path, database: dict, folder: Path, key: bytes) -> str:
    """One compartment. Papers lie in its own database, or in databases of chunks alone beside it."""
    name, salt = database["name"], bytes.fromhex(database["salt"])
    path = next(path for path in (encrypted / database["file"], encrypted / f"{name}.db") if path.exists())
    out = folder / name
    out.mkdir()
    opened = [connect(path, key, salt)]
    try:
        for papers in sorted(encrypted.glob(f"{name}.papers.*.db")):
            with papers.open("rb") as start:
                opened.append(connect(papers, key, start.read(16)))
        rows = write_tables(opened[0], out)
        papers_count = write_papers(opened[0], opened, out / "papers")
        fault = chain_fault(opened[0])
    finally:
        for connection in opened:
            connection.close()
    return f"{name}: {rows} rows, {papers_count} papers, " + (fault or "the audit chain fits")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("backup", type=Path)
    parser.add_argument("--person", required=True)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    given = asked.passphrase_file
    passphrase = given.read_text(encoding="utf-8").splitlines()[0] if given else getpass.getpass("Passphrase: ")
    if asked.out.exists():
        print("The folder for the output exists already.", file=sys.stderr)
        return 1
    try:
        print("\n".join(read_backup(asked.backup, asked.person, passphrase, asked.out)))
    except (Unreadable, OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        print(f"It could not be read: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
