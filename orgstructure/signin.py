"""Sign-in with the username or number of a current employment (or a local account's own name)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from orgstructure.cpr import masked_in
from orgstructure.models import Engagement, User
from orgstructure.reader import reader_of
from safetynet.common import clock
from safetynet.common.http import HttpRequest


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
        named = Q(username__iexact=name) | Q(number=name)
        ids = set(Engagement.objects.current(today).filter(named).values_list("user", flat=True))
        ids |= set(User.objects.filter(username=name).values_list("pk", flat=True))
        return User.objects.admitted(today).filter(pk=ids.pop()).first() if len(ids) == 1 else None


def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name under which axes counts wrong passwords: one spelling of each, and never a CPR number typed by mistake."""
    posted = request.POST.get("username", "") if request is not None else ""
    name = (credentials or {}).get("username") or posted
    return masked_in(str(name).strip().lower())[:64]
