"""A safety round from its first tap to its findings, and the checklists it is walked with."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from actionplans.models import Topic
from actionplans.usecases.attaching import scanned
from apv.errors import RefusedError, StaleError
from apv.models import Checklist, FoundBy, RoundPhoto, RoundPoint, SafetyRound
from apv.usecases.findings import propose
from apv.usecases.noting import note
from orgstructure.models import Unit, User
from safetynet.common.uploads import PICTURES, RefusedFileError, checked

LONGEST_TITLE = 160
MOST_POINTS = 120
MOST_PHOTOS = 5
State = RoundPoint.State


@transaction.atomic
def begin(unit: Unit, checklist: Checklist, *, submission_id: UUID, by: User, now: datetime, today: date) -> SafetyRound:
    """A round with the points of the checklist as they read today. The same form twice begins one."""
    columns = {"unit": unit, "checklist": checklist, "on": today, "begun_at": now, "begun_by": by}
    begun, is_new = SafetyRound.objects.get_or_create(submission_id=submission_id, defaults=columns)
    if (begun.unit_id, begun.begun_by_id) != (unit.pk, by.pk):
        raise RefusedError(_("Load the page again, and send it once more."))
    if is_new:
        note(unit, by, now)
        points = (
            RoundPoint(safety_round=begun, position=number, topic=item["topic"], text=item["text"])
            for number, item in enumerate(checklist.items, start=1)
        )
        RoundPoint.objects.bulk_create(points)
    return begun


@transaction.atomic
def tap(
    walked: SafetyRound, *, states: Mapping[int, str], words: Mapping[int, str], beside: str, by: User, now: datetime
) -> RoundPoint | None:
    """Keep answers and words of points by their id, and a problem seen beside the list, which is returned; the last tap stands."""
    _lock_under_way(walked)
    for pk, state in states.items():
        RoundPoint.objects.filter(pk=pk, safety_round=walked).update(state=state)
    for pk, said in words.items():
        on_the_list = ~Q(text={})  # what was seen beside it is its words: they are never emptied
        RoundPoint.objects.filter(on_the_list if not said else Q(), pk=pk, safety_round=walked, state=State.PROBLEM).update(words=said)
    note(walked.unit, by, now)
    if not beside or walked.points.filter(text={}, words=beside).exists():
        return None
    last = walked.points.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_POINTS:
        raise RefusedError(_("There are more points than a round can hold. Finish it, and begin another one."))
    return walked.points.create(position=last + 1, topic=Topic.OTHER, words=beside, state=State.PROBLEM)


@transaction.atomic
def add_photo(point: RoundPoint, *, name: str, content: bytes, by: User, now: datetime) -> RoundPhoto:
    """Check, scan and keep it, made anew without position and camera; `RefusedFileError` says what to do. Twice the same is one."""
    file = checked(name, content)
    if file.kind not in PICTURES:
        raise RefusedFileError(_("Choose a picture: JPG or PNG."))
    is_scanned = scanned(file.content)
    _lock_under_way(point.safety_round)
    digest = hashlib.sha256(file.content).hexdigest()
    kept = point.photos.filter(removed_at=None)
    if there := kept.filter(sha256=digest).first():
        return there
    if kept.count() >= MOST_PHOTOS:
        raise RefusedFileError(_("There are five photos of this point already. Take one out first."))
    stored = default_storage.save(f"photos/{uuid.uuid4()}", ContentFile(file.content))
    size = len(file.content)
    return point.photos.create(kind=file.kind, size=size, sha256=digest, file=stored, is_scanned=is_scanned, at=now, by=by)


@transaction.atomic
def take_photo_out(photo: RoundPhoto, *, by: User, now: datetime) -> None:
    """The row stays as a trace, the content is deleted; twice is as once."""
    if RoundPhoto.objects.filter(pk=photo.pk, removed_at=None).update(removed_at=now, removed_by=by):
        transaction.on_commit(partial(default_storage.delete, photo.file))


@transaction.atomic
def finish(walked: SafetyRound, *, participants: str, next_on: date | None, by: User, now: datetime, today: date) -> int:
    """The round is done, and each of its problems is a finding of the unit. Returns how many; `RefusedError` once it was finished."""
    _lock_under_way(walked)
    problems = list(walked.points.filter(state=State.PROBLEM, finding=None))
    for point in problems:
        number = uuid5(walked.submission_id, str(point.pk))
        finding, _new = propose(walked.unit, _told(point), submission_id=number, by=by, now=now)
        RoundPoint.objects.filter(pk=point.pk).update(finding=finding)
    columns = {"participants": participants, "next_on": next_on, "completed_on": today, "completed_by": by}
    SafetyRound.objects.filter(pk=walked.pk).update(**columns)
    return len(problems)


@transaction.atomic
def give_up(walked: SafetyRound, *, by: User, now: datetime, today: date) -> None:
    """It was begun by mistake: it stays as a trace and leads to nothing."""
    _lock_under_way(walked)
    SafetyRound.objects.filter(pk=walked.pk).update(given_up_on=today)
    note(walked.unit, by, now)


@transaction.atomic
def save_checklist(
    shown: Checklist | None, *, unit: Unit | None, name: Mapping[str, str], items: Sequence[object], is_retired: bool = False,
    by: User, now: datetime,
) -> Checklist:  # fmt: skip
    """A new checklist, or the next version of the one shown; `StaleError` when it is not the newest any more."""
    columns = {"name": dict(name), "items": list(items), "is_retired": is_retired, "made_at": now, "made_by": by}
    if shown is None:
        return Checklist.objects.create(unit=unit, **columns)
    last = Checklist.objects.filter(family=shown.family).aggregate(last=Max("version"))["last"]
    if last != shown.version:
        raise StaleError
    row, is_new = Checklist.objects.get_or_create(
        family=shown.family, version=shown.version + 1, defaults={"unit_id": shown.unit_id, **columns}
    )
    if not is_new:
        raise StaleError
    return row


def _told(point: RoundPoint) -> dict[str, object]:
    title = point.words.split("\n")[0] or point.title
    told = "\n".join(part for part in (point.title, point.words) if part and part != title)
    return {"found_by": FoundBy.SAFETY_ROUND, "topic": point.topic, "title": title[:LONGEST_TITLE], "description": told}


def _lock_under_way(walked: SafetyRound) -> None:
    if not SafetyRound.objects.select_for_update(no_key=True).under_way().filter(pk=walked.pk).exists():
        raise RefusedError(_("The round is finished, so it is no longer changed."))
