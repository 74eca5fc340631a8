"""A ward with a manager and a work-environment representative."""

import pytest

from orgstructure.models import Unit
from orgstructure.permissions import Perm
from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, UnitFactory


@pytest.fixture
def ward() -> Unit:
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def amr(ward):
    person = EngagementFactory(unit=ward, user__first_name="Anna", user__last_name="Holm").user
    group = CommitteeFactory()
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=person, committee=group)
    return person


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")


@pytest.fixture
def writer(client_of, manager):
    return client_of(manager)
