"""Which editions of the rules there are, by id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.deadlines import DeadlineRule
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.regimes.channel_2023_clocks import CHANNEL_2023_RULES
from safermk_desktop.domain.regimes.channel_2023_clocks import EVENTS as CHANNEL_EVENTS
from safermk_desktop.domain.regimes.dardr_2024 import DARDR_2024
from safermk_desktop.domain.regimes.dhr_2016 import DHR_2016
from safermk_desktop.domain.regimes.dhr_2016_clocks import EVENTS as REVIEW_EVENTS

REGIMES: Final[Mapping[str, Regime]] = MappingProxyType({r.id: r for r in (DHR_2016, DARDR_2024)})
RULES: Final[Mapping[str, tuple[DeadlineRule, ...]]] = MappingProxyType(
    {**{name: regime.rules for name, regime in REGIMES.items()}, "channel_2023": CHANNEL_2023_RULES}
)
EVENTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "dhr_2016": REVIEW_EVENTS,
        "dardr_2024": REVIEW_EVENTS,
        "channel_2023": CHANNEL_EVENTS,
    }
)


def regime_for(notified_on: date, dardr_from: date | None) -> str:
    """The edition that a new case opens under: that of s.8A from the day that the partnership set, else that of s.9.

    The day of the notification decides. A case keeps the edition whatever is set later.
    """
    return DARDR_2024.id if dardr_from is not None and notified_on >= dardr_from else DHR_2016.id
