"""The statistical tier: names in any case, occupations, faith, nationality. It reads what it is given, offline."""

from __future__ import annotations

from safermk_desktop.redaction.detection.model.reader import NameModel, load_model

__all__ = ["NameModel", "load_model"]
