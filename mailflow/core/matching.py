"""A ruleset tried on a message: which rules hit, and what every condition saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailflow.core.finding import Finding as Finding
from mailflow.core.match import Match, Trial
from mailflow.core.phrases import Phrases
from mailflow.core.reading import Reader
from mailflow.core.reasons import Why
from mailflow.core.ruleset import STRICTNESS, Rule, Ruleset
from mailflow.core.sight import Sight, Where
from mailflow.core.view import View


def match(ruleset: Ruleset, view: View, phrases: Phrases, reader: Reader | None = None) -> Match:
    """The rules tried in order on a message, with all that they saw. A rule sees the kinds that those before it gave.

    Facts that rules ask for are read by `reader`, which remembers them for whoever reads on.
    """
    sight, trials, hits, doubts = Sight(view, phrases, reader), list[Trial](), list[Rule](), list[Why]()
    for rule in ruleset.rules:
        findings = list[Finding]()
        hit = rule.when.holds(sight, findings)
        trials.append(Trial(rule.name, hit, tuple(findings)))
        if not hit:
            continue
        hits.append(rule)
        if rule.then.reason is not None:
            doubts.append(Why(rule.then.reason, _last_seen(findings)))
        sight.kinds += [kind for kind in rule.then.kinds if kind not in sight.kinds]
        if rule.then.stop:
            break
    summed = _summed(hits, tuple(sight.kinds), tuple(trials), ruleset.revision, sight.used_history)
    return replace(summed, doubts=tuple(doubts)) if doubts else summed


def _last_seen(findings: list[Finding]) -> str:
    """What the condition saw that settled a rule, without the place where it stands."""
    seen = next((finding.seen for finding in reversed(findings) if finding.held), "")
    return seen.removeprefix(f"{Where.NEW_TEXT}: ")


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
        review_rules=tuple(
            rule.name for rule in hits if rule.then.disposition == "review" and rule.then.reason is None
        ),
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
