"""A deputy's acts on a unit's APV are kept with both names."""

from datetime import datetime

from orgstructure import acting
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


def note(unit: Unit, by: User, now: datetime) -> None:
    """Call it in the transaction of the act; for who is nobody's deputy it is one query and no row."""
    acting.note(by, Perm.EDIT_PLANS, [unit], acting.Subject.ASSESSMENT, unit.pk, now)
