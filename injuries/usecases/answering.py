"""Telling the one who reported it what comes of it: within 24 hours, on the way, and at closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from injuries import rights
from injuries.errors import RefusedError
from injuries.models import Case, Feedback
from injuries.usecases import clockwork
from orgstructure.models import User

WITHIN = timedelta(hours=24)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Awaited:
    """Nobody has answered the reporter yet: since how many hours, and whether that is more than a day."""

    hours: int
    is_late: bool

    @property
    def text(self) -> str:
        """In words: hours until two days have gone, then days."""
        if (days := self.hours // 24) > 1:
            return ngettext("No answer yet: %(days)s day", "No answer yet: %(days)s days", days) % {"days": days}
        return ngettext("No answer yet: %(hours)s hour", "No answer yet: %(hours)s hours", self.hours) % {"hours": self.hours}


def awaited(case: Case, told: Iterable[Feedback], *, now: datetime) -> Awaited | None:
    """None once a person has written, when the case has ended, or where nobody may be written to."""
    if not (rights.may_be_told(case) and case.is_open) or any(one.by_id for one in told):
        return None
    waited = max(now - case.registered_at, timedelta(0))
    return Awaited(int(waited / HOUR), waited > WITHIN)


def is_closing_told(case: Case) -> bool:
    """The reporter has been told what came of it, or there is nobody to tell."""
    return not rights.may_be_told(case) or Feedback.objects.filter(case=case, kind=Feedback.Kind.CLOSING).exists()


@transaction.atomic
def tell(case: Case, text: str, *, submission_id: UUID, by: User, now: datetime, kind: str = Feedback.Kind.STATUS) -> bool:
    """Write to the reporter; False when this very form came before. Raises RefusedError where there is nobody to write to."""
    if Feedback.objects.filter(submission_id=submission_id).exists():
        return False
    if not rights.may_be_told(case):
        raise RefusedError(_("Nobody can be answered here: it was reported without a name, or the reporter wants no answer."))
    Feedback.objects.create(case=case, kind=kind, text=text, at=now, by=by, submission_id=submission_id)
    clockwork.act(case, "feedback", case.state, by=by, now=now, perm=rights.right_of(case))
    return True
