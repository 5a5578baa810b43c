"""The nine stages of the regime of 2016 with their states and gates.

Guidance is what the December 2016 guidance is known to ask for; local is what the partnership asks of itself (domain
2.3 marks which). Every condition says what is missing, where that comes from, the act that meets it and who owes it.
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.regimes.dhr_2016_closing import CLOSING, ENDS
from safermk_desktop.domain.regimes.dhr_2016_opening import OPENING

__all__ = ["ENDS", "STAGES"]

STAGES: Final = (*OPENING, *CLOSING)
