"""A consultant merges two wards that have open plans, sees it beforehand, finds the plans again, and takes it back."""

import pytest

from actionplans.models import ActionPlan
from orgstructure.models import RoleHolding
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Role
from tests.factories import TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_wards_with_open_plans_are_merged_and_taken_back(person_with, page_as, phone_as, axe, scrolls_one_way):
    hospital = UnitFactory(name="Eksempel Hospital")
    old, new = (UnitFactory(name=name, parent=hospital) for name in ("Afsnit M1", "Afsnit M2"))
    plans = [PlanFactory(unit=old, title="Tunge løft"), PlanFactory(unit=old, title="Støj i køkkenet")]
    EngagementFactory(unit=old)
    consultant = person_with(Perm.REORGANISE, on=hospital)
    columns = {"user": consultant, "unit": hospital, "by": UserFactory(), "reason": "Konsulent", "valid_from": TODAY}
    RoleHolding.objects.create(role=Role.CONSULTANT, source=HoldingSource.APPOINTMENT, **columns)

    page = page_as(consultant)
    page.goto("/reorganisations/new/?q=M1")
    page.get_by_role("link", name="Afsnit M1").click()
    page.get_by_label("bliver en del af en anden enhed").check()
    page.get_by_label("Hvilken enhed flytter den til").select_option(label="Afsnit M2 (Eksempel Hospital)")
    page.get_by_role("button", name="Se før og efter").click()
    page.get_by_role("heading", name="Før og efter").wait_for()
    axe(page)
    phone = phone_as(consultant)
    phone.goto(page.url)
    scrolls_one_way(phone)
    page.get_by_role("button", name="Gennemfør").click()
    page.get_by_role("heading", name="Gennemført").wait_for()
    assert set(ActionPlan.objects.filter(unit=new)) == set(plans)
    page.get_by_role("button", name="Fortryd").click()
    page.get_by_role("heading", name="Fortrudt").wait_for()
    assert set(ActionPlan.objects.filter(unit=old)) == set(plans)
