"""Everything that conditions may see and readers may read of one message, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailflow.core.authentication import Authentication
from mailflow.core.conference import Conference
from mailflow.core.document import Document
from mailflow.core.guard import Verdict
from mailflow.core.history import History, Letter, Past
from mailflow.core.message import Message
from mailflow.core.report import Report
from mailflow.core.returned import Returned
from mailflow.core.roster import Party, Roster
from mailflow.core.speaker import Speaker
from mailflow.core.text import Text


@dataclass(frozen=True, slots=True)
class View:
    """One message with all that was understood of it before the rules are tried."""

    message: Message
    text: Text
    documents: tuple[Document, ...]
    authentication: Authentication
    report: Report | None
    verdict: Verdict
    speaker: Speaker
    conference: Conference
    roster: Roster
    history: History
    received_at: datetime
    letter: Letter | None = None  # ours, that it answers or reports on
    returned: tuple[Returned, ...] = ()  # answers by links and calendar invitations of ours

    @property
    def party(self) -> Party | None:
        """The party on the roster that the message speaks for."""
        return self.roster.get(self.speaker.party)

    @property
    def past(self) -> Past:
        """What came from that party before."""
        return self.history.of(self.speaker.party)
