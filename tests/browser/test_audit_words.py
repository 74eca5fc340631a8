"""A year's report as a consultant writes it: analysis, a chosen comment, a proposal that becomes a plan, published, as PDF; an employee reads it."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from apv.models import AuditAction, AuditProposal, AuditReport
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from safetynet.common import clock
from tests.factories import (
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditProposalFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
    make_person,
)

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS")
ASKED = ("Taler I om arbejdsmiljøet på personalemødet?", "Kender I retningslinjerne for vold og trusler?", "Har du som leder tid til det?")
WROTE = (
    "Det falder ud, når der er travlt.",
    "Vi har det på hvert møde.",
    "Karen Bilde har bedt om mere tid til det.",
    "Vi mangler en makker.",
)


def shot(page, name):
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def region(db):
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def year(region):
    """Four audits of three questions, and a year before with a published report."""
    last = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2025))
    year = AuditYearFactory(top=region, follows=last)
    hospital = UnitFactory(name="Aa-sygehuset", parent=region)
    questions = [AuditQuestionFactory(question_set=year.question_set, position=n, text={"da": text}) for n, text in enumerate(ASKED, 1)]
    for number, comment in enumerate(WROTE):
        ward = UnitFactory(name=f"Afsnit {number + 1}", parent=hospital)
        audit = SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=ward)])
        for question, answer in zip(questions, ("no", "yes", ("partly", "yes")[number % 2]), strict=True):
            row = AuditAnswerFactory(audit=audit, question=question, answer=answer, comment=comment if question == questions[0] else "")
            if answer == "no":
                AuditAction.objects.create(answer=row, text="Fast punkt på mødet", made_at=row.answered_at)
    EngagementFactory(unit=Unit.objects.get(name="Afsnit 3"), user=UserFactory(first_name="Karen", last_name="Bilde"))
    before = AuditReportFactory(year=last, status="published", published_at=clock.now(), published_by=UserFactory())
    AuditProposalFactory(report=before, text="Hold et kursus for nye ledere")
    return year


@pytest.fixture
def consultant(region):
    return make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, Perm.EDIT_PLANS, on=region, reach=Reach.SUBTREE)


def test_the_consultant_writes_the_report_makes_a_proposal_a_plan_publishes_and_downloads_it(
    page_as, phone_as, year, region, consultant, axe, scrolls_one_way
):
    Unit.objects.filter(pk=region.pk).update(manager=EngagementFactory(unit=region).user)
    page, address = page_as(consultant), reverse("audit-report", args=[year.pk, region.pk])
    page.goto(address)
    shot(page, "w-figures-only")
    _begins(page, axe)
    _analyses(page, axe)
    _chooses_a_comment(page, axe)
    _proposes(page, axe)
    page.goto(address)
    _follows_up(page, axe)
    page.goto(address)
    page.get_by_role("link", name="Før det videre i år Hold et kursus").click()
    expect(page.get_by_label("Hvad foreslår I?")).to_have_value("Hold et kursus for nye ledere")
    page.get_by_role("button", name="Gem forslaget").click()
    _publishes(page, axe)
    assert AuditReport.objects.get(year=year).status == "published"

    reader = phone_as(EngagementFactory().user)
    reader.goto(address)
    for said in ("Travlheden skubber emnet ud af mødet.", "En leder har bedt om mere tid til det.", "Det første hold er færdigt."):
        expect(reader.get_by_text(said)).to_be_visible()
    expect(reader.get_by_text("Karen")).to_have_count(0)
    axe(reader)
    scrolls_one_way(reader)
    shot(reader, "w-employee-360")


def _begins(page, axe):
    page.get_by_role("button", name="Begynd rapporten").click()
    assert "4 egenkontroller er sendt ind" in page.get_by_label("Konklusion").input_value()
    axe(page)
    shot(page, "w-words")
    page.get_by_label("Konklusion").fill("Vi taler for lidt om arbejdsmiljøet, når der er travlt.")
    page.get_by_role("button", name="Gem teksterne").click()
    expect(page.get_by_text("0 af 3 spørgsmål har en analyse.")).to_be_visible()
    axe(page)
    shot(page, "w-report-draft")


def _analyses(page, axe):
    page.get_by_role("link", name="Gå videre ved spørgsmål 1").click()
    page.get_by_label("Analyse").fill("Travlheden skubber emnet ud af mødet.")
    page.get_by_label("3. Har du som leder tid til det?").check()
    axe(page)
    shot(page, "w-question")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Travlheden skubber emnet ud af mødet.")).to_be_visible()


def _chooses_a_comment(page, axe):
    page.get_by_role("link", name="Ret analyse og kommentarer").click()
    page.get_by_role("link", name="Vælg kommentarer").click()
    axe(page)
    shot(page, "w-comments")
    page.get_by_role("link", name="Vælg Karen Bilde har bedt").click()
    words = page.get_by_label("Vises i rapporten som")
    expect(words).to_have_value("[navn] har bedt om mere tid til det.")
    axe(page)
    shot(page, "w-choose")
    words.fill("Karen har bedt om mere tid til det.")
    page.get_by_role("button", name="Vælg den til rapporten").click()
    expect(page.get_by_role("heading", name="Der står navne på kolleger i teksten")).to_be_visible()
    shot(page, "w-choose-names")
    words.fill("En leder har bedt om mere tid til det.")
    page.get_by_role("button", name="Vælg den til rapporten").click()
    expect(page.get_by_role("heading", name="Valgt: 1 af 5")).to_be_visible()
    shot(page, "w-chosen")


def _proposes(page, axe):
    page.get_by_role("link", name="Tilbage til spørgsmålet").click()
    page.get_by_role("link", name="Foreslå noget").click()
    page.get_by_role("button", name="Gem forslaget").click()
    axe(page)
    shot(page, "w-proposal-errors")
    page.get_by_label("Hvad foreslår I?").fill("Gør arbejdsmiljøet til et fast punkt på mødet")
    page.get_by_label("Ansvarlig enhed").select_option(label="Region Eksempel")
    page.get_by_label("Hvornår?").fill((clock.today() + timedelta(days=90)).strftime("%d-%m-%Y"))
    page.get_by_role("button", name="Gem forslaget").click()
    page.get_by_role("link", name="Gør det til en handleplan Gør arbejdsmiljøet").click()
    shot(page, "w-plan")
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_text("Kladden er gemt.")).to_be_visible()
    made, plan = AuditProposal.objects.get(question__position=1), ActionPlan.objects.get()
    assert (plan.title, plan.source, plan.owner, made.plan) == (made.text, "self_audit", made.unit.manager, plan)


def _follows_up(page, axe):
    page.get_by_role("link", name="Sig, hvad der blev af det Hold et kursus").click()
    page.get_by_label("Delvis gjort").check()
    page.get_by_role("button", name="Gem", exact=True).click()
    axe(page)
    shot(page, "w-state-errors")
    page.get_by_label("Med få ord").fill("Det første hold er færdigt.")
    page.get_by_role("button", name="Gem", exact=True).click()


def _publishes(page, axe):
    page.get_by_role("link", name="Offentliggør…").click()
    axe(page)
    shot(page, "w-publish")
    page.get_by_role("button", name="Offentliggør", exact=True).click()
    expect(page.get_by_text("Rapporten er offentliggjort. Alle medarbejdere kan læse den.")).to_be_visible()
    axe(page)
    shot(page, "w-published")
    with page.expect_download(timeout=60_000) as paper:  # the first PDF of a process takes its time
        page.get_by_role("button", name="Rapport som PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")
    if SHOTS:
        paper.value.save_as(f"{SHOTS}/w-report.pdf")


def test_the_pages_of_the_words_pass_axe_and_scroll_one_way_on_a_phone(phone_as, year, region, consultant, axe, scrolls_one_way):
    report = AuditReportFactory(year=year, purpose="Formål")
    proposal = AuditProposalFactory(report=report)
    question = year.question_set.questions.first()
    answer = question.answers.first()
    phone = phone_as(consultant)
    addresses = [
        reverse("audit-report", args=[year.pk, region.pk]),
        *(reverse(f"audit-report-{name}", args=[report.pk]) for name in ("words", "publish")),
        reverse("audit-report-question", args=[report.pk, question.pk]),
        reverse("audit-comments", args=[report.pk, question.pk]),
        reverse("audit-comment-choose", args=[report.pk, answer.pk]),
        reverse("audit-proposal-new", args=[report.pk]),
        *(reverse(f"audit-proposal-{name}", args=[proposal.pk]) for name in ("edit", "state")),
    ]
    for number, address in enumerate(addresses):
        assert phone.goto(address).status == 200
        axe(phone)
        scrolls_one_way(phone)
        shot(phone, f"w-360-{number}")
