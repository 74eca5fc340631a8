"""The imported organisation, seen as places that make plans."""

from datetime import date
from random import Random

from orgstructure.models import Engagement, Seat, SeatRole, Unit
from safetynet.common.fields import valid_on
from safetynet.operations.seed.stories import Place

KINDS = {"Psykiatrien": "psychiatric", "Servicecentret": "service", "Koncernadministrationen": "office"}
DEPARTMENT_DEPTH = 2


def places(random: Random, today: date) -> list[Place]:
    """Every department and ward with a manager; each as good at finishing as chance has it."""
    staff: dict[int, list[int]] = {}
    for unit_id, user_id in Engagement.objects.current(today).order_by("pk").values_list("unit", "user"):
        staff.setdefault(unit_id, []).append(user_id)
    amrs = _amr_by_unit(today)
    units = Unit.objects.existing(today).filter(depth__gte=DEPARTMENT_DEPTH, manager__isnull=False).order_by("path")
    return [
        Place(
            unit_id=unit.pk,
            kind=_kind(unit.name),
            manager_id=unit.manager_id or 0,
            amr_id=amrs.get(unit.pk),
            employee_ids=tuple(staff.get(unit.pk, ()))[1:13],
            diligence=round(random.uniform(0.12, 0.72), 2),
        )
        for unit in units
    ]


def _amr_by_unit(today: date) -> dict[int, int]:
    covering = valid_on(today, "committee__coverages__")
    rows = Seat.objects.current(today).filter(covering, role=SeatRole.AMR)
    return dict(rows.values_list("committee__coverages__unit", "user"))


def _kind(name: str) -> str:
    return next((kind for enterprise, kind in KINDS.items() if name.endswith(enterprise)), "clinical")
