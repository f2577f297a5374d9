"""The phrase lists that the readers of facts look for by name. A test keeps this in step with the readers.

The readers pass over a list that is not there. That serves an installation with a few rules of its own and none of the
readers' words; but where only some of these words are there, a list was lost by mistake, and what it stood for would go
unread in silence.
"""

from __future__ import annotations

from collections.abc import Collection

from mailflow.core.reading import answers_in_sentences, floor, questions
from mailflow.core.reading.lexicon import COLUMNS, MARKED, ROLES
from mailflow.core.reading.papers import KINDS

# These are read as plain words: no text is walked for them.
WORDS = frozenset(
    {
    "title-words", "name-particles", "not-names", "post-nominals", "fillers", "delegation-words", "head-words",
    "deputy-words", "units", "conjunctions", "verbs", "shared-mailboxes", "surnames", "place-names", "clause-openers", "possessives", "pronouns-of-self", "pronouns-of-others", "other-labels", "attendants", "attendants-before", "coming-labels", "going-labels", "names-like-titles", "family-names-like-words", "documents-named", "adviser-labels", "unspaced-verbs", "number-words",
    "number-joins", "number-ranges", "number-labels", *(f"column-{column}" for column in COLUMNS),
    }
)  # fmt: skip
_ANSWERS = ("subject-accepts", "subject-declines", "subject-tentative", "regret-words")
_DOCUMENTS = (
    "announces-document", "revised-version", "note-opening", "cover-name", "delegation-name", "entitled",
)  # fmt: skip
_POINTS = (
    "action-point", "action-plan", "point", "action-before", "action-behind", "not-applicable", "number-words", "number-joins",
    "number-ranges", "number-labels",
)  # fmt: skip
# Rules name these as well; that alone does not mean that the readers' words are there.
_OF_RULES = frozenset(
    {"accept", "decline", "tentative", *KINDS, "floor", "others-speak", "question", "routine-request", "rhetorical"}
)
NEEDED = frozenset(
    {
        *MARKED,
        *ROLES,
        *answers_in_sentences.MARKS,
        *questions.MARKS,
        *floor.MARKS,
        *_OF_RULES,
        *WORDS,
        *_ANSWERS,
        *_DOCUMENTS,
        *_POINTS,
    }
)


def missing_lists(names: Collection[str]) -> tuple[str, ...]:
    """What is missing of the readers' lists, given the names of all that there are; () where there are none of them."""
    if not (NEEDED - _OF_RULES).intersection(names):
        return ()
    return tuple(sorted(NEEDED.difference(names)))
