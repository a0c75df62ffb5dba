"""Sets that learn: what is said of questions is seen beside them, and chooses the next ones."""

import pytest

from prep.asking import Wish
from prep.days import day_at
from prep.sets import draw
from prep.usefulness import Judgement, month_of
from prep.weighing import weigh
from sandbox.client import Message, Person
from storage import learned, ratings, roles
from storage.ratings import Word
from storage.tables import Question
from tests.slackapp.booking import known
from tests.slackapp.judge import HELPED, NOT, ROLE, found, keep_only, opened, press, rate, today
from tests.slackapp.office import Office, until
from tests.slackapp.test_ask import numbered

pytestmark = pytest.mark.in_turn


@pytest.fixture(autouse=True)
def _today(office: Office) -> None:
    today(office)


def asked(message: Message) -> list[str]:
    """The questions of a set, in order, without what is said of them."""
    return [line.split(" · ")[0] for line in numbered(message.text)]


def told(message: Message) -> list[str]:
    """What is said of the questions of a set, where anything is."""
    return [line.split(" · ", 1)[1] for line in numbered(message.text) if " · " in line]


def drawn(office: Office, by: Person, turn: int = 0) -> list[str]:
    """The set that the person should get, by the rules."""
    day = day_at(office.clock(), zone="Europe/Berlin")
    with office.db.read() as session:
        role = roles.by_keys(session, office.acme.id, ["trustsafety"])["trustsafety"]
        served = learned.of_role(session, office.acme.id, role.id, day.begins)
        own = ratings.own(session, office.acme.id, by.id, month_of(day.last))
    seed = f"{by.id}:{role.id}:{day.date.isoformat()}"
    weights = weigh([each.id for each in served.questions], served.known, seed, own)
    return [each.text for each in draw(served.questions, Wish(), seed, turn, weights.scores, weights.untried)]


def unweighed(office: Office, by: Person) -> list[str]:
    """The set that the person would get if nobody had ever said anything."""
    day = day_at(office.clock(), zone="Europe/Berlin")
    with office.db.read() as session:
        role = roles.by_keys(session, office.acme.id, ["trustsafety"])["trustsafety"]
        pool = learned.of_role(session, office.acme.id, role.id, day.begins).questions
    return [each.text for each in draw(pool, Wish(), f"{by.id}:{role.id}:{day.date.isoformat()}")]


def colleagues(office: Office, *names: str) -> list[Person]:
    return [office.acme.person(name, "Europe/Berlin") for name in names]


def said_of_all(office: Office, even: Judgement, odd: Judgement, *people: Person) -> None:
    """Of every other question these people say `even`, of the rest `odd`."""
    known(office, *people)
    now = office.clock()
    with office.db.begin() as session:
        rows = session.query(Question.question_id).filter_by(team_id=office.acme.id).order_by(Question.question_id)
        for place, (question_id,) in enumerate(rows):
            for each in people:
                word = Word(each.id, question_id, ratings.on_card(now), odd if place % 2 else even, now)
                ratings.say(session, office.acme.id, word, now)


def test_before_anybody_said_anything_it_is_drawn_by_chance_alone(office: Office) -> None:
    [ana] = colleagues(office, "Ana")
    message = office.ask(ROLE, by=ana)
    assert asked(message) == unweighed(office, ana) == drawn(office, ana)
    assert told(message) == []


def test_ones_own_word_is_seen_at_once_and_changes_ones_own_next_set(office: Office) -> None:
    keep_only(office, 8)
    [ana, ben] = colleagues(office, "Ana", "Ben")
    before, bens = office.ask(ROLE, by=ana), office.ask(ROLE, by=ben)
    press(ana, opened(office, ana, place=7), NOT)
    after = office.ask(ROLE, by=ana)
    assert told(after) == ["you: didn't help"]
    assert asked(after) == drawn(office, ana)
    assert sorted(asked(after)) == sorted(asked(before)), "all there are"
    assert office.ask(ROLE, by=ben).text == bens.text, "nobody else sees anything of it"
    [block] = [each for each in after.blocks if each["type"] == "rich_text"]
    assert " · you: didn't help" in str(block), "the blocks say what the text says"


def test_ones_own_word_chooses_in_a_bank_that_leaves_a_choice(office: Office) -> None:
    [ana] = colleagues(office, "Ana")
    for place in range(8):
        card = opened(office, ana, place=place)
        ana.close(press(ana, card, NOT if place % 2 else HELPED))
        message = office.ask(ROLE, by=ana)
        assert asked(message) == drawn(office, ana)
        assert asked(office.ask(ROLE, by=ana)) == asked(message), "it stays until they say something else"
    assert drawn(office, ana) != unweighed(office, ana)
    ana.press(office.ask(ROLE, by=ana), "set.different")
    until(lambda: asked(office.ask(ROLE, by=ana)) == drawn(office, ana, turn=1))


