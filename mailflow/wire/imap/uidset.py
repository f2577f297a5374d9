"""Sets of UIDs as they stand in commands (RFC 3501 §9, sequence-set)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# RFC 7162 §4 lets clients send 8,192 octets a line; the command around the set needs some of them.
SET_LENGTH = 4000


def ranges(uids: Iterable[int]) -> Iterator[str]:
    """Ascending ranges that hold exactly these UIDs: `1:3`, `7`."""
    first = last = None
    for uid in sorted(set(uids)):
        if first is None or last is None:
            first = last = uid
        elif uid == last + 1:
            last = uid
        else:
            yield _range(first, last)
            first = last = uid
    if first is not None and last is not None:
        yield _range(first, last)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}:{last}"


def uid_sets(uids: Iterable[int], length: int = SET_LENGTH) -> Iterator[str]:
    """The UIDs in as many sets as keep each within `length` characters."""
    part: list[str] = []
    size = 0
    for item in ranges(uids):
        if part and size + len(item) + 1 > length:
            yield ",".join(part)
            part, size = [], 0
        part.append(item)
        size += len(item) + 1
    if part:
        yield ",".join(part)
