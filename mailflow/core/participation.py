"""Who takes part in what capacity: the categories of a list of participants, in their order, and what a conference asks for.

All of it is data of the conference (`[conference.NAME.participants]`); the defaults follow the lists of treaty meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailflow.core.roster import Party

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Category:
    """A section of the list: parties of these kinds and, where some are named, of these legal statuses."""

    name: str  # states-parties; in JSON and on the command line
    kinds: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)  # by language
    alone: Mapping[str, str] = field(
        default_factory=dict
    )  # instead, where no other category has parties of these kinds

    def heading(self, language: str, *, alone: bool = False) -> str:
        """The heading in that language, else in English, else the name."""
        words = self.alone if alone and self.alone else self.headings
        return words.get(language) or words.get("en") or self.name


@dataclass(frozen=True, slots=True)
class ValidName:
    """The name that a party bore for a time; `since` and `until` are the first and the last day, None without bound."""

    code: str
    names: Mapping[str, str]  # by language
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it was the name on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def _six(en: str, fr: str, es: str, ar: str, ru: str, zh: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es, "ar": ar, "ru": ru, "zh": zh}


DEFAULT_CATEGORIES = (
    Category(
        "states-parties",
        ("state",),
        ("state-party",),
        _six("States parties", "États parties", "Estados partes", "الدول الأطراف", "Государства-участники", "缔约国"),
    ),
    Category(
        "signatories",
        ("state",),
        ("signatory",),
        _six("Signatories", "Signataires", "Signatarios", "الدول الموقعة", "Подписавшие государства", "签署国"),
    ),
    Category(
        "states",
        ("state",),
        (),
        _six("Other States", "Autres États", "Otros Estados", "دول أخرى", "Другие государства", "其他国家"),
        _six("States", "États", "Estados", "الدول", "Государства", "国家"),
    ),
    Category(
        "observer-states",
        ("state",),
        ("observer",),
        _six(
            "Observer States",
            "États observateurs",
            "Estados observadores",
            "الدول المراقبة",
            "Государства-наблюдатели",
            "观察员国",
        ),
    ),
    Category(
        "united-nations",
        ("un",),
        (),
        _six(
            "United Nations",
            "Organisation des Nations Unies",
            "Naciones Unidas",
            "الأمم المتحدة",
            "Организация Объединенных Наций",
            "联合国",
        ),
    ),
    Category(
        "observers",
        ("observer", "un", "igo", "ngo"),
        ("observer", "standing-observer"),
        _six("Observers", "Observateurs", "Observadores", "المراقبون", "Наблюдатели", "观察员"),
    ),
    Category(
        "organizations",
        ("igo",),
        (),
        _six(
            "Other international and regional organizations",
            "Autres organisations internationales et régionales",
            "Otras organizaciones internacionales y regionales",
            "المنظمات الدولية والإقليمية الأخرى",
            "Другие международные и региональные организации",
            "其他国际组织和区域组织",
        ),
        _six(
            "International and regional organizations",
            "Organisations internationales et régionales",
            "Organizaciones internacionales y regionales",
            "المنظمات الدولية والإقليمية",
            "Международные и региональные организации",
            "国际组织和区域组织",
        ),
    ),
    Category(
        "ngos",
        ("ngo",),
        (),
        _six(
            "Non-governmental organizations",
            "Organisations non gouvernementales",
            "Organizaciones no gubernamentales",
            "المنظمات غير الحكومية",
            "Неправительственные организации",
            "非政府组织",
        ),
    ),
)
# Where staff's own categories leave a party out, it stands here: nobody is lost from a list.
REST = Category(
    "others",
    (),
    (),
    _six("Others", "Autres", "Otros", "آخرون", "Другие", "其他"),
)


@dataclass(frozen=True, slots=True)
class Participation:
    """What a conference asks of delegations, and how its list of participants is made."""

    categories: tuple[Category, ...] = DEFAULT_CATEGORIES
    language: str = ""  # of the list; "": the conference's first
    symbol: str = "INF.1"
    revision: str = "{symbol}/Rev.{n}"
    addendum: str = "{symbol}/Add.{n}"
    corrections_by: date | None = (
        None  # the last day for corrections to a provisional list; None: the last of the conference
    )
    credentials: str = "none-needed"  # none-needed, copy, original: what is asked for
    level: str = ""  # the rank of head asked for, see core.rank; "": none
    secretariat: bool = True  # whether the conference's contacts end the list
    names: tuple[ValidName, ...] = ()


def category_of(party: Party | None, categories: Iterable[Category]) -> Category:
    """The category of a party: one that names its legal status before one that takes any, then the earlier one."""
    if party is None:
        return REST
    fitting = [each for each in categories if _fits(party, each)]
    return min(fitting, key=lambda each: not each.statuses, default=REST)


def _fits(party: Party, category: Category) -> bool:
    if party.kind == "observer" and "observer" in category.kinds:
        return True
    if party.kind not in category.kinds:
        return False
    return not category.statuses or status_key(party.status) in map(status_key, category.statuses)


def status_key(status: str) -> str:
    """A legal status as it is compared: "State Party", "state_party" and "state-party" are one."""
    return _NO_WORD.sub("-", status.casefold()).strip("-")


def headings(categories: Iterable[Category], parties: Iterable[Party], language: str) -> dict[str, str]:
    """The heading of each category by its name. Who stands among States parties or signatories makes the rest "other"."""
    known = [*categories, REST]
    filled: dict[str, set[str]] = {}
    for party in parties:
        filled.setdefault(category_of(party, known[:-1]).name, set()).add(party.kind)
    return {
        each.name: each.heading(
            language, alone=not any(set(each.kinds) & kinds for name, kinds in filled.items() if name != each.name)
        )
        for each in known
    }


def name_on(party: Party, day: date, language: str, known: Iterable[ValidName]) -> str:
    """The short name of a party on a day: the first of the known names that holds, else the one on the roster."""
    for name in known:
        if name.code == party.code and name.holds(day):
            found = name.names.get(language) or name.names.get("en")
            if found:
                return found
    return party.named(language)
