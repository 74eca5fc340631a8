"""The tree of a round: frozen on one day, with the people who had their home in each unit that day; and where answers are counted.

A person's home is the longest employment of that day, in the whole organisation: one who also works elsewhere is asked once.
Nothing that happens to the organisation afterwards changes these rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from apv.models import Round, RoundKind, RoundUnit
from safetynet.common.suppression import Node, counted_at, shown_by

PER_CENT = 100
NAMED_AT_MOST = 12

UNITS = """
INSERT INTO apv_roundunit (round_id, unit_id, name, path, depth, invited, invited_below)
SELECT %(round)s, period.unit_id, period.name, period.path,
       length(period.path) - length(replace(period.path, '/', '')) - 2, 0, 0
FROM orgstructure_unitperiod period
WHERE period.valid_from <= %(day)s AND (period.valid_to IS NULL OR period.valid_to > %(day)s)
  AND period.path LIKE (
      SELECT top.path || '%%' FROM orgstructure_unitperiod top
      WHERE top.unit_id = %(top)s AND top.valid_from <= %(day)s AND (top.valid_to IS NULL OR top.valid_to > %(day)s)
  )
"""

PARENTS = """
UPDATE apv_roundunit one SET parent_id = above.id
FROM orgstructure_unitperiod period, apv_roundunit above
WHERE one.round_id = %(round)s AND above.round_id = %(round)s AND period.unit_id = one.unit_id
  AND period.valid_from <= %(day)s AND (period.valid_to IS NULL OR period.valid_to > %(day)s)
  AND above.unit_id = period.parent_id
"""

# As `Engagement.home_first` says: the one held longest, of two begun together the first by number.
HOMES = """
SELECT DISTINCT ON (job.user_id) job.user_id, job.unit_id
FROM orgstructure_engagement job JOIN orgstructure_user person ON person.id = job.user_id
WHERE job.valid_from <= %(day)s AND (job.valid_to IS NULL OR job.valid_to > %(day)s)
  AND person.is_active AND person.kind = 'person'
ORDER BY job.user_id, job.valid_from, job.number
"""

# Picked people are few and may sit anywhere: one whose home is outside the subtree counts at its top.
INVITED = """
SELECT one.id AS round_unit_id, home.user_id
FROM (HOMES) home JOIN apv_roundunit one ON one.round_id = %(round)s AND one.unit_id = home.unit_id
"""
PICKED = """
SELECT coalesce(one.id, top.id) AS round_unit_id, picked.user_id
FROM apv_round_picked picked
JOIN apv_roundunit top ON top.round_id = %(round)s AND top.parent_id IS NULL
LEFT JOIN (HOMES) home ON home.user_id = picked.user_id
LEFT JOIN apv_roundunit one ON one.round_id = %(round)s AND one.unit_id = home.unit_id
WHERE picked.round_id = %(round)s
"""

# A pulse has one group: everybody whose home lies in the unit or below it.
TOGETHER = """
SELECT one.id AS round_unit_id, home.user_id
FROM (HOMES) home
JOIN orgstructure_unitperiod place ON place.unit_id = home.unit_id
    AND place.valid_from <= %(day)s AND (place.valid_to IS NULL OR place.valid_to > %(day)s)
JOIN apv_roundunit one ON one.round_id = %(round)s AND place.path LIKE one.path || '%%'
"""

COUNT = """
WITH people AS (SELECT round_unit_id, count(*) AS n FROM (PEOPLE) asked GROUP BY round_unit_id),
below AS (
    SELECT place.unit_id::bigint AS unit_id, sum(people.n) AS n
    FROM people JOIN apv_roundunit one ON one.id = people.round_unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from one.path), '/')) AS place(unit_id)
    GROUP BY 1
)
UPDATE apv_roundunit one SET invited = coalesce(people.n, 0), invited_below = coalesce(below.n, 0)
FROM apv_roundunit same LEFT JOIN people ON people.round_unit_id = same.id LEFT JOIN below ON below.unit_id = same.unit_id
WHERE same.id = one.id AND one.round_id = %(round)s
"""


@transaction.atomic
def freeze_tree(survey_round: Round) -> int:
    """Lay the units of the round's day, and count who is asked in each; how many people. Only a round in preparation is laid anew.

    A pilot keeps the units of those picked, and the ones above them; a pulse its top unit alone, as one group.
    """
    words: dict[str, Any] = {"round": survey_round.pk, "day": survey_round.tree_on, "top": survey_round.top_id}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM apv_roundunit WHERE round_id = %(round)s", words)
        cursor.execute(UNITS, words)
        if survey_round.kind == RoundKind.PULSE:
            cursor.execute("DELETE FROM apv_roundunit WHERE round_id = %(round)s AND unit_id <> %(top)s", words)
        cursor.execute(PARENTS, words)
        cursor.execute(COUNT.replace("PEOPLE", people_of(survey_round)), words)
        if survey_round.kind == RoundKind.PILOT:
            cursor.execute("DELETE FROM apv_roundunit WHERE round_id = %(round)s AND invited_below = 0 AND parent_id IS NOT NULL", words)
        cursor.execute("SELECT coalesce(sum(invited), 0) FROM apv_roundunit WHERE round_id = %(round)s", words)
        return int(cursor.fetchone()[0])


def people_of(survey_round: Round) -> str:
    """The query that says who is asked, with the round's row of their home: `round_unit_id, user_id`."""
    asked = {RoundKind.PILOT.value: PICKED, RoundKind.PULSE.value: TOGETHER}.get(survey_round.kind, INVITED)
    return asked.replace("HOMES", HOMES)


