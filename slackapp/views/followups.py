"""What is one tap away from a message: all of its interviews with their follow-ups, and what to listen for."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from prep.bank import Anchors
from prep.briefs import Brief, Item
from prep.preferences import Preferences
from slackapp.views import more_menu, rooms
from slackapp.views.blocks import Block, View, actions, button, context, divider, modal, section
from slackapp.views.lines import Line, line, one_line, paragraph
from slackapp.views.times import day, where

PAGE: Final = "followups.page"
_VIEW: Final = "followups"
_ON_A_PAGE: Final = 8
_MOST_QUESTIONS: Final = 20
"""As many of a room's questions as a modal of 50 blocks and 250 kB surely holds."""
_QUESTION: Final = 1000
_FOLLOW_UP: Final = 400
_ANCHOR: Final = 700


def follow_ups(briefs: Sequence[Brief], reader: Preferences, page: int, ids: Sequence[str]) -> View:
    """The interviews of a message, eight on a page (counted from 0), with the reader's questions in full. `ids` are
    those that the message showed; what was cancelled or declined since is not among `briefs`."""
    page = min(page, max(len(briefs) - 1, 0) // _ON_A_PAGE)
    shown = briefs[page * _ON_A_PAGE :][:_ON_A_PAGE]
    blocks: list[Block] = []
    for each in shown:
        blocks += [*_interview(each, reader), divider()]
    turns = [button("Earlier ones", f"{PAGE}.previous", str(page - 1))] if page else []
    turns += [button("Later ones", f"{PAGE}.next", str(page + 1))] if len(briefs) > (page + 1) * _ON_A_PAGE else []
    place = where(reader.rhythm.zone, known=reader.zone_known)
    return modal(
        "Your questions",
        _VIEW,
        [
            *(blocks or [section("None of these interviews is ahead of you any more.")]),
            *([actions(*turns)] if turns else []),
            context(f"All times are {place}."),
        ],
        metadata=json.dumps({"ids": more_menu.refer(ids)}),
    )


def remembered(metadata: str) -> list[str]:
    """The interviews' ids, from a modal's metadata."""
    return more_menu.referred(json.loads(metadata)["ids"])


def listening(told: Brief, anchors: Mapping[str, Anchors]) -> View:
    """What a strong, a solid and a weak answer sounds like, for the reader's questions; for those of the whole room
    where the reader asks none. `anchors` are the bank's, by question id."""
    items = told.mine or told.order
    blocks = [block for each in items[:_MOST_QUESTIONS] for block in _listen(each, anchors.get(each.question.id))]
    if len(items) > _MOST_QUESTIONS:
        blocks.append(section(f"… and {len(items) - _MOST_QUESTIONS} more."))
    return modal(
        "What to listen for",
        _VIEW,
        [
            *(blocks or [section("No questions are planned for this interview.")]),
            context("For interviewers only: please don't read this aloud or paste it anywhere."),
        ],
    )


def gone() -> View:
    """The interview is not the reader's any more."""
    return modal(
        "What to listen for", _VIEW, [section("You are not in this interview any more, or it was called off.")]
    )


def _interview(told: Brief, reader: Preferences) -> list[Block]:
    when = f"{day(told.interview.starts_at, reader.rhythm.zone)}, {rooms.heading(told.interview, reader)}"
    lines = [line(when, bold=True), line(f"{rooms.company(told)} {rooms.asks(told)}{':' if told.mine else '.'}")]
    for each in told.mine[:_MOST_QUESTIONS]:
        lines += [rooms.question(each, _QUESTION), *rooms.follow_ups(each, _FOLLOW_UP)]
    lines += [*rooms.note(told.interview), *rooms.links(told.interview)]
    return [paragraph(lines), actions(more_menu.listen(told.interview.id))]


def _listen(item: Item, anchors: Anchors | None) -> list[Block]:
    heard = (("Strong", anchors.strong), ("Solid", anchors.solid), ("Weak", anchors.weak)) if anchors else ()
    lines = [line(*_bold(item)), *(_sound(*each) for each in heard if each[1].strip())]
    if len(lines) == 1:
        lines.append(line("Nothing is written down for this one."))
    return [paragraph(lines), divider()]


def _bold(item: Item) -> Sequence[Block]:
    return line(rooms.question(item, _QUESTION).said, bold=True).runs


def _sound(name: str, what: str) -> Line:
    return line(*line(f"{name}: ", bold=True).runs, one_line(what, _ANCHOR), bullet=True)
