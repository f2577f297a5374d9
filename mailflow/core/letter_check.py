"""All letters written out before any is sent: every letter, language and occasion, with awkward names in every value.

A template that works for "Ireland" may fail for a name of 300 signs, an empty function, or a State whose name is written
from right to left. What is found is a list of problems with file and line, for staff; nothing is raised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from mailflow.core import dates, occasion, samples
from mailflow.core.conference import Conference
from mailflow.core.dates import lacks_day, named_days
from mailflow.core.letter_party import alike
from mailflow.core.letter_problem import Problem
from mailflow.core.letter_reading import Reading
from mailflow.core.roster import Party
from mailflow.core.samples import Sample
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import Faults, LetterError

# Letters to the operator exist in one language only, and name no contact: the operator is the contact.
OPERATORS = frozenset({"alarm", "alarm-over"})

_CONTRIBUTIONS = ("contributions", "contribution")
# Letters that ask for an answer, and which deadlines say by when.
_ASKS = {
    "invitation": ("representation",),
    "reminder": ("representation",),
    "call": _CONTRIBUTIONS,
    "reminder-contribution": _CONTRIBUTIONS,
}


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
    """Write every letter once in each language. Raises a `LetterError` for all that cannot be written."""
    state, faults = Party("NOR", "state", "Norway"), Faults()
    for name in templates.names:
        for language in templates.languages(name):
            values = next(samples.alarms(now)) if name in OPERATORS else samples.plain(name, conference, state, now)
            with faults.gathered():
                templates.render(name, language, occasion.localised(values, language))
    faults.refuse()


def _problems(
    templates: TemplateSet,
    conferences: Sequence[Conference],
    parties: Sequence[Party],
    now: datetime,
    languages: Sequence[str],
) -> Iterator[Problem]:
    yield from check_pieces(templates)
    meetings = [(conference, parties) for conference in conferences]
    for name in templates.names:
        yield from check_letter(templates, name, meetings, now, languages)


def check_pieces(templates: TemplateSet) -> Iterator[Problem]:
    """Pieces that nothing uses."""
    for file in templates.unused:
        yield Problem(file, None, "", "", "No letter includes this piece.")


def check_letter(
    templates: TemplateSet,
    name: str,
    meetings: Sequence[tuple[Conference, Sequence[Party]]],
    now: datetime,
    languages: Sequence[str] = (),
) -> Iterator[Problem]:
    """The problems of one letter at conferences with their parties, in all its languages; some more than once."""
    if name in OPERATORS:
        yield from _operator_problems(templates, name, now)
        return
    for conference, parties in meetings:
        for problem in _missing(templates, name, conference, parties, languages):
            yield replace(problem, conference=conference.name)
    # In the words of no language yet: each language makes its own of them.
    occasions = [tuple(samples.occasions(name, conference, now)) for conference, _ in meetings]
    for language in templates.languages(name):
        reading = Reading(templates, name, language)
        for (conference, parties), tries in zip(meetings, occasions, strict=True):
            letter = _Letter(templates, name, language, conference, reading)
            for problem in (*letter.on_occasions(tries), *letter.to_parties(parties, now)):
                yield replace(problem, conference=conference.name)


def _missing(
    templates: TemplateSet, name: str, conference: Conference, parties: Sequence[Party], languages: Sequence[str]
) -> Iterator[Problem]:
    """Languages that are asked for and in which the letter does not exist, and parties to whom none of its own suits."""
    yield from _missing_languages(templates, name, {*conference.languages, *languages})
    for party in parties:
        if templates.choose(name, (party.language, *conference.languages)) is None:
            text = f"No language of this letter suits a party that is written to in {party.language}."
            file = templates.file(name, templates.languages(name)[0])
            yield Problem(file, None, name, party.language, text, party.code)


def _missing_languages(templates: TemplateSet, name: str, wanted: Iterable[str]) -> Iterator[Problem]:
    there = templates.languages(name)
    for language in sorted(set(wanted) - set(there)):
        file = templates.file(name, there[0])
        text = f"The letter does not exist in this language: {language}. It does in: {', '.join(there)}."
        yield Problem(file, None, name, language, text)


def _operator_problems(templates: TemplateSet, name: str, now: datetime) -> Iterator[Problem]:
    for language in templates.languages(name):
        for values in samples.alarms(now):
            rendered = _rendered(templates, name, language, values)
            if isinstance(rendered, Problem):
                yield rendered


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter in one language at one conference."""

    templates: TemplateSet
    name: str
    language: str
    conference: Conference
    reading: Reading

    def on_occasions(self, tries: Sequence[Sample]) -> Iterator[Problem]:
        """The plain occasions are read closely, the awkward ones compared with them."""
        yield from _date_problems(self.templates, self.name, self.language, self.conference)
        yield from _reply_problems(self.templates, self.name, self.language, self.conference)
        tame: Counter[str] | None = None
        for sample in tries:
            if sample.tame is None:
                yield from self._read(sample.values)
                continue
            # All awkward occasions are compared with the one tame one.
            plain = self._filled(sample.tame)
            tame = self.reading.tags(plain[1]) if tame is None and not isinstance(plain, Problem) else tame
            yield from self._compared(sample.values, tame)

    def to_parties(self, parties: Sequence[Party], now: datetime) -> Iterator[Problem]:
        """To each party on the roster. Where the letter only prints who they are, one is written for all that are alike."""
        asks = self.templates.asks_who(self.name, self.language)
        for group in [(party,) for party in parties] if asks else alike(parties, self.language):
            for problem in self._read(samples.plain(self.name, self.conference, group[0], now)):
                yield from (replace(problem, party=party.code) for party in group)

    def _read(self, values: Mapping[str, object]) -> Iterator[Problem]:
        """What is wrong with the letter on a plain occasion."""
        found = self._filled(values)
        if isinstance(found, Problem):
            yield found
        else:
            yield from self.reading.problems(*found, self.conference)

    def _compared(self, values: Mapping[str, object], tame: Counter[str] | None) -> Iterator[Problem]:
        """Awkward values may change the words of a letter, never its markup."""
        found = self._filled(values)
        if isinstance(found, Problem):
            yield found
        elif tame is not None:
            file = self.templates.file(self.name, self.language)
            if self.reading.tags(found[1]) != tame:
                yield Problem(file, None, self.name, self.language, "A value can change the markup of the letter.")
            if "\n" in found[0]:
                yield Problem(file, None, self.name, self.language, "A value can break the subject into lines.")

    def _filled(self, values: Mapping[str, object]) -> tuple[str, str] | Problem:
        try:
            return self.templates.filled(self.name, self.language, occasion.localised(values, self.language))
        except LetterError as error:
            return Problem(error.file, error.line, self.name, self.language, error.text)


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


def _reply_problems(templates: TemplateSet, name: str, language: str, conference: Conference) -> Iterator[Problem]:
    """A letter that asks for an answer says by when, while that day lies ahead."""
    purposes = _ASKS.get(name, ())
    if not purposes or (purposes is _CONTRIBUTIONS and not conference.action_points):
        return
    file = templates.file(name, language)
    days = [day for purpose in purposes if (day := conference.deadline(purpose)) is not None]
    if not days:
        text = f'The letter names no day by which to answer: the conference has no deadline "{purposes[0]}".'
        yield Problem(file, None, name, language, text)
        return
    before = datetime.combine(days[0] - timedelta(days=30), time(12), conference.zone)
    values = samples.plain(name, conference, Party("NOR", "state", "Norway"), before)
    rendered = _rendered(templates, name, language, occasion.localised(values, language))
    if isinstance(rendered, Rendered) and "".join(dates.day(days[0], language).split()) not in "".join(
        rendered.text.split()
    ):
        text = f"The letter does not name the day by which to answer ({days[0]:%d %B %Y})."
        yield Problem(file, None, name, language, text)
