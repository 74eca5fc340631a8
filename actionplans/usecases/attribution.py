"""Who did it: history rows written by the database carry the person that the use case names.

And what no use case can look for beforehand: that the number of its form was used elsewhere a moment ago.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import pghistory
from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from actionplans.errors import StaleError
from actionplans.usecases.standing_in import note
from orgstructure.models import User

P = ParamSpec("P")
R = TypeVar("R")


def attributed(verb: Callable[P, R]) -> Callable[P, R]:
    """One transaction, and every change in it is history of `by`, also where nobody is signed in (a mail's link, a job).

    What is only allowed as somebody's deputy is noted with both names.
    `StaleError` when the number of the form stands on a row of somebody else, of another plan, or of the same moment.
    """

    @wraps(verb)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        if not isinstance(by, User):
            message = "a use case needs to know who acts"
            raise TypeError(message)
        when = {"at": now.isoformat()} if isinstance(now := kwargs.get("now"), datetime) else {}
        try:
            with transaction.atomic(), pghistory.context(user=by.pk, **when):
                if isinstance(now, datetime):
                    note(verb.__name__, args[0] if args else None, by=by, now=now)
                return verb(*args, **kwargs)
        except IntegrityError as error:
            if _is_of_a_number_used_before(error):
                raise StaleError from error
            raise

    return inner


def _is_of_a_number_used_before(error: IntegrityError) -> bool:
    """Every table in which a form's number stands calls its column so."""
    cause = error.__cause__
    return isinstance(cause, UniqueViolation) and "submission_id" in (cause.diag.constraint_name or "")
