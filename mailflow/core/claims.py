"""Where a text speaks for a party: claims, each with its kind and the words it stands on.

A State that is only mentioned (the host, the venue, a neighbour who "will write itself") makes no claim. What counts is
the place of its name: subject of a note, letterhead, signature, "on behalf of", a joint submission.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mailflow.core import claim_words as w
from mailflow.core.names import Name, Names, find_names
from mailflow.core.words import EMPTY_LINE, Break, Folded, folded, joined

_LONGEST_TEXT = 60_000
_BEFORE = 240
_AFTER = 240
_MOST_GROUPS = 400
_LONGEST_FORM = 80
_NEAR = 100
_BETWEEN = 120
_STRIPPED_ARTICLE = re.compile(
    r"(?:^|(?<=[\s'(\"-]))(?:the|la|le|les|el|los|las|lo|il|i|gli|die|der|das|den|dem|o|a|os|as|de|het)\s+$|(?:^|(?<=\s))l'$"
)


_PLACE = re.compile(r"[ \t>*–-]*(?:[\w .'’-]{2,30}[,–-])?[ \t]*")


class Kind(StrEnum):
    """How a text speaks for a party; the first ones speak for it beyond doubt."""

    NOTE = "note"  # subject of a sentence: "The Embassy of X presents its compliments"
    LINE = "line"  # letterhead, signature: a line of its own
    BEHALF = "behalf"  # "on behalf of X"
    AGENT = "agent"  # "will also act for X"
    ASKED = "asked"  # "The Government of X has asked us"
    REPRESENTED = "represented"  # "X will be represented by our Ambassador"
    JOINT = "joint"  # "jointly with X", "paper by X and Y"
    SUBMITTED = "submitted"  # "paper submitted by X"
    ENCLOSED = "enclosed"  # the same where something is attached or passed on
    ATTEND = "attend"  # "X will be represented"
    SAID_OF = "said-of"  # "we regret that X will not be represented"
    TOGETHER = "together"  # "that X and Y will both be there", anywhere in a sentence
    ACT = "act"  # "X would like to raise"
    ALONE = "alone"  # a line that is only the name
    TIED = "tied"  # "I work for the Ministry of X", "the delegation of X will be headed by"
    OFFICE = "office"  # an office of X somewhere in a sentence
    TOPIC = "topic"  # "participation of X"
    HEADED = "headed"  # "X:" in a line of its own
    LISTED = "listed"  # several names with a word for a paper: "joint paper Finland/Sweden"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `codes` are more than one where names are enumerated. `line` counts filled lines from the top, `last` from
    the end."""

    kind: Kind
    codes: tuple[str, ...]
    words: str
    line: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    """Names that are enumerated together: "Finland, Sweden and Norway"."""

    names: tuple[Name, ...]
    start: int
    end: int

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.code for name in self.names))


def readable(texts: Sequence[str]) -> Folded:
    """Texts that stand below one another, as far as claims are looked for in them."""
    if sum(len(text) + len(EMPTY_LINE) for text in texts) < _LONGEST_TEXT:
        # Each by itself: most are read for their phrases too, and are folded once for both.
        return joined([folded(text) for text in texts])
    return folded(EMPTY_LINE.join(texts)[:_LONGEST_TEXT])


def claims_in(row: Folded, trees: Sequence[Names], *, only_offices: bool = False) -> tuple[Claim, ...]:
    """The claims in a text, in order; with `only_offices` those where a word for an office stands beside the name."""
    names = find_names(row, *trees)
    if not names:
        return ()
    page = _Page(row)
    groups = list(page.groups(names))[:_MOST_GROUPS]
    free_from = [0, *(group.end for group in groups)]
    return tuple(
        claim
        for group, start in zip(groups, free_from, strict=False)
        for claim in page.claims(group, start, only_offices=only_offices)
    )


