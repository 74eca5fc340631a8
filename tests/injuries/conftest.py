"""What the tests of injuries share: a ward with everybody who may meet a case there, and one who may not."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from injuries.models import Case
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm, Reach
from tests.factories import CaseFactory, EngagementFactory, UnitFactory, UserFactory, make_person


@dataclass
class InjuryHouse:
    """A hospital with two wards; `case` is an accident of the first with a health part."""

    region: Unit
    hospital: Unit
    ward: Unit
    other_ward: Unit
    injured: User
    colleague: User
    manager: User
    amr: User
    manager_above: User
    administrator: User
    other_administrator: User
    protection: User
    employee_elsewhere: User
    superuser: User
    case: Case


def make_injury_house() -> InjuryHouse:
    """Everybody holds what the role table gives, and nothing else."""
    region = UnitFactory(name="Regionen")
    hospital = UnitFactory(name="Hospitalet", parent=region)
    other_hospital = UnitFactory(name="Det andet hospital", parent=region)
    ward = UnitFactory(name="Sengeafsnit S4", parent=hospital)
    other_ward = UnitFactory(name="Sengeafsnit S5", parent=hospital)
    manager = make_person(
        Perm.SIGN_INJURIES, Perm.VIEW_EVENTS, Perm.EDIT_PLANS, Perm.RUN_REPORTS, on=ward, reach=Reach.UNIT, last_name="Leder"
    )
    Unit.objects.filter(pk=ward.pk).update(manager=manager)
    ward.refresh_from_db()
    injured = EngagementFactory(unit=ward, user=UserFactory(first_name="Signe", last_name="Skadet")).user
    return InjuryHouse(
        region=region,
        hospital=hospital,
        ward=ward,
        other_ward=other_ward,
        injured=injured,
        colleague=EngagementFactory(unit=ward).user,
        manager=manager,
        amr=make_person(Perm.VIEW_EVENTS, Perm.EDIT_PLANS, Perm.RUN_REPORTS, on=ward, reach=Reach.UNIT),
        manager_above=make_person(Perm.EDIT_PLANS, Perm.RUN_REPORTS, on=hospital),
        administrator=make_person(Perm.ADMINISTER_INJURIES, Perm.RUN_REPORTS, Perm.KEEP_REACTIONS, on=hospital),
        other_administrator=make_person(Perm.ADMINISTER_INJURIES, on=other_hospital),
        protection=make_person(Perm.REVIEW_READS, on=region),
        employee_elsewhere=EngagementFactory(unit=other_ward).user,
        superuser=UserFactory(is_superuser=True),
        case=CaseFactory(unit=ward, injured=injured, sealed=True),
    )


@pytest.fixture
def house(db) -> InjuryHouse:
    return make_injury_house()


@pytest.fixture
def count_queries():
    """How many queries something takes: to compare few rows with many."""

    def count(act) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count
