"""The delegation read from all texts of a message: what the sender wrote and passes on, and what is attached."""

from __future__ import annotations

from functools import partial

from mailflow.core.names import find_names, roster_names, state_names
from mailflow.core.phrases import Phrases
from mailflow.core.reading.delegates import Cast, Delegation, Signer, as_facts, name_keys, read_rows
from mailflow.core.reading.items import person
from mailflow.core.reading.lexicon import MARKED, Lexicon, lexicon
from mailflow.core.reading.material import Material
from mailflow.core.reading.persons import named
from mailflow.core.reading.rows import bare_row, rows
from mailflow.core.text import Role
from mailflow.core.view import View
from mailflow.core.words import folded

_QUOTED_READ = 20_000
_FEW_WORDS = 15  # of a message that may say all in its subject


def read_delegation(view: View, material: Material, phrases: Phrases) -> Delegation:
    """Who is newly named and who goes."""
    lex = lexicon(phrases)
    parties = (state_names(), roster_names(view.roster))
    cast = Cast(
        lex,
        partial(signer, view, lex, phrases),
        partial(_quoted, view, lex, phrases),
        partial(_told, material, lex),
        parties,
    )
    expected = "names-delegates" in phrases.names and phrases.has("names-delegates", view.message.subject) is not None
    for laid in material.texts:
        read_rows(laid, cast, is_expected=expected)
    if not cast.persons and not cast.gone and len(view.text.new.split()) < _FEW_WORDS:
        read_rows(rows(view.message.subject, "subject", phrases, MARKED), cast, is_expected=expected)
    return as_facts(cast)


def _told(material: Material, lex: Lexicon) -> dict[frozenset[str], str]:
    """The names in the texts that are certainly those of persons, by their words."""
    found = (
        one for laid in material.texts for row in laid for one in named(row, lex) if one.is_certain and one.units > 1
    )
    return {name_keys(one.name): one.name for one in found}


def _quoted(view: View, lex: Lexicon, phrases: Phrases) -> dict[frozenset[str], str]:
    """The names in the quoted text, by their words."""
    laid = rows(view.text.quoted[:_QUOTED_READ], "quoted", phrases, MARKED)
    return {name_keys(found.name): found.name for row in laid for found in named(row, lex)}


def signer(view: View, lex: Lexicon, phrases: Phrases) -> Signer | None:
    """Who signs: by the display name, where it is a person's, else by the first name below the closing."""
    author = view.message.author
    if author is None:
        return None
    email = None if author.local.casefold() in lex.shared else author.spec
    below = rows(view.text.signature or _last_block(view.text.of(Role.NEW)), "signature", phrases, MARKED)
    shown = _name_of(author.name, lex)
    for index, row in enumerate(below[:6]):
        entry = person(row, lex)
        if entry is None or (shown and not name_keys(entry.name) & name_keys(shown)):
            continue
        title = entry.title or next(
            (r.words for r in below[index + 1 : index + 3] if any(map(lex.is_title, r.keys))), None
        )
        return Signer(shown or entry.name, title, email)
    return Signer(shown, None, email) if shown else None


def _last_block(text: str) -> str:
    """The last few lines below a blank one: a signature without a closing."""
    above, _, block = text.rstrip().rpartition("\n\n")
    return block if above and block.count("\n") < 4 else ""


def _name_of(text: str, lex: Lexicon) -> str | None:
    """The person's name that a display name is: "Berg, Anna" becomes "Anna Berg"."""
    family, comma, given = text.partition(",")
    if comma and given.strip():
        text = f"{given.strip()} {family.strip()}"
    row = bare_row(text, lex.honorifics, lex.ranks)
    if not row.keys:
        return None
    found = next(named(row, lex), None)
    if found is None or found.units < 2 or _is_party(found.name):
        return None
    return found.name


def _is_party(name: str) -> bool:
    """True for a name that is, or ends with, that of a State: "MFA Kiribati"."""
    row = folded(name)
    return any(n.stop == len(row.words) and not n.personal for n in find_names(row, state_names()))
