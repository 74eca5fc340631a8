"""What training each member of the work-environment organisation has, is owed and owes: computed from facts (R12–R15).

Who must train, how long and by when is asked of the regime of the units that the member's group covers: an agreement's
words, else the law's. A function (hverv) lasts as long as seats that ask for training follow one another: who moves to
another group goes on in the same function, with the same clocks. A break of more than `BREAK` begins a new one; a course
once taken counts still. A fact that was annulled counts no more.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.models import Course, Coverage, Seat, SeatRole, TrainingFact, User
from orgstructure.regime import Regimes
from safetynet.common.fields import valid_on
from safetynet.common.law.training import TrainingDemand

BREAK = timedelta(days=31)
FEW = 30  # committees: more are looked for in all coverage at once
IN_A_GROUP = (SeatRole.AMR, SeatRole.LEADER)  # asked of these in a work-environment group alone
ELSEWHERE = (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.COORDINATOR)  # only where an agreement asks
MAY_BE_TRAINED = models.Q(role__in=IN_A_GROUP, committee__level__is_group=True) | models.Q(role__in=ELSEWHERE)
What = TrainingFact.What
ANSWERS = (What.OFFERED, What.ACCEPTED, What.DECLINED)


class Stage(models.TextChoices):
    """How one course stands for one member."""

    LATER = "later", gettext_lazy("later")
    DUE = "due", gettext_lazy("due")
    OFFERED = "offered", gettext_lazy("offered")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    DECLINED = "declined", gettext_lazy("declined")
    OVERDUE = "overdue", gettext_lazy("overdue")
    TAKEN = "taken", gettext_lazy("taken")
    EXEMPT = "exempt", gettext_lazy("exempt")


BADGES = {Stage.LATER: "draft", Stage.OVERDUE: "overdue", Stage.TAKEN: "closed", Stage.EXEMPT: "closed", Stage.DECLINED: "not_carried_out"}


@dataclass(frozen=True)
class Step:
    """One course of one member: `due_on` is the last day to complete it (mandatory) or to offer it (the others).

    `possible_by` is the day by which the course must have been possible: the first twelve months of the function (R13).
    """

    course: Course
    stage: Stage
    due_on: date | None
    year_from: date | None
    facts: tuple[TrainingFact, ...]
    days: Decimal | None = None
    possible_by: date | None = None

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
    def is_mandatory(self) -> bool:
        """To be completed, whatever was offered and answered."""
        return self.course == Course.MANDATORY

    @property
    def last_answer(self) -> TrainingFact | None:
        """The offer, or the answer to it, that stands."""
        return next((fact for fact in reversed(self.facts) if fact.what in ANSWERS), None)

    @property
    def awaits_answer(self) -> bool:
        """Offered, and neither accepted nor declined; a course that is taken waits for nothing."""
        answer = self.last_answer
        return self.settled_on is None and answer is not None and answer.what == What.OFFERED

    @property
    def answered(self) -> TrainingFact | None:
        """What was answered to a course that is still to be completed: an overdue one keeps its yes or no."""
        answer = self.last_answer
        return answer if answer and self.stage == Stage.OVERDUE else None

    @property
    def awaits_day(self) -> date | None:
        """The last day while it still counts: to complete the mandatory course, or to offer the others."""
        is_open = self.stage in (Stage.DUE, Stage.OVERDUE) or (self.is_mandatory and self.settled_on is None)
        return self.due_on if is_open else None

    @property
    def settled_on(self) -> date | None:
        """The day it was taken or exempted, or for what is only offered: declined; None while it is open."""
        settling = (Stage.TAKEN, Stage.EXEMPT) if self.is_mandatory else (Stage.TAKEN, Stage.EXEMPT, Stage.DECLINED)
        if self.stage not in settling:
            return None
        return next(fact.on for fact in reversed(self.facts) if fact.what == self.stage.value)

    @property
    def stands_since(self) -> date | None:
        """The day of the offer or answer that stands."""
        is_answer = self.stage in (Stage.OFFERED, Stage.ACCEPTED, Stage.DECLINED)
        return self.last_answer.on if is_answer and self.last_answer and self.settled_on is None else None

    @property
    def course_begins(self) -> date | None:
        """The first day of the course that was offered last."""
        return next((fact.starts_on for fact in reversed(self.facts) if fact.starts_on), None)

    @property
    def remark(self) -> str:
        """What is wrong with an offer though it was made in time: R13 asks that it can begin, and be completed, in time."""
        offer = next((fact for fact in reversed(self.facts) if fact.what == What.OFFERED), None)
        if self.course != Course.SUPPLEMENTARY or offer is None or self.stage not in (Stage.OFFERED, Stage.ACCEPTED):
            return ""
        if offer.starts_on is None:
            return _("The offer does not say when the course begins.")
        if self.due_on and offer.starts_on > self.due_on:
            return _("The course begins too late.")
        if self.possible_by and (offer.ends_on or offer.starts_on) > self.possible_by:
            return _("The course ends after the first year.")
        return ""

    @property
    def certificates(self) -> list[TrainingFact]:
        """The files kept with it."""
        return [fact for fact in self.facts if fact.file]


@dataclass(frozen=True)
class TrainingState:
    """One member's training on one day, by what is demanded where the member sits (`committees`, the newest seat first)."""

    user_id: int
    since: date
    steps: tuple[Step, ...]
    demand: TrainingDemand
    committees: tuple[int, ...]

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
    """For each of these who today holds a seat that asks for training. Four queries, whatever their number."""
    functions = _functions(list(user_ids), today)
    facts: dict[int, list[TrainingFact]] = defaultdict(list)
    standing = TrainingFact.objects.filter(user__in=list(functions), on__lte=today, annulment=None)
    for fact in standing.order_by("on", "at", "pk"):
        facts[fact.user_id].append(fact)
    return {
        user_id: TrainingState(
            user_id, one.since, _steps(one.since, facts[user_id], one.demand, today), one.demand, tuple(reversed(one.committees))
        )
        for user_id, one in functions.items()
    }


