"""The process that sorts: reads batches from standard input, writes a judgement for each message to standard output.

It is a process of its own for three reasons: parsing and reading use the second core; what is hostile in a message, its
documents above all, is opened where memory is bounded and where a deadline can end it; and what crashes here takes no
letter and no record with it. `worker.sorters` is its other end.
"""

from __future__ import annotations

import gc
import pickle
import resource
import sys
import time
import traceback
from dataclasses import replace
from typing import Any, BinaryIO

from mailflow.core.document import Condition, Document
from mailflow.core.findable import findable
from mailflow.core.message import Attachment, Message
from mailflow.core.packing import squeezed
from mailflow.core.parsing import parse
from mailflow.core.sorting import Desk, Sorted, sort
from mailflow.core.text import Role
from mailflow.desk import open_desk
from mailflow.errors import FileError
from mailflow.sources import Sources
from mailflow.worker.judgement import Batch, Failure, Job, Judgement, Opened, Rehearsal
from mailflow.worker.pipe import LENGTH

_SEARCHED = 200_000  # characters of a message that search can find
_SHOWN = 4000  # characters of a text that are kept with the decision
_NOT_OPENED = "it could not be read in the time allowed"


def write(stream: BinaryIO, value: object) -> None:
    """Write one value with its length before it."""
    data = pickle.dumps(value, protocol=5)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read(stream: BinaryIO) -> Any:
    """Read one value; `EOFError` at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    # Both ends of this pipe are ours: what is unpickled was pickled by the other end, never by a message. It is read off
    # the pipe straight, for a large message would be in memory twice otherwise.
    return pickle.load(stream)  # noqa: S301


def judge(job: Job, desk: Desk, batch: Batch) -> Judgement:
    """Sort one message."""
    began = time.perf_counter()
    message = parse(job.raw)
    opened = _read(message) if job.open_documents else unopened(message)
    if batch.pictures is not None and any(document.pictures for document in opened):
        # Loaded only where there is a picture of a page, which few messages have.
        from mailflow.documents.recognition import recognise

        opened = recognise(message, opened, desk.conference.languages, batch.pictures)
    done = sort(message, opened, desk, job.receiving, batch.history, job.received_at, job.tokens, batch.reference_key)
    view = done.view
    return Judgement(
        id=job.id,
        message=_without_contents(message),
        text=view.text,
        documents=tuple(replace(d, text="", tables=(), recognised=None) for d in view.documents),
        authentication=view.authentication,
        verdict=view.verdict,
        speaker=view.speaker,
        report=view.report,
        decision=replace(done.decision, match=replace(done.decision.match, trials=())),
        tokens=job.tokens,
        search_text=findable(_search_text(done)),
        trace=squeezed(trace(done)),
        seconds=time.perf_counter() - began,
    )


def _read(message: Message) -> tuple[Document, ...]:
    if not message.attachments and not message.embedded:
        return ()
    # Loaded with the first attachment: it is a tenth of what a sorting process loads at its start.
    from mailflow import documents

    return documents.read_all(message)


def unopened(message: Message) -> tuple[Document, ...]:
    """The attachments of a message that killed its reader once: named, and not opened again."""
    return tuple(
        Document(part=a.part, name=a.name, kind="other", condition=Condition.UNREADABLE, note=_NOT_OPENED)
        for a in message.attachments
    )


def trace(done: Sorted) -> dict[str, Any]:
    """Everything that led to a decision, as stored with the message and shown by `explain`."""
    view = done.view
    return {
        "defects": list(view.message.defects),
        "fallbacks": [f"part {b.part}: {b.charset} read as {b.fallback}" for b in view.message.bodies if b.fallback],
        "text": [{"role": s.role.value, "part": s.part, "text": s.text[:_SHOWN]} for s in view.text.segments],
        "documents": [
            {
                "name": d.name,
                "part": d.part,
                "kind": d.kind,
                "condition": d.condition.value,
                "note": d.note,
                "title": d.title,
                "pages": d.pages,
            }
            for d in view.documents
        ],
        "pictures": [
            {"name": d.name, "part": d.part, "note": d.recognised.note, "text": d.recognised.text[:_SHOWN]}
            for d in view.documents
            if d.recognised is not None
        ],
        "authentication": {
            "proof": view.authentication.proof.value,
            "domain": view.authentication.domain,
            "seen": view.authentication.seen,
        },
        "guard": {
            "machine": view.verdict.machine,
            "silent": [{"reason": w.reason.value, "seen": w.seen} for w in view.verdict.silent],
            "review": [{"reason": w.reason.value, "seen": w.seen} for w in view.verdict.review],
        },
        "speaker": {
            "party": view.speaker.party,
            "basis": view.speaker.basis,
            "proven": view.speaker.proven,
            "parties": list(view.speaker.parties),
            "unlisted": view.speaker.unlisted,
        },
        "letter": view.letter.id if view.letter else None,
        "returned": [
            {"answer": r.answer.value, "party": r.party, "token": r.token, "by_link": r.by_link} for r in view.returned
        ],
        "rules": [
            {
                "rule": t.rule,
                "hit": t.hit,
                "findings": [{"condition": f.condition, "held": f.held, "seen": f.seen} for f in t.findings],
            }
            for t in done.decision.match.trials
        ],
        "revision": done.decision.match.revision,
    }


def _search_text(done: Sorted) -> str:
    view = done.view
    pieces = [view.text.of(Role.NEW, Role.FORWARDED, Role.SIGNATURE), *(d.name + "\n" + d.text for d in view.documents)]
    pieces += [d.recognised.text for d in view.documents if d.recognised is not None]
    return "\n".join(pieces)[:_SEARCHED]


def _without_contents(message: Message) -> Message:
    def light(attachment: Attachment) -> Attachment:
        return replace(attachment, content=b"")

    return replace(
        message,
        bodies=(),
        attachments=tuple(light(a) for a in message.attachments),
        embedded=tuple(_without_contents(m) for m in message.embedded),
    )


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer batches until the other end closes."""
    desks: dict[str, Desk] = {}
    while True:
        try:
            asked = read(source)
        except EOFError:
            return
        if isinstance(asked, Sources):
            # Of each conference the newest desks are kept: the one in force, and one that is tried out.
            standing = [r for r, d in desks.items() if d.conference.name == asked.conference.name]
            for revision in standing[:-1]:
                del desks[revision]
            write(sink, _opened(asked, desks))
            continue
        if isinstance(asked, Rehearsal):
            write(sink, _rehearsed(asked))
            continue
        batch: Batch = asked
        for job in batch.jobs:
            write(sink, _judged(job, desks[batch.desk], batch))


