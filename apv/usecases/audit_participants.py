"""Who took part in a self-audit: by number, and where wished by name. Managers come from the places as it is sent in (R64)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from apv.errors import RefusedError
from apv.models import AuditParticipation, AuditPlace, Part, SelfAudit, YearStatus
from orgstructure.models import Engagement, Seat, SeatRole, Unit, User
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import valid_on

COUNTED = (Part.REPRESENTATIVE, Part.UNION, Part.STAFF, Part.EMPLOYER)  # asked for; managers never are
MOST = 999
NAMED = Q(person__isnull=False) | ~Q(name="")


@transaction.atomic
def set_numbers(*, audit: SelfAudit, numbers: Mapping[str, int]) -> None:
    """So many in all took part as each of these; those named are among them, so a number is never smaller than their count."""
    locked = _lock(audit)
    for part, number in numbers.items():
        rows = locked.participations.filter(part=part)
        unnamed = max(number - rows.filter(NAMED).count(), 0)
        rows.exclude(NAMED).delete()
        if unnamed:
            AuditParticipation.objects.create(audit=locked, part=part, number=unnamed)


@transaction.atomic
def name(*, audit: SelfAudit, part: str, person: User | None = None, words: str = "") -> None:
    """One who took part, by name: a person of the organisation, or words. Somebody named already, or a manager of it, is refused.

    One more of that part unless somebody without a name is there to get it.
    """
    locked = _lock(audit)
    if person and locked.places.filter(manager=person).exists():
        raise RefusedError(_("%(person)s is named as a manager already.") % {"person": person})
    try:
        with transaction.atomic():
            AuditParticipation.objects.create(audit=locked, part=part, person=person, name=words)
    except IntegrityError as error:
        raise RefusedError(_("%(person)s is named already.") % {"person": person}) from error
    _one_less(locked, part)


@transaction.atomic
def unname(*, audit: SelfAudit, participation: AuditParticipation) -> None:
    """The name is taken out, and with it the one person it counted for."""
    _lock(audit)
    AuditParticipation.objects.filter(NAMED, pk=participation.pk, audit=audit).exclude(part=Part.MANAGER).delete()


def write_managers(audit: SelfAudit, *, now: datetime) -> None:
    """One row for each manager of its places, with the title of the employment on the unit managed; called as it is sent in."""
    AuditParticipation.objects.filter(audit=audit, part=Part.MANAGER, person__isnull=False).delete()
    places = list(AuditPlace.objects.filter(audit=audit, manager__isnull=False).order_by("path", "pk"))
    managers = {place.manager_id: place.unit_id for place in reversed(places) if place.manager_id}
    AuditParticipation.objects.filter(audit=audit, person__in=managers).delete()
    titles = titles_of(managers, now)
    AuditParticipation.objects.bulk_create(
        AuditParticipation(audit=audit, part=Part.MANAGER, person_id=pk, role=titles.get(pk, "")) for pk in managers
    )


def titles_of(managers: Mapping[int, int], now: datetime) -> dict[int, str]:
    """What the organisation calls each, by person: on the unit named beside the person, else at home. One query."""
    rows = Engagement.objects.current(now.astimezone(COPENHAGEN).date()).filter(user__in=managers).home_first()
    titles: dict[int, str] = {}
    for person, unit, title in rows.values_list("user", "unit", "title"):
        if title and (person not in titles or unit == managers[person]):
            titles[person] = title[:80]
    return titles


def representatives_of(units: list[Unit], now: datetime) -> list[User]:
    """Those who hold the seat of a work-environment representative in a group that covers one of the units. One query."""
    today = now.astimezone(COPENHAGEN).date()
    covering = valid_on(today, "committee__coverages__")
    seats = Seat.objects.current(today).filter(covering, role=SeatRole.AMR, committee__coverages__unit__in=units)
    return list(User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by("name_sort", "pk"))


def colleague(pk: int | None, today: date) -> User | None:
    """That person, if employed on the day."""
    found: User | None = User.objects.employed(today).filter(pk=pk or 0, kind=User.Kind.PERSON).first()
    return found


def _one_less(audit: SelfAudit, part: str) -> None:
    row = audit.participations.filter(part=part).exclude(NAMED).first()
    if row and row.number > 1:
        AuditParticipation.objects.filter(pk=row.pk).update(number=row.number - 1)
    elif row:
        row.delete()


def _lock(audit: SelfAudit) -> SelfAudit:
    rows = SelfAudit.objects.select_for_update(no_key=True, of=("self",)).select_related("year")
    locked = rows.filter(pk=audit.pk, year__status=YearStatus.OPEN).first()
    if locked is None or not locked.is_open:
        raise RefusedError(_("The self-audit was sent in or closed meanwhile, so it is not changed."))
    return locked
