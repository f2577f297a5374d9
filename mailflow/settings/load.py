"""Finding and reading `config.toml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from mailflow.core.address import Address
from mailflow.core.conference import Conference, Person, Receiving, Session, Trust
from mailflow.core.document import PictureLimits
from mailflow.core.form_faults import fault
from mailflow.core.located import did_you_mean, line_of, load_toml
from mailflow.core.symbol import Scheme
from mailflow.errors import Faults, SettingsError
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

    def folder_of(self, mailbox: str) -> str:
        """The folder that a mailbox watches, as the record names it."""
        form = self.form.mailbox[mailbox]
        return form.folder if form.kind == "imap" else str(self.path(form.path or ""))

    def place(self, mailbox: str, folder: str) -> tuple[str, ...]:
        """A folder of a mailbox's account: the same value for the same folder, whichever mailbox it is named for.

        Letters count alike in either case. That two names mean one server is not known here.
        """
        form = self.form.mailbox[mailbox]
        if form.kind == "imap":
            return *_account(form), folder.casefold()
        from mailflow.wire.maildir.layout import folder_of  # brings asyncio, which few commands need

        return (str(folder_of(self.path(form.path or ""), folder)).casefold(),)

    def watched(self, mailbox: str) -> frozenset[str]:
        """Folders of a mailbox's account that are watched, in small letters, as a rule of that mailbox would name them."""
        own = self.form.mailbox[mailbox]
        boxes = [form for form in self.form.mailbox.values() if form.kind == own.kind]
        if own.kind == "imap":
            account = _account(own)
            return frozenset(form.folder.casefold() for form in boxes if _account(form) == account)
        from mailflow.wire.maildir.layout import folder_named, folders_at

        parent, prefix = folders_at(self.path(own.path or ""))
        paths = [self.path(form.path or "") for form in boxes]
        here = [
            path.name.removeprefix(prefix) for path in paths if path.parent == parent and path.name.startswith(prefix)
        ]
        return frozenset(name.casefold() for each in here for name in (each, folder_named(each)))

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
        raise fault(error, source, str(path), SettingsError, ConfigForm) from error
    _check_references(form, source, path)
    conferences = {name: _conference(name, table) for name, table in form.conference.items()}
    return Settings(file=path.resolve(), form=form, conferences=conferences)


def _account(form: MailboxForm) -> tuple[str, str]:
    """The account of an IMAP mailbox: names of hosts are the same in either case, and so are those of users at most servers."""
    return form.host.casefold(), (form.user or "").casefold()


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
    faults = Faults()
    for name, mailbox in form.mailbox.items():
        if mailbox.conference not in form.conference:
            line = line_of(source, ("mailbox", name, "conference"))
            there = ", ".join(form.conference)
            hint = did_you_mean(mailbox.conference, form.conference) or f"There are: {there}."
            faults.add(
                SettingsError(
                    f'there is no conference "{mailbox.conference}".',
                    file=str(path),
                    line=line,
                    key=f"mailbox.{name}.conference",
                    hint=hint,
                )
            )
    faults.refuse()
