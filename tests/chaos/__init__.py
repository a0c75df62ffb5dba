"""Exactly once, with real processes that are killed, stopped and cut off: `python -m tests.chaos`."""
