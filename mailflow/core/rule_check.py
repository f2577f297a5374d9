"""Rules looked over as a whole: names of what does not exist, and rules that can never hit.

What cannot be read at all is an error where the files are read. Here stands what can be read and is still no use: a letter
that nobody wrote, a kind that no rule gives, a rule behind another that stops every message before it. What is found is a
list of problems with file and line, for staff; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mailflow.core import located
from mailflow.core.kinds import KINDS, MACHINES
from mailflow.core.phrase_files import Entry
from mailflow.core.phrase_syntax import parts, references
from mailflow.core.phrases import Phrases
from mailflow.core.reading.lists import NEEDED
from mailflow.core.rule_logic import Formula, formula, is_possible, negation
from mailflow.core.rule_names import Naming, World, names
from mailflow.core.ruleset import Rule, Ruleset


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a rule or phrase file that is no use. `key` is the rule or the list."""

    file: str
    line: int | None
    key: str
    text: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        inside = f" [{self.key}]" if self.key else ""
        return f"{place}{inside}: {self.text}" + (f" {self.hint}" if self.hint else "")


def check(
    ruleset: Ruleset, phrases: Phrases, world: World, rules: Mapping[str, str], lists: Mapping[str, str]
) -> tuple[Problem, ...]:
    """The problems of a ruleset and its phrase lists, in the order of the files. `rules` and `lists` are the files' texts."""
    checking = _Checking(ruleset, world, rules)
    return (*checking.problems(), *_list_problems(ruleset, phrases, lists))


class _Checking:
    """One look over a ruleset."""

    def __init__(self, ruleset: Ruleset, world: World, sources: Mapping[str, str]) -> None:
        self._rules, self._world, self._sources = ruleset.rules, world, sources
        self._index: dict[str, int] = {}
        count: dict[str, int] = {}
        for rule in ruleset.rules:
            self._index[rule.name] = count[rule.file] = count.get(rule.file, -1) + 1
        self._kinds = frozenset(kind for rule in ruleset.rules for kind in rule.then.kinds)

    def problems(self) -> Iterator[Problem]:
        """All problems of the rules."""
        given: set[str] = set()
        stops: list[tuple[Rule, Formula]] = []
        for position, rule in enumerate(self._rules):
            found = [*self._unknown(rule), *self._kinds_tested(rule, given), *self._consequences(rule)]
            yield from found
            wanted = formula(rule.written, position, given)
            if not found:
                yield from self._reach(rule, wanted, stops)
            if rule.then.stop:
                stops.append((rule, wanted))
            given.update(rule.then.kinds)

    def _problem(self, rule: Rule, path: Iterable[str | int], text: str, hint: str | None = None) -> Problem:
        whole = ("rule", self._index[rule.name], *path)
        line = located.line_of(self._sources[rule.file], whole) or rule.line
        return Problem(rule.file, line, rule.name, text, hint or "")

    def _unknown(self, rule: Rule) -> Iterator[Problem]:
        """Names of letters, deadlines, parties and the like that do not exist."""
        for naming in names(rule.written or {}, ("when",)):
            if (problem := self._world.fault(naming)) is not None:
                yield self._problem(rule, naming.path, *problem)
        letter = rule.then.letter
        if letter is not None and letter not in self._world.letters:
            hint = located.did_you_mean(letter, self._world.letters)
            yield self._problem(rule, ("then", "letter"), f'there is no letter "{letter}".', hint)
        for kind in rule.then.kinds:
            hint = located.did_you_mean(kind, KINDS) if kind not in KINDS else None
            if hint:
                yield self._problem(rule, ("then", "kinds"), f'"{kind}" is none of the kinds that ship.', hint)

    def _kinds_tested(self, rule: Rule, given: Collection[str]) -> Iterator[Problem]:
        for naming in names(rule.written or {}, ("when",)):
            if naming.what != "kind" or naming.name in ("any", "none"):
                continue
            if naming.name not in self._kinds:
                hint = located.did_you_mean(naming.name, self._kinds)
                yield self._problem(rule, naming.path, f'no rule gives the kind "{naming.name}".', hint)
            elif naming.name not in given and not self._is_own(rule, naming):
                text = f'the kind "{naming.name}" is given only by rules that come after this one.'
                yield self._problem(rule, naming.path, text)

    @staticmethod
    def _is_own(rule: Rule, naming: Naming) -> bool:
        """True for `not kind` of what the rule itself gives: whoever moves the rules about may leave that in."""
        return naming.is_denied and naming.name in rule.then.kinds

    def _consequences(self, rule: Rule) -> Iterator[Problem]:
        then = rule.then
        follows = (then.kinds, then.facts, then.letter, then.disposition, then.needs_person, then.assign, then.folder)
        if not any((*follows, then.stop)):
            yield self._problem(rule, ("then",), "the rule has no consequence.")
        if then.folder and (problem := self._world.no_folder(then.folder)) is not None:
            yield self._problem(rule, ("then", "folder"), *problem)
        kept_back = then.disposition == "ignore" or MACHINES.intersection(then.kinds)
        if then.letter is not None and kept_back:
            why = 'disposition = "ignore"' if then.disposition == "ignore" else f"the kind {', '.join(then.kinds)}"
            yield self._problem(rule, ("then", "letter"), f"the letter can never go out: {why} keeps it back.")

    def _reach(self, rule: Rule, wanted: Formula, stops: list[tuple[Rule, Formula]]) -> Iterator[Problem]:
        if not is_possible(wanted):
            yield self._problem(rule, ("when",), "the rule can never hit: its conditions cannot hold together.")
            return
        if is_possible(wanted, *(negation(stop) for _, stop in stops)):
            return
        alone = next((other for other, stop in stops if not is_possible(wanted, negation(stop))), None)
        who = f'the rule "{alone.name}" ({alone.file}:{alone.line}) ends' if alone else "rules before it end"
        yield self._problem(rule, (), f"the rule is never reached: {who} every message that it could hit.")


