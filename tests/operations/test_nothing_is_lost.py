"""Whatever happens to a region, no unfinished plan is without a named person, and no right without its reason."""

import os
import random

import pytest

from actionplans.models import ActionPlan
from actionplans.usecases.placing import UNFINISHED
from orgstructure.models import RoleHolding, UnitUserPermission, User
from orgstructure.usecases.grants import bring_in_step
from safetynet.operations.ownerless import ownerless
from safetynet.operations.waiting import waiting
from tests.operations.upheaval import Upheaval
from tests.orgstructure.feeds import SmallFeed

pytestmark = pytest.mark.django_db


def without_anybody(today):
    """Unfinished plans with neither an owner who is admitted on an existing unit, nor a place on a list with somebody who is."""
    admitted = User.objects.admitted(today)
    lists = [one for one in (*waiting(today), *ownerless(today)) if one.decides in set(admitted)]
    listed = {plan.pk for one in lists for plan in one.plans}
    lost = []
    for plan in ActionPlan.objects.filter(status__in=UNFINISHED).select_related("unit"):
        is_owned = admitted.filter(pk=plan.owner_id or plan.created_by_id).exists()
        is_placed = plan.unit.valid_to is None or plan.unit.valid_to > today
        if not (is_owned and is_placed) and plan.pk not in listed:
            lost.append(plan)
    return lost


def rights():
    holdings = RoleHolding.objects.order_by("pk").values_list(
        "user", "role", "unit", "source", "seat", "valid_from", "valid_to", "deputy_for"
    )
    grants = UnitUserPermission.objects.order_by("pk").values_list("user", "permission", "content_object", "reach", "until")
    return sorted(map(str, holdings)), sorted(map(str, grants))


@pytest.mark.parametrize("seed", range(int(os.environ.get("UPHEAVAL_SEEDS", "6"))))
def test_after_any_feeds_reorganisations_and_leavings_every_plan_has_somebody_and_scoped_rights_are_the_full_ones(tmp_path, seed):
    region = Upheaval(SmallFeed(tmp_path), random.Random(seed))
    plans = ActionPlan.objects.count()
    for _number in range(6):
        region.act()
        assert without_anybody(region.today) == [], region.said
        scoped = rights()
        bring_in_step(today=region.today)
        assert rights() == scoped, region.said
        if region.chance.random() < 0.6:
            region.night()
    assert ActionPlan.objects.count() == plans
