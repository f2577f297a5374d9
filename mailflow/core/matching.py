"""A ruleset tried on a message: which rules hit, and what every condition saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mailflow.core.finding import Finding as Finding
from mailflow.core.phrases import Phrases
from mailflow.core.reading import Reader
from mailflow.core.ruleset import STRICTNESS, Rule, Ruleset
from mailflow.core.sight import Sight
from mailflow.core.view import View


class Trial(NamedTuple):
    """One rule tried: hit or miss, with its findings in order."""

    rule: str
    hit: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """All rules tried on one message. Kinds add up; the first letter named wins; `stop` ended the trials."""

    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # readers asked for: attendance, delegates, papers, action-points, …
    letter: str | None = None
    letter_rule: str = ""
    disposition: str | None = None  # acknowledge, ignore, review: the strictest that a rule named
    person_rules: tuple[str, ...] = ()  # those of the rules that hit which ask for a person
    assign: str = ""
    folder: str = ""
    rules: tuple[str, ...] = ()  # names of the rules that hit, in order
    trials: tuple[Trial, ...] = ()
    revision: str = ""  # of the rule and phrase files
    used_history: bool = False  # a condition looked at what came before

    @property
    def needs_person(self) -> bool:
        """Whether a rule asks for a member of the staff."""
        return bool(self.person_rules)


def match(ruleset: Ruleset, view: View, phrases: Phrases, reader: Reader | None = None) -> Match:
    """The rules tried in order on a message, with all that they saw. A rule sees the kinds that those before it gave.

    Facts that rules ask for are read by `reader`, which remembers them for whoever reads on.
    """
    sight, trials, hits = Sight(view, phrases, reader), list[Trial](), list[Rule]()
    for rule in ruleset.rules:
        findings = list[Finding]()
        hit = rule.when.holds(sight, findings)
        trials.append(Trial(rule.name, hit, tuple(findings)))
        if not hit:
            continue
        hits.append(rule)
        sight.kinds += [kind for kind in rule.then.kinds if kind not in sight.kinds]
        if rule.then.stop:
            break
    return _summed(hits, tuple(sight.kinds), tuple(trials), ruleset.revision, sight.used_history)


def _summed(
    hits: list[Rule], kinds: tuple[str, ...], trials: tuple[Trial, ...], revision: str, used_history: bool
) -> Match:
    letters = next((rule for rule in hits if rule.then.letter is not None), None)
    named = [rule.then.disposition for rule in hits if rule.then.disposition is not None]
    return Match(
        kinds=kinds,
        facts=_once(reader for rule in hits for reader in rule.then.facts),
        letter=letters.then.letter if letters else None,
        letter_rule=letters.name if letters else "",
        disposition=max(named, key=STRICTNESS.index) if named else None,
        person_rules=tuple(rule.name for rule in hits if rule.then.needs_person),
        assign=next((rule.then.assign for rule in hits if rule.then.assign), ""),
        folder=next((rule.then.folder for rule in hits if rule.then.folder), ""),
        rules=tuple(rule.name for rule in hits),
        trials=trials,
        revision=revision,
        used_history=used_history,
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
