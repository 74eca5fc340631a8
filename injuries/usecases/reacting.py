"""What the labour inspectorate wrote is noted, tied to plans, answered; every change moves its version."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from injuries.errors import RefusedError, StaleError
from injuries.models import Reaction, ReactionFile
from orgstructure.models import Unit, User
from orgstructure.usecases.files import keep
from safetynet.common.uploads import RefusedFileError

MOST_FILES = 10


@transaction.atomic
def note(unit: Unit, columns: Mapping[str, object], *, submission_id: UUID, by: User, now: datetime) -> tuple[Reaction, bool]:
    """The reaction, and whether it is new: the same form sent twice makes one."""
    there = Reaction.objects.filter(submission_id=submission_id, made_by=by).first()
    if there is not None:
        return there, False
    return Reaction.objects.create(unit=unit, submission_id=submission_id, made_at=now, made_by=by, **columns), True


@transaction.atomic
def change(reaction: Reaction, columns: Mapping[str, object], *, version: int) -> None:
    """What it says. `StaleError` when somebody saved it meanwhile."""
    _write(reaction, columns, version)


@transaction.atomic
def answer(reaction: Reaction, text: str, *, on: date, version: int, by: User) -> None:
    """What we answered, and on which day it went out; said again, the newest stands. `StaleError` as above."""
    _write(reaction, {"answer": text, "answered_on": on, "answered_by": by}, version)


@transaction.atomic
def withdraw(reaction: Reaction, *, today: date) -> None:
    """Noted by mistake: it stays to be read, waits for nothing and is counted nowhere. Twice is as once."""
    Reaction.objects.filter(pk=reaction.pk, withdrawn_on=None).update(withdrawn_on=today, version=F("version") + 1)
    reaction.refresh_from_db()


@transaction.atomic
def tie(reaction: Reaction, plan: ActionPlan) -> None:
    """A plan of the same unit does something about it; twice is as once. `RefusedError` for another unit's."""
    if plan.unit_id != reaction.unit_id:
        raise RefusedError(_("That is a plan of another unit."))
    reaction.plans.add(plan)


@transaction.atomic
def untie(reaction: Reaction, plan_id: int) -> None:
    """The plan stays; it is no longer named here."""
    reaction.plans.remove(plan_id)


@transaction.atomic
def attach(reaction: Reaction, *, name: str, content: bytes, by: User, now: datetime) -> ReactionFile:
    """Check, scan and keep the file. `RefusedFileError` says what to do."""
    Reaction.objects.select_for_update().get(pk=reaction.pk)
    if reaction.files.filter(removed_at=None).count() >= MOST_FILES:
        raise RefusedFileError(_("There are ten files here already. Take one out first."))
    stored, file = keep("reactions", name, content)
    return reaction.files.create(name=file.name, kind=file.kind, size=len(file.content), file=stored, at=now, by=by)


@transaction.atomic
def take_out(file: ReactionFile, *, now: datetime) -> None:
    """The row stays as a trace, the content is deleted; twice is as once."""
    if ReactionFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now):
        transaction.on_commit(partial(default_storage.delete, file.file))


def _write(reaction: Reaction, columns: Mapping[str, object], version: int) -> None:
    rows = Reaction.objects.filter(pk=reaction.pk, version=version, withdrawn_on=None)
    if not rows.update(**columns, version=F("version") + 1):
        raise StaleError
    reaction.refresh_from_db()
