"""What the competence pages say: one net with its tasks, levels and gaps; the year's plan of the whole committee.

Levels of persons are read by the members and by who runs the committee; the plan's lines are open to every employee (R62).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final, Self

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.models import ActionPlan
from annualcycle.goal_page import may_set_goals
from annualcycle.models import CompetenceLevel, CompetenceNet, CompetenceStep, CompetenceTask, members_of
from orgstructure.models import Committee, RoleHolding, Seat, SeatRole, User
from orgstructure.permissions import Role
from safetynet.common.fields import valid_on

LEVELS: Final[tuple[Promise, ...]] = (
    gettext_lazy("new to me"),
    gettext_lazy("I have heard of it"),
    gettext_lazy("I can do it with help"),
    gettext_lazy("I can do it on my own"),
    gettext_lazy("I can do it and show others how"),
    gettext_lazy("others come to me with it"),
)
MANAGEMENT = (SeatRole.CHAIR, SeatRole.LEADER)


def level_choices() -> list[tuple[int, str]]:
    """0 to 5, each with what it means."""
    return [(number, f"{number} – {text}") for number, text in enumerate(LEVELS)]


def may_back(reader: User, committee: Committee, today: date) -> bool:
    """The chair, the leader of the group, or the manager of a unit that it covers speaks for management."""
    if Seat.objects.current(today).filter(user=reader, committee=committee, role__in=MANAGEMENT).exists():
        return True
    covered = committee.coverages.filter(valid_on(today)).values("unit")
    return RoleHolding.objects.current(today).filter(user=reader, role=Role.MANAGER, unit__in=covered).exists()


def people_of(committee: Committee, day: date) -> list[User]:
    """The members of that day, each once."""
    return list({seat.user_id: seat.user for seat in members_of(committee, day)}.values())


def day_of(year: int, today: date) -> date:
    """Whose levels count: a past year's net is read with the members it ended with."""
    return min(today, date(year, 12, 31))


@dataclass(frozen=True)
class TaskLine:
    """One spoke: the level it takes, and where the members stand."""

    task: CompetenceTask
    present: tuple[int, ...]  # in rising order
    members: int
    last_median: float | None = None
    steps: int = 0

    @property
    def lowest(self) -> int | None:
        """The lowest level, None where nobody has said one."""
        return self.present[0] if self.present else None

    @property
    def highest(self) -> int | None:
        """The highest level."""
        return self.present[-1] if self.present else None

    @property
    def median(self) -> float | None:
        """Half stand at it or above."""
        return float(median(self.present)) if self.present else None

    @property
    def reach(self) -> int:
        """How many have the level that it takes."""
        return sum(level >= self.task.needed for level in self.present)

    @property
    def gap(self) -> int:
        """The levels that are missing, of all persons together; who stands above takes nothing off (R62)."""
        return sum(max(self.task.needed - level, 0) for level in self.present)

    @property
    def is_open(self) -> bool:
        """Nobody reaches the level, as far as is said."""
        return bool(self.present) and self.reach == 0

    @property
    def said(self) -> str:
        """Who reaches it, in words."""
        if not self.present:
            return _("Nobody has said a level yet.")
        if self.is_open:
            return _("Nobody reaches the level.")
        return ngettext("%(count)s of %(all)s reaches the level.", "%(count)s of %(all)s reach the level.", self.reach) % {
            "count": self.reach,
            "all": len(self.present),
        }


@dataclass(frozen=True)
class PersonRow:
    """One member and the levels, in the order of the tasks."""

    person: User
    levels: tuple[int | None, ...]
    may_set: bool


@dataclass(frozen=True)
class StepLine:
    """A line of the plan as it stands today."""

    step: CompetenceStep
    is_late: bool
    may_edit: bool
    may_mark: bool

    @property
    def state(self) -> str:
        """Done, late or coming: the end of a class name."""
        return "done" if self.step.done_on else "late" if self.is_late else "coming"


@dataclass(frozen=True)
class NetPage:
    """One net as this reader sees it."""

    net: CompetenceNet
    lines: list[TaskLine]
    rows: list[PersonRow]
    steps: list[StepLine]
    may_read_levels: bool
    is_member: bool
    follower: CompetenceNet | None

    @classmethod
    def of(cls, net: CompetenceNet, reader: User, today: date) -> Self:
        """A fixed number of queries, however many members and tasks."""
        people = people_of(net.committee, day_of(net.year, today))
        is_member = reader in people
        may_read = net.may_edit or is_member
        tasks = list(net.tasks.all())
        levels = _levels(net, people) if may_read else {}
        steps = step_lines(net.steps.all(), reader, today, may_edit=net.may_edit)
        last = _last_medians(net, today) if may_read else {}
        return cls(
            net=net,
            lines=[_line(task, levels, len(people), last, steps) for task in tasks],
            rows=[_row(person, tasks, levels, reader, net) for person in people] if may_read else [],
            steps=steps,
            may_read_levels=may_read,
            is_member=is_member,
            follower=net.followed_by.order_by("year").first(),
        )

    @property
    def is_compared(self) -> bool:
        """Last year's levels stand beside this year's."""
        return any(line.last_median is not None for line in self.lines)

    @property
    def has_levels(self) -> bool:
        """At least one level is said, and may be read here."""
        return any(line.present for line in self.lines)

    @property
    def gaps(self) -> list[TaskLine]:
        """Tasks that not everybody can do, those nobody can first."""
        short = [line for line in self.lines if line.gap]
        return sorted(short, key=lambda line: (line.reach > 0, -line.gap))

    @property
    def sentence(self) -> str:
        """The net in one sentence: of which tasks nobody reaches the level."""
        if not self.has_levels:
            return _("The levels that the tasks take.")
        nobody = sum(line.is_open for line in self.lines)
        if not nobody:
            return _("For each task somebody reaches the level that it takes.")
        return ngettext(
            "For %(count)s of %(all)s tasks nobody reaches the level yet.",
            "For %(count)s of %(all)s tasks nobody reaches the level yet.",
            nobody,
        ) % {"count": nobody, "all": len(self.lines)}


