"""The tree as it was on a past day: which units lay under a unit, which a committee covered."""

from datetime import date

from django.db import connection
from django.db.models import Q, Subquery

from orgstructure.models import Committee, CommitteePeriod, Coverage, Unit
from safetynet.common.fields import valid_on

# A closed unit keeps its last place, and one that came later is looked for at its first: no plan falls out of the figures.
TREE = """
WITH tree AS (
    SELECT DISTINCT ON (unit_id) unit_id, path FROM orgstructure_unitperiod
    ORDER BY unit_id, valid_from > %(day)s, abs(valid_from - %(day)s)
)
SELECT below.unit_id FROM tree top JOIN tree below ON below.path LIKE top.path || '%%' WHERE top.unit_id = %(unit)s
"""


def units_below(unit: Unit, day: date) -> frozenset[int]:
    """The unit and all that lay under it that day. One query."""
    with connection.cursor() as cursor:
        cursor.execute(TREE, {"unit": unit.pk, "day": day})
        return frozenset(pk for (pk,) in cursor.fetchall())


def units_covered(committee: Committee, day: date) -> frozenset[int]:
    """What the committee and those under it covered that day; nothing before it was there. One query."""
    path = CommitteePeriod.objects.filter(valid_on(day), committee=committee).values("path")[:1]
    there = Coverage.objects.filter(valid_on(day), valid_on(day, "committee__"))
    under = valid_on(day, "committee__periods__") & Q(committee__periods__path__startswith=Subquery(path))
    return frozenset(there.filter(under).values_list("unit_id", flat=True))
