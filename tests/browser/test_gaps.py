"""From gap to closed gap in a browser, at both widths: a leader is designated, a unit is connected to a group."""

import pytest

from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory
from tests.orgstructure.test_by_hand import manager_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hospital(transactional_db):
    return UnitFactory(name="Fjordhospitalet", parent=UnitFactory(name="Regionen"))


@pytest.fixture
def group(hospital):
    ward = UnitFactory(name="Afsnit B3", parent=hospital)
    EngagementFactory.create_batch(10, unit=ward)
    EngagementFactory(unit=ward, user=UserFactory(first_name="Lone", last_name="Leder"))
    above = CommitteeFactory(name="LMU – Medicin", level=LevelFactory(code="lmu", is_group=False))
    committee = CommitteeFactory(name="AMG 7", parent=above, level=LevelFactory(code="amg"))
    CoverageFactory(unit=ward, committee=committee)
    SeatFactory(committee=committee)
    return committee


@pytest.mark.parametrize("width", ["page_as", "phone_as"])
def test_the_manager_designates_a_leader_and_the_gap_is_gone(request, hospital, group, width, axe, scrolls_one_way):
    page = request.getfixturevalue(width)(manager_of(hospital))
    page.goto("/organisation/gaps/?kind=no_leader")
    axe(page)
    scrolls_one_way(page)
    page.locator("tr", has_text="AMG 7").get_by_role("link", name="Udpeg leder").click()
    page.get_by_label("Hvem?").select_option(label="Lone Leder")
    page.get_by_role("button", name="Gem").click()
    axe(page)
    page.get_by_label("Hvorfor?").fill("Udpeget på ledermødet")
    page.get_by_role("button", name="Gem").click()

    page.get_by_text("Lone Leder har pladsen.").wait_for()
    axe(page)
    scrolls_one_way(page)
    assert page.get_by_text("Gruppe uden udpeget leder").count() == 0


@pytest.mark.parametrize("width", ["page_as", "phone_as"])
def test_the_manager_connects_a_unit_to_a_group_and_the_gap_is_gone(request, hospital, group, width, axe, scrolls_one_way):
    clinic = UnitFactory(name="Klinikken", parent=hospital)
    EngagementFactory.create_batch(10, unit=clinic)
    page = request.getfixturevalue(width)(manager_of(hospital))
    page.goto("/organisation/gaps/")
    page.locator("tr", has_text="Klinikken").get_by_role("link", name="Vælg gruppe").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Arbejdsmiljøgruppe").select_option(label="AMG 7")
    page.get_by_label("Hvorfor?").fill("Samme etage")
    page.get_by_role("button", name="Tilknyt").click()
    page.get_by_text("AMG 7 dækker Klinikken fra i dag.").wait_for()

    page.goto("/organisation/gaps/")
    assert page.get_by_text("Enhed med medarbejdere og ingen arbejdsmiljøgruppe").count() == 0


@pytest.mark.parametrize("width", ["page_as", "phone_as"])
def test_an_election_closes_the_gap_of_a_group_without_a_representative(request, hospital, group, width, axe, scrolls_one_way):
    group.seats.all().delete()
    ward = group.coverages.get().unit
    EngagementFactory(unit=ward, user=UserFactory(first_name="Sofie", last_name="Lund"))
    page = request.getfixturevalue(width)(manager_of(hospital))
    page.goto("/organisation/gaps/?kind=no_amr")
    page.locator("tr", has_text="AMG 7").get_by_role("link", name="Hold valg").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Valgdag").fill("22-11-2026")
    page.get_by_label("Tiltrædelse").fill("22-11-2026")
    page.get_by_role("button", name="Udskriv valget").click()
    page.get_by_label("Kandidat", exact=True).select_option(label="Sofie Lund")
    page.get_by_role("button", name="Tilføj kandidaten").click()
    page.get_by_role("link", name="Skriv resultatet").click()
    axe(page)
    page.get_by_role("textbox", name="Referat").fill("Fredsvalg")
    page.get_by_role("button", name="Skriv resultatet").click()
    page.get_by_role("link", name="Ret resultatet").wait_for()
    axe(page)
    scrolls_one_way(page)

    page.goto("/organisation/gaps/")
    page.get_by_role("heading", name="Huller i organisationen").wait_for()
    assert page.get_by_text("Gruppe uden valgt arbejdsmiljørepræsentant").count() == 0
