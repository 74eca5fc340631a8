"""The committees above one's group, and the groups of the other units one works in."""

from datetime import date

from orgstructure.models import Committee, Engagement, Unit, User
from orgstructure.reports import UnitGroup, groups_of


def committees_above(group: Committee) -> list[Committee]:
    """From the nearest up to the region's. One query."""
    return list(Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("-depth"))


def other_groups(user: User, home: Unit, today: date) -> list[tuple[Unit, UnitGroup]]:
    """The person's other units, the longest employment first, each with its group."""
    rows = Engagement.objects.current(today).filter(user=user).exclude(unit=home).home_first().select_related("unit")
    units = {row.unit_id: row.unit for row in rows}
    groups = groups_of(units, today) if units else {}
    return [(unit, groups[pk]) for pk, unit in units.items()]
