"""Sign-in with the username or number of a current employment (or a local account's own name)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from orgstructure.cpr import masked_in
from orgstructure.models import Engagement, User
from orgstructure.reader import reader_of
from safetynet.common import clock
from safetynet.common.http import HttpRequest


class Refusal(StrEnum):
    """Why the region's own sign-in led nowhere; the page says each in a sentence."""

    OUTAGE = "outage"
    CANCELLED = "cancelled"
    STALE = "stale"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    LEFT = "left"


class RefusedError(Exception):
    """The person was not signed in; carries no name and nothing of the provider's answer."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Answer:
    """Whom the provider says it is, by the configured claim or attribute, and where that person was going."""

    name: str
    way_on: str


def person_named(name: str, *, match: str, domain: str = "") -> User:
    """The one person whose current employment has this username or number, by `match`; raises RefusedError.

    Never makes a person, never looks at mail. `domain` is taken off the end of the name when it stands there.
    """
    today = clock.today()
    name = name.strip()
    if domain and name.lower().endswith(f"@{domain.lower()}"):
        name = name[: -len(domain) - 1]
    if not name or "\x00" in name:
        raise RefusedError(Refusal.UNKNOWN)
    named = Engagement.objects.filter(number=name) if match == "number" else Engagement.objects.filter(username__iexact=name)
    ids = set(named.current(today).values_list("user", flat=True))
    if len(ids) > 1:
        raise RefusedError(Refusal.SEVERAL)
    if not ids:
        raise RefusedError(Refusal.LEFT if named.exists() else Refusal.UNKNOWN)
    person: User | None = User.objects.admitted(today).filter(pk=ids.pop()).first()
    if person is None:
        raise RefusedError(Refusal.LEFT)
    return person


class EngagementBackend(ModelBackend):
    """Matches `Engagement.username` or employee number of a current employment; refuses when two persons match."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002  Django's signature
        username: str | None = None,
        password: str | None = None,
        **_kwargs: object,
    ) -> User | None:
        """The person, or None; takes as long for an unknown name as for a wrong password."""
        user = self._found(username or "") if username and password else None
        if user is None:
            User().set_password(password or "")
            return None
        return user if user.check_password(password or "") and self.user_can_authenticate(user) else None

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, with rights and home: one query that also ends the session of who has left."""
        return reader_of(user_id)

    def _found(self, name: str) -> User | None:
        today = clock.today()
        if settings.LOCAL_SIGN_IN == "off":
            return None
        if settings.LOCAL_SIGN_IN == "break_glass":
            local: User | None = User.objects.admitted(today).filter(username=name, engagements=None).first()
            return local
        named = Q(username__iexact=name) | Q(number=name)
        ids = set(Engagement.objects.current(today).filter(named).values_list("user", flat=True))
        ids |= set(User.objects.filter(username=name).values_list("pk", flat=True))
        return User.objects.admitted(today).filter(kind=User.Kind.PERSON, pk=ids.pop()).first() if len(ids) == 1 else None


def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name under which axes counts wrong passwords: one spelling of each, and never a CPR number typed by mistake."""
    posted = request.POST.get("username", "") if request is not None else ""
    name = (credentials or {}).get("username") or posted
    return masked_in(str(name).strip().lower())[:64]
