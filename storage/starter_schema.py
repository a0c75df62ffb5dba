"""The shape of a role's file: its fields, what each may hold, and the sentence for whoever got one wrong."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import ErrorDetails, PydanticCustomError

from prep.bank import (
    MAX_SHORT,
    Anchors,
    Category,
    Competency,
    Guide,
    Level,
    PlanPart,
    StarterQuestion,
    StarterRole,
    Status,
)


def _text(most: int) -> AfterValidator:
    """Text of 1 to `most` characters; line ends and runs of blanks become one blank."""

    def checked(text: str) -> str:
        line = " ".join(text.split())
        if not line:
            raise PydanticCustomError("empty", "This is empty; write it out.")
        if len(line) > most:
            raise PydanticCustomError(
                "long",
                "This has {length} characters and there is room for {most}; shorten it.",
                {"length": len(line), "most": most},
            )
        return line

    return AfterValidator(checked)


def _word(value: object) -> object:
    """The names of categories, levels and states are taken in any case, and "behavioural" as well."""
    if not isinstance(value, str):
        return value
    word = value.strip().casefold()
    return "behavioral" if word == "behavioural" else word


def _hyphened(word: str) -> str:
    if not all(part and part.isascii() and part.isalnum() and part.islower() for part in word.split("-")):
        raise PydanticCustomError("hyphened", "Write lower-case words with hyphens, such as fake-accounts.")
    return word


# A button holds 75 characters, and the ten questions of the largest set share a block of 3,000.
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
# https://docs.slack.dev/reference/block-kit/blocks/section-block
_Name = Annotated[str, _text(75)]
_Short = Annotated[str, _text(MAX_SHORT)]
_CompetencyName = Annotated[str, _text(24)]
_Wording = Annotated[str, _text(280)]
_Anchor = Annotated[str, _text(600)]
_Paragraph = Annotated[str, _text(1500)]
_Id = Annotated[str, _text(60), AfterValidator(_hyphened)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _AnchorsFields(_Fields):
    strong: _Anchor
    solid: _Anchor
    weak: _Anchor


class _QuestionFields(_Fields):
    id: _Id
    text: _Wording
    short: _Short
    category: Annotated[Category, BeforeValidator(_word)]
    competency: _CompetencyName
    level: Annotated[Literal["junior", "mid", "senior", "lead", "any"], BeforeValidator(_word)]
    minutes: Annotated[int, Field(ge=3, le=12)]
    status: Annotated[Status, BeforeValidator(_word)] = Status.LIVE
    probes: Annotated[list[_Wording], Field(min_length=2)]
    anchors: _AnchorsFields


class _CompetencyFields(_Fields):
    name: _CompetencyName
    meaning: _Wording


class _GuideFields(_Fields):
    summary: _Paragraph
    fit: _Paragraph
    responsibilities: Annotated[list[_Wording], Field(min_length=1)]
    skills: Annotated[list[_Wording], Field(min_length=1)]
    competencies: Annotated[list[_CompetencyFields], Field(min_length=1)]


class _PartFields(_Fields):
    title: _Name
    minutes: Annotated[int, Field(ge=15, le=240)]
    competencies: Annotated[list[_CompetencyName], Field(min_length=1)]


class RoleFields(_Fields):
    """A whole file. Validating looks at single fields; how they fit together is checked elsewhere."""

    slug: _Id
    title: _Name
    aliases: list[_Name] = []
    guide: _GuideFields
    plan: Annotated[list[_PartFields], Field(min_length=1)]
    questions: Annotated[list[_QuestionFields], Field(min_length=1)]

    def role(self) -> StarterRole:
        """The role as the product knows it."""
        guide = Guide(
            summary=self.guide.summary,
            fit=self.guide.fit,
            responsibilities=tuple(self.guide.responsibilities),
            skills=tuple(self.guide.skills),
            competencies=tuple(Competency(c.name, c.meaning) for c in self.guide.competencies),
        )
        return StarterRole(
            slug=self.slug,
            title=self.title,
            aliases=tuple(self.aliases),
            guide=guide,
            plan=tuple(PlanPart(part.title, part.minutes, tuple(part.competencies)) for part in self.plan),
            questions=tuple(_question(self.slug, question) for question in self.questions),
        )


def _question(slug: str, fields: _QuestionFields) -> StarterQuestion:
    anchors = fields.anchors
    return StarterQuestion(
        id=f"{slug}/{fields.id}",
        text=fields.text,
        short=fields.short,
        category=fields.category,
        competency=fields.competency,
        level=None if fields.level == "any" else Level(fields.level),
        minutes=fields.minutes,
        status=fields.status,
        probes=tuple(fields.probes),
        anchors=Anchors(strong=anchors.strong, solid=anchors.solid, weak=anchors.weak),
    )


# By pydantic's name of the mistake: https://docs.pydantic.dev/latest/errors/validation_errors/
_SENTENCES: Final = {
    "missing": "This is missing; add it.",
    "extra_forbidden": "There is no field of this name; check its spelling, or remove it.",
    "string_type": "Write text here.",
    "list_type": "Write a list here, one line with “- ” in front for each entry.",
    "too_short": "Write at least {min_length} (so far: {actual_length}).",
    "model_type": "Write fields here, each on its own line as “name: text”.",
    "enum": "Write {expected} here.",
    "literal_error": "Write {expected} here.",
    "int_type": "Write a whole number here, such as 5.",
    "int_parsing": "Write a whole number here, such as 5.",
    "int_parsing_size": "This number is too large.",
    "greater_than_equal": "Write {ge} or more.",
    "less_than_equal": "Write {le} or less.",
}


def sentence(mistake: ErrorDetails) -> str:
    """What to do about one of the mistakes that validating RoleFields found."""
    told = _SENTENCES.get(mistake["type"])
    return told.format(**mistake.get("ctx", {})) if told else mistake["msg"]