@dataclass
class _Function:
    """Seats that follow one another, up to one that is held today."""

    since: date
    until: date
    demand: TrainingDemand
    committees: list[int]


def _functions(ids: list[int], today: date) -> dict[int, _Function]:
    """The function that each holds today."""
    seats = Seat.objects.filter(MAY_BE_TRAINED, user__in=ids, valid_from__lte=today, is_deputy=False)
    columns = ("user", "committee", "role", "valid_from", "valid_to")
    rows = list(seats.order_by("user", "valid_from", "pk").values_list(*columns))
    demands = _demands({committee for _user, committee, *_ in rows}, today)
    found: dict[int, _Function] = {}
    for user_id, committee, role, starts, ends in rows:
        demand, over = demands[committee], ends or date.max
        if role not in demand.roles:
            continue
        one = found.get(user_id)
        if one is None or (one.until != date.max and starts > one.until + BREAK):
            one = found[user_id] = _Function(starts, over, demand, [])
        one.until = max(one.until, over)
        if over > today and committee not in one.committees:
            one.committees.append(committee)
            one.demand = demand
    return {user_id: one for user_id, one in found.items() if one.until > today}


def _demands(committees: set[int], today: date) -> dict[int, TrainingDemand]:
    """What is demanded of the members of each: of all units that it and those below it cover, the law where they differ."""
    if not committees:
        return {}
    regimes = Regimes.on(today)
    if not regimes.by_unit:
        return dict.fromkeys(committees, regimes.law.training)
    paths: dict[int, list[str]] = defaultdict(list)
    live = Coverage.objects.filter(valid_on(today))
    if len(committees) <= FEW:
        live = live.filter(reduce(or_, (models.Q(committee__path__contains=f"/{pk}/") for pk in committees)))
    for above, unit in live.values_list("committee__path", "unit__path"):
        for part in above.strip("/").split("/"):
            if int(part) in committees:
                paths[int(part)].append(unit)
    return {pk: regimes.of_all(paths[pk]).training for pk in committees}


