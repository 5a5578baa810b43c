"""What the tests of this folder stand on: work in this process answers as work in a process of its own does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safermk_desktop.errors import RegisterInvalid
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services.ports import Redactor
from safermk_desktop.services.session import Session
from tests.services.test_public_set import NAME, report_bytes

REGISTER = (
    '{"version": 1, "identities": [{"id": "i1", "kind": "person", "role": "subject", "names": ["'
    + NAME
    + '"], "replacement": "Adult K"}]}'
)


@pytest.mark.parametrize(
    "work",
    [
        lambda does, data: does.read(data),
        lambda does, data: does.find(data, REGISTER, {}),
        lambda does, data: does.detect(data, REGISTER),
        lambda does, data: does(data, register_from_json(REGISTER), None).report["proof"],
        lambda does, data: does.verify(data, REGISTER),
    ],
    ids=["read", "find", "detect", "copy", "verify"],
)
def test_it_answers_as_a_child_does(
    session: Session, confined: Session, work: Callable[[Redactor, bytes], object]
) -> None:
    data = report_bytes()
    assert type(session.redactor) is not type(confined.redactor)
    assert work(session.redactor, data) == work(confined.redactor, data)


def test_it_refuses_as_a_child_does(session: Session, confined: Session) -> None:
    for one in (session, confined):
        with pytest.raises(RegisterInvalid):
            one.redactor.find(report_bytes(), "{}", {})


def test_a_table_is_read_as_by_a_child(session: Session, confined: Session) -> None:
    data = b"Reference,Agency\nA1,Housing\n"
    assert session.tables(data, "a.csv") == confined.tables(data, "a.csv")
    assert len(session.tables(data, "a.csv").rows) == 1
