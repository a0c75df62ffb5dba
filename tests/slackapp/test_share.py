"""Sharing a set in a channel, and where that is refused."""

from typing import Literal

import pytest
from sqlalchemy import delete

from prep.messages import Kind
from sandbox.client import Channel, Message, View
from storage.deliveries import State
from storage.tables import Role
from tests.slackapp.mail import mail, numbers, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_ask import numbered

pytestmark = pytest.mark.in_turn


def offered(office: Office, room: Channel) -> tuple[Message, View]:
    """Priya asks in the channel and presses “Share here”."""
    message = office.ask("trust-safety 3", where=room)
    office.priya.press(message, "set.share")
    return message, office.priya.wait_modal(containing="Share")


def test_who_will_see_it_is_said_first(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    room = office.acme.channel("hiring", [office.priya, ben])
    room.add(office.installation)
    _, view = offered(office, room)
    reading = view.reading()
    assert "3 questions for Trust & Safety Operations Specialist" in reading
    assert "guests included" in reading
    assert "3 members" in reading
    assert not [each for each in ben.messages(room) if each.text], "nothing is there before she says so"


def test_shared_where_the_app_is_it_is_a_message_of_the_app(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    room = office.acme.channel("hiring", [office.priya, ben])
    room.add(office.installation)
    message, view = offered(office, room)
    office.priya.submit(view, {})
    seen = ben.wait_message(room, containing="Shared by")
    assert numbered(seen.text) == numbered(message.text)
    assert seen.elements() == [], "nothing leads to what to listen for"
    assert "Strong" not in seen.reading()
    until(lambda: len(numbers(office, seen)) == 3)


def test_submitted_twice_it_is_shared_once(office: Office) -> None:
    for joined in (True, False):
        room = office.acme.channel("hiring" if joined else "casual", [office.priya])
        if joined:
            room.add(office.installation)
        _, view = offered(office, room)
        office.desk.fault("view_submission", "twice", times=1)
        office.priya.submit(view, {})
        office.priya.wait_message(room, containing="Shared by")
        office.desk.settled()
        shared = [each for each in office.priya.messages(room) if "Shared by" in each.text]
        assert len(shared) == 1


def test_shared_where_the_app_is_not_it_says_how_to_invite_it(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    room = office.acme.channel("hiring", [office.priya, ben])
    _, view = offered(office, room)
    assert "/invite" in view.reading()
    office.priya.submit(view, {})
    seen = ben.wait_message(room, containing="Shared by")
    assert not seen.ephemeral
    assert office.desk.calls("chat.postMessage") == []


def test_a_private_channel_without_the_app_is_refused(office: Office) -> None:
    room = office.acme.channel("quiet", [office.priya], private=True)
    message = office.ask("trust-safety", where=room)
    office.priya.press(message, "set.share")
    office.priya.wait_message(room, containing="can't see who reads along")
    assert office.priya.modals() == []


def test_a_private_channel_with_the_app_is_fine(office: Office) -> None:
    room = office.acme.channel("quiet", [office.priya], private=True)
    room.add(office.installation)
    _, view = offered(office, room)
    office.priya.submit(view, {})
    office.priya.wait_message(room, containing="Shared by")


def test_direct_messages_are_refused(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    room = office.acme.dm(office.priya, ben)
    office.priya.press(office.ask("trust-safety", where=room), "set.share")
    office.priya.wait_message(room, containing="can't see who reads along")


def test_the_conversation_with_the_app_is_no_place_to_share(office: Office) -> None:
    office.priya.press(office.ask("trust-safety"), "set.share")
    office.priya.wait_message(office.priya.dm_channel(), containing="just the two of us")


def test_a_channel_with_another_company_is_refused(office: Office) -> None:
    room = office.acme.channel("partners", [office.priya], shared=True)
    office.priya.press(office.ask("trust-safety", where=room), "set.share")
    office.priya.wait_message(room, containing="people of another company")
    assert office.priya.modals() == []


def test_a_modal_left_open_too_long_says_what_to_do(office: Office) -> None:
    room = office.acme.channel("hiring", [office.priya])
    _, view = offered(office, room)
    office.clock.forward(minutes=30)
    answer = office.priya.submit(view, {})
    assert "half an hour" in answer.modals[-1].reading()


def test_an_archived_channel_is_refused(office: Office) -> None:
    room = office.acme.channel("old", [office.priya])
    message = office.ask("trust-safety", where=room)
    room.archive()
    office.priya.press(message, "set.share")
    office.priya.wait_message(room, containing="this channel is archived")


@pytest.mark.parametrize(
    ("error", "then"),
    [
        ("is_archived", "That channel is archived. Go to another channel and ask for the questions there."),
        ("not_in_channel", "I'm not in that channel any more. /invite me there, ask for the questions there and"),
        ("restricted_action", "I may not post in that channel. Ask whoever looks after it, or share them in another"),
        ("missing_scope", "Something went wrong on my side. Please tell whoever runs this app: "),
    ],
)
def test_what_the_channel_does_not_take_is_told_to_whoever_shared_it(office: Office, error: str, then: str) -> None:
    room = office.acme.channel("hiring", [office.priya])
    room.add(office.installation)
    _, view = offered(office, room)
    office.desk.fault("chat.postMessage", "error", times=1, error=error)
    office.priya.submit(view, {})
    reading = mail(office.priya, "I couldn't share").reading()
    which = "the questions for Trust & Safety Operations Specialist"
    assert reading.startswith(f"I couldn't share {which} in #{room.id}. ")
    assert then in reading
    until(lambda: states(office, Kind.NOT_SHARED) == [(State.SENT, None)])


def test_what_went_out_of_the_bank_meanwhile_is_told_to_whoever_shared_it(office: Office) -> None:
    room = office.acme.channel("hiring", [office.priya])
    room.add(office.installation)
    _, view = offered(office, room)
    with office.db.begin() as session:
        session.execute(delete(Role))
    office.priya.submit(view, {})
    reading = mail(office.priya, "I couldn't share").reading()
    assert reading.startswith(f"I couldn't share the questions in #{room.id}. The role, or all of these")


@pytest.mark.parametrize("trouble", ["drop_after", "drop_before"])
def test_what_may_have_come_is_not_shared_twice_and_its_sharer_is_asked_to_look(
    office: Office, trouble: Literal["drop_after", "drop_before"]
) -> None:
    room = office.acme.channel("hiring", [office.priya])
    room.add(office.installation)
    _, view = offered(office, room)
    office.desk.fault("chat.postMessage", trouble, times=1)
    office.priya.submit(view, {})
    reading = mail(office.priya, "I don't know whether").reading()
    assert f"are in #{room.id}. Slack took too long to answer me" in reading
    assert (
        "Please look: if they are not there, ask for the questions there and press “Share here” once more." in reading
    )
    office.rest()
    shared = [each for each in office.priya.messages(room) if "Shared by" in each.text]
    assert len(shared) == (trouble == "drop_after")
