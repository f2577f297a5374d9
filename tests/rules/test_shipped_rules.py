"""The rules that ship: that they load, stand up to their own examples, and know every kind."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailflow.core import phrases, ruleset
from mailflow.core.kinds import KINDS
from mailflow.core.phrases import Phrases
from mailflow.core.roster import Party, Roster
from mailflow.core.ruleset import Example, Ruleset
from mailflow.core.sorting import Desk
from mailflow.core.specimen import tried
from mailflow.desk import open_desk
from mailflow.settings import load_settings
from mailflow.sources import read_sources
from mailflow.workspace import make_workspace
from tests.core.sights import CONFERENCE

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "de", "it", "nl")
# What the rules and readers must be able to tell in each of these languages.
LISTS = (
    "accept", "decline", "tentative", "names-follow", "delegation-as-follows", "paper", "statement", "contribution",
    "floor", "views", "question", "registration", "out-of-office", "out-of-office-subject", "auto-receipt", "address-gone",
    "bounce-prose", "newsletter", "unsubscribe", "phishing", "thanks-only", "negation",
)  # fmt: skip
NOW = datetime(2027, 1, 15, 9, tzinfo=UTC)


def _texts(folder: str) -> Mapping[str, str]:
    files = sorted((ROOT / folder).glob("*.toml"))
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}


PHRASES: Phrases = phrases.load(_texts("rules/phrases"))
RULES: Ruleset = ruleset.load(_texts("rules"), PHRASES)
PARTIES = tuple(
    Party(code, "state", name, {"en": name}, domains=(f"mfa.{name.lower()}.example",))
    for code, name in [("NOR", "Norway"), ("FRA", "France"), ("ESP", "Spain"), ("MDA", "Moldova")]
)
DESK = Desk(conference=CONFERENCE, roster=Roster(PARTIES), ruleset=RULES, phrases=PHRASES)
EXAMPLES = [example for rule in RULES.rules for example in rule.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.rule}-{e.number}" for e in EXAMPLES])
def test_every_example_is_taken_as_it_says(example: Example) -> None:
    assert tried(example, DESK, NOW).is_as_expected


def test_every_example_holds_in_a_new_workspace_whatever_its_conference(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    settings = load_settings(tmp_path / "config.toml")
    desk = open_desk(read_sources(settings, next(iter(settings.conferences))))
    wrong = [
        (e.rule, e.number)
        for rule in desk.ruleset.rules
        for e in rule.examples
        if not tried(e, desk, NOW).is_as_expected
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_some_rule_gives_every_kind(kind: str) -> None:
    assert any(kind in rule.then.kinds for rule in RULES.rules)


@pytest.mark.parametrize("rule", [r for r in RULES.rules if r.then.kinds], ids=lambda r: str(r.name))
def test_every_rule_says_what_it_is_for(rule: ruleset.Rule) -> None:
    assert rule.description.endswith(".")


@pytest.mark.parametrize("kind", ["auto-reply", "bounce", "bulk", "spam"])
def test_machines_are_ignored_and_get_no_letter(kind: str) -> None:
    rules = [rule.then for rule in RULES.rules if kind in rule.then.kinds]
    assert all(then.disposition == "ignore" and then.letter is None for then in rules)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_language_has_every_list_that_rules_need(language: str, name: str) -> None:
    assert language in PHRASES.languages(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("accept", "Norway will be represented at the meeting"),
        ("accept", "La Norvège participera à la réunion"),
        ("accept", "Noruega participará en la reunión"),
        ("accept", "A Noruega participará na reunião"),
        ("accept", "ستشارك النرويج في المؤتمر"),
        ("accept", "Норвегия примет участие в совещании"),
        ("accept", "挪威将派代表出席会议"),
        ("accept", "Norwegen wird an der Konferenz teilnehmen"),
        ("accept", "La Norvegia parteciperà alla conferenza"),
        ("accept", "Noorwegen zal aan de conferentie deelnemen"),
        ("decline", "Norway will not be able to attend"),
        ("decline", "La Norvège ne pourra malheureusement pas participer"),
        ("decline", "Noruega no podrá participar"),
        ("decline", "A Noruega não poderá participar"),
        ("decline", "لن تتمكن النرويج من المشاركة"),
        ("decline", "Норвегия не сможет принять участие"),
        ("decline", "挪威无法出席会议"),
        ("decline", "Norwegen kann leider nicht teilnehmen"),
        ("decline", "La Norvegia non potrà partecipare"),
        ("decline", "Noorwegen kan helaas niet deelnemen"),
        ("tentative", "It has not yet been decided whether Norway will attend"),
        ("tentative", "La participation de la Norvège est à l'examen"),
        ("tentative", "La participación está en estudio"),
        ("tentative", "Aguardamos a aprovação das autoridades"),
        ("tentative", "لم يتخذ قرار بعد"),
        ("tentative", "Решение пока не принято"),
        ("tentative", "是否出席尚未确定"),
        ("tentative", "Die Teilnahme ist noch nicht entschieden"),
        ("tentative", "La decisione non è stata ancora presa"),
        ("tentative", "Er is nog niet besloten"),
        ("out-of-office", "I am out of the office until Monday"),
        ("out-of-office", "Je suis absent du bureau jusqu'à lundi"),
        ("out-of-office", "Estoy fuera de la oficina hasta el lunes"),
        ("out-of-office", "Estou ausente do escritório até segunda-feira"),
        ("out-of-office", "أنا خارج المكتب حتى يوم الاثنين"),
        ("out-of-office", "Я буду в отпуске до понедельника"),
        ("out-of-office", "我正在休假,不在办公室"),
        ("out-of-office", "Ich bin bis Montag nicht im Büro"),
        ("out-of-office", "Sono in ferie fino a lunedì"),
        ("out-of-office", "Ik ben tot maandag afwezig"),
        ("out-of-office", "Jag är på semester till måndag"),
        ("out-of-office", "Jestem na urlopie do poniedziałku"),
        ("out-of-office", "ただいま出張中です"),
    ],
)
def test_what_is_said_in_other_languages_is_known(name: str, text: str) -> None:
    assert PHRASES.has(name, text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Norway will not be represented",
        "Please let us know whether your country will be represented",
        "La Norvège ne sera pas représentée",
        "Noruega no participará",
        "挪威不派代表出席会议",
        "Норвегия не примет участие",
        "Norwegen wird nicht teilnehmen",
    ],
)
def test_what_is_denied_or_asked_is_no_acceptance(text: str) -> None:
    assert PHRASES.has("accept", text) is None


@pytest.mark.parametrize(
    "text",
    ["will not " * 20_000, "please " * 25_000, "we regret that " * 10_000, "不能" * 30_000, "ne sera pas " * 15_000],
    ids=["will-not", "please", "regret", "chinese", "french"],
)
def test_no_text_makes_the_shipped_phrases_slow(text: str) -> None:
    before = time.process_time()
    PHRASES.find("accept", text)
    assert time.process_time() - before < 10