def _steps(since: date, facts: list[TrainingFact], demand: TrainingDemand, today: date) -> tuple[Step, ...]:
    mandatory = [fact for fact in facts if fact.course == Course.MANDATORY]
    passed = next((fact.on for fact in mandatory if fact.what in (What.TAKEN, What.EXEMPT)), None)
    within = demand.mandatory_within_months
    last_day = months_after(since, within) if within is not None else None
    stage = _stage(mandatory, last_day, today, is_due=True)
    steps = [Step(Course.MANDATORY, stage, last_day, None, tuple(mandatory), demand.mandatory_days)]
    if demand.supplementary_days:
        steps.append(_supplementary(since, passed, [fact for fact in facts if fact.course == Course.SUPPLEMENTARY], demand, today))
    year = _function_year(since, today) if demand.yearly_days else 0
    if year:
        starts, ends = months_after(since, 12 * year), months_after(since, 12 * (year + 1))
        here = [fact for fact in facts if fact.course == Course.YEARLY and fact.year_from is not None and starts <= fact.year_from < ends]
        last = ends - timedelta(days=1)
        steps.append(Step(Course.YEARLY, _stage(here, last, today), last, starts, tuple(here), demand.yearly_days))
    return tuple(steps)


def _supplementary(since: date, passed: date | None, facts: list[TrainingFact], demand: TrainingDemand, today: date) -> Step:
    """Offered so many months after the mandatory course; an earlier course sets no clock before the function began (R13)."""
    within, possible = demand.supplementary_offered_within_months, demand.supplementary_possible_within_months
    offer_by = months_after(max(passed, since), within) if passed and within else None
    possible_by = months_after(since, possible) - timedelta(days=1) if possible else None
    stage = _stage(facts, offer_by, today)
    return Step(Course.SUPPLEMENTARY, stage, offer_by, None, tuple(facts), demand.supplementary_days, possible_by)


def _function_year(since: date, today: date) -> int:
    """How many whole years the function has lasted; always counted from its first day, so that 29 February comes back."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return next(year for year in (months // 12 + 1, months // 12, months // 12 - 1) if months_after(since, 12 * year) <= today)


def _stage(facts: list[TrainingFact], due_on: date | None, today: date, *, is_due: bool = False) -> Stage:
    """Taken or exempt settles it; the course that must be completed (`is_due`) is overdue whatever was offered or answered."""
    whats = [fact.what for fact in facts]
    for settled in (What.TAKEN, What.EXEMPT):
        if settled in whats:
            return Stage(settled)
    if due_on is not None and today > due_on and (is_due or not whats):
        return Stage.OVERDUE
    if whats:
        return Stage(whats[-1])
    return Stage.DUE if due_on or is_due else Stage.LATER


@dataclass(frozen=True)
class TrainingLine:
    """One member in a list."""

    user: User
    state: TrainingState


def lines_of(seats: models.QuerySet[Seat], today: date) -> list[TrainingLine]:
    """The members who hold these seats and must train, by name, each once. Five queries."""
    people = User.objects.filter(pk__in=seats.filter(MAY_BE_TRAINED).values("user")).order_by("name_sort", "pk")
    return lines_for(people.defer("cpr_hash", "cpr_encrypted"), today)


def lines_for(people: Iterable[User], today: date) -> list[TrainingLine]:
    """Of these people, in their order, those who must train, each once. Four queries beside the people's own."""
    found = {user.pk: user for user in people}
    states = training_state(found, today)
    return [TrainingLine(user, states[pk]) for pk, user in found.items() if pk in states]
