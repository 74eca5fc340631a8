"""What of injuries waits for an injury administrator: a card on the start page."""

from datetime import datetime

from injuries.queue import Numbers, numbers
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm


def injury_desk(reader: User, *, now: datetime) -> Numbers | None:
    """One query for who administers injuries somewhere, none for the others."""
    return numbers(reader, now=now) if scope_of(reader, Perm.ADMINISTER_INJURIES) else None
