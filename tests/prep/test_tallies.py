import pytest

from prep.tallies import Tally


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(2, 0, 2), False),
        (Tally(9, 1, 2), False),  # two people, for months
        (Tally(3, 0, 3), True),
        (Tally(0, 3, 3), True),
        (Tally(0, 1, 1), False),  # and any others said that it is going round
        (Tally(12, 2, 9), True),
    ],
)
def test_from_three_raters_on(tally: Tally, told: bool) -> None:
    assert tally.told is told