def _list_problems(ruleset: Ruleset, phrases: Phrases, sources: Mapping[str, str]) -> Iterator[Problem]:
    """Lists that nothing uses (a slip in a name, more often than not), and phrases that stand twice in one list."""
    used = {n.name for rule in ruleset.rules for n in names(rule.written or {}, ()) if n.what == "list"} | NEEDED
    used |= {name for entry in phrases.entries for name in (*entry.unless, *references(parts(entry.phrase)))}
    unused: dict[str, dict[str, None]] = {}
    seen: set[tuple[str, str, str]] = set()
    # Compiled lists that are kept know the names of their files, and not where these lie.
    paths = {path.rpartition("/")[2]: path for path in sources}
    for entry in phrases.entries:
        file = entry.file if entry.file in sources else paths[entry.file]
        if entry.name not in used:
            unused.setdefault(entry.name, {})[file] = None
        key = (entry.language, entry.name, " ".join(entry.phrase.split()).lower())
        if key in seen:
            yield _twice(entry, file, sources[file])
        seen.add(key)
    for name, files in unused.items():
        yield _unused(name, tuple(files), used, sources)


def _twice(entry: Entry, file: str, source: str) -> Problem:
    paths = ((entry.name, "phrases", entry.number), (entry.name, entry.number))
    line = next((located.line_of(source, p) for p in paths if located.present_path(source, p) == list(p)), None)
    return Problem(file, line, entry.name, f'the phrase "{entry.phrase}" stands twice in this list.')


def _unused(name: str, files: tuple[str, ...], used: Collection[str], sources: Mapping[str, str]) -> Problem:
    others = f", nor in {len(files) - 1} more files" if len(files) > 1 else ""
    hint = located.did_you_mean(name, used) or "Take it out, or name it in a rule."
    line = located.line_of(sources[files[0]], (name,))
    return Problem(files[0], line, name, f"no rule and no reader uses this list here{others}.", hint)
