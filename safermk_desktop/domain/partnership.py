"""Who holds the reviews: the partnership and its council, printed on every letter. All of it is a setting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Names and addresses as they are printed. SaferMK's work passed to MK Together in March 2025."""

    name: str = "MK Together Safeguarding Partnership"
    council: str = "Milton Keynes City Council"
    area: str = "Milton Keynes"
    address: str = "Civic Offices, Milton Keynes"
    management_group: str = "Business Management Group"
    home_office: str = "Domestic Homicide Review team, Home Office"
    formats: str = "This document is available in large print, audio, Braille and other languages on request."
