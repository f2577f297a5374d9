"""Facts read out of a message: attendance, delegates, papers, action points, questions, each with its words.

Readers look at what the sender wrote and passes on, and at the documents that came with it; never at what is quoted.
"""

from __future__ import annotations

from mailflow.core.facts import Attendance, Facts, Source
from mailflow.core.phrases import Phrases
from mailflow.core.reading import answers_in_sentences, floor, questions
from mailflow.core.reading.action_points import read_action_points
from mailflow.core.reading.attendance import read_attendance
from mailflow.core.reading.cast import Delegation
from mailflow.core.reading.delegation import read_delegation
from mailflow.core.reading.floor import read_floor
from mailflow.core.reading.lexicon import MARKED
from mailflow.core.reading.material import Material, material
from mailflow.core.reading.papers import missing_documents, read_papers
from mailflow.core.view import View

# What the readers look for in texts that are laid out.
_MARKS = frozenset((*MARKED, *answers_in_sentences.MARKS, *floor.MARKS, *questions.MARKS))
_Answer = tuple[Attendance | None, tuple[Source, ...]]  # and the words that contradict each other


def read_facts(view: View, kinds: frozenset[str], wanted: frozenset[str], phrases: Phrases) -> Facts:
    """What a message says. `wanted` names the readers: attendance, delegates, papers, action-points, floor, questions."""
    return Reader(view, phrases).facts(kinds, wanted)


class Reader:
    """The readers of one message. What the rules had read for them is not read again for the record."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self._view, self._phrases = view, phrases
        # The same texts hold the same persons, whatever is asked for.
        self._materials: dict[frozenset[str], Material] = {}
        self._delegations: dict[frozenset[str], Delegation] = {}
        self._answers: dict[tuple[frozenset[str], bool], _Answer] = {}

    def facts(self, kinds: frozenset[str], wanted: frozenset[str]) -> Facts:
        """What the message says, given the kinds that it was found to be."""
        view, phrases = self._view, self._phrases
        points = read_action_points(view, phrases) if "action-points" in wanted else ()
        submitted = read_papers(view, kinds, points, phrases) if wanted & {"papers", "delegates"} else None
        but = submitted.parts if submitted else frozenset()
        laid = self._laid(but)
        delegation = self._delegation(laid, but, wanted)
        answer, contradictions = self._answer(laid, but, wanted)
        missing = submitted.missing if submitted else ()
        if not missing and "delegates" in wanted:
            missing = missing_documents(view, phrases)
        if delegation.delegates:
            # "We send the list of our delegation:" announces what stands below.
            missing = tuple(m for m in missing if not m.words.rstrip().endswith((":", "：")))
        return Facts(
            attendance=answer,
            delegates=delegation.delegates,
            removals=delegation.removals,
            papers=submitted.papers if submitted and "papers" in wanted else (),
            action_points=points,
            floor=read_floor(laid.new, view.message.subject, view.conference) if "floor" in wanted else (),
            questions=questions.read_questions(laid.new) if "questions" in wanted else (),
            contradictions=contradictions,
            missing=missing,
        )

    def _laid(self, but: frozenset[str]) -> Material:
        if but not in self._materials:
            self._materials[but] = material(self._view, self._phrases, _MARKS, but=but)
        return self._materials[but]

    def _answer(self, laid: Material, but: frozenset[str], wanted: frozenset[str]) -> _Answer:
        if "attendance" not in wanted:
            return None, ()
        given = but, "delegates" in wanted
        if given not in self._answers:
            delegation = self._delegation(laid, but, wanted)
            self._answers[given] = read_attendance(self._view, laid, delegation, self._phrases)
        return self._answers[given]

    def _delegation(self, laid: Material, but: frozenset[str], wanted: frozenset[str]) -> Delegation:
        if "delegates" not in wanted:
            return Delegation()
        if but not in self._delegations:
            self._delegations[but] = read_delegation(self._view, laid, self._phrases)
        return self._delegations[but]


__all__ = ["Reader", "read_facts"]
