"""The base of all tables in a rule file, and the pieces that several of them have: lists, numbers, comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from mailflow.core.comparison import Comparison, Operator, comparison
from mailflow.core.conditions import Looked
from mailflow.core.content_looks import Bounds
from mailflow.core.sight import Sight, Where

Look = Callable[[Sight], Looked]


def as_list(value: Any) -> Any:
    """One value stands for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def _size(value: Any) -> Any:
    """A number of bytes, or a text such as "10 MB"."""
    found = re.fullmatch(r"(\d+)\s*([kmg]?)b?", value.strip().lower()) if isinstance(value, str) else None
    return int(found[1]) * {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}[found[2]] if found else value


Texts = Annotated[tuple[str, ...], BeforeValidator(as_list)]
Places = Annotated[tuple[Where, ...], BeforeValidator(as_list)]
Number = Annotated[int, BeforeValidator(_size)]


class Form(BaseModel):
    """Base of the tables of a rule file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class BoundsForm(Form):
    """Limits of a number: `over` and `under` are exclusive."""

    over: Number | None = None
    under: Number | None = None
    equal: Number | None = Field(default=None, alias="is")

    @model_validator(mode="after")
    def _some(self) -> BoundsForm:
        if self.over is None and self.under is None and self.equal is None:
            raise ValueError("expected over, under or is")
        return self

    def bounds(self) -> Bounds:
        """The limits as a value."""
        return Bounds(self.over, self.under, self.equal)


class ComparedForm(Form):
    """A test of texts: at most one of the ways to compare."""

    is_: Texts | None = Field(default=None, alias="is")
    contains: Texts | None = None
    matches: Texts | None = None
    word: Texts | None = None
    regex: Texts | None = None

    def comparison(self) -> Comparison | None:
        """The one comparison that is given, None where there is none."""
        given = {
            "is": self.is_,
            "contains": self.contains,
            "matches": self.matches,
            "word": self.word,
            "regex": self.regex,
        }
        named = [(name, values) for name, values in given.items() if values is not None]
        if len(named) > 1:
            raise ValueError("give only one of is, contains, matches, word, regex")
        return comparison(Operator(named[0][0]), named[0][1]) if named else None


class TestForm(Form):
    """A table with one test."""

    key: ClassVar[str]

    def look(self) -> Look:
        """The look that the test takes. What cannot be used is a ValueError."""
        raise NotImplementedError


def words_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The words in lower case."""
    return frozenset(text.lower() for text in texts)
