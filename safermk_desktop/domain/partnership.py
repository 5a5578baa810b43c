"""Who holds the reviews: the partnership and its council, printed on every letter. All of it is a setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PRINTED_NAMES: Final = ("", "DHR", "DARDR")
"""What the process may be called on papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Names and addresses as they are printed. SaferMK's work passed to MK Together in March 2025.

    ``printed_name`` is one of ``PRINTED_NAMES``; empty, each case is printed as its edition names it. ``logo`` is a
    PNG picture in base64, or empty. ``prefix`` begins the reference of each action.
    """

    name: str = "MK Together Safeguarding Partnership"
    council: str = "Milton Keynes City Council"
    area: str = "Milton Keynes"
    address: str = "Civic Offices, Milton Keynes"
    management_group: str = "Business Management Group"
    home_office: str = "Domestic Homicide Review team, Home Office"
    web: str = ""
    printed_name: str = ""
    prefix: str = "MK"
    logo: str = ""
    formats: str = "This document is available in large print, audio, Braille and other languages on request."
