"""Ids that sort by the time they were made."""

import uuid_utils


def new_id() -> str:
    """A UUIDv7 (RFC 9562), as text with hyphens. Python 3.11 has none of its own."""
    return str(uuid_utils.uuid7())
