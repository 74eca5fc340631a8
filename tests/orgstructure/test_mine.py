"""“My AMR / my group / my committees”: the home unit first, then the other units one works in."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_my_group_tells_the_committees_up_to_the_region_and_my_other_units_after_home(client_of):
    region = CommitteeFactory(name="RMU", level=LevelFactory(code="rmu", is_group=False))
    local = CommitteeFactory(name="LMU Nord", parent=region, level=LevelFactory(code="lmu", is_group=False))
    home, other = UnitFactory(name="Hjemme"), UnitFactory(name="Vagtholdet")
    group, second = CommitteeFactory(name="AMG 1", parent=local), CommitteeFactory(name="AMG 2")
    CoverageFactory(unit=home, committee=group)
    CoverageFactory(unit=other, committee=second)
    SeatFactory(committee=second, user=UserFactory(first_name="Vera", last_name="Vagt", email="vera@region-eksempel.invalid"))
    CommitteeFactory(name="LMU Syd")
    me = EngagementFactory(unit=home).user
    EngagementFactory(unit=other, user=me, valid_from=date(2026, 1, 1))

    text = client_of(me).get(reverse("my-group")).content.decode()

    assert text.index("LMU Nord") < text.index("RMU") < text.index("Vagtholdet") < text.index("Vera Vagt")
    assert "mailto:vera@region-eksempel.invalid" in text
    assert "LMU Syd" not in text
