"""What the page frame shows of the reader: the home unit, and the rights that decide which places the menu holds."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from orgstructure.access import scopes_of
from orgstructure.reports import home_unit_of
from safetynet.common import clock
from safetynet.common.http import AppRequest


def reader(request: AppRequest) -> dict[str, Any]:
    """Asked only by pages that draw the frame: one query for the home unit, one for the rights."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "home_unit": SimpleLazyObject(lambda: home_unit_of(user, clock.today())),
        "rights": SimpleLazyObject(lambda: frozenset(scopes_of(user))),
    }
