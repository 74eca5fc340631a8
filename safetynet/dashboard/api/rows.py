"""The organisation of a day as rows, below the unit a token reads: one or two queries however many there are."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.utils import translation

from orgstructure.gap_facts import of_unit
from orgstructure.gaps import gaps_of
from orgstructure.models import CommitteePeriod, Coverage, Seat, Unit, UnitPeriod
from safetynet.common.fields import valid_on
from safetynet.dashboard.api.schemas import CommitteeRow, GapRow, SeatRow, UnitRow


def units(scope: Unit, on: date, after: int, limit: int) -> list[UnitRow]:
    """Units that lay under the scope in the tree of that day."""
    found = UnitPeriod.objects.filter(_below(scope, on), unit_id__gt=after).select_related("unit", "manager").order_by("unit_id")
    return [
        UnitRow(
            id=one.unit_id,
            key=str(one.unit.source_key),
            name=one.name,
            parent=one.parent_id,
            level=one.path.count("/") - 2,
            p_number=one.unit.p_number,
            manager=one.manager.get_full_name() if one.manager else None,
            valid_from=one.unit.valid_from,
            valid_to=one.unit.valid_to,
        )
        for one in found[:limit]
    ]


def committees(scope: Unit, on: date, after: int, limit: int) -> list[CommitteeRow]:
    """Committees and groups that cover a unit of the scope that day."""
    covering = _covering(scope, on)
    there = CommitteePeriod.objects.filter(valid_on(on), committee__in=covering.values("committee"), committee_id__gt=after)
    found = list(there.select_related("committee__level").order_by("committee_id")[:limit])
    covered: dict[int, list[int]] = defaultdict(list)
    for committee, unit in (
        covering.filter(committee__in=[one.committee_id for one in found]).order_by("unit").values_list("committee", "unit")
    ):
        covered[committee].append(unit)
    return [
        CommitteeRow(
            id=one.committee_id,
            key=str(one.committee.source_key),
            name=one.name,
            parent=one.parent_id,
            level=one.committee.level.code if one.committee.level else None,
            is_group=bool(one.committee.level and one.committee.level.is_group),
            is_sub_committee=one.committee.is_sub_committee,
            units=covered[one.committee_id],
            valid_from=one.committee.valid_from,
            valid_to=one.committee.valid_to,
        )
        for one in found
    ]


def seats(scope: Unit, on: date, after: int, limit: int) -> list[SeatRow]:
    """Who sat that day where `committees` are."""
    held = Seat.objects.current(on).filter(
        valid_on(on, "committee__"), committee__in=_covering(scope, on).values("committee"), pk__gt=after
    )
    return [
        SeatRow(
            id=one.pk,
            committee=one.committee_id,
            name=one.user.get_full_name(),
            role=one.role,
            role_word=one.role_word,
            chosen=one.how_chosen,
            is_deputy=one.is_deputy,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in held.select_related("user").order_by("pk")[:limit]
    ]


def gaps(unit: Unit, on: date, after: int, limit: int) -> dict[str, Any]:
    """Gaps of that day from position `after`; all in Danish, as the overview names it."""
    with translation.override("da"):
        found = gaps_of(of_unit(unit), on)
        part = found[after : after + limit]
        told = [
            GapRow(
                kind=one.kind.value,
                subject=one.subject,
                text_da=". ".join(text for text in (str(one.kind.label), one.facts) if text),
                basis=one.basis,
                follows="agreement" if one.is_agreement else "law",
                since=one.since,
                unit=one.unit_id,
                committee=one.committee_id,
                seat=one.seat_id,
                actor=one.actor or None,
                actor_role_da=one.actor_role,
            )
            for one in part
        ]
    reached = after + len(part)
    return {"on": on, "total": len(found), "next": reached if part and reached < len(found) else None, "rows": told}


def _below(scope: Unit, on: date) -> Q:
    top = UnitPeriod.objects.filter(valid_on(on), unit=scope).values("path")[:1]
    return valid_on(on) & Q(path__startswith=Subquery(top))


def _covering(scope: Unit, on: date) -> QuerySet[Coverage]:
    inside = UnitPeriod.objects.filter(_below(scope, on)).values("unit")
    return Coverage.objects.filter(valid_on(on), valid_on(on, "committee__"), unit__in=inside)
