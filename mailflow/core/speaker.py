"""For whom a message speaks: by proven domain or address, then by our letter that it answers, then by its text.

A thread or a signature alone suggests a party, it never proves one. Exact or nothing: what only looks like a party's name
or domain makes a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mailflow.core.authentication import Authentication, Proof
from mailflow.core.claim_words import OFFICIAL, OUR_ANSWER, OUR_VOICE
from mailflow.core.claims import Claim, Kind, claims_in, readable
from mailflow.core.conference import Conference, Receiving
from mailflow.core.document import Document
from mailflow.core.folding import fold
from mailflow.core.freemail import is_free_mail
from mailflow.core.guard import related
from mailflow.core.history import Letter
from mailflow.core.message import Message
from mailflow.core.names import Names, roster_names, state_adjectives, state_names
from mailflow.core.reasons import Reason, Why
from mailflow.core.roster import Party, Roster
from mailflow.core.text import Role, Text

_DOCUMENT = 8_000
_MOST_DOCUMENTS = 20
# Who is meant beyond doubt.
_STRONG = frozenset({Kind.NOTE, Kind.LINE, Kind.BEHALF, Kind.AGENT, Kind.ASKED})
# With a sender of one party, these let another party speak beside it, in its place, or together with it.
_BESIDE = frozenset({Kind.AGENT, Kind.JOINT, Kind.REPRESENTED})
_OF_OTHERS = frozenset({Kind.ATTEND, Kind.SAID_OF})
_INSTEAD = frozenset({Kind.BEHALF, Kind.NOTE, Kind.ENCLOSED})
_TOGETHER = frozenset({Kind.BEHALF, Kind.NOTE, Kind.ENCLOSED, Kind.JOINT, Kind.ATTEND, Kind.ACT, Kind.TOGETHER})
# What a stranger's text may be tied by when nothing stronger is there, in this order.
_WEAK = (
    frozenset({Kind.ATTEND, Kind.TIED}),
    frozenset({Kind.ALONE, Kind.ENCLOSED, Kind.SUBMITTED}),
    frozenset({Kind.ACT}),
)
_LETTERHEAD = 4
_TITLE = 10
# The sender's own words, and what is passed on as his answer.
_SPOKEN = (Role.NEW, Role.FORWARDED, Role.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`party` is the roster code the message speaks for (or claims), None for none or several.

    `basis`: address, domain, letter, text or "". `proven` is true where facts may take effect: the receiving server proved
    the sender, and the sender's address or domain is the party's. `parties` are all for whom it speaks. `doubts` say why a
    person must look.
    """

    party: str | None = None
    basis: str = ""
    proven: bool = False
    parties: tuple[str, ...] = ()
    doubts: tuple[Why, ...] = ()
    unlisted: str = ""  # ISO code of a State named as the speaker that is not on the roster


def identify(
    message: Message,
    text: Text,
    documents: tuple[Document, ...],
    authentication: Authentication,
    roster: Roster,
    conference: Conference,
    letter: Letter | None,
    *,
    receiving: Receiving,
) -> Speaker:
    """The party that a message speaks for. What is said by a sender who is not the party's own is a claim with a doubt."""
    evidence = _Evidence(message, text, documents, roster, conference)
    party, basis, shared = _owner(message, roster)
    if party is not None:
        speaker = _known(party, basis, evidence, _is_proven(authentication, receiving))
    else:
        speaker = _stranger(message, evidence, roster, letter, shared)
    foreign = tuple(_foreign_reply_to(message, roster, conference, party))
    return replace(speaker, doubts=tuple(dict.fromkeys((*speaker.doubts, *foreign))))


def _is_proven(authentication: Authentication, receiving: Receiving) -> bool:
    if authentication.proof is Proof.ABSENT:
        return receiving.absent == "accept"
    return authentication.proof is Proof.PASS


def _owner(message: Message, roster: Roster) -> tuple[Party | None, str, tuple[Party, ...]]:
    """The party whose address or domain the author's is, and the parties that share the domain where they are several."""
    author = message.author
    if author is None:
        return None, "", ()
    if (party := roster.by_address(author)) is not None:
        return party, "address", ()
    parties = roster.by_domain(author.domain)
    return (parties[0], "domain", ()) if len(parties) == 1 else (None, "", parties)


