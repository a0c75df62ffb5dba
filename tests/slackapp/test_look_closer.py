"""Opening a question, reading about the role, changing what is shown."""

import pytest

from tests.slackapp.office import Office
from tests.slackapp.test_ask import numbered

pytestmark = pytest.mark.in_turn


def test_a_question_opens_with_follow_ups_and_what_to_listen_for(office: Office) -> None:
    message = office.ask("trust-safety")
    menu = next(each for each in message.elements() if each.action_id == "set.card")
    assert menu.label == "Follow-ups and what to listen for"
    office.priya.choose(message, "set.card", menu.options[0][0])
    reading = office.priya.wait_modal().reading()
    assert numbered(message.text)[0] in reading
    for word in ("Follow-ups", "What to listen for", "Strong:", "Solid:", "Weak:"):
        assert word in reading


def test_a_question_that_is_gone_says_so(office: Office) -> None:
    message = office.ask("trust-safety")
    with office.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM question")
    office.priya.choose(message, "set.card", message.elements()[0].options[0][0])
    assert "no longer in the bank" in office.priya.wait_modal().reading()


def test_about_the_role(office: Office) -> None:
    message = office.ask("trust-safety")
    office.priya.choose(message, "set.more", "About the role")
    reading = office.priya.wait_modal().reading()
    for word in ("Trust & Safety Operations Specialist", "What the job is", "What it takes", "Investigation:"):
        assert word in reading


def test_another_level_and_kind_replace_the_set(office: Office) -> None:
    message = office.ask("trust-safety")
    office.priya.choose(message, "set.more", "Another level…")
    view = office.priya.wait_modal(containing="Level of the candidate")
    answer = office.priya.submit(view, {"kind": "technical", "level": "senior", "count": "3"})
    assert answer.ok
    assert not answer.modals
    changed = office.priya.wait_message(office.priya.dm_channel(), containing="technical, senior")
    assert changed.ts == message.ts
    assert len(numbered(changed.text)) == 3
    assert "technical, senior" in changed.text.splitlines()[0]


def test_the_modal_begins_with_what_is_shown(office: Office) -> None:
    message = office.ask("trust-safety senior technical 3")
    office.priya.choose(message, "set.more", "Another kind…")
    values = office.priya.wait_modal().values
    chosen = {name: values[name][name]["selected_option"]["value"] for name in ("kind", "level", "count")}
    assert chosen == {"kind": "technical", "level": "senior", "count": "3"}


def test_a_modal_left_open_too_long_says_what_to_do(office: Office) -> None:
    message = office.ask("trust-safety")
    office.priya.choose(message, "set.more", "Another level…")
    view = office.priya.wait_modal()
    office.clock.forward(minutes=30)
    answer = office.priya.submit(view, {})
    assert "half an hour" in answer.errors["kind"]


def test_show_ten_replaces_the_set_by_ten(office: Office) -> None:
    message = office.ask("trust-safety")
    office.priya.choose(message, "set.more", "Show ten questions")
    ten = office.priya.wait_message(office.priya.dm_channel(), containing="10 questions")
    assert ten.ts == message.ts
    assert len(numbered(ten.text)) == 10
    assert "Show ten" not in ten.reading(), "there are no more to show"


def test_a_role_that_is_gone_says_so(office: Office) -> None:
    message = office.ask("trust-safety")
    with office.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM role")
    office.priya.press(message, "set.different")
    office.priya.wait_message(office.priya.dm_channel(), containing="no longer in the bank")


def test_about_a_role_that_is_gone_says_so(office: Office) -> None:
    message = office.ask("trust-safety")
    with office.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM role")
    office.priya.choose(message, "set.more", "About the role")
    assert "no longer in the bank" in office.priya.wait_modal().reading()