def _opened(sources: Sources, desks: dict[str, Desk]) -> Opened:
    try:
        desks[sources.revision] = open_desk(sources)
    except FileError as error:
        return Opened(sources.revision, error)
    return Opened(sources.revision)


def _rehearsed(asked: Rehearsal) -> Opened:
    # Letters and their samples are only needed where a letter was edited: a sorting process starts without them.
    from mailflow.core.letter_check import rehearse
    from mailflow.letters import open_letters

    sources = asked.sources
    try:
        rehearse(open_letters(sources), sources.conference, asked.now)
    except FileError as error:
        return Opened(sources.revision, error)
    return Opened(sources.revision)


def _judged(job: Job, desk: Desk, batch: Batch) -> Judgement | Failure:
    try:
        return judge(job, desk, batch)
    except Exception:  # noqa: BLE001  # one message that cannot be sorted must not stop the others (law 10)
        return Failure(job.id, traceback.format_exc(limit=8))


def collect_seldom() -> None:
    """Have Python look for rubbish rarely: nearly all that a sorting process holds stays, and is a hundred thousand values."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def main() -> None:
    """Entry point of the process: the memory it may use is its one argument, in bytes."""
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    collect_seldom()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not be taken for a judgement.
    sys.stdout = sys.stderr
    serve(source, sink)


if __name__ == "__main__":
    main()
