"""What Slack would refuse in a view."""

from sandbox.rules.across import across
from sandbox.rules.breach import Breach
from sandbox.rules.language import HOME, MODAL, Among
from sandbox.rules.reading import faults
from sandbox.rules.totals import totals


def view_breaches(view: object) -> list[Breach]:
    """Every rule of Slack's that the modal or Home tab breaks; empty when Slack takes it.

    `view` is decoded JSON; what is not an object is itself a breach.
    Slack's own pointers begin with `/view`; these begin inside it.
    """
    kind = view.get("type") if isinstance(view, dict) else None
    surface = HOME if kind == HOME else MODAL
    found = [*faults(view, Among((MODAL, HOME)), "", surface), *across(view, surface), *totals(view, surface)]
    return [Breach(fault.pointer, fault.rule, fault.sentence, fault.error or "invalid_arguments") for fault in found]
