"""“I can't make it” with somebody who might come instead: they are asked, and everybody hears what they say."""

from datetime import timedelta

import pytest

from prep.messages import Kind
from storage import interviews
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, at, mail, numbers, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.substitution import QUESTION, room
from tests.slackapp.test_digest import MORNING, TEN_THIRTY

pytestmark = pytest.mark.in_turn

NAMED = "asked Chloé Martin to come instead"
WHEN = "Tuesday 24 November, 10:30 am–11:15 am Paris time, in 24 hours 30 minutes."


def test_the_question_says_what_it_is_and_not_why(office: Office) -> None:
    there = room(office)
    message = there.asked({"why": "knows the candidate", "reason": "A <!channel> clash"})
    assert message.reading().split("\n") == [
        QUESTION,
        f"J.S. · Trust & Safety Operations Specialist · {WHEN}",
        "Casework, 45 minutes. You would lead, and ask 3 questions about investigation. "
        "In the room with you: Ben Okoro.",
        "It was arranged by Priya Nair. Until you say yes, it stays with Ana Costa.",
        "[Yes, I can]  [No, I can't]  [⋯ Why this message · Pause · Settings]",
    ]
    assert "clash" not in said(message)


def test_its_text_begins_without_a_name(office: Office) -> None:
    there = room(office, candidate="Bo", keeps_names=True)
    message = there.asked()
    assert said(message).startswith("Ana Costa can't come to an interview, Tuesday 24 November, 10:30 am")
    assert "Bo ·" not in said(message)[:BEFORE_NAMES]
    shown = message.reading().split("\n")
    assert [line for line in shown[1:] if not line.startswith("[") and line not in said(message)] == []


def test_whoever_arranged_it_hears_at_once_who_why_and_who_was_asked(office: Office) -> None:
    there = room(office)
    answer = there.names(there.ana, there.chloe, why="clash", reason="A <!channel> clash")
    reading = answer.modals[-1].reading()
    assert "Chloé Martin is asked now: Tue 24 Nov, 10:30–11:15 · J.S." in reading
    assert "Until Chloé Martin says yes, you are in it, and your questions stay yours." in reading
    assert "Priya Nair hears now that you can't come, and that Chloé Martin is asked." in reading
    message = mail(there.priya, NAMED)
    assert message.reading().split("\n") == [
        f"Ana Costa can't make it, and {NAMED}",
        "J.S. · Trust & Safety Operations Specialist · Tuesday 24 November, 3:00 pm–3:45 pm Kolkata time, "
        "in 24 hours 30 minutes.",
        "They have a clash.",
        "They say: “A <!channel> clash”",
        "Until there is a yes, the seat and its questions stay with Ana Costa.",
        "If you undo it, I tell Ana Costa to come, and Chloé Martin not to.",
        "[Undo]  [Change the interview]  [⋯ Why this message · Pause · Settings]",
    ]
    assert there.present() == ["Ana Costa", "Ben Okoro"]
    assert there.covered()


def test_a_yes_gives_the_seat_with_the_same_questions_and_all_hear(office: Office) -> None:
    there = room(office)
    before = there.asks()
    question = there.asked()
    mail(there.priya, NAMED)
    there.says(question, yes=True)
    assert mail(there.chloe, "You said yes, and are in it").ts == question.ts
    assert (
        mail(there.chloe, "Your questions come tomorrow")
        .reading()
        .startswith("You come instead of Ana Costa · Paris time")
    )
    assert there.asks() == {"Chloé Martin": before["Ana Costa"], "Ben Okoro": before["Ben Okoro"]}
    assert there.present() == ["Chloé Martin", "Ben Okoro"]
    off = mail(there.ana, "Chloé Martin comes instead of you").reading()
    assert "You are out of it, and I send you nothing more about it." in off
    until(lambda: "The answer was yes: the seat is with Chloé Martin now" in mail(there.priya, NAMED).reading())
    news = mail(there.priya, "said yes")
    assert news.reading().split("\n") == [
        "Chloé Martin said yes, to come instead of Ana Costa",
        "J.S. · Trust & Safety Operations Specialist · Tuesday 24 November, 3:00 pm–3:45 pm Kolkata time, "
        "in 24 hours 30 minutes.",
        "The answer was yes: the seat is with Chloé Martin now, and the questions are the same. "
        "In the room: Chloé Martin (leads) and Ben Okoro.",
        "If you undo it, I tell Ana Costa to come again, and Chloé Martin not to.",
        "[Undo]  [Change the interview]  [⋯ Why this message · Pause · Settings]",
    ]
    settled(office, Kind.ACCEPTED, State.SENT)
    there.priya.choose(news, "message.more", "Why this message")
    mail(there.priya, "It came because somebody said yes, who was asked to come to an interview you arrange")
    at(office, MORNING)
    morning = mail(there.chloe, "Tuesday 24 November: 1 interview")
    until(lambda: set(numbers(office, morning).values()) == {1, 2, 3})
    assert "With Chloé Martin (leads)." in mail(there.ben, "Tuesday 24 November: 1 interview").reading()
    at(office, TEN_THIRTY - timedelta(minutes=15))
    mail(there.chloe, "In 15 minutes")
    mail(there.ben, "In 15 minutes")
    assert [each.text for each in there.ana.dm() if not each.ephemeral and each.text.startswith(("Tue", "In"))] == []


