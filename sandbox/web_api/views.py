"""views.*: modals and the Home tab."""

from sandbox import modals, passes
from sandbox.refusal import Refused
from sandbox.state.views import View
from sandbox.web_api.call import TIER_4, Call, Json, Method


def open_view(call: Call) -> Json:
    """Open a modal for the person behind the trigger id."""
    view = _triggered(call)
    modals.open_root(call.slack, view)
    return {"view": view.as_view()}


def push_view(call: Call) -> Json:
    """Put a modal on top of the one in which the person acted."""
    view = _triggered(call)
    modals.push(call.slack, view)
    return {"view": view.as_view()}


def _triggered(call: Call) -> View:
    body = call.view()
    if body.get("type") == "home":
        raise Refused("invalid_arguments")
    call.slack.require_view(call.method, call.app.id, body)  # a broken view does not spend the trigger
    trigger = passes.take_trigger(call.slack, call.installation, call.text("trigger_id", "invalid_trigger_id"))
    return modals.make(call.slack, call.installation, call.person(trigger.person), body)


def update_view(call: Call) -> Json:
    """Change an open modal, found by its id or by the external id the app gave it."""
    external_id = call.arguments.get("external_id")
    view_id = call.arguments.get("view_id")
    if not view_id and external_id:
        view_id = modals.by_external_id(call.slack, call.installation, str(external_id))
    view = call.slack.world.views.get(str(view_id))
    if view is None or (view.app_id, view.installed_team_id) != (call.app.id, call.installation.team_id):
        raise Refused("not_found")
    expected = call.arguments.get("hash")
    modals.update(call.slack, call.method, call.installation, view, call.view(), expected)
    return {"view": view.as_view()}


def publish_view(call: Call) -> Json:
    """Set a person's Home tab."""
    person = call.person(call.text("user_id", "user_not_found"))
    body = call.view()
    if not call.app.home.get("home_tab_enabled"):
        raise Refused("not_enabled")
    if body.get("type") != "home":
        raise Refused("invalid_arguments")
    key = (call.app.id, person.id)
    view = call.slack.world.homes.get(key)
    if view is None:
        call.slack.require_view(call.method, call.app.id, body)
        view = modals.make(call.slack, call.installation, person, body)
        call.slack.world.homes[key] = view
        call.slack.changes.tell()
    else:
        modals.update(call.slack, call.method, call.installation, view, body, call.arguments.get("hash"))
    return {"view": view.as_view()}


METHODS = {
    "views.open": Method(open_view, per_minute=TIER_4),
    "views.push": Method(push_view, per_minute=TIER_4),
    "views.update": Method(update_view, per_minute=TIER_4),
    "views.publish": Method(publish_view, per_minute=TIER_4),
}
