"""Training is offered, answered, taken; each time a fact is written and none is changed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from orgstructure import acting
from orgstructure.models import Committee, Course, TrainingFact, User
from orgstructure.training import training_state
from safetynet.common.malware import InfectedError, ScannerUnavailableError, scan
from safetynet.common.uploads import RefusedFileError, checked

What = TrainingFact.What


class TrainingError(Exception):
    """The fact does not fit; the message says why to a person."""


@dataclass(frozen=True)
class Happened:
    """What is to be recorded."""

    course: Course
    what: TrainingFact.What
    on: date
    submission_id: uuid.UUID
    file_name: str = ""
    content: bytes = b""


@transaction.atomic
def record(happened: Happened, members: Sequence[User], *, committee: Committee, by: User, today: date, now: datetime) -> int:
    """Write the fact for each member; how many were new. The same form sent twice is one. Raises `TrainingError`, `RefusedFileError`."""
    states = training_state([user.pk for user in members], today)
    if happened.what == What.EXEMPT and (happened.course != Course.MANDATORY or not happened.content):
        raise TrainingError(_("An exemption is from the mandatory course and needs the certificate of the earlier one."))
    if happened.on > today:
        raise TrainingError(_("Record it when it has happened: the date is in the future."))
    file = _kept(happened) if happened.content else {}
    facts = []
    for user in members:
        state = states.get(user.pk)
        if state is None:
            raise TrainingError(_("%(name)s is not a member today.") % {"name": user.get_full_name()})
        year = None
        if happened.course == Course.YEARLY:
            yearly = next((step for step in state.steps if step.course == Course.YEARLY), None)
            if yearly is None:
                raise TrainingError(_("%(name)s is in the first year, which has no yearly training.") % {"name": user.get_full_name()})
            year = yearly.year_from
        columns = {"user": user, "course": happened.course, "what": happened.what, "year_from": year, "on": happened.on}
        facts.append(TrainingFact(at=now, by=by, submission_id=happened.submission_id, **columns, **file))
    before = TrainingFact.objects.filter(submission_id=happened.submission_id).count()
    TrainingFact.objects.bulk_create(facts, ignore_conflicts=True)
    acting.note_in(committee, by, acting.Subject.TRAINING, committee.pk, now)
    return TrainingFact.objects.filter(submission_id=happened.submission_id).count() - before


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


def _kept(happened: Happened) -> dict[str, str]:
    file = checked(happened.file_name, happened.content)
    try:
        scan(file.content)
    except InfectedError as error:
        raise RefusedFileError(_("The virus scanner found something in the file. Do not open it, and call your IT support.")) from error
    except ScannerUnavailableError as error:
        message = _("The virus scanner does not answer, so no file can be taken in just now. Try again in a while.")
        raise RefusedFileError(message) from error
    stored = default_storage.save(f"certificates/{uuid.uuid4()}", ContentFile(file.content))
    return {"file": stored, "file_name": file.name, "file_kind": file.kind}
