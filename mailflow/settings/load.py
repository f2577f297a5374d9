"""Finding and reading `config.toml`."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from mailflow.core.address import Address
from mailflow.core.conference import Conference, Person, Receiving, Session, Trust
from mailflow.core.document import PictureLimits
from mailflow.core.located import line_of, load_toml
from mailflow.core.symbol import Scheme
from mailflow.errors import SettingsError
from mailflow.settings.model import ConferenceForm, ConfigForm, MailboxForm, SessionForm


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration in force. Relative paths in it start from `folder`, the folder of the file."""

    file: Path
    form: ConfigForm
    conferences: Mapping[str, Conference]

    @property
    def folder(self) -> Path:
        """Where relative paths start."""
        return self.file.parent

    def path(self, name: str) -> Path:
        """A path of the configuration made absolute."""
        return (self.folder / name).resolve()

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path(self.form.office.database)

    @property
    def pictures(self) -> PictureLimits | None:
        """How much is read of pictures of pages; None where nothing is."""
        reading = self.form.reading
        if reading.pictures == "never":
            return None
        return PictureLimits(reading.picture_pages, reading.picture_seconds)

    def receiving(self, mailbox: str) -> Receiving:
        """How that mailbox proves senders."""
        return _receiving(self.form.mailbox[mailbox])

    def mailboxes(self, conference: str) -> list[str]:
        """The mailboxes of a conference."""
        return [name for name, form in self.form.mailbox.items() if form.conference == conference]


def find_config(given: str | None) -> Path:
    """The file named, else `$MAILFLOW_CONFIG`, else `config.toml` here or in a parent folder.

    Raises `SettingsError` where there is none.
    """
    named = given or os.environ.get("MAILFLOW_CONFIG")
    if named:
        path = Path(named).expanduser()
        if not path.is_file():
            raise SettingsError("There is no such file.", file=named, hint="Name another with --config FILE.")
        return path.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "config.toml").is_file():
            return folder / "config.toml"
    raise SettingsError(
        "There is no configuration here or in a parent folder.",
        file="config.toml",
        hint="Make a workspace with: mailflow init DIR; or name the file with --config FILE.",
    )


def load_settings(path: Path) -> Settings:
    """Read and check the configuration. Raises `SettingsError` with line and key."""
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError("The file is not in UTF-8.", file=str(path)) from error
    except OSError as error:
        raise SettingsError(f"The file cannot be read ({error.strerror}).", file=str(path)) from error
    data = load_toml(source, str(path), SettingsError)
    try:
        form = ConfigForm.model_validate(data)
    except ValidationError as error:
        raise _explained(error, source, data, path) from error
    _check_references(form, source, path)
    conferences = {name: _conference(name, table) for name, table in form.conference.items()}
    return Settings(file=path.resolve(), form=form, conferences=conferences)


def _receiving(form: MailboxForm) -> Receiving:
    return Receiving(trust=Trust(form.trust), authserv_id=form.authserv_id, absent=form.unauthenticated)


def _conference(name: str, form: ConferenceForm) -> Conference:
    own: dict[str, Address] = {a.key: a for a in (form.address, *form.addresses)}
    return Conference(
        name=name,
        title=form.title,
        place=form.place,
        begins=form.begins,
        ends=form.ends,
        zone=ZoneInfo(form.time_zone),
        address=form.address,
        addresses=tuple(own.values()),
        languages=form.languages,
        titles=form.titles,
        places=form.places,
        host=form.host,
        deadlines=form.deadlines,
        register=form.register_scheme,
        contacts=tuple(Person(p.name, p.function, p.email, p.telephone) for p in form.contacts),
        website=form.website,
        registration=form.registration,
        action_points={int(number): text for number, text in form.action_points.items()},
        sessions=_sessions(form.sessions, ZoneInfo(form.time_zone)),
        signature=form.signature,
        organisation=form.organisation,
        journal=form.journal,
        bounces=form.bounces,
        verp=form.verp,
        participation=form.participants.participation(),
        delay=form.delay,
        approval=form.approval,
        settings=form.values,
        documents=Scheme(form.documents.prefix, form.documents.symbols, form.documents.late),
        site=form.site.address,
    )


def _sessions(forms: tuple[SessionForm, ...], zone: ZoneInfo) -> tuple[Session, ...]:
    """The sessions in the order in which they begin, those of one moment as in the file."""
    found = [
        Session(
            form.name,
            form.title,
            _local(form.begins, zone),
            _local(form.ends, zone),
            form.tentative,
            form.items,
            form.titles,
        )
        for form in forms
    ]
    return tuple(sorted(found, key=lambda session: session.begins))


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _check_references(form: ConfigForm, source: str, path: Path) -> None:
    for name, mailbox in form.mailbox.items():
        if mailbox.conference not in form.conference:
            close = difflib.get_close_matches(mailbox.conference, form.conference, 1)
            raise SettingsError(
                f'There is no conference "{mailbox.conference}".',
                file=str(path),
                line=line_of(source, ("mailbox", name, "conference")),
                key=f"mailbox.{name}.conference",
                hint=f'Did you mean "{close[0]}"?' if close else "",
            )


_WORDS = {
    "missing": "The key is missing.",
    "extra_forbidden": "There is no such key.",
    "int_type": "Expected a whole number.",
    "int_parsing": "Expected a whole number.",
    "float_type": "Expected a number.",
    "string_type": "Expected a text in quotes.",
    "bool_type": "Expected true or false.",
    "date_type": "Expected a date such as 2027-02-22.",
    "date_from_datetime_parsing": "Expected a date such as 2027-02-22.",
    "datetime_type": "Expected a day and a time such as 2027-02-22T10:00:00.",
    "datetime_from_date_parsing": "Expected a day and a time such as 2027-02-22T10:00:00.",
    "dict_type": "Expected a table.",
    "tuple_type": "Expected a list in square brackets.",
}


def _explained(error: ValidationError, source: str, data: dict[str, Any], path: Path) -> SettingsError:
    # An unknown key explains the missing one beside it, so it is told first.
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    place = tuple(first["loc"])
    text = _WORDS.get(first["type"]) or first["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if first["type"] == "literal_error":
        text = f"Expected {first['ctx']['expected']}."
    elif not text.endswith("."):
        text = text[:1].upper() + text[1:] + "."
    shown = first.get("input")
    if first["type"] not in ("missing", "extra_forbidden") and isinstance(shown, str | int | float):
        text += f" It says {shown!r}."
    return SettingsError(
        text,
        file=str(path),
        line=line_of(source, place) or line_of(source, place[:-1]),
        key=".".join(str(part) for part in place),
        hint=_suggestion(place, first["type"]),
    )


def _suggestion(place: tuple[str | int, ...], kind: str) -> str:
    if kind != "extra_forbidden":
        return ""
    close = difflib.get_close_matches(str(place[-1]), _keys_at(place[:-1]), 1, 0.6)
    return f'Did you mean "{close[0]}"?' if close else ""


def _keys_at(place: tuple[str | int, ...]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {
        name: model.annotation
        for name, model in ConfigForm.model_fields.items()
        if isinstance(model.annotation, type) and issubclass(model.annotation, BaseModel)
    }
    tables |= {"mailbox": MailboxForm, "conference": ConferenceForm}
    if not place:
        return list(ConfigForm.model_fields)
    model = tables.get(str(place[0]))
    return [field.alias or name for name, field in model.model_fields.items()] if model else []
