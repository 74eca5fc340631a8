import pytest

from orgstructure.access import may, scope_of
from orgstructure.models import Unit, UnitGroupPermission
from orgstructure.permissions import Perm, Reach
from tests.factories import TODAY, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_subtree_grant_reaches_units_below_and_no_others(person_with):
    hospital, elsewhere = UnitFactory(), UnitFactory()
    ward = UnitFactory(parent=hospital)
    manager = person_with(Perm.EDIT_PLANS, on=hospital)

    allowed = Unit.objects.filter(scope_of(manager, Perm.EDIT_PLANS).where(""))

    assert set(allowed) == {hospital, ward}
    assert not may(manager, Perm.EDIT_PLANS, elsewhere.pk, elsewhere.path)


def test_a_unit_grant_stops_at_its_unit(person_with):
    hospital = UnitFactory()
    ward = UnitFactory(parent=hospital)
    amr = person_with(Perm.EDIT_PLANS, on=hospital, reach=Reach.UNIT)

    assert may(amr, Perm.EDIT_PLANS, hospital.pk, hospital.path)
    assert not may(amr, Perm.EDIT_PLANS, ward.pk, ward.path)


def test_a_grant_whose_last_day_has_passed_gives_nothing(person_with):
    unit = UnitFactory()
    manager = person_with(Perm.EDIT_PLANS, on=unit)
    manager.unituserpermission_set.update(until=TODAY.replace(day=21))

    assert not scope_of(manager, Perm.EDIT_PLANS)


def test_the_superuser_holds_no_permission_by_being_superuser():
    superuser = UserFactory(is_superuser=True)

    assert not scope_of(superuser, Perm.VIEW_CLOSED_PLANS)


def test_every_permission_is_read_with_one_query(person_with, django_assert_num_queries):
    unit = UnitFactory()
    manager = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, Perm.PRIORITISE_PLANS, on=unit)

    with django_assert_num_queries(1):
        for perm in Perm:
            scope_of(manager, perm)


def test_the_group_table_stays_empty():
    assert not UnitGroupPermission.objects.exists()