def test_together_with_another_that_they_were_added_to_both_are_said(office: Office) -> None:
    there = room(office)
    booked(office, [there.chloe], TEN_THIRTY + timedelta(days=1), candidate="Mo Khan")
    there.says(there.asked(), yes=True)
    both = mail(there.chloe, "and you come to an interview instead of Ana Costa")
    assert both.reading().startswith("Priya Nair added you to an interview, and you come to")
    office.rest()
    there.chloe.choose(both, "message.more", "Why this message")
    mail(there.chloe, "It came because somebody put you in an interview, or you said yes to one")


def test_what_others_were_told_says_who_comes(office: Office) -> None:
    there = room(office)
    at(office, MORNING)
    assert "With Ana Costa (leads)." in mail(there.ben, "Tuesday 24 November").reading()
    mail(there.ana, "Tuesday 24 November")
    there.says(there.asked(), yes=True)
    until(lambda: "With Chloé Martin (leads)." in mail(there.ben, "Tuesday 24 November: 1 interview").reading())


def test_a_no_gives_the_questions_to_the_others_and_both_hear_at_once(office: Office) -> None:
    there = room(office)
    question = there.asked({"reason": "My sister knows them"})
    mail(there.priya, NAMED)
    there.says(question, yes=False)
    assert "Thank you for saying so: Ana Costa and Priya Nair know." in mail(there.chloe, "You said no").reading()
    heard = mail(there.ana, "Chloé Martin can't come instead of you").reading()
    assert "You are out of it all the same. Priya Nair knows that you can't come." in heard
    reading = mail(there.priya, "was asked to come instead, and said no").reading().split("\n")
    assert reading[0] == "Ana Costa can't make it"
    assert reading[2:5] == [
        "They say: “My sister knows them”",
        "Chloé Martin was asked to come instead, and said no.",
        "All questions are still asked: Ben Okoro has them now.",
    ]
    until(lambda: "The answer was no." in mail(there.priya, NAMED).reading())
    assert there.present() == ["Ben Okoro"]
    assert there.covered()
    assert "sister" not in "".join(each.reading() for each in (*there.chloe.dm(), *there.ben.dm()))


def test_without_anybody_named_it_is_as_ever_and_who_is_asked_is_not_any_more(office: Office) -> None:
    there = room(office)
    question = there.asked()
    mail(there.priya, NAMED)
    there.ana.close(there.ana.modals()[-1], everything=True)
    there.ana.press(office.ask("digest", by=there.ana), "cannot.open")
    view = there.ana.wait_modal(containing="Tell them")
    assert "Chloé Martin, whom you asked about Tue 24 Nov, 10:30–11:15, has not answered yet." in view.reading()
    assert "You are out of it" in there.names(there.ana).modals[-1].reading()
    until(lambda: "You are not asked any more" in there.chloe.dm()[-1].reading())
    assert there.chloe.dm()[-1].ts == question.ts
    assert mail(there.priya, "Ben Okoro has them now").reading().startswith("Ana Costa can't make it\n")
    until(lambda: "It has been settled otherwise since." in mail(there.priya, NAMED).reading())
    assert there.covered()


