"""A person's own calendar address: made, revoked, and what stands behind it."""

import hashlib
import secrets
from datetime import date, datetime

from actionplans.models import CalendarFeed
from orgstructure.models import User


def open_feed(*, by: User, now: datetime) -> str:
    """A new secret of 256 bits, shown once; the one before it opens nothing any more."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(user=by, defaults={"token_hash": _hash(token), "created_at": now})
    return token


def revoke_feed(*, by: User) -> None:
    """The address opens nothing from now on."""
    CalendarFeed.objects.filter(user=by).delete()


def person_behind(token: str, *, today: date) -> User | None:
    """Whose calendar that is, while the person is employed."""
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=_hash(token), user__in=User.objects.employed(today)).first()
    return feed.user if feed else None


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
