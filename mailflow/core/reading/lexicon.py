"""The words of the phrase lists as sets, where a reader asks of a single word or a whole chunk what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mailflow.core.phrase_syntax import Step, alternatives
from mailflow.core.phrases import Phrases

# Lists whose hits are marked in every row that is read for persons.
MARKED = frozenset({
    "abbreviations",
    "forms-of-address", "ranks-before-names", "role-head", "role-delegate", "role-alternate", "role-adviser", "role-observer", "headed-by", "named-as-delegate", "in-capacity-of",
    "will-head", "names-delegates", "delegation-nouns", "about-else", "others-stay", "i-will-come", "i-myself", "i-too", "contact-person", "not-a-member", "already-named", "takes-place-of", "place-taken-by",
    "in-place-of", "and-not", "in-their-stead", "replaces-me", "this-meeting", "cannot-come", "strikes-off", "nobody-but", "all-but", "swaps", "puts-in", "cannot-head", "will-come", "referred-to", "besides", "says", "i-will-not", "read-instead", "asks-to-add", "letter-closing", "letter-ending", "letter-greeting",
    "their-deputy", "hearsay", "side-events", "meeting-parts", "meeting-days", "other-acts", "whole-meeting", "gives-reason",
    "is-away", "deals-with", "dealt-with-by", "serves-only", "in-the-past", "condition", "not-only", "i-withdraw",
})  # fmt: skip
# Lists whose phrases say of those named beside them that they come; the second: that they are the delegation.
NAMING = ("names-delegates", "headed-by", "will-come", "will-head")
COMPOSING = ("names-delegates", "headed-by", "will-head")
ROLES = {
    "role-head": "head",
    "role-alternate": "alternate",
    "role-adviser": "adviser",
    "role-observer": "observer",
    "role-delegate": "delegate",
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words, and phrases as words joined by spaces."""

    titles: frozenset[str]  # words of functions and bodies: what they stand in is no name
    title_stems: tuple[str, ...]
    particles: frozenset[str]  # "van", "de la": small words inside a name
    honorifics: frozenset[str]
    ranks: frozenset[str]
    not_names: frozenset[str]  # months, places, courtesies: written like names
    places: frozenset[str]  # may be family names, behind an honorific
    fillers: frozenset[str]  # words that may stand between what announces a name and the name
    roles: dict[str, str]  # whole chunk -> role
    delegations: frozenset[str]  # "delegation"
    heading: frozenset[str]  # "head", "leader"
    deputies: frozenset[str]  # "deputy", "vice"
    units: frozenset[str]  # "department": who heads one is no head of delegation by that
    conjunctions: frozenset[str]  # "and"
    labels: frozenset[str]  # "contact": who stands behind it is no delegate
    attendants: frozenset[str]  # "spouse", "interpreter only": who is called so is no delegate
    attendants_before: frozenset[str]  # "his wife", "their driver": who stands behind it is no delegate
    coming: frozenset[str]  # "in", "to be added": labels of those who come
    going: frozenset[str]  # "out", "to be deleted": labels of those who go
    selves: frozenset[str]  # "I", "me"
    others: frozenset[str]  # "he", "she"
    possessives: frozenset[str]  # "our", "my": who is called so is one of ours
    openers: frozenset[str]  # "so", "but": a clause begins
    verbs: frozenset[str]  # words that end a title in running text: "will", "who"
    columns: dict[str, str]  # whole heading -> column
    shared: frozenset[str]  # local parts of shared mailboxes
    adviser_labels: frozenset[str]  # "conseiller": a label in front of a person, elsewhere a rank
    documents: frozenset[str]  # "note", "list": what is replaced is no person
    names_like_titles: frozenset[str]  # given names that are words of functions too
    family_names: frozenset[str]  # that are words of another kind
    surnames: frozenset[str]  # of scripts without spaces
    unspaced_titles: tuple[str, ...]  # the titles of these scripts
    unspaced_fillers: tuple[str, ...]
    unspaced_verbs: tuple[str, ...]  # behind which in these scripts a name has ended

    def is_title(self, key: str) -> bool:
        """True for a word of a function or a body."""
        if key in self.titles or key.startswith(self.title_stems):
            return True
        return "\u0600" <= key[0] <= "\u06ff" and any(form in self.titles for form in _without_particles(key))

    def bars(self, key: str) -> bool:
        """True for a word that ends a name."""
        return key in self.not_names or self.is_title(key) or (key > "\u0590" and key in self.verbs)


