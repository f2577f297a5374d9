"""What a template file includes, and what of it Jinja2 would refuse only while it compiles or renders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from mailflow.core.located import did_you_mean
from mailflow.core.printing import localised_name
from mailflow.core.template_file import TemplateFile
from mailflow.errors import Faults, LetterError

_REFUSED = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.AssignBlock: "set … endset",
    nodes.FilterBlock: "filter … endfilter",
}
_LOOKED_AT = (*_REFUSED, nodes.Filter, nodes.Test, nodes.Include)


def looked_through(
    sources: Mapping[str, TemplateFile], bodies: Environment, subjects: Environment, faults: Faults
) -> dict[str, tuple[str, ...]]:
    """What each file includes; what of it cannot be used is among the faults."""
    found: dict[str, tuple[str, ...]] = {}
    for key, source in sources.items():
        with faults.gathered():
            found[key] = _wanted(key, _checked(bodies, source.body, source.file), sources)
        with faults.gathered():
            for node in _checked(subjects, source.subject, source.file):
                raise LetterError("A subject includes nothing.", file=source.file, line=node.lineno, key="subject")
    return found


def _checked(environment: Environment, text: str, file: str) -> tuple[nodes.Include, ...]:
    """What the text includes. What Jinja2 would refuse only while it compiles or renders is refused here."""
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        hint = 'Look whether each "{{" has its "}}" and each "{%" its "%}", here or above.'
        raise LetterError(as_sentence(error.message), file=file, line=error.lineno, hint=hint) from error
    found, faults = list[nodes.Include](), Faults()
    for node in tree.find_all(_LOOKED_AT):
        with faults.gathered():
            if isinstance(node, nodes.Include):
                found.append(node)
            elif isinstance(node, nodes.Filter):
                _refuse_unknown(node, "filter", environment.filters, file)
            elif isinstance(node, nodes.Test):
                _refuse_unknown(node, "test", environment.tests, file)
            elif isinstance(node, nodes.Stmt):
                sentence = f'"{{% {_REFUSED[type(node)]} %}}" is not used in letters.'
                raise LetterError(sentence, file=file, line=node.lineno)
    faults.refuse()
    return tuple(found)


def as_sentence(message: str | None) -> str:
    """What Jinja2 says, as a sentence."""
    text = (message or "It is malformed").rstrip(".")
    return text if text.endswith("?") else f"{text}."


def _refuse_unknown(used: nodes.Filter | nodes.Test, kind: str, known: Mapping[str, Any], file: str) -> None:
    if used.name not in known:
        sentence = f'the {kind} "{used.name}" is unknown.'
        raise LetterError(sentence, file=file, line=used.lineno, hint=did_you_mean(used.name, known))


def _wanted(key: str, includes: Sequence[nodes.Include], sources: Mapping[str, TemplateFile]) -> tuple[str, ...]:
    """The keys of the pieces that one file includes itself."""
    found, faults = list[str](), Faults()
    for node in includes:
        with faults.gathered():
            wanted = _include(node, key, sources[key].file)
            if wanted not in sources:
                there = {name.rpartition(".")[0].rpartition(".")[0] for name in sources if name.startswith("shared/")}
                hint = did_you_mean(wanted.split(".")[0], there)
                file = sources[key].file
                raise LetterError(f"There is no {wanted} to include.", file=file, line=node.lineno, hint=hint)
            found.append(wanted)
    faults.refuse()
    return tuple(found)


def _include(node: nodes.Include, key: str, file: str) -> str:
    if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        raise LetterError("An include names its file in quotation marks.", file=file, line=node.lineno)
    return localised_name(node.template.value, key)
