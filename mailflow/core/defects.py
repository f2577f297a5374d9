"""What can be wrong with a message, in words. `Message.defects` holds these, some with ": what was seen" behind them.

A defect is a note for staff. The ones in GRAVE mean that something the sender wrote was not read, or can be read in two
ways; the others are the everyday sins of mail programs.
"""

from __future__ import annotations

from collections.abc import Iterable

ENCRYPTED = "encrypted"
OPAQUE = "signed in a form that hides the text (S/MIME)"
TNEF = "winmail.dat"
TOO_MANY_PARTS = "too many parts"
TOO_DEEP = "parts nested too deep"
HEADER_TOO_LARGE = "header too large"
TEXT_TOO_LONG = "text too long"
NO_BOUNDARY = "multipart without its boundary"
OTHER_BOUNDARY = "multipart read by a boundary that it does not declare"
TWO_BOUNDARIES = "two boundaries declared"
NOT_CLOSED = "multipart not closed"
DAMAGED_CODING = "damaged transfer encoding"
UNKNOWN_CODING = "unknown transfer encoding"
DAMAGED_TEXT = "text with bytes that fit no charset"
OTHER_CHARSET = "text is not in the charset that it declares"
DOUBLED_FIELD = "field occurs more than once"
DOUBLED_PARAMETER = "parameter occurs more than once"
TWO_NAMES = "two names for one file"
NO_SEPARATOR = "no blank line between header and body"
NOT_A_FIELD = "line in the header that is no field"
MBOX_LINE = "mbox line at the top"
BARE_CR = "carriage return alone in the header"
NUL = "NUL characters"
EIGHT_BIT_HEADER = "raw 8-bit text in the header"
DAMAGED_WORD = "damaged encoded word"
NO_MESSAGE_ID = "no Message-ID"
BAD_MESSAGE_ID = "malformed Message-ID"
NO_DATE = "no Date"
BAD_DATE = "malformed Date"
NO_FROM = "no From"
BAD_ADDRESS = "unreadable address"
OTHER_ADDRESS_IN_NAME = "display name holds another address"
ELSEWHERE = "content lies outside the message"

GRAVE = frozenset(
    {
        ENCRYPTED,
        OPAQUE,
        TNEF,
        TOO_MANY_PARTS,
        TOO_DEEP,
        HEADER_TOO_LARGE,
        TEXT_TOO_LONG,
        NO_BOUNDARY,
        OTHER_BOUNDARY,
        TWO_BOUNDARIES,
        DAMAGED_CODING,
        UNKNOWN_CODING,
        DAMAGED_TEXT,
        ELSEWHERE,
    }
)


def noted(defect: str, seen: str) -> str:
    """The defect with what was seen, cut to a line."""
    return f"{defect}: {' '.join(seen.split())[:100]}" if seen else defect


def located(defect: str, place: str) -> str:
    """The defect with the place where it was seen."""
    return f"{defect} ({place})" if ":" in defect else f"{defect}: {place}"


def grave(defects: Iterable[str]) -> tuple[str, ...]:
    """Those that mean that something was not read."""
    return tuple(d for d in defects if d.partition(":")[0] in GRAVE)
