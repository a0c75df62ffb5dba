"""What one person needs to know of one interview: who else is in the room, who asks what, what will not fit; and what
changed since they were told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from prep.corrections import Change, Facts, changes, facts
from prep.interviews import Interview, Panelist, PlannedQuestion, Seat, State
from prep.plans import room_minutes


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the running order. `asker`: whose it is, None when it is nobody's. `number`: what it is rated by
    in the reader's messages; colleagues' questions have none. `fits`: whether the interview is long enough for it."""

    question: PlannedQuestion
    asker: Panelist | None
    number: int | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """An interview as `reader`, who is in its room, is told of it. `order` is the room's running order.

    `told` is what they were told before, where it is to be said what changed since: then they may be in it no longer,
    and the interview may have been called off.
    """

    interview: Interview
    reader: Panelist
    order: tuple[Item, ...]
    told: Facts | None = None

    @property
    def true(self) -> Facts:
        """What is true of it for them now."""
        return facts(self.interview, self.reader.member_id or "")

    @property
    def changed(self) -> tuple[Change, ...]:
        """What is not as they were told, the weightiest first."""
        return changes(self.told, self.true) if self.told else ()

    @property
    def stands(self) -> bool:
        """Whether it takes place with them in it."""
        return self.interview.state is State.PLANNED and self.reader in self.interview.in_room

    @property
    def mine(self) -> tuple[Item, ...]:
        """The questions that are the reader's to ask."""
        return tuple(each for each in self.order if each.asker == self.reader)

    @property
    def others(self) -> tuple[Panelist, ...]:
        """Who else is in the room."""
        return tuple(each for each in self.interview.in_room if each != self.reader)

    @property
    def skills(self) -> tuple[str, ...]:
        """What the reader's questions look at, each once, in running order."""
        return tuple(dict.fromkeys(each.question.competency for each in self.mine))


def without_them(interview: Interview, member_id: str, told: Facts) -> Brief:
    """The brief of somebody who was told of an interview that takes place without them, or not at all."""
    gone = Panelist("", member_id, "", told.seat or Seat.INTERVIEWER, (), None, None)
    return Brief(interview, gone, (), told)


def brief(
    interview: Interview,
    reader: Panelist,
    questions: Sequence[PlannedQuestion],
    numbers: Mapping[str, int | None],
) -> Brief:
    """The brief of somebody in the room. `questions` is the part's running order; `numbers` are the reader's, by
    question id."""
    askers = {asked.question_id: each for each in interview.in_room for asked in each.asks}
    room = room_minutes(interview.minutes)
    # A room that is as long as its part was filled by the part's own rule: nothing is over.
    cut_short = interview.minutes < interview.part.minutes
    ends = accumulate(question.minutes for question in questions)
    order = [
        Item(
            question,
            asker := askers.get(question.id),
            numbers.get(question.id) if asker == reader else None,
            fits=not cut_short or end <= room,
        )
        for question, end in zip(questions, ends, strict=True)
    ]
    return Brief(interview, reader, tuple(order))
