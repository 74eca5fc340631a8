"""An election in a browser, from the call to the new representative; and an offer of training answered on a phone."""

import pytest
from django.test import Client

from orgstructure.access import scope_of
from orgstructure.models import Course, TrainingFact, User
from orgstructure.permissions import Perm
from orgstructure.usecases.grants import bring_in_step
from tests.factories import NOW, TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(transactional_db):
    ward = UnitFactory(name="Medicinsk afsnit M2", manager=EngagementFactory(user__first_name="Mette").user)
    EngagementFactory(user=ward.manager, unit=ward)
    return ward


@pytest.fixture
def group(ward):
    return CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG – M2")).committee


def test_a_peaceful_election_gives_the_group_a_representative_who_may_make_a_plan_at_once(group, ward, page_as, axe):
    nurse = EngagementFactory(unit=ward, user=UserFactory(first_name="Sofie", last_name="Lund")).user
    bring_in_step(today=TODAY)
    page = page_as(ward.manager)

    page.goto(group.get_absolute_url())
    page.get_by_role("link", name="Udskriv valg").first.click()
    page.get_by_label("Valgdag").fill("22-11-2026")
    page.get_by_label("Tiltrædelse").fill("22-11-2026")
    page.get_by_role("button", name="Udskriv valget").click()
    page.get_by_label("Kandidat", exact=True).select_option(label="Sofie Lund")
    page.get_by_role("button", name="Tilføj kandidaten").click()
    axe(page)
    page.get_by_role("link", name="Skriv resultatet").click()
    page.get_by_role("textbox", name="Referat").fill("Fredsvalg på personalemødet.")
    page.get_by_role("button", name="Skriv resultatet").click()
    page.get_by_text("Fredsvalg på personalemødet.").wait_for()

    assert scope_of(User.objects.get(pk=nurse.pk), Perm.EDIT_PLANS).covers(ward.pk, ward.path)
    client = Client()
    client.force_login(nurse, backend="orgstructure.signin.EngagementBackend")
    assert client.get(f"/plans/new/?unit={ward.pk}").status_code == 200


def test_an_offer_of_training_is_answered_on_a_phone(group, ward, phone_as, axe, scrolls_one_way):
    amr = SeatFactory(committee=group, user=EngagementFactory(unit=ward).user, valid_from=TODAY).user
    TrainingFact.objects.create(user=amr, by=ward.manager, course=Course.MANDATORY, what="offered", on=TODAY, at=NOW)
    page = phone_as(amr)

    page.goto("/organisation/my-training/")
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Ja tak").click()

    page.get_by_text("Dit svar er gemt.").wait_for()
    assert TrainingFact.objects.filter(user=amr, what="accepted").exists()
