"""All letters looked over, in child processes: each letter, at all conferences that have it, is one piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mailflow.core import occasion, samples
from mailflow.core.letter_check import OPERATORS, check_letter, check_pieces
from mailflow.core.letter_problem import Problem
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import Faults, FileError, LetterError, TypesetError
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

    A conference with a file that cannot be read has the errors of its files for problems, and its letters are not looked at.
    """
    standings, faults = list[Standing](), Faults()
    for name in conferences:
        with faults.gathered():
            standings.append(read_standing(settings, name))
    yield [_problem(error) for error in faults.all], 0, 0
    # Conferences with the same files have the same letters: what is compiled and read of them is so once.
    sharing = {id(s.letters): [t for t in standings if t.letters is s.letters] for s in standings}
    items = [(which, letter) for which, same in sharing.items() for letter in same[0].letters.names]

    def work(item: tuple[int, str]) -> tuple[list[Problem], list[tuple[str, Rendered]]]:
        same, letter = sharing[item[0]], item[1]
        meetings = [(standing.conference, standing.roster.parties) for standing in same]
        found = check_letter(same[0].letters, letter, meetings, now)
        return list(dict.fromkeys(found)), [each for standing in same for each in _to_print(standing, letter, now)]

    for standing in standings:
        found = [replace(p, conference=standing.conference.name) for p in _files(settings, standing)]
        yield found, 0, len(items)
    for same in sharing.values():
        same[0].letters.compile()
    bounds = Bounds(_SECONDS, settings.form.limits.sort_memory)
    with Press([settings.path(folder) for folder in settings.form.office.fonts]) as press:
        for done, ((which, letter), result) in enumerate(in_children(work, items, bounds), 1):
            if isinstance(result, Exception):
                raise result
            letters = sharing[which][0].letters
            if isinstance(result, Stopped):
                file = letters.file(letter, letters.languages(letter)[0])
                found = [Problem(file, None, letter, "", f"Writing the letter {result.why}, and was stopped.")]
            else:
                unprintable = (
                    p for meeting, page in result[1] for p in _unprintable(page, press, now, letters, meeting)
                )
                found = [*result[0], *unprintable]
            yield found, done, len(items)


def _problem(error: FileError) -> Problem:
    text = f"{error.text} {error.hint}" if error.hint else error.text
    return Problem(error.file, error.line, "", "", text, key=error.key or "")


def _files(settings: Settings, standing: Standing) -> Iterator[Problem]:
    """What is wrong with files, whatever the occasion."""
    yield from check_pieces(standing.letters)
    for name, language, error in lost_enclosures(standing.letters, settings.folder):
        yield Problem(error.file, error.line, name, language, error.text)


def _to_print(standing: Standing, name: str, now: datetime) -> Iterator[tuple[str, Rendered]]:
    """The letter as it will be set, where it travels as PDF, with the name of its conference."""
    letters, conference = standing.letters, standing.conference
    party = next(iter(standing.roster.parties), None)
    for language in letters.languages(name):
        if ITSELF in letters.front(name, language).attach and name not in OPERATORS:
            try:
                values = samples.plain(name, conference, party, now)
                yield conference.name, letters.render(name, language, occasion.localised(values, language))
            except LetterError:
                # It is among the problems already.
                continue


def _unprintable(
    rendered: Rendered, press: Press, now: datetime, letters: TemplateSet, conference: str
) -> Iterator[Problem]:
    try:
        press.pdf(letter_sheet(rendered, now))
    except TypesetError as error:
        file = letters.file(rendered.name, rendered.language)
        yield Problem(file, None, rendered.name, rendered.language, str(error), conference=conference)
