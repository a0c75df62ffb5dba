"""The first act: somebody needs questions, now."""

from time import monotonic

from sandbox.client import Message, Person
from slackapp.demo.company import Company
from slackapp.demo.stage import PATIENCE, Stage


def play(stage: Stage, company: Company) -> None:
    """Asks, looks closer, changes, keeps, shares, finds."""
    priya = company.priya
    stage.headline("Ask")
    asked = stage.types(priya, "trust-safety")
    stage.headline("Look closer")
    menu = next(each for each in asked.elements() if each.action_id == "set.card")
    priya.choose(asked, menu.action_id, menu.options[0][0])
    priya.close(stage.opens(priya, f"chooses “{menu.options[0][0]}” under “{menu.label}”", "What to listen for"))
    priya.choose(asked, "set.more", "About the role")
    priya.close(stage.opens(priya, "chooses “About the role”", "What the job is"))
    stage.headline("Other questions, another level")
    priya.press(asked, "set.different")
    stage.say(f"{priya.name} presses [Different questions]; the message becomes:")
    stage.shows(_changed(priya, asked), f"only {priya.name} sees this")
    stage.types(priya, "senior T&S technical 3")
    stage.headline("Keep and share")
    stage.say(f"{priya.name} presses [Send to me]:")
    priya.press(asked, "set.send")
    stage.reads(priya, priya.dm_channel(), "asked me to keep", f"in {priya.name}'s messages with the app")
    _share(stage, company)
    stage.headline("Find one's way")
    for typed in ("", "trust safty", "search fraud", "roles", "help"):
        stage.types(priya, typed)
    stage.headline("Who may not see questions is told so")
    stage.types(company.gus, "trust-safety")


def _share(stage: Stage, company: Company) -> None:
    priya, ben = company.priya, company.ben
    asked = stage.types(priya, "data-analyst 4", company.hiring)
    priya.press(asked, "set.share")
    priya.submit(stage.opens(priya, "presses [Share here]", "Share"), {})
    stage.say(f"{priya.name} presses [Share]; {ben.name} reads in #hiring:")
    stage.reads(ben, company.hiring, "Shared by", "everybody in #hiring sees this")
    elsewhere = stage.types(priya, "data-analyst 1", company.partners)
    stage.say(f"{priya.name} presses [Share here]; #partners is read by another company too:")
    priya.press(elsewhere, "set.share")
    stage.reads(priya, company.partners, "I can't share here", f"only {priya.name} sees this")


def _changed(who: Person, before: Message) -> Message:
    """The message in its place, once it says something else."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        now = next(each for each in who.dm() if each.ts == before.ts)
        if now.text != before.text:
            return now
    raise TimeoutError("the set stayed as it was")
