"""Values as they lie in columns."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.packing import packed, squeezed, unpacked, unsqueezed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_a_squeezed_value_is_the_json_of_the_standard_library(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    assert zlib.decompress(squeezed(value)) == written
    assert unsqueezed(squeezed(value)) == unpacked(packed(value)) == json.loads(written)


@pytest.mark.parametrize("value", [{"text": "\ud800"}, {"text": "a", "seen": ["\udcff é"]}])
def test_a_lone_surrogate_becomes_a_question_mark(value: object) -> None:
    assert unsqueezed(squeezed(value)) == json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    assert "?" in packed(value)


def test_what_is_squeezed_stays_as_it_is() -> None:
    assert squeezed(squeezed({"a": 1})) == squeezed({"a": 1})
