"""One injury from the phone of the injured to the plan that comes of it, and nothing of it for anybody else."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from injuries.models import Case, CaseRead, Report
from injuries.reading import unsealed
from orgstructure import cpr
from orgstructure.models import User
from tests.browser.test_reporting import tap_of
from tests.factories import ThemeFactory
from tests.injuries.conftest import make_injury_house
from tests.test_rules_of_the_house import every_route

pytestmark = pytest.mark.django_db(transaction=True)
COURSE = "Kanyleboksen var fuld, da Signe Skadet ville lægge nålen i"


def da(text):
    """What the page says for it."""
    with override("da"):
        return gettext(text)


def press(page, text):
    page.get_by_role("button", name=da(text), exact=True).click()
    page.wait_for_load_state()


@pytest.fixture
def house(transactional_db):
    house = make_injury_house()
    Case.objects.all().delete()
    number = "0101901234"
    User.objects.filter(pk=house.injured.pk).update(cpr_encrypted=cpr.encrypt(number), cpr_hash=cpr.hashed(number))
    ThemeFactory()
    return house


def test_from_the_phone_of_the_injured_to_a_plan_without_a_name(house, page_as, phone_as, axe, scrolls_one_way):
    case = injured_reports(phone_as(house.injured), axe, scrolls_one_way)
    manager_signs(page_as(house.manager), case, axe)
    administrator_completes_sends_and_records(page_as(house.administrator), case, axe)
    plan = group_makes_a_plan(page_as(house.amr), case, axe)
    nobody_else_finds_it(page_as(house.employee_elsewhere), case)

    assert (case.plans.get(), plan.unit) == (plan, house.ward)
    assert not any("Signe" in str(value) or "Skadet" in str(value) for value in vars(plan).values())
    readers = set(CaseRead.objects.filter(case_id=case.pk).values_list("reader", flat=True))
    assert {house.manager.pk, house.administrator.pk, house.amr.pk} <= readers
    assert house.employee_elsewhere.pk not in readers


def injured_reports(page, axe, scrolls_one_way):
    page.goto("/injuries/new/accident/")
    tap_of(page, "Stak mig på en nål").tap()
    page.get_by_label("Hvad skete der?").fill(COURSE)
    tap_of(page, "Patientstue eller seng").tap()
    page.locator("label.body-front[for='id_body_18'] path").tap()
    tap_of(page, "Snit, nålestik eller bid").tap()
    tap_of(page, "Nej").tap()
    scrolls_one_way(page)
    axe(page)
    page.get_by_role("button", name="Send indberetningen").tap()
    expect(page.get_by_role("heading", name="Tak. Den er modtaget.")).to_be_visible()
    axe(page)
    return Case.objects.get()


def manager_signs(page, case, axe):
    page.goto(case.get_absolute_url())
    expect(page.get_by_text("Signe Skadet").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name=da("Answer and sign")).click()
    page.locator("[name=could_be_prevented][value=yes]").check()
    page.locator("[name=comment]").fill("Boksen bliver tømt for sjældent")
    page.locator("[name=done_now]").fill("Boksen er skiftet, og der er hængt en ekstra op")
    axe(page)
    press(page, "Sign")
    case.refresh_from_db()
    assert case.signed_at is not None


def administrator_completes_sends_and_records(page, case, axe):
    page.goto(reverse("injury-queue"))
    expect(page.get_by_text(case.number).first).to_be_visible()
    axe(page)
    page.goto(reverse("injury-complete", args=[case.public_id]))
    for name, value in {"employment": "permanent", "expected_absence": "none"}.items():
        page.locator(f"select[name={name}]").select_option(value)
    page.locator("[name=occupation]").fill("Sygeplejerske")
    page.locator("[name=happened_at]").fill("14:30")
    page.locator("[name=may_claim]").check()
    axe(page)
    press(page, "Save and go on to sending")
    with page.expect_download() as taken:
        page.get_by_role("link", name=da("File for the portal (XML)")).click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert "0101901234" in text.replace("-", "")
    axe(page)
    press(page, "It is sent")
    page.goto(reverse("injury-receipt", args=[case.public_id]))
    page.locator("[name=number]").fill("EASY-2026-17")
    axe(page)
    press(page, "Save")
    report = Report.objects.get(case=case)
    assert (report.receipt_number, report.is_late) == ("EASY-2026-17", False)


def group_makes_a_plan(page, case, axe):
    page.goto(reverse("injury-events"))
    page.get_by_role("link", name=re.compile(case.number)).click()
    page.wait_for_load_state()
    shown = page.get_by_role("main").inner_text()
    assert "Kanyleboksen var fuld" in shown
    assert "Signe" not in page.content()
    assert "Skadet" not in page.content()
    assert all(word not in shown for word in (unsealed(case.pk)[1].harm or "nålestik eller bid", "EASY-2026-17", da("Needle-stick")))
    axe(page)
    page.goto(reverse("injury-analysis", args=[case.public_id]))
    page.locator("[name^=why]").first.fill("Fordi ingen har til opgave at tømme boksen")
    axe(page)
    press(page, "Make a plan")
    expect(page).to_have_url(re.compile("/plans/"))
    return ActionPlan.objects.get()


def nobody_else_finds_it(page, case):
    """Every address that names the case answers as for one that is not there."""
    addresses = [
        f"/{route.replace('<uuid:public_id>', str(case.public_id))}"
        for route, _pattern in every_route()
        if route.startswith("injuries/<uuid:public_id>/") and route.count("<") == 1
    ]
    found = {address: page.request.get(address, max_redirects=0).status for address in addresses}

    assert len(found) > 15
    assert set(found.values()) <= {404, 405}, found
