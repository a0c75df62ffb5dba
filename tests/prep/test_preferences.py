"""What a workspace chooses, when two admins choose at once."""

from dataclasses import replace
from datetime import time

from prep.preferences import MOST_CARETAKERS, House

SHOWN = House("UTC", time(8, 30), frozenset({1, 2}), False, ("ANA",), ("BEN", "CHLOE"), 365)


def test_what_was_left_as_it_stood_stays_as_it_is_now() -> None:
    now = replace(SHOWN, zone="Europe/Berlin", digest_days=frozenset({5}), curators=())
    assert now.changed(SHOWN, SHOWN) == now
    assert now.changed(SHOWN, replace(SHOWN, retention_days=90)) == replace(now, retention_days=90)
    assert now.changed(SHOWN, replace(SHOWN, digest_days=frozenset({3}))).digest_days == {3}


def test_people_are_added_and_taken_out() -> None:
    now = replace(SHOWN, movers=("CHLOE", "DAN"))
    assert now.changed(SHOWN, replace(SHOWN, movers=("EVE", "BEN"))).movers == ("DAN", "EVE")
    assert now.changed(SHOWN, replace(SHOWN, movers=())).movers == ("DAN",)


def test_there_are_never_too_many_people() -> None:
    wanted = tuple(f"U{number}" for number in range(MOST_CARETAKERS))
    now = replace(SHOWN, movers=("DAN",))
    assert now.changed(SHOWN, replace(SHOWN, movers=wanted)).movers == wanted
