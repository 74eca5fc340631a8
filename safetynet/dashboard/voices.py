"""What the unit's people say under a plan, as one reader sees it."""

from dataclasses import dataclass
from typing import Any

from actionplans.evidence import NOTICES_SHOWN_FROM
from actionplans.models import ActionPlan, Comment
from orgstructure.models import User


@dataclass(frozen=True)
class Marks:
    """How many notice a difference; from three marks on, so that nobody is recognised."""

    yes: int
    no: int
    own: bool | None
    may_mark: bool

    @classmethod
    def of(cls, plan: Any) -> "Marks":
        """From a row of `with_voices`."""
        return cls(plan.noticed, plan.not_noticed, plan.own_notice, plan.may_notice)

    @property
    def total(self) -> int:
        """All marks."""
        return self.yes + self.no

    @property
    def is_shown(self) -> bool:
        """Enough to be told."""
        return self.total >= NOTICES_SHOWN_FROM


@dataclass(frozen=True)
class Words:
    """One comment, and whether the reader may take it down."""

    comment: Comment
    may_take_down: bool


@dataclass(frozen=True)
class Voices:
    """Marks and comments; no query where nobody has commented."""

    marks: Marks
    comments: list[Words]


def voices_of(plan: Any, reader: User) -> Voices:
    """What is said under the plan, a row of `with_voices` and `with_rights_of`."""
    said = _comments(plan) if plan.comment_count else []
    return Voices(Marks.of(plan), [Words(one, plan.may_edit or one.by_id == reader.pk) for one in said])


def _comments(plan: ActionPlan) -> list[Comment]:
    return list(plan.comments.shown())
