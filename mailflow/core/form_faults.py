"""What pydantic found wrong in a file, as errors for those who wrote the file: all of them at once, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from mailflow.core.located import KeyPath, did_you_mean, line_of, nearest, present_path
from mailflow.errors import FileError, together

# pydantic's names of what it found, where its own words speak of the program.
_WORDS = {
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "string_type": "expected a text in quotation marks",
    "string_too_short": "the text is empty",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "date_type": "expected a date such as 2027-02-22",
    "date_parsing": "expected a date such as 2027-02-22",
    "date_from_datetime_parsing": "expected a date such as 2027-02-22",
    "date_from_datetime_inexact": "expected a date such as 2027-02-22",
    "datetime_type": "expected a day and a time such as 2027-02-22T10:00:00",
    "datetime_parsing": "expected a day and a time such as 2027-02-22T10:00:00",
    "datetime_from_date_parsing": "expected a day and a time such as 2027-02-22T10:00:00",
    "time_delta_type": 'expected a length of time such as "15 min", "2 h" or "1 day"',
    "dict_type": "expected a table",
    "model_type": "expected a table",
    "model_attributes_type": "expected a table",
    "tuple_type": "expected a list in square brackets",
    "list_type": "expected a list in square brackets",
}
_NAME_PATTERN = "^[a-z0-9][a-z0-9-]*$"


def fault(
    error: ValidationError,
    source: str,
    file: str,
    error_class: type[FileError],
    form: type[BaseModel],
    within: KeyPath = (),
    name: str | None = None,
) -> FileError:
    """All faults that pydantic found in a table, as one error with the others in it.

    `form` is what the table should have been, and `within` its path in the file. `name` is what errors call the table, where
    its path tells people nothing ("rule.0"); then the sentence says which key is meant.
    """
    told = dict[tuple[str | int, ...], FileError]()
    for found in _worth_telling(error, form):
        path = present_path(source, [*within, *found["loc"]])
        lacking = (found["loc"][-1],) if found["type"] in ("missing", "extra_forbidden") else ()
        # The same value may be refused once for each of the forms that it could have had.
        told.setdefault((*path, *lacking), _told(found, source, file, error_class, form, within, name))
    # A table that could have been a number, too, is told what is wrong within it, not that it is no number.
    nearest_form = [
        each for path, each in told.items() if not any(path == other[: len(path)] != other for other in told)
    ]
    whole = together(nearest_form)
    return whole if whole is not None else error_class("the table cannot be used.", file=file)


def keys(form: type[BaseModel]) -> list[str]:
    """The keys that a table and the tables within it may have."""
    inner = [model for field in form.model_fields.values() for model in _models(field.annotation)]
    return [*_fields(form), *(key for model in inner for key in keys(model))]


def _worth_telling(error: ValidationError, form: type[BaseModel]) -> Iterator[Any]:
    """The faults without those that another explains: who misspells a key misses it as well."""
    found = error.errors(include_url=False)
    meant = {
        (*place, nearest(str(word), _keys_at(form, place)))
        for *place, word in (each["loc"] for each in found if each["type"] == "extra_forbidden")
    }
    yield from (each for each in found if each["type"] != "missing" or each["loc"] not in meant)


def _told(
    found: Any,
    source: str,
    file: str,
    error_class: type[FileError],
    form: type[BaseModel],
    within: KeyPath,
    name: str | None,
) -> FileError:
    path = [*within, *found["loc"]]
    present = present_path(source, path)
    line = line_of(source, path)
    named = [part for part in present if isinstance(part, str)]  # which one of a list it is, the line says
    key = name or ".".join(named) or None
    word = str(path[-1]) if path else ""
    if found["type"] == "extra_forbidden":
        known = _keys_at(form, found["loc"][:-1])
        hint = did_you_mean(word, known) or did_you_mean(word, keys(form))
        return error_class(f'the key "{word}" is unknown.', file=file, line=line, key=key, hint=hint)
    if found["type"] == "missing":
        return error_class(f'the key "{word}" is missing.', file=file, line=line, key=key)
    inner = [part for part in present[len(within) :] if isinstance(part, str)]
    which = f'"{inner[-1]}": ' if name and inner else ""
    sentence, hint = _sentence(found)
    return error_class(which + sentence, file=file, line=line, key=key, hint=hint)


def _sentence(found: Any) -> tuple[str, str | None]:
    """What is wrong with a value, and what was probably meant."""
    hint = None
    text = _WORDS.get(found["type"]) or found["msg"].removeprefix("Value error, ").rstrip(".")
    if found["type"] == "literal_error":
        allowed = found["ctx"]["expected"].replace("'", '"')
        text = f"expected {allowed}"
        hint = did_you_mean(str(found["input"]), allowed.split('"')[1::2])
    elif found["type"] == "string_pattern_mismatch" and found["ctx"]["pattern"] == _NAME_PATTERN:
        text = "expected small letters, digits and hyphens"
    sentence = f"{text[:1].lower()}{text[1:]}."
    if isinstance(given := found.get("input"), str | int | float):
        sentence += f" It says {_written(given)}."
    return sentence, hint


def _written(value: str | float) -> str:
    """A value as it stands in a TOML file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        shown = " ".join(value.split())
        return f'"{shown[:60]}…"' if len(shown) > 60 else f'"{shown}"'
    return str(value)


def _keys_at(form: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that a table at this path within the form may have. Names that people chose are passed over."""
    models = [form]
    for part in path:
        models = [
            m for model in models if part in (known := _fields(model)) for m in _models(known[str(part)])
        ] or models
    return [key for model in models for key in _fields(model)]


def _fields(form: type[BaseModel]) -> dict[str, Any]:
    """What may stand under each key of a table."""
    return {field.alias or name: field.annotation for name, field in form.model_fields.items()}


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
