"""Sign-in with the username or number of a current employment (or a local account's own name)."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from orgstructure.models import Engagement, User
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

    def _found(self, name: str) -> User | None:
        named = Q(username__iexact=name) | Q(number=name)
        ids = set(Engagement.objects.current(clock.today()).filter(named).values_list("user", flat=True))
        ids |= set(User.objects.filter(username=name).values_list("pk", flat=True))
        return User.objects.get(pk=ids.pop()) if len(ids) == 1 else None