def _without_particles(key: str) -> Iterable[str]:
    """An Arabic word without what is written together with it."""
    if key[0] == "و" and len(key) > 3:
        key = key[1:]
        yield key
    if key[:1] in "بلك" and len(key) > 4:
        yield key[1:]
        if key.startswith("لل"):
            yield key[2:]
        key = key[1:]
    if key.startswith("ال") and len(key) > 4:
        yield key[2:]


@lru_cache(maxsize=8)
def lexicon(phrases: Phrases) -> Lexicon:
    """The lexicon of an installation's phrase files."""
    titles = _steps(phrases, "title-words")
    roles: dict[str, str] = {}
    for name, role in reversed(ROLES.items()):
        roles.update(dict.fromkeys(_phrases(phrases, name), role))
    columns: dict[str, str] = {}
    for column in COLUMNS:
        for heading in _phrases(phrases, f"column-{column}"):
            columns.setdefault(heading, column)
    unspaced, fillers = _signs(phrases, "title-words"), _phrases(phrases, "fillers")
    return Lexicon(
        titles=frozenset(word for kind, word in titles if kind is Step.WORD) | unspaced,
        title_stems=tuple(word for kind, word in titles if kind is Step.STEM),
        particles=_phrases(phrases, "name-particles"),
        honorifics=_phrases(phrases, "forms-of-address"),
        ranks=_phrases(phrases, "ranks-before-names"),
        not_names=_phrases(phrases, "not-names") | _phrases(phrases, "post-nominals"),
        places=_phrases(phrases, "place-names"),
        fillers=fillers,
        roles=roles,
        delegations=_phrases(phrases, "delegation-words"),
        heading=_phrases(phrases, "head-words"),
        deputies=_phrases(phrases, "deputy-words"),
        units=_phrases(phrases, "units"),
        conjunctions=_phrases(phrases, "conjunctions"),
        labels=_phrases(phrases, "other-labels"),
        attendants=_phrases(phrases, "attendants"),
        attendants_before=_phrases(phrases, "attendants-before"),
        coming=_phrases(phrases, "coming-labels"),
        going=_phrases(phrases, "going-labels"),
        selves=_phrases(phrases, "pronouns-of-self"),
        others=_phrases(phrases, "pronouns-of-others"),
        possessives=_phrases(phrases, "possessives"),
        openers=_phrases(phrases, "clause-openers"),
        verbs=_phrases(phrases, "verbs"),
        columns=columns,
        shared=_phrases(phrases, "shared-mailboxes"),
        adviser_labels=_phrases(phrases, "adviser-labels"),
        documents=_phrases(phrases, "documents-named"),
        names_like_titles=_phrases(phrases, "names-like-titles"),
        family_names=_phrases(phrases, "family-names-like-words"),
        surnames=_phrases(phrases, "surnames"),
        unspaced_titles=tuple(sorted(unspaced)),
        unspaced_fillers=tuple(sorted(word for word in fillers if word[0] > "\u2e7f")),
        unspaced_verbs=tuple(sorted(_phrases(phrases, "unspaced-verbs"))),
    )


COLUMNS = ("email", "honorific", "given", "surname", "name", "role", "title", "other")


def _phrases(phrases: Phrases, name: str) -> frozenset[str]:
    """All that the phrases of a list stand for, as words joined by spaces; those with gaps are left out."""
    return frozenset(
        _joined([word for _, word in steps])
        for phrase in _of(phrases, name)
        for steps in alternatives(phrase)
        if all(kind is Step.WORD for kind, _ in steps)
    )


def _joined(words: list[str]) -> str:
    """Words by spaces, signs that are written without spaces by none."""
    return ("" if words[0] > "\u2e7f" else " ").join(words)


def _signs(phrases: Phrases, name: str) -> frozenset[str]:
    """The phrases of a list in scripts without spaces."""
    return frozenset(phrase for phrase in _phrases(phrases, name) if phrase[0] > "\u2e7f")


def _steps(phrases: Phrases, name: str) -> Iterable[tuple[Step, str]]:
    return [
        step for phrase in _of(phrases, name) for steps in alternatives(phrase) if len(steps) == 1 for step in steps
    ]


def _of(phrases: Phrases, name: str) -> tuple[str, ...]:
    return tuple(entry.phrase for entry in phrases.of(name)) if name in phrases.names else ()
