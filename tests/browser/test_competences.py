"""The competence net as a leader uses it: drawn without JavaScript, levels said by keyboard; axe finds nothing on its pages."""

import pytest
from django.urls import reverse

from annualcycle.models import CompetenceLevel, CompetenceNet
from safetynet.operations.seed.year.competences import write_competences
from tests.factories import (
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    LearningExampleFactory,
    LevelFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_leader_draws_a_net_says_where_he_stands_and_agrees_who_learns(page_as, phone_as, axe, scrolls_one_way):
    group = CommitteeFactory(name="AMG Medicinsk afsnit M2", level=LevelFactory(is_group=True))
    leader = EngagementFactory(user=UserFactory(first_name="Mette", last_name="Kjær")).user
    SeatFactory(committee=group, user=leader, role="leader")
    SeatFactory(committee=group, user=UserFactory(first_name="Jonas", last_name="Bro"))
    write_competences(CoverageFactory(committee=group).unit_id, by=leader, today=TODAY)
    net = CompetenceNet.objects.get(year=TODAY.year)
    LearningExampleFactory(is_shared=True)
    page, phone, plain = page_as(leader), phone_as(leader), page_as(leader, java_script_enabled=False)
    addresses = [
        reverse("competence-committee", args=[group.pk]),
        reverse("competence-committee", args=[CommitteeFactory().pk]),
        net.get_absolute_url(),
        reverse("competence-edit", args=[net.pk]),
        reverse("competence-levels", args=[net.pk, leader.pk]),
        reverse("competence-step-new", args=[group.pk]),
        reverse("example-list"),
    ]
    for address in addresses:
        for opened in (page, phone):
            assert opened.goto(address).status == 200
            axe(opened)
        scrolls_one_way(phone)

    plain.goto(reverse("competence-new", args=[group.pk]))
    plain.get_by_label("Hvad skal gruppen kunne arbejde med?").fill("Støj")
    plain.get_by_label("Opgave 1", exact=False).first.fill("Måle lyd")
    plain.get_by_role("button", name="Gem").press("Enter")
    plain.get_by_role("link", name="Sig, hvor du står").press("Enter")
    plain.get_by_label("Måle lyd").select_option("1")
    plain.get_by_role("button", name="Gem").press("Enter")
    assert CompetenceLevel.objects.get(task__text="Måle lyd").present == 1
    plain.get_by_role("link", name="Aftal, hvem der lærer det").press("Enter")
    assert plain.get_by_label("Hvad skal der læres?").input_value() == "Måle lyd"
