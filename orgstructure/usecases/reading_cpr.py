"""Reading one CPR number in clear: logged first, in a transaction of its own that is committed before anything is decrypted (R66)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from orgstructure import cpr
from orgstructure.access import scope_of
from orgstructure.models import CprRead, Engagement, Unit, User
from orgstructure.permissions import Perm


def unit_of_right(person: User, reader: User, today: date) -> Unit | None:
    """A unit of the person's employment today on which the reader may read the number; None when there is none."""
    where = scope_of(reader, Perm.READ_CPR).where("unit")
    found = Engagement.objects.current(today).filter(where, user=person).select_related("unit").first()
    return found.unit if found else None


def read_cpr(person: User, *, by: User, reason: str, today: date, now: datetime) -> str:
    """The number, once; refused when the log cannot be written. Raises PermissionDenied; "" when no number is kept."""
    unit = unit_of_right(person, by, today)
    if unit is None or not reason.strip():
        raise PermissionDenied
    with transaction.atomic(durable=True):
        CprRead.objects.create(by=by, person=person, unit=unit, reason=reason.strip(), at=now)
    kept = User.objects.only("cpr_encrypted").get(pk=person.pk).cpr_encrypted
    return cpr.decrypt(kept) if kept else ""