def asked_people(survey_round: Round) -> list[tuple[int, int]]:
    """(round unit, person) of everybody asked."""
    words: dict[str, Any] = {"round": survey_round.pk, "day": survey_round.tree_on}
    with connection.cursor() as cursor:
        cursor.execute(f"{people_of(survey_round)} ORDER BY 1, 2", words)
        return [(int(unit), int(person)) for unit, person in cursor.fetchall()]


@dataclass(frozen=True)
class Gathered:
    """Units expected to fall below the limit, and the unit whose figures their answers are part of; None: shown nowhere."""

    shown_in: RoundUnit | None
    units: tuple[RoundUnit, ...]

    @property
    def invited(self) -> int:
        """How many are asked in them."""
        return sum(unit.invited for unit in self.units)

    @property
    def more(self) -> int:
        """How many are not named in a line."""
        return max(0, len(self.units) - NAMED_AT_MOST)


@dataclass(frozen=True)
class Preview:
    """What a round will be able to show, should as many answer as is expected."""

    units: int
    people: int
    expected: int
    shown: int
    gathered: tuple[Gathered, ...]

    @classmethod
    def of(cls, survey_round: Round) -> "Preview":
        """One query; nothing is written."""
        rows = list(RoundUnit.objects.filter(round=survey_round).order_by("depth", "path"))
        places = counted_in(rows, survey_round)
        with_people = [row for row in rows if row.invited_below]
        below = [row for row in with_people if places[row.pk] != row.pk]
        by_pk = {row.pk: row for row in rows}
        groups: dict[int | None, list[RoundUnit]] = {}
        for row in below:
            groups.setdefault(places[row.pk], []).append(row)
        gathered = [Gathered(by_pk[place] if place else None, tuple(units)) for place, units in groups.items()]
        people = sum(row.invited for row in rows)
        return cls(
            units=len(with_people),
            people=people,
            expected=round(people * survey_round.expected_share / PER_CENT),
            shown=len(with_people) - len(below),
            gathered=tuple(sorted(gathered, key=lambda one: (-len(one.units), one.shown_in.name if one.shown_in else ""))),
        )

    @property
    def below(self) -> int:
        """How many units get no figures of their own."""
        return sum(len(one.units) for one in self.gathered)


def counted_in(rows: Sequence[RoundUnit], survey_round: Round) -> Mapping[int, int | None]:
    """For each unit the nearest one expected to count its people's answers: itself, one above, or None, by the rule of the cube."""
    nodes = [Node(row.pk, row.parent_id, round(row.invited * survey_round.expected_share / PER_CENT)) for row in rows]
    home = counted_at(nodes, survey_round.threshold)
    shown = shown_by(nodes, home)
    places: dict[int, int | None] = {}
    for row in sorted(rows, key=lambda one: one.depth):
        nearest = row.pk if row.pk in shown else places.get(row.parent_id or 0)
        places[row.pk] = home.get(row.pk, nearest)
    return places


def store_places(survey_round: Round) -> None:
    """Keep where the answers of each unit are counted: what everybody is told before the first question."""
    rows = list(RoundUnit.objects.filter(round=survey_round))
    places = counted_in(rows, survey_round)
    for row in rows:
        row.counted_in_id = places[row.pk]
    RoundUnit.objects.bulk_update(rows, ["counted_in"], batch_size=2000)
