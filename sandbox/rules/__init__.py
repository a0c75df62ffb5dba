"""What Slack refuses: every published limit of messages and views, as data, and small readers of that data."""

from sandbox.rules.breach import Breach
from sandbox.rules.messages import message_breaches
from sandbox.rules.views import view_breaches

__all__ = ["Breach", "message_breaches", "view_breaches"]
