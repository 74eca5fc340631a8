"""The report of a self-audit as a PDF: every chapter for any level, as everybody may read it, and only for who may read the page."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from apv.models import AuditAction, AuditParticipation, AuditReport, AuditReportText, ChosenComment
from apv.usecases import audit_reports
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditProposalFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    PlanFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def region():
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def report(region):
    """Three audits of two questions, with everything that people write, and last year's proposals."""
    last = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2025))
    year = AuditYearFactory(top=region, follows=last)
    first = AuditQuestionFactory(question_set=year.question_set, position=1, text={"da": "Taler I om arbejdsmiljøet?"})
    second = AuditQuestionFactory(question_set=year.question_set, position=2, text={"da": "Kender I reglerne?"})
    words = {"purpose": "Vores formål", "taking_part": "Mange deltog", "conclusion": "Vi konkluderer <b>noget</b>"}
    report = AuditReportFactory(year=year, **words)
    for number, answer in enumerate(("yes", "partly", "no")):
        audit = SubmittedAuditFactory(year=year)
        AuditParticipation.objects.create(audit=audit, part="representative", number=2)
        row = AuditAnswerFactory(audit=audit, question=first, answer=answer, comment=f"Kun for de få {number}")
        AuditAnswerFactory(audit=audit, question=second, answer="yes")
        AuditAction.objects.create(answer=row, text="Vi gør noget", made_at=NOW)
    AuditReportText.objects.create(report=report, question=first, analysis="Det hænger sammen", see_also=[second.code])
    ChosenComment.objects.create(report=report, answer=row, text="Vi mangler tid", chosen_at=NOW, chosen_by=UserFactory())
    AuditProposalFactory(report=report, question=first, text="Tilbyd støtte", due_on=TODAY + timedelta(days=99))
    before = AuditReportFactory(year=last, status="published", published_at=NOW, published_by=UserFactory())
    secret = PlanFactory(unit=region, title="Hemmelig plan", is_confidential=True)
    done = {"state": "done", "state_note": "Kurset er holdt", "state_on": TODAY, "state_by": UserFactory()}
    AuditProposalFactory(report=before, text="Hold et kursus", plan=secret, **done)
    return report


def job_of(report, by, unit=None):
    words = {"year": report.year_id, "unit": (unit or report.unit).pk}
    return DocumentJob(kind=DocumentJob.Kind.AUDIT, words=words, by=by, language="da", created_at=NOW, expires_at=NOW)


def html_of(job):
    return papers.html_of(job, today=TODAY, advance=lambda _percent: None)


def test_an_employee_gets_the_published_report_with_all_its_chapters(report, client_of, django_capture_on_commit_callbacks):
    client, address = client_of(EngagementFactory().user), reverse("audit-report-pdf", args=[report.year_id, report.unit_id])
    assert client.post(address).status_code == 404
    audit_reports.publish(report=report, by=UserFactory(), now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    job = DocumentJob.objects.get()
    assert documents.wait_for(job).state == "done"
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    reader = PdfReader(BytesIO(written))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    chapters = [
        "Formål og metode",
        "Hvem deltog?",
        "Alle spørgsmål",
        "Spørgsmål for spørgsmål",
        "Handlinger og emner",
        "Konklusion og forslag",
    ]
    said = [
        "Vores formål",
        "Mange deltog",
        "Det hænger sammen",
        "Se også spørgsmål 2",
        "Vi mangler tid",
        "Tilbyd støtte",
        "Vi konkluderer <b>noget</b>",
    ]
    last = ["Hold et kursus", "Gjort: Kurset er holdt"]
    assert [word for word in (*chapters, *said, *last) if word not in text] == [], text
    assert "Kun for de få" not in text
    assert "Hemmelig plan" not in text
    assert f"Side 1 af {len(reader.pages)}" in text
    assert "22. november 2026" in text
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], reader.metadata.title) == (True, "da", "Egenkontrol 2026: Region Eksempel")


def test_a_level_without_words_has_its_figures_on_paper_for_who_makes_its_reports(report, region, person_with):
    hospital = UnitFactory(parent=region, name="Sygehuset")
    for _number in range(3):
        audit = SubmittedAuditFactory(year=report.year, places=[AuditPlaceFactory(year=report.year, unit=UnitFactory(parent=hospital))])
        AuditAnswerFactory(audit=audit, question=report.year.question_set.questions.first(), answer="no")
    head = person_with(Perm.RUN_REPORTS, on=hospital, reach=Reach.SUBTREE)

    html = html_of(job_of(report, head, hospital))
    assert "Egenkontrol 2026: Sygehuset" in html
    assert "Taler I om arbejdsmiljøet?" in html
    assert "Vores formål" not in html
    assert papers.may_fetch(job_of(report, head, hospital), TODAY)
    assert not papers.may_fetch(job_of(report, head), TODAY)


def test_of_a_few_audits_no_answers_are_on_paper_whoever_asks(region, person_with):
    year = AuditYearFactory(top=region)
    question = AuditQuestionFactory(question_set=year.question_set)
    AuditAnswerFactory(audit=SubmittedAuditFactory(year=year), question=question, answer="no")
    runs = person_with(Perm.RUN_AUDITS, on=region, reach=Reach.SUBTREE)

    report = AuditReportFactory(year=year)
    html = html_of(job_of(report, runs))
    assert "færre end 3 egenkontroller" in html
    assert str(question) not in html
    AuditReportText.objects.create(report=report, question=question, analysis="Vi er få, og det går")
    assert "Vi er få, og det går" in html_of(job_of(report, runs))


def test_taken_back_it_is_no_longer_fetched_by_everybody(report, client_of):
    employee = EngagementFactory().user
    audit_reports.publish(report=report, by=UserFactory(), now=NOW)
    assert papers.may_fetch(job_of(report, employee), TODAY)
    audit_reports.take_back(report=report, by=UserFactory(), now=NOW)
    assert not papers.may_fetch(job_of(report, employee), TODAY)
    with pytest.raises(papers.NoLongerAllowedError):
        html_of(job_of(report, employee))
    assert AuditReport.objects.get(pk=report.pk).status == "draft"
