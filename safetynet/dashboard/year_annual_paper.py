"""An annual report on paper, as a region may publish it: cover, contents, and every chapter with words, pictures and tables."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from annualcycle.annual_page import AnnualPage
from annualcycle.models import AnnualReport
from orgstructure.models import User
from safetynet.common.pdf import data_address
from safetynet.dashboard.year_paper import NotThereError, Words, YearPaper


def find(words: Words, by: User, today: date) -> AnnualReport:
    """The report, where the person may read it. Raises `NotThereError`."""
    rows = AnnualReport.objects.visible_to(by, today).select_related("committee__level", "unit", "published_by")
    report = rows.filter(pk=words["pk"]).first()
    if report is None:
        raise NotThereError
    return report


def context(report: AnnualReport, by: User, today: date) -> dict[str, object]:  # noqa: ARG001  one shape for all papers
    """The page's own chapters, each with its pictures drawn."""
    chapters = []
    for said in AnnualPage(report).chapters:
        pictures = [(picture, data_address(picture.draw(), "image/svg+xml")) for picture in said.chapter.pictures]
        chapters.append((said, pictures))
    return {"report": report, "chapters": chapters}


PAPER = YearPaper(find, context, "pdf/annual_report.html", _("annual-report"))
