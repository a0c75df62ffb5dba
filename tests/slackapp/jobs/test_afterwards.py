"""An answer that is quicker than the news that the question had arrived."""

from prep.messages import Kind
from slackapp.jobs.delivering import LEASE
from tests.slackapp.asked_after import asked, tick, titles, words
from tests.slackapp.booking import booked
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.mail import mail, settled
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben


def test_who_answers_a_message_whose_answer_was_lost_is_thanked_once_it_is_found(postroom: Postroom) -> None:
    office = postroom.office
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    office.desk.fault("chat.postMessage", "drop_after", times=1)
    message = asked(office, ana, interview)
    tick(ana, message, titles(message)[0])
    assert list(words(office, ana).values()) == ["helped"]
    settled(office, Kind.AFTERWARDS, "sending")
    postroom.later(LEASE.total_seconds())
    settled(office, Kind.AFTERWARDS, "sent")
    postroom.later(1)
    changed = mail(ana, "Thank you. Noted:")
    assert changed.ts == message.ts
    assert postroom.posted(ana) == 1
