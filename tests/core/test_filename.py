"""The one name that an attachment has."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.filename import LONGEST, clean_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("paper.pdf", "paper.pdf"),
        ("Note verbale – Genève.pdf", "Note verbale – Genève.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\papers\\a.pdf", "C:_papers_a.pdf"),
        ("report.exe.", "report.exe"),
        ("report.exe . .", "report.exe"),
        ("a\0.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\u200b.htaccess", ".htaccess"),
        ("a\u2028b.pdf", "a b.pdf"),
        ("a\r\nContent-Type: x.pdf", "a Content-Type: x.pdf"),
        ("  a   b.pdf ", "a b.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("..", ""),
        ("...", ""),
        ("", ""),
        ("a" * 5000 + ".pdf", "a" * 196 + ".pdf"),
        ("a" * 5000, "a" * 200),
        ("a\ud800b", "ab"),
    ],
)
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@given(st.text(max_size=400))
def test_cleaning_again_changes_nothing(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


@given(st.text(alphabet=st.characters(), max_size=400))
def test_a_clean_name_holds_nothing_that_hides(name: str) -> None:
    cleaned = clean_name(name)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") or c in "/\\" for c in cleaned)


@given(st.text(max_size=400))
def test_a_clean_name_is_short(name: str) -> None:
    assert len(clean_name(name)) <= LONGEST