class _Page:
    """A text with its sentences and lines, in folded signs."""

    def __init__(self, row: Folded) -> None:
        self.row, self.plain = row, row.plain
        self._lines = [match.start() for match in re.finditer(r"[^\n]*[^\s][^\n]*", row.plain)]

    def groups(self, names: Sequence[Name]) -> Iterator[_Group]:
        """The names put together where only commas and conjunctions stand between them."""
        at = 0
        while at < len(names):
            stop = at + 1
            while stop < len(names) and self._is_joined(names[stop - 1], names[stop]):
                stop += 1
            run = names[at:stop]
            # "Embassy of Ireland, Norway" is no enumeration: somewhere in one there is more than a comma.
            loose = len(run) > 1 and all(w.LOOSE_COMMA.fullmatch(self._between(*pair)) for pair in pairwise(run))
            for part in [(name,) for name in run] if loose else [tuple(run)]:
                yield _Group(part, self._start(part[0]), self.row.ends[part[-1].stop - 1])
            at = stop

    def _start(self, name: Name) -> int:
        """Where a name begins, "the Kingdom of" included."""
        start = self.row.starts[name.first]
        form = w.FORM_BEFORE.search(self.plain, max(0, start - _LONGEST_FORM), start)
        return form.start() if form and "\n\n" not in form[0] else start

    def _between(self, left: Name, right: Name) -> str:
        return self.plain[self.row.ends[left.stop - 1] : max(self.row.ends[left.stop - 1], self._start(right))]

    def _is_joined(self, left: Name, right: Name) -> bool:
        between = self._between(left, right)
        if len(between) > _BETWEEN or "\n\n" in between:
            return False
        if not between.strip():
            # In Arabic "and" is written together with the word behind it.
            return self.plain[self._start(right)] == "و"
        return w.CONJUNCTION.fullmatch(between) is not None

    def claims(self, group: _Group, free_from: int, *, only_offices: bool) -> Iterator[Claim]:
        """What the surroundings of these names say. More than one kind may hold. The names before end at `free_from`."""
        before, after = self._before(group), self._after(group)
        free = max(0, len(before) - (group.start - free_from))
        office = w.OFFICE_BEFORE.search(before, free) or w.OFFICE_BEFORE.search(_STRIPPED_ARTICLE.sub("", before), free)
        behind = None if office else w.OFFICE_AFTER.match(after)
        around = _Around(
            lead=before[: office.start()] if office else before,
            rest=after[behind.end() :] if behind else after,
            sentence=f"{before} {after}",
            has_office=bool(office or behind),
            start=group.start - (len(before) - office.start() if office else 0),
        )
        if only_offices and not around.has_office:
            return
        line = bisect_right(self._lines, group.start) - 1
        words = self._words(group, len(before) - len(around.lead))
        for kind in dict.fromkeys((*_connected(around, group), *self._placed(group, around))):
            yield Claim(kind, group.codes, words, line, len(self._lines) - 1 - line)

    def _placed(self, group: _Group, around: _Around) -> Iterator[Kind]:
        """What the place in sentence and line says."""
        line = around.lead[around.lead.rfind("\n") + 1 :]
        opens = w.OPENING.fullmatch(line) is not None
        if around.has_office:
            yield Kind.OFFICE
            if (opens and w.NOTE_VERBS.search(around.rest[:200])) or w.NOTE_VERB_BEFORE.search(around.lead):
                yield Kind.NOTE
            elif self._is_letterhead(group, around.start):
                yield Kind.LINE
        if self._is_alone(group):
            yield Kind.ALONE
        if self._is_heading(group):
            yield Kind.HEADED
        attends = w.ATTEND_VERBS.match(around.rest)
        is_elsewhere = attends is not None and w.ELSEWHERE.match(around.rest, attends.end()) is not None
        if opens and (around.has_office or not _is_person(group, around.lead)):
            if attends and not is_elsewhere:
                yield Kind.ATTEND
            elif w.ACT_VERBS.match(around.rest):
                yield Kind.ACT
        elif (that := w.THAT_BEFORE.search(around.lead)) and (
            (attends and not is_elsewhere) or ("dass" in that[0] and w.VERBS_AT_END.match(around.rest))
        ):
            yield Kind.SAID_OF

    def _before(self, group: _Group) -> str:
        """What stands before the names in their sentence."""
        word = bisect_left(self.row.starts, group.start)
        end = word
        while word > 0 and group.start - self.row.starts[word - 1] <= _BEFORE:
            if self.row.breaks[word - 1] == Break.SENTENCE:
                break
            word -= 1
        return self.plain[self.row.starts[word] : group.start] if word != end else ""

    def _after(self, group: _Group) -> str:
        """What stands behind the names in their sentence."""
        word = group.names[-1].stop - 1
        while word + 1 < len(self.row.words) and self.row.breaks[word] != Break.SENTENCE:
            if self.row.ends[word + 1] - group.end > _AFTER:
                break
            word += 1
        return self.plain[group.end : self.row.ends[word]]

    def _line(self, group: _Group, start: int) -> tuple[int, int]:
        """Where the line of `start` begins and the line of the last name ends."""
        end = self.plain.find("\n", group.end)
        return self.plain.rfind("\n", 0, start) + 1, len(self.plain) if end < 0 else end

    def _is_letterhead(self, group: _Group, office: int) -> bool:
        """A line that begins with the office and ends with the name, or with where the office is."""
        prefix = self.plain[self._line(group, office)[0] : office]
        tail = self.plain[group.end : self._line(group, group.start)[1]].rstrip()
        ends_as_sentence = tail.endswith((".", "?", "!", ";")) and len(tail) > 40
        return not prefix.strip("\"'«» \t>") and not ends_as_sentence and w.LINE_TAIL.match(tail) is not None

    def _is_alone(self, group: _Group) -> bool:
        """A line that is only the name, or a place and the name: "Managua, Nicaragua"."""
        start, end = self._line(group, group.start)
        return _PLACE.fullmatch(self.plain, start, group.start) is not None and not self.plain[group.end : end].strip(
            " \t.,-–*"
        )

    def _is_heading(self, group: _Group) -> bool:
        """ "Norway:", as above a list of persons."""
        start, end = self._line(group, group.start)
        return not self.plain[start : group.start].strip(" \t*_") and self.plain[group.end : end].strip(" \t*_") in (
            ":",
            "：",
        )

    def _words(self, group: _Group, office: int) -> str:
        """The original words, office included."""
        first = self.row.origin[max(0, group.start - office)]
        last = self.row.origin[group.end - 1] + 1
        return " ".join(self.row.text[first:last].split())[:200]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around names in their sentence: `lead` before the office, `rest` behind it, `start` where it begins."""

    lead: str
    rest: str
    sentence: str
    has_office: bool
    start: int


def _connected(around: _Around, group: _Group) -> Iterator[Kind]:
    """What the words right before and behind say."""
    lead, sentence = around.lead[-_NEAR:], around.sentence
    ties = around.has_office or group.codes[0].startswith("org:")
    if ties and (w.TIE_BEFORE.search(lead) or (around.has_office and w.COMPOSED.match(around.rest))):
        yield Kind.TIED
    if w.ASKED.match(around.rest) or w.TOLD.match(around.rest):
        yield Kind.ASKED
    if w.REPRESENTED.match(around.rest):
        yield Kind.REPRESENTED
    if len(group.codes) > 1 and w.TOGETHER_VERBS.match(around.rest):
        yield Kind.TOGETHER
    ours = w.AND_WE.match(around.rest)
    if ours and w.TOGETHER_VERBS.match(around.rest[ours.end() :]):
        yield Kind.AGENT
    if w.TOPIC_BEFORE.search(lead):
        yield Kind.TOPIC
    if w.ASSOCIATES.search(sentence):
        return
    if w.BEHALF.search(lead):
        yield Kind.BEHALF
    if w.AGENT.search(lead):
        yield Kind.AGENT
    if w.SUBMITTED_BY.search(lead):
        yield Kind.ENCLOSED if w.ATTACHED.search(sentence) else Kind.SUBMITTED
    if w.PAPER.search(sentence):
        if w.JOINT.search(lead):
            yield Kind.JOINT
        if len(group.codes) > 1:
            yield Kind.LISTED


def _is_person(group: _Group, lead: str) -> bool:
    """True where the name may be a person's, and no article says otherwise: "Jordan will attend"."""
    if not any(name.personal for name in group.names):
        return False
    return not lead.endswith(("the ", "la ", "le ", "el ", "l'", "os ", "il "))
