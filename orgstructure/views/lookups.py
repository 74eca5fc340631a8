"""A limit on looking people up."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from orgstructure.usecases.looking_up import count_lookup
from safetynet.common import clock
from safetynet.common.errors import too_many_requests
from safetynet.common.http import AppRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def counted(view: View[P]) -> View[P]:
    """A search (`?q=`) or a page about one person is one look-up; past the hour's number the answer is 429."""

    @wraps(view)
    def inner(request: AppRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        is_lookup = bool(kwargs or request.GET.get("q", "").strip())
        wait = count_lookup(request.user, clock.now()) if is_lookup else 0
        return too_many_requests(request, retry_after=wait) if wait else view(request, *args, **kwargs)

    return cast("View[P]", inner)
