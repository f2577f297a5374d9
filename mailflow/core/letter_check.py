"""All letters written out before any is sent: every letter, language and occasion, with awkward names in every value.

A template that works for "Ireland" may fail for a name of 300 signs, an empty function, or a State whose name is written
from right to left. What is found is a list of problems with file and line, for staff; nothing is raised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailflow.core import occasion, samples
from mailflow.core.conference import Conference
from mailflow.core.dates import lacks_day, named_days
from mailflow.core.roster import Party
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import LetterError

# Letters to the operator exist in one language only, and name no contact: the operator is the contact.
OPERATORS = frozenset({"alarm", "alarm-over"})

_TAG = re.compile(r"<(\w+)")
_LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\*\*|\bNone\b|\(\s*\)|«\s*»|“\s*”| [,.](?= |$)|,\s*[,.](?= |$)|\bTODO\b|\bXX+\b|\\$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a letter. `line` is None where it cannot be laid to one line of the file."""

    file: str
    line: int | None
    letter: str
    language: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.text} (letter {self.letter}, {self.language})"


def check(
    templates: TemplateSet,
    conferences: Sequence[Conference],
    parties: Sequence[Party],
    now: datetime,
    languages: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """The problems of all letters, sorted and each named once. None means that every letter can be written.

    `languages` are those in which each letter must exist, besides the conferences' own.
    """
    found: dict[Problem, None] = {}
    for problem in _problems(templates, conferences, parties, now, languages):
        found.setdefault(problem)
    return tuple(sorted(found, key=lambda p: (p.file, p.line or 0, p.text)))


def rehearse(templates: TemplateSet, conference: Conference, now: datetime) -> None:
    """Write every letter once in each language. Raises the `LetterError` of the first that cannot be written."""
    state = Party("NOR", "state", "Norway")
    for name in templates.names:
        for language in templates.languages(name):
            values = next(samples.alarms(now)) if name in OPERATORS else samples.plain(name, conference, state, now)
            templates.render(name, language, occasion.localised(values, language))


def _problems(
    templates: TemplateSet,
    conferences: Sequence[Conference],
    parties: Sequence[Party],
    now: datetime,
    languages: Sequence[str],
) -> Iterator[Problem]:
    for file in templates.unused:
        yield Problem(file, None, "", "", "No letter includes this piece.")
    for name in templates.names:
        if name in OPERATORS:
            yield from _operator_problems(templates, name, now)
            continue
        for conference in conferences:
            yield from _missing_languages(templates, name, {*conference.languages, *languages})
            for language in templates.languages(name):
                yield from _letter_problems(templates, name, language, conference, now)
            yield from _party_problems(templates, name, conference, parties, now)


def _missing_languages(templates: TemplateSet, name: str, wanted: Iterable[str]) -> Iterator[Problem]:
    there = templates.languages(name)
    for language in sorted(set(wanted) - set(there)):
        file = templates.file(name, there[0])
        yield Problem(file, None, name, language, f"The letter does not exist in this language: {language}.")


def _operator_problems(templates: TemplateSet, name: str, now: datetime) -> Iterator[Problem]:
    for language in templates.languages(name):
        for values in samples.alarms(now):
            rendered = _rendered(templates, name, language, values)
            if isinstance(rendered, Problem):
                yield rendered


def _letter_problems(
    templates: TemplateSet, name: str, language: str, conference: Conference, now: datetime
) -> Iterator[Problem]:
    """One letter in one language: the plain occasions are read closely, the awkward ones compared with them."""
    yield from _date_problems(templates, name, language, conference)
    tame: Rendered | Problem | None = None
    for sample in samples.occasions(name, conference, now):
        rendered = _rendered(templates, name, language, occasion.localised(sample.values, language))
        if isinstance(rendered, Problem):
            yield rendered
        elif sample.tame is None:
            yield from _reading_problems(templates, name, rendered, conference)
        else:
            # All awkward occasions are compared with the one tame one.
            tame = tame or _rendered(templates, name, language, occasion.localised(sample.tame, language))
            yield from _structure_problems(templates, name, rendered, tame)


def _party_problems(
    templates: TemplateSet, name: str, conference: Conference, parties: Sequence[Party], now: datetime
) -> Iterator[Problem]:
    """The letter to each party on the roster, in the language it would get."""
    for party in parties:
        language = templates.choose(name, (party.language, *conference.languages))
        if language is None:
            text = f"No language of this letter suits {party.code} ({party.language})."
            yield Problem(templates.file(name, templates.languages(name)[0]), None, name, party.language, text)
            continue
        values = occasion.localised(samples.plain(name, conference, party, now), language)
        rendered = _rendered(templates, name, language, values)
        if isinstance(rendered, Problem):
            yield replace(rendered, text=f"{rendered.text} Party: {party.code}.")


def _rendered(templates: TemplateSet, name: str, language: str, values: Mapping[str, object]) -> Rendered | Problem:
    try:
        return templates.render(name, language, values)
    except LetterError as error:
        return Problem(error.file, error.line, name, language, error.text)


def _date_problems(templates: TemplateSet, name: str, language: str, conference: Conference) -> Iterator[Problem]:
    """Days that the file itself names: the weekday must be that of the date, and no date line may lack its day."""
    for file, text in templates.files(name, language).items():
        for number, line in enumerate(text.splitlines(), 1):
            for day in named_days(line, language):
                if day.is_wrong(conference.begins.year):
                    yield Problem(file, number, name, language, f'The weekday does not match the date: "{day.words}".')
            if lacks_day(line.rstrip("\\"), language):
                yield Problem(file, number, name, language, f'The date line has no day: "{line.strip()}".')


def _reading_problems(
    templates: TemplateSet, name: str, rendered: Rendered, conference: Conference
) -> Iterator[Problem]:
    """What a reader would stumble over in a letter whose values are all plain."""
    file, language = templates.file(name, rendered.language), rendered.language
    if not any(contact in rendered.text for contact in _contacts(conference)):
        yield Problem(file, None, name, language, "The letter names no contact.")
    for text in (rendered.subject, rendered.text):
        for left in _LEFT_OVER.finditer(text):
            around = " ".join(text[max(0, left.start() - 20) : left.end() + 20].split())
            yield Problem(file, None, name, language, f'Something is left over or empty: "{around}".')
        for day in named_days(" ".join(text.split()), language):
            if day.is_wrong(conference.begins.year):
                yield Problem(file, None, name, language, f'The weekday does not match the date: "{day.words}".')
    for line in rendered.text.splitlines():
        if lacks_day(line, language):
            yield Problem(file, None, name, language, f'The date line has no day: "{line.strip()}".')


def _structure_problems(
    templates: TemplateSet, name: str, rendered: Rendered, tame: Rendered | Problem
) -> Iterator[Problem]:
    """Awkward values may change the words of a letter, never its markup."""
    if isinstance(tame, Problem):
        return
    file = templates.file(name, rendered.language)
    if _tags(rendered) != _tags(tame):
        yield Problem(file, None, name, rendered.language, "A value can change the markup of the letter.")
    if "\n" in rendered.subject:
        yield Problem(file, None, name, rendered.language, "A value can break the subject into lines.")


def _tags(rendered: Rendered) -> Counter[str]:
    """How often each tag occurs; those that only keep directions apart do not count."""
    counted = Counter(_TAG.findall(rendered.html))
    del counted["bdi"]
    return counted


def _contacts(conference: Conference) -> list[str]:
    named = [value for person in conference.contacts for value in (person.email, person.telephone)]
    return [value for value in [conference.address.spec, *named] if value]
