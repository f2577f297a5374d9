"""Tables of promises and of sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.table import Table

from mailflow.cli.desk import clean
from mailflow.office.promised import Change, Standing, Urgency
from mailflow.store import Promise

if TYPE_CHECKING:
    from mailflow.core.conference import Session

_STYLE = {Urgency.OVERDUE: "bold red", Urgency.DUE: "yellow", Urgency.LATER: ""}
_WORDS = {
    Change.AS_ANNOUNCED: "as announced",
    Change.NEW: "not announced yet",
    Change.MOVED: "moved since it was announced",
    Change.CONFIRMED: "announced as tentative, certain now",
    Change.TENTATIVE: "announced as tentative",
    Change.RESERVED: "announced as certain, tentative now",
    Change.GONE: "announced, and no longer in the programme",
}


def promises_table(promises: Sequence[Promise], late: Mapping[int, Urgency]) -> Table:
    """Promises with what is due marked."""
    table = _table("no.", "due", "what", "to", "conference", "announced by", "state")
    for promise in promises:
        style = _STYLE.get(late.get(promise.id, Urgency.LATER), "")
        day = f"{promise.due}" + (f" ({late[promise.id]})" if style else "")
        source = f"letter {promise.letter}" if promise.letter else promise.by
        at = f", {promise.made_at:%d %b %Y}" if promise.made_at else ""
        state = promise.state + (f" by {promise.kept_by}" if promise.kept_by else "")
        table.add_row(
            str(promise.id),
            f"[{style}]{day}[/]" if style else day,
            clean(promise.text),
            clean(promise.audience),
            clean(promise.conference),
            clean(source + at),
            clean(state + (f" ({promise.note})" if promise.note else "")),
        )
    return table


def sessions_table(found: Sequence[Standing], zone: ZoneInfo) -> Table:
    """The programme against what was announced."""
    table = _table("session", "title", "now", "announced", "")
    for each in found:
        told = _time(each.announced.session, zone) if each.announced else "–"
        state = _WORDS[each.change]
        table.add_row(
            clean(each.name),
            clean(each.title),
            _time(each.session, zone) if each.session else "–",
            told,
            f"[yellow]{state}[/]" if each.to_tell or each.change is Change.GONE else state,
        )
    return table


def _time(session: Session, zone: ZoneInfo) -> str:
    begins, ends = session.begins.astimezone(zone), session.ends.astimezone(zone)
    return f"{begins:%a %d %b %H:%M}–{ends:%H:%M}" + (" (tentative)" if session.tentative else "")


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, justify="right" if column == "no." else "left", overflow="fold")
    return table
