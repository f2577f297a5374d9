"""JSON: the whole report as it is, to be kept and read back; and its rows, one object each, for other programs."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from mailflow.office.report.as_csv import sources
from mailflow.office.report.value import Report


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def write(report: Report) -> bytes:
    """The report as one JSON object in UTF-8."""
    return _adapter().dump_json(report, indent=1) + b"\n"


def read(data: bytes) -> Report:
    """The report that `write` wrote. Raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(data)


def records(report: Report) -> list[dict[str, Any]]:
    """The data row by row, by the keys of the columns, each with the numbers of its messages."""
    return [
        ({"table": heading} if heading else {})
        | {column.key: cell.value for column, cell in zip(table.columns, row, strict=True)}
        | {"messages": sources(row)}
        for heading, table in report.tables()
        for row in table.rows
    ]
