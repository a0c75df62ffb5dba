"""What is heard from Slack, one feature a file; its last lines, `register`, are its table of contents.

A listener has three beats: hear, decide (the database, committed), answer. Listeners never import each other.
"""
