"""The form of `config.toml`. Each attribute is a key; its description is the one in the documentation.

Sizes are numbers of bytes or texts such as "25 MB"; times carry their unit in the name of the key.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, field_validator, model_validator

from mailflow.core.address import Address, parse_address
from mailflow.core.duration import duration
from mailflow.settings.base import Form
from mailflow.settings.documents import SchemeForm, SiteForm
from mailflow.settings.participants import ParticipantsForm

_UNITS = {"": 1, "b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3, "kib": 1024, "mib": 1024**2, "gib": 1024**3}


def _size(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*", value)
    if match is None or match[2].lower() not in _UNITS:
        raise ValueError('expected a size such as 25000000 or "25 MB"')
    return int(float(match[1]) * _UNITS[match[2].lower()])


def _address(value: Any) -> Any:
    if isinstance(value, Address):
        return value
    address = parse_address(value) if isinstance(value, str) else None
    if address is None:
        raise ValueError('expected one e-mail address, such as "Secretariat <conference@secretariat.example>"')
    return address


Size = Annotated[int, BeforeValidator(_size), Field(gt=0)]
Duration = Annotated[timedelta, BeforeValidator(lambda v: duration(v) if isinstance(v, str) else v)]
OneAddress = Annotated[Address, BeforeValidator(_address)]
Paths = Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)]


class SecretForm(Form):
    """Where a secret comes from; at most one of the three."""

    password_file: str | None = None
    password_env: str | None = None
    password_command: tuple[str, ...] | None = None
    token_command: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _at_most_one(self) -> SecretForm:
        given = [self.password_file, self.password_env, self.password_command, self.token_command]
        if sum(x is not None for x in given) > 1:
            raise ValueError("give only one of password_file, password_env, password_command, token_command")
        return self


class OfficeForm(Form):
    """[office]: the installation."""

    database: str = "mailflow.db"
    key_file: str = "secrets/identity.key"
    operator: OneAddress | None = None
    log: Literal["text", "json"] = "text"
    sorters: int = Field(default=1, ge=1, le=16)
    fonts: Paths = ()


class LimitsForm(Form):
    """[limits]: ceilings and bounds."""

    message_size: Size = 50_000_000
    batch_messages: int = Field(default=50, ge=1, le=1000)
    batch_size: Size = 8_000_000
    tries: int = Field(default=3, ge=1, le=10)
    sort_seconds: float = Field(default=20, gt=0)
    sort_memory: Size = 1_000_000_000
    letters_per_address_per_day: int = Field(default=6, ge=1)
    letters_per_domain_per_hour: int = Field(default=60, ge=1)
    letters_per_hour: int = Field(default=400, ge=1)
    reviews_per_hour: int = Field(default=100, ge=1)
    same_letter_days: float = Field(default=7, ge=0)
    journal_hours: float = Field(default=2, gt=0)
    unreachable_minutes: float = Field(default=10, gt=0)
    give_up_hours: float = Field(default=72, gt=0)


class ReadingForm(Form):
    """[reading]: what is read of what came, beyond its text."""

    pictures: Literal["propose", "never"] = "propose"
    picture_pages: int = Field(default=10, ge=1, le=200)
    picture_seconds: float = Field(default=60, ge=1, le=3600)


class CourierForm(SecretForm):
    """[courier]: the way out."""

    kind: Literal["smtp", "maildir"] = "maildir"
    path: str | None = None
    host: str = "localhost"
    port: int | None = Field(default=None, ge=1, le=65535)
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    user: str | None = None
    auth: Literal["password", "xoauth2"] = "password"
    ca_file: str | None = None
    connections: int = Field(default=4, ge=1, le=64)
    letters_per_minute: int = Field(default=120, ge=1)
    retry_minutes: tuple[Annotated[float, Field(gt=0)], ...] = (1, 5, 15, 60, 180, 360)
    timeout_seconds: float = Field(default=60, gt=0)

    @model_validator(mode="after")
    def _complete(self) -> CourierForm:
        if self.kind == "maildir" and self.path is None:
            raise ValueError('a courier of kind "maildir" needs path, the Maildir that letters are put into')
        return self


class MailboxForm(SecretForm):
    """[mailbox.NAME]: an account's folder that is watched."""

    conference: str
    kind: Literal["imap", "maildir"] = "imap"
    path: str | None = None
    host: str = "localhost"
    port: int | None = Field(default=None, ge=1, le=65535)
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    user: str | None = None
    auth: Literal["password", "xoauth2", "oauthbearer"] = "password"
    ca_file: str | None = None
    folder: str = "INBOX"
    poll_seconds: float = Field(default=0.2, ge=0)
    timeout_seconds: float = Field(default=60, gt=0)
    backlog: Literal["file", "answer"] = "file"
    mark: str | None = None
    trust: Literal["results", "position", "none"] = "results"
    authserv_id: str = ""
    unauthenticated: Literal["accept", "review"] = "accept"

    @field_validator("mark")
    @classmethod
    def _mark(cls, value: str | None) -> str | None:
        if value is None or value == "seen" or value.startswith(("keyword:", "move:")):
            return value
        raise ValueError('expected "seen", "keyword:NAME" or "move:FOLDER"')

    @model_validator(mode="after")
    def _complete(self) -> MailboxForm:
        if self.kind == "maildir" and self.path is None:
            raise ValueError('a mailbox of kind "maildir" needs path, the Maildir to read')
        if self.kind == "imap" and self.user is None:
            raise ValueError('a mailbox of kind "imap" needs user')
        if self.trust == "results" and self.unauthenticated == "accept" and not self.authserv_id:
            raise ValueError(
                "authserv_id is missing: the name that your receiving server writes at the start of its "
                'Authentication-Results field; or set trust = "none" to take every sender at his word'
            )
        return self


