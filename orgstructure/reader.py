"""Who is reading: the person of a session with today's rights and home unit, in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from orgstructure.access import keep_scopes
from orgstructure.models import Engagement, Unit, UnitUserPermission, User
from orgstructure.permissions import Reach
from orgstructure.reports import keep_home_unit
from safetynet.common import clock
from safetynet.common.gather import Gather
from safetynet.common.models import DemoClock


def _held(reach: Reach, what: str) -> ArraySubquery:
    """A row for each permission and last day: the chair of a region's committee holds three permissions on each of two thousand units."""
    rows = UnitUserPermission.objects.filter(user=OuterRef("pk"), reach=reach).order_by()
    each = rows.values(codename=F("permission__codename"), last=F("until"))
    return ArraySubquery(each.annotate(held=JSONObject(codename="codename", until="last", on=ArrayAgg(what))).values("held"))


READER = Gather(
    lambda user: (
        User.objects.filter(pk=user, is_active=True, kind=User.Kind.PERSON)
        .defer("cpr_hash", "cpr_encrypted")
        .annotate(held_on=_held(Reach.UNIT, "content_object"), held_below=_held(Reach.SUBTREE, "content_object__path")),
        Engagement.objects.filter(user=user).home_first().only("unit", "valid_from", "valid_to"),
        Unit.objects.filter(pk__in=Engagement.objects.filter(user=user).values("unit")),
        DemoClock.objects.all(),
    ),
    user=int,
)


def reader_of(user_id: int) -> User | None:
    """The person, unless inactive, gone or no person but a system: a leaver is nobody, an account that never had an employment is local."""
    found = READER(user=user_id)
    clock.hold(sum(one.days_ahead for one in found[DemoClock]))
    today = clock.today()
    employments = [one for one in found[Engagement] if one.valid_from <= today and (one.valid_to is None or one.valid_to > today)]
    if not found[User] or (found[Engagement] and not employments):
        return None
    user, units = found[User][0], {unit.pk: unit for unit in found[Unit]}
    keep_scopes(user, _of_today(user.held_below, today), _of_today(user.held_on, today))  # type: ignore[attr-defined]
    keep_home_unit(user, today, units[employments[0].unit_id] if employments else None)
    return user


def _of_today(held: Iterable[dict[str, Any]], today: date) -> dict[str, list[Any]]:
    found = defaultdict[str, list[Any]](list)
    for one in held:
        if one["until"] is None or date.fromisoformat(one["until"]) >= today:
            found[one["codename"]] += one["on"]
    return found
