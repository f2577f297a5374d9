"""What the rules said of a message, apart from the engine that tries them: who acts on it needs no rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mailflow.core.finding import Finding
from mailflow.core.reasons import Why


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
    doubts: tuple[Why, ...] = ()  # of the rules that give a reason for a review
    review_rules: tuple[str, ...] = ()  # those that ask for one without a reason of their own
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
