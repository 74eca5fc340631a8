"""Sessions: a new one at each sign-in, eight hours at most, and a list of one's own to end."""

import time
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from orgstructure.models import User
from safetynet.common.http import HttpRequest

BACKEND = "orgstructure.signin.EngagementBackend"
LONGEST_AGENT = 200


def enter(request: HttpRequest, person: User) -> None:
    """Sign the person in: a new session that ends at a moment, whatever is done in it until then."""
    request.session.flush()
    login(request, person, backend=BACKEND)
    request.session.set_expiry(datetime.fromtimestamp(time.time() + settings.SESSION_COOKIE_AGE, UTC))
    _forget_ended(person)
    UserSession.objects.create(
        user=person,
        session_key=request.session.session_key,
        ip=request.META.get("REMOTE_ADDR") or "0.0.0.0",  # noqa: S104  an unknown one, written so
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:LONGEST_AGENT],
    )


def own_sessions(person: User) -> list[UserSession]:
    """Where the person is signed in, newest first."""
    mine = UserSession.objects.filter(user=person).order_by("-created_at")
    alive = set(_alive(mine).values_list("session_key", flat=True))
    return [one for one in mine if one.session_key in alive]


def end_all(person: User) -> None:
    """Sign the person out everywhere, this browser included."""
    mine = UserSession.objects.filter(user=person)
    _alive(mine).delete()
    mine.delete()


def _forget_ended(person: User) -> None:
    mine = UserSession.objects.filter(user=person)
    mine.exclude(session_key__in=_alive(mine).values("session_key")).delete()


def _alive(rows: QuerySet[UserSession]) -> QuerySet[Session]:
    now = datetime.fromtimestamp(time.time(), UTC)
    return Session.objects.filter(session_key__in=rows.values("session_key"), expire_date__gt=now)
