"""“I can't make one”: which, if there are several, why and who might instead if one likes, and what happens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from prep.handing_over import Reason, Unfit
from prep.interviews import Interview
from prep.preferences import Preferences
from slackapp.views import rooms
from slackapp.views.arranger import now_asks
from slackapp.views.blocks import Block, View, choice, modal, section
from slackapp.views.fields import menu_field, people_field, text_field
from slackapp.views.lines import one_line

SUBMIT: Final = "cannot.say"
WHICH: Final = "which"
WHY: Final = "why"
REASON: Final = "reason"
SUBSTITUTE: Final = "substitute"
_TITLE: Final = "Can't make it"
_MOST: Final = 100
_WHY: Final = (
    ("A clash", Reason.CLASH.value),
    ("I know this person", Reason.KNOWS.value),
    ("Something else", Reason.OTHER.value),
)
_ANOTHER: Final = "Please choose somebody else, or nobody."
_UNFIT: Final = {
    Unfit.ONESELF: f"That's you. {_ANOTHER}",
    Unfit.APP: "That's me, and I can't hold interviews. Please choose a person, or nobody.",
    Unfit.UNSEEN: f"Slack doesn't show me this person, so I can't ask them. {_ANOTHER}",
    Unfit.EXTERNAL: "{who} is an app or from another company, and the questions are for members only. " + _ANOTHER,
    Unfit.GUEST: "{who} is a guest here, and the questions are for members only. " + _ANOTHER,
    Unfit.DEACTIVATED: "{who}'s Slack account is switched off, so I can't ask them. " + _ANOTHER,
    Unfit.IN_IT: "{who} is in this interview already. " + _ANOTHER,
    Unfit.CANNOT: "{who} said that they can't come to this one either. " + _ANOTHER,
    Unfit.ASKED: "{who} is asked about this interview already, and has not answered yet. " + _ANOTHER,
    Unfit.PAUSED: "{who} has paused messages, so I can't ask them now. " + _ANOTHER,
    Unfit.WAITING: "You have asked {waiting}, who has not answered yet. Leave this empty to give your seat up now.",
    Unfit.BEGUN: "It has begun, so I can't ask anybody. Leave this empty, and whoever arranged it hears at once.",
}
_CALENDAR: Final = "The invitation in your calendar is separate: please decline it there too."


@dataclass(frozen=True, slots=True)
class Arranger:
    """Whoever arranges an interview. `left`: they can't look after it any more, and nobody is known yet who may."""

    name: str
    left: bool


def ask(
    interviews: Sequence[Interview], arrangers: Sequence[Arranger], asked: Mapping[str, str], reader: Preferences
) -> View:
    """Asks which of the interviews, at least one. `arrangers` hear of it; `asked`: the name of whoever was asked to
    come instead and has not answered, by interview's id."""
    first = interviews[0]
    which = [(f"{rooms.on_day(each, reader)} · {rooms.subject(each)}", each.id) for each in interviews[:_MOST]]
    waiting = [
        f"{one_line(asked[each.id], rooms.MOST_NAME)}, whom you asked about {rooms.on_day(each, reader)}, has not "
        "answered yet."
        for each in interviews
        if each.id in asked
    ]
    told = _hear(arrangers, lambda who: f"I tell {who} at once.")
    said = (
        f"{told} If you name nobody, what was yours to ask goes to the others now, and I send you nothing more about "
        "it."
    )
    return modal(
        _TITLE,
        SUBMIT,
        [
            choice("Which one?", WHICH, which, first.id) if len(which) > 1 else section(which[0][0]),
            *([section(" ".join(waiting))] if waiting else []),
            *_why([each for each in arrangers if not each.left]),
            people_field(
                "Who might come instead, if you know somebody",
                SUBSTITUTE,
                (),
                most=1,
                optional=True,
                hint="I ask them first, and don't say why. Until they say yes, you keep your seat and your questions.",
            ),
            section(said),
        ],
        submit="Tell them",
        close="Cancel",
        metadata="|".join(
            [first.id if len(which) == 1 else "", *dict.fromkeys(each.arranged_by for each in interviews)]
        ),
    )