def _foreign_reply_to(message: Message, roster: Roster, conference: Conference, party: Party | None) -> Iterator[Why]:
    """A Reply-To in a domain that is neither the author's nor the same party's (RFC 3834 §4)."""
    author = message.author
    own = {a.key for a in (conference.address, *conference.addresses)}
    for address in message.reply_to if author else ():
        if author is None or related(address.domain, author.domain) or address.key in own:
            continue
        if party is not None and (roster.by_address(address) == party or party in roster.by_domain(address.domain)):
            continue
        yield Why(Reason.FOREIGN_REPLY_TO, address.spec)


class _Evidence:
    """The claims of a message, place by place."""

    def __init__(
        self, message: Message, text: Text, documents: Sequence[Document], roster: Roster, conference: Conference
    ) -> None:
        self.roster, self.host = roster, conference.host
        self._trees: tuple[Names, ...] = (state_names(), roster_names(roster))
        self._author, self._text = message.author, text
        self._name, self._subject = message.author.name if message.author else "", message.subject
        self._documents = [d for d in documents if d.text][:_MOST_DOCUMENTS]
        self._said = [s.text for s in text.segments if s.role in _SPOKEN]
        self.name = self._claims(self._name)
        self.subject = self._claims(self._subject)
        self.body = self._claims(*self._said)
        self.forwarded = tuple(self._forwarded(text))

    @cached_property
    def _spoken(self) -> str:
        return "\n\n".join(self._said)

    @cached_property
    def domain(self) -> tuple[Claim, ...]:
        """What the labels of the author's domain say."""
        labels = self._author.domain.split(".")[:-1] if self._author else ()
        return self._claims(" ".join(labels).replace("-", " "))

    @cached_property
    def signature(self) -> tuple[Claim, ...]:
        """What the signature says."""
        return self._claims(self._text.signature)

    @cached_property
    def documents(self) -> tuple[Claim, ...]:
        """What the documents say at their beginnings."""
        return tuple(c for d in self._documents for c in self._claims(f"{d.title}\n\n{d.text[:_DOCUMENT]}"))

    @cached_property
    def is_official(self) -> bool:
        """True where the end of the text shows an official's hand."""
        return OFFICIAL.search(fold(self._spoken[-3000:])) is not None

    @cached_property
    def answering(self) -> frozenset[str]:
        """The parties of which the text itself says something."""
        said = (Kind.ATTEND, Kind.SAID_OF, Kind.ACT, Kind.NOTE, Kind.TOGETHER)
        return frozenset(code for c in self.body if c.kind in said for code in c.codes)

    @cached_property
    def is_own_voice(self) -> bool:
        """True where the writer says "we", and may mean his own party."""
        return OUR_VOICE.search(fold(self._spoken)) is not None

    @cached_property
    def answers_itself(self) -> bool:
        """True where the writer says in so many words that "we" come or not."""
        return OUR_ANSWER.search(fold(self._spoken)) is not None

    @property
    def titles(self) -> tuple[Claim, ...]:
        """What stands where a title does: in the subject, and at the top of documents."""
        return (*self.subject, *(c for c in self.documents if c.line < _TITLE))

    @property
    def headings(self) -> dict[str, str]:
        """The parties under whose names a message lists something, where they are several."""
        found = _codes(c for c in (*self.body, *self.documents) if c.kind is Kind.HEADED)
        return found if len(found) > 1 else {}

    def letterheads(self, own: str) -> tuple[Claim, ...]:
        """Lines of their own at the edges, where letterheads and signatures stand. In a note of the party's own another's
        name at the edge is the addressee's."""
        texts = [c for c in (self.body, self.documents) if not any(_is_voice_of(own, claim) for claim in c)]
        edges = [c for text in texts for c in text if c.line < _LETTERHEAD or c.last < _LETTERHEAD]
        return tuple(c for c in (*self.name, *self.signature, *edges) if c.kind is Kind.LINE)

    def by_adjective(self) -> tuple[Claim, ...]:
        """The claims of offices that are named by an adjective: "the Malian Embassy"."""
        texts = ([self._name], [self._subject], self._said)
        found = (c for text in texts for c in claims_in(readable(text), (state_adjectives(),), only_offices=True))
        return tuple(c for c in found if c.kind in _STRONG or c.kind in _WEAK[0] or c.kind is Kind.ACT)

    def _claims(self, *texts: str) -> tuple[Claim, ...]:
        return claims_in(readable(texts), self._trees) if any(texts) else ()

    def _forwarded(self, text: Text) -> Iterator[Claim]:
        """The parties whose mail is passed on."""
        for segment in text.segments:
            if segment.role is Role.FORWARDED and segment.author is not None:
                party = self.roster.by_address(segment.author)
                parties = (party,) if party else self.roster.by_domain(segment.author.domain)
                if len(parties) == 1:
                    yield Claim(Kind.LINE, (parties[0].code,), f"passed on from {segment.author.spec}")


