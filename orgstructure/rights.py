"""Why may this person, and who may here: rights read from the dated holdings they come from, with few queries whatever the size."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from orgstructure.access import scope_of
from orgstructure.models import Engagement, RoleHolding, Unit, User
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.roles import ROLES
from orgstructure.usecases import appointing
from safetynet.common.fields import valid_on

MOST = 500
MOST_ENDED = 100


@dataclass(frozen=True)
class Held:
    """One holding in words: the role, where, from what, by whom, until when, and whether the reader may end it."""

    holding: RoleHolding
    because: str
    may_end: bool = False


@dataclass(frozen=True)
class Right:
    """One permission that somebody has on one unit, and the holding it comes from."""

    perm: str
    unit: Unit
    reach: str
    held: Held
    is_from_above: bool = False


@dataclass(frozen=True)
class Group:
    """One permission and every way to it."""

    perm: str
    rights: tuple[Right, ...]

    @property
    def people(self) -> int:
        """How many hold it."""
        return len({right.held.holding.user_id for right in self.rights})


@dataclass(frozen=True)
class Answer:
    """What may be done today and why, the roles behind it, and those that are over or yet to come."""

    groups: tuple[Group, ...]
    today: tuple[Held, ...]
    coming: tuple[Held, ...]
    over: tuple[Held, ...]
    held: int
    ended: int

    @property
    def by_hand(self) -> tuple[Held, ...]:
        """Those of today that a person gave."""
        return tuple(one for one in self.today if one.holding.is_by_hand)

    @property
    def not_shown(self) -> int:
        """Roles of today and later beyond those on the page."""
        return self.held - len(self.today) - len(self.coming)

    @property
    def ended_not_shown(self) -> int:
        """Earlier roles beyond those on the page."""
        return self.ended - len(self.over)


def rights_of(person: User, reader: User, today: date) -> Answer:
    """What a person may do and why. A reader who is not the person sees the holdings within his or her right to appoint."""
    rows = _rows().filter(user=person)
    if reader.pk != person.pk:
        rows = rows.filter(scope_of(reader, Perm.APPOINT).where("unit"))
    return _answer(rows, reader, today, unit=None)


def rights_in(unit: Unit, reader: User, today: date) -> Answer:
    """Who may do what in this unit: by a role here, or by one above that reaches down."""
    rows = _rows().filter(Q(unit=unit) | Q(unit__in=unit.ancestor_ids()))
    return _answer(rows.order_by("-unit__depth", "user__name_sort", "valid_from", "pk"), reader, today, unit=unit)


def may_read_rights_of(person: User, reader: User, today: date) -> bool:
    """The person; and whoever may appoint where he or she works or holds a role."""
    if person.pk == reader.pk:
        return True
    where = scope_of(reader, Perm.APPOINT).where("unit")
    works = Engagement.objects.current(today).filter(where, user=person)
    return works.exists() or RoleHolding.objects.filter(where, user=person).exists()


def may_read_rights_in(unit: Unit, reader: User) -> bool:
    """Whoever may appoint there, and the unit's manager."""
    return unit.manager_id == reader.pk or scope_of(reader, Perm.APPOINT).covers(unit.pk, unit.path)


def given_by_hand(reader: User, today: date) -> list[Held]:
    """Roles given by hand where the reader may appoint that hold today or later, those that end first on top."""
    by_hand = _rows().filter(scope_of(reader, Perm.APPOINT).where("unit"), source__in=("appointment", "manual", "deputy"))
    living = by_hand.exclude(Q(valid_to__lte=today) | Q(valid_to=F("valid_from"))).order_by("valid_to", "user__name_sort", "pk")
    gives = _Giver(reader, today)
    return [Held(row, because(row), gives.may_end(row)) for row in living[:MOST]]


