"""What stands in the pictures of a message: scanned pages of a PDF, and pictures of pages.

The text is a proposal to a person (`Document.recognised`). A page whose words the engine is not sure of gives nothing: what it
would have said is made up. Here, too, nothing raises.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import atan, cos, sin
from statistics import median

from mailflow.core.charset import encodable
from mailflow.core.document import Document, PictureLimits, Recognised
from mailflow.core.message import Message
from mailflow.documents.engine import Engine, Grey, Seen, SeenLine, engine, read_page, script_of
from mailflow.documents.opening import attachments_of
from mailflow.documents.page_images import Page, pages
from mailflow.documents.pdf import title_of
from mailflow.documents.pdf_lines import Line, headings, page_lines, paragraphs, rows
from mailflow.documents.pdf_words import UNSPACED_SIGN, VisualLine, Word
from mailflow.documents.scripts import models_for

_PAGE_SECONDS = 30.0
_LEAST_SECONDS = 1.0  # a page is not begun with less left
_SURE = 85  # of 100; a word below is doubtful
_LEGIBLE = 70  # of 100, all words of a page; in a script that the engine does not know it is below 45
_CLEAR = 85
_FEWEST = 12  # letters; a page with fewer says nothing
_CHARACTERS = 100_000  # of a message
# A rule of a table, a fold or the edge of the sheet, taken for letters.
_NO_WORD = re.compile(r"[|¦\[\]{}_=~‘’'`´]|[|¦\[\]{}_=~—–\\/‘’'`´,.:;*«»<>-]{2,}")
_BULLET = re.compile(r"[•·●▪◦○*+.»«°©®¢§„“”\"'-–—>]{1,2}")
# What else a bullet is taken for: letters of its shape. They count where several lines that begin alike have one.
_LIKE_BULLET = re.compile(r"[„“”\"'«»*.]?[eoOc0°•¢©®][.*]?")


def recognise(
    message: Message, documents: Sequence[Document], languages: Sequence[str], limits: PictureLimits
) -> tuple[Document, ...]:
    """The documents with what their pictures say. `languages` are those that are expected (ISO 639-1). Never raises.

    Without an engine they come back as they are.
    """
    installed = engine() if any(document.pictures for document in documents) else None
    if installed is None:
        return tuple(documents)
    contents = {attachment.part: attachment.content for attachment in attachments_of(message)}
    budget = _Budget(installed, tuple(languages), limits.pages, time.monotonic() + limits.seconds, {})
    return tuple(
        replace(document, recognised=_recognised(contents.get(document.part, b""), document, budget))
        if document.pictures
        else document
        for document in documents
    )


@dataclass(slots=True)
class _Budget:
    """What is left of a message's time and pages. Copies of one picture are read once."""

    engine: Engine
    languages: tuple[str, ...]
    pages: int
    until: float
    known: dict[bytes, Recognised]

    def seconds(self) -> float:
        """For the next page."""
        return min(_PAGE_SECONDS, self.until - time.monotonic())


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read. `why` it gave nothing, "" where it gave its lines."""

    lines: tuple[SeenLine, ...] = ()
    why: str = ""

    @property
    def sure(self) -> float:
        """How sure the engine is of all its words, from 0 to 100: the longer a word, the more it counts."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _recognised(content: bytes, document: Document, budget: _Budget) -> Recognised:
    if (before := budget.known.get(content)) is not None:
        return before
    found: list[_Read] = []
    try:
        with pages(content, document) as each:
            for page in each:
                if budget.pages <= 0 or budget.seconds() < _LEAST_SECONDS:
                    found.append(_Read(why="the bound on pages or time was reached"))
                    break
                budget.pages -= 1
                found.append(_page(page, budget))
    except Exception as error:  # noqa: BLE001
        # The libraries raise what they like on hostile pictures.
        found.append(_Read(why=f"the picture is damaged or too large ({type(error).__name__})"))
    made = budget.known[content] = _told(found)
    return made


def _page(page: Page, budget: _Budget) -> _Read:
    """One page: first as most are (upright, in the expected languages), then as its own letters ask for."""
    models = models_for("", budget.languages, budget.engine.models)
    picture = page(0)
    first = _tried(picture, models, budget)
    if first.sure >= _CLEAR or first.why:
        return first
    script, turn = script_of(budget.engine, picture, max(_LEAST_SECONDS, budget.seconds()))
    others = models_for(script, budget.languages, budget.engine.models)
    best = first
    if (turn or others != models) and others:
        second = _tried(page(turn) if turn else picture, others, budget)
        best = max(first, second, key=lambda read: read.sure)
    if best.sure >= _LEGIBLE or not best.lines:
        return best
    if script and not others:
        return _Read(why=f"its script ({script}) needs a language pack that is not installed")
    return _Read(why="its letters cannot be made out")


