"""[conference.NAME.participants]: what is asked of delegations, and how the list of participants is made."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from mailflow.core.participation import DEFAULT_CATEGORIES, Category, Participation, ValidName
from mailflow.core.roster import KINDS
from mailflow.settings.base import Form

_DEFAULTS = {category.name: category for category in DEFAULT_CATEGORIES}


class CategoryForm(Form):
    """[[conference.NAME.participants.categories]]: a section of the list; what is left out is as in the default of that name."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kinds: tuple[Literal["state", "un", "igo", "ngo", "observer"], ...] = ()
    statuses: tuple[str, ...] = ()
    headings: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> CategoryForm:
        if self.name not in _DEFAULTS and not (self.kinds and self.headings):
            known = ", ".join(_DEFAULTS)
            raise ValueError(
                f"a category of your own needs kinds ({', '.join(KINDS)}) and headings; the known are {known}"
            )
        return self

    def category(self) -> Category:
        """The category with what stands here, and the rest as in the one of that name."""
        known = _DEFAULTS.get(self.name, Category(self.name, ()))
        own = "kinds" in self.model_fields_set or "statuses" in self.model_fields_set
        return Category(
            name=self.name,
            kinds=self.kinds or known.kinds,
            statuses=self.statuses if own else known.statuses,
            headings={**known.headings, **self.headings},
            alone={} if self.headings else known.alone,
        )


class ValidNameForm(Form):
    """[[conference.NAME.participants.names]]: the name that a party bore, or bears, for a time."""

    code: str
    names: dict[str, str] = Field(min_length=1)
    since: date | None = None
    until: date | None = None


class ParticipantsForm(Form):
    """[conference.NAME.participants]: delegations and the list of participants."""

    credentials: Literal["none-needed", "copy", "original"] = "none-needed"
    level: Literal["", "head", "minister", "deputy-minister", "ambassador", "director", "official"] = ""
    language: str = Field(default="", pattern=r"^([a-z]{2})?$")
    symbol: str = Field(default="INF.1", min_length=1)
    revision: str = "{symbol}/Rev.{n}"
    addendum: str = "{symbol}/Add.{n}"
    corrections_by: date | None = None
    secretariat: bool = True
    categories: tuple[CategoryForm, ...] = ()
    names: tuple[ValidNameForm, ...] = ()

    @field_validator("revision", "addendum")
    @classmethod
    def _numbered(cls, value: str) -> str:
        try:
            first, second = (value.format(symbol="INF.1", n=n) for n in (1, 2))
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError('expected a scheme with {n} and perhaps {symbol}, such as "{symbol}/Rev.{n}"') from error
        if first == second:
            raise ValueError("the scheme must contain {n}, else every issue gets the same symbol")
        return value

    @field_validator("categories")
    @classmethod
    def _once(cls, value: tuple[CategoryForm, ...]) -> tuple[CategoryForm, ...]:
        names = [category.name for category in value]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f'two categories have the name "{twice}"')
        return value

    def participation(self) -> Participation:
        """The same as the core knows it."""
        return Participation(
            categories=tuple(category.category() for category in self.categories) or DEFAULT_CATEGORIES,
            language=self.language,
            symbol=self.symbol,
            revision=self.revision,
            addendum=self.addendum,
            corrections_by=self.corrections_by,
            credentials=self.credentials,
            level=self.level,
            secretariat=self.secretariat,
            names=tuple(ValidName(name.code, name.names, name.since, name.until) for name in self.names),
        )
