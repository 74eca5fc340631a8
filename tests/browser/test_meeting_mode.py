"""By keyboard: a meeting with five plans, each dealt with by one key or two; and old plans cleaned up. What was said stands on the plans."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from annualcycle.models import Decision, Meeting
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    LATE,
    CommitteeFactory,
    CoverageFactory,
    MeasureFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    make_person,
)

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = ("Løft alene", "Støj om natten", "Tunge døre", "Mørk gang", "Vold i modtagelsen")


@pytest.fixture
def region():
    """A committee whose chair edits the plans of one ward, and not those of the other; two of five wait for their verdict."""
    ward, other = UnitFactory(name="Medicinsk afsnit M2"), UnitFactory(name="Kirurgisk afsnit K1")
    chair = make_person(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    committee = CommitteeFactory(name="LMU Medicin")
    SeatFactory(committee=committee, user=chair, role="chair", role_word="Formand")
    for unit in (ward, other):
        CoverageFactory(committee=committee, unit=unit)
    plans = [
        PlanFactory(
            unit=unit, title=title, status=status, description="Vi løfter alene i aftenvagten, når liften står på en anden etage.", **LATE
        )
        for title, unit, status in zip(
            TITLES, (ward, ward, ward, ward, other), ("awaiting", "awaiting", "active", "active", "active"), strict=True
        )
    ]
    for plan in plans:
        MeasureFactory(plan=plan)
    return chair, committee, plans


def test_a_chair_goes_through_five_plans_by_keyboard(page_as, region, axe, scrolls_one_way):
    chair, committee, plans = region
    page = page_as(chair)
    page.goto(reverse("meeting-new", args=[committee.pk]))
    page.get_by_label("Hvilken dag?").fill("30-11-2026")
    page.get_by_role("button", name="Planlæg mødet").click()
    page.get_by_role("button", name="Begynd mødet").click()
    page.get_by_role("link", name="Gå dagsordenen igennem").click()

    for title, keys in zip(TITLES, (["1"], ["3", "Enter"], ["n", "2"], ["c"], ["d", "Enter"]), strict=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        axe(page)
        for key in keys:
            if key != keys[0]:
                page.locator(".sn-year-mode-panel").wait_for()
                axe(page)
            page.keyboard.press(key)
        if title == "Tunge døre":  # given a date, taken back from the next screen, and given one again
            expect(page.get_by_role("heading", level=1)).to_have_text("Mørk gang")
            axe(page)
            page.keyboard.press("z")
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            page.keyboard.press("n")
            page.locator(".sn-year-mode-panel").wait_for()
            page.keyboard.press("2")
        if title == "Mørk gang":
            expect(page.get_by_text("Gennemført; effekten vurderes 1. september 2026.", exact=True)).to_be_visible()
            page.keyboard.press("1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alt er behandlet")
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Slut mødet").click()

    solved, adjusted, moved, dark, others = ActionPlan.objects.filter(pk__in=[plan.pk for plan in plans]).order_by("pk")
    assert (solved.status, solved.closing_evaluation.verdict, solved.closing_evaluation.channel) == ("closed", "solved", "meeting")
    assert (adjusted.status, adjusted.evaluations.get().next_step) == ("active", "adjust")
    assert [change.code for change in moved.deadline_changes.all()] == ["absence", "undone", "absence"]
    assert (dark.status, dark.closing_evaluation.verdict) == ("closed", "solved")
    assert others.status == "active"
    assert (Decision.objects.get().responsible, Decision.objects.get().item.plan) == (others.owner, others)
    meeting = Meeting.objects.get()
    assert meeting.status == "held"
    assert all(meeting.items.values_list("outcome", flat=True))


def test_old_plans_are_cleaned_up_with_keys_only(page_as, axe, scrolls_one_way):
    ward = UnitFactory(name="Medicinsk afsnit M2")
    manager = make_person(Perm.EDIT_PLANS, on=ward)
    long_ago = {"starts_on": date(2025, 1, 1), "implement_by": date(2025, 3, 1), "evaluate_on": date(2025, 6, 1)}
    plans = [
        PlanFactory(unit=ward, owner=manager, title=title, expected_closing_on=date(2025, 6, day), **long_ago)
        for day, title in enumerate(TITLES, 1)
    ]
    page = page_as(manager)
    page.goto(reverse("plan-clean-up"))
    axe(page)
    page.keyboard.press("1")
    for title, keys in zip(TITLES, (["1"], ["4", "1"], ["x", "2"], ["n", "1"], ["u"]), strict=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        axe(page)
        page.keyboard.press(keys[0])
        if len(keys) > 1 or keys == ["u"]:
            page.locator(".sn-year-mode-panel").wait_for()
            axe(page)
        if keys == ["u"]:
            page.keyboard.type("Alle, der var med, er rejst")
            page.keyboard.press("Enter")
        elif len(keys) > 1:
            page.keyboard.press(keys[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Det var dem alle")
    axe(page)
    scrolls_one_way(page)
    page.keyboard.press("z")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[-1])

    rows = ActionPlan.objects.filter(pk__in=[plan.pk for plan in plans]).order_by("pk").select_related("closing_evaluation")
    assert [plan.status for plan in rows] == ["closed", "closed", "not_carried_out", "active", "active"]
    assert [plan.closing_evaluation and plan.closing_evaluation.verdict for plan in rows] == ["solved", "worse", None, None, None]
    assert rows[4].evaluations.get().undone_at is not None
