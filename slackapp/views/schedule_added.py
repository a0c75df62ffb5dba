"""Adding an interview, the end: it is added, and what is left to do."""

from typing import Final

from prep.interviews import Interview
from slackapp.views.blocks import View, actions, button, modal, rich, run, section
from slackapp.views.schedule_when import named
from slackapp.views.times import day, span, where
from slackapp.views.wording import cut

ADDED: Final = "schedule.added"
NEXT: Final = "schedule.next"


def added(interview: Interview, zone: str, locale: str) -> View:
    """Says so, in `zone`, and offers the candidate's next one."""
    when = f"{day(interview.starts_at, zone)}, {span(interview.starts_at, interview.ends_at, zone, locale)}"
    who = cut(interview.candidate.shown_as, 60)
    others = any(each.member_id not in {None, interview.arranged_by} for each in interview.panel)
    told = "In a few minutes I tell those who are in it. " if others else ""
    return modal(
        "Added",
        ADDED,
        [
            rich(
                run(f"{who} · {cut(interview.opening.title, 200)}", "bold"),
                run(f"\n{named(interview.part)}\n{when}, {where(zone)}"),
            ),
            section(f"{told}The calendar invites are still yours to send: I send none."),
            actions(button("Add this candidate's next interview", NEXT, f"{interview.id}|{zone}", primary=True)),
        ],
        close="Done",
    )
