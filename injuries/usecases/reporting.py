"""A report is sent: the case, its photos and the end of its draft are one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from injuries.models import Case, Part
from injuries.usecases import drafting, filing
from injuries.usecases.registering import NewCase, register
from orgstructure.models import User
from safetynet.common.uploads import CheckedFile


@transaction.atomic
def send(new: NewCase, photos: Sequence[CheckedFile], *, by: User, now: datetime) -> Case:
    """The case; the same form sent twice is one, with its photos once. Everything or nothing is saved."""
    case, is_new = register(new, by=by, now=now)
    if is_new:
        for photo in photos:
            filing.keep(case, photo, part=Part.EVENT, by=by, now=now)
    drafting.discard(by, new.submission_id)
    return case
