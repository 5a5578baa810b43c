"""The words for the roles of the people in a vault."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from safermk_desktop.services.ports import Role

ROLE_WORDS: Final = MappingProxyType(
    {
        Role.HEAD: "Head of Community Safety",
        Role.SUPPORT_OFFICER: "Support Officer",
        Role.CHAIR: "Independent Chair",
        Role.READER: "Reader",
    }
)
