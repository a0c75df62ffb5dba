"""Keeping what was said small: a long benchmark keeps it by the hundred thousand, as few objects as can be."""

import json
import zlib
from typing import Any


def pack(body: Any) -> bytes:
    """What was said, as compressed JSON."""
    return zlib.compress(json.dumps(body, default=str).encode(), level=1)


def unpack(packed: bytes) -> Any:
    """What was said; a new object each time."""
    return json.loads(zlib.decompress(packed))
