"""The register of documents as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mailflow.cli.desk import clean
from mailflow.cli.tables import table_of
from mailflow.office.register import Item, Version
from mailflow.store import Entry

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLE = {
    "received": "cyan",
    "unproven": "yellow",
    "accepted": "green",
    "replaced": "dim",
    "withdrawn": "red",
    "rejected": "dim",
    "language": "dim",
}


def items_table(items: Sequence[Item]) -> Table:
    """Documents with where they stand."""
    table = table_of("number", "received", "from", "title", "state", "message")
    table.columns[0].no_wrap = True
    for item in items:
        receipt, version = item.receipt, item.version
        title = version.titled("")[0] if version else receipt.title
        by = (
            version.submitters
            if version
            else tuple(dict.fromkeys((*filter(None, [receipt.party]), *receipt.submitters)))
        )
        # The symbol stands below the number: beside it, both would leave no room for a title.
        symbol = f"\n{clean(version.symbol)}" if version and version.symbol else ""
        table.add_row(
            clean(receipt.number or "–") + symbol,
            f"{receipt.received_at:%d %b %H:%M}" + ("\n[yellow]late[/]" if item.late else ""),
            clean(", ".join(by)),
            clean((title or receipt.filename or "(in the message)")[:60]) + f"\n[dim]{clean(receipt.kind)}[/]",
            f"[{_STYLE[item.state]}]{item.state}[/]" + _more(item),
            str(receipt.message or ""),
        )
    return table


def _more(item: Item) -> str:
    if item.state == "language":
        return f" of {clean(item.reason)}"
    if item.offer is not None:
        return f"\n[dim]replaces {clean(item.offer.symbol or item.offer.number)}?[/]"
    return ""


def show_item(out: Console, item: Item, family: Sequence[Version], acts: Sequence[Entry]) -> None:
    """One document in full."""
    receipt = item.receipt
    out.print(f"[bold]{clean(receipt.number or 'no number yet')}[/]  {clean(receipt.title or receipt.filename)}")
    source = (
        f"message {receipt.message}, part {receipt.part or 'text'}" if receipt.message else "made by the secretariat"
    )
    out.print(
        f"{receipt.kind}, received {receipt.received_at:%d %B %Y %H:%M} UTC, {clean(source)}, {clean(receipt.filename)}"
    )
    out.print(f"state: [{_STYLE[item.state]}]{item.state}[/]{', late' if item.late else ''} {clean(item.reason)}")
    for version in family:
        mark = f" [{_STYLE[version.state]}]{version.state}[/]"
        out.print(f"\n[bold]{clean(version.symbol or version.number)}[/] {clean(version.titled('')[0])}{mark}")
        late = f", late ({version.treatment})" if version.late else ""
        out.print(
            f"  {clean(', '.join(version.submitters))}, {version.number}, {version.accepted_at:%d %b %Y %H:%M} UTC{late}"
        )
        for file in version.files:
            out.print(f"  {file.language} {file.kind} {file.size:,} bytes [dim]sha256 {file.sha256}[/]")
    for act in acts:
        reason = act.values.get("reason", "")
        out.print(
            f"  [cyan]{act.at:%d %b %Y %H:%M} {clean(act.by)}: {clean(act.what)} {clean(act.values['number'])}[/] {clean(reason)}"
        )
