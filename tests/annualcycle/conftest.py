"""A ward, the committee that covers it, and its chair."""

import pytest

from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, UnitFactory


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2")


@pytest.fixture
def committee(ward):
    made = CommitteeFactory(name="LMU Medicin")
    CoverageFactory(committee=made, unit=ward)
    return made


@pytest.fixture
def leader(committee):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair", role_word="Formand")
    return person
