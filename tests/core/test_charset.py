"""Bytes to text when the label is wrong, missing or dangerous."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.charset import codec, decoded, encodable

TEXTS = {
    "fr": "L’ambassade a l’honneur de communiquer que la délégation sera composée de trois représentants.",
    "es": "La Misión Permanente comunica que la delegación española participará en la reunión. ¿Sería posible?",
    "pl": "Uprzejmie informuję, że delegacja będzie składała się z trzech osób. Zgłoszenie przekażę później.",
    "ru": "Посольство имеет честь сообщить, что делегация примет участие в конференции.",
    "ar": "تهدي البعثة الدائمة أطيب تحياتها وتتشرف بإبلاغكم بأن الوفد سيشارك في المؤتمر",
    "zh": "常驻代表团谨通知秘书处,我国代表团将出席会议,名单将另行通知。",
    "tw": "常駐代表團謹通知秘書處,我國代表團將出席會議,名單將另行通知。",
    "ja": "代表団は会議に出席する予定です。よろしくお願いいたします。",
    "ko": "대표단은 회의에 참석할 예정입니다. 감사합니다.",
    "tr": "Heyetimiz toplantıya katılacaktır. Teşekkür ederiz, saygılarımızla. Görüşmek üzere.",
    "el": "Η αντιπροσωπεία θα συμμετάσχει στη διάσκεψη.",
}


@pytest.mark.parametrize("declared", ["us-ascii", "utf-8", "", "x-klingon"])
@pytest.mark.parametrize(
    ("language", "charset"),
    [
        ("fr", "windows-1252"),
        ("es", "windows-1252"),
        ("pl", "iso-8859-2"),
        ("pl", "windows-1250"),
        ("ru", "koi8-r"),
        ("ru", "windows-1251"),
        ("ar", "windows-1256"),
        ("zh", "gb18030"),
        ("tw", "big5"),
        ("ja", "shift_jis"),
        ("ja", "euc-jp"),
        ("ja", "iso-2022-jp"),
        ("ko", "euc-kr"),
        ("tr", "windows-1254"),
        ("el", "windows-1253"),
    ],
)
def test_a_mislabelled_charset_is_guessed_by_the_letters_that_come_out(
    language: str, charset: str, declared: str
) -> None:
    assert decoded(TEXTS[language].encode(charset), declared).text == TEXTS[language]


@pytest.mark.parametrize(
    ("data", "declared", "text", "fallback"),
    [
        (b"plain", "us-ascii", "plain", ""),
        (b"plain", "no-such-charset", "plain", "us-ascii"),
        ("é".encode(), "utf-8", "é", ""),
        ("été à".encode(), "us-ascii", "été à", "utf-8"),
        ("État – été".encode(), "iso-8859-1", "État – été", "utf-8"),
        (b"\x93quoted\x94 \x96 caf\xe9", "iso-8859-1", "“quoted” – café", "windows-1252"),
        (b"caf\xe9", "iso-8859-1", "café", ""),
        (b"\xef\xbb\xbfmarked", "utf-8", "marked", ""),
        (b"caf\xe9", '"ISO-8859-1"', "café", ""),
        (b"\x80\xe9", "iso-8859-5", "\x80щ", ""),
        ("é".encode(), "x" * 100, "é", "utf-8"),
        (b"plain \x1b$ text", "us-ascii", "plain \x1b$ text", ""),
        ("中文".encode("gb18030"), "gb2312", "中文", ""),
    ],
)
def test_the_declared_charset_counts_where_it_fits(data: bytes, declared: str, text: str, fallback: str) -> None:
    read = decoded(data, declared)
    assert (read.text, read.fallback) == (text, fallback)


@pytest.mark.parametrize(
    "name", ["utf-7", "UTF7", "unicode-1-1-utf-7", "idna", "punycode", "unicode_escape", "base64", "rot13", "zip"]
)
def test_codecs_that_are_no_charset_of_mail_are_refused(name: str) -> None:
    assert codec(name.lower()) is None


def test_utf_7_is_shown_as_it_was_sent() -> None:
    assert decoded(b"+ADw-script+AD4-", "utf-7").text == "+ADw-script+AD4-"


def test_a_text_with_one_damaged_character_stays_in_its_charset() -> None:
    assert decoded("délégation à Genève".encode()[:-1] + b"\xc3", "utf-8").fallback == "utf-8"


def test_damage_is_told() -> None:
    assert decoded(b"caf\xc3\xa9 \xe2\x82 \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", "utf-8").damaged


def test_nul_is_shown_and_not_kept() -> None:
    assert decoded(b"a\0b").text == "a\N{REPLACEMENT CHARACTER}b"


def test_lone_surrogates_are_replaced() -> None:
    assert encodable("a\ud800b") == "a?b"


@given(
    st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb18030", "cp949", "utf-7", "hz", "iso-2022-kr", "x"])
)
def test_any_bytes_give_text_that_can_be_written(data: bytes, declared: str) -> None:
    decoded(data, declared).text.encode("utf-8")
