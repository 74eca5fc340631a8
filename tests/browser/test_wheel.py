"""The year wheel as a leader uses it, by keyboard and without JavaScript; axe finds nothing on its pages."""

import pytest
from django.urls import reverse

from annualcycle.models import WheelMark
from safetynet.operations.seed.year.wheel import write_wheel
from tests.factories import (
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
    WheelActivityFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group():
    made = CommitteeFactory(
        name="AMG Medicinsk afsnit M2", parent=CommitteeFactory(name="LMU Medicin", parent=CommitteeFactory(name="RMU"))
    )
    unit = UnitFactory()
    CoverageFactory(committee=made, unit=unit)
    write_wheel(unit.pk, by=UserFactory(first_name="Karin", last_name="Holm"), today=TODAY)
    return made


def test_a_leader_marks_what_was_missed_and_every_page_passes_axe(page_as, phone_as, group, axe, scrolls_one_way):
    leader = EngagementFactory().user
    SeatFactory(committee=group, user=leader, role="leader")
    own = WheelActivityFactory(committee=group, month=7, title="Sommerens vikarer sat ind i lifte og alarmer")
    wheel = reverse("wheel-committee", args=[group.pk])
    page, phone, plain = page_as(leader), phone_as(leader), page_as(leader, java_script_enabled=False)
    addresses = [
        wheel,
        f"{wheel}?year=2029",
        reverse("wheel-committee", args=[CommitteeFactory().pk]),
        reverse("wheel-new", args=[group.pk]),
        reverse("wheel-edit", args=[own.pk]),
        reverse("wheel-mark", args=[own.pk, group.pk, 2026]),
        reverse("year-start"),
        reverse("goal-committee", args=[group.pk]),
    ]
    for address in addresses:
        for opened in (page, phone):
            assert opened.goto(address).status == 200
            axe(opened)
        scrolls_one_way(phone)

    plain.goto(wheel)
    plain.locator(f"#activity-{own.pk}").get_by_role("link", name="Hvad blev der af det?").press("Enter")
    plain.get_by_label("Gjort", exact=True).press("Space")
    plain.get_by_role("button", name="Gem").press("Enter")
    assert "Gjort" in plain.locator(f"#activity-{own.pk}").inner_text()
    assert WheelMark.objects.get(activity=own).state == "done"