def _tried(picture: Grey, models: Sequence[str], budget: _Budget) -> _Read:
    if not models:
        return _Read()
    lines = read_page(budget.engine, picture, models, max(_LEAST_SECONDS, budget.seconds()))
    if lines is None:
        return _Read(why="the program that reads pictures broke off, or took too long")
    read = _Read(tuple(_cleared(lines)))
    letters = sum(c.isalnum() for line in read.lines for word in line.words for c in word.text)
    return read if letters >= _FEWEST else _Read()


def _cleared(lines: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """The lines without what is no word (rules of tables, folds, edges of the sheet), and with a dash for each bullet."""
    likely = [line.words[0].left for line in lines if _begins(line, _LIKE_BULLET)]
    for line in lines:
        first = line.words[0]
        beside = sum(abs(first.left - left) < line.size for left in likely)
        listed = _begins(line, _BULLET) or (_begins(line, _LIKE_BULLET) and (beside > 1 or first.sure < _SURE))
        words = [word for word in line.words[listed:] if not _NO_WORD.fullmatch(word.text)]
        if words:
            yield replace(line, words=tuple([replace(first, text="-", sure=100), *words] if listed else words))


def _begins(line: SeenLine, mark: re.Pattern[str]) -> bool:
    """True where a mark stands before something that begins as a name does."""
    first, *others = line.words
    return bool(others) and mark.fullmatch(first.text) is not None and not others[0].text[:1].islower()


def _told(found: Sequence[_Read]) -> Recognised:
    """The pages as one text, as the text of a PDF is put together from its lines."""
    read = [page for page in found if page.lines]
    laid = [list(_laid(page.lines)) for page in read]
    text = "\n\n".join("\n".join(paragraphs(lines)) for lines in laid)
    words = [word for page in read for line in page.lines for word in line.words]
    unsure = frozenset(
        encodable(word.text) for word in words if word.sure < _SURE and sum(map(str.isalpha, word.text)) > 1
    )
    return Recognised(
        text=encodable(text[:_CHARACTERS].replace("\0", "")),
        tables=tuple(table for lines in laid for table in rows(lines)),
        unsure=unsure,
        note=_note(found, len(words), len(unsure)),
        title=encodable(title_of(headings(laid[0])).replace("\0", "")) if laid else "",
    )


def _note(found: Sequence[_Read], words: int, unsure: int) -> str:
    read = sum(bool(page.lines) for page in found)
    notes = []
    if read:
        pages = "1 page" if read == 1 else f"{read} pages"
        notes.append(f"{pages} read from pictures, {unsure} of {words} words doubtful")
    notes += dict.fromkeys(page.why for page in found if page.why)
    if found and not notes:
        notes.append("no text was found in its pictures")
    return "; ".join(notes)


def _laid(lines: Sequence[SeenLine]) -> Iterator[Line]:
    """The lines as those of a PDF page: in points' stead pixels, from below, and a sheet that lay askew put straight."""
    long = [line for line in lines if len(line.words) > 2] or list(lines)
    angle = atan(median(line.rise for line in long)) if long else 0.0
    usual = median(line.size for line in long) if long else 1.0
    yield from page_lines([_straight(line, angle, usual) for line in lines], [])


def _straight(line: SeenLine, angle: float, usual: float) -> VisualLine:
    # Sizes are measured, and differ a little from line to line where the letters are the same.
    size = usual if abs(line.size - usual) < 0.2 * usual else line.size
    words = tuple(_unspaced([_put(word, angle) for word in line.words], size))
    broken = re.search(r"\w-$", words[-1].text) is not None and len(words) > 1
    if broken:
        words = (*words[:-1], replace(words[-1], text=words[-1].text[:-1], broken=True))
    return VisualLine(words, -_turned(line.left, line.baseline, angle)[1], size)


def _unspaced(words: Sequence[Word], size: float) -> Iterator[Word]:
    """The words with those of a script without spaces (Chinese, Japanese) joined: the engine parts their signs as it likes."""
    whole = words[0]
    for word in words[1:]:
        near = word.left - whole.right < 1.5 * size
        if near and UNSPACED_SIGN.match(whole.text[-1:]) and UNSPACED_SIGN.match(word.text):
            whole = replace(whole, text=whole.text + word.text, right=word.right)
        else:
            yield whole
            whole = word
    yield whole


def _put(word: Seen, angle: float) -> Word:
    left, top = _turned(word.left, word.top, angle)
    right, bottom = _turned(word.right, word.bottom, angle)
    return Word(word.text, left, right, -bottom, -top)


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """A place on the sheet after it was turned by that angle (in radians; y runs down)."""
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)
