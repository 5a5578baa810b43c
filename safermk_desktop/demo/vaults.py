"""Making the fictional vault: the story played from its first day to its last."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from safermk_desktop import bootstrap
from safermk_desktop.demo.board_acts import keep_boards
from safermk_desktop.demo.channel_acts import Desk
from safermk_desktop.demo.channel_story import ChannelAct, channel_story, play_channel
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.player import Entered, Player
from safermk_desktop.demo.report_acts import keep_report
from safermk_desktop.demo.story import StoryAct, read_story
from safermk_desktop.services.fictional import PASSPHRASE, PERSON, ROLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safermk_desktop.domain.record import CaseId, ChannelId
    from safermk_desktop.services.session import Session

FICTIONAL_NAME = "Fictional cases.smkv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """The vault after the story. The session is open; ``stages`` is (state entered, day) in the order of entry."""

    session: Session
    cases: Mapping[str, CaseId]
    channel: Mapping[str, ChannelId]
    stages: tuple[tuple[Entered, str], ...]


def play_story(
    folder: Path,
    *,
    cost: bootstrap.KeyDerivationCost | None = None,
    say: Callable[[Entered, str], None] = lambda _entered, _day: None,
) -> Played:
    """Make a fictional vault in ``folder`` and play the whole story into it.

    ``say`` is told each state as it is entered, and the day. The caller closes the session's vault.
    """
    story = read_story()
    clock = StoryClock(min(story.first_day(), channel_story()[0].on))
    door = bootstrap.door(clock, cost)
    door.create(folder, person=PERSON, role=ROLE, passphrase=PASSPHRASE, fictional=True)
    vault = door.open(folder, person=PERSON, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock, story.partnership)
    player = Player(session, clock, bootstrap.overview_report)
    desk = Desk(session)
    stages: list[tuple[Entered, str]] = []
    try:
        for act in sorted((*story.acts, *channel_story()), key=lambda one: one.on):
            for entered in _play(act, player, desk, clock):
                stages.append((entered, act.on.isoformat()))
                say(entered, act.on.isoformat())
        keep_boards(session)
        keep_report(session)
    except BaseException:
        vault.close()
        raise
    clock.turn_to(story.today)
    return Played(
        session=session,
        cases=MappingProxyType(dict(player.cases)),
        channel=MappingProxyType(desk.cases),
        stages=tuple(stages),
    )


def _play(act: StoryAct | ChannelAct, player: Player, desk: Desk, clock: StoryClock) -> Iterator[Entered]:
    if isinstance(act, StoryAct):
        yield from player.play(act)
        return
    clock.turn_to(act.on)
    for reference, stage, state in play_channel(desk, act):
        yield Entered(reference, stage, state)


def fictional_vault(parent: Path) -> Path:
    """The fictional vault in ``parent``, made there when it is absent. Returns its folder.

    It is made under another name first, so that a half-made one is never opened.
    """
    folder = parent / FICTIONAL_NAME
    if folder.exists():
        return folder
    draft = parent / f"Making {FICTIONAL_NAME}"
    shutil.rmtree(draft, ignore_errors=True)
    parent.mkdir(parents=True, exist_ok=True)
    play_story(draft).session.vault.close()
    draft.rename(folder)
    return folder
