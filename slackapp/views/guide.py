"""About a role: what it is, how it fits the organisation, what it takes."""

from typing import Final

from prep.bank import Role
from slackapp.views.blocks import Block, View, bullets, modal, rich, run, section
from slackapp.views.wording import cut

_VIEW: Final = "guide"
_ITEMS: Final = 20


def guide(role: Role) -> View:
    """The role's guide."""
    told = role.guide
    skills = [f"{each.name}: {each.meaning}" for each in told.competencies]
    return modal(
        "About the role",
        _VIEW,
        [
            rich(run(cut(role.title, 200), "bold")),
            *([section(told.summary)] if told.summary else []),
            *([section(told.fit)] if told.fit else []),
            *_list("What the job is", told.responsibilities),
            *_list("What it takes", told.skills),
            *_list("What the questions look at", skills),
        ],
    )


def gone() -> View:
    """The role is not there any more."""
    return modal("About the role", _VIEW, [section("This role is no longer in the bank.")])


def _list(title: str, items: tuple[str, ...] | list[str]) -> list[Block]:
    return [rich(run(title, "bold")), bullets(items[:_ITEMS])] if items else []
