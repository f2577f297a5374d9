"""Everything that is wrong with rule and phrase files, in the order in which one would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailflow.core.roster import Roster
from mailflow.core.rule_check import Problem, check
from mailflow.core.rule_names import World
from mailflow.core.ruleset import Ruleset
from mailflow.desk import open_desk
from mailflow.errors import FileError, LetterError
from mailflow.letters import open_letters
from mailflow.settings import Settings
from mailflow.sources import Sources, read_sources


def problems(settings: Settings, conferences: Iterable[str]) -> Iterator[Problem]:
    """The problems of some conferences' files. Where a file has an error, the rules are not looked at as a whole."""
    seen: list[Sources] = []
    for name in conferences:
        try:
            sources = read_sources(settings, name)
        except FileError as error:
            yield from map(_problem, error.all)
            continue
        # Conferences may share all of their files.
        if not any(_has_same_files(sources, other) for other in seen):
            seen.append(sources)
            yield from _problems(settings, sources)


def _has_same_files(one: Sources, other: Sources) -> bool:
    return (one.rules, one.phrases, one.letters, one.roster) == (
        other.rules,
        other.phrases,
        other.letters,
        other.roster,
    )


def _problems(settings: Settings, sources: Sources) -> Iterator[Problem]:
    if not sources.rules:
        folders = ", ".join(
            str(settings.path(name)) for name in settings.form.conference[sources.conference.name].rules
        )
        text = "there is no rule file here: every message would go to a person."
        yield Problem(folders, None, sources.conference.name, text)
    try:
        desk = open_desk(sources)
    except FileError as error:
        yield from map(_problem, error.all)
        return
    world = _world(settings, sources, desk.ruleset, desk.roster)
    yield from check(desk.ruleset, desk.phrases, world, sources.rules, sources.phrases)


def _world(settings: Settings, sources: Sources, rules: Ruleset, roster: Roster) -> World:
    try:
        letters = frozenset(open_letters(sources).names)
    except LetterError:
        # `mailflow letters check` says what is wrong; the files' names still say which letters there are.
        letters = frozenset(file.rpartition("/")[2].partition(".")[0] for file in sources.letters)
    forms = settings.form.conference
    folders = forms[sources.conference.name].rules
    # Those of all conferences that have the same rules: they are looked at once.
    mailboxes = {name: box for name, box in settings.form.mailbox.items() if forms[box.conference].rules == folders}
    return World(
        letters=letters,
        conferences=frozenset(settings.conferences),
        deadlines=frozenset(name for c in settings.conferences.values() for name in c.deadlines),
        parties=frozenset(party.code for party in roster.parties),
        statuses=frozenset(party.status for party in roster.parties if party.status),
        mailing_lists=frozenset(name for party in roster.parties for name in party.lists),
        kinds=frozenset(kind for rule in rules.rules for kind in rule.then.kinds),
        watched={folder: name for name in mailboxes for folder in settings.watched(name)},
        emptied=tuple(name for name, form in mailboxes.items() if (form.mark or "").startswith("move:")),
    )


def _problem(error: FileError) -> Problem:
    return Problem(error.file, error.line, error.key or "", error.text, error.hint or "")
