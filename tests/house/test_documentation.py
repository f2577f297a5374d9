"""The documentation names what there is: every command, every setting, every key of a rule; and the example loads."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from jinja2 import DictLoader, Environment

from mailflow.cli.main import COMMANDS, cli
from mailflow.core import forms as rule_forms
from mailflow.core import letter_values
from mailflow.core.condition_forms import TESTS
from mailflow.core.form_faults import keys
from mailflow.core.front_matter import FrontMatter
from mailflow.core.kinds import KINDS
from mailflow.core.located import load_toml
from mailflow.core.printing import body_environment
from mailflow.core.ruleset import ExampleForm, RuleForm, ThenForm
from mailflow.core.sight import Where
from mailflow.errors import RulesError
from mailflow.settings import load_settings
from mailflow.settings.documents import SchemeForm, SiteForm
from mailflow.settings.model import (
    ConferenceForm,
    CourierForm,
    LimitsForm,
    MailboxForm,
    OfficeForm,
    PersonForm,
    SessionForm,
)
from mailflow.settings.participants import CategoryForm, ParticipantsForm, ValidNameForm

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
DOCS = "\n".join(p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
FORMS = (OfficeForm, LimitsForm, CourierForm, MailboxForm, ConferenceForm, PersonForm, SessionForm)
FORMS += (ParticipantsForm, CategoryForm, ValidNameForm, SchemeForm, SiteForm)
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
LETTERS = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
RULE_KEYS = sorted(
    {
        *TESTS,
        *(
            key
            for form in (RuleForm, ThenForm, ExampleForm, *rule_forms.TestForm.__subclasses__())
            for key in keys(form)
        ),
    }
    | {place.value for place in Where}
)
VALUES = [value for value in vars(letter_values).values() if isinstance(value, type) and is_dataclass(value)]
FILTERS = {*body_environment(DictLoader({})).filters} - {*Environment().filters}  # noqa: S701  # for their names only
# What only chooses the words of a language is of no use to a template.
LETTER_KEYS = sorted(
    ({*FrontMatter.model_fields, *(f.name for value in VALUES for f in fields(value))} | FILTERS)
    - {"addressee_language"}
)
KEYS = sorted({field.alias or name for form in FORMS for name, field in form.model_fields.items()})


def commands() -> list[str]:
    found = []
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {sub}" for sub in command.commands]
    return found


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_stands_in_the_example(key: str) -> None:
    assert re.search(rf"^\s*#?\s*\[?\[?[\w.]*\b{key}\b", EXAMPLE, re.MULTILINE), f"{key} is not in config.example.toml"


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented(name: str) -> None:
    assert f"mailflow {name}" in DOCS


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help


@pytest.mark.parametrize("key", RULE_KEYS)
def test_every_key_of_a_rule_is_documented(key: str) -> None:
    assert re.search(rf"`[^`\n]*\b{re.escape(key)}\b[^`\n]*`", RULES), f"{key} is not in docs/rules.md"


@pytest.mark.parametrize("key", LETTER_KEYS)
def test_every_key_value_and_filter_of_a_letter_is_documented(key: str) -> None:
    assert re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`", LETTERS), f"{key} is not in docs/letters.md"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_message_has_an_entry(kind: str) -> None:
    assert re.search(rf"^\| `{kind}` \|(?:[^|]+\|){{4}}$", RULES, re.MULTILINE)


def test_every_rule_that_gives_a_kind_stands_in_its_entry() -> None:
    rules = [rule for file in sorted((ROOT / "rules").glob("*.toml")) for rule in _rules(file)]
    entries = {found[1]: found[0] for found in re.finditer(r"^\| `([a-z-]+)` \|.*$", RULES, re.MULTILINE)}
    given = {(kind, rule["name"]) for rule in rules for kind in _list(rule["then"].get("kinds", []))}
    assert {(kind, name) for kind, name in given if f"`{name}`" not in entries.get(kind, "")} == set()


def _rules(file: Path) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = load_toml(file.read_text(encoding="utf-8"), str(file), RulesError)["rule"]
    return rules


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_the_example_configuration_loads() -> None:
    assert load_settings(ROOT / "config.example.toml").conferences


def test_every_document_that_is_linked_exists() -> None:
    links = set(re.findall(r"\]\(([\w./-]+\.(?:md|toml))\)", DOCS))
    missing = [link for link in links if not (ROOT / link).exists() and not (ROOT / "docs" / link).exists()]
    assert missing == []


def test_no_address_outside_of_example_stands_in_the_project() -> None:
    pattern = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?!example\b)(?:com|org|net|int|no|nz|de|fr)\b")
    files = [
        p
        for d in ("mailflow", "rules", "templates")
        for p in (ROOT / d).rglob("*")
        if p.suffix in {".py", ".toml", ".md"}
    ]
    found = {str(p.relative_to(ROOT)): m for p in files if (m := pattern.findall(p.read_text(encoding="utf-8")))}
    assert found == {}
