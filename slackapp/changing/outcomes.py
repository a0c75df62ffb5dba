"""What comes of a submitted step: another view, or mistakes at its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prep.interviews import Interview
from prep.people import Member
from slackapp.views.blocks import View


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Sentences, by the fields where they belong."""

    at: Mapping[str, str]


Outcome = View | Mistakes


def heard(interviews: Sequence[Interview], by: Member) -> list[str]:
    """The names of those whom a message told of these interviews, without `by` and whoever arranged them."""
    names = {
        each.name: None
        for interview in interviews
        for each in interview.panel
        if each.told_at and each.member_id not in {by.id, interview.arranged_by}
    }
    return list(names)
