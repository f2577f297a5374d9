"""What the cities in which diplomatic conferences meet are called in the languages of those who write about them.

A conference gives the name of its place in the languages of its letters. An answer in another one names it all the same:
"在日内瓦" is no other meeting than that in Geneva. Forms are folded; of inflected ones the stem stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mailflow.core.folding import fold

_HAS_WORDS = re.compile(r"[a-z\u0370-\u052f]")  # Latin, Greek and Cyrillic: a name begins where a word begins
_IS_INFLECTED = re.compile(r"[\u0400-\u052f]")  # Cyrillic: "в Осло", "в Риме", "Женевой"
_LEAST_INFLECTED = (
    5  # letters of a Latin name that may be inflected ("Wellingtonissa"); a shorter one stands in other words
)
_CITIES = (
    ("Geneva", "Genève", "Ginebra", "Genf", "Ginevra", "Genebra", "Cenevre", "Genewa", "Ženeva", "Ženeve", "Ženevě", "Женев", "جنيف", "日内瓦", "ジュネーブ", "제네바"),
    ("Vienna", "Vienne", "Viena", "Wien", "Wenen", "Viyana", "Wiedeń", "Vídeň", "Beč", "Вена", "Вене", "Вену", "Вены", "فيينا", "维也纳", "ウィーン", "빈에서"),
    ("New York", "Nueva York", "Nova Iorque", "Nova York", "Нью-Йорк", "نيويورك", "纽约", "ニューヨーク", "뉴욕"),
    ("The Hague", "La Haye", "La Haya", "Den Haag", "L'Aia", "Haia", "Гааг", "لاهاي", "海牙"),
    ("Oslo", "Осло", "أوسلو", "奥斯陆", "オスロ", "오슬로"),
    ("Wellington", "Веллингтон", "ويلينغتون", "ولينغتون", "惠灵顿", "ウェリントン", "웰링턴"),
    ("Dublin", "Dublín", "Dublino", "Дублин", "دبلن", "دبلين", "都柏林"),
    ("Vientiane", "Vientián", "Vienciana", "Вьентьян", "فيينتيان", "万象"),
    ("Beirut", "Beyrouth", "Beirute", "Бейрут", "بيروت", "贝鲁特"),
    ("Brussels", "Bruxelles", "Bruselas", "Brüssel", "Brussel", "Bruxelas", "Брюссел", "بروكسل", "布鲁塞尔"),
    ("Berlin", "Berlín", "Berlino", "Berlim", "Берлин", "برلين", "柏林"),
    ("Belgrade", "Belgrado", "Belgrad", "Beograd", "Белград", "بلغراد", "贝尔格莱德"),
    ("Lisbon", "Lisbonne", "Lisboa", "Lissabon", "Lisbona", "Лиссабон", "لشبونة", "里斯本"),
    ("Rome", "Roma", "Рим", "روما", "罗马"),
    ("Paris", "París", "Parigi", "Париж", "باريس", "巴黎"),
    ("London", "Londres", "Londra", "Londen", "Лондон", "لندن", "伦敦"),
    ("Ottawa", "Оттав", "أوتاوا", "渥太华"),
    ("Nairobi", "Найроби", "نيروبي", "内罗毕"),
    ("Lima", "Лиме", "Лиму", "ليما", "利马"),
    ("Lusaka", "Lusaca", "Лусак", "لوساكا", "卢萨卡"),
    ("Santiago", "Сантьяго", "سانتياغو", "圣地亚哥"),
    ("Addis Ababa", "Addis-Abeba", "Adís Abeba", "Аддис-Абеб", "أديس أبابا", "亚的斯亚贝巴"),
    ("Cairo", "Le Caire", "El Cairo", "Kairo", "Каир", "القاهرة", "开罗"),
    ("Bangkok", "Бангкок", "بانكوك", "曼谷"),
)  # fmt: skip


def names_one(places: tuple[str, ...], text: str) -> bool:
    """True where a text names one of these places, as they are given or in any language in which they are known."""
    return bool(_naming(places).search(fold(text)))


@lru_cache(maxsize=64)
def _naming(places: tuple[str, ...]) -> re.Pattern[str]:
    given = _folded(places)
    names = given.union(*(forms for forms in map(_folded, _CITIES) if forms & given))
    return re.compile("|".join(map(_found, sorted(names, key=len, reverse=True))) or r"(?!)")


def _found(name: str) -> str:
    """The pattern of a folded name: "Roma" does not stand in "Romania", and Рим not in "примет"."""
    if not _HAS_WORDS.match(name):
        return re.escape(name)  # behind the article or a preposition in Arabic; nothing parts the words in Chinese
    endings = 3 if _IS_INFLECTED.match(name) else 4 if len(name) >= _LEAST_INFLECTED else 0
    return rf"\b{re.escape(name)}\w{{0,{endings}}}\b"


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names if name)
