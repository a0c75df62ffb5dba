"""A Slack workspace on your desk: it speaks Slack's protocols to any app, knows nothing of this one, and uses none of
Slack's own libraries, so that it is an independent witness."""

from sandbox.client import Desk
from sandbox.server import Sandbox

__all__ = ["Desk", "Sandbox"]
