import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.asking import DEFAULT_COUNT, MOST, RESERVED, Reading, Wish, readings
from prep.bank import Category, Level
from prep.words import key

TECHNICAL, BEHAVIORAL = Category.TECHNICAL, Category.BEHAVIORAL
WORDS = [
    "trust",
    "safety",
    "T&S",
    "senior",
    "mid-level",
    "technical",
    "behavioural",
    "for",
    "5",
    "0",
    "99",
    "-",
    "&",
]


def understood(text: str, *roles: str) -> Reading:
    """The first reading that finds one of `roles`, as the app looks for it."""
    keys = {key(role) for role in roles}
    return next(reading for reading in readings(text) if reading.key in keys)


@pytest.mark.parametrize(
    ("typed", "role", "wish"),
    [
        ("trust-safety", "trust-safety", Wish()),
        ("trust & safety", "trust-safety", Wish()),
        ("  Trust   AND Safety ", "trust-safety", Wish()),
        ("T&S", "T&S", Wish()),
        ("trust and safety ops specialist", "trust and safety ops specialist", Wish()),
        ("trust-safety technical 5", "trust-safety", Wish(TECHNICAL, count=5)),
        ("5 technical trust-safety", "trust-safety", Wish(TECHNICAL, count=5)),
        ("technical trust & safety 5", "trust-safety", Wish(TECHNICAL, count=5)),
        ("trust 5 safety", "trust-safety", Wish(count=5)),
        ("T&S technical 5", "T&S", Wish(TECHNICAL, count=5)),
        ("senior trust-safety", "trust-safety", Wish(level=Level.SENIOR)),
        ("trust-safety Sr.", "trust-safety", Wish(level=Level.SENIOR)),
        ("jr trust-safety 3", "trust-safety", Wish(level=Level.JUNIOR, count=3)),
        ("entry-level trust-safety", "trust-safety", Wish(level=Level.JUNIOR)),
        ("mid level trust-safety", "trust-safety", Wish(level=Level.MID)),
        ("trust-safety lead situational 10", "trust-safety", Wish(Category.SITUATIONAL, Level.LEAD, 10)),
        ("trust-safety behavioural", "trust-safety", Wish(BEHAVIORAL)),
        ("trust-safety behavioral", "trust-safety", Wish(BEHAVIORAL)),
        ("5 technical questions for a senior trust-safety", "trust-safety", Wish(TECHNICAL, Level.SENIOR, 5)),
        ("trust-safety-technical-5", "trust-safety", Wish(TECHNICAL, count=5)),
        ("trust-safety, technical, 05", "trust-safety", Wish(TECHNICAL, count=5)),
        ("trust-safety technical tech", "trust-safety", Wish(TECHNICAL)),
        ("trust-safety ５", "trust-safety", Wish(count=5)),
    ],
)
def test_words_in_any_order(typed: str, role: str, wish: Wish) -> None:
    reading = understood(typed, role)
    assert reading.wish == wish
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("typed", "wish", "remark"),
    [
        ("trust-safety 50", Wish(count=MOST), "Ten questions is the most I show at once."),
        ("trust-safety " + "9" * 5000, Wish(count=MOST), "Ten questions is the most I show at once."),
        ("trust-safety 0", Wish(), "A set needs at least one question, so I took the usual eight."),
        ("technical behavioral T&S", Wish(TECHNICAL), "I show one kind at a time, so I took technical."),
        ("T&S senior junior", Wish(level=Level.SENIOR), "I show one level at a time, so I took senior."),
        ("T&S 5 6", Wish(count=5), "I took the first number."),
    ],
)
def test_what_cannot_be_taken_as_typed_is_remarked_on(typed: str, wish: Wish, remark: str) -> None:
    reading = understood(typed, "trust-safety", "T&S")
    assert reading.wish == wish
    assert reading.remarks == (remark,)


@pytest.mark.parametrize(
    ("typed", "role", "wish"),
    [
        ("senior recruiter", "senior recruiter", Wish()),
        ("senior recruiter 5", "senior recruiter", Wish(count=5)),
        ("technical senior recruiter", "senior recruiter", Wish(TECHNICAL)),
        ("senior senior recruiter", "senior recruiter", Wish(level=Level.SENIOR)),
        ("tech lead junior", "tech lead", Wish(level=Level.JUNIOR)),
        ("tier 2 support 5", "tier 2 support", Wish(count=5)),
        ("level designer 5", "level designer", Wish(count=5)),
    ],
)
def test_a_role_named_with_such_words_is_found_first(typed: str, role: str, wish: Wish) -> None:
    shorter = role.rsplit(maxsplit=1)[-1]
    assert understood(typed, role, shorter) == Reading(key(role), role, wish, ())


def test_the_most_literal_reading_comes_first() -> None:
    assert [(reading.key, reading.words) for reading in readings("Senior T&S 5")] == [
        ("seniorts5", "Senior T&S 5"),
        ("seniorts", "Senior T&S"),
        ("ts5", "T&S 5"),
        ("ts", "T&S"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("technical — Trust & Safety — 5", "Trust & Safety"),
        ("trust-safety-technical-5", "trust safety"),
        ("5 <!channel> *bold*", "<!channel> *bold*"),
        ("5 Trust\x00 \u202eSafety", "Trust Safety"),
    ],
)
def test_the_role_is_quoted_as_it_was_typed(typed: str, words: str) -> None:
    assert readings(typed)[-1].words == words


@pytest.mark.parametrize("typed", ["", "   ", "&", "and", "!?", "\x00", "👩‍💻 🎉"])
def test_nothing_to_read(typed: str) -> None:
    assert readings(typed) == ()


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    found = readings(text)
    keys = [reading.key for reading in found]
    assert len(set(keys)) == len(keys) <= 2**5
    assert all(keys)
    for reading in found:
        assert 1 <= reading.wish.count <= MOST
        assert reading.words.isprintable()
        assert key(reading.words) == reading.key
    if found:
        assert found[0] == Reading(key(text), found[0].words, Wish(count=DEFAULT_COUNT), ())


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "senior 5 technical " * 600,
        "👩‍💻" * 2000,
        "שלום \u202eworld " * 800,
        "\x00\x07\x1b[2J" * 2000,
        "ﷺ" * 10_000,
    ],
    ids=["word", "modifiers", "emoji", "right to left", "control", "ligatures"],
)
def test_ten_thousand_characters_can_be_read(text: str) -> None:
    assert len(readings(text)) <= 2


def test_every_first_word_of_a_command_is_reserved() -> None:
    commands = "roles search schedule add mine today week digest settings pause resume stats why help"
    assert set(commands.split()) == RESERVED