class PersonForm(Form):
    """[[conference.NAME.contacts]]: somebody whom delegations may write to or ring up."""

    name: str
    function: str = ""
    email: str = ""
    telephone: str = ""


class SessionForm(Form):
    """[[conference.NAME.sessions]]: a session of the programme. Times without an offset are those of the conference."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str = Field(min_length=1)
    # Strict: a day alone would be taken for its midnight.
    begins: datetime = Field(strict=True)
    ends: datetime = Field(strict=True)
    tentative: bool = False
    items: tuple[str, ...] = ()
    titles: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _order(self) -> SessionForm:
        if (self.begins.tzinfo is None) != (self.ends.tzinfo is None):
            raise ValueError("give begins and ends both with an offset, or both without")
        if self.ends <= self.begins:
            raise ValueError("the session does not end after it begins")
        return self


class ConferenceForm(Form):
    """[conference.NAME]: one meeting."""

    title: str
    place: str
    begins: date
    ends: date
    time_zone: str = "UTC"
    address: OneAddress
    addresses: tuple[OneAddress, ...] = ()
    languages: tuple[str, ...] = ("en", "fr", "es")
    titles: dict[str, str] = Field(default_factory=dict)
    places: dict[str, str] = Field(default_factory=dict)
    host: str = ""
    organisation: str = ""
    signature: str = ""
    website: str = ""
    registration: str = ""
    register_scheme: str = Field(default="{kind}/{n:03}", alias="register")
    deadlines: dict[str, date] = Field(default_factory=dict)
    contacts: tuple[PersonForm, ...] = ()
    action_points: dict[str, str] = Field(default_factory=dict)
    sessions: tuple[SessionForm, ...] = ()
    values: dict[str, str] = Field(default_factory=dict)
    documents: SchemeForm = SchemeForm()
    site: SiteForm = SiteForm()
    journal: OneAddress | None = None
    bounces: OneAddress | None = None
    verp: bool = False
    delay: Duration = timedelta()
    approval: Literal["one", "two"] = "one"
    roster: str = "roster.csv"
    rules: Paths = ("rules",)
    letters: Paths = ("templates/letters",)
    reports: Paths = ("templates/reports",)
    participants: ParticipantsForm = ParticipantsForm()

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError('expected a time zone such as "Europe/Oslo"') from error
        return value

    @field_validator("register_scheme")
    @classmethod
    def _register(cls, value: str) -> str:
        try:
            numbered = value.format(kind="PAPER", n=7)
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError('expected a scheme with {n} and perhaps {kind}, such as "{kind}/{n:03}"') from error
        if numbered == value.format(kind="PAPER", n=8):
            raise ValueError("the scheme must contain {n}, else every document gets the same number")
        return value

    @field_validator("action_points")
    @classmethod
    def _numbers(cls, value: dict[str, str]) -> dict[str, str]:
        for number in value:
            if not number.isdigit():
                raise ValueError(f'"{number}" is not the number of an action point')
        return value

    @field_validator("sessions")
    @classmethod
    def _once(cls, value: tuple[SessionForm, ...]) -> tuple[SessionForm, ...]:
        names = [session.name for session in value]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f'two sessions have the name "{twice}"')
        return value

    @model_validator(mode="after")
    def _order(self) -> ConferenceForm:
        if self.ends < self.begins:
            raise ValueError("ends lies before begins")
        return self


class ConfigForm(Form):
    """The whole file."""

    office: OfficeForm = OfficeForm()
    limits: LimitsForm = LimitsForm()
    reading: ReadingForm = ReadingForm()
    courier: CourierForm
    mailbox: dict[str, MailboxForm] = Field(default_factory=dict)
    conference: dict[str, ConferenceForm]
