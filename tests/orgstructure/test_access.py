from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from orgstructure.access import Scope, may, scope_of, scopes_of
from orgstructure.models import Unit, UnitGroupPermission, UnitUserPermission, User
from orgstructure.permissions import Perm, Reach
from orgstructure.reader import reader_of
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


def grant(user, perm, unit, reach, until=None):
    permission = Permission.objects.get(codename=perm.value, content_type__app_label="orgstructure")
    UnitUserPermission.objects.create(user=user, permission=permission, content_object=unit, reach=reach, until=until)


def test_the_person_of_a_session_holds_what_the_grants_say_until_their_last_day(person_with):
    hospital = UnitFactory()
    ward, other = UnitFactory(parent=hospital), UnitFactory()
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=hospital)
    for unit in (ward, other):
        grant(person, Perm.PRIORITISE_PLANS, unit, Reach.UNIT)
    grant(person, Perm.PRIORITISE_PLANS, hospital, Reach.SUBTREE, until=TODAY)
    grant(person, Perm.RUN_SURVEYS, hospital, Reach.SUBTREE, until=TODAY - timedelta(days=1))
    grant(UserFactory(), Perm.CONFIGURE, hospital, Reach.SUBTREE)

    assert scopes_of(reader_of(person.pk)) == scopes_of(User.objects.get(pk=person.pk)) == {
        Perm.EDIT_PLANS: Scope((hospital.path,)),
        Perm.VIEW_CLOSED_PLANS: Scope((hospital.path,)),
        Perm.PRIORITISE_PLANS: Scope((hospital.path,), frozenset({ward.pk, other.pk})),
    }  # fmt: skip
