"""A colleague leaves and the next one takes over; a region brings five hundred old plans in."""

import re
from datetime import timedelta

import pytest

from actionplans.models import ActionPlan, HandOver, PlanImport
from orgstructure.models import Engagement
from orgstructure.permissions import Perm
from safetynet.operations.handing_over import hand_over
from tests.actionplans.spreadsheets import xlsx
from tests.actionplans.test_importing import row
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Fjordhospitalet"))


@pytest.fixture
def manager(ward, person_with):
    manager = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward.parent, first_name="Mette", last_name="Madsen")
    ward.manager = manager
    ward.save(update_fields=["manager"])
    return manager


def test_after_a_leaver_the_manager_sees_what_was_promised_gives_one_plan_on_and_takes_the_rest(ward, manager, page_as, axe):
    leaver = EngagementFactory(unit=ward, user=UserFactory(first_name="Hanne", last_name="Krogh")).user
    colleague = EngagementFactory(unit=ward, user=UserFactory(first_name="Ida", last_name="Ibsen")).user
    given, kept = (PlanFactory(unit=ward, owner=leaver, evaluator=manager, title=title) for title in ("Tunge løft", "Skarp tone"))
    Engagement.objects.filter(user=leaver).update(valid_to=TODAY - timedelta(days=1))
    hand_over(today=TODAY, now=NOW)

    page = page_as(manager)
    page.goto("/")
    page.get_by_role("link", name=re.compile("2 handleplaner fra Hanne Krogh")).click()
    axe(page)
    box = page.locator("section", has=page.get_by_role("link", name="Tunge løft"))
    box.get_by_label("Giv den videre til").select_option(label="Ida Ibsen, sygeplejerske")
    box.get_by_role("button", name=re.compile("Giv videre")).click()
    page.get_by_text("Ida Ibsen har den nu").wait_for()
    page.get_by_role("button", name="Overtag den").click()
    page.get_by_text("Du har overtaget 1 ting").wait_for()

    assert {plan.title: plan.owner for plan in ActionPlan.objects.all()} == {given.title: colleague, kept.title: manager}
    page.goto(f"/plans/{kept.pk}/history/")
    assert "Hanne Krogh" in page.get_by_role("main").inner_text()


def test_five_hundred_old_plans_come_in_from_a_spreadsheet(ward, manager, page_as, axe, tmp_path):
    EngagementFactory(unit=ward, user=UserFactory(first_name="Lis", last_name="Lund"))
    lines = [row(Nr=f"A-{number}", Problem=f"Gammel plan {number}") for number in range(500)]
    lines[3] = row(Nr="A-3", Enhed="Afsnt 1")
    lines[7] = row(Nr="A-7", Frist="snart")
    file = tmp_path / "gamle planer.xlsx"
    file.write_bytes(xlsx(lines))

    page = page_as(manager)
    page.set_default_timeout(30_000)
    page.goto("/plans/import/")
    page.get_by_label("Filen med jeres planer").set_input_files(file)
    page.get_by_role("button", name="Læs filen").click()
    page.get_by_role("button", name="Indlæs 498 handleplaner").wait_for()
    axe(page)
    assert "“snart” er ikke en dato" in page.get_by_role("main").inner_text()
    page.get_by_label("Enhed: Afsnt 1").select_option(index=1)
    page.get_by_role("button", name="Brug svarene").click()
    page.get_by_role("button", name="Indlæs 499 handleplaner").click()
    page.get_by_text("499 handleplaner er indlæst").first.wait_for()
    axe(page)

    assert ActionPlan.objects.filter(unit=ward).count() == 499
    page.get_by_role("button", name="Fortryd indlæsningen").click()
    page.get_by_text("499 handleplaner er taget væk igen").wait_for()
    assert not ActionPlan.objects.exists()


def test_the_pages_are_accessible_and_fit_the_smallest_screen(ward, manager, open_context, axe, scrolls_one_way):
    card = HandOver.objects.create(unit=ward, left=UserFactory(first_name="Hanne", last_name="Krogh"), to=manager, why="left", at=NOW)
    card.items.create(plan=PlanFactory(unit=ward, owner=manager, title="Forflytning i aftenvagten " * 5), part="owner")
    table = [[1, ["Enhed", "Problem", "Frist"]], [2, ["Ukendt" * 20, "Støj", "snart"]], [3, [ward.name, "Træk " * 30, "2027-03-01"]]]
    columns = {"unit": 0, "title": 1, "closing_on": 2}
    answers = {"owner": {"": "manager"}}
    read = PlanImport.objects.create(
        by=manager, at=NOW, name="gamle planer.xlsx", digest="0" * 64, table=table, columns=columns, answers=answers
    )

    page = open_context(manager, viewport={"width": 320, "height": 640}).new_page()
    for address in ("/plans/hand-overs/", card.get_absolute_url(), "/plans/import/", read.get_absolute_url()):
        page.goto(address)
        axe(page)
        scrolls_one_way(page)