def _levels(net: CompetenceNet, people: Sequence[User]) -> dict[tuple[int, int], int]:
    rows = CompetenceLevel.objects.filter(task__net=net, person__in=[person.pk for person in people])
    return {(row.task_id, row.person_id): row.present for row in rows}


def _last_medians(net: CompetenceNet, today: date) -> dict[str, float]:
    """By the words of the task, of those who were members then."""
    if net.follows is None:
        return {}
    people = people_of(net.committee, day_of(net.follows.year, today))
    by_text: dict[str, list[int]] = defaultdict(list)
    for row in CompetenceLevel.objects.filter(task__net=net.follows, person__in=people).select_related("task"):
        by_text[row.task.text.casefold()].append(row.present)
    return {text: float(median(levels)) for text, levels in by_text.items()}


def last_levels(net: CompetenceNet, person: User) -> dict[str, int]:
    """What the person said in the net that this one follows, by the words of the task."""
    rows = CompetenceLevel.objects.filter(task__net=net.follows_id, person=person).select_related("task") if net.follows_id else []
    return {row.task.text.casefold(): row.present for row in rows}


def _line(
    task: CompetenceTask, levels: dict[tuple[int, int], int], members: int, last: dict[str, float], steps: list[StepLine]
) -> TaskLine:
    present = tuple(sorted(level for (task_id, _person), level in levels.items() if task_id == task.pk))
    return TaskLine(task, present, members, last.get(task.text.casefold()), sum(one.step.task_id == task.pk for one in steps))


def _row(person: User, tasks: list[CompetenceTask], levels: dict[tuple[int, int], int], reader: User, net: CompetenceNet) -> PersonRow:
    return PersonRow(person, tuple(levels.get((task.pk, person.pk)) for task in tasks), net.may_edit or person == reader)


def step_lines(steps: QuerySet[CompetenceStep], reader: User, today: date, *, may_edit: bool) -> list[StepLine]:
    """Lines of the plan with their people, by day; the action plan of a line only where it may be seen. Two queries at most."""
    rows = list(steps.select_related("person", "task").order_by("by_date", "pk"))
    plan_ids = [one.plan_id for one in rows if one.plan_id]
    plans = ActionPlan.objects.visible_to(reader).in_bulk(plan_ids) if plan_ids else {}
    for one in rows:
        one.plan = plans.get(one.plan_id or 0)
    return [StepLine(one, one.done_on is None and one.by_date < today, may_edit, may_edit or one.person_id == reader.pk) for one in rows]


@dataclass(frozen=True)
class CompetenceYear:
    """The competence plan of one committee for a year: its nets, and every member's lines."""

    committee: Committee
    year: int
    nets: list[CompetenceNet]
    by_person: list[tuple[User, list[StepLine]]]
    without: list[User]
    may_edit: bool

    @classmethod
    def of(cls, committee: Committee, year: int, reader: User, today: date) -> Self:
        """A fixed number of queries."""
        may_edit = may_set_goals(reader, committee, today)
        steps = step_lines(committee.competence_steps.filter(year=year), reader, today, may_edit=may_edit)
        people = people_of(committee, day_of(year, today))
        mine: dict[User, list[StepLine]] = {person: [] for person in people}
        for line in steps:
            mine.setdefault(line.step.person, []).append(line)
        nets = committee.competence_nets.filter(year=year).select_related("backed_by").prefetch_related("tasks")
        return cls(
            committee=committee,
            year=year,
            nets=list(nets.order_by("focus", "pk")),
            by_person=[(person, lines) for person, lines in mine.items() if lines],
            without=[person for person, lines in mine.items() if not lines],
            may_edit=may_edit,
        )

    @property
    def lines(self) -> list[StepLine]:
        """Every line, by person."""
        return [line for _person, lines in self.by_person for line in lines]

    @property
    def late(self) -> list[StepLine]:
        """Lines whose day has passed."""
        return [line for line in self.lines if line.is_late]

    @property
    def sentence(self) -> str:
        """The plan in one sentence."""
        if not self.lines:
            return _("Nothing stands in the plan of that year yet.")
        done = sum(line.step.done_on is not None for line in self.lines)
        told = {"done": done, "all": len(self.lines), "late": len(self.late)}
        if self.late:
            return _("%(done)s of %(all)s lines are done, %(late)s past their day.") % told
        return _("%(done)s of %(all)s lines are done, none past its day.") % told
