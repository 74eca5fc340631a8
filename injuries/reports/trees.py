"""The tree of a finished year: that of its last day, and for who was gone by then or not yet there the nearest that is known."""

from django.db import connection

STATEMENT = """
SELECT unit.id, coalesce(before.path, after.path, unit.path) FROM orgstructure_unit unit
LEFT JOIN (SELECT DISTINCT ON (unit_id) unit_id, path FROM orgstructure_unitperiod
  WHERE valid_from <= %(last)s ORDER BY unit_id, valid_from DESC) before ON before.unit_id = unit.id
LEFT JOIN (SELECT DISTINCT ON (unit_id) unit_id, path FROM orgstructure_unitperiod
  WHERE valid_from > %(last)s ORDER BY unit_id, valid_from) after ON after.unit_id = unit.id
"""


def parents_of(year: int) -> dict[int, int | None]:
    """Each unit's parent in the tree of that year. One query."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"last": f"{year}-12-31"})
        rows = cursor.fetchall()
    return {unit: _parent(path) for unit, path in rows}


def _parent(path: str) -> int | None:
    ids = path.strip("/").split("/")
    return int(ids[-2]) if len(ids) > 1 else None
