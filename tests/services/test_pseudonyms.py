"""Published forms against every case: refused with a reason that names nobody, quick in a large vault, suggested."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import PseudonymTaken
from safermk_desktop.services import identities, pseudonyms, queries
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.scale import count
from tests.services.conftest import CHEAP, PASSPHRASE, notify


def enter(session: Session, case_id: CaseId, name: str, form: str, entry_id: RecordId | None = None) -> RecordId:
    return identities.put_identity(
        session, case_id, kind="person", role="subject", names=(name,), replacement=form, entry_id=entry_id
    )


def forms(session: Session, case_id: CaseId) -> list[str]:
    return [entry.replacement for entry in queries.register_view(session, case_id).entries]


def test_a_pseudonym_like_a_name_of_another_case_is_refused_and_nothing_is_kept(session: Session) -> None:
    one, two = notify(session, "DHR-2026-01"), notify(session, "DHR-2026-02")
    enter(session, one, "Catherine Loxley", "Perdita")
    for form, why in (("Katharine", "too like a real name in another case"), ("Perdita", "in use already")):
        with pytest.raises(PseudonymTaken) as refused:
            enter(session, two, "Maud Grey", form)
        told = f"{refused.value} {refused.value.detail} {refused.value.sentences()}"
        assert why in told
        assert not any(word in told for word in ("Catherine", "Loxley", "Perdita", "Maud"))
    assert forms(session, two) == []
    enter(session, two, "Maud Grey", "Adult A")
    assert forms(session, two) == ["Adult A"]


def test_what_was_published_before_a_name_came_may_stay(session: Session) -> None:
    one, two = notify(session, "DHR-2026-01"), notify(session, "DHR-2026-02")
    entry = enter(session, one, "Maud Grey", "Perdita")
    enter(session, two, "Perdita Long", "Adult A")
    enter(session, one, "Maud Greye", "Perdita", entry)
    assert forms(session, one) == ["Perdita"]
    with pytest.raises(PseudonymTaken):
        enter(session, one, "Olive Grey", "Perdida")


def test_an_imported_register_is_checked_as_a_whole(session: Session) -> None:
    one, two = notify(session, "DHR-2026-01"), notify(session, "DHR-2026-02")
    enter(session, one, "Catherine Loxley", "Adult A")
    people = [("p1", "Maud Grey", "Adult K"), ("p2", "Una Price", "Catherina"), ("p3", "Ivy Dell", "Orlanda")]
    entries = [{"id": key, "kind": "person", "role": "", "names": [n], "replacement": form} for key, n, form in people]
    with pytest.raises(PseudonymTaken) as refused:
        identities.import_register(session, two, json.dumps({"version": 1, "identities": entries}))
    assert "p2" in refused.value.detail
    assert forms(session, two) == []


def test_places_and_words_in_brackets_are_not_asked(session: Session) -> None:
    one, two = notify(session, "DHR-2026-01"), notify(session, "DHR-2026-02")
    enter(session, one, "Catherine Loxley", "Adult A")
    identities.put_identity(session, two, kind="place", role="", names=("1 The Row",), replacement="a street in Loxley")
    enter(session, two, "Maud Grey", "[Catherine]")
    assert len(forms(session, two)) == 2


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("other", "Catherine Loxley"),
        ("other", "Katharine"),
        ("organisation", "the Catherine Loxley Trust"),
        ("place", "Loxley House"),
    ],
)
def test_a_place_or_a_thing_is_not_published_under_a_name_of_another_case(
    session: Session, kind: str, form: str
) -> None:
    one, two = notify(session, "DHR-2026-01"), notify(session, "DHR-2026-02")
    enter(session, one, "Catherine Loxley", "Adult A")
    with pytest.raises(PseudonymTaken):
        identities.put_identity(session, two, kind=kind, role="", names=("Tobias House",), replacement=form)
    identities.put_identity(session, two, kind=kind, role="", names=("Tobias House",), replacement="Her Employer")
    assert forms(session, two) == ["Her Employer"]


def test_three_are_offered_and_each_can_be_entered(session: Session, case_id: CaseId) -> None:
    enter(session, case_id, "Alvena Kent", "Adult K")
    offered = pseudonyms.suggest(session, case_id, names=("Brigid Moss",))
    assert len(offered) == 3
    assert not any(form.startswith(("Alv", "B")) for form in offered)
    for form in offered:
        enter(session, case_id, "Brigid Moss", form)
    children = pseudonyms.suggest(session, case_id, role="child of the victim", names=("Tom Moss",))
    assert len(children) == 3
    assert all(form.startswith("Child ") and form != "Child T" for form in children)


@pytest.mark.soak("pseudonyms against 10,000 names")
def test_many_cases_stay_quick(session: Session, case_id: CaseId) -> None:
    number = count(2_000, 10_000)
    with session.vault.writing(Compartment.REVIEWS, session.act("put_identity", case_id)) as work:
        for at in range(number):
            first, second = divmod(at, 100)
            work.put(
                IdentityEntry(
                    id=RecordId(f"{at:032x}"),
                    case_id=case_id,
                    key=f"i{at}",
                    position=at + 10,
                    kind="person",
                    role="",
                    names=(
                        f"Wq{first:03d}a{chr(97 + second % 26)}b Xz{chr(97 + second % 26)}u{chr(97 + first % 26)}k",
                    ),
                    replacement="Adult A",
                )
            )
    started = perf_counter()
    assert len(pseudonyms.suggest(session, case_id, names=("Brigid Moss",))) == 3
    assert perf_counter() - started < 0.5 + number / 10_000


def test_the_other_compartment_is_never_asked(tmp_path: Path, clock: StoryClock) -> None:
    door = bootstrap.door(clock, CHEAP)
    reviews = frozenset({Compartment.REVIEWS})
    door.create(tmp_path / "one.smkv", person="A", role=Role.HEAD, passphrase=PASSPHRASE, compartments=reviews)
    vault = door.open(tmp_path / "one.smkv", person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock)
    case_id = notify(session)
    enter(session, case_id, "Maud Grey", "Perdita")
    assert len(pseudonyms.suggest(session, case_id, names=("Una Price",))) == 3
    vault.close()
