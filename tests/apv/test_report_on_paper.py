"""The report as PDF: the page's figures, never a free text, and nothing before the release."""

import pytest
from pypdf import PdfReader

from apv.models import Round, RoundStatus, SurveyComment
from safetynet.common.pdf import render_pdf
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.apv.surveys import a_released_round
from tests.factories import NOW, TODAY, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    region = UnitFactory(name="Regionen")
    UnitFactory(name="Stort afsnit", parent=region)
    survey_round, _top, places = a_released_round(region, 30)
    survey_round.place = places[0]
    return survey_round


@pytest.fixture
def job(survey):
    words = {"round": survey.pk, "place": survey.place.pk}
    return DocumentJob(kind=DocumentJob.Kind.RESULTS, words=words, by=UserFactory(), language="da", created_at=NOW, expires_at=NOW)


def html_of(job):
    return papers.html_of(job, today=TODAY, advance=lambda _percent: None)


def test_the_paper_has_the_figures_and_no_free_text(job, survey, tmp_path):
    html = html_of(job)
    assert SurveyComment.objects.filter(shown_in=survey.place).exists()
    assert "Støtte og ros" in html
    assert "88 af 100" in html
    assert "Vi mangler en lift" not in html
    file = tmp_path / "rapport.pdf"
    file.write_bytes(render_pdf(html))
    root = PdfReader(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert papers.may_fetch(job, TODAY)


@pytest.mark.parametrize("status", [RoundStatus.COUNTED, RoundStatus.CLOSED])
def test_there_is_none_before_the_release(job, survey, status):
    Round.objects.filter(pk=survey.pk).update(status=status)
    with pytest.raises(papers.NoLongerAllowedError):
        html_of(job)
    assert not papers.may_fetch(job, TODAY)


def test_a_unit_of_another_round_is_none_of_it(job):
    job.words["round"] += 1
    assert not papers.may_fetch(job, TODAY)
