"""Changing an interview: what its steps have in common. Draws each step, checks every right again, and does it once."""
