"""How Jinja2 prints values into a letter: as data, in the letter's language, and never an empty one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailflow.core import dates, phrasing
from mailflow.core.data import Markdown, as_data, as_lines, one_line
from mailflow.core.letter_values import AnswerLink, Slot
from mailflow.core.located import did_you_mean

ROUNDS = "_rounds"  # the name of a letter's `Rounds` among its values
MOST_ROUNDS = 20_000  # a list of all States with ten persons each is a tenth of it

# They print HTML, need chance, or stop a value from being data.
_NOT_FOR_LETTERS = (
    "safe",
    "escape",
    "e",
    "forceescape",
    "urlize",
    "xmlattr",
    "tojson",
    "random",
    "pprint",
    "striptags",
)
_WEB = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:/[A-Za-z0-9._~/?=&%#+,;:@!$'()*-]*)?")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


# A line that is an include stands for the text it brings, and keeps its end.
_TAG_LINE = re.compile(
    r"^(?![^\n]*\{%-?\s*include\b)[ \t]*((?:(?:\{%(?:(?!%\})[^\n])*%\}|\{#(?:(?!#\})[^\n])*#\})[ \t]*)+)\n",
    re.MULTILINE,
)


class Rounds:
    """How often the loops of a letter may still go round, all together."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_ROUNDS


class NoValue(StrictUndefined):
    """A name or a value that does not exist; the sentence on it says which there are, in words that staff know."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, self._undefined_name
        if not is_dataclass(owner) or not isinstance(name, str):
            return str(super()._undefined_message)
        there = [each.name for each in fields(owner)]
        hint = did_you_mean(name, there) or f"There are: {', '.join(there)}."
        return f'there is no value "{name}" here. {hint}'


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for letters: includes follow the language, loops come to an end, and no text grows by multiplication."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Jinja2 decides by the class of the object and the name. Looking over all letters asks half a million times.
        key = (type(obj), attr)
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Each loop counts its rounds: what `range` and lists in lists can do must end before the reader's patience."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            counted = nodes.EnvironmentAttribute("counted", lineno=loop.lineno)
            loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
        return tree

    @pass_context
    def counted(self, context: Context, values: Iterable[Any]) -> Iterable[Any]:
        """The values, until the letter's rounds are used up. Without `ROUNDS` in the context nothing is counted."""
        rounds = context.get(ROUNDS)
        return _counted(values, rounds) if isinstance(rounds, Rounds) else values

    def join_path(self, template: str, parent: str) -> str:
        return localised_name(template, parent)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and not isinstance(left, str):
            return super().call_binop(context, operator, left, right)
        if operator != "*" or not all(isinstance(side, int | float) and abs(side) < 1e9 for side in (left, right)):
            raise SecurityError(f"{operator} is for small numbers only")
        return super().call_binop(context, operator, left, right)


def _counted(values: Iterable[Any], rounds: Rounds) -> Iterator[Any]:
    for value in values:
        rounds.left -= 1
        if rounds.left < 0:
            raise TemplateRuntimeError(f"its loops go round more than {MOST_ROUNDS:,} times")
        yield value


def localised_name(wanted: str, parent: str) -> str:
    """The file that an include means: "shared/closing" in `accepted.fr.md` is `shared/closing.fr.md`."""
    language = parent.removesuffix(".md").rpartition(".")[2]
    return f"{wanted.removesuffix('.md').removesuffix(f'.{language}')}.{language}.md"


def without_tag_lines(body: str) -> str:
    """The body with lines that hold nothing but tags taken out, so that a loop around the items of a list leaves no gaps.

    Their line ends go into comments: lines keep their number. (Jinja2's own `trim_blocks` would also eat the line end
    behind a sentence that happens to end in a tag, and with it a paragraph.)
    """
    return _TAG_LINE.sub(r"\1{#\n#}", body)


def body_environment(loader: BaseLoader) -> Environment:
    """For bodies: what is printed becomes part of a Markdown source."""
    environment = _environment(_into_markdown, loader)
    environment.filters.update(lines=_lines, link=_link, listed=_listed_as_data, answer_link=_answer_link)
    return environment


def subject_environment(loader: BaseLoader) -> Environment:
    """For subjects: what is printed becomes part of one line of text."""
    return _environment(_into_line, loader)


