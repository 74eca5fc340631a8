"""The newest published results of a unit: what its page and the start page lead to."""

from apv.models import RoundKind, RoundStatus, RoundUnit
from orgstructure.models import Unit


def newest_place_of(unit: Unit) -> RoundUnit | None:
    """Its place in the newest released round, pulses and pilots left out; one query."""
    released = RoundUnit.objects.filter(unit=unit, round__status=RoundStatus.RELEASED, round__kind=RoundKind.FULL)
    return released.select_related("round").order_by("-round__released_on", "-round_id").first()
