"""A report in a format: which writer, which extra it needs, what the file is called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from mailflow.errors import MailflowError
from mailflow.office.report.forms import Forms
from mailflow.office.report.value import Report

# format -> (the extra that its library comes with, what it is)
FORMATS = {
    "docx": ("reports", "Word document"),
    "pdf": ("pdf", "PDF"),
    "html": ("", "web page"),
    "xlsx": ("reports", "Excel workbook"),
    "csv": ("", "comma separated values"),
    "json": ("", "JSON"),
}
_WITH_FORMS = ("docx", "pdf", "html")


class MissingExtra(MailflowError):
    """A format whose library is not installed."""


def written(report: Report, form: str, forms: Forms) -> bytes:
    """The report in one of `FORMATS`.

    Raises `MissingExtra` where its library is not installed, `LetterError` where the office's form cannot be used,
    `TypesetError` where a PDF cannot be made (a font lacks a sign).
    """
    extra, name = FORMATS[form]
    module = import_module(f"mailflow.office.report.as_{form}")
    try:
        if form in _WITH_FORMS:
            write_with: Callable[[Report, Forms], bytes] = module.write
            return write_with(report, forms)
        write: Callable[[Report], bytes] = module.write
        return write(report)
    except ModuleNotFoundError as error:
        if not extra:
            raise
        raise MissingExtra(
            f'A file .{form} ({name}) needs the extra "{extra}", which is not installed: pip install "mailflow[{extra}]"'
        ) from error
