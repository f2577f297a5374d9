"""Rules looked over as a whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core import phrases, ruleset
from mailflow.core.rule_check import Problem, check
from mailflow.core.rule_logic import Formula, Statement, Whole, is_possible, negation
from mailflow.core.rule_names import World

ROOT = Path(__file__).resolve().parents[2]
LISTS = """\
accept = ["will be represented"]
floor = ["the floor"]
paper = ["working paper"]
"""
WORLD = World(
    letters=frozenset({"accepted", "paper", "invitation"}),
    conferences=frozenset({"oslo", "wellington"}),
    deadlines=frozenset({"papers"}),
    parties=frozenset({"NOR", "org:undp"}),
    statuses=frozenset({"signatory"}),
    mailing_lists=frozenset({"eu"}),
    kinds=frozenset({"rsvp", "floor"}),
)
USES_ALL = '[[rule]]\nname = "z"\nwhen = { phrase = ["accept", "floor", "paper"] }\nthen = { needs_person = true }\n'


def problems(rules: str, lists: str = LISTS) -> tuple[Problem, ...]:
    loaded = phrases.load({"en.toml": lists})
    files = {"10.toml": rules, "99.toml": USES_ALL}
    return check(ruleset.load(files, loaded), loaded, WORLD, files, {"en.toml": lists})


def one(when: str, then: str = "{ needs_person = true }", name: str = "r") -> str:
    return f'[[rule]]\nname = "{name}"\nwhen = {when}\nthen = {then}\n\n'


def all_of(*conditions: str) -> str:
    return f"{{ all = [{', '.join(conditions)}] }}"


def test_a_folder_is_a_consequence_of_its_own() -> None:
    assert problems(one('{ phrase = "accept" }', '{ folder = "Travel" }')) == ()


@pytest.mark.parametrize(
    ("world", "words"),
    [
        (
            {"watched": {"travel": "lima"}},
            'the mailbox lima watches "Travel": what is moved there would come in again.',
        ),
        ({"emptied": ("oslo",)}, "by its mark it moves all that it took"),
    ],
)
def test_a_folder_that_takes_nothing_is_told(world: dict[str, Any], words: str) -> None:
    loaded = phrases.load({"en.toml": LISTS})
    files = {"10.toml": one('{ phrase = "accept" }', '{ folder = "Travel" }'), "99.toml": USES_ALL}
    (found,) = check(ruleset.load(files, loaded), loaded, replace(WORLD, **world), files, {"en.toml": LISTS})
    assert (found.line, found.key, words in found.text) == (4, "r", True)


def test_good_rules_have_no_problems() -> None:
    rules = one('{ phrase = "accept" }', '{ kinds = "rsvp", letter = "accepted" }') + one('{ kind = "rsvp" }', name="s")
    assert problems(rules) == ()


@pytest.mark.parametrize(
    ("when", "then", "words"),
    [
        ('{ phrase = "accept" }', '{ letter = "acepted" }', 'there is no letter "acepted". Did you mean "accepted"?'),
        ('{ phrase = "accept" }', '{ kinds = "papr" }', 'Did you mean "paper"?'),
        ('{ kind = "flor" }', "{ needs_person = true }", 'no rule gives the kind "flor".'),
        ('{ date = { after = "deadline.paper" } }', "{ needs_person = true }", 'Did you mean "papers"?'),
        ('{ date = { after = "deadline.paper + 3 days" } }', "{ needs_person = true }", 'no deadline "paper"'),
        ('{ conference = "osol" }', "{ needs_person = true }", 'Did you mean "oslo"?'),
        ('{ conference = { deadline = "paper" } }', "{ needs_person = true }", 'Did you mean "papers"?'),
        ('{ party = { is = "NRO" } }', "{ needs_person = true }", 'there is no party "nro"'),
        ('{ party = { kind = "stat" } }', "{ needs_person = true }", 'Did you mean "state"?'),
        ('{ party = { status = "signatry" } }', "{ needs_person = true }", 'Did you mean "signatory"?'),
        ('{ doubt = "freemail" }', "{ needs_person = true }", 'Did you mean "free-mail"?'),
        ('{ answers_letter = "invite*" }', "{ needs_person = true }", 'there is no letter "invite*"'),
        ('{ attachment = { kind = "PDF file" } }', "{ needs_person = true }", "there is no kind of attachment"),
        ('{ language = "french" }', "{ needs_person = true }", "Write two letters"),
        ('{ past = { kinds = "flor" } }', "{ needs_person = true }", 'Did you mean "floor"?'),
        ('{ calendar = { partstat = "accept" } }', "{ needs_person = true }", 'Did you mean "accepted"?'),
        ('{ phrase = "accept" }', "{ }", "the rule has no consequence."),
        ('{ phrase = "accept" }', '{ disposition = "ignore", letter = "paper" }', "the letter can never go out"),
        ('{ phrase = "accept" }', '{ kinds = "bulk", letter = "paper" }', "the letter can never go out"),
        ("{ any = [] }", "{ needs_person = true }", "can never hit"),
        (all_of('{ language = "fr" }', '{ language = "en" }'), "{ needs_person = true }", "can never hit"),
        (all_of('{ phrase = "accept" }', '{ not = { phrase = "accept" } }'), "{ needs_person = true }", "can never hit"),
        (all_of('{ header = "X-A", exists = true }', '{ header = "X-A", exists = false }'), "{ stop = true }", "never hit"),
    ],
)  # fmt: skip
def test_what_is_no_use_is_told(when: str, then: str, words: str) -> None:
    assert any(words in str(problem) for problem in problems(one(when, then)))


@pytest.mark.parametrize(
    "when",
    [
        '{ party = { is = "org:UNDP" } }',
        '{ answers_letter = "invit*" }',
        "{ answers_letter = true }",
        '{ party = "known" }',
        '{ kind = "none" }',
        '{ doubt = "any" }',
        '{ date = { after = "begins - 3 days" } }',
        "{ conference = { action_points = true } }",
        all_of('{ phrase = "accept", in = "subject" }', '{ not = { phrase = "accept", in = "new-text" } }'),
        all_of('{ phrase = ["accept", "floor"] }', '{ not = { phrase = "accept" } }'),
    ],
)
def test_what_may_be_of_use_is_left_alone(when: str) -> None:
    assert problems(one(when)) == ()


def test_a_problem_names_its_line() -> None:
    text = one('{ phrase = "accept" }') + one(
        '{ all = [\n  { phrase = "accept" },\n  { kind = "flor" },\n] }', name="s"
    )
    assert [(p.file, p.line, p.key) for p in problems(text)] == [("10.toml", 10, "s")]


@pytest.mark.parametrize(
    ("stop", "when"),
    [
        ("{ all = [] }", '{ phrase = "accept" }'),
        ('{ machine = "bulk" }', '{ machine = "bulk" }'),
        ('{ machine = ["bulk", "bounce"] }', '{ machine = "bounce" }'),
        ('{ phrase = "accept" }', all_of('{ phrase = "accept", in = "subject" }', '{ phrase = "floor" }')),
        ('{ any = [ { language = "fr" }, { phrase = "accept" } ] }', all_of('{ phrase = "floor" }', '{ language = "fr" }')),
    ],
)  # fmt: skip
def test_a_rule_behind_one_that_stops_all_its_messages_is_told(stop: str, when: str) -> None:
    found = problems(one(stop, "{ stop = true }", "first") + one(when))
    assert any('the rule "first" (10.toml:1) ends every message' in problem.text for problem in found)


@pytest.mark.parametrize(
    ("stop", "when"),
    [
        ('{ machine = "bulk" }', '{ machine = ["bulk", "bounce"] }'),
        ('{ phrase = "accept", in = "subject" }', '{ phrase = "accept" }'),
        ('{ kind = "none" }', '{ kind = "none" }'),
    ],
)
def test_a_rule_that_some_messages_reach_is_left_alone(stop: str, when: str) -> None:
    rules = one(stop, '{ kinds = "floor", stop = true }', "first") + one(when)
    assert not any("never reached" in problem.text for problem in problems(rules))


def test_two_rules_may_stop_together_what_none_stops_alone() -> None:
    first = one('{ phrase = "accept", in = "subject" }', "{ stop = true }", "first")
    second = one('{ phrase = "accept", in = "new-text" }', "{ stop = true }", "second")
    assert any(
        "rules before it end every message" in p.text for p in problems(first + second + one('{ phrase = "accept" }'))
    )


def test_a_kind_that_only_later_rules_give_is_told() -> None:
    rules = one('{ kind = "rsvp" }') + one('{ phrase = "accept" }', '{ kinds = "rsvp" }', "s")
    assert any("only by rules that come after this one" in problem.text for problem in problems(rules))


def test_a_list_that_nothing_uses_is_told_with_what_was_meant() -> None:
    found = problems("", LISTS + 'acept = ["we come"]\n')
    assert [str(p) for p in found] == [
        'en.toml:4 [acept]: no rule and no reader uses this list here. Did you mean "accept"?'
    ]


@pytest.mark.parametrize(
    "use",
    [
        'accept.phrases = ["<negation> x"]\n',
        'accept.phrases = ["will be represented"]\naccept.unless = ["negation"]\n',
    ],
)
def test_a_list_that_another_refers_to_is_used(use: str) -> None:
    lists = use + "".join(LISTS.splitlines(keepends=True)[1:]) + 'negation = ["not"]\n'
    assert problems("", lists) == ()


def test_a_phrase_that_stands_twice_in_a_list_is_told() -> None:
    found = problems("", LISTS.replace('["the floor"]', '["the floor", "to speak", "The  floor"]'))
    assert [(p.file, p.line, p.key) for p in found] == [("en.toml", 2, "floor")]


def test_lists_that_were_kept_without_their_folder_are_placed_in_it() -> None:
    twice = LISTS.replace('["the floor"]', '["the floor", "to speak", "The  floor"]')
    loaded, files = phrases.load({"en.toml": twice}), {"rules/99.toml": USES_ALL}
    found = check(ruleset.load(files, loaded), loaded, WORLD, files, {"rules/phrases/en.toml": twice})
    assert [(p.file, p.line, p.key) for p in found] == [("rules/phrases/en.toml", 2, "floor")]


def test_the_rules_that_ship_have_no_problems() -> None:
    files, lists = (
        {str(f.relative_to(ROOT)): f.read_text(encoding="utf-8") for f in sorted((ROOT / folder).glob("*.toml"))}
        for folder in ("rules", "rules/phrases")
    )
    loaded = phrases.load(lists)
    rules = ruleset.load(files, loaded)
    letters = frozenset(f.name.partition(".")[0] for f in (ROOT / "templates" / "letters").glob("*.md"))
    world = World(letters=letters, kinds=frozenset(kind for rule in rules.rules for kind in rule.then.kinds))
    assert [str(problem) for problem in check(rules, loaded, world, files, lists)] == []


STATEMENTS = st.builds(Statement, st.sampled_from("abcd"), st.sampled_from(["", "g"]))
FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    STATEMENTS,
    lambda inner: st.builds(Whole, st.lists(inner, max_size=3).map(tuple), st.booleans(), st.booleans()),
    max_leaves=8,
)


def holds(of: Formula, true: frozenset[Statement]) -> bool:
    if isinstance(of, Statement):
        return of in true
    parts = [holds(part, true) for part in of.parts]
    return (any(parts) if of.any_of else all(parts)) is not of.negated


@given(FORMULAS, st.frozensets(st.sampled_from([Statement(key) for key in "abcd"])))
def test_what_holds_of_some_message_is_possible(of: Formula, true: frozenset[Statement]) -> None:
    assert is_possible(of) or not holds(of, true)


@given(FORMULAS)
def test_a_thing_and_its_opposite_never_hold_together(of: Formula) -> None:
    assert not is_possible(of, negation(of))


def test_a_formula_of_many_statements_takes_no_long_time() -> None:
    pairs = [Whole((Statement(f"a{n}"), Statement(f"b{n}")), any_of=True) for n in range(40)]
    assert is_possible(*pairs, *(negation(Statement(f"a{n}")) for n in range(39)))