def _environment(finalize: Any, loader: BaseLoader) -> Environment:
    environment = LetterEnvironment(
        undefined=NoValue,
        finalize=finalize,
        loader=loader,
        autoescape=False,
        auto_reload=False,
        keep_trailing_newline=True,
        cache_size=-1,
    )
    for name in _NOT_FOR_LETTERS:
        environment.filters.pop(name, None)
    environment.globals.pop("lipsum", None)
    environment.filters.update(
        day=_day, weekday=_weekday, days=_days, from_to=_from_to, slot=_slot, moment=_moment, size=_size, listed=_listed
    )  # fmt: skip
    return environment


@pass_context
def _into_markdown(context: Context, value: Any) -> str:
    if isinstance(value, Markdown):
        return value
    return as_data(_text(value, context), _language(context))


@pass_context
def _into_line(context: Context, value: Any) -> str:
    return one_line(_text(value, context))


def _text(value: Any, context: Context) -> str:
    """A value as text. Nothing is printed for what has no text of its own: that is an error of the template."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return dates.moment(value, _language(context))
    if isinstance(value, date):
        return dates.day(value, _language(context))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if value is None:
        raise UndefinedError("a value that is printed here is empty (None)")
    if isinstance(value, StrictUndefined):
        return str(value)
    raise UndefinedError(f"a {type(value).__name__} cannot be printed as a whole; name one of its values")


def _language(context: Context) -> str:
    language = context.get("language", "en")
    return language if isinstance(language, str) else "en"


@pass_context
def _day(context: Context, value: date) -> str:
    """`{{ message.date|day }}`: "22 February 2007"."""
    return dates.day(value, _language(context))


@pass_context
def _weekday(context: Context, value: date) -> str:
    """`{{ deadline.day|weekday }}`: "Thursday, 22 February 2007"."""
    return dates.day(value, _language(context), weekday=True)


@pass_context
def _days(context: Context, first: date, last: date) -> str:
    """`{{ conference.begins|days(conference.ends) }}`: "22–23 February 2007"."""
    return dates.days(first, last, _language(context))


@pass_context
def _from_to(context: Context, first: date, last: date) -> str:
    """`{{ conference.begins|from_to(conference.ends) }}`: "on 22 and 23 February 2007"."""
    return dates.from_to(first, last, _language(context))


@pass_context
def _slot(context: Context, value: Slot) -> str:
    """`{{ session.time|slot }}`: "Wednesday, 18 April 2012, 15:00–18:00"."""
    return dates.slot(value.day, value.begins, value.ends, value.part, _language(context))


@pass_context
def _moment(context: Context, value: datetime) -> str:
    """`{{ alarm.since|moment }}`: "22 February 2007, 14:05 (UTC)"."""
    return dates.moment(value, _language(context))


@pass_context
def _size(context: Context, value: int) -> str:
    """`{{ paper.size|size }}`: "18.4 kB"."""
    return phrasing.size(value, _language(context))


@pass_context
def _listed(context: Context, values: Iterable[Any]) -> str:
    """`{{ names|listed }}`: "A, B and C"."""
    return phrasing.listed([one_line(_text(value, context)) for value in values], _language(context))


@pass_context
def _listed_as_data(context: Context, values: Iterable[Any]) -> Markdown:
    """The same in a body, where each item is kept apart from the words between."""
    language = _language(context)
    return Markdown(phrasing.listed([as_data(_text(value, context), language) for value in values], language))


@pass_context
def _lines(context: Context, value: str) -> Markdown:
    """`{{ conference.signature|lines }}`: the value with its line breaks."""
    return as_lines(_text(value, context), _language(context))


def _link(value: str) -> str:
    """`{{ conference.website|link }}`: an address that may be clicked on. Only for values that staff themselves set.

    What is not plainly an address of the web or of mail is printed as it stands.
    """
    line = one_line(str(value))
    if _MAIL.fullmatch(line):
        return Markdown(f"<{line}>")
    if _WEB.fullmatch(line):
        target = line if line.startswith("http") else f"https://{line}"
        if "(" not in line and ")" not in line:
            return Markdown(f"[{as_data(line)}]({target})")
    return line


@pass_context
def _answer_link(context: Context, value: AnswerLink, words: str) -> Markdown:
    """`{{ answers.accepted|answer_link("We will be represented") }}`: words that can be clicked on.

    Both addresses are made of percent-encoded signs only. The title of the link is what plain text shows in its place.
    """
    return Markdown(f'[{as_data(words, _language(context))}]({value.href} "{value.short}")')
