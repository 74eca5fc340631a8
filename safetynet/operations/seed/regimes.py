"""The demo's MED agreement and seat rules, and a handful of gaps of each kind for somebody to close."""

import uuid
from datetime import date, timedelta
from random import Random

from orgstructure.models import (
    Agreement,
    Committee,
    CommitteePeriod,
    Coverage,
    Engagement,
    Level,
    Origin,
    Seat,
    SeatRole,
    SeatRule,
    Unit,
    UnitPeriod,
)
from safetynet.common.fields import valid_on

AGREED = timedelta(days=3 * 365)
RULES = {
    "vmu": {SeatRole.CHAIR: (1, 1), SeatRole.VICE_CHAIR: (1, 1)},
    "lmu": {SeatRole.CHAIR: (1, 1), SeatRole.VICE_CHAIR: (1, 1), SeatRole.MEMBER: (1, 6)},
    "amg": {SeatRole.LEADER: (1, 2), SeatRole.AMR: (1, 2)},
}


def write_regimes(random: Random, today: date, *, ward: str) -> None:
    """Law or agreement, rules, and gaps; the ward of the sign-in page's people keeps its whole group."""
    _agree(today)
    kept = Coverage.objects.filter(valid_on(today), unit__name=ward).values("committee")
    groups = list(Committee.objects.existing(today).groups().exclude(pk__in=kept).order_by("path"))
    if len(groups) < len(MADE):
        return
    for make, group in zip(MADE, random.sample(groups, len(MADE)), strict=True):
        make(group, today)


def _agree(today: date) -> None:
    root = Unit.objects.existing(today).filter(parent=None).order_by("pk").first()
    if root is None:
        return
    Agreement.objects.create(
        unit=root, follows="agreement", name=f"MED-aftale for {root.name}"[:160], amr_term_years=4, largest_without_group=9,
        discussion_points="Nærved-hændelser\nKrænkende handlinger", documentation="Referat af den årlige drøftelse",
        valid_from=today - AGREED,
    )  # fmt: skip
    levels = {level.code: level for level in Level.objects.filter(code__in=RULES)}
    for code, roles in RULES.items():
        for role, (least, most) in roles.items():
            SeatRule.objects.create(level=levels[code], role=role, at_least=least, at_most=most, valid_from=today - AGREED)


def _seats(group: Committee, today: date, role: SeatRole) -> list[Seat]:
    return list(Seat.objects.current(today).filter(committee=group, role=role).order_by("pk"))


def _leader_gone(group: Committee, today: date) -> None:
    for seat in _seats(group, today, SeatRole.LEADER):
        Seat.objects.filter(pk=seat.pk, valid_from__lt=today).update(valid_to=today)


def _leader_ends_soon(group: Committee, today: date) -> None:
    for seat in _seats(group, today, SeatRole.LEADER):
        Seat.objects.filter(pk=seat.pk).update(valid_to=today + timedelta(days=40))


def _seat_with_word(group: Committee, beside: Seat, word: str, today: date) -> None:
    Seat.objects.create(user=beside.user, committee=group, role=SeatRole.OTHER, role_word=word, valid_from=today - timedelta(days=60))


def _word_unknown(group: Committee, today: date) -> None:
    for seat in _seats(group, today, SeatRole.LEADER)[:1]:
        Seat.objects.create(
            user=seat.user, committee=group, role=SeatRole.OTHER, role_word="Miljøtovholder", valid_from=today - timedelta(days=90)
        )


def _two_in_one(group: Committee, today: date) -> None:
    for seat in _seats(group, today, SeatRole.AMR)[:1]:
        Seat.objects.create(
            user=seat.user, committee=group, role=SeatRole.OTHER, role_word="AMR og TR", valid_from=today - timedelta(days=60)
        )


