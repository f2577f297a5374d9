"""Tables that people read. What messages say is data: it is made safe before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.table import Table

from mailflow.cli.crowds import Crowd
from mailflow.cli.desk import clean
from mailflow.store import Hit, MailboxStatus, Record, ReviewItem, StoredLetter

STATE_STYLE = {
    "sent": "green",
    "queued": "cyan",
    "sending": "cyan",
    "held": "yellow",
    "deferred": "yellow",
    "unknown": "bold red",
    "failed": "bold red",
    "bounced": "red",
    "cancelled": "dim",
}
_DISPOSITION_STYLE = {"acknowledge": "green", "review": "yellow", "ignore": "dim"}


# What is short in every row: where room is scarce, the long columns give way.
_NUMBERS = ("no.", "tries", "message")
_SHORT = (*_NUMBERS, "received", "party", "state", "mailbox", "campaign", "conference", "begun")


def table_of(*columns: str) -> Table:
    """A table as all our commands show them. No head is broken within a word."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(
            column,
            justify="right" if column in _NUMBERS else "left",
            no_wrap=column in _SHORT,
            overflow="fold",
            min_width=max(map(len, column.split()), default=0),
        )
    return table


def short(text: str, most: int) -> str:
    """The text, or its beginning and a mark that more follows."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def one_line(table: Table) -> Table:
    """The same table with a line for each row: senders, addressees and subjects that have no room end in a mark."""
    table.expand = True
    for column in table.columns:
        column.no_wrap, column.overflow = True, "ellipsis"
        if column.header in ("from", "to", "subject"):
            column.ratio = 1
    return table


def messages_table(records: Sequence[Record]) -> Table:
    """Messages on record."""
    table = table_of("no.", "received", "from", "subject", "taken for", "party", "what follows")
    for record in records:
        style = _DISPOSITION_STYLE.get(record.disposition or "", "")
        answer = record.attendance or ""
        kinds = ", ".join(record.kinds) + (f" ({answer})" if answer else "")
        table.add_row(
            str(record.id),
            f"{record.received_at:%d %b %H:%M}",
            clean(short(record.sender, 34)),
            clean(short(record.subject, 44)),
            clean(kinds) if record.state != "duplicate" else f"the same as {record.duplicate_of}",
            clean(record.party or ""),
            f"[{style}]{follows(record)}[/]" if style else follows(record),
        )
    return table


def follows(record: Record) -> str:
    """What follows from a message, in a word or two."""
    if record.state in ("taken", "parked", "oversize", "duplicate"):
        return {"taken": "waits", "parked": "parked", "oversize": "too large", "duplicate": "nothing"}[record.state]
    letter = record.decision.get("letter")
    if letter:
        return f"letter {clean(letter)}" + (", a person" if record.needs_person else "")
    if record.disposition == "ignore":
        return "no answer" + (", a person" if record.needs_person else "")
    return "a person" if record.needs_person else "filed"


def letters_table(letters: Sequence[StoredLetter]) -> Table:
    """Letters in the outbox."""
    table = table_of("no.", "letter", "to", "party", "subject", "language", "state", "tries")
    for letter in letters:
        style = STATE_STYLE.get(letter.state, "")
        to = ", ".join(r.address for r in letter.recipients if not r.journal)
        table.add_row(
            str(letter.id),
            clean(letter.template),
            clean(to),
            clean(letter.party or ""),
            clean(short(letter.subject, 60)),
            letter.language,
            f"[{style}]{letter.state}[/]" + _why(letter),
            str(letter.tries),
        )
    return table


def _why(letter: StoredLetter) -> str:
    """Why it is held, or when it leaves."""
    if letter.hold and letter.state == "held":
        return f" ({clean(letter.hold)})"
    if letter.state in ("queued", "deferred") and letter.next_try_at is not None:
        return f" (not before {letter.next_try_at:%d %b %H:%M} UTC)"
    return ""


def review_table(items: Sequence[ReviewItem]) -> Table:
    """What waits for a person, why, and what would be done."""
    table = table_of("no.", "from", "subject", "taken for", "party", "why")
    for item in items:
        table.add_row(
            str(item.message),
            clean(short(item.sender, 34)),
            clean(short(item.subject, 40)),
            clean(", ".join(item.kinds)),
            clean(item.party or ""),
            "\n".join(clean(reason) for reason in item.reasons)
            + (f"\n[cyan]for {clean(item.assigned)}[/]" if item.assigned else ""),
        )
    return table


def crowds_table(crowds: Sequence[Crowd]) -> Table:
    """What waits for a person in great numbers for one reason."""
    table = table_of("messages", "no.", "from", "subject of the first", "why")
    for crowd in crowds:
        first, last = crowd.items[0], crowd.items[-1]
        table.add_row(
            f"{len(crowd.items):,}",
            f"{first.message} to {last.message}",
            clean(f"…@{crowd.domain}" if crowd.domain else "many domains"),
            clean(short(first.subject, 40)),
            clean(crowd.reason),
        )
    return table


def hits_table(hits: Sequence[Hit]) -> Table:
    """What a search found."""
    table = table_of("no.", "received", "from", "subject", "words")
    for hit in hits:
        words = clean(hit.snippet.replace("\n", " "))
        words = words.replace("\N{REPLACEMENT CHARACTER}", "")
        table.add_row(str(hit.id), f"{hit.received_at:%d %b %Y}", clean(hit.sender), clean(hit.subject), words)
    return table


def mailboxes_table(mailboxes: Sequence[MailboxStatus], now: datetime) -> Table:
    """How the mailboxes stand."""
    table = table_of("mailbox", "last contact", "on server", "in ledger", "newest UID", "waiting", "oldest", "parked")
    for box in mailboxes:
        difference, folder = (box.on_server or 0) - box.in_ledger, box.folder.rpartition("/")[2]
        table.add_row(
            f"{clean(box.mailbox)}" + (f"\n[dim]{clean(folder)}[/]" if folder != box.mailbox else ""),
            ago(box.last_contact, now),
            str(box.on_server or 0),
            str(box.in_ledger) + (f"\n[yellow]{difference} to come[/]" if difference > 0 else ""),
            str(box.newest_uid),
            str(box.pending),
            ago(box.oldest_pending, now),
            f"[red]{box.parked}[/]" if box.parked else "0",
        )
    return table


def ago(at: datetime | None, now: datetime | None = None) -> str:
    """A past time as people say it."""
    if at is None:
        return "–"
    seconds = ((now or datetime.now(UTC)) - at).total_seconds()
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit} ago"
    return f"{max(int(seconds), 0)} s ago"
