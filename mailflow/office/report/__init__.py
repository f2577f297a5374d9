"""One report, many forms: a value that says what stands where, and a writer for each format."""

from mailflow.office.report.forms import Forms, find_forms
from mailflow.office.report.value import Bar, Bars, Block, Cell, Column, Line, Report, Section, Table, cell
from mailflow.office.report.writing import FORMATS, MissingExtra, written

__all__ = [
    "FORMATS",
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "Column",
    "Forms",
    "Line",
    "MissingExtra",
    "Report",
    "Section",
    "Table",
    "cell",
    "find_forms",
    "written",
]
