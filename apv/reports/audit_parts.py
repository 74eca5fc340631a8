"""The pieces that the figures of a self-audit are made of: who took part, actions and their state, one question and its splits."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.models import Status, Verdict
from apv.models import AuditQuestion, AuditYear, Hindrance, Part
from apv.reports.audit_counts import ActionGroup, Answers, Placed


class ActionState(models.TextChoices):
    """Where the actions of an answer are: computed from their plans."""

    OPEN = "open", _("under way")
    OVERDUE = "overdue", _("overdue")
    CLOSED = "closed", _("closed with a verdict")
    LEFT = "left", _("not carried out")
    BROUGHT_IN = "brought_in", _("from an earlier system, state not known")


@dataclass(frozen=True)
class Actions:
    """Actions that count: published plans and those brought in. Each list holds what there is, and adds up to `total`."""

    total: int = 0
    themes: tuple[tuple[str, int], ...] = ()
    states: tuple[tuple[ActionState, int], ...] = ()
    verdicts: tuple[tuple[Verdict, int], ...] = ()  # of those closed

    @classmethod
    def of(cls, groups: Iterable[ActionGroup], themes: Mapping[int | None, str]) -> "Actions":
        """Added up; themes with the most actions first, those without a theme last."""
        by_theme: Counter[int | None] = Counter()
        by_state: Counter[ActionState] = Counter()
        by_verdict: Counter[str] = Counter()
        for one in groups:
            by_theme[one.theme] += one.number
            by_state[_state(one)] += one.number
            if one.status == Status.CLOSED:
                by_verdict[one.verdict] += one.number
        order = sorted(by_theme, key=lambda theme: (theme is None, -by_theme[theme], themes[theme]))
        return cls(
            by_state.total(),
            tuple((themes[theme], by_theme[theme]) for theme in order),
            tuple((state, by_state[state]) for state in ActionState if by_state[state]),
            tuple((verdict, by_verdict[verdict]) for verdict in Verdict if by_verdict[verdict]),
        )

    def state(self, state: ActionState) -> int:
        """How many are in that state."""
        return dict(self.states).get(state, 0)


def _state(one: ActionGroup) -> ActionState:
    if not one.status:
        return ActionState.BROUGHT_IN
    if one.is_overdue:
        return ActionState.OVERDUE
    return {Status.CLOSED: ActionState.CLOSED, Status.NOT_CARRIED_OUT: ActionState.LEFT}.get(Status(one.status), ActionState.OPEN)


@dataclass(frozen=True)
class OrgPart:
    """The part of a level under one unit right below it; `unit` None is what lies on the level itself."""

    unit: int | None
    name: str
    placed: Placed


@dataclass(frozen=True)
class RoleCount:
    """How many took part as what: managers by the role the organisation gives them (or the table brought in), others by part."""

    part: Part
    role: str
    number: int


@dataclass(frozen=True)
class TakingPart:
    """Who took part, counted by participant and not by audit (R64)."""

    roles: tuple[RoleCount, ...] = ()
    not_stated: int = 0
    representatives: int = 0
    union: int = 0
    staff: int = 0

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, int]]) -> "TakingPart":
        """Managers before others of the employer, the larger roles first."""
        rows = list(rows)
        by_part: Counter[str] = Counter()
        for part, _role, number in rows:
            by_part[part] += number
        roles = [RoleCount(Part.MANAGER, role, number) for part, role, number in rows if part == Part.MANAGER]
        roles.sort(key=lambda one: (not one.role, -one.number, one.role))
        if by_part[Part.EMPLOYER]:
            roles.append(RoleCount(Part.EMPLOYER, "", by_part[Part.EMPLOYER]))
        return cls(
            tuple(roles),
            not_stated=by_part[Part.NOT_STATED],
            representatives=by_part[Part.REPRESENTATIVE],
            union=by_part[Part.UNION],
            staff=by_part[Part.STAFF],
        )

    @property
    def employers(self) -> int:
        """Managers and other representatives of the employer."""
        return sum(one.number for one in self.roles)

    @property
    def with_and_without_a_role(self) -> int:
        """Of the employer, or with a role nobody stated: may be more than there are audits, since each participant counts."""
        return self.employers + self.not_stated

    @property
    def involved(self) -> int:
        """Involved by those who answered: work-environment representatives, union, and employees."""
        return self.representatives + self.union + self.staff


@dataclass(frozen=True)
class PartAnswers:
    """One question in one part of the organisation."""

    part: OrgPart
    answers: Answers
    actions: int


@dataclass(frozen=True)
class YearAnswers:
    """One question in one year, with that year's coverage; an earlier year's is the question that this one continues."""

    year: AuditYear
    placed: Placed
    answers: Answers
    actions: int

    @property
    def expected(self) -> int | None:
        """Places expected to answer; not known of a year that was brought in."""
        return None if self.year.is_imported else self.placed.expected


@dataclass(frozen=True)
class QuestionFigures:
    """One question: what was answered, and what is done about it."""

    question: AuditQuestion
    audits: int
    answers: Answers
    actions: Actions
    help: tuple[tuple[Hindrance, int], ...]
    parts: tuple[PartAnswers, ...]
    years: tuple[YearAnswers, ...]  # newest first; the first is this year

    @property
    def number(self) -> int:
        """As people call it."""
        return self.question.position

    @property
    def unanswered(self) -> int:
        """Audits sent in without an answer to it."""
        return self.audits - self.answers.answered - self.answers.not_relevant

    @property
    def help_wanted(self) -> int:
        """Answers that ask for help."""
        return sum(number for _hindrance, number in self.help)
