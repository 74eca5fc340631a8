"""Who is reading: the person of a session with today's rights and home unit, in one query."""

from django.db.models import F

from orgstructure.access import keep_scopes
from orgstructure.models import Engagement, Unit, UnitUserPermission, User
from orgstructure.reports import keep_home_unit
from safetynet.common import clock
from safetynet.common.gather import Gather
from safetynet.common.models import DemoClock

READER = Gather(
    lambda user: (
        User.objects.filter(pk=user, is_active=True, kind=User.Kind.PERSON).defer("cpr_hash", "cpr_encrypted"),
        Engagement.objects.filter(user=user).home_first().only("unit", "valid_from", "valid_to"),
        Unit.objects.filter(pk__in=Engagement.objects.filter(user=user).values("unit")),
        UnitUserPermission.objects.filter(user=user)
        .only("reach", "until", "content_object")
        .annotate(codename=F("permission__codename"), path=F("content_object__path")),
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
    grants = [grant for grant in found[UnitUserPermission] if grant.until is None or grant.until >= today]
    keep_scopes(user, ((grant.codename, grant.reach, grant.content_object_id, grant.path) for grant in grants))  # type: ignore[attr-defined]
    keep_home_unit(user, today, units[employments[0].unit_id] if employments else None)
    return user
