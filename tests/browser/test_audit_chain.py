"""A year of self-audit, as people go it: opened, answered on a phone and by keys, sent back and in again, closed, and read as a report."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from apv.models import AuditAction, AuditAnswer, AuditParticipation, AuditPlace, AuditQuestion, AuditSet, AuditYear, SelfAudit
from apv.usecases.audit_sets import install_shipped
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from tests.factories import NOW, TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, UnitFactory, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NUMBER = 26
GAP, PARTLY = 15, 4  # the numbers of the questions answered with no, and with partly


@pytest.fixture
def region(transactional_db):
    """Four wards with their managers, and the consultant; the questions that come with the product."""
    top = UnitFactory(name="Region Eksempel")
    department = UnitFactory(name="Medicinsk afdeling", parent=top)
    names = {"M2": "Anna", "M3": "Bo", "M4": "Clara", "M5": "Dorte"}
    people = {ward: _managed(department, ward, name) for ward, name in names.items()}
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=Unit.objects.get(name="Afsnit M2"), committee=group)
    SeatFactory(user=EngagementFactory(unit=department, user__first_name="Mia", user__last_name="Lund").user, committee=group)
    people["consultant"] = make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, on=top, first_name="Karla", last_name="Konsulent")
    if not AuditSet.objects.usable().exists():  # a test before this one has emptied every table
        install_shipped(NOW, audit_set=AuditSet, question=AuditQuestion)
    return people


def _managed(department, ward, name):
    unit = UnitFactory(name=f"Afsnit {ward}", parent=department)
    rights = (Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS)
    person = make_person(*rights, on=unit, reach=Reach.UNIT, first_name=name, last_name="Berg")
    Unit.objects.filter(pk=unit.pk).update(manager=person)
    return person


def test_from_an_opened_year_to_the_report_as_pdf(region, page_as, phone_as, axe, scrolls_one_way):
    consultant = page_as(region["consultant"])
    year = open_it(consultant, axe)
    on_a_phone(phone_as(region["M2"]), axe, scrolls_one_way)
    bo = page_as(region["M3"])
    joint = by_keys_with_another(bo, axe)
    why_not(phone_as(region["M5"]), axe, scrolls_one_way)
    send_back(consultant, year, joint, axe)
    again(page_as(region["M4"]), joint, axe)
    close_and_read(consultant, year, axe)


def open_it(page, axe):
    """Prepared with what is proposed, seen who will be asked, opened."""
    page.goto(reverse("audit-start"))
    axe(page)
    page.get_by_role("link", name="Forbered et år").click()
    axe(page)
    page.get_by_role("button", name="Gem, og se hvem der spørges").click()
    page.wait_for_url("**/audits/years/*/")
    axe(page)
    page.get_by_role("button", name="Åbn året").click()
    page.get_by_role("heading", name="Hver leder og enhed").wait_for()
    axe(page)
    year = AuditYear.objects.get()
    assert (year.status, AuditPlace.objects.filter(year=year, unit__name__startswith="Afsnit").count()) == ("open", 4)
    return year


def on_a_phone(page, axe, scrolls_one_way):
    """Twenty-six taps; the “no” becomes a full plan; who took part; sent in."""
    page.goto(reverse("audit-start"))
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Begynd").first.click()
    page.wait_for_url(re.compile(r"/audits/\d+/"))
    for question in AuditQuestion.objects.filter(question_set__years__status="open").order_by("position"):
        answer = "no" if question.position == GAP else "yes"
        page.locator(f"label[for=q{question.pk}-{answer}]").click()
    expect(page.locator("[data-save-note]")).to_contain_text("Gemt")
    expect(page.locator("[data-progress-words]")).to_have_text(f"{NUMBER} af {NUMBER} besvaret")
    axe(page)
    scrolls_one_way(page)
    make_a_plan(page, axe)
    page.goto(SelfAudit.objects.get().get_absolute_url())
    page.get_by_role("link", name="Skriv, hvem der var med").click()
    page.get_by_role("button", name="Var med Mia Lund").click()
    page.get_by_role("link", name="Tilbage til egenkontrollen").click()
    send_in(page, axe)
    audit = SelfAudit.objects.get()
    answered = AuditAnswer.objects.filter(audit=audit)
    assert (audit.status, answered.filter(answer="yes").count(), answered.filter(answer="no").count()) == ("submitted", NUMBER - 1, 1)
    assert set(audit.participations.values_list("part", flat=True)) == {"manager", "representative"}


def make_a_plan(page, axe):
    """From the question, with everything known filled in."""
    answer = AuditAnswer.objects.get(answer="no")
    page.locator(f"#q-{answer.question_id}").get_by_role("link", name="Lav en fuld handleplan").click()
    page.get_by_text(f"Spørgsmål {GAP} i egenkontrollen").first.wait_for()
    axe(page)
    page.fill("#id_measures-0-text", "Nye kolleger går med en makker den første vagt")
    page.get_by_role("button", name="Offentliggør", exact=False).first.click()
    page.wait_for_url("**/plans/*/")
    plan = ActionPlan.objects.get()
    assert (plan.status, plan.source, AuditAction.objects.get().plan) == ("active", "self_audit", plan)


def send_in(page, axe):
    """What looks odd is shown first, and does not stop anybody."""
    page.get_by_role("button", name="Se igennem og send ind").click()
    page.get_by_role("heading", name="Se igennem og send ind").wait_for()
    axe(page)
    page.get_by_role("button", name="Send ind").click()
    expect(page.get_by_text("Egenkontrollen er sendt ind. Tak.")).to_be_visible()
    axe(page)


def by_keys_with_another(page, axe):
    """Bo answers for his ward and, jointly, for Clara's."""
    page.goto(reverse("audit-start"))
    page.get_by_role("button", name="Begynd").first.click()
    page.wait_for_url(re.compile(r"/audits/\d+/"))
    page.get_by_role("link", name="Svar sammen med andre").click()
    page.get_by_role("button", name=re.compile("Afsnit M4")).click()
    axe(page)
    page.get_by_role("link", name="Tilbage til egenkontrollen").click()
    expect(page.get_by_text("Clara Berg, Afsnit M4")).to_be_visible()
    page.locator("[data-question]").first.focus()
    for number in range(1, NUMBER + 1):
        page.keyboard.press("2" if number == PARTLY else "1")
        if number == PARTLY:
            page.keyboard.press("j")
    expect(page.locator("[data-progress-words]")).to_have_text(f"{NUMBER} af {NUMBER} besvaret")
    expect(page.locator("[data-save-note]")).to_contain_text("Gemt")
    send_in(page, axe)
    joint = SelfAudit.objects.get(places__unit__name="Afsnit M4")
    assert set(joint.places.values_list("unit__name", flat=True)) == {"Afsnit M3", "Afsnit M4"}
    assert AuditParticipation.objects.filter(audit=joint, part="manager").count() == 2
    return joint


