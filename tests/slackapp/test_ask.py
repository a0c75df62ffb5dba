"""Asking for a role's questions, as a person does it."""

from datetime import UTC, datetime
from time import monotonic

import pytest

from sandbox.client import Message
from tests.slackapp.office import Office

pytestmark = pytest.mark.in_turn


def numbered(text: str) -> list[str]:
    """The lines of a message that are questions."""
    return [line.split(". ", 1)[1] for line in text.splitlines() if line.split(".")[0].isdecimal()]


def replaced(office: Office, message: Message) -> Message:
    """What stands in the place of `message` once it says something else."""
    before = message.reading()
    until = monotonic() + 3
    while monotonic() < until:
        [now] = [each for each in office.priya.dm() if each.ts == message.ts]
        if now.reading() != before:
            return now
    raise TimeoutError("the message stayed as it was")


def test_a_role_gets_a_balanced_set_that_only_the_asker_sees(office: Office) -> None:
    message = office.ask("trust-safety")
    assert message.ephemeral
    assert "Trust & Safety Operations Specialist" in message.reading()
    assert len(numbered(message.text)) == 8
    assert "Only you see this" in message.reading()


@pytest.mark.parametrize(
    "typed",
    ["trust & safety", "T&S", "trust and safety ops specialist", "Trust-Safety", "TRUSTSAFETY", "  trust   safety "],
)
def test_a_role_is_found_however_it_is_typed(office: Office, typed: str) -> None:
    assert "Trust &amp; Safety Operations Specialist: 8 questions" in office.ask(typed).text


def test_kind_level_and_number_come_in_any_order(office: Office) -> None:
    for typed in ("trust-safety technical 5", "5 technical T&S", "technical trust & safety 5"):
        text = office.ask(typed).text
        assert len(numbered(text)) == 5
        assert "technical" in text.splitlines()[0]
    assert "senior" in office.ask("senior trust-safety").text.splitlines()[0]


def test_more_than_ten_are_ten_and_said_so(office: Office) -> None:
    message = office.ask("trust-safety 50")
    assert len(numbered(message.text)) == 10
    assert "ten" in message.text.lower().splitlines()[-2]


def test_the_set_stays_until_midnight_where_the_asker_is(office: Office) -> None:
    """Priya is in Kolkata, five and a half hours ahead of UTC."""
    office.clock.at = datetime(2026, 11, 23, 18, 29, tzinfo=UTC)
    first = office.ask("trust-safety").text
    assert office.ask("T&S").text == first
    office.clock.at = datetime(2026, 11, 23, 18, 31, tzinfo=UTC)
    assert office.ask("trust-safety").text != first


def test_two_people_do_not_always_get_the_same_eight(office: Office) -> None:
    texts = {office.ask("trust-safety", by=office.acme.person(f"Person {n}", "Europe/Berlin")).text for n in range(4)}
    assert len(texts) > 1


def test_different_questions_are_different_and_stay(office: Office) -> None:
    first = office.ask("trust-safety")
    office.priya.press(first, "set.different")
    second = replaced(office, first)
    assert not set(numbered(second.text)) & set(numbered(first.text))
    assert office.ask("trust-safety").text == second.text
    office.clock.forward(days=1)
    assert office.ask("trust-safety").text != second.text


def test_an_unknown_role_gets_the_nearest_as_buttons_that_work(office: Office) -> None:
    message = office.ask("trust safty technical 3")
    assert "I know no role called “trust safty technical 3”" in message.reading()
    assert "owners and admins" in message.reading()
    office.priya.press(message, "set.show.0")
    found = office.priya.wait_message(office.priya.dm_channel(), containing="Trust & Safety Operations Specialist ·")
    assert len(numbered(found.text)) == 3


@pytest.mark.parametrize("typed", ["stats", "zebra", "¿?", "💥", "<>&", "senior", "7"])
def test_words_that_are_no_role_never_end_in_silence(office: Office, typed: str) -> None:
    message = office.ask(typed)
    assert message.elements()
    assert "I know no role" in message.text


@pytest.mark.parametrize(
    "typed", ["<!channel> *bold* &amp; :tada:", "x" * 10_000, "\u202eright to left\u202c מילים", "`code` ~no~ <@U123>"]
)
def test_what_is_typed_pings_nobody_and_reads_as_typed(office: Office, typed: str) -> None:
    message = office.ask(typed)
    assert "<!channel>" not in message.text
    assert "<@U123>" not in message.text
    assert typed[:20].strip() in message.reading()


def test_a_level_without_questions_says_so_and_offers_the_rest(office: Office) -> None:
    message = office.ask("data-analyst lead technical 10")
    assert "There are no more than" in message.text


def test_guests_and_outsiders_are_told_kindly(office: Office) -> None:
    guest = office.acme.person("Gus", "Europe/Paris", kind="guest")
    single = office.acme.person("Sia", "Europe/Paris", kind="single_channel_guest")
    outsider = office.acme.person("Olu", "Africa/Lagos", kind="external")
    for person, word in ((guest, "guest"), (single, "guest"), (outsider, "people of this company")):
        for typed in ("trust-safety", "help", "roles", "search fraud", ""):
            text = office.ask(typed, by=person).text
            assert word in text
            assert "1." not in text


def test_when_slack_does_not_say_who_it_is_nothing_is_shown(office: Office) -> None:
    office.desk.fault("users.info", "http_500", times=1)
    assert "Please try again in a moment" in office.ask("trust-safety").text
    assert numbered(office.ask("trust-safety").text)


def test_somebody_who_becomes_a_guest_sees_nothing_more(office: Office) -> None:
    assert numbered(office.ask("trust-safety").text)
    office.priya.update(kind="guest")
    office.desk.settled()
    assert "guest" in office.ask("trust-safety").text


def test_somebody_who_flies_has_their_new_midnight(office: Office) -> None:
    office.clock.at = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)  # already Tuesday in Kolkata
    there = office.ask("trust-safety").text
    office.priya.update(zone="America/New_York")
    office.desk.settled()
    assert office.ask("trust-safety").text != there, "it is Monday again"
