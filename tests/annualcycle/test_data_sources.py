"""The list of what discussions are held on: named, ordered and switched by who configures the region."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annualcycle.models import DataSource
from orgstructure.permissions import Perm
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(person_with, client_of):
    return client_of(person_with(Perm.CONFIGURE, on=UnitFactory()))


def codes():
    return list(DataSource.objects.values_list("code", flat=True))


def test_the_region_gives_a_source_its_own_name_and_switches_it_off(administrator):
    source = DataSource.objects.get(code="violence")
    address = reverse("data-source-edit", args=[source.pk])

    assert administrator.post(address, {"label_da": "", "is_on": "on"}).status_code == 422
    administrator.post(address, {"label_da": "VTC", "label_sv": "HV"})

    source.refresh_from_db()
    assert (source.label, source.is_on) == ({"da": "VTC", "sv": "HV"}, False)
    assert "VTC" in administrator.get(reverse("data-source-list")).content.decode()


def test_a_source_goes_up_and_down_and_stays_at_the_ends(administrator):
    first, second, *_rest, last = DataSource.objects.all()
    before = codes()

    administrator.post(reverse("data-source-up", args=[second.pk]))
    assert codes()[:2] == [second.code, first.code]
    administrator.post(reverse("data-source-up", args=[second.pk]))
    administrator.post(reverse("data-source-down", args=[last.pk]))
    administrator.post(reverse("data-source-down", args=[second.pk]))

    assert codes() == before


def test_others_change_nothing(person_with, client_of):
    manager = client_of(person_with(*(perm for perm in Perm if perm != Perm.CONFIGURE), on=UnitFactory()))
    source = DataSource.objects.first()
    before = codes()
    assert manager.get(reverse("data-source-list")).status_code == 403
    for name in ("data-source-edit", "data-source-up", "data-source-down"):
        assert manager.post(reverse(name, args=[source.pk]), {"label_da": "X"}).status_code == 403
    assert codes() == before


def test_the_list_asks_once_for_all_of_them(administrator):
    address = reverse("data-source-list")
    administrator.get(address)
    with CaptureQueriesContext(connection) as many:
        administrator.get(address)
    DataSource.objects.exclude(code="plans").delete()
    with CaptureQueriesContext(connection) as few:
        administrator.get(address)
    assert len(many) == len(few)
