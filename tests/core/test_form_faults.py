"""What pydantic found, told in the words of who wrote the file."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mailflow.core import located
from mailflow.core.form_faults import fault, keys
from mailflow.errors import RulesError


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["imap", "maildir"] = "imap"
    size: int = 1
    flag: bool = False
    from_: str = Field(default="", alias="from")


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    inner: Inner = Inner()
    box: dict[str, Inner] = Field(default_factory=dict)
    several: tuple[Inner, ...] = ()
    either: bool | Inner = True


def told(source: str, name: str | None = None) -> list[tuple[int | None, str | None, str]]:
    """Line, key and words of all faults in a file."""
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(located.load_toml(source, "x.toml", RulesError))
    found = fault(caught.value, source, "x.toml", RulesError, Outer, name=name)
    return [(each.line, each.key, f"{each.text} {each.hint or ''}".strip()) for each in found.all]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("name = 1", (1, "name", "expected a text in quotation marks. It says 1.")),
        ('name = "x"\nname2 = 1', (2, "name2", 'the key "name2" is unknown. Did you mean "name"?')),
        ('nmae = "x"', (1, "nmae", 'the key "nmae" is unknown. Did you mean "name"?')),
        ("inner = {}", (None, None, 'the key "name" is missing.')),
        ('name = "x"\ninner = 3', (2, "inner", "expected a table. It says 3.")),
        ('name = "x"\n[inner]\nsize = "many"', (3, "inner.size", 'expected a whole number. It says "many".')),
        ('name = "x"\n[inner]\nflag = "yess"', (3, "inner.flag", 'expected true or false. It says "yess".')),
        (
            'name = "x"\n[box.first]\nkind = "imapp"',
            (3, "box.first.kind", 'expected "imap" or "maildir". It says "imapp". Did you mean "imap"?'),
        ),
        (
            'name = "x"\n[box.first]\nform = "x"',
            (3, "box.first.form", 'the key "form" is unknown. Did you mean "from"?'),
        ),
        (
            'name = "x"\n[[several]]\n[[several]]\nsize = 1\nsiez = 1',
            (5, "several.siez", 'the key "siez" is unknown. Did you mean "size"?'),
        ),
        ('name = "x"\neither = { siez = 1 }', (2, "either.siez", 'the key "siez" is unknown. Did you mean "size"?')),
    ],
)
def test_a_fault_names_line_key_and_remedy(source: str, expected: tuple[int | None, str | None, str]) -> None:
    assert told(source) == [expected]


def test_a_table_that_people_gave_a_name_is_called_by_it() -> None:
    assert told('[inner]\nsize = "many"\nkidn = 1', name="accepted") == [
        (None, "accepted", 'the key "name" is missing.'),
        (2, "accepted", '"size": expected a whole number. It says "many".'),
        (3, "accepted", 'the key "kidn" is unknown. Did you mean "kind"?'),
    ]


def test_a_long_value_is_cut() -> None:
    ((_, _, words),) = told(f'name = "x"\ninner.size = "{"long " * 100}"')
    assert words.endswith('long …".')
    assert len(words) < 110


def test_keys_of_a_form_are_those_of_its_tables_too() -> None:
    assert {"name", "several", "size", "from"} <= set(keys(Outer))