def because(holding: RoleHolding) -> str:
    """Where the role comes from, in one sentence."""
    words = {"unit": holding.unit, "by": holding.by, "whom": holding.deputy_for, "reason": holding.reason}
    match HoldingSource(holding.source):
        case HoldingSource.ENGAGEMENT:
            return _("Manager of %(unit)s") % words
        case HoldingSource.SEAT if holding.seat:
            seat = {"seat": holding.seat.role_name, "committee": holding.seat.committee.name}
            return _("Seat as %(seat)s in %(committee)s") % seat
        case HoldingSource.DEPUTY:
            return _("Deputy for %(whom)s: %(reason)s") % words
        case HoldingSource.APPOINTMENT:
            return _("Appointed by %(by)s: %(reason)s") % words
    return _("Given by hand by %(by)s: %(reason)s") % words


def _rows() -> QuerySet[RoleHolding]:
    related = ("user", "unit", "by", "deputy_for", "ended_by", "seat__committee")
    return RoleHolding.objects.select_related(*related).order_by("unit__depth", "unit__name_sort", "user__name_sort", "valid_from", "pk")


def _answer(rows: QuerySet[RoleHolding], reader: User, today: date, *, unit: Unit | None) -> Answer:
    """The first `MOST` roles of today and later, in the unit itself before those from above, and the last `MOST_ENDED` of earlier."""
    is_over = Q(valid_to__lte=today) | Q(valid_to=F("valid_from"))
    gives = _Giver(reader, today)
    living, ended = rows.exclude(is_over), rows.filter(is_over).order_by("-valid_to", "-pk")
    held = [Held(row, because(row), gives.may_end(row)) for row in living[:MOST]]
    over = [Held(row, because(row)) for row in ended[:MOST_ENDED]]
    now = [one for one in held if one.holding.valid_from <= today]
    admitted = set(User.objects.admitted(today).filter(pk__in={one.holding.user_id for one in now}).values_list("pk", flat=True))
    return Answer(
        groups=tuple(_groups((one for one in now if one.holding.user_id in admitted), unit)),
        today=tuple(now),
        coming=tuple(one for one in held if one.holding.valid_from > today),
        over=tuple(over),
        held=len(held) if len(held) < MOST else living.count(),
        ended=len(over) if len(over) < MOST_ENDED else ended.count(),
    )


def _groups(held: Iterable[Held], unit: Unit | None) -> Iterable[Group]:
    """In a unit each way to a right stands once, from the nearest place: a chair's seat gives it on many units above as well."""
    held = list(held)
    for perm in Perm:
        rights, told = [], set()
        for one in held:
            reach = ROLES[Role(one.holding.role)].get(perm)
            is_from_above = unit is not None and one.holding.unit_id != unit.pk
            way = (one.holding.user_id, one.holding.role, one.holding.source, one.holding.seat_id, one.holding.deputy_for_id)
            if reach is not None and not (is_from_above and reach == Reach.UNIT) and not (unit is not None and way in told):
                told.add(way)
                rights.append(Right(str(perm.label), one.holding.unit, str(Reach(reach).label), one, is_from_above))
        if rights:
            yield Group(str(perm.label), tuple(rights))


class _Giver:
    """What one reader may take back, without a query per row."""

    def __init__(self, reader: User, today: date) -> None:
        self.reader, self.today = reader, today
        self.scope = scope_of(reader, Perm.APPOINT)
        own = RoleHolding.objects.current(today).filter(user=reader) if self.scope else RoleHolding.objects.none()
        self.own = list(own.values_list("role", "unit__path"))

    def may_end(self, holding: RoleHolding) -> bool:
        if not holding.is_by_hand or (holding.valid_to and holding.valid_to <= self.today):
            return False
        if holding.deputy_for_id == self.reader.pk:
            return True
        givers = appointing.GIVEN_BY.get(Role(holding.role))
        reaches = givers is None or any(role in givers and holding.unit.path.startswith(path) for role, path in self.own)
        return reaches and self.scope.covers(holding.unit_id, holding.unit.path)


def own_roles(user: User, today: date) -> list[RoleHolding]:
    """The roles for which the person may name a deputy: his or her own today, and none that gives out roles."""
    rows = _rows().filter(valid_on(today), user=user).exclude(source=HoldingSource.DEPUTY)
    return [row for row in rows if Perm.APPOINT not in ROLES[Role(row.role)]]
