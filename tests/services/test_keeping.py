"""No phrase that stays holds a name of the register, in whatever form the engine or the verifier would find it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.domain.identities import RegisterRule
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.redaction.detection.findings import Certainty, Source
from safermk_desktop.redaction.matching.derived import derived_forms
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.services import deciding, identities
from safermk_desktop.services.grouping import Group
from safermk_desktop.services.keeping import holding
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

NAMES = (
    ("person", "Joanna Quillmarsh"),
    ("place", "16 Aldergate Close, Stanbrook"),
    ("contact", "07700 900123"),
    ("date", "14 March 1986"),
    ("reference", "TVP-23-55017"),
)
REGISTER = Register(
    tuple(Identity(f"i{at}", kind, "", (name,), f"[{kind}]") for at, (kind, name) in enumerate(NAMES, 1)),
    "month_year",
)


def group(*names: str, kind: str = "organisation") -> Group:
    return Group(
        kind=kind,
        names=names,
        places=((0, 1),),
        certainty=Certainty.CERTAIN,
        source=Source.SHAPE,
        replacement="",
    )


def enter(session: Session, case_id: CaseId, name: str = "Joanna Quillmarsh", kind: str = "person") -> None:
    identities.put_identity(session, case_id, kind=kind, role="", names=(name,), replacement="Adult K")


def kept(session: Session, case_id: CaseId) -> tuple[str, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return tuple(phrase for rule in work.of_case(RegisterRule, case_id) for phrase in rule.keep)


@pytest.mark.parametrize(
    "phrase",
    [
        *("The Quillmarsh Trust", "QUILLMARSH & Sons", "joanna's house", "Jo Quilmarsh Ltd", "j.quillmarsh@x.example"),
        *(
            "Aldergate Close Residents",
            "ring 07700900123",
            "the 14/03/1986 order",
            "ref TVP 23 55017",
            "JoannaQuillmarsh",
        ),
    ],
)
def test_a_phrase_with_a_registered_name_is_told(phrase: str) -> None:
    assert holding(REGISTER, ["Thames Valley Police", phrase]) == (phrase,)


def test_phrases_of_public_life_and_other_days_may_stay() -> None:
    phrases = ["Thames Valley Police", "Milton Keynes", "4 January 2023", "a nurse", "", "?", "Adult K"]
    assert holding(REGISTER, phrases) == ()


def test_the_full_name_of_another_who_shares_a_forename_is_a_namesake() -> None:
    asked = ["Joanna Pemberton-Hale", "Joanna House", "Joanna Quillmarsh", "Tamsin Quillmarsh", "Joanna"]
    assert holding(REGISTER, asked, namesakes=True) == tuple(asked[1:])
    assert holding(REGISTER, asked) == tuple(asked)


_FORMS = st.sampled_from(
    [
        " ".join(form.words)
        for owner, (kind, name) in enumerate(NAMES)
        for form in derived_forms(owner, kind, name)
        if len(form.words) > 1 or max(map(len, form.words)) > 3
    ]
)
_AROUND = st.sampled_from(["", "the", "Friends of", "house", "Ltd", "and others", "St", "44", "O'"])


@settings(max_examples=60, deadline=None)
@given(form=_FORMS, before=_AROUND, after=_AROUND, case=st.sampled_from([str, str.upper, str.title]))
def test_what_is_kept_never_lets_a_name_stand(form: str, before: str, after: str, case: type[str]) -> None:
    """Where a phrase may be kept, the register finds as much of its text with it as without it."""
    phrase = " ".join(filter(None, (before, form, after)))
    if holding(REGISTER, [phrase]):
        return
    text = f"They said that {case(phrase)} was there."
    with_it = Register(REGISTER.identities, "keep", (phrase,))
    assert find(text, with_it) == find(text, Register(REGISTER.identities, "keep"))


def test_a_finding_with_a_registered_name_cannot_be_kept(session: Session, case_id: CaseId) -> None:
    enter(session, case_id)
    with pytest.raises(EntryInvalid, match="holds a registered identity"):
        deciding.keep_finding(session, case_id, group("Quillmarsh House"))
    assert kept(session, case_id) == ()
    assert deciding.finding_decisions(session, case_id) == ()
    deciding.keep_finding(session, case_id, group("Stanbrook House"))
    assert kept(session, case_id) == ("Stanbrook House",)


def test_neither_the_rule_nor_a_register_file_brings_such_a_phrase(session: Session, case_id: CaseId) -> None:
    enter(session, case_id)
    with pytest.raises(EntryInvalid, match="holds a registered identity"):
        identities.set_rule(session, case_id, dates="year", keep=("Miss Quillmarsh's school",))
    entry = {"id": "p1", "kind": "person", "names": ["Maud Tolland"], "replacement": "Adult L"}
    file = {"version": 1, "identities": [entry], "keep": ["Thames Valley Police", "The Tolland Centre"]}
    with pytest.raises(EntryInvalid, match="1 of 2, the first is number 2"):
        identities.import_register(session, case_id, json.dumps(file))
    assert [one.names for one in identities.register(session, case_id).identities] == [("Joanna Quillmarsh",)]
    assert kept(session, case_id) == ()
    file["keep"] = ["Thames Valley Police", "Maud Pemberton"]
    identities.import_register(session, case_id, json.dumps(file))
    assert kept(session, case_id) == ("Thames Valley Police", "Maud Pemberton")


def test_a_name_that_comes_later_ends_what_stayed(session: Session, case_id: CaseId) -> None:
    for name in ("Quillmarsh House", "Stanbrook House"):
        deciding.keep_finding(session, case_id, group(name))
    enter(session, case_id)
    assert kept(session, case_id) == ("Stanbrook House",)
    deciding.replace_finding(session, case_id, group("Stanbrook House"), "a day centre")
    assert kept(session, case_id) == ()
