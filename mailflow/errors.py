"""The one family of exceptions: "this step could not be done". Expected outcomes are values, not exceptions."""

from __future__ import annotations

from typing import Any


class MailflowError(Exception):
    """Base of all our errors. `str()` is a whole sentence for staff: place first, then what is wrong, then what to do."""


class FileError(MailflowError):
    """Something in a file that people edit is wrong. Names file, line and key before the sentence."""

    def __init__(
        self, text: str, *, file: str, line: int | None = None, key: str | None = None, hint: str | None = None
    ) -> None:
        self.text, self.file, self.line, self.key, self.hint = text, file, line, key, hint
        place = f"{file}:{line}" if line else file
        inside = f" [{key}]" if key else ""
        super().__init__(f"{place}{inside}: {text}" + (f" {hint}" if hint else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes."""
        values = {"file": self.file, "line": self.line, "key": self.key, "hint": self.hint}
        return _again, (type(self), self.text, values)


def _again(kind: type[FileError], text: str, values: dict[str, Any]) -> FileError:
    return kind(text, **values)


class SettingsError(FileError):
    """The configuration cannot be used."""


class RulesError(FileError):
    """A rule or phrase file cannot be used."""


class RosterError(FileError):
    """The roster of parties cannot be used."""


class LetterError(FileError):
    """A letter template cannot be used, or could not be rendered."""


class LookError(FileError):
    """A template or file of the website's look cannot be used."""


class PublishError(MailflowError):
    """The website could not be built or put in force; the one before it still is."""


class DocumentError(MailflowError):
    """An act on a document of the register cannot be done: there is no such document, or it does not stand so."""


class StoreError(MailflowError):
    """The database cannot be opened, is damaged, newer than this program, or in use by another worker."""


class MailboxError(MailflowError, ConnectionError):
    """A mailbox could not be reached or read. `permanent` is true where waiting alone will not help (login refused)."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        self.permanent = permanent
        super().__init__(text)


class CourierError(MailflowError, ConnectionError):
    """The way out could not be opened (connect, TLS, login); no letter was begun."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        self.permanent = permanent
        super().__init__(text)


class TypesetError(MailflowError):
    """A PDF could not be made."""
