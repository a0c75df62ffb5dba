"""The tables, one file for each part of the product. Names are singular; every key begins with `team_id`."""

from storage.tables.bank import Question, QuestionRole, Redraw, Role, RoleAlias
from storage.tables.columns import Base
from storage.tables.delivery import Delivery, Mention, Pace, Posting, PostingQuestion
from storage.tables.interviews import (
    Candidate,
    Draft,
    HandOver,
    Interview,
    Opening,
    Panelist,
    PlanPart,
    PlanQuestion,
    Told,
)
from storage.tables.people import Member, Workspace
from storage.tables.ratings import QuestionMonth, QuestionStat, Rating, Reaction
from storage.tables.record import Audit, Seen

__all__ = [
    "Audit",
    "Base",
    "Candidate",
    "Delivery",
    "Draft",
    "HandOver",
    "Interview",
    "Member",
    "Mention",
    "Opening",
    "Pace",
    "Panelist",
    "PlanPart",
    "PlanQuestion",
    "Posting",
    "PostingQuestion",
    "Question",
    "QuestionMonth",
    "QuestionRole",
    "QuestionStat",
    "Rating",
    "Reaction",
    "Redraw",
    "Role",
    "RoleAlias",
    "Seen",
    "Told",
    "Workspace",
]
