"""What travels between the worker and the processes that sort for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailflow.core.authentication import Authentication
from mailflow.core.conference import Receiving
from mailflow.core.decision import Decision
from mailflow.core.document import Document, PictureLimits
from mailflow.core.findable import Findable
from mailflow.core.guard import Verdict
from mailflow.core.history import History
from mailflow.core.message import Message
from mailflow.core.report import Report
from mailflow.core.speaker import Speaker
from mailflow.core.text import Text
from mailflow.errors import FileError
from mailflow.sources import Sources


@dataclass(frozen=True, slots=True)
class Job:
    """One message to sort. `tokens` name our letters that it speaks of; their keys were verified."""

    id: int
    raw: bytes = field(repr=False)
    receiving: Receiving
    received_at: datetime
    tokens: tuple[str, ...] = ()
    open_documents: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a message was taken for. The bytes of its attachments stay behind; names, sizes and checksums are here."""

    id: int
    message: Message
    text: Text
    documents: tuple[Document, ...]
    authentication: Authentication
    verdict: Verdict
    speaker: Speaker
    report: Report | None
    decision: Decision
    tokens: tuple[str, ...]
    search_text: Findable
    trace: bytes = field(repr=False)  # squeezed JSON: it is stored as it is
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that could not be sorted: what went wrong, for staff."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A sorting process's answer to a desk: it is open, or why not."""

    revision: str
    error: FileError | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages of one conference, with the past they are judged by."""

    desk: str  # revision of the desk
    jobs: tuple[Job, ...]
    history: History
    reference_key: bytes = field(default=b"", repr=False)  # tells the references that our letters carry
    pictures: PictureLimits | None = None  # how much of pictures is read; None: nothing, which is what takes time


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The letters of a conference, to be written on an invented occasion; answered by `Opened`."""

    sources: Sources
    now: datetime