def why_not(page, axe, scrolls_one_way):
    """Dorte has no time, and says so."""
    page.goto(reverse("audit-start"))
    page.get_by_role("link", name="Kan du ikke svare? Sig hvorfor").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_text("ikke tid").click()
    page.get_by_role("button", name="Gem grunden").click()
    expect(page.get_by_text("Ikke besvaret, fordi").first).to_be_visible()
    assert AuditPlace.objects.get(unit__name="Afsnit M5").reason == "time"


def send_back(page, year, joint, axe):
    """Coverage with the reason; the joint one is read and goes back with a remark."""
    page.goto(year.get_absolute_url())
    expect(page.get_by_role("row", name=re.compile("Afsnit M5"))).to_contain_text("ikke tid")
    axe(page)
    page.get_by_role("row", name=re.compile("Afsnit M3")).get_by_role("link", name="Afsnit M3", exact=True).click()
    page.get_by_role("link", name="Send tilbage med en bemærkning").click()
    axe(page)
    page.locator("textarea").fill("Nummer 4 er delvist. Hvad mangler?")
    page.get_by_role("button", name="Send tilbage").click()
    page.wait_for_url(f"**{joint.get_absolute_url()}")
    joint.refresh_from_db()
    assert joint.status == "sent_back"


def again(page, joint, axe):
    """Clara, the other manager of the joint one, reads the remark, puts it right and sends it in."""
    page.goto(reverse("audit-start"))
    page.get_by_role("link", name="Ret den").click()
    expect(page.get_by_text("Nummer 4 er delvist. Hvad mangler?")).to_be_visible()
    axe(page)
    question = AuditQuestion.objects.get(question_set=joint.year.question_set, position=PARTLY)
    page.locator(f"#q-{question.pk}").get_by_label("Kommentar").fill("Vi har to mål, men ingen tal endnu.")
    page.locator(f"#q-{question.pk}").get_by_label("Kommentar").blur()
    expect(page.locator("[data-save-note]")).to_contain_text("Gemt")
    send_in(page, axe)
    joint.refresh_from_db()
    assert (joint.status, joint.submitted_by.first_name) == ("submitted", "Clara")
    assert AuditAnswer.objects.get(audit=joint, question=question).comment == "Vi har to mål, men ingen tal endnu."


def close_and_read(page, year, axe):
    """The year is closed; the report says how many answered, and comes as PDF."""
    page.goto(year.get_absolute_url())
    page.get_by_role("link", name="Luk året").click()
    axe(page)
    page.get_by_role("button", name="Luk året").click()
    page.wait_for_url(f"**{year.get_absolute_url()}")
    assert set(SelfAudit.objects.filter(year=year).values_list("status", flat=True)) == {"closed"}
    page.goto(reverse("audit-report", args=[year.pk, year.top_id]))
    axe(page)
    with page.expect_download(timeout=60_000) as paper:
        page.get_by_role("button", name="Rapport som PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    assert year.due_on == TODAY + timedelta(days=42)
