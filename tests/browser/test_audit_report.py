"""The report of a self-audit as the consultant and an employee read it: nothing for axe, nothing sideways, from a figure to its rows."""

import pytest
from django.urls import reverse

from apv.models import AuditAction, AuditParticipation, AuditReport, Part
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    SubmittedAuditFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = ("Taler I om arbejdsmiljøet, når I planlægger arbejdet?", "Kender alle de instrukser, der gælder for farligt arbejde?")


@pytest.fixture
def year():
    """Two years of two questions: six self-audits of which one is joint, across two hospitals, and one that nobody answered."""
    region = UnitFactory(name="Region Fjord")
    hospitals = [UnitFactory(name=name, parent=region) for name in ("Hospitalet ved Søen", "Psykiatrien")]
    before = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2025), is_imported=True)
    year = AuditYearFactory(top=region, follows=before)
    for position, text in enumerate(QUESTIONS, start=1):
        old = AuditQuestionFactory(question_set=before.question_set, position=position)
        AuditQuestionFactory(question_set=year.question_set, position=position, text={"da": text}, continues=old)
    for one in (before, year):
        for number in range(6):
            units = [UnitFactory(parent=hospitals[number % 2]), *([UnitFactory(parent=hospitals[1])] if not number else [])]
            audit = SubmittedAuditFactory(year=one, places=[AuditPlaceFactory(year=one, unit=unit) for unit in units])
            AuditParticipation.objects.create(audit=audit, part=Part.MANAGER, role="Afdelingsleder", number=2)
            for question in one.question_set.questions.all():
                answer = AuditAnswerFactory(
                    audit=audit, question=question, answer=("yes", "partly", "no")[number % 3], comment="Vi gør det hver mandag"
                )
                AuditAction.objects.create(answer=answer, theme=ThemeFactory(), text="Lys", made_at=NOW)
    AuditPlaceFactory(year=year, unit=UnitFactory(parent=hospitals[0]))
    return year


@pytest.fixture
def runs(person_with, year):
    return person_with(Perm.RUN_AUDITS, on=year.top)


def test_report_and_rows_pass_axe_and_scroll_one_way_with_everything_unfolded(page_as, phone_as, runs, year, axe, scrolls_one_way):
    empty = AuditYearFactory(top=year.top)
    AuditReportFactory(year=year, unit=year.top, status=AuditReport.Status.PUBLISHED, published_at=NOW, published_by=runs)
    pages = {
        runs: [reverse(name, args=[year.pk, year.top_id]) for name in ("audit-report", "audit-report-answers")]
        + [reverse("audit-report", args=[empty.pk, year.top_id])],
        UserFactory(): [reverse("audit-report", args=[year.pk, year.top_id])],
    }
    for person, addresses in pages.items():
        for page in (page_as(person), phone_as(person)):
            for address in addresses:
                assert page.goto(address).status == 200
                for folded in page.locator("details.folded").all():
                    folded.evaluate("node => { node.open = true }")
                axe(page)
                scrolls_one_way(page)


def test_a_figure_leads_to_its_rows_and_back_and_the_contents_to_a_question(page_as, runs, year):
    page = page_as(runs, java_script_enabled=False)
    page.goto(reverse("audit-report", args=[year.pk, year.top_id]))

    page.locator("#question-2").locator("xpath=..").get_by_role("link", name="Nej 2").click()
    assert page.locator("tbody tr").count() == 2
    assert page.locator("tbody").get_by_text("Vi gør det hver mandag").count() == 2

    page.get_by_role("link", name="Egenkontrol 2026: Region Fjord").click()
    page.get_by_role("link", name=f"2. {QUESTIONS[1]}").first.click()
    assert page.url.endswith("#question-2")
