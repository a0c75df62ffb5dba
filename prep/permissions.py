"""Who may change an interview, and see what only they are to see of it."""

from collections.abc import Collection, Sequence

from prep.handing_over import Request
from prep.interviews import Interview
from prep.people import Member

MOST_A_DAY = 30
"""Interviews that a member may add in 24 hours: more is a mistake, or mischief."""


def may_change(interview: Interview, member: Member, movers: Collection[str]) -> bool:
    """Whoever arranged it, people whom the workspace lets move interviews, and Slack's admins."""
    return may_change_any(member, movers) or member.id == interview.arranged_by


def may_change_any(member: Member, movers: Collection[str]) -> bool:
    """Who may change interviews whoever arranged them."""
    return member.admin or member.id in movers


def may_see_asked(request: Request, interview: Interview, member: Member, movers: Collection[str]) -> bool:
    """Who sees in a list that somebody was asked to come to the interview instead: who asked them, and who may change
    it."""
    return member.id == request.from_member or may_change(interview, member, movers)


def may_erase(interviews: Sequence[Interview], member: Member) -> bool:
    """Who sees and erases what is kept about a candidate with these interviews: whoever arranged all of them, and
    Slack's admins."""
    return member.admin or all(each.arranged_by == member.id for each in interviews)
