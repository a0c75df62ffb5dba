"""A large question bank, made up the same way every time: 40 questions a role."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from random import Random

from prep.bank import MAX_SHORT, StarterQuestion, StarterRole
from prep.words import fold

QUESTIONS_A_ROLE = 40
_SEARCHED = 12
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")
_FIELDS = (
    "payments", "lending", "insurance", "logistics", "retail", "energy", "housing", "mobility", "education", "travel",
    "games", "music", "news", "maps", "tickets", "advertising", "storage", "compute", "networks", "sensors",
    "robotics", "genomics", "farming", "shipping", "aerospace",
)  # fmt: skip
_SUBJECTS = (
    "platform", "fraud", "growth", "quality", "security", "privacy", "pricing", "onboarding", "analytics", "tooling",
    "content", "identity", "billing", "support", "research", "compliance", "release", "capacity", "discovery",
    "messaging", "video", "speech", "vision", "ranking", "audit",
)  # fmt: skip
_JOBS = ("analyst", "engineer", "specialist", "planner")


def slugs(questions: int) -> list[str]:
    """The words that find the roles of a bank of so many questions."""
    named = ("-".join(parts) for parts in product(_FIELDS, _SUBJECTS, _JOBS))
    return list(islice(named, questions // QUESTIONS_A_ROLE))


def roles(shipped: tuple[StarterRole, ...], questions: int) -> Iterator[StarterRole]:
    """The roles. Guides, follow-ups and what to listen for are the shipped ones, so rows have a real length.

    The texts are other words, so that searching has something to tell apart.
    """
    templates = [question for role in shipped for question in role.questions]
    texts = _texts(_vocabulary(shipped))
    for number, slug in enumerate(slugs(questions)):
        model = shipped[number % len(shipped)]
        title = slug.replace("-", " ").title()
        mine = tuple(
            _question(f"{slug}/{place}", next(texts), templates[(number + place) % len(templates)])
            for place in range(QUESTIONS_A_ROLE)
        )
        yield StarterRole(slug, title, (), model.guide, model.plan, mine)


def searches(shipped: tuple[StarterRole, ...]) -> list[str]:
    """What people search for: words from the common to the rare, alone and in pairs; each stands in some question."""
    vocabulary = _vocabulary(shipped)
    rank = {word: place for place, word in enumerate(vocabulary)}
    found = []
    for step, text in enumerate(islice(_texts(vocabulary), _SEARCHED)):
        words = sorted(set(fold(text)), key=rank.__getitem__)
        word = words[step % len(words)]
        found += [word, f"{words[-1]} {word}"]
    return found


def _question(id_: str, text: str, template: StarterQuestion) -> StarterQuestion:
    return StarterQuestion(
        id=id_,
        text=text,
        short=text[:MAX_SHORT].strip(),
        category=template.category,
        competency=template.competency,
        level=template.level,
        minutes=template.minutes,
        status=template.status,
        probes=template.probes,
        anchors=template.anchors,
    )


def _vocabulary(shipped: tuple[StarterRole, ...]) -> list[str]:
    """The shipped bank's words by how often they stand there, then made-up ones: about 14,000."""
    counted = Counter(word for role in shipped for question in role.questions for word in fold(question.text))
    made = ("".join(parts) for parts in product(_SYLLABLES, repeat=4))
    return [*(word for word, _ in counted.most_common()), *islice(made, 0, None, 4)]


def _texts(vocabulary: list[str]) -> Iterator[str]:
    """Sentences whose words are as unequally frequent as those of a language: the n-th comes up once in n."""
    dice = Random(7)  # noqa: S311 - the same bank every time
    while True:
        drawn = [vocabulary[int(len(vocabulary) ** dice.random()) - 1] for _ in range(dice.randint(12, 22))]
        yield " ".join(drawn).capitalize() + "?"
