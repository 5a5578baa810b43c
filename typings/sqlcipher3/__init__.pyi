"""sqlcipher3 0.6, as far as it is used here."""

from __future__ import annotations

from sqlcipher3 import dbapi2 as dbapi2