def _is_voice_of(code: str, claim: Claim) -> bool:
    return code in claim.codes and claim.kind in (Kind.NOTE, Kind.LINE)


def _known(party: Party, basis: str, evidence: _Evidence, proven: bool) -> Speaker:
    """A sender of a party on the roster: who else speaks, or in whose place he writes.

    The host, whom everybody names, counts only where it is joined to the party itself.
    """
    own = party.code
    beside: dict[str, str] = {}
    instead: dict[str, str] = {}
    asked: dict[str, str] = {}
    told: dict[str, str] = {}
    for claim in (*evidence.name, *evidence.titles, *evidence.body, *evidence.documents, *evidence.forwarded):
        others = [code for code in claim.codes if code != own]
        foreign = [code for code in others if code != evidence.host]
        joined = len(claim.codes) > 1 and own in claim.codes and claim.kind in _TOGETHER
        if joined or claim.kind is Kind.JOINT:
            beside |= dict.fromkeys(others, claim.words)
        elif claim.kind is Kind.ASKED:
            asked |= dict.fromkeys(others, claim.words)
        elif claim.kind in _OF_OTHERS:
            told |= dict.fromkeys(others, claim.words)
        elif claim.kind in _BESIDE:
            beside |= dict.fromkeys(foreign, claim.words)
        elif claim.kind in _INSTEAD:
            instead |= dict.fromkeys(foreign, claim.words)
    for claim in (*evidence.letterheads(own), *evidence.forwarded):
        into = beside if own in claim.codes else instead
        into |= {code: claim.words for code in claim.codes if code not in (own, evidence.host)}
    beside |= {code: words for code, words in evidence.headings.items() if code != own}
    for claim in evidence.titles:
        others = [code for code in claim.codes if code != own]
        if claim.kind in (Kind.LISTED, Kind.SUBMITTED) and own in claim.codes:
            beside |= dict.fromkeys(others, claim.words)
        elif claim.kind is Kind.SUBMITTED:
            instead |= {code: claim.words for code in others if code != evidence.host}
    beside = {code: words for code, words in beside.items() if code not in instead or len(instead) > 1}
    if not beside and not instead:
        if own not in evidence.answering and not evidence.is_own_voice:
            # "Luxembourg will not attend", and nothing of the sender's own party.
            instead = asked | told
        elif own in evidence.answering or evidence.answers_itself:
            beside = asked
        else:
            # "We regret that Luxembourg will not attend": who says nothing of his own party gives no answer for it.
            beside = asked | told
    if beside:
        return _several((own, *beside, *instead), {**beside, **instead}, evidence.roster)
    if len(instead) > 1:
        return _several(instead, instead, evidence.roster)
    if instead:
        return _claimed(*next(iter(instead.items())), evidence.roster, Reason.PARTY_MISMATCH)
    return Speaker(own, basis, proven, (own,))


def _several(codes: Iterable[str], words: dict[str, str], roster: Roster) -> Speaker:
    """More than one party speaks: nobody's facts can be told apart by a machine."""
    parties = tuple(dict.fromkeys(codes))
    unlisted = [code for code in parties if roster.get(code) is None]
    doubts = [Why(Reason.SEVERAL_PARTIES, "; ".join(words.values())[:300])]
    doubts += [Why(Reason.NOT_ON_ROSTER, code) for code in unlisted]
    listed = tuple(code for code in parties if code not in unlisted)
    return Speaker(None, "text", False, listed, tuple(doubts), next(iter(unlisted), ""))


