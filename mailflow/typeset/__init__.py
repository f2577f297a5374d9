"""Letters and reports as PDF: a tree of values in, the bytes of a PDF/A out.

`sheet` is the tree, `sheet.typ` the one Typst program that sets it, `press` the bounded process in which that happens,
`letters` puts a letter on letterhead. Needs the extra `pdf`.
"""

from mailflow.typeset.press import Press, pdf
from mailflow.typeset.sheet import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Sheet,
    Strong,
    Table,
    Words,
)

__all__ = [
    "Block",
    "Break",
    "Emphasis",
    "Heading",
    "Inline",
    "Items",
    "Link",
    "PageBreak",
    "Paragraph",
    "Press",
    "Quote",
    "Rule",
    "Sheet",
    "Strong",
    "Table",
    "Words",
    "pdf",
]
