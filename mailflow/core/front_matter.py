"""The front matter of a letter: TOML between its `+++` lines, checked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mailflow.core.duration import duration
from mailflow.core.form_faults import fault
from mailflow.core.located import load_toml
from mailflow.errors import LetterError


def _duration(value: Any) -> Any:
    return duration(value) if isinstance(value, str) else value


class PromiseForm(BaseModel):
    """One of `promises`: what the letter announces, by what day, to whom."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    text: str = Field(min_length=1)
    by: date
    to: str = "participants"


class FrontMatter(BaseModel):
    """The keys between the `+++` lines of a letter."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    subject: str = Field(min_length=1)
    cc: tuple[str, ...] = Field(default=(), strict=False)  # "party": its address of record; or addresses
    hold: bool = False  # the letter waits for a person
    delay: Annotated[timedelta | None, BeforeValidator(_duration)] = None  # an answer waits so long before it leaves
    attach: tuple[str, ...] = Field(default=(), strict=False)  # names of files of the workspace; "pdf": itself as PDF
    each: bool = False  # one for each item, however soon; else one in a period to one correspondent
    promises: tuple[PromiseForm, ...] = Field(default=(), strict=False)  # what it announces
    calendar: bool = False  # a calendar invitation to the conference goes with it; not with a copy
    form: Literal["note", "letter", "short"] | None = None  # None: as the message that is answered


def front_matter(toml: str, file: str) -> FrontMatter:
    """The keys of a letter's front matter. Raises `LetterError` with file, line and key."""
    table = load_toml(toml, file, LetterError)
    for key in ("cc", "attach"):
        if isinstance(table.get(key), str):
            table[key] = [table[key]]
    try:
        return FrontMatter.model_validate(table)
    except ValidationError as error:
        raise fault(error, toml, file, LetterError, FrontMatter) from error
