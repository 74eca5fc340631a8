"""What the page frame shows of the reader: the home unit, and the rights that decide which places the menu holds."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from orgstructure.access import scopes_of
from orgstructure.models import Engagement, Unit, User
from safetynet.common import clock
from safetynet.common.http import AppRequest


def reader(request: AppRequest) -> dict[str, Any]:
    """Asked only by pages that draw the frame: one query for the home unit, one for the rights."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "home_unit": SimpleLazyObject(lambda: _home_unit(user)),
        "rights": SimpleLazyObject(lambda: frozenset(scopes_of(user))),
    }


def _home_unit(user: User) -> Unit | None:
    home = Engagement.objects.filter(user=user).current(clock.today()).home_first().select_related("unit").first()
    return home.unit if home else None
