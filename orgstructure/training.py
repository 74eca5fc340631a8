"""What training each member of the work-environment organisation has, is owed and owes: computed from facts (R12–R15).

A function (hverv) lasts as long as seats as AMR or leader of a group follow one another: who moves to another group goes
on in the same function, with the same clocks. A break of more than `BREAK` begins a new one; a course once taken counts still.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgstructure.models import Course, Seat, SeatRole, TrainingFact, User
from safetynet.common.law.training import training_law

BREAK = timedelta(days=31)
TRAINED_ROLES = (SeatRole.AMR, SeatRole.LEADER)
What = TrainingFact.What


class Stage(models.TextChoices):
    """How one course stands for one member."""

    LATER = "later", _("later")
    DUE = "due", _("due")
    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OVERDUE = "overdue", _("overdue")
    TAKEN = "taken", _("taken")
    EXEMPT = "exempt", _("exempt")


BADGES = {Stage.LATER: "draft", Stage.OVERDUE: "overdue", Stage.TAKEN: "closed", Stage.EXEMPT: "closed", Stage.DECLINED: "not_carried_out"}


@dataclass(frozen=True)
class Step:
    """One course of one member: `due_on` is the last day to complete it (mandatory) or to offer it (the others)."""

    course: Course
    stage: Stage
    due_on: date | None
    year_from: date | None
    facts: tuple[TrainingFact, ...]

    @property
    def badge(self) -> str:
        """The word of the badge's shape."""
        return BADGES.get(self.stage, "active")

    @property
    def course_name(self) -> str:
        """In the reader's language."""
        return str(self.course.label)

    @property
    def stage_name(self) -> str:
        """In the reader's language."""
        return str(self.stage.label)

    @property
    def awaits_answer(self) -> bool:
        """Offered, and neither accepted nor declined."""
        return self.stage == Stage.OFFERED or (self.stage == Stage.OVERDUE and bool(self.facts) and self.facts[-1].what == What.OFFERED)

    @property
    def settled_on(self) -> date | None:
        """The day it was taken, exempted or declined; None while it is open."""
        is_settled = self.stage in (Stage.TAKEN, Stage.EXEMPT, Stage.DECLINED)
        return self.facts[-1].on if is_settled else None

    @property
    def certificates(self) -> list[TrainingFact]:
        """The files kept with it."""
        return [fact for fact in self.facts if fact.file]


@dataclass(frozen=True)
class TrainingState:
    """One member's training on one day."""

    user_id: int
    since: date
    steps: tuple[Step, ...]

    @property
    def mandatory(self) -> Step:
        """The mandatory course: everybody may see how it stands."""
        return self.steps[0]

    @property
    def is_overdue(self) -> bool:
        """Something should have been done."""
        return any(step.stage == Stage.OVERDUE for step in self.steps)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 30 November and three months is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def training_state(user_ids: Iterable[int], today: date) -> dict[int, TrainingState]:
    """For each of these who today is AMR or leader of a group. Two queries, whatever their number."""
    ids = list(user_ids)
    began = _functions(ids, today)
    facts: dict[int, list[TrainingFact]] = defaultdict(list)
    for fact in TrainingFact.objects.filter(user__in=list(began), on__lte=today).order_by("on", "at", "pk"):
        facts[fact.user_id].append(fact)
    return {user_id: TrainingState(user_id, since, _steps(since, facts[user_id], today)) for user_id, since in began.items()}


def _functions(ids: list[int], today: date) -> dict[int, date]:
    """The first day of the function that each holds today."""
    seats = Seat.objects.filter(
        user__in=ids, role__in=TRAINED_ROLES, committee__level__is_group=True, valid_from__lte=today, is_deputy=False
    )
    stretches: dict[int, tuple[date, date]] = {}
    for user_id, starts, ends in seats.order_by("user", "valid_from").values_list("user", "valid_from", "valid_to"):
        over = ends or date.max
        since, until = stretches.get(user_id, (starts, date.min))
        is_new = until not in (date.min, date.max) and starts > until + BREAK
        stretches[user_id] = (starts if is_new else since, over if is_new else max(until, over))
    return {user_id: since for user_id, (since, until) in stretches.items() if until > today}


def _steps(since: date, facts: list[TrainingFact], today: date) -> tuple[Step, ...]:
    law = training_law()
    mandatory = [fact for fact in facts if fact.course == Course.MANDATORY]
    passed = next((fact.on for fact in mandatory if fact.what in (What.TAKEN, What.EXEMPT)), None)
    first = _step(Course.MANDATORY, mandatory, months_after(since, law.mandatory_within_months), today, must_be_taken=True)
    extra = [fact for fact in facts if fact.course == Course.SUPPLEMENTARY]
    # An earlier course sets no clock before the function itself began.
    offer_by = months_after(max(passed, since), law.supplementary_offered_within_months) if passed else None
    steps = [first, _step(Course.SUPPLEMENTARY, extra, offer_by, today)]
    year = _function_year(since, today)
    if year:
        starts, ends = months_after(since, 12 * year), months_after(since, 12 * (year + 1))
        here = [fact for fact in facts if fact.course == Course.YEARLY and fact.year_from is not None and starts <= fact.year_from < ends]
        steps.append(_step(Course.YEARLY, here, ends - timedelta(days=1), today, year_from=starts))
    return tuple(steps)


def _function_year(since: date, today: date) -> int:
    """How many whole years the function has lasted; always counted from its first day, so that 29 February comes back."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return next(year for year in (months // 12 + 1, months // 12, months // 12 - 1) if months_after(since, 12 * year) <= today)


def _step(
    course: Course,
    facts: list[TrainingFact],
    due_on: date | None,
    today: date,
    *,
    must_be_taken: bool = False,
    year_from: date | None = None,
) -> Step:
    return Step(course, _stage(facts, due_on, today, must_be_taken=must_be_taken), due_on, year_from, tuple(facts))


def _stage(facts: list[TrainingFact], due_on: date | None, today: date, *, must_be_taken: bool) -> Stage:
    """Taken or exempt settles it; a course that must be completed is overdue whatever was offered or answered."""
    whats = [fact.what for fact in facts]
    for settled in (What.TAKEN, What.EXEMPT):
        if settled in whats:
            return Stage(settled)
    if due_on is not None and today > due_on and (must_be_taken or not whats):
        return Stage.OVERDUE
    if whats:
        return Stage(whats[-1])
    return Stage.DUE if due_on else Stage.LATER


@dataclass(frozen=True)
class TrainingLine:
    """One member in a list."""

    user: User
    state: TrainingState


def lines_of(seats: models.QuerySet[Seat], today: date) -> list[TrainingLine]:
    """The members who hold these seats, by name, each once. Three queries."""
    people = User.objects.filter(pk__in=seats.values("user")).order_by("name_sort", "pk")
    found = {user.pk: user for user in people.defer("cpr_hash", "cpr_encrypted")}
    states = training_state(found, today)
    return [TrainingLine(user, states[pk]) for pk, user in found.items() if pk in states]
