"""Work plans: drafted from the goals, written by people, adopted and kept as versions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import Discussion, Goal, WorkPlan, WorkPlanGoal, WorkPlanVersion
from annualcycle.reports.rollup import goals_served_by
from annualcycle.workplan_content import content_of
from orgstructure.models import Committee, User


def goals_for(committee: Committee, first_year: int, last_year: int) -> "QuerySet[Goal]":
    """Adopted goals that run in some year of the period: the nation's, those of the committees above, and its own; the highest first."""
    nations = Q(committee=None, unit=None)
    places = nations | Q(committee__in=committee.ancestor_ids()) | Q(committee=committee)
    running = Goal.objects.filter(places, status=Goal.Status.ADOPTED, first_year__lte=last_year, last_year__gte=first_year)
    return running.order_by(F("committee__depth").asc(nulls_first=True), "pk")


def lines_to_draft(committee: Committee, first_year: int, last_year: int) -> list[Goal]:
    """The goals a fresh plan begins with: each goal from above once, by the committee's own goal where that serves it at last."""
    goals = list(goals_for(committee, first_year, last_year))
    own = {goal.pk for goal in goals if goal.committee_id == committee.pk}
    taken_up = goals_served_by(list(own))
    return [goal for goal in goals if goal.committee_id == committee.pk or goal.pk not in taken_up]


@transaction.atomic
def draft(*, committee: Committee, given: Mapping[str, Any], by: User, now: datetime) -> tuple[WorkPlan, bool]:
    """A plan for the period, with a line for each goal and empty texts; False where there is one that begins that year already."""
    made = {**given, "made_at": now, "made_by": by}
    plan, is_new = WorkPlan.objects.get_or_create(committee=committee, first_year=given["first_year"], defaults=made)
    if is_new:
        goals = lines_to_draft(committee, plan.first_year, plan.last_year)
        WorkPlanGoal.objects.bulk_create(WorkPlanGoal(work_plan=plan, goal=goal, position=n) for n, goal in enumerate(goals, 1))
    return plan, is_new


@transaction.atomic
def write(*, plan: WorkPlan, given: Mapping[str, Any], lines: Mapping[int, tuple[str, str]], version: int, by: User, now: datetime) -> None:
    """The plan's texts, and by line what “we will” and how it is followed up; a draft again until it is adopted.

    `StaleError` when somebody else has written meanwhile, `RefusedError` where another plan begins that year.
    """
    if WorkPlan.objects.filter(committee=plan.committee_id, first_year=given["first_year"]).exclude(pk=plan.pk).exists():
        raise RefusedError({"first_year": _("Another plan of the committee begins that year.")})
    if not WorkPlan.objects.filter(pk=plan.pk, version=version).update(**given, **_touched(by, now)):
        raise StaleError
    for pk, (will, follow_up) in lines.items():
        WorkPlanGoal.objects.filter(pk=pk, work_plan=plan).update(will=will, follow_up=follow_up)
    plan.refresh_from_db()


@transaction.atomic
def add_line(*, plan: WorkPlan, goal: Goal, by: User, now: datetime) -> None:
    """One more goal, last; added twice it stands there once."""
    _lock(plan)
    last = plan.lines.aggregate(last=Max("position"))["last"] or 0
    if WorkPlanGoal.objects.get_or_create(work_plan=plan, goal=goal, defaults={"position": last + 1})[1]:
        WorkPlan.objects.filter(pk=plan.pk).update(**_touched(by, now))


@transaction.atomic
def remove_line(*, line: WorkPlanGoal, by: User, now: datetime) -> None:
    """The goal is not in the plan; its words go with it, and stay in the versions that had them."""
    _lock(line.work_plan)
    line.delete()
    WorkPlan.objects.filter(pk=line.work_plan_id).update(**_touched(by, now))


@transaction.atomic
def move_line(*, line: WorkPlanGoal, step: int, by: User, now: datetime) -> None:
    """One place up (-1) or down (1); at the end it stays."""
    _lock(line.work_plan)
    order = list(line.work_plan.lines.values_list("pk", flat=True))
    here = order.index(line.pk)
    there = min(max(here + step, 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    for position, pk in enumerate(order, 1):
        WorkPlanGoal.objects.filter(pk=pk).update(position=position)
    if there != here:
        WorkPlan.objects.filter(pk=line.work_plan_id).update(**_touched(by, now))


@transaction.atomic
def adopt(*, plan: WorkPlan, on: date, discussion: Discussion | None, version: int, by: User, now: datetime) -> WorkPlanVersion:
    """Keep the plan as it stands as its next version. `RefusedError` names a goal without “we will”.

    `StaleError` when somebody has written since the reader saw it, `NotNowError` when nothing was written since the last adoption.
    """
    locked = _lock(plan)
    if not locked.is_draft:
        raise NotNowError(_("The plan is adopted already. Write in it first."))
    if locked.version != version:
        raise StaleError
    content = content_of(locked)
    if not content["lines"]:
        raise RefusedError({"lines": _("There is no goal in the plan. Add one first.")})
    for line in content["lines"]:
        if not line["will"].strip():
            raise RefusedError({"lines": _("Write what you will do about “%(goal)s”, or take the goal out.") % {"goal": line["title"]}})
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    adopted = WorkPlanVersion.objects.create(
        work_plan=locked, number=last + 1, content=content, adopted_on=on, discussion=discussion, at=now, by=by
    )
    WorkPlan.objects.filter(pk=plan.pk).update(is_draft=False, version=F("version") + 1)
    return adopted


@transaction.atomic
def throw_away(*, plan: WorkPlan) -> None:
    """A draft that was never adopted; `NotNowError` otherwise."""
    if not WorkPlan.objects.filter(pk=plan.pk, versions=None).delete()[0]:
        raise NotNowError(_("A plan that was adopted once is not thrown away."))


def _lock(plan: WorkPlan) -> WorkPlan:
    return WorkPlan.objects.select_for_update(of=("self",)).select_related("committee").get(pk=plan.pk)


def _touched(by: User, now: datetime) -> dict[str, Any]:
    return {"is_draft": True, "edited_at": now, "edited_by": by, "version": F("version") + 1}
