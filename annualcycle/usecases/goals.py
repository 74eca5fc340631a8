"""Goals: written, linked upward, adopted once last year's are judged, judged, ended; and the plans that contribute."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import Goal, GoalJudgement, GoalLink, GoalPlan, GoalValue
from annualcycle.models.goals import GoalQuerySet
from orgstructure.models import Committee, Unit, User

Place = Committee | Unit | None


@transaction.atomic
def propose(*, place: Place, given: Mapping[str, Any], parents: Collection[Goal], submission_id: UUID, by: User, now: datetime) -> Goal:
    """A new goal, proposed; sent twice it is one. `RefusedError` where the links go round."""
    there = {"committee": place if isinstance(place, Committee) else None, "unit": place if isinstance(place, Unit) else None}
    goal, is_new = Goal.objects.get_or_create(submission_id=submission_id, defaults={**there, **given, "made_at": now, "made_by": by})
    if is_new:
        _link(goal, parents)
    return goal


@transaction.atomic
def change(*, goal: Goal, given: Mapping[str, Any], parents: Collection[Goal], version: int) -> None:
    """Write it anew. `StaleError` when somebody else has meanwhile, `RefusedError` where the links go round."""
    if not Goal.objects.filter(pk=goal.pk, version=version).exclude(status=Goal.Status.ENDED).update(**given, version=F("version") + 1):
        raise StaleError
    _link(goal, parents)
    goal.refresh_from_db()


def _link(goal: Goal, parents: Collection[Goal]) -> None:
    wanted = {parent.pk for parent in parents}
    GoalLink.objects.filter(goal=goal).exclude(parent__in=wanted).delete()
    missing = wanted - set(GoalLink.objects.filter(goal=goal).values_list("parent", flat=True))
    try:
        with transaction.atomic():
            GoalLink.objects.bulk_create(GoalLink(goal=goal, parent_id=pk) for pk in sorted(missing))
    except IntegrityError as error:
        raise RefusedError({"parents": _("A goal cannot serve a goal that serves it. Choose another one above.")}) from error


def in_force(place: Place, year: int) -> GoalQuerySet:
    """The place's goals that ran in that year: those to be judged for it (R59)."""
    ran = Goal.objects.of(place).filter(first_year__lte=year, last_year__gte=year)
    adopted = ran.filter(Q(status=Goal.Status.ADOPTED) | Q(status=Goal.Status.ENDED, ended_on__year__gt=year))
    return adopted.exclude(adopted_on__year__gt=year).order_by("pk")


def not_judged(place: Place, year: int) -> list[Goal]:
    """Those of which nobody has said that they were reached, partly or not."""
    return list(in_force(place, year).exclude(judgements__year=year))


@transaction.atomic
def adopt(*, goal: Goal, by: User, today: date) -> None:
    """From proposed to adopted. `NotNowError` while a goal of last year waits to be judged (R59), or when it is adopted already."""
    if left := not_judged(goal.place, today.year - 1):
        raise NotNowError(
            ngettext(
                "One goal of %(year)s is not judged yet: “%(goal)s”. Say whether it was reached; then new goals can be adopted.",
                "%(count)s goals of %(year)s are not judged yet, “%(goal)s” among them. Judge them; then new goals can be adopted.",
                len(left),
            )
            % {"count": len(left), "year": today.year - 1, "goal": left[0].title}
        )
    if not Goal.objects.filter(pk=goal.pk, status=Goal.Status.DRAFT).update(
        status=Goal.Status.ADOPTED, adopted_on=today, adopted_by=by, version=F("version") + 1
    ):
        raise NotNowError(_("This goal is adopted already, or has ended."))
    goal.refresh_from_db()


@transaction.atomic
def end(*, goal: Goal, because: str, today: date) -> None:
    """It is no longer a goal; why is kept. `NotNowError` when it is not in force."""
    ended = {"status": Goal.Status.ENDED, "ended_on": today, "ended_because": because}
    if not Goal.objects.filter(pk=goal.pk, status=Goal.Status.ADOPTED).update(**ended, version=F("version") + 1):
        raise NotNowError(_("Only a goal in force can end. Throw a proposed one away instead."))
    goal.refresh_from_db()


@transaction.atomic
def throw_away(*, goal: Goal) -> None:
    """A proposed goal that nothing hangs on; `NotNowError` otherwise."""
    if not Goal.objects.filter(pk=goal.pk, status=Goal.Status.DRAFT, links_down=None).delete()[0]:
        raise NotNowError(_("Only a proposed goal that no other goal serves can be thrown away."))


@transaction.atomic
def judge(*, goal: Goal, year: int, verdict: str, words: str, version: int, by: User, now: datetime) -> GoalJudgement:
    """Reached, partly or not, with words; `version` 0 is the first time.

    `StaleError` when somebody else has judged meanwhile, `NotNowError` of a goal that was never adopted.
    """
    if goal.status == Goal.Status.DRAFT:
        raise NotNowError(_("Only a goal that was adopted is judged."))
    said = {"verdict": verdict, "words": words, "at": now, "by": by}
    if version:
        if not GoalJudgement.objects.filter(goal=goal, year=year, version=version).update(**said, version=F("version") + 1):
            raise StaleError
        return GoalJudgement.objects.get(goal=goal, year=year)
    row, is_new = GoalJudgement.objects.get_or_create(goal=goal, year=year, defaults=said)
    if not is_new:
        raise StaleError
    return row


@transaction.atomic
def note_value(*, goal: Goal, year: int, value: Any, source: str, by: User, now: datetime) -> GoalValue:
    """One year's figure, written in or put right."""
    noted = {"value": value, "source": source, "at": now, "by": by}
    return GoalValue.objects.update_or_create(goal=goal, year=year, defaults=noted)[0]


@transaction.atomic
def contribute(*, goal: Goal, plan: ActionPlan, by: User, now: datetime) -> None:
    """The plan works for the goal. `NotNowError` for a goal not in force."""
    if goal.status != Goal.Status.ADOPTED:
        raise NotNowError(_("Only a goal in force has plans."))
    GoalPlan.objects.get_or_create(goal=goal, plan=plan, defaults={"at": now, "by": by})


@transaction.atomic
def set_plans(*, goal: Goal, plans: Collection[ActionPlan], among: Collection[int], by: User, now: datetime) -> None:
    """These plans work for the goal, and of those `among` that did before, no others. `NotNowError` for a goal not in force."""
    chosen = {plan.pk for plan in plans}
    GoalPlan.objects.filter(goal=goal, plan__in=set(among) - chosen).delete()
    for plan in plans:
        contribute(goal=goal, plan=plan, by=by, now=now)
