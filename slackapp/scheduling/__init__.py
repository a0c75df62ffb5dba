"""Adding an interview: what its steps have in common. Draws each step, keeps what was typed, and adds it in the end."""
