"""Whose words the lines of a body are: the sender's own, quoted ones, or ones he passes on as his answer.

Each marker opens a layer: an earlier message below or inside the one that introduces it. A layer is *forwarded* where the
message passes it on (by its subject, its separator or its words) and adds little, and where it is not from us; what stands
inside a quoted layer is quoted. So forwarded text inside forwarded text stays the answer until a message of ours begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from mailflow.core.address import Address
from mailflow.core.folding import fold
from mailflow.core.lines import Line
from mailflow.core.quotation import Marker
from mailflow.core.quotewords import COVER_WORDS, EITHER_PREFIXES, FORWARD_PREFIXES, REPLY_PREFIXES
from mailflow.core.text import Role
from mailflow.core.wordlist import folded_words, words

# A message that says more than this in its own words is no mere cover for what stands below it.
MOST_COVER_WORDS = 60
_PREFIX = re.compile(
    r"\s*(?:\[[^\[\]]{1,60}\]\s*)*([^\s:：\[\]()]{1,20}(?:\s[^\s:：\[\]()]{1,14})?)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]"
)
_WORD = re.compile(r"\w+")
_SHORTEST_NAME = 6
_SHORTEST_BOX = 4
_PREFIXES = FORWARD_PREFIXES | REPLY_PREFIXES | EITHER_PREFIXES
# Names of mailboxes that every office has, and of the offices that write to us.
_ANYBODYS = frozenset(words("info mail office contact post registry protocol geneva admin secretary"))
_POSTS = folded_words(
    "embass ambass embaj embaix botsch mission misión missão ministr minister vertretung посольств представит"
)


class Act(Enum):
    """What a subject says of the message."""

    FORWARD = "forward"
    REPLY = "reply"
    EITHER = "either"
    NEITHER = "neither"


def act_of(subject: str) -> Act:
    """What the outermost prefix says: "TR: RE: Oslo" passes a message on, "Re: Fwd: Oslo" answers one."""
    prefix = _PREFIX.match(subject[:120])
    word = fold(prefix[1]).strip(" .") if prefix else ""
    if word in FORWARD_PREFIXES or subject.rstrip().lower().endswith("(fwd)"):
        return Act.FORWARD
    if word in EITHER_PREFIXES:
        return Act.EITHER
    return Act.REPLY if word in REPLY_PREFIXES else Act.NEITHER


def bare_subject(subject: str) -> str:
    """The subject without its prefixes."""
    while (prefix := _PREFIX.match(subject[:120])) and fold(prefix[1]).strip(" .") in _PREFIXES:
        subject = subject[prefix.end() :]
    return subject.strip()


@dataclass(frozen=True, slots=True)
class Ours:
    """By what a message of ours is known: the keys of our addresses, and the names under which we are written to."""

    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()  # of our mailboxes: "oslo" for oslo@…

    @classmethod
    def known(cls, own: frozenset[str], recipients: Iterable[Address]) -> Ours:
        """From the keys of our addresses, and how this correspondent has us in his address book."""
        folded = {fold(a.name) for a in recipients if a.key in own}
        names = frozenset(name for name in folded if len(name) >= _SHORTEST_NAME and "@" not in name)
        boxes = (fold(key.partition("@")[0]) for key in own)
        return cls(
            own, names, frozenset(box for box in boxes if len(box) >= _SHORTEST_BOX and box.isalpha()) - _ANYBODYS
        )

    def wrote(self, marker: Marker) -> bool:
        """Whether a marker introduces a message of ours."""
        if marker.author is not None and marker.author.key in self.keys:
            return True
        if any(name in marker.names for name in self.names) or any(key in marker.names for key in self.keys):
            return True
        return marker.author is None and "@" not in marker.names and self._is_named(marker.names)

    def _is_named(self, names: str) -> bool:
        """Outlook leaves the address out: "From: Oslo Conference" is ours, "From: Embassy Oslo" is not."""
        said = _WORD.findall(names)
        return not self.words.isdisjoint(said) and not any(word.startswith(_POSTS) for word in said)


@dataclass(slots=True)
class Layer:
    """A message, or a quotation without a marker. The outermost layer is the message itself."""

    depth: int
    marker: Marker | None = None
    parent: Layer | None = None
    role: Role = Role.QUOTED

    @property
    def author(self) -> Address | None:
        """The author of a forwarded layer."""
        return self.marker.author if self.marker and self.role is Role.FORWARDED else None


@dataclass(frozen=True, slots=True)
class Placing:
    """For each line its layer, None for the lines of markers; and all layers, outer ones first."""

    lines: list[Layer | None]
    layers: list[Layer]


def placing(lines: Sequence[Line], found: Sequence[Marker]) -> Placing:
    """To which layer each line belongs. Blank lines belong to what stands above them."""
    outermost = Layer(0, role=Role.NEW)
    if not found and not any(line.depth for line in lines):
        return Placing([outermost] * len(lines), [outermost])
    opened, everything = [outermost], [outermost]
    starts = {marker.start: marker for marker in found}
    placed: list[Layer | None] = []
    for index, line in enumerate(lines):
        layer: Layer | None = None
        if marker := starts.get(index):
            _close(opened, min(marker.depth, line.depth))
            layer = Layer(marker.depth, marker, opened[-1])
            placed += [None] * (marker.stop - marker.start)
        elif index >= len(placed) and not line.blank:
            _close(opened, line.depth)
            layer = Layer(line.depth, None, opened[-1]) if line.depth > opened[-1].depth else None
        if layer is not None:
            opened.append(layer)
            everything.append(layer)
        if index >= len(placed):
            placed.append(opened[-1])
    return Placing(placed, everything)


def _close(opened: list[Layer], depth: int) -> None:
    """End the layers that stand deeper than this."""
    while len(opened) > 1 and opened[-1].depth > depth:
        opened.pop()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sender's own words are to the message below them."""

    act: Act
    words: int
    points_below: bool

    @classmethod
    def of(cls, subject: str, own_words: str) -> Cover:
        """From the subject and the new text without signature."""
        folded = fold(own_words[:4000])
        return cls(act_of(subject), len(own_words.split()), any(word in folded for word in COVER_WORDS))

    def passes_on(self, marker: Marker) -> bool:
        """Whether the message that this marker introduces is the sender's answer."""
        little = self.words <= MOST_COVER_WORDS
        if self.act is Act.FORWARD or marker.forwards or (self.act is Act.EITHER and marker.header):
            return little or self.points_below
        # Somebody who answered a colleague and sends us the whole, with a line that says so or with no word at all.
        return marker.header and marker.author is not None and little and (self.points_below or not self.words)


def assign_roles(layers: Sequence[Layer], cover: Cover, ours: Ours) -> None:
    """Decide for each layer whether it is quoted or passed on; outer layers come first."""
    for layer in layers:
        if layer.parent is not None:
            layer.role = Role.FORWARDED if _is_forwarded(layer, layer.parent, cover, ours) else Role.QUOTED


def _is_forwarded(layer: Layer, parent: Layer, cover: Cover, ours: Ours) -> bool:
    marker = layer.marker
    if marker is None or parent.role is Role.QUOTED or ours.wrote(marker):
        return False
    if parent.role is Role.NEW:
        return cover.passes_on(marker)
    return marker.header or marker.forwards or marker.author is not None
