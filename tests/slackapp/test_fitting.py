"""Many interviews in one message."""

from hypothesis import given
from hypothesis import strategies as st

from slackapp.views.fitting import fitted
from slackapp.views.lines import Line, characters, line, link, one_line


def in_three(sizes: tuple[int, int, int]) -> list[list[Line]]:
    """An interview whose full, short and shortest form have so many characters at most."""
    return [[line("x" * size)] for size in sorted(sizes, reverse=True)]


@given(st.lists(st.tuples(*[st.integers(1, 400)] * 3), min_size=1, max_size=50), st.integers(1000, 3500))
def test_it_fits_and_the_nearest_say_most(sizes: list[tuple[int, int, int]], most: int) -> None:
    written = [in_three(each) for each in sizes]
    made = fitted(written, [line("rest")], most)
    assert len(made.told) + made.left_out == len(written)
    assert sum(characters(each) for each in made.told) + characters([line("rest")]) <= most
    details = [next(at for at in range(3) if written[number][at] is lines) for number, lines in enumerate(made.told)]
    assert details == sorted(details), "what is further ahead never says more than what is nearer"
    assert made.shortened == any(details)


def test_one_line_is_one_line() -> None:
    assert one_line("a\n\n b\u202e\u2066c\u0000", 80) == "a bc"
    assert one_line("   ", 80) == "–"
    assert one_line("x" * 100, 10) == "x" * 9 + "…"


def test_only_https_links_are_links() -> None:
    assert link("Join", "https://meet.example.com/a?b=c")
    for other in ("http://a.example", "javascript:alert(1)", "https://", "https://a b", "Room 4", "https://a>|b"):
        assert link("Join", other) is None


def test_emoji_count_as_the_bytes_that_slack_gets() -> None:
    assert characters([line("🧪" * 1000)]) > 3500
