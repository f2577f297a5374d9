"""What a reader would stumble over in a letter: days that do not exist, holes, links that lead nowhere, markup from a value.

A letter is read paragraph by paragraph, and a paragraph once: most of a letter stays the same from occasion to occasion and from
party to party, and in Markdown nothing reaches beyond an empty line but the numbers of a list.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from mailflow.core.address import parse_address
from mailflow.core.conference import Conference
from mailflow.core.data import restored
from mailflow.core.dates import lacks_day, named_days
from mailflow.core.letter_problem import Problem
from mailflow.core.template import TemplateSet
from mailflow.core.typesetting import typeset

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_TAG = re.compile(r"<(\w+)")
_HREF = re.compile(r'<a [^>]*href="([^"]*)"')
_WEB = re.compile(r"https?://[^\s<>()\[\]。，、；：]*")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\*\*|\bNone\b|\(\s*\)|«\s*»|“\s*”| [,.](?= |$)|,\s*[,.](?= |$)|\]\(|\bTODO\b|\bXX+\b|\\$",
    re.MULTILINE,
)


class Reading:
    """One letter in one language, as it reads on the occasions that are handed in."""

    def __init__(self, templates: TemplateSet, name: str, language: str) -> None:
        self._templates, self._name, self._language = templates, name, language
        self._set: dict[str, tuple[str, str]] = {}  # paragraph -> plain text and HTML
        self._found: dict[tuple[str, int, bool], tuple[Problem, ...]] = {}

    def problems(self, subject: str, source: str, conference: Conference) -> Iterator[Problem]:
        """What is wrong with a letter of that subject and Markdown source, whose values are all plain."""
        whole = restored(source)
        if not any(contact in whole for contact in _contacts(conference)):
            yield self._placed("The letter names no contact.")
        year = conference.begins.year
        yield from self._once(subject, year, is_subject=True)
        for paragraph in _EMPTY_LINES.split(source):
            yield from self._once(paragraph, year)

    def tags(self, source: str) -> Counter[str]:
        """How often each tag occurs; those that only keep directions apart do not count."""
        counted = Counter[str]()
        for paragraph in _EMPTY_LINES.split(source):
            counted.update(_TAG.findall(self._typeset(paragraph)[1]))
        del counted["bdi"]
        return counted

    def _once(self, part: str, year: int, *, is_subject: bool = False) -> tuple[Problem, ...]:
        """The problems of a paragraph or a subject, looked for when it is first met."""
        key = part, year, is_subject
        if key not in self._found:
            text, markup = (part, "") if is_subject else self._typeset(part)
            self._found[key] = (*self._in_text(text, year), *(self._in_links(text, markup)))
        return self._found[key]

    def _typeset(self, paragraph: str) -> tuple[str, str]:
        if paragraph not in self._set:
            self._set[paragraph] = typeset(paragraph, self._language)
        return self._set[paragraph]

    def _in_text(self, text: str, year: int) -> Iterator[Problem]:
        for left in _LEFT_OVER.finditer(text):
            around = " ".join(text[max(0, left.start() - 20) : left.end() + 20].split())
            yield self._placed(f'Something is left over or empty: "{around}".', left[0].strip())
        for day in named_days(" ".join(text.split()), self._language):
            if day.is_wrong(year):
                yield self._placed(f'The weekday does not match the date: "{day.words}".', day.words)
        for line in text.splitlines():
            if lacks_day(line, self._language):
                yield self._placed(f'The date line has no day: "{line.strip()}".', line.strip())

    def _in_links(self, text: str, markup: str) -> Iterator[Problem]:
        written = (found.rstrip(".,;:!?") for found in _WEB.findall(text))
        for target in dict.fromkeys([*map(html.unescape, _HREF.findall(markup)), *written]):
            if (why := _dead(target)) is not None:
                yield self._placed(f'The link "{target}" leads nowhere: {why}.', target)

    def _placed(self, text: str, words: str = "") -> Problem:
        """A problem in a letter as it reads, laid to where its words stand in the files."""
        place = _place(self._templates.files(self._name, self._language), words) if words else None
        file, line = place or (self._templates.file(self._name, self._language), None)
        return Problem(file, line, self._name, self._language, text)


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


def _contacts(conference: Conference) -> list[str]:
    named = [value for person in conference.contacts for value in (person.email, person.telephone)]
    return [value for value in [conference.address.spec, *named] if value]
