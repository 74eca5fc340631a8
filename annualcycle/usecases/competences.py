"""Competence nets and the plan they end in: written, backed, levels set, steps agreed and done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import CompetenceLevel, CompetenceNet, CompetenceStep, CompetenceTask
from annualcycle.models.competences import MOST_TASKS
from orgstructure.models import Committee, User


@dataclass(frozen=True)
class Task:
    """One task as it was written; `was` is the place it had, so that levels and steps follow it."""

    text: str
    needed: int
    was: int | None = None


@transaction.atomic
def begin(
    *,
    committee: Committee,
    given: Mapping[str, Any],
    tasks: Sequence[Task],
    submission_id: UUID,
    by: User,
    now: datetime,
    follows: CompetenceNet | None = None,
) -> CompetenceNet:
    """A net of one focus area for a year; sent twice it is one. `RefusedError` where the year has one of that name."""
    made = {"committee": committee, **given, "follows": follows, "made_at": now, "made_by": by}
    try:
        with transaction.atomic():
            net, is_new = CompetenceNet.objects.get_or_create(submission_id=submission_id, defaults=made)
    except IntegrityError as error:
        raise _taken() from error
    if is_new:
        _write(net, tasks)
    return net


@transaction.atomic
def change(*, net: CompetenceNet, given: Mapping[str, Any], tasks: Sequence[Task], version: int) -> None:
    """Write it anew; levels stay with the tasks that are left.

    `StaleError` when somebody else has meanwhile, `RefusedError` where the year has one of that name.
    """
    try:
        with transaction.atomic():
            written = CompetenceNet.objects.filter(pk=net.pk, version=version).update(**given, version=F("version") + 1)
    except IntegrityError as error:
        raise _taken() from error
    if not written:
        raise StaleError
    _write(net, tasks)
    net.refresh_from_db()


def _taken() -> RefusedError:
    return RefusedError({"focus": _("There is a competence net of that focus area for that year already. Open it, or write another.")})


def _write(net: CompetenceNet, tasks: Sequence[Task]) -> None:
    """The tasks in their order, `MOST_TASKS` at most; one that is gone takes its levels with it, its steps stay."""
    there = {task.position: task for task in net.tasks.all()}
    kept = {one.was for one in tasks if one.was}
    net.tasks.exclude(position__in=kept).delete()
    for position, one in enumerate(tasks[:MOST_TASKS], 1):
        words = {"position": position, "text": one.text, "needed": one.needed}
        if one.was in there:
            CompetenceTask.objects.filter(pk=there[one.was].pk).update(**words)
        else:
            CompetenceTask.objects.create(net=net, **words)


@transaction.atomic
def follow(*, net: CompetenceNet, year: int, by: User, now: datetime) -> CompetenceNet:
    """The same focus area in a later year: tasks and challenges are copied; levels, backing and steps are said anew.

    `RefusedError` where that year has it already.
    """
    given = {"focus": net.focus, "year": year, "challenges": net.challenges}
    tasks = [Task(task.text, task.needed) for task in net.tasks.all()]
    return begin(committee=net.committee, given=given, tasks=tasks, submission_id=uuid4(), by=by, now=now, follows=net)


@transaction.atomic
def back(*, net: CompetenceNet, backing: str, by: User, today: date) -> None:
    """Management says how it backs the net: time, money; empty takes it back."""
    said = {"backing": backing, "backed_by": by if backing else None, "backed_on": today if backing else None}
    CompetenceNet.objects.filter(pk=net.pk).update(**said, version=F("version") + 1)
    net.refresh_from_db()


@transaction.atomic
def set_levels(*, net: CompetenceNet, person: User, levels: Mapping[int, int | None]) -> None:
    """Where the person stands, by task; None takes a level back. Tasks of other nets are not touched."""
    for pk in net.tasks.filter(pk__in=levels).values_list("pk", flat=True):
        if (level := levels[pk]) is None:
            CompetenceLevel.objects.filter(task=pk, person=person).delete()
        else:
            CompetenceLevel.objects.update_or_create(task_id=pk, person=person, defaults={"present": level})


@transaction.atomic
def throw_away(*, net: CompetenceNet) -> None:
    """A net that no step hangs on; `NotNowError` otherwise, because the plan's lines came of it."""
    if net.steps.exists():
        raise NotNowError(_("Lines of the competence plan came of this net, so it stays. Take the lines out first."))
    net.delete()


@transaction.atomic
def agree(*, committee: Committee, given: Mapping[str, Any], submission_id: UUID, by: User, now: datetime) -> CompetenceStep:
    """A line of the plan; sent twice it is one."""
    made = {"committee": committee, **_with_net(given), "made_at": now, "made_by": by}
    return CompetenceStep.objects.get_or_create(submission_id=submission_id, defaults=made)[0]


@transaction.atomic
def change_step(*, step: CompetenceStep, given: Mapping[str, Any], version: int) -> None:
    """Write the line anew. `StaleError` when somebody else has meanwhile."""
    if not CompetenceStep.objects.filter(pk=step.pk, version=version).update(**_with_net(given), version=F("version") + 1):
        raise StaleError
    step.refresh_from_db()


def _with_net(given: Mapping[str, Any]) -> dict[str, Any]:
    task = given.get("task")
    return {**given, "net": task.net if task else None}


@transaction.atomic
def mark_done(*, step: CompetenceStep, is_done: bool, today: date) -> None:
    """Learned, or not after all; said twice it is said once."""
    CompetenceStep.objects.filter(pk=step.pk, done_on__isnull=is_done).update(done_on=today if is_done else None, version=F("version") + 1)
    step.refresh_from_db()


@transaction.atomic
def take_out(*, step: CompetenceStep) -> None:
    """Out of the plan; `NotNowError` for what is done, because that has been."""
    if not CompetenceStep.objects.filter(pk=step.pk, done_on=None).delete()[0]:
        raise NotNowError(_("What is done stays in the plan."))
