"""The register of a case as a register file."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.services.registers import _indented

VALUES = st.recursive(
    st.one_of(st.text(), st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@given(VALUES)
def test_a_register_file_is_written_as_the_library_writes_it(value: object) -> None:
    assert _indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