def _why(readers: Sequence[Arranger]) -> list[Block]:
    """Where they may say why; nowhere, when there is nobody to read it."""
    hint = f"Only {_names(readers)} will read it."
    fields = [
        menu_field("Why, if you like", WHY, _WHY, "", optional=True, hint=hint),
        text_field("In your words, if you like", REASON, "", optional=True, hint=hint),
    ]
    return fields if readers else []


def _hear(arrangers: Sequence[Arranger], hear: Callable[[str], str]) -> str:
    """What `hear` says of those of them, at least one, who hear of it; and of the others that they don't."""
    here, left = ([each for each in arrangers if each.left is gone] for gone in (False, True))
    nobody = (
        f"{_names(left)} can't look after interviews here any more, and nobody has followed yet: I tell whoever does. "
        "Please tell a colleague, too."
    )
    return " ".join([*([hear(_names(here))] if here else []), *([nobody] if left else [])])


def _names(people: Sequence[Arranger]) -> str:
    return rooms.and_([one_line(each.name, rooms.MOST_NAME) for each in people])


def remembered(metadata: str) -> tuple[str, Sequence[str]]:
    """What the modal remembers: the interview, empty where they choose one, and those whom it named as its readers, by
    id; nobody, where an earlier version opened it."""
    interview_id, *named = metadata.split("|")
    return interview_id, named


def nothing_left() -> View:
    """All of the message's interviews are over, called off, or were declined before."""
    return modal(_TITLE, "cannot.none", [section("None of these interviews is ahead of you any more.")])


def done(interview: Interview, arranger: Arranger, reader: Preferences, *, oneself: bool, unsaid: bool) -> View:
    """They are out of it. `oneself`: they arranged it themselves, so that nobody has to be told. `unsaid`: why they
    can't was for somebody else, who arranged it when they opened this."""
    who = (
        "You arrange it yourself, so I tell nobody."
        if oneself
        else _hear([arranger], lambda who: f"{who} hears of it now.")
    )
    return modal(
        _TITLE,
        "cannot.done",
        [
            section(f"You are out of it: {_which(interview, reader)}."),
            section(f"{who} {now_asks(interview)}"),
            *_unsaid(arranger, unsaid=unsaid),
            section(_CALENDAR),
        ],
    )


def asked(
    interview: Interview, substitute: str, arranger: Arranger, reader: Preferences, *, knows: bool, unsaid: bool = False
) -> View:
    """Somebody is asked to come instead. `knows`: whoever arranged it is the reader, or is asked themselves, so that
    nobody else has to be told. `unsaid` as for `done`."""
    instead = one_line(substitute, rooms.MOST_NAME)
    told = _hear([arranger], lambda who: f"{who} hears now that you can't come, and that {instead} is asked.")
    return modal(
        _TITLE,
        "cannot.asked",
        [
            section(f"{instead} is asked now: {_which(interview, reader)}."),
            section(f"Until {instead} says yes, you are in it, and your questions stay yours."),
            section(f"{'' if knows else f'{told} '}I tell you what {instead} says."),
            *_unsaid(arranger, unsaid=unsaid),
        ],
    )


def said_before(interview: Interview | None, reader: Preferences) -> View:
    """It was said before, or the interview is not theirs any more."""
    which = f" ({_which(interview, reader)})" if interview else ""
    return modal(_TITLE, "cannot.again", [section(f"You are not in that interview any more{which}. All is well.")])


def unfit(why: Unfit, name: str, waiting: str) -> str:
    """Why somebody cannot be asked, and what to do. `name` is theirs; `waiting` that of whoever was asked before."""
    return _UNFIT[why].format(who=one_line(name, rooms.MOST_NAME), waiting=one_line(waiting, rooms.MOST_NAME))


def _unsaid(arranger: Arranger, *, unsaid: bool) -> list[Block]:
    who = _names([arranger])
    told = f"Why is told to nobody: you wrote it for somebody else, and {who} arranges this interview now."
    return [section(told)] if unsaid else []


def _which(interview: Interview, reader: Preferences) -> str:
    return f"{rooms.on_day(interview, reader)} · {rooms.subject(interview)}"
