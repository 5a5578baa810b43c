"""The heads go to the keychain after the unlock and after acts; an older vault put back is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.anchor_keeper import AnchorKeeper
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services import integrity
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.services.test_integrity import Chain


def restored(context: PageContext) -> None:
    """As the first unlock of a restored vault leaves it, while the keychain knows of more."""
    act = context.session.act("restore_vault", CaseId(""), subject="backup:1", why="Restored from the backup of 4 May.")
    with context.session.vault.writing(Compartment.COMMON, act):
        pass


def test_heads_are_kept_after_the_unlock_and_after_an_act(
    context: PageContext, qtbot: QtBot, teller: RecordingTeller
) -> None:
    keychain, owner = Chain(), QObject()
    session = replace(context.session, keychain=keychain)
    keeper = AnchorKeeper(session, jobs=context.jobs, messages=context.messages, parent=owner)
    keeper._timer.setInterval(1)
    keeper.follow(context.changes)
    qtbot.waitUntil(lambda: len(keychain.kept) == len(session.vault.compartments))
    name = integrity.anchor_name(session.vault, Compartment.COMMON)
    before = keychain.kept[name]
    with session.vault.writing(Compartment.COMMON, session.act("test", CaseId(""))):
        pass
    context.changes.tell()
    qtbot.waitUntil(lambda: keychain.kept[name] != before)
    assert not teller.told


def test_an_older_vault_is_told_once(context: PageContext, qtbot: QtBot, teller: RecordingTeller) -> None:
    keychain, owner = Chain(), QObject()
    session = replace(context.session, keychain=keychain)
    name = integrity.anchor_name(session.vault, Compartment.REVIEWS)
    keychain.kept[name] = b'{"seq": 900, "hash": "%s"}' % (b"ab" * 32)
    keeper = AnchorKeeper(session, jobs=context.jobs, messages=context.messages, parent=owner)
    keeper.keep()
    qtbot.waitUntil(lambda: bool(teller.told))
    keeper.keep()
    qtbot.waitUntil(lambda: not context.jobs.is_busy)
    assert len(teller.told) == 1
    assert "entry 900" in str(teller.told[0])


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_restored_vault_is_told_once_and_may_be_accepted(
    context: PageContext, qtbot: QtBot, teller: RecordingTeller, *, is_accepted: bool
) -> None:
    restored(context)
    keychain, owner = Chain(), QObject()
    session = replace(context.session, keychain=keychain)
    name = integrity.anchor_name(session.vault, Compartment.REVIEWS)
    keychain.kept[name] = b'{"seq": 900, "hash": "%s"}' % (b"ab" * 32)
    teller.answer = is_accepted
    keeper = AnchorKeeper(session, jobs=context.jobs, messages=context.messages, parent=owner)
    keeper.keep()
    qtbot.waitUntil(lambda: bool(teller.told) and not context.jobs.is_busy)
    keeper.keep()
    qtbot.waitUntil(lambda: not context.jobs.is_busy)
    (message,) = teller.told
    assert (message.title, message.accept) == ("This vault was restored", "Accept this state")
    assert "This vault was restored from the backup of 4 May. What was entered after it is not in it." in message.text
    last = session.vault.trail(Compartment.COMMON)[-1]
    if is_accepted:
        assert (last.what, last.why) == ("accept_heads", "Restored from the backup of 4 May.")
        assert b"900" not in keychain.kept[name]
    else:
        assert last.what == "restore_vault"
        assert b"900" in keychain.kept[name]
