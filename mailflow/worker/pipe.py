"""How a value stands in the pipes between the worker and a sorting process: its length, then its pickle."""

from __future__ import annotations

import struct

LENGTH = struct.Struct(">I")
