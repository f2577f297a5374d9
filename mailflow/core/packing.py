"""Values as they lie in columns: JSON as text, large JSON compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any


def packed(value: Any) -> str:
    """A value as JSON text. A lone surrogate becomes a question mark; what JSON does not know becomes its text."""
    text = json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def unpacked(text: str) -> Any:
    """The value again."""
    return json.loads(text)


def squeezed(value: Any) -> bytes:
    """A large value as compressed JSON; what is squeezed already stays as it is."""
    if isinstance(value, bytes):
        return value
    text = json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def unsqueezed(data: bytes) -> Any:
    """The value again."""
    return json.loads(zlib.decompress(data))
