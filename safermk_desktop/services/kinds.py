"""The compartments of a vault and the roles of those who have a slot."""

from __future__ import annotations

from enum import StrEnum


class Compartment(StrEnum):
    """The three databases of a vault (architecture, decision 1)."""

    COMMON = "common"
    REVIEWS = "reviews"
    PREVENT = "prevent"


class Role(StrEnum):
    """What a person with a key slot is in the partnership."""

    HEAD = "head_of_community_safety"
    SUPPORT_OFFICER = "support_officer"
    CHAIR = "chair"
    READER = "reader"
