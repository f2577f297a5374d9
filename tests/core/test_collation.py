"""The order of names, beside the Unicode Collation Algorithm's own tables where no language has a rule of its own."""

from __future__ import annotations

from functools import cache

import pytest
import pyuca
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.collation import sort_key


def ordered(names: list[str], language: str) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, language))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Chad", "Cook Islands", "Costa Rica", "Côte d’Ivoire", "Croatia"]),
        ("en", ["Guinea", "Guinea-Bissau", "Guyana"]),
        ("en", ["Niger", "Niger Delta", "Nigeria"]),
        ("en", ["Papua New Guinea", "Republic of Korea", "Republic of Moldova", "Türkiye", "Turkmenistan"]),
        ("fr", ["Égypte", "El Salvador", "Émirats arabes unis", "Équateur", "Érythrée", "Espagne", "Estonie"]),
        ("es", ["Nicaragua", "Nueva Zelandia", "Ñandú", "Omán"]),
        ("ru", ["Израиль", "Индия", "Иордания", "Испания", "Италия", "Йемен", "Кабо-Верде"]),
        ("ar", ["الاتحاد الروسي", "إثيوبيا", "أذربيجان", "الأرجنتين", "الأردن", "أرمينيا"]),
        ("zh", ["阿尔巴尼亚", "阿富汗", "奥地利", "不丹", "德国", "法国", "挪威", "日本", "中国"]),
    ],
)
def test_the_order_of_a_language(language: str, names: list[str]) -> None:
    assert ordered(names[::-1], language) == names


@cache
def _uca() -> pyuca.Collator:
    return pyuca.Collator()


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_the_names_of_all_states_stand_as_the_unicode_tables_have_them(language: str) -> None:
    # Words are compared whole here, and signs that are no letters do not count: the tables are asked the same question.
    names = [
        str(name).replace("-", " ").replace("’", " ")
        for code, name in Locale(language).territories.items()
        if code.isalpha()
    ]
    plain = [name for name in names if all(c.isalpha() or c == " " for c in name)]
    assert len(plain) > 200
    assert ordered(plain, language) == sorted(plain, key=_uca().sort_key)


@given(st.lists(st.text(), unique=True), st.sampled_from(["en", "fr", "es", "ar", "ru", "zh"]))
def test_the_order_is_total_and_does_not_depend_on_what_came_first(names: list[str], language: str) -> None:
    assert ordered(names, language) == ordered(names[::-1], language)
