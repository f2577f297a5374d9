"""Letters from template files: TOML front matter between `+++` lines, then Markdown with Jinja2.

    +++
    subject = "{{ conference.title }}: your answer is recorded"
    +++
    {% include "shared/letterhead" %}

    We thank you for your message of {{ message.date|day }}.

A file is named `<name>.<language>.md`; pieces that several letters share lie in `shared/` and are included without their
language, which is that of the letter. A template gives the text of subject and body, never a header field. Every value is
data (see `core.data`): it can add neither markup, nor a link, nor template text. A name that is not defined, and a value
that is empty where it would be printed, is an error with its file and line.

Jinja2's sandbox keeps slips small; it is no boundary against an author of templates, who counts as one of the staff.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound
from jinja2.meta import find_undeclared_variables

from mailflow.core import dates
from mailflow.core.data import one_line
from mailflow.core.front_matter import FrontMatter
from mailflow.core.letter_party import asks_who
from mailflow.core.letter_values import Meeting
from mailflow.core.located import did_you_mean
from mailflow.core.printing import ROUNDS, Rounds, body_environment, subject_environment
from mailflow.core.promise import Announced
from mailflow.core.template_check import as_sentence, looked_through
from mailflow.core.template_file import TemplateFile, template_files
from mailflow.core.typesetting import typeset
from mailflow.errors import Faults, LetterError

# What a template may do wrong while it is rendered. Anything else is a fault of this program and stays one.
_RENDER_FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
_LONGEST_SUBJECT = 250
_LONGEST_BODY = 500_000


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above and below a letter on paper, in its language."""

    title: str
    address: str
    date: str
    organisation: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter as text, not yet a message. `text` is wrapped plain text, `html` a whole page.

    `source` is the Markdown of both, its values still covered (see `core.data`); `head` is none in letters of no conference.
    """

    subject: str
    text: str
    html: str
    language: str
    revision: str
    form: str = "letter"
    hold: bool = False
    delay: timedelta | None = None
    cc: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    calendar: bool = False
    name: str = ""
    source: str = field(default="", repr=False)
    head: Letterhead | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """One letter in one language. `files` are its own file and all it includes, in the order of inclusion."""

    key: str
    file: str
    front: FrontMatter
    files: tuple[str, ...]
    revision: str


class TemplateSet:
    """The letters of a conference. Made by `load`; what it holds never changes."""

    def __init__(
        self,
        sources: Mapping[str, TemplateFile],
        bodies: Environment,
        subjects: Environment,
        pages: Mapping[str, _Page],
        includes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._sources, self._bodies, self._subjects = sources, bodies, subjects
        self.includes = includes  # file by file, as `load` takes it the next time
        self._pages: dict[str, dict[str, _Page]] = {}
        self._mentions: dict[tuple[str, str], bool] = {}
        self._asking: dict[str, bool] = {}  # which files ask who a party is, as far as that was looked up
        for key, found in pages.items():
            name, language, _ = key.split(".")
            self._pages.setdefault(name, {})[language] = found

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all letters, sorted."""
        return tuple(sorted(self._pages))

    def languages(self, name: str) -> tuple[str, ...]:
        """The languages in which a letter exists, sorted; none where there is no such letter."""
        return tuple(sorted(self._pages.get(name, ())))

    def choose(self, name: str, wanted: Sequence[str | None]) -> str | None:
        """The first wanted language in which the letter exists: the party's, then the conference's, in their order."""
        there = self._pages.get(name, {})
        return next((language for language in wanted if language in there), None)

    def revision(self, name: str, language: str) -> str:
        """A hash of the file and of everything it includes."""
        return self._page(name, language).revision

    def file(self, name: str, language: str) -> str:
        """The path of the letter's own file, as it was given to `load`."""
        return self._page(name, language).file

    def files(self, name: str, language: str) -> Mapping[str, str]:
        """The letter's own file and all it includes: path and text as given to `load`."""
        found = (self._sources[key] for key in self._page(name, language).files)
        return {source.file: source.text for source in found}

    def each(self, name: str) -> bool:
        """True where every item gets this letter, whatever was sent to the same correspondent a short time ago."""
        return any(self.front(name, language).each for language in self.languages(name))

    def attached(self, name: str | None) -> frozenset[str]:
        """What the letter attaches in any of its languages; nothing where there is no such letter."""
        return frozenset(file for page in self._pages.get(name or "", {}).values() for file in page.front.attach)

    def promises(self, name: str, languages: Sequence[str]) -> tuple[Announced, ...]:
        """What a letter announces, in the words of the first language that declares any: they are the same in all."""
        order = [*(each for each in languages if each in self.languages(name)), *self.languages(name)]
        declared = next((found for each in order if (found := self.front(name, each).promises)), ())
        return tuple(Announced(each.text, each.by, each.to) for each in declared)

    def front(self, name: str, language: str) -> FrontMatter:
        """What stands between the `+++` lines."""
        return self._page(name, language).front

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """The paths of shared pieces that no letter includes."""
        used = {key for found in self._pages.values() for page in found.values() for key in page.files}
        return tuple(source.file for key, source in self._sources.items() if key not in used)

    def compile(self) -> None:
        """Compile all letters and pieces now, once: processes that are forked from this one need not do it each for itself."""
        for key, source in self._sources.items():
            self._bodies.get_template(key)
            if source.front is not None:
                self._subjects.get_template(key)
            self._asks_who(key)

    def asks_who(self, name: str, language: str) -> bool:
        """Whether the letter does more with a party's names and code than print them: then it can read otherwise for each."""
        return any(self._asks_who(key) for key in self._page(name, language).files)

    def _asks_who(self, key: str) -> bool:
        if key not in self._asking:
            source = self._sources[key]
            parts = ((self._bodies, source.body), (self._subjects, source.subject))
            self._asking[key] = any("party" in text and asks_who(part.parse(text)) for part, text in parts)
        return self._asking[key]

    def mentions(self, name: str | None, value: str) -> bool:
        """Whether a letter speaks of that value in any of its languages: what is never printed need not be gathered."""
        key = (name or "", value)
        if key not in self._mentions:
            files = {file for page in self._pages.get(key[0], {}).values() for file in page.files}
            self._mentions[key] = any(self._speaks_of(file, value) for file in files)
        return self._mentions[key]

    def _speaks_of(self, file: str, value: str) -> bool:
        source = self._sources[file]
        parts = ((self._bodies, source.body), (self._subjects, source.subject))
        return any(value in text and value in find_undeclared_variables(each.parse(text)) for each, text in parts)

    def render(self, name: str, language: str, values: Mapping[str, Any]) -> Rendered:
        """The letter with these values. Raises `LetterError` with file and line where it cannot be written."""
        page, form = self._page(name, language), self._form(name, language, values)
        subject, source = self.filled(name, language, values)
        text, html = typeset(source, language)
        return Rendered(
            subject=subject,
            text=text,
            html=html,
            language=language,
            revision=page.revision,
            form=form,
            hold=page.front.hold,
            delay=page.front.delay,
            cc=page.front.cc,
            attach=page.front.attach,
            calendar=page.front.calendar and not values.get("copy"),
            name=name,
            source=source,
            head=_letterhead(values, language),
        )

    def filled(self, name: str, language: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """Subject and Markdown source with these values, not yet typeset. Raises as `render` does."""
        page = self._page(name, language)
        context = {**values, "language": language, "form": self._form(name, language, values), ROUNDS: Rounds()}
        subject = one_line(self._filled(self._subjects, page, context))[:_LONGEST_SUBJECT]
        if not subject:
            raise LetterError("The subject is empty.", file=page.file, key="subject")
        source = self._filled(self._bodies, page, context)
        if len(source) > _LONGEST_BODY:
            raise LetterError(f"The letter is longer than {_LONGEST_BODY:,} signs.", file=page.file)
        return subject, source

    def _form(self, name: str, language: str, values: Mapping[str, Any]) -> str:
        form: str = self._page(name, language).front.form or values.get("form", "letter")
        return form

    def _page(self, name: str, language: str) -> _Page:
        try:
            return self._pages[name][language]
        except KeyError:
            there = self.languages(name)
            hint = f"It exists in: {', '.join(there)}." if there else did_you_mean(name, self._pages)
            raise LetterError("There is no such letter.", file=f"{name}.{language}.md", hint=hint) from None

    def _filled(self, environment: Environment, page: _Page, context: Mapping[str, Any]) -> str:
        try:
            # Compiled when it is first written, and kept.
            return environment.get_template(page.key).render(context)
        except _RENDER_FAULTS as error:
            file, line = self._place(error, page)
            raise LetterError(
                f"The letter cannot be written: {as_sentence(str(error))}", file=file, line=line
            ) from error

    def _place(self, error: Exception, page: _Page) -> tuple[str, int | None]:
        """Where in the template files an error arose: Jinja2 puts their names and lines into the traceback."""
        files = {source.file for source in self._sources.values()}
        place: tuple[str, int | None] = (page.file, None)
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in files:
                place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        return place


class _Loader(BaseLoader):
    """Hands Jinja2 the bodies, under the path that errors shall name."""

    def __init__(self, sources: Mapping[str, TemplateFile], subjects: bool = False) -> None:
        self._sources, self._subjects = sources, subjects

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        if template not in self._sources:
            raise TemplateNotFound(template)
        source = self._sources[template]
        return source.subject if self._subjects else source.body, source.file, None


def load(files: Mapping[str, str], includes: Mapping[str, tuple[str, ...]] | None = None) -> TemplateSet:
    """The letters in these files (path to text). All that cannot be used is one `LetterError`, each with its file and line.

    `includes` are those of the same texts when they were loaded before: what was found good then is not looked through again. The folders above do not matter: `…/accepted.en.md` is the letter "accepted" in English, and `…/shared/closing.en.md`
    the piece that English letters include as "shared/closing".
    """
    faults = Faults()
    sources = template_files(files, faults)
    bodies = body_environment(_Loader(sources))
    subjects = subject_environment(_Loader(sources, subjects=True))
    if includes is None or not includes.keys() == sources.keys() >= {key for keys in includes.values() for key in keys}:
        includes = looked_through(sources, bodies, subjects, faults)
    faults.refuse()
    pages = {
        key: _page(key, source.front, sources, includes) for key, source in sources.items() if source.front is not None
    }
    return TemplateSet(sources, bodies, subjects, pages, includes)


def _letterhead(values: Mapping[str, Any], language: str) -> Letterhead | None:
    meeting, today = values.get("conference"), values.get("today")
    if not isinstance(meeting, Meeting) or not isinstance(today, date):
        return None
    written = dates.day(today, language)
    return Letterhead(meeting.title, meeting.address, written, meeting.organisation, meeting.website)


def _page(
    key: str, front: FrontMatter, sources: Mapping[str, TemplateFile], following: Mapping[str, tuple[str, ...]]
) -> _Page:
    used = _included(key, following)
    digest = hashlib.sha256()
    for each in used:
        digest.update(f"{each}\0{sources[each].text}\0".encode("utf-8", "surrogatepass"))
    return _Page(key, sources[key].file, front, used, digest.hexdigest()[:16])


def _included(key: str, following: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a letter and of all that it includes, each once."""
    found: dict[str, None] = {key: None}
    waiting = [key]
    while waiting:
        for wanted in following[waiting.pop()]:
            if wanted not in found:
                found[wanted] = None
                waiting.append(wanted)
    return tuple(found)
