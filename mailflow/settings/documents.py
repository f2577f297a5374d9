"""[conference.NAME.documents] and [conference.NAME.site]: the register of documents, and the website that shows it."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from mailflow.core.symbol import INFORMATION, KINDS, scheme_fault
from mailflow.settings.base import Form


class SchemeForm(Form):
    """[conference.NAME.documents]: how documents are numbered, and what becomes of late ones."""

    prefix: str = ""
    symbols: dict[str, str] = Field(default_factory=dict)
    late: dict[str, Literal["accept", "note", "information", "original"]] = Field(default_factory=dict)

    @field_validator("symbols", "late")
    @classmethod
    def _kinds(cls, value: dict[str, str]) -> dict[str, str]:
        for kind in value:
            if kind not in (*KINDS, INFORMATION):
                raise ValueError(f'"{kind}" is no kind of document; they are {", ".join((*KINDS, INFORMATION))}')
        return value

    @model_validator(mode="after")
    def _patterns(self) -> SchemeForm:
        for kind, pattern in self.symbols.items():
            if fault := scheme_fault(pattern, self.prefix):
                raise ValueError(f"symbols.{kind}: {fault}")
        for kind, treatment in self.late.items():
            if treatment == INFORMATION and self.symbols.get(kind) and not self.symbols.get(INFORMATION):
                raise ValueError(f"late.{kind}: information papers need a pattern of their own, symbols.{INFORMATION}")
        return self


class SiteForm(Form):
    """[conference.NAME.site]: the conference's website."""

    folder: str = ""
    address: str = ""
    look: str | None = None

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError('expected the address of the site on the web, such as "https://conference.example/oslo/"')
        return value
