"""All letters written out before any is sent: every letter, language and occasion, with awkward names in every value.

A template that works for "Ireland" may fail for a name of 300 signs, an empty function, or a State whose name is written
from right to left. What is found is a list of problems with file and line, for staff; nothing is raised.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from urllib.parse import unquote, urlsplit

from mailflow.core import dates, occasion, samples
from mailflow.core.address import parse_address
from mailflow.core.conference import Conference
from mailflow.core.dates import lacks_day, named_days
from mailflow.core.roster import Party
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import LetterError

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
_TAG = re.compile(r"<(\w+)")
_HREF = re.compile(r'<a [^>]*href="([^"]*)"')
_WEB = re.compile(r"https?://[^\s<>()\[\]。，、；：]*")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\*\*|\bNone\b|\(\s*\)|«\s*»|“\s*”| [,.](?= |$)|,\s*[,.](?= |$)|\]\(|\bTODO\b|\bXX+\b|\\$",
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
    party: str = ""  # the code of the party whose letter shows it
    conference: str = ""

    def __str__(self) -> str:
        return str(grouped([self])[0])


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip, however many letters, languages, parties and conferences show it."""

    file: str
    line: int | None
    text: str
    letters: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    conferences: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        shown = [
            _counted(self.letters, "letter", "letters"),
            ", ".join(self.languages),
            _counted(self.parties, "for party", "for {n} parties, first:"),
        ]
        where = ", ".join(filter(None, shown))
        return f"{place}: {self.text}" + (f" ({where})" if where else "")


def _counted(names: Sequence[str], one: str, many: str) -> str:
    if len(names) < 2:
        return f"{one} {names[0]}" if names else ""
    if "{n}" in many:
        return f"{many.format(n=len(names))} {names[0]}"
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{many} {', '.join(names[:3])}{rest}"


def grouped(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Equal problems as one finding each, sorted by their place."""
    found: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.file, problem.line or 0, problem.text), []).append(problem)
    return tuple(
        Finding(
            file,
            line or None,
            text,
            *(
                tuple(dict.fromkeys(value for each in same if (value := getattr(each, name))))
                for name in ("letter", "language", "party", "conference")
            ),
        )
        for (file, line, text), same in sorted(found.items())
    )


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
    yield from check_pieces(templates)
    for name in templates.names:
        for conference in conferences:
            yield from check_letter(templates, name, conference, parties, now, languages)


def check_pieces(templates: TemplateSet) -> Iterator[Problem]:
    """Pieces that nothing uses."""
    for file in templates.unused:
        yield Problem(file, None, "", "", "No letter includes this piece.")


def check_letter(
    templates: TemplateSet,
    name: str,
    conference: Conference,
    parties: Sequence[Party],
    now: datetime,
    languages: Sequence[str] = (),
) -> Iterator[Problem]:
    """The problems of one letter at one conference, in all its languages and to all parties; some more than once."""
    if name in OPERATORS:
        yield from _operator_problems(templates, name, now)
        return
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
    yield from _reply_problems(templates, name, language, conference)
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
            text = f"No language of this letter suits a party that is written to in {party.language}."
            file = templates.file(name, templates.languages(name)[0])
            yield Problem(file, None, name, party.language, text, party.code)
            continue
        values = occasion.localised(samples.plain(name, conference, party, now), language)
        rendered = _rendered(templates, name, language, values)
        found = (
            [rendered] if isinstance(rendered, Problem) else _reading_problems(templates, name, rendered, conference)
        )
        for problem in found:
            yield replace(problem, party=party.code)


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


def _reading_problems(
    templates: TemplateSet, name: str, rendered: Rendered, conference: Conference
) -> Iterator[Problem]:
    """What a reader would stumble over in a letter whose values are all plain."""
    yield from _hole_problems(templates, name, rendered, conference)
    language = rendered.language
    for text in (rendered.subject, rendered.text):
        for day in named_days(" ".join(text.split()), language):
            if day.is_wrong(conference.begins.year):
                words = f'The weekday does not match the date: "{day.words}".'
                yield _placed(templates, name, language, words, day.words)
    for line in rendered.text.splitlines():
        if lacks_day(line, language):
            words = f'The date line has no day: "{line.strip()}".'
            yield _placed(templates, name, language, words, line.strip())
    written = (found.rstrip(".,;:!?") for found in _WEB.findall(rendered.text))
    for target in dict.fromkeys([*map(html.unescape, _HREF.findall(rendered.html)), *written]):
        if (why := _dead(target)) is not None:
            yield _placed(templates, name, language, f'The link "{target}" leads nowhere: {why}.', target)


def _hole_problems(templates: TemplateSet, name: str, rendered: Rendered, conference: Conference) -> Iterator[Problem]:
    """Where something is missing or left over."""
    if not any(contact in rendered.text for contact in _contacts(conference)):
        yield _placed(templates, name, rendered.language, "The letter names no contact.")
    for text in (rendered.subject, rendered.text):
        for left in _LEFT_OVER.finditer(text):
            around = " ".join(text[max(0, left.start() - 20) : left.end() + 20].split())
            words = f'Something is left over or empty: "{around}".'
            yield _placed(templates, name, rendered.language, words, left[0].strip())


def _placed(templates: TemplateSet, name: str, language: str, text: str, words: str = "") -> Problem:
    """A problem in a letter as it reads, laid to where its words stand in the files."""
    place = _place(templates.files(name, language), words) if words else None
    file, line = place or (templates.file(name, language), None)
    return Problem(file, line, name, language, text)


def _place(files: Mapping[str, str], words: str) -> tuple[str, int] | None:
    """File and line where the words stand in the letter or in a piece of it, if they stand in one place only."""
    found = [(file, n) for file, text in files.items() for n, line in enumerate(text.splitlines(), 1) if words in line]
    return found[0] if len(found) == 1 else None


def _dead(target: str) -> str | None:
    """Why nobody can follow a link; None where one can, as far as its form tells."""
    scheme, _, rest = target.partition(":")
    match scheme:
        case "http" | "https":
            try:
                host = urlsplit(target).hostname or ""
            except ValueError:
                host = ""
            return None if _HOST.fullmatch(host) else "it names no host"
        case "mailto":
            address = parse_address(unquote(rest.partition("?")[0]))
            return None if address is not None else "it names no address"
        case "tel":
            return None if sum(map(str.isdigit, rest)) > 3 else "it names no number"
    return "it is no address of the web or of mail"


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