def test_what_is_taken_back_leaves_the_set_as_it_was(office: Office) -> None:
    [ana] = colleagues(office, "Ana")
    before = office.ask(ROLE, by=ana)
    press(ana, press(ana, opened(office, ana), HELPED), HELPED)
    assert office.ask(ROLE, by=ana).text == before.text


def test_colleagues_see_nothing_before_the_third_and_a_figure_from_then_on(office: Office) -> None:
    keep_only(office, 8)
    ana, ben, chloe = colleagues(office, "Ana", "Ben", "Chloé")
    first = office.ask(ROLE)
    words = asked(first)[0]
    for each in (ana, ben):
        rate(office, words, HELPED, each)
        assert office.ask(ROLE).text == first.text
    rate(office, words, HELPED, chloe)
    # The figure is as it is now; the questions and their order stay what they were until midnight.
    same_day = office.ask(ROLE)
    assert told(same_day) == ["helped 3 of 3"]
    assert asked(same_day) == asked(first)
    assert told(office.ask(ROLE, by=chloe)) == ["helped 3 of 3 · you: helped"]
    office.clock.forward(days=1)
    next_day = office.ask(ROLE)
    assert told(next_day) == ["helped 3 of 3"]
    assert {each.name for each in (ana, ben, chloe)}.isdisjoint(next_day.reading().split())


def test_the_set_of_somebody_else_changes_at_their_midnight_and_not_before(office: Office) -> None:
    [ana, *others] = colleagues(office, "Ana", "Ben", "Chloé", "Dana")
    before = office.ask(ROLE, by=ana)
    said_of_all(office, HELPED, NOT, *others)
    assert asked(office.ask(ROLE, by=ana)) == asked(before) == unweighed(office, ana)
    assert len(told(office.ask(ROLE, by=ana))) == 8
    office.clock.at = day_at(office.clock(), "Europe/Berlin").last
    assert asked(office.ask(ROLE, by=ana)) == asked(before)
    office.clock.forward(seconds=1)
    after = office.ask(ROLE, by=ana)
    assert asked(after) == drawn(office, ana) != unweighed(office, ana)
    assert told(after).count("helped 3 of 3") > 4


def test_not_everybody_gets_the_same_from_then_on(office: Office) -> None:
    people = colleagues(office, "Ana", "Ben", "Chloé", "Dana")
    said_of_all(office, HELPED, NOT, *people[:3])
    sets = set()
    for _ in range(3):
        office.clock.forward(days=1)
        sets |= {tuple(asked(office.ask(ROLE, by=each))) for each in people}
    assert len(sets) > 6
    assert len({each for one in sets for each in one}) > 12


def test_a_set_of_ten_long_questions_tells_of_all_of_them(office: Office) -> None:
    ana, ben, chloe = colleagues(office, "Ana", "Ben", "Chloé")
    with office.db.begin() as session:
        for row in session.query(Question).filter_by(team_id=office.acme.id):
            row.text = f"{row.short} {'and what then, & why? ' * 40}"
    said_of_all(office, HELPED, HELPED, ana, ben, chloe)
    message = office.ask(f"{ROLE} 10", by=ana)
    assert told(message) == ["helped 3 of 3 · you: helped"] * 10
    assert message.text.endswith("the same questions.")


def test_neither_a_set_that_is_kept_nor_one_that_is_shared_tells_of_it(office: Office) -> None:
    ana, ben, chloe = colleagues(office, "Ana", "Ben", "Chloé")
    said_of_all(office, HELPED, HELPED, ana, ben, chloe)
    room = office.acme.channel("hiring", [ana])
    room.add(office.installation)
    message = office.ask(ROLE, by=ana, where=room)
    assert len(told(message)) == 8
    ana.press(message, "set.send")
    kept = ana.wait_message(ana.dm_channel(), containing="asked me to keep")
    ana.press(message, "set.share")
    ana.submit(ana.wait_modal())
    shared = ana.wait_message(room, containing="Shared by")
    for each in (kept, shared):
        assert len(numbered(each.text)) == 8
        assert told(each) == []
        assert "helped 3" not in each.reading()


def test_a_card_opened_from_a_search_counts_in_the_set(office: Office) -> None:
    keep_only(office, 8)
    words = asked(office.ask(ROLE))[3]
    press(office.priya, found(office, words, office.priya), HELPED)
    message = office.ask(ROLE)
    assert told(message) == ["you: helped"]
    assert f"{words} · you: helped" in numbered(message.text)
