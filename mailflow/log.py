"""The log: one event a line, as text or JSON, without secrets and without the text of messages.

`event(logger, "letter.sent", letter=7, seconds=0.2)` writes the name of the event and its values.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

LOGGER = logging.getLogger("mailflow")
_LONGEST = 300


def event(name: str, level: int = logging.INFO, **values: object) -> None:
    """Write one event. Values are cut to 300 signs and written on one line."""
    LOGGER.log(level, name, extra={"values": {k: _plain(v) for k, v in values.items() if v is not None}})


def warn(name: str, **values: object) -> None:
    """An event that staff may have to act on."""
    event(name, logging.WARNING, **values)


def _plain(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class _Lines(logging.Formatter):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        values: dict[str, Any] = getattr(record, "values", {})
        if record.exc_info and record.exc_info[0] is not None:
            values = {**values, "error": record.exc_info[0].__name__}
        name = record.getMessage() if record.name == LOGGER.name else f"{record.name}: {_plain(record.getMessage())}"
        level = record.levelname.lower()
        if self.form == "json":
            return json.dumps({"at": at, "level": level, "event": name, **values}, ensure_ascii=False)
        return f"{at} {level:7} {name}" + "".join(f" {key}={_quoted(value)}" for key, value in values.items())


def _quoted(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' ="') else text


def open_log(form: str, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all events to a stream (standard error by default) in that form: "text" or "json"."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(level)
