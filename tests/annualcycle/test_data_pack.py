"""The data pack of discussions: each figure of exactly the place's units, against the year before, and nothing that only some may see."""

import json
from datetime import date, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from actionplans.models import ActionPlan
from annualcycle.data_pack import DataPack, pack_of
from annualcycle.models import DataSource
from tests.factories import (
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = CommitteeFactory(name="Gruppe M1")
    CoverageFactory(committee=made, unit=UnitFactory(name="Afsnit M1"))
    return made


def unit_of(committee):
    return committee.coverages.get().unit


def pack(place, year=TODAY.year, reader=None):
    return pack_of(place, year, reader=reader or UserFactory(), today=TODAY)


def published(plan, day):
    at = timezone.make_aware(datetime.combine(day, datetime.min.time()).replace(hour=12))
    ActionPlan.objects.filter(pk=plan.pk).update(published_at=at)


def test_plans_are_counted_of_the_covered_units_alone_and_against_the_same_days_a_year_before(group):
    ward = unit_of(group)
    this_year, last_year, late_last_year = (PlanFactory(unit=ward) for _number in range(3))
    published(this_year, date(2026, 3, 1))
    published(last_year, date(2025, 3, 1))
    published(late_last_year, date(2025, 12, 20))
    PlanFactory(unit=UnitFactory(parent=ward))  # below the unit, and covered by nobody
    PlanFactory()

    part = pack(group).part("plans")

    assert (part.lines[0].now, part.lines[0].before) == ("1", "1")
    assert [one.now for one in part.lines if f"committee={group.pk}&state=open" in one.url] == ["3"]


def test_what_was_kept_reads_as_it_was(group):
    ClosedPlanFactory(unit=unit_of(group))
    shown = pack(group)

    kept = DataPack.from_json(json.loads(json.dumps(shown.as_json())))

    assert kept == shown
    assert DataPack.from_json({}).parts == ()


def test_a_source_is_left_out_when_it_is_off_and_has_the_regions_own_name_and_place(group):
    DataSource.objects.filter(code="plans").update(label={"da": "Vores planer"}, position=0)
    DataSource.objects.filter(code="stalls").update(is_on=False)

    shown = pack(group)

    assert (shown.parts[0].code, shown.parts[0].label) == ("plans", "Vores planer")
    assert shown.part("stalls") is None
    assert "Vores planer" in render_to_string("annualcycle/_data_pack_part.html", {"part": shown.parts[0]})
