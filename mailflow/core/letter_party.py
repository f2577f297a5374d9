"""Which parties get the same letter but for their names, so that one letter shows how it reads for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from mailflow.core.roster import Party

# What tells one party from another. All else that a letter sees of it (kind, salutation) several have in common.
_NAMES = frozenset({"code", "name", "official_name"})
_PARTY = "party"


def asks_who(tree: nodes.Template) -> bool:
    """Whether a template does more with the names and the code of a party than print them, or hands the party on."""
    printed = {id(part) for output in tree.find_all(nodes.Output) for part in output.nodes}
    named = {id(found.node): found for found in tree.find_all(nodes.Getattr)}
    tested = {id(part) for part in _tests(tree)}
    for name in tree.find_all(nodes.Name):
        if name.name != _PARTY:
            continue
        attribute = named.get(id(name))
        if attribute is None:
            if id(name) not in tested:
                return True
        elif attribute.attr in _NAMES and id(attribute) not in printed:
            return True
    return False


def _tests(tree: nodes.Template) -> Iterable[nodes.Node]:
    """Expressions that are only asked whether they are there: `{% if party and … %}`."""
    waiting: list[nodes.Node] = [found.test for found in tree.find_all(nodes.If)]
    waiting += [found.test for found in tree.find_all(nodes.CondExpr)]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, nodes.And | nodes.Or | nodes.Not):
            waiting += part.iter_child_nodes()


def alike(parties: Iterable[Party], language: str) -> Iterable[tuple[Party, ...]]:
    """Parties to whom a letter in that language that does not ask who they are is the same but for their names."""
    found: dict[tuple[object, ...], list[Party]] = {}
    for party in parties:
        salutation = party.salutation if language == party.language else ""
        found.setdefault((party.kind, salutation, party.official_name != ""), []).append(party)
    return [tuple(each) for each in found.values()]
