"""The client of a local Slack: what tests, `demo` and benchmarks act and look with, in whatever process it runs."""

from sandbox.client.desk import Desk
from sandbox.client.link import SandboxError
from sandbox.client.people import Channel, Person
from sandbox.client.seen import Answer, Breach, Element, Exchange, Message, Posted, Receipt, View
from sandbox.client.workspace import Installation, Workspace

__all__ = [
    "Answer",
    "Breach",
    "Channel",
    "Desk",
    "Element",
    "Exchange",
    "Installation",
    "Message",
    "Person",
    "Posted",
    "Receipt",
    "SandboxError",
    "View",
    "Workspace",
]
