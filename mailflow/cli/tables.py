"""Tables that people read. What messages say is data: it is made safe before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from mailflow.cli.crowds import Crowd
from mailflow.cli.desk import clean
from mailflow.core.roster import Party
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


# As wide as a table is made whose long columns are stacked: wider, the eye loses the row.
_STACKED = 110
_UNBOUNDED = 10_000
_KINDS = 27  # columns for "representation (tentative)"


def fitting(out: Console, make: Callable[[bool], Table]) -> Table:
    """The table that `make` gives: a column for each thing where there is room for that, else (`make(True)`) with what is long
    stacked in one column, so that addresses and words are not broken. What has no room even then ends in a mark."""
    wide = make(False)
    if Measurement.get(out, out.options.update(max_width=_UNBOUNDED), wide).maximum <= out.width:
        return wide
    table = make(True)
    table.width = min(out.width, _STACKED)
    return table


def _stack(table: Table, *headers: str) -> Table:
    """The columns that take what room is left, each line in them with a mark where it has none."""
    for column in table.columns:
        if column.header in headers:
            column.ratio, column.no_wrap, column.overflow = 1, True, "ellipsis"
    return table


def messages_table(records: Sequence[Record], stacked: bool = False) -> Table:
    """Messages on record."""
    if stacked:
        table = _stack(table_of("no.", "from, subject", "received, party", "taken for, what follows"), "from, subject")
        table.columns[-1].max_width = _KINDS
    else:
        table = table_of("no.", "received", "from", "subject", "taken for", "party", "what follows")
    for record in records:
        style = _DISPOSITION_STYLE.get(record.disposition or "", "")
        answer = record.attendance or ""
        kinds = ", ".join(record.kinds) + (f" ({answer})" if answer else "")
        taken = clean(kinds) if record.state != "duplicate" else f"the same as {record.duplicate_of}"
        next_step = f"[{style}]{follows(record)}[/]" if style else follows(record)
        number, received, party = str(record.id), f"{record.received_at:%d %b %H:%M}", clean(record.party or "")
        if stacked:
            about = f"{clean(record.sender)}\n{clean(record.subject)}"
            table.add_row(number, about, f"{received}\n{party}", f"{taken}\n{next_step}")
        else:
            sender, subject = clean(short(record.sender, 34)), clean(short(record.subject, 44))
            table.add_row(number, received, sender, subject, taken, party, next_step)
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


def letters_table(letters: Sequence[StoredLetter], stacked: bool = False) -> Table:
    """Letters in the outbox."""
    if stacked:
        table = _stack(table_of("no.", "to, subject", "party", "letter, state"), "to, subject")
    else:
        table = table_of("no.", "letter", "to", "party", "subject", "language", "state", "tries")
    for letter in letters:
        to = clean(", ".join(r.address for r in letter.recipients if not r.journal))
        state = f"[{STATE_STYLE.get(letter.state, '')}]{letter.state}[/]" + _why(letter)
        number, template, party, tries = (
            str(letter.id),
            clean(letter.template),
            clean(letter.party or ""),
            str(letter.tries),
        )
        if stacked:
            about = f"{to}\n{clean(letter.subject)}"
            state += f", {tries} tries" if letter.tries > 1 else ""
            table.add_row(number, about, party, f"{template}, {letter.language}\n{state}")
        else:
            table.add_row(number, template, to, party, clean(short(letter.subject, 60)), letter.language, state, tries)
    return table


def _why(letter: StoredLetter) -> str:
    """Why it is held, or when it leaves."""
    if letter.hold and letter.state == "held":
        return f" ({clean(letter.hold)})"
    if letter.state in ("queued", "deferred") and letter.next_try_at is not None:
        return f" (not before {letter.next_try_at:%d %b %H:%M} UTC)"
    return ""


def review_table(items: Sequence[ReviewItem], stacked: bool = False) -> Table:
    """What waits for a person, why, and what would be done."""
    if stacked:
        table = _stack(table_of("no.", "from, subject, taken for", "party", "why"), "from, subject, taken for")
        table.columns[-1].ratio = 1
    else:
        table = table_of("no.", "from", "subject", "taken for", "party", "why")
    for item in items:
        number, kinds, party = str(item.message), clean(", ".join(item.kinds)), clean(item.party or "")
        why = "\n".join(clean(reason) for reason in item.reasons)
        why += f"\n[cyan]for {clean(item.assigned)}[/]" if item.assigned else ""
        if stacked:
            table.add_row(number, f"{clean(item.sender)}\n{clean(item.subject)}\n[dim]{kinds}[/]", party, why)
        else:
            table.add_row(number, clean(short(item.sender, 34)), clean(short(item.subject, 40)), kinds, party, why)
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


def hits_table(hits: Sequence[Hit], stacked: bool = False) -> Table:
    """What a search found."""
    if stacked:
        table = _stack(table_of("no.", "received, from, subject", "words"), "received, from, subject")
        table.columns[-1].ratio = 1
    else:
        table = table_of("no.", "received", "from", "subject", "words")
    for hit in hits:
        words = clean(hit.snippet.replace("\n", " "))
        words = words.replace("\N{REPLACEMENT CHARACTER}", "")
        number, head = str(hit.id), (f"{hit.received_at:%d %b %Y}", clean(hit.sender), clean(hit.subject))
        table.add_row(number, "\n".join(head), words) if stacked else table.add_row(number, *head, words)
    return table


def roster_table(parties: Sequence[Party], stacked: bool = False) -> Table:
    """The parties of a roster. Stacked, each address and domain has a line of its own."""
    if stacked:
        table = _stack(table_of("code", "name, kind, language", "addresses, domains"), "addresses, domains")
    else:
        table = table_of("code", "kind", "name", "language", "domains", "addresses")
    for party in parties:
        addresses, domains = [clean(a.spec) for a in party.emails], [clean(domain) for domain in party.domains]
        code, name = clean(party.code), clean(party.name)
        if stacked:
            table.add_row(code, f"{name}\n{party.kind}, {party.language}", "\n".join([*addresses, *domains]))
        else:
            table.add_row(code, party.kind, name, party.language, ", ".join(domains), ", ".join(addresses))
    return table


def mailboxes_table(mailboxes: Sequence[MailboxStatus], now: datetime) -> Table:
    """How the mailboxes stand."""
    table = table_of(
        "mailbox", "last\ncontact", "on\nserver", "in\nledger", "newest\nUID", "waiting", "oldest", "parked"
    )
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
