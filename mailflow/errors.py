"""The one family of exceptions: "this step could not be done". Expected outcomes are values, not exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any


class MailflowError(Exception):
    """Base of all our errors. `str()` is a whole sentence for staff: place first, then what is wrong, then what to do."""


class FileError(MailflowError):
    """Something in a file that people edit is wrong. Names file, line and key before the sentence.

    `others` are the further errors that the same look found: who mends a file wants to know of all of them.
    """

    def __init__(
        self,
        text: str,
        *,
        file: str,
        line: int | None = None,
        key: str | None = None,
        hint: str | None = None,
        others: Sequence[FileError] = (),
    ) -> None:
        self.text, self.file, self.line, self.key, self.hint, self.others = text, file, line, key, hint, tuple(others)
        place = f"{file}:{line}" if line else file
        inside = f" [{key}]" if key else ""
        self.sentence = f"{place}{inside}: {text}" + (f" {hint}" if hint else "")
        more = f" (and {len(self.others)} more)" if self.others else ""
        super().__init__(self.sentence + more)

    @property
    def all(self) -> tuple[FileError, ...]:
        """This error and the others that were found with it."""
        return (self, *self.others)

    @property
    def alone(self) -> FileError:
        """This error without the others."""
        return type(self)(self.text, file=self.file, line=self.line, key=self.key, hint=self.hint)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes."""
        values = {"file": self.file, "line": self.line, "key": self.key, "hint": self.hint, "others": self.others}
        return _again, (type(self), self.text, values)


def _again(kind: type[FileError], text: str, values: dict[str, Any]) -> FileError:
    return kind(text, **values)


def together(errors: Iterable[FileError]) -> FileError | None:
    """All these errors as one: the first by file and line, with the others in it, each once. None where there are none."""
    each_once = {each.sentence: each.alone for error in errors for each in error.all}
    found = sorted(each_once.values(), key=lambda e: (e.file, e.line or 0))
    if not found:
        return None
    first, *others = found
    return type(first)(first.text, file=first.file, line=first.line, key=first.key, hint=first.hint, others=others)


class Faults:
    """Errors gathered while the rest is read on, so that one look at some files names all that is wrong in them."""

    def __init__(self) -> None:
        self._found: list[FileError] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, error: FileError) -> None:
        """Keep one more error."""
        self._found.append(error)

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """What is wrong within the block is kept, and the program goes on after it."""
        try:
            yield
        except FileError as error:
            self.add(error)

    @property
    def all(self) -> tuple[FileError, ...]:
        """What was gathered, each once, by file and line."""
        error = together(self._found)
        return () if error is None else error.all

    def refuse(self) -> None:
        """Raise what was gathered, as one error; do nothing where nothing was."""
        if (error := together(self._found)) is not None:
            raise error


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


class StoreError(MailflowError):
    """The database cannot be opened, is damaged, newer than this program, or in use by another worker."""


class Refused(StoreError):
    """What was asked for cannot be: there is no such thing, it does not stand so, or a file of that name is there already.

    Nothing was done. Who asks for something else gets it, while any other `StoreError` is for who looks after the machine.
    """


class DocumentError(Refused):
    """An act on a document of the register cannot be done: there is no such document, or it does not stand so."""


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