def _claimed(code: str, words: str, roster: Roster, *reasons: Reason) -> Speaker:
    """One party is claimed, by somebody who is not shown to be its own."""
    if roster.get(code) is None:
        doubts = (Why(Reason.NOT_ON_ROSTER, words), *(Why(r, words) for r in reasons if r is not Reason.PARTY_MISMATCH))
        return Speaker(None, "text", False, (), doubts, code)
    return Speaker(code, "text", False, (code,), tuple(Why(r, words) for r in reasons))


def _stranger(
    message: Message, evidence: _Evidence, roster: Roster, letter: Letter | None, shared: tuple[Party, ...]
) -> Speaker:
    """A sender whom the roster does not know: the party he claims, with the doubt that fits him."""
    author = message.author
    alike = roster.resembling(author.domain) if author else ()
    free = author is not None and is_free_mail(author.domain)
    found = _tied(evidence)
    if not found and letter is not None and letter.party:
        found = {letter.party: f"answers our letter {letter.template} to {letter.party}"}
    if not found and len(alike) == 1 and author is not None:
        found = {alike[0].code: author.domain}
    doubt = Reason.LOOKALIKE_DOMAIN if alike else Reason.FREE_MAIL if free else Reason.PARTY_MISMATCH
    seen = author.spec if author else ""
    if shared:
        seen = f"{seen}: a domain of {', '.join(p.code for p in shared)}"
    if not found:
        reasons = [Reason.UNKNOWN_SENDER] if doubt is Reason.PARTY_MISMATCH else [doubt, Reason.UNKNOWN_SENDER]
        return Speaker(doubts=tuple(Why(reason, seen) for reason in reasons))
    if len(found) > 1:
        speaker = _several(found, found, roster)
        return replace(speaker, doubts=(Why(doubt, seen), *speaker.doubts))
    code, words = next(iter(found.items()))
    speaker = _claimed(code, words, roster, doubt)
    basis = (
        "letter" if letter is not None and letter.party == code and words.startswith("answers our") else speaker.basis
    )
    return replace(speaker, basis=basis, doubts=tuple(replace(d, seen=f"{seen}: {d.seen}") for d in speaker.doubts))


def _tied(evidence: _Evidence) -> dict[str, str]:
    """The parties that a stranger's text ties him to, strongest words first: code -> words. The host counts only where it
    speaks beyond doubt."""
    strong = [c for c in (*evidence.name, *evidence.subject, *evidence.body, *evidence.documents) if c.kind in _STRONG]
    strong += [c for c in evidence.name if c.kind in (Kind.OFFICE, Kind.ALONE)]
    found = _codes(strong)
    if len(found) > 1:
        # An embassy in the host's capital names the host in its address.
        found.pop(evidence.host, None)
    if found:
        return found
    titles = [c for c in evidence.subject if c.kind in (Kind.OFFICE, Kind.ALONE, Kind.SUBMITTED, Kind.TOPIC)]
    said = [*evidence.subject, *evidence.body, *evidence.documents]
    levels = [
        [*titles, *evidence.forwarded],
        *(
            [c for c in said if c.kind in kinds and (c.kind is not Kind.ALONE or evidence.is_official)]
            for kinds in _WEAK
        ),
        [c for c in evidence.domain if c.kind in (Kind.ALONE, Kind.OFFICE)],
    ]
    for level in levels:
        found = _codes(level)
        found.pop(evidence.host, None)
        if found:
            # Weak words for two parties tie to neither.
            return found if len(found) == 1 else {}
    found = _codes(evidence.by_adjective())
    found.pop(evidence.host, None)
    return found if len(found) == 1 else {}


def _codes(claims: Iterable[Claim]) -> dict[str, str]:
    found: dict[str, str] = {}
    for claim in claims:
        for code in claim.codes:
            found.setdefault(code, claim.words)
    return found
