"""Documents that are text: TXT, CSV, HTML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from mailflow.core.charset import decoded
from mailflow.core.markup import to_text
from mailflow.documents.content import Content, Table
from mailflow.documents.limits import Limits
from mailflow.documents.titles import title_among
from mailflow.documents.workbook import trimmed

_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEADING = re.compile(r"<(h[1-3]|title)\b[^>]{0,500}>(.{1,2000}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_DELIMITERS = ",;\t|"


def text_of(content: bytes, declared: str = "utf-8") -> tuple[str, str]:
    """The text with LF line ends, and a note where its charset had to be guessed."""
    read = decoded(content, _UTF16.get(content[:2], declared))
    note = f"its charset was guessed: {read.fallback}" if read.fallback not in ("", "utf-8") else ""
    return read.text.replace("\r\n", "\n").replace("\r", "\n"), note


def read_txt(content: bytes, limits: Limits) -> Content:
    """A plain text file. Its title is a first line that stands alone."""
    text, note = text_of(content)
    top = [line.strip() for line in text[:5000].lstrip().split("\n")[:20]]
    return Content(note=note, title=title_among(_alone(top)), text=text[: limits.text_characters])


def _alone(lines: list[str]) -> Iterable[str]:
    """The lines that have a blank line or a rule of signs under them, before the first that has not."""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if not line:
            continue
        if below and re.fullmatch(r"[=\-_*~]{3,}", below) is None:
            return
        yield line


def read_html(content: bytes, limits: Limits) -> Content:
    """A web page. Rows of tables are lines with their cells parted by tabs."""
    meta = _META.search(content[:4096])
    text, note = text_of(content, meta[1].decode("ascii") if meta else "utf-8")
    marked = to_text(text)
    headings = [to_text(m[2]).text for m in _HEADING.finditer(text[:100_000]) if m[1].lower() != "title"]
    pages = [to_text(m[2]).text for m in _HEADING.finditer(text[:20_000]) if m[1].lower() == "title"]
    return Content(
        note=note,
        title=title_among([*headings, *pages]),
        text=marked.text[: limits.text_characters],
        tables=tables_in(marked.text.split("\n")),
    )


def tables_in(lines: Iterable[str]) -> tuple[Table, ...]:
    """The runs of two and more lines with tabs."""
    tables: list[Table] = []
    run: list[list[str]] = []
    for line in [*lines, ""]:
        if "\t" in line:
            run.append([cell.strip() for cell in line.split("\t")])
            continue
        if len(run) > 1:
            tables.append(trimmed(run))
        run = []
    return tuple(tables)


def read_csv(content: bytes, limits: Limits) -> Content:
    """Comma separated values, by whatever they are separated."""
    text, note = text_of(content)
    table, whole = _table(text, limits)
    note = "; ".join(filter(None, (note, "" if whole else "only the first rows were read")))
    lines = ["\t".join(cell.replace("\n", " ") for cell in row) for row in table]
    return Content(note=note, text="\n".join(lines)[: limits.text_characters], tables=(table,) if table else ())


def _table(text: str, limits: Limits) -> tuple[Table, bool]:
    """The rows within the limits, and whether they are all."""
    rows: list[list[str]] = []
    left = limits.cells
    # The field limit of the module is global; a longer field is cut into lines before, which only a broken file has.
    lines = (line[:100_000] for line in io.StringIO(text[: 4 * limits.text_characters]))
    try:
        for row in csv.reader(lines, delimiter=delimiter(text[:20_000])):
            left -= len(row)
            if left < 0:
                return trimmed(rows), False
            rows.append([cell.strip() for cell in row])
    except csv.Error:
        return trimmed([line.split(delimiter(text[:20_000])) for line in text.split("\n")[:1000]]), False
    return trimmed(rows), len(text) <= 4 * limits.text_characters


def delimiter(sample: str) -> str:
    """The sign that stands most evenly in the first lines, outside quotation marks."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in sample.split("\n")[:30] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        return (min(counts, default=0), -len(set(counts))) if any(counts) else (-1, 0)

    return max(_DELIMITERS, key=evenness)
