"""A bar chart as SVG: readable aloud (title, description), without colour (each part has its own hatching) and in print."""

from __future__ import annotations

import hashlib
from html import escape

from mailflow.core.phrasing import RIGHT_TO_LEFT
from mailflow.office.report.plain import plain
from mailflow.office.report.value import Bar, Bars

_WIDTH, _LABELS, _FIGURES, _ROW, _BAR, _HEAD = 760, 290, 60, 34, 20, 34
_LEGEND = 4  # names in a row
# Dark enough beside white and beside each other (3:1, WCAG 1.4.11), and told apart by lines, dots and hatching all the same.
_COLOURS = ("#0b4f8a", "#b3541e", "#5f6b76", "#ffffff", "#2e7d5b", "#7a3b8f")
_LINE = "#1a1a1a"
_HATCHING = (
    "",
    "M0 8 L8 0",
    "M0 4 H8",
    "M4 0 V8 M0 4 H8",
    "M0 0 L8 8",
    "M4 0 V8",
)


def drawn(bars: Bars, language: str = "en") -> str:
    """The chart as an `svg` element that can stand in a page or in a file of its own."""
    key = hashlib.sha256(repr(bars).encode("utf-8", "replace")).hexdigest()[:8]
    most = max((sum(bar.values) for bar in bars.bars), default=0) or 1
    height = _HEAD + _legend_rows(bars) * 22 + len(bars.bars) * _ROW + 8
    flipped = language in RIGHT_TO_LEFT
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        f' role="img" aria-labelledby="t{key} d{key}" font-family="sans-serif" font-size="14"'
        f' direction="{"rtl" if flipped else "ltr"}">',
        f'<title id="t{key}">{_text(bars.title)}</title><desc id="d{key}">{_text(bars.description)}</desc>',
        "<defs>",
        *(_pattern(key, part) for part in range(len(bars.parts))),
        "</defs>",
        _label(_WIDTH if flipped else 0, 20, bars.title, "start", bold=True),
        *_legend(bars, key, flipped),
    ]
    top = _HEAD + _legend_rows(bars) * 22
    for place, bar in enumerate(bars.bars):
        pieces += _bar(bar, bars, key, top + place * _ROW, most, flipped)
    return "".join([*pieces, "</svg>"])


def _bar(bar: Bar, bars: Bars, key: str, top: float, most: int, flipped: bool) -> list[str]:
    pieces = [_label(_side(_LABELS - 12, flipped), top + 16, _short(bar.label), "end")]
    room = _WIDTH - _LABELS - _FIGURES
    left = float(_LABELS)
    for part, value in enumerate(bar.values):
        width = room * value / most
        if width <= 0:
            continue
        x = _WIDTH - left - width if flipped else left
        pieces.append(
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="url(#{key}p{part})"'
            f' stroke="{_LINE}"><title>{_text(f"{bar.label}: {bars.parts[part]} {value}")}</title></rect>'
        )
        left += width
    pieces.append(_label(_side(left + 8, flipped), top + 16, str(sum(bar.values)), "start"))
    return pieces


def _legend(bars: Bars, key: str, flipped: bool) -> list[str]:
    pieces = []
    for place, name in enumerate(bars.parts):
        x, y = (place % _LEGEND) * 190, _HEAD + (place // _LEGEND) * 22 - 4
        pieces.append(
            f'<rect x="{_side(x, flipped, 16)}" y="{y}" width="16" height="14" fill="url(#{key}p{place})"'
            f' stroke="{_LINE}"/>'
        )
        pieces.append(_label(_side(x + 22, flipped), y + 12, name, "start"))
    return pieces


def _legend_rows(bars: Bars) -> int:
    return -(-len(bars.parts) // _LEGEND)


def _pattern(key: str, part: int) -> str:
    colour, hatching = _COLOURS[part % len(_COLOURS)], _HATCHING[part % len(_HATCHING)]
    ink = _LINE if colour == "#ffffff" else "#ffffff"
    return (
        f'<pattern id="{key}p{part}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/><path d="{hatching}" stroke="{ink}" stroke-width="1.4"/></pattern>'
    )


def _label(x: float, y: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{weight}>{_text(text)}</text>'


def _side(x: float, flipped: bool, width: float = 0) -> float:
    return _WIDTH - x - width if flipped else x


def _short(label: str) -> str:
    return label if len(label) <= 42 else label[:41] + "…"


def _text(text: str) -> str:
    return escape(plain(text))
