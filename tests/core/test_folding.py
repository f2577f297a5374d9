"""Folding: what compares equal, and how a hit is cut out of the original words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.folding import cut, fold, fold_with_map


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Délégation", "delegation"),
        ("De\u0301le\u0301gation", "delegation"),
        ("ÅSE BJØRNSTAD", "ase bjornstad"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul ışık", "istanbul isik"),
        ("l’honneur", "l'honneur"),
        ("« oui »", '" oui "'),
        ("5–7 May — Oslo", "5-7 may - oslo"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("con\u00adference\u200b\ufeff", "conference"),
        ("\u202eevil", "evil"),
        ("ＮＯＲＷＡＹ　１２", "norway 12"),
        ("ﬁnal", "final"),
        ("مُمَثِّلٌ", "ممثل"),
        ("الـــوفد", "الوفد"),
        ("أحمد إبراهيم آدم", "احمد ابراهيم ادم"),
        ("سفارة", "سفاره"),
        ("Ёлкин й", "елкин и"),
        ("ΔΕΛΤΊΟΣ", "δελτιοσ"),
        ("line\r\ntab\tend", "line\r\ntab\tend"),
        ("Œuvre Æsir", "oeuvre aesir"),
        ("", ""),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_map_belongs_to_the_folded_text(text: str) -> None:
    folded, origin = fold_with_map(text)
    assert folded == fold(text)
    assert len(origin) == len(folded)


@given(st.text(), st.text(), st.text())
def test_the_parts_of_a_text_fold_like_the_whole(first: str, second: str, third: str) -> None:
    assert fold(first) + fold(second) + fold(third) == fold(first + second + third)


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("Her head is Mr Sørensen, of Århus", "sorensen", "Sørensen"),
        ("Die Straße nach Oslo", "strasse", "Straße"),
        ("nom : E\u0301mile\u0301 Faure", "emile", "E\u0301mile\u0301"),
        ("con\u00adfer\u00adence on", "conference", "con\u00adfer\u00adence"),
        ("plain words", "words", "words"),
        ("… and Łukasz", "lukasz", "Łukasz"),
    ],
)
def test_a_hit_is_cut_out_of_the_original_words(text: str, word: str, original: str) -> None:
    folded, origin = fold_with_map(text)
    start = folded.index(word)
    assert cut(text, origin, start, start + len(word)) == original


def test_every_sign_of_unicode_folds_in_bounded_time() -> None:
    started = time.process_time()
    fold("".join(map(chr, range(0x110000))))
    assert time.process_time() - started < 10


def test_traditional_signs_are_read_as_simplified_ones() -> None:
    assert fold("代表團將應邀出席會議") == "代表团将应邀出席会议"
    assert fold("陳、黃、吳、趙") == fold("陈、黄、吴、赵")