def _covered_twice(group: Committee, today: date) -> None:
    beside = Committee.objects.existing(today).groups().exclude(pk=group.pk).filter(parent=group.parent).order_by("path").first()
    unit = Coverage.objects.filter(valid_on(today), committee=group).values_list("unit", flat=True).first()
    if beside and unit and not Coverage.objects.filter(unit=unit, committee=beside).exists():
        Coverage.objects.create(unit_id=unit, committee=beside, origin=Origin.HAND, valid_from=today)


def _level_unknown(group: Committee, today: date) -> None:
    made = Committee.objects.create(
        source_key=uuid.uuid5(uuid.NAMESPACE_OID, f"forum {group.pk}"), name="Trivselsforum", parent=group.parent, path=f"new-{group.pk}",
        depth=group.depth, level=None, origin=Origin.HAND, valid_from=today,
    )  # fmt: skip
    above = group.path.rstrip("/").rpartition("/")[0]
    made.path = f"{above}/{made.pk}/"
    made.save(update_fields=["path"])
    CommitteePeriod.objects.create(committee=made, name=made.name, parent=made.parent, path=made.path, valid_from=today)


def _term_over(group: Committee, today: date) -> None:
    for seat in _seats(group, today, SeatRole.AMR)[:1]:
        Seat.objects.filter(pk=seat.pk).update(valid_from=today - timedelta(days=4 * 365 + 31), valid_to=None)


def _works_elsewhere(group: Committee, today: date) -> None:
    here = Coverage.objects.filter(valid_on(today), committee=group).values("unit")
    other = Engagement.objects.current(today).exclude(unit__in=here).exclude(user__in=Seat.objects.values("user")).order_by("-pk").first()
    for seat in _seats(group, today, SeatRole.AMR)[:1] if other else []:
        Seat.objects.filter(pk=seat.pk).update(user=other.user_id)  # type: ignore[union-attr]  # asked for above


def _too_many(group: Committee, today: date) -> None:
    here = Coverage.objects.filter(valid_on(today), committee=group).values("unit")
    staff = Engagement.objects.current(today).filter(unit__in=here).exclude(user__in=Seat.objects.values("user")).order_by("pk")
    for row in staff[:2]:
        Seat.objects.create(
            user_id=row.user_id, committee=group, role=SeatRole.LEADER, role_word="Arbejdsmiljøleder", valid_from=today - timedelta(days=50)
        )


def _too_few(group: Committee, today: date) -> None:
    if group.parent:
        Seat.objects.current(today).filter(committee=group.parent, role=SeatRole.MEMBER, valid_from__lt=today).update(valid_to=today)


def _no_committee(group: Committee, today: date) -> None:  # noqa: ARG001  made beside the groups
    """A new house with a place of work for many, and no committee or group yet."""
    root = Unit.objects.existing(today).filter(parent=None).order_by("pk").first()
    staff = Engagement.objects.current(today).exclude(user__in=Seat.objects.values("user")).order_by("-pk")
    if root is None or len(people := list(dict.fromkeys(staff.values_list("user", flat=True)))[:NEW_HOUSE]) < NEW_HOUSE:
        return
    began = today - timedelta(days=20)
    house = Unit.objects.create(
        source_key=uuid.uuid5(uuid.NAMESPACE_OID, "new house"), name="Sundhedshus Nord", parent=root, path="new-house", depth=1,
        origin=Origin.HAND, valid_from=began,
    )  # fmt: skip
    house.path = f"{root.path}{house.pk}/"
    house.save(update_fields=["path"])
    UnitPeriod.objects.create(unit=house, name=house.name, parent=root, path=house.path, valid_from=began)
    Engagement.objects.bulk_create(
        Engagement(user_id=pk, unit=house, number=f"9{number:05}", title="Sygeplejerske", hired_on=began, valid_from=began)
        for number, pk in enumerate(people)
    )


NEW_HOUSE = 36
MADE = (
    _leader_gone,
    _leader_ends_soon,
    _word_unknown,
    _two_in_one,
    _covered_twice,
    _level_unknown,
    _term_over,
    _works_elsewhere,
    _too_many,
    _too_few,
    _no_committee,
)
