from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.services import drafts, settings
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

LETTER = drafts.Unfinished(
    form="delay_letter_dialog",
    about="",
    title="Write a letter about a delay",
    address="case/0a/overview",
    case_id=CaseId("0a"),
    entries={"reasons_edit": "The coroner has not yet reported.\nNext: 3 May\x07", "method_combo": "Post"},
)


def test_what_was_typed_is_kept_listed_and_dropped(session: Session, clock: StoryClock) -> None:
    first = drafts.keep(session, LETTER)
    (kept,) = drafts.listed(session)
    assert (kept.id, kept.what, kept.written_at) == (first, LETTER, clock.now())
    drafts.keep(session, replace(LETTER, entries={"reasons_edit": "Other"}), draft_id=first)
    (kept,) = drafts.listed(session)
    assert kept.what.entries == {"reasons_edit": "Other"}
    drafts.drop(session, kept)
    assert drafts.listed(session) == ()
    with pytest.raises(RecordUnknown):
        drafts.drop(session, kept)
    trail = session.vault.trail(Compartment.REVIEWS)
    assert [entry.what for entry in trail][-3:] == ["draft kept", "draft kept", "draft removed"]
    assert all("coroner" not in f"{entry.subject}{entry.why}" for entry in trail)


def test_what_a_form_is_about_stays_with_it(session: Session) -> None:
    drafts.keep(session, replace(LETTER, form="appoint_dialog", about="member:Health: NHS"))
    (kept,) = drafts.listed(session)
    assert (kept.what.form, kept.what.about) == ("appoint_dialog", "member:Health: NHS")


def test_the_settings_are_standard_until_set_and_the_change_is_in_the_chain(session: Session) -> None:
    assert settings.settings(session) == settings.Settings()
    wanted = settings.Settings(lock_minutes=15, hide_from_capture=False, text_percent=150, colours="dark")
    settings.change_settings(session, wanted)
    settings.change_settings(session, wanted)
    settings.allow_sharing(session)
    assert settings.settings(session) == wanted
    told = [(entry.what, entry.why) for entry in session.vault.trail(Compartment.COMMON)][-2:]
    assert told[0][0] == "settings changed"
    assert "lock_minutes 5 to 15" in told[0][1]
    assert told[1] == ("screen sharing allowed", "for 10 minutes")


@given(minutes=st.integers(-5, 60))
def test_only_one_to_thirty_minutes_can_be_set(minutes: int) -> None:
    wanted = settings.Settings(lock_minutes=minutes)
    fits = settings._good(settings._texts(wanted)).keys() == settings._texts(wanted).keys()
    assert fits == (1 <= minutes <= 30)


def test_what_cannot_be_is_refused(session: Session) -> None:
    with pytest.raises(EntryInvalid):
        settings.change_settings(session, settings.Settings(lock_minutes=31))
