"""Paragraphs that a mail program has cut into lines, joined again (RFC 3676)."""

from __future__ import annotations

_SIGNATURE = "-- "


def unfolded(text: str, *, delsp: bool = False) -> str:
    """The text of a format=flowed part with its soft line breaks taken out. Quote marks stay, as `> ` in front."""
    lines: list[str] = []
    pieces: list[str] = []
    depth = 0
    for line in text.split("\n"):
        quotes, content = _taken_apart(line)
        if pieces and (quotes != depth or content == _SIGNATURE):
            lines.append(_line(depth, pieces))
            pieces = []
        depth = quotes
        soft = content.endswith(" ") and content != _SIGNATURE
        pieces.append(content[:-1] if soft and delsp else content)
        if not soft:
            lines.append(_line(depth, pieces))
            pieces = []
    if pieces:
        lines.append(_line(depth, pieces))
    return "\n".join(lines)


def _taken_apart(line: str) -> tuple[int, str]:
    """Quote depth and content; one leading space was stuffed in (RFC 3676 §4.4)."""
    content = line.lstrip(">")
    return len(line) - len(content), content.removeprefix(" ")


def _line(depth: int, pieces: list[str]) -> str:
    marks = ">" * depth + " " if depth else ""
    return marks + "".join(pieces)
