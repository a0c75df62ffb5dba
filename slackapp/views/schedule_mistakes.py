"""What is said at a field of an interview that cannot be added like this."""

from prep.drafting import Filled
from prep.mistakes import LONGEST, MOST_PEOPLE, SHORTEST, Mistake, Wrong
from slackapp.views.times import where
from slackapp.views.wording import cut

_WITHOUT_SLACK = "Name them under “People without Slack”: then they are in the room, and get no messages from me."


def sentence(mistake: Mistake, filled: Filled) -> str:
    """What is wrong, kindly, and what to do."""
    who = cut(mistake.who, 60)
    match mistake.wrong:
        case Wrong.LEFT_OUT:
            return (
                f"On that day clocks are put forward, and there is no {filled.start} in {where(filled.zone)}. "
                "Please choose another time."
            )
        case Wrong.TWICE:
            return f"{who} is here twice. Once is enough; for a namesake, add something that tells the two apart."
        case Wrong.GUEST:
            return f"{who} is a guest here, and the questions are for members only. {_WITHOUT_SLACK}"
        case Wrong.EXTERNAL:
            return f"{who} is an app or from another company, and the questions are for members only. {_WITHOUT_SLACK}"
    return _SENTENCES[mistake.wrong]


_SENTENCES = {
    Wrong.CANDIDATE_GONE: "This candidate is no longer there. Please choose another.",
    Wrong.NO_NAME: "Please type the candidate's name or initials: something with a letter or a digit in it.",
    Wrong.NO_DAY: "Please choose a day.",
    Wrong.NO_TIME: "Please choose a time.",
    Wrong.PAST: "That is in the past. Please choose a moment that is still to come.",
    Wrong.TOO_FAR: "That is more than a year ahead. Please choose a nearer day.",
    Wrong.LENGTH: f"Please give a whole number of minutes from {SHORTEST} to {LONGEST}.",
    Wrong.NOBODY: "Nobody is in the room yet. Choose an interviewer, or name somebody without Slack.",
    Wrong.TOO_MANY: f"These are more than {MOST_PEOPLE}. Please leave some out: a candidate should not face a crowd.",
    Wrong.ITSELF: "That's me, and I can't hold interviews. Please choose a person.",
    Wrong.UNSEEN: f"Slack doesn't show me one of these people. {_WITHOUT_SLACK}",
    Wrong.NO_LINK: "That is no link I can show. It should begin with https:// and have no spaces.",
}
