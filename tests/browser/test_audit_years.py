"""A year of self-audit in a browser: prepared, opened and followed by a consultant, told why not by a manager, at a desk and on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apv.models import AuditPlace, AuditYear
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from tests.apv.audit_answers import make_audits
from tests.browser.conftest import DESK, PHONE
from tests.factories import TODAY, AuditYearFactory, EngagementFactory, UnitFactory, UserFactory, make_person

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def audits():
    """The wards are led by their managers in the organisation too, so that a year opened in the browser asks them."""
    audits = make_audits()
    for ward, manager in ((audits.ward, audits.manager), (audits.other, audits.neighbour)):
        Unit.objects.filter(pk=ward.pk).update(manager=manager)
    return audits


@pytest.fixture
def looks_right(axe, scrolls_one_way):
    """Nothing for axe to find, and nothing that sticks out at the side."""

    def check(page):
        axe(page)
        scrolls_one_way(page)

    return check


@BOTH
def test_from_preparing_a_year_to_its_moved_last_day(open_context, audits, looks_right, viewport):
    AuditPlace.objects.all().delete()
    AuditYear.objects.all().delete()
    page = open_context(audits.consultant, viewport=viewport).new_page()
    page.goto(reverse("audit-start"))
    looks_right(page)
    page.get_by_role("link", name="Forbered et år").click()
    page.get_by_label("Svar senest").fill("1-11-2026")
    page.get_by_label("Mangler der en enhed på listen?").fill("afsnit m3")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Svar senest")).to_have_value("1-11-2026")
    page.get_by_role("button", name="Gem, og se hvem der spørges").click()
    expect(page.get_by_label("Svar senest")).to_have_value("1-11-2026")
    expect(page.get_by_label("Svar senest")).to_have_attribute("aria-invalid", "true")
    looks_right(page)

    page.get_by_label("Svar senest").fill("18-12-2026")
    page.get_by_role("button", name="Gem, og se hvem der spørges").click()
    page.get_by_role("button", name="Åbn året").wait_for()
    looks_right(page)
    page.get_by_role("button", name="Åbn året").click()
    page.get_by_role("heading", name="Hver leder og enhed").wait_for()
    looks_right(page)
    page.get_by_role("link", name="Flyt den sidste dag").click()
    looks_right(page)
    page.get_by_label("Svar senest").fill("8-1-2027")
    page.get_by_role("button", name="Flyt den sidste dag").click()
    page.get_by_text("svar senest 8. januar 2027").wait_for()

    year = AuditYear.objects.get()
    assert (year.status, str(year.due_on)) == ("open", "2027-01-08")
    assert set(year.places.values_list("unit", "manager")) == {
        (audits.ward.pk, audits.manager.pk),
        (audits.other.pk, audits.neighbour.pk),
        (audits.year.top_id, None),
    }


@BOTH
def test_a_manager_tells_why_not_and_the_consultant_reads_it_beside_what_was_sent_in(open_context, audits, looks_right, viewport):
    audits.sent_in()
    manager = open_context(audits.neighbour, viewport=viewport).new_page()
    manager.goto("/")
    expect(manager.get_by_role("heading", name="Egenkontrol 2026: 0 af 3 besvaret, svar senest 6. december 2026")).to_be_visible()
    looks_right(manager)
    manager.goto(reverse("audit-start"))
    looks_right(manager)
    manager.get_by_role("link", name="Kan du ikke svare?").click()
    looks_right(manager)
    manager.get_by_label("Noget andet").check()
    manager.get_by_role("button", name="Gem grunden").click()
    expect(manager.get_by_label("Med dine egne ord")).to_have_attribute("aria-invalid", "true")
    expect(manager.get_by_label("Noget andet")).to_be_checked()
    looks_right(manager)
    manager.get_by_label("Med dine egne ord").fill("Vi flytter afdeling i november")
    manager.get_by_role("button", name="Gem grunden").click()
    manager.get_by_text("Vi flytter afdeling i november").wait_for()
    looks_right(manager)

    page = open_context(audits.consultant, viewport=viewport).new_page()
    page.goto(reverse("audit-start"))
    looks_right(page)
    page.get_by_role("link", name="Egenkontrol 2026").click()
    row = page.get_by_role("row").filter(has_text="Afsnit M3").filter(has_text="Bo Berg")
    expect(row).to_contain_text("Vi flytter afdeling i november")
    expect(page.get_by_role("row").filter(has_text="Anna Berg")).to_contain_text("sendt ind", ignore_case=True)
    looks_right(page)
    page.get_by_label("Navn på en enhed eller en leder").fill("findes ikke")
    page.get_by_role("button", name="Vis").click()
    page.get_by_text("Vis alle").wait_for()
    looks_right(page)
    page.goto(reverse("audit-year-close", args=[audits.year.pk]))
    looks_right(page)


@BOTH
def test_the_first_page_and_years_without_places_are_readable_for_everybody(open_context, audits, looks_right, viewport):
    plain = UserFactory()
    EngagementFactory(user=plain, unit=audits.ward)
    page = open_context(plain, viewport=viewport).new_page()
    page.goto(reverse("audit-start"))
    looks_right(page)
    empty = UnitFactory(name="Ny hospitalsenhed uden ansatte")
    runs = make_person(Perm.RUN_AUDITS, on=empty)
    page = open_context(runs, viewport=viewport).new_page()
    draft = {"status": "draft", "opened_at": None, "opened_by": None}
    past = {"due_on": TODAY - timedelta(days=1), "opens_on": TODAY - timedelta(days=2)}
    for year in (AuditYearFactory(top=empty), AuditYearFactory(top=empty, **draft, **past)):
        page.goto(year.get_absolute_url())
        looks_right(page)
