"""Names that States bore before the ones of today, with their last day, in the six languages of the United Nations.

The days are those from which the United Nations used the new name (terminology database UNTERM; protocol list of Member
States). A conference can say more, or otherwise, in `[[conference.NAME.participants.names]]`.
"""

from __future__ import annotations

from datetime import date

from mailflow.core.participation import ValidName


def _was(code: str, until: date, en: str, fr: str, es: str, ar: str, ru: str, zh: str) -> ValidName:
    return ValidName(code, {"en": en, "fr": fr, "es": es, "ar": ar, "ru": ru, "zh": zh}, None, until)


FORMER_NAMES = (
    _was(
        "LBY",
        date(2011, 9, 15),
        "Libyan Arab Jamahiriya",
        "Jamahiriya arabe libyenne",
        "Jamahiriya Árabe Libia",
        "الجماهيرية العربية الليبية",
        "Ливийская Арабская Джамахирия",
        "阿拉伯利比亚民众国",
    ),
    _was("PSE", date(2012, 12, 16), "Palestine", "Palestine", "Palestina", "فلسطين", "Палестина", "巴勒斯坦"),
    _was("CPV", date(2013, 10, 23), "Cape Verde", "Cap-Vert", "Cabo Verde", "الرأس الأخضر", "Кабо-Верде", "佛得角"),
    _was(
        "CZE",
        date(2016, 5, 16),
        "Czech Republic",
        "République tchèque",
        "República Checa",
        "الجمهورية التشيكية",
        "Чешская Республика",
        "捷克共和国",
    ),
    _was("SWZ", date(2018, 5, 29), "Swaziland", "Swaziland", "Swazilandia", "سوازيلند", "Свазиленд", "斯威士兰"),
    _was(
        "MKD",
        date(2019, 2, 13),
        "The former Yugoslav Republic of Macedonia",
        "Ex-République yougoslave de Macédoine",
        "ex República Yugoslava de Macedonia",
        "جمهورية مقدونيا اليوغوسلافية السابقة",
        "бывшая югославская Республика Македония",
        "前南斯拉夫的马其顿共和国",
    ),
    _was("TUR", date(2022, 5, 31), "Turkey", "Turquie", "Turquía", "تركيا", "Турция", "土耳其"),
)
