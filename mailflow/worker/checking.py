"""All letters looked over, in child processes: each letter of each conference is one piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mailflow.core import occasion, samples
from mailflow.core.letter_check import OPERATORS, Problem, check_letter, check_pieces
from mailflow.core.template import Rendered
from mailflow.errors import LetterError, TypesetError
from mailflow.settings import Settings
from mailflow.typeset import Press
from mailflow.typeset.enclosures import ITSELF, lost_enclosures
from mailflow.typeset.letters import letter_sheet
from mailflow.worker.bounded import Bounds, Stopped, in_children
from mailflow.worker.desks import Standing, read_standing

# A letter is written some thousand times.
_SECONDS = 300.0


def checked(settings: Settings, conferences: Sequence[str], now: datetime) -> Iterator[tuple[list[Problem], int, int]]:
    """The problems of each letter, as they are found, with how many letters are done, of how many.

    Raises `LetterError` or `RosterError` where a file cannot be read at all.
    """
    standings = {name: read_standing(settings, name) for name in conferences}
    items = [(name, letter) for name, standing in standings.items() for letter in standing.letters.names]

    def work(item: tuple[str, str]) -> tuple[list[Problem], list[Rendered]]:
        standing, letter = standings[item[0]], item[1]
        found = check_letter(standing.letters, letter, standing.conference, standing.roster.parties, now)
        return list(dict.fromkeys(found)), list(_to_print(standing, letter, now))

    for name, standing in standings.items():
        yield [replace(p, conference=name) for p in _files(settings, standing)], 0, len(items)
    bounds = Bounds(_SECONDS, settings.form.limits.sort_memory)
    with Press([settings.path(folder) for folder in settings.form.office.fonts]) as press:
        for done, ((name, letter), result) in enumerate(in_children(work, items, bounds), 1):
            if isinstance(result, Exception):
                raise result
            file = standings[name].letters.file(letter, standings[name].letters.languages(letter)[0])
            if isinstance(result, Stopped):
                found = [Problem(file, None, letter, "", f"Writing the letter {result.why}, and was stopped.")]
            else:
                found = [
                    *result[0],
                    *(p for rendered in result[1] for p in _unprintable(rendered, press, now, standings[name])),
                ]
            yield [replace(problem, conference=name) for problem in found], done, len(items)


def _files(settings: Settings, standing: Standing) -> Iterator[Problem]:
    """What is wrong with files, whatever the occasion."""
    yield from check_pieces(standing.letters)
    for name, language, error in lost_enclosures(standing.letters, settings.folder):
        yield Problem(error.file, error.line, name, language, error.text)


def _to_print(standing: Standing, name: str, now: datetime) -> Iterator[Rendered]:
    """The letter as it will be set, where it travels as PDF."""
    letters, conference = standing.letters, standing.conference
    party = next(iter(standing.roster.parties), None)
    for language in letters.languages(name):
        if ITSELF in letters.front(name, language).attach and name not in OPERATORS:
            try:
                values = samples.plain(name, conference, party, now)
                yield letters.render(name, language, occasion.localised(values, language))
            except LetterError:
                # It is among the problems already.
                continue


def _unprintable(rendered: Rendered, press: Press, now: datetime, standing: Standing) -> Iterator[Problem]:
    try:
        press.pdf(letter_sheet(rendered, now))
    except TypesetError as error:
        file = standing.letters.file(rendered.name, rendered.language)
        yield Problem(file, None, rendered.name, rendered.language, str(error))
