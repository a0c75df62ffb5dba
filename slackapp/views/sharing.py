"""Sharing a set in a channel: who will see it, or why it cannot be."""

from typing import Final

from prep.bank import RoleSummary
from prep.messages import NotShared
from slackapp.views import finding, more_menu
from slackapp.views.blocks import Message, View, actions, button, channel, modal, rich, run, section, words
from slackapp.views.lines import one_line
from slackapp.views.wording import count, cut

CONFIRM: Final = "share.confirm"
_ONCE_MORE: Final = "ask for the questions there and press “Share here” once more"
_NOT_IN_IT: Final = f"I'm not in that channel any more. /invite me there, {_ONCE_MORE}."
_MAY_NOT_POST: Final = "I may not post in that channel. Ask whoever looks after it, or share them in another channel."
_WHY: Final = {
    "is_archived": "That channel is archived. Go to another channel and ask for the questions there.",
    "not_in_channel": _NOT_IN_IT,
    "channel_not_found": _NOT_IN_IT,
    NotShared.GONE: "The role, or all of these questions, are no longer in the bank.",
    NotShared.LOST: (
        "Slack took too long to answer me, and I can't read that channel to find out. "
        f"Please look: if they are not there, {_ONCE_MORE}."
    ),
}


def confirm(
    role: RoleSummary, questions: int, channel_id: str, people: int | None, app: str | None, metadata: str
) -> View:
    """Asks once more, saying who will see it. `app` is the app's user when it is not in the channel, else None."""
    who = f"({count(people, 'member')}, guests included)" if people else "(guests included)"
    lines = [
        rich(run(f"{count(questions, 'question')} for {cut(role.title, 200)}")),
        words(
            f"Everybody in <#{channel_id}> {who} will see them, and so will those who join later. "
            "What to listen for stays with you."
        ),
    ]
    if app:
        lines.append(
            words(f"I'm not in that channel, so it comes as your doing. To have me there: `/invite` <@{app}>.")
        )
    return modal("Share the questions?", CONFIRM, lines, submit="Share", close="Cancel", metadata=metadata)


def out_of_sight() -> Message:
    """Where I cannot see who reads along."""
    return _only(
        "I can't share here: in direct messages and private channels that I'm not in, I can't see who reads along, "
        "and the questions are for colleagues only. In a private channel, /invite me first; otherwise use "
        "“Send to me” and copy what you need."
    )


def with_another_company() -> Message:
    """People of other companies would see it."""
    return _only(
        "I can't share here: people of another company are in this channel, and the questions are for colleagues only. "
        "Share them in a channel of your own company's, or use “Send to me”."
    )


def in_archived() -> Message:
    """Nobody can post there."""
    return _only("I can't share here: this channel is archived. Go to another channel and ask for the questions there.")


def with_the_app_itself() -> Message:
    """It is the asker's own conversation with the app."""
    return _only("This is just the two of us. “Send to me” keeps the questions here; “Share here” is for channels.")


def not_shared(role: str, channel_id: str, reason: str, fault: str, delivery_id: str) -> Message:
    """To whoever shared a set: it did not come, or nobody knows whether it did, why, and what to do. `role` is empty
    where it is gone; `reason` is Slack's name for it or one of ours; a mistake of ours was logged under `fault`."""
    which = f"the questions for {one_line(role, 80)}" if role else "the questions"
    said = f"I don't know whether {which} are" if reason == NotShared.LOST else f"I couldn't share {which}"
    why = _WHY.get(reason, _MAY_NOT_POST)
    if fault:
        why = f"Something went wrong on my side. Please tell whoever runs this app: {fault}."
    row = actions(button("Questions for a role", finding.ROLES), more_menu.more(delivery_id))
    return Message(
        f"{said} in the channel. {why}", [rich(run(f"{said} in "), channel(channel_id), run(f". {why}")), row]
    )


def _only(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])


def too_late(sentence: str) -> View:
    """The modal stood open for too long."""
    return modal("Share the questions?", "share.late", [section(sentence)])
