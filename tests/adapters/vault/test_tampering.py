"""Old pages, old files, cut files and flipped bytes: what SQLCipher does not see, the chain and an anchor do."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from safermk_desktop.errors import SafermkError
from safermk_desktop.services.ports import Compartment
from tests.adapters.vault.ages import PAGE, Ages, answers, faults, lived, seals_fit
from tests.adapters.vault.making import REVIEWS, everything, fill, made, opened
from tests.scale import count, tell


@pytest.fixture(scope="module")
def ages(tmp_path_factory: pytest.TempPathFactory) -> Ages:
    return lived(tmp_path_factory.mktemp("ages"), count(4, 9))


def places(ages: Ages, name: Compartment) -> list[tuple[int, int]]:
    """Every older page that differs from the page of that number now: (age, page)."""
    now = ages.file(-1, name).read_bytes()
    found: list[tuple[int, int]] = []
    for age in range(len(ages.folders) - 1):
        old = ages.file(age, name).read_bytes()
        pages = range(min(len(old), len(now)) // PAGE)
        found += [(age, page) for page in pages if old[page * PAGE :][:PAGE] != now[page * PAGE :][:PAGE]]
    return found


@pytest.mark.soak("tampering/splices")
def test_old_pages_put_back(ages: Ages, tmp_path: Path) -> None:
    wanted, chance = count(24, 200), random.Random(3)
    folder = Path(shutil.copytree(ages.folders[-1], tmp_path / "county.smkv"))
    every = [(name, *place) for name in (REVIEWS, Compartment.COMMON) for place in places(ages, name)]
    changing, unseen, tried, kinds = 0, 0, 0, Counter[str]()
    truth = {name: answers(ages.file(-1, name), ages.keys[name]) for name in (REVIEWS, Compartment.COMMON)}
    for name, age, page in chance.sample(every, len(every)):
        if changing >= wanted:
            break
        tried += 1
        now, old = ages.file(-1, name).read_bytes(), ages.file(age, name).read_bytes()
        file = folder / ages.file(-1, name).name
        file.write_bytes(now[: page * PAGE] + old[page * PAGE : (page + 1) * PAGE] + now[(page + 1) * PAGE :])
        found = answers(file, ages.keys[name])
        differs = {query for query in truth[name] | found if found.get(query) != truth[name].get(query)}
        if differs:
            changing += 1
            unseen += seals_fit(file, ages.keys[name])
            kinds.update({kind_of(differs): 1})
            shutil.copyfile(folder / file.name, tmp_path / "spliced.db")  # opening may write
            assert faults(folder, ages.heads[-1]), f"page {page} of age {age} in {name} changed {sorted(differs)}"
        file.write_bytes(now)
        for beside in folder.glob("*.db-*"):
            beside.unlink()
    assert changing >= wanted, f"only {changing} of {tried} splices change what a query returns"
    assert unseen
    tell(f"{changing} page splices that change an answer ({dict(kinds)}), {unseen} unseen by SQLCipher, all found")


def kind_of(differs: set[str]) -> str:
    """What the page held, by the queries that answer otherwise."""
    if len(differs) > 12:
        return "form"
    for kind, part in (("audit", "audit"), ("chunk", "chunk"), ("search", "search")):
        if all(part in query for query in differs):
            return kind
    return "index" if all("by " in query for query in differs) else "rows"


@pytest.mark.soak("tampering/rollbacks")
def test_whole_files_put_back(ages: Ages, tmp_path: Path) -> None:
    chance, wanted = random.Random(4), count(6, 50)
    last = len(ages.folders) - 1
    unseen = 0
    for number in range(wanted):
        old, now = sorted(chance.sample(range(last + 1), 2))
        later = chance.randrange(now, last + 1)
        folder = Path(shutil.copytree(ages.folders[now], tmp_path / f"{number}.smkv"))
        names = ((REVIEWS,), (Compartment.COMMON,), (REVIEWS, Compartment.COMMON))[number % 3]
        if number % 4 == 3:
            folder = Path(shutil.copytree(ages.folders[old], tmp_path / f"{number}-whole.smkv"))
        else:
            for name in names:
                shutil.copyfile(ages.file(old, name), folder / ages.file(now, name).name)
        unseen += not faults(folder)
        told = faults(folder, ages.heads[later])
        assert told
        assert all("put back" in sentence for sentence in told)
        shutil.rmtree(folder)
    assert unseen == wanted  # without an anchor nothing tells an old vault from a new one
    tell(f"{wanted} whole files rolled back, all found by an anchor, none without")


@pytest.mark.soak("tampering/truncations")
def test_cut_files(ages: Ages, tmp_path: Path) -> None:
    chance, wanted = random.Random(5), count(6, 50)
    for number in range(wanted):
        folder = Path(shutil.copytree(ages.folders[-1], tmp_path / f"{number}.smkv"))
        file = folder / ages.file(-1, (REVIEWS, Compartment.COMMON)[number % 5 == 4]).name
        size = file.stat().st_size
        cut = chance.randrange(size) if number % 2 else chance.randrange(size // PAGE) * PAGE
        with file.open("r+b") as handle:
            handle.truncate(cut)
        assert faults(folder, ages.heads[-1]), f"cut to {cut} of {size} bytes"
        shutil.rmtree(folder)
    tell(f"{wanted} truncations, all found")


@pytest.mark.soak("tampering/flips")
def test_flipped_bytes(tmp_path: Path) -> None:
    """Each is detected before anything it touches is shown, or changes no row."""
    chance, wanted = random.Random(6), count(60, 1000)
    folder = made(tmp_path)
    with opened(folder) as vault:
        fill(vault, facts=60, paper=chance.randbytes(30_000))
        truth = everything(vault)
    files = ["header.json", *(path.name for path in folder.glob("*.db"))]
    whole = {name: (folder / name).read_bytes() for name in files}
    outcomes = Counter[str]()
    for number in range(wanted):
        name = files[number % len(files)] if number % 3 else next(each for each in files if each.startswith("reviews"))
        data = bytearray(whole[name])
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        (folder / name).write_bytes(data)
        outcome = flipped(folder, truth)
        if outcome != "detected" and number % 4 == 0:
            assert faults(folder), "a page that nothing was read from is damaged, and the check does not say so"
        outcomes[outcome] += 1
        for path in folder.glob("*.db*"):
            path.unlink()
        for each, good in whole.items():
            (folder / each).write_bytes(good)
    assert outcomes["detected"] > wanted // 5
    tell(f"{wanted} flipped bytes: {dict(outcomes)}")


def flipped(folder: Path, truth: tuple[object, ...]) -> str:
    try:
        with opened(folder) as vault:
            assert everything(vault) == truth
            return "no row changed"
    except SafermkError:
        return "detected"