def test_somebody_who_listens_is_asked_to_listen(office: Office) -> None:
    there = room(office)
    dana = office.acme.person("Dana Fox", "Europe/Berlin")
    interview = booked(office, [there.ben], TEN_THIRTY + timedelta(hours=1), candidate="Mo Khan", listening=[dana])
    assert not there.names(dana, there.chloe).errors
    message = mail(there.chloe, "instead of Dana Fox")
    assert "You would only listen. In the room with you: Ben Okoro (leads)." in message.reading()
    there.says(message, yes=True)
    mail(there.chloe, "You said yes")
    with office.db.read() as session:
        after = interviews.find(session, office.acme.id, interview.id)
    assert after
    assert [(each.name, each.seat, len(each.asks)) for each in after.panel][1:] == [("Chloé Martin", "listening", 0)]


def test_another_interview_at_that_time_is_said_to_whoever_is_asked(office: Office) -> None:
    there = room(office)
    booked(office, [there.chloe], TEN_THIRTY + timedelta(minutes=30), candidate="Mo Khan")
    reading = there.asked().reading()
    assert "⚠ You have another interview then: Tue 24 Nov, 11:00 am–11:45 am." in reading


def test_whoever_arranged_it_may_be_asked_and_alone_reads_why(office: Office) -> None:
    there = room(office)
    done = there.names(there.ana, there.priya, reason="A clash").modals[-1].reading()
    assert "Priya Nair is asked now" in done
    assert "hears now" not in done
    message = mail(there.priya, QUESTION)
    assert "They say: “A clash”" in message.reading()
    assert "It was arranged by you." in message.reading()
    there.says(message, yes=False, by=there.priya)
    ended = mail(there.priya, "You said no")
    assert "Thank you for saying so: Ana Costa knows." in ended.reading()
    assert "change.open" in [each.action_id for each in ended.elements()]
    mail(there.ana, "Priya Nair can't come instead of you")
    assert states(office, Kind.CANNOT) == states(office, Kind.HAND_OVER) == []


def test_whoever_arranged_it_and_cannot_come_is_told_of_the_answer_only(office: Office) -> None:
    there = room(office)
    booked(office, [there.priya, there.ben], TEN_THIRTY + timedelta(hours=2), candidate="Mo Khan")
    done = there.names(there.priya, there.chloe).modals[-1]
    assert "hears now" not in done.reading()
    there.says(mail(there.chloe, "instead of Priya Nair"), yes=True)
    mail(there.priya, "Chloé Martin comes instead of you")
    settled(office, Kind.ANSWERED, State.SENT)
    assert states(office, Kind.HAND_OVER) == states(office, Kind.CANNOT) == states(office, Kind.ACCEPTED) == []


def test_whoever_arranged_it_and_says_yes_themselves_is_not_told_of_it(office: Office) -> None:
    there = room(office)
    there.names(there.ana, there.priya)
    there.says(mail(there.priya, QUESTION), yes=True, by=there.priya)
    mail(there.ana, "Priya Nair comes instead of you")
    mail(there.priya, "You said yes, and are in it")
    assert states(office, Kind.ACCEPTED) == []


def test_of_a_yes_that_comes_before_whoever_arranged_it_was_told_anything_only_that_is_told(office: Office) -> None:
    there = room(office)
    office.ask("pause until saturday")
    there.says(there.asked(), yes=True)
    settled(office, Kind.ANSWERED, State.SENT)
    assert states(office, Kind.HAND_OVER) == [("planned", None)]
    at(office, TEN_THIRTY - timedelta(hours=24))
    mail(there.priya, "Chloé Martin said yes, to come instead of Ana Costa")
    settled(office, Kind.HAND_OVER, State.SKIPPED)


@pytest.mark.parametrize("message", ["the morning message", "the reminder", "being added"])
def test_it_is_asked_from_every_message_about_interviews(office: Office, message: str) -> None:
    there = room(office)
    reads = {"the morning message": "Tuesday 24 November: 1", "the reminder": "In 15 minutes", "being added": "added"}
    if message == "being added":
        at(office, office.clock() + timedelta(minutes=11))
    else:
        at(office, MORNING)
        mail(there.ana, "Tuesday 24 November: 1")
    if message == "the reminder":
        at(office, TEN_THIRTY - timedelta(minutes=15))
    there.ana.press(mail(there.ana, reads[message]), "cannot.open")
    view = there.ana.wait_modal(containing="Tell them")
    assert not there.ana.submit(view, {"substitute": [there.chloe]}).errors
    there.says(mail(there.chloe, QUESTION), yes=True)
    mail(there.chloe, "You said yes")
    assert there.present() == ["Chloé Martin", "Ben Okoro"]
