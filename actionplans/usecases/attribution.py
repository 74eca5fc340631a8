"""Who did it: history rows written by the database carry the person that the use case names."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import pghistory
from django.db import transaction

from orgstructure.models import User

P = ParamSpec("P")
R = TypeVar("R")


def attributed(verb: Callable[P, R]) -> Callable[P, R]:
    """One transaction, and every change in it is history of `by`, also where nobody is signed in (a mail's link, a job)."""

    @wraps(verb)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        if not isinstance(by, User):
            message = "a use case needs to know who acts"
            raise TypeError(message)
        when = {"at": now.isoformat()} if isinstance(now := kwargs.get("now"), datetime) else {}
        with transaction.atomic(), pghistory.context(user=by.pk, **when):
            return verb(*args, **kwargs)

    return inner
