"""Training is offered, answered, taken; each time a fact is written and none is changed: a wrong one is annulled."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgstructure import acting
from orgstructure.models import Committee, Course, TrainingAnnulment, TrainingFact, User
from orgstructure.training import TrainingState, training_state
from orgstructure.usecases import files

What = TrainingFact.What


class TrainingError(Exception):
    """The fact does not fit; the message says why to a person."""


@dataclass(frozen=True)
class Happened:
    """What is to be recorded; `starts_on` and `ends_on` are the days of the course that is offered."""

    course: Course
    what: TrainingFact.What
    on: date
    submission_id: uuid.UUID
    file_name: str = ""
    content: bytes = b""
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def record(happened: Happened, members: Sequence[User], *, committee: Committee | None, by: User, today: date, now: datetime) -> int:
    """Write the fact for each member; how many were new. The same form sent twice is one. Raises `TrainingError`, `RefusedFileError`."""
    states = training_state([user.pk for user in members], today)
    if happened.what == What.EXEMPT and (happened.course != Course.MANDATORY or not happened.content):
        raise TrainingError(_("An exemption is from the mandatory course and needs the certificate of the earlier one."))
    if happened.on > today:
        raise TrainingError(_("Record it when it has happened: the date is in the future."))
    years = [_year(user, states.get(user.pk), happened.course) for user in members]
    file = _kept(happened) if happened.content else {}
    columns = {"course": happened.course, "what": happened.what, "on": happened.on, "submission_id": happened.submission_id}
    columns |= {"starts_on": happened.starts_on, "ends_on": happened.ends_on}
    facts = [TrainingFact(user=user, year_from=year, at=now, by=by, **columns, **file) for user, year in zip(members, years, strict=True)]
    before = TrainingFact.objects.filter(submission_id=happened.submission_id).count()
    TrainingFact.objects.bulk_create(facts, ignore_conflicts=True)
    if committee:
        acting.note_in(committee, by, acting.Subject.TRAINING, committee.pk, now)
    return TrainingFact.objects.filter(submission_id=happened.submission_id).count() - before


def _year(user: User, state: TrainingState | None, course: Course) -> date | None:
    """The function year that the fact belongs to; TrainingError for whom the course is not."""
    if state is None:
        raise TrainingError(_("%(name)s is not a member today.") % {"name": user.get_full_name()})
    step = next((step for step in state.steps if step.course == course), None)
    if step is None and course == Course.YEARLY and state.demand.yearly_days:
        raise TrainingError(_("%(name)s is in the first year, which has no yearly training.") % {"name": user.get_full_name()})
    if step is None:
        raise TrainingError(_("This course is not asked of %(name)s.") % {"name": user.get_full_name()})
    return step.year_from


@transaction.atomic
def answer(user: User, course: Course, *, accepts: bool, today: date, now: datetime) -> None:
    """The member says yes or no to an offer; TrainingError when no offer waits."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    state = training_state([user.pk], today).get(user.pk)
    step = next((step for step in state.steps if step.course == course and step.awaits_answer), None) if state else None
    if step is None:
        raise TrainingError(_("There is no offer that waits for an answer."))
    what = What.ACCEPTED if accepts else What.DECLINED
    TrainingFact.objects.create(user=user, course=course, what=what, year_from=step.year_from, on=today, at=now, by=user)


def annul(fact: TrainingFact, reason: str, *, committee: Committee, by: User, now: datetime) -> None:
    """The fact was wrong and counts no more; it stays with the reason. TrainingError when it was annulled already."""
    try:
        with transaction.atomic():
            TrainingAnnulment.objects.create(fact=fact, reason=reason, by=by, at=now)
            acting.note_in(committee, by, acting.Subject.TRAINING, committee.pk, now)
    except IntegrityError as error:
        raise TrainingError(_("This has been annulled already.")) from error


def _kept(happened: Happened) -> dict[str, str]:
    stored, file = files.keep("certificates", happened.file_name, happened.content)
    return {"file": stored, "file_name": file.name, "file_kind": file.kind}
