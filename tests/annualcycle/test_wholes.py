"""What is published of subtrees is told of a committee only where it holds all that lies under a unit."""

import pytest

from annualcycle.reports.progress import area_of, tops_of
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, GoalFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    root = UnitFactory(name="Regionen")
    hospitals = [UnitFactory(name=name, parent=root) for name in ("Fjordhospitalet", "Søhospitalet")]
    for hospital in hospitals:
        for number in (1, 2, 3):
            EngagementFactory(unit=UnitFactory(name=f"Afsnit {number}", parent=hospital))
    return root, *hospitals


def test_a_committee_that_covers_the_regions_office_too_is_not_measured_on_the_whole_region(region):
    root, hospital, other = region
    committee = CommitteeFactory(name="HMU")
    for unit in (root, hospital, *hospital.children.all()):
        CoverageFactory(committee=committee, unit=unit)
    goal = GoalFactory(committee=committee)

    assert tops_of(goal, TODAY) == [hospital]
    assert area_of(goal, TODAY).covers(root.pk, root.path)
    assert not any(area_of(goal, TODAY).covers(ward.pk, ward.path) for ward in other.children.all())


def test_a_committee_of_two_of_three_wards_has_these_two_and_not_the_hospital(region):
    _root, hospital, _other = region
    committee, wards = CommitteeFactory(name="LMU"), list(hospital.children.order_by("pk")[:2])
    for ward in wards:
        CoverageFactory(committee=committee, unit=ward)

    assert tops_of(GoalFactory(committee=committee), TODAY) == wards
