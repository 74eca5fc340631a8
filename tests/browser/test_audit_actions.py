"""From a “no” in the self-audit to a full plan, a short action and a wish for help, which the consultant takes."""

import pytest
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from apv.models import AuditAction, AuditHelp
from injuries.models import ShownCount
from tests.apv.audit_house import audit_house
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    PlanFactory,
    SubmittedAuditFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    return audit_house()


def card(page, house):
    page.goto(house.audit.get_absolute_url())
    return page.locator(f"#q-{house.question.pk}")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_manager_makes_a_short_action_and_a_full_plan_from_a_no(house, page_as, axe, java_script_enabled):
    page = page_as(house.manager, java_script_enabled=java_script_enabled)
    card(page, house).get_by_role("link", name="Kort handling").click()
    page.get_by_label("Hvad gør I ved det?").fill("Vi følges ad på en nattevagt hver måned")
    page.get_by_label("Hvornår?").fill("1-12-2025")
    page.get_by_role("button", name="Gem handlingen").click()
    page.get_by_text("Vælg en dato fra i dag og frem.").first.wait_for()
    assert page.get_by_label("Hvad gør I ved det?").input_value() == "Vi følges ad på en nattevagt hver måned"
    if java_script_enabled:
        axe(page)
    page.get_by_label("Hvornår?").fill("1-2-2027")
    page.get_by_role("button", name="Gem handlingen").click()
    page.get_by_role("link", name="Vi følges ad på en nattevagt hver måned").wait_for()
    expect(page.get_by_role("button", name="Gem handlingen")).to_have_count(0)

    short = ActionPlan.objects.get()
    assert (short.status, short.source, short.owner, short.evaluator) == ("active", "self_audit", house.manager, house.amr)
    assert AuditAction.objects.get().plan == short

    card(page, house).get_by_role("link", name="Lav en fuld handleplan").click()
    page.get_by_text("Spørgsmål 9 i egenkontrollen 2026").first.wait_for()
    page.fill("#id_measures-0-text", "To kolleger planlægger fælles vagter")
    page.get_by_role("button", name="Offentliggør", exact=False).first.click()
    page.wait_for_url("**/plans/*/")
    page.get_by_role("link", name="spørgsmål 9 i egenkontrollen 2026").wait_for()
    assert {action.plan.status for action in AuditAction.objects.all()} == {"active"}
    assert AuditAction.objects.count() == 2


def test_a_manager_on_a_phone_asks_for_help_and_the_consultant_takes_and_ends_it(house, page_as, phone_as, axe, scrolls_one_way):
    phone = phone_as(house.manager)
    card(phone, house).get_by_role("link", name="Jeg vil gerne have hjælp til det her").click()
    phone.get_by_label("Tid eller ressourcer").check()
    phone.get_by_label("Hvad ville hjælpe dig?").fill("En vikar i to måneder")
    axe(phone)
    scrolls_one_way(phone)
    phone.get_by_role("button", name="Bed om hjælp").click()
    phone.get_by_text("Konsulenterne kan se, at du gerne vil have hjælp.").wait_for()
    assert AuditHelp.objects.get().note == "En vikar i to måneder"

    page = page_as(house.runs)
    page.goto("/audits/help/")
    axe(page)
    page.get_by_role("button", name="Jeg tager den").click()
    page.get_by_text("Den er din.").wait_for()
    page.get_by_label("Tilstand").select_option("mine")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name="Afslut med ord").click()
    axe(page)
    page.get_by_label("Hvad kom der ud af det?").fill("Vikaren begynder den 1. januar")
    page.get_by_role("button", name="Afslut", exact=True).click()
    page.get_by_text("får dine ord i en mail").wait_for()
    wish = AuditHelp.objects.get()
    assert (wish.taken_by, wish.ended_note) == (house.runs, "Vikaren begynder den 1. januar")

    card(phone, house).get_by_text("Vikaren begynder den 1. januar").wait_for()
    axe(phone)
    scrolls_one_way(phone)


def with_signs(house):
    """The same gap last year, an overdue action of it, and many injuries."""
    closed = {"status": "closed", "closed_at": NOW, "closed_by": house.runs}
    before = AuditYearFactory(top=house.region, question_set=AuditSetFactory(year=TODAY.year - 1), **closed)
    old = AuditQuestionFactory(question_set=before.question_set, position=8)
    type(house.question).objects.filter(pk=house.question.pk).update(continues=old)
    audit = SubmittedAuditFactory(year=before, places=[AuditPlaceFactory(year=before, unit=house.ward, manager=house.manager)])
    answer = AuditAnswerFactory(audit=audit, question=old, answer="partly")
    type(audit).objects.filter(pk=house.audit.pk).update(status="submitted", submitted_at=NOW, submitted_by=house.manager)
    day = TODAY.replace(day=1)
    late = dict.fromkeys(("starts_on", "implement_by", "evaluate_on", "expected_closing_on"), day)
    plan = PlanFactory(unit=house.ward, owner=house.manager, title="Fælles overlap mellem dag og aften", **late)
    AuditAction.objects.create(answer=answer, plan=plan, made_at=NOW, made_by=house.manager)
    for _ in range(12):
        EngagementFactory(unit=house.region)
    for unit, cases in ((house.region, 12), (house.ward, 10)):
        ShownCount.objects.create(unit=unit, year=TODAY.year - 1, axis="injury", code="", cases=cases, hidden_below=5)


def test_the_consultant_sees_where_the_data_point_and_offers_help(house, page_as, phone_as, axe, scrolls_one_way):
    page = page_as(house.runs)
    page.goto("/audits/support/")
    axe(page)
    with_signs(house)
    page.goto("/audits/support/")
    axe(page)
    assert page.locator("article li").count() == 3
    page.get_by_role("button", name="Tilbyd hjælp").click()
    page.get_by_role("heading", name="Hvad har I aftalt?").wait_for()
    phone = phone_as(house.runs)
    for address in ("/audits/support/", "/audits/help/"):
        phone.goto(address)
        scrolls_one_way(phone)
    axe(phone)
