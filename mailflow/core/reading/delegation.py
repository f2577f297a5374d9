"""The delegation as a message gives it: who is newly named, in what role, and who goes.

All texts of a message are read: what the sender wrote and passes on, and what is attached. A person counts in a list that is
announced or whose entries show what they are, or in a sentence that names delegates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from mailflow.core.facts import Source
from mailflow.core.markup import STRUCK
from mailflow.core.names import roster_names, state_names
from mailflow.core.phrases import Phrases
from mailflow.core.reading.cast import Cast, Delegation
from mailflow.core.reading.delegates_in_sentences import read_prose
from mailflow.core.reading.layouts import Listed, closes, is_writer, lists
from mailflow.core.reading.lexicon import MARKED, NAMING, Lexicon, lexicon
from mailflow.core.reading.material import Material
from mailflow.core.reading.name_keys import name_keys
from mailflow.core.reading.persons import named
from mailflow.core.reading.rows import Row, rows
from mailflow.core.reading.signer import signer
from mailflow.core.view import View

_STRUCK = re.compile(f"{STRUCK}([^~]+){STRUCK}")
_QUOTED_READ = 20_000
_FEW_WORDS = 15  # of a message that may say all in its subject
_ENOUGH = 3  # weight of a list of delegates


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
        _read_text(laid, cast, is_expected=expected)
    if not cast.persons and not cast.gone and len(view.text.new.split()) < _FEW_WORDS:
        _read_text(rows(view.message.subject, "subject", phrases, MARKED), cast, is_expected=expected)
    _take_struck(material, cast)
    return cast.delegation()


def _take_struck(material: Material, cast: Cast) -> None:
    """Whose name is struck through in a text, and stands nowhere else in it, goes."""
    for laid in material.texts if cast.persons else ():
        text = "\n".join(row.text for row in laid)
        struck = [name_keys(found) for found in _STRUCK.findall(text)] if STRUCK in text else []
        rest = name_keys(_STRUCK.sub(" ", text)) if struck else frozenset()
        for person in tuple(cast.persons):
            keys = name_keys(person.name)
            if any(keys <= words for words in struck) and not keys <= rest:
                cast.remove(person.name, Source(person.part, person.words), None)


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


def _read_text(laid: Sequence[Row], cast: Cast, *, is_expected: bool) -> None:
    """Read the lists and the sentences of one text into the cast, in the order in which they stand."""
    found = [one for one in lists(laid, cast.lex, is_expected=is_expected) if one.weight >= _ENOUGH]
    begins = {id(one.rows[0]): one for one in found}
    listed = {id(row) for one in found for row in one.rows}
    is_over = is_below = goes = False
    for row in laid:
        if id(row) in begins:
            _take_list(begins[id(row)], cast)
            goes = begins[id(row)].goes
        if id(row) in listed:
            is_below = not goes
            continue
        if is_below and is_writer(row, cast.lex):
            cast.add_signer(Source(row.part, row.words))
            continue
        is_below = False
        is_over = is_over or closes(row)
        if not is_over or row.has(*NAMING, "strikes-off"):
            read_prose(row, cast)


def _take_list(found: Listed, cast: Cast) -> None:
    for entry in found.persons:
        if found.goes:
            cast.remove(entry.name, Source(entry.part, entry.words), None)
        elif entry.is_certain or not cast.is_party(entry.name):
            cast.add(entry)
