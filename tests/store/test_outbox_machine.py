"""Any order of events: letters, claims, answers, lost answers, crashes, copies, reports, and what people do.

The model is what the world saw: for each recipient, how often the letter was on the wire, and whether it may go there
again: after a refusal for the time being, or because a person has decided so.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from mailflow.core.delivery import Delivery, Fate, Outcome
from mailflow.errors import StoreError
from mailflow.store import Store, StoredLetter
from tests.store.build import ANNA, JOURNAL, NOW, OLAV, letter

FATES = st.sampled_from(list(Fate))
MOVES = st.sampled_from(["hold", "release", "cancel", "resend", "settle_sent"])


class OutboxMachine(RuleBasedStateMachine):
    """An outbox and the world around it."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "mailflow.db"
        self.store = Store.open(self.path, create=True)
        self.now: datetime = NOW
        self.claimed: dict[int, StoredLetter] = {}
        self.may_go: dict[tuple[int, str], bool] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(target=tokens, both=st.booleans(), journal=st.booleans(), held=st.booleans())
    def queue(self, both: bool, journal: bool, held: bool) -> object:
        number = len(self.store.outbox.listed(limit=1000)) + 1
        to = [ANNA, *([OLAV] if both else []), *([JOURNAL] if journal else [])]
        new = letter(f"t{number}", *to, journal=JOURNAL if journal else None, hold="look first" if held else "")
        made = self.store.outbox.queue(new, self.now)
        if made is None:
            return multiple()
        self.may_go |= {(made, each.spec): True for each in to}
        return new.token

    @rule(token=tokens)
    def queue_again(self, token: str) -> None:
        assert self.store.outbox.queue(letter(token), self.now) is None

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        for each in self.store.outbox.claim(limit, self.now):
            assert each.id not in self.claimed
            for to in each.envelope.recipients:
                assert self.may_go[each.id, to.spec], "nobody gets a letter twice by itself"
            self.claimed[each.id] = each

    @rule()
    def unclaim(self) -> None:
        self.store.outbox.unclaim(list(self.claimed))
        self.claimed.clear()

    @rule(fates=st.lists(FATES, min_size=3, max_size=3), again=st.booleans(), answers=st.integers(0, 3))
    def deliver(self, fates: list[Fate], again: bool, answers: int) -> None:
        for number, each in list(self.claimed.items()):
            outcomes = self._on_the_wire(each, fates)[:answers]
            later = self.now + timedelta(hours=1) if again else None
            self.store.outbox.record(number, Delivery(tuple(outcomes)), self.now, later)
            for outcome in outcomes:
                self.may_go[number, outcome.recipient.spec] = again and outcome.fate is Fate.DEFERRED
            del self.claimed[number]

    @rule(sent=st.booleans())
    def crash(self, sent: bool) -> None:
        """The worker dies with letters in hand, on the wire or not."""
        for each in self.claimed.values():
            if sent:
                self._on_the_wire(each, [Fate.SENT] * 3)
            for to in each.envelope.recipients:
                self.may_go[each.id, to.spec] = False
        self.claimed.clear()
        self.store.close()
        self.store = Store.open(self.path, check=True)
        self.store.outbox.sweep(self.now)
        assert self.store.outbox.counts().get("sending", 0) == 0

    @rule(token=tokens)
    def copy_comes(self, token: str) -> None:
        self.store.outbox.journal_seen(token, self.now)

    @rule(token=tokens, address=st.sampled_from([ANNA.spec, OLAV.spec, None]))
    def report_comes(self, token: str, address: str | None) -> None:
        self.store.outbox.bounced(token, address, "5.1.1", self.now)

    @rule(token=tokens, move=MOVES)
    def person(self, token: str, move: str) -> None:
        number = self.store.outbox.by_token([token])[token].id
        with suppress(StoreError):
            getattr(self.store.outbox, move)(number, "kari", self.now)
            if move == "resend":
                found = self.store.outbox.get(number)
                assert found is not None
                self.may_go |= {(number, to.spec): True for to in found.envelope.recipients}

    @rule(minutes=st.sampled_from([1, 61, 3000, -61, -3000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def a_letter_in_hand_is_sending(self) -> None:
        sending = {each.id for each in self.store.outbox.listed(state="sending", limit=1000)}
        assert sending == set(self.claimed)

    @invariant()
    def a_letter_is_sent_when_all_have_it(self) -> None:
        for each in self.store.outbox.listed(state="sent", limit=1000):
            assert {r.state for r in each.recipients if not r.journal} == {"sent"}

    @invariant()
    def what_is_settled_waits_for_nobody(self) -> None:
        for state in ("sent", "failed", "bounced"):
            for each in self.store.outbox.listed(state=state, limit=1000):
                journal = {r.address for r in each.recipients if r.journal}
                assert {to.spec for to in each.envelope.recipients} <= journal

    def _on_the_wire(self, each: StoredLetter, fates: list[Fate]) -> list[Outcome]:
        """The courier hands over: from now on nobody knows whether the recipient has it, unless an answer says so."""
        outcomes = [Outcome(to, fate) for to, fate in zip(each.envelope.recipients, fates, strict=False)]
        self.may_go |= {(each.id, outcome.recipient.spec): False for outcome in outcomes}
        return outcomes


OutboxMachine.TestCase.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
TestOutboxMachine = OutboxMachine.TestCase
