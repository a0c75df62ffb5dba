"""What can be wrong at the fields of an interview."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from prep.drafting import NEW, Filled
from prep.interviews import Candidate
from prep.mistakes import Mistake, Wrong, wrong_room, wrong_when
from prep.people import Member

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIGHT = Filled(candidate=NEW, name="Jane Smith", day="2026-11-24", start="10:30", zone="Europe/Berlin", minutes="45")


def member(id_: str, **more: Any) -> Member:
    """Somebody of the workspace."""
    standing = dict.fromkeys(("guest", "external", "deactivated", "admin"), False) | more
    return Member(
        id=id_, name=f"{id_.lower()}.name", zone="UTC", locale=None, dm_channel=None, checked_at=NOW, **standing
    )


PEOPLE = {
    each.id: each for each in (member("ANA"), member("BEN"), member("GUEST", guest=True), member("APP", external=True))
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, {}),
        ({"name": " \u200b "}, {"name": Wrong.NO_NAME}),
        ({"name": "🎉"}, {"name": Wrong.NO_NAME}),
        ({"name": "🎉", "candidate": "known"}, {}),
        ({"candidate": "gone"}, {"candidate": Wrong.CANDIDATE_GONE}),
        ({"day": ""}, {"day": Wrong.NO_DAY}),
        ({"start": ""}, {"start": Wrong.NO_TIME}),
        ({"day": "2026-11-22"}, {"day": Wrong.PAST}),
        ({"day": "2026-11-23", "start": "10:00"}, {"start": Wrong.PAST}),
        ({"day": "2026-11-23", "start": "10:01"}, {}),
        ({"day": "2026-11-23", "start": "01:00", "zone": "Pacific/Honolulu"}, {}),
        ({"day": "2027-11-23"}, {}),
        ({"day": "2027-11-24"}, {"day": Wrong.TOO_FAR}),
        ({"day": "9999-12-31"}, {"day": Wrong.TOO_FAR}),
        ({"day": "0001-01-01"}, {"day": Wrong.PAST}),
        ({"day": "2027-03-28", "start": "02:30"}, {"start": Wrong.LEFT_OUT}),
        ({"minutes": "15"}, {}),
        ({"minutes": "240"}, {}),
        ({"minutes": "14"}, {"minutes": Wrong.LENGTH}),
        ({"minutes": "241"}, {"minutes": Wrong.LENGTH}),
        ({"minutes": "soon"}, {"minutes": Wrong.LENGTH}),
    ],
)
def test_who_and_when(changes: dict[str, Any], wrong: dict[str, Wrong]) -> None:
    known = [Candidate("known", "opening", "J.S.")]
    found = wrong_when(replace(RIGHT, **changes), known, NOW, keeps_names=False)
    assert {field: each.wrong for field, each in found.items()} == wrong


def test_where_names_are_kept_a_name_needs_no_letter() -> None:
    assert wrong_when(replace(RIGHT, name="🎉"), [], NOW, keeps_names=True) == {}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"interviewers": ("ANA",)}, {}),
        ({"others": "Eve"}, {}),
        ({"listening": ("ANA",)}, {}),
        ({}, {"interviewers": Mistake(Wrong.NOBODY)}),
        ({"others": " \n "}, {"interviewers": Mistake(Wrong.NOBODY)}),
        ({"interviewers": ("ANA", "ANA")}, {"interviewers": Mistake(Wrong.TWICE, "ana.name")}),
        ({"interviewers": ("ANA",), "listening": ("ANA",)}, {"listening": Mistake(Wrong.TWICE, "ana.name")}),
        ({"interviewers": ("ANA",), "others": "ANA.Name"}, {"others": Mistake(Wrong.TWICE, "ANA.Name")}),
        ({"others": "Eve\neve"}, {"others": Mistake(Wrong.TWICE, "eve")}),
        ({"interviewers": ("US",)}, {"interviewers": Mistake(Wrong.ITSELF)}),
        ({"interviewers": ("ANA",), "listening": ("US",)}, {"listening": Mistake(Wrong.ITSELF)}),
        ({"interviewers": ("NOBODY",)}, {"interviewers": Mistake(Wrong.UNSEEN)}),
        ({"interviewers": ("GUEST",)}, {"interviewers": Mistake(Wrong.GUEST, "guest.name")}),
        ({"listening": ("APP",)}, {"listening": Mistake(Wrong.EXTERNAL, "app.name")}),
        ({"others": "\n".join(map(str, range(11)))}, {"others": Mistake(Wrong.TOO_MANY)}),
        ({"interviewers": ("ANA",), "cv": "http://a.example"}, {"cv": Mistake(Wrong.NO_LINK)}),
        ({"interviewers": ("ANA",), "feedback": "https://"}, {"feedback": Mistake(Wrong.NO_LINK)}),
        ({"interviewers": ("ANA",), "cv": "https://a b.example"}, {"cv": Mistake(Wrong.NO_LINK)}),
        ({"interviewers": ("ANA",), "cv": "https://[a.example"}, {"cv": Mistake(Wrong.NO_LINK)}),
        ({"interviewers": ("ANA",), "cv": "https://a.example/\u202e"}, {"cv": Mistake(Wrong.NO_LINK)}),
        ({"interviewers": ("ANA",), "cv": " https://a.example/cv?x=1#y "}, {}),
        ({"interviewers": ("ANA",), "place": "Room <4> & up"}, {}),
    ],
)
def test_who_is_there(given: dict[str, Any], wrong: dict[str, Mistake]) -> None:
    assert wrong_room(replace(RIGHT, **given), PEOPLE, "US") == wrong


def test_of_two_mistakes_at_a_field_the_first_is_said() -> None:
    filled = replace(RIGHT, interviewers=("GUEST", "US"))
    assert wrong_room(filled, PEOPLE, "US") == {"interviewers": Mistake(Wrong.GUEST, "guest.name")}
