"""The annual report: begun with drafted figures, written chapter by chapter, its figures fetched anew, published, taken back."""

from datetime import date, datetime

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from annualcycle.errors import NotNowError, StaleError
from annualcycle.models import AnnualReport, AnnualReportText
from annualcycle.reports.annual_around import Place
from annualcycle.reports.annual_figures import AnnualFigures
from orgstructure.models import Committee, User

log = structlog.get_logger(__name__)
MUST_BE_WRITTEN = (AnnualReportText.Chapter.SUMMARY, AnnualReportText.Chapter.WHY)


def of_place(place: Place, year: int) -> AnnualReport | None:
    """The report that there is; None before it is begun."""
    return AnnualReport.objects.filter(**_place(place), year=year).first()


@transaction.atomic
def begin(*, place: Place, year: int, as_of: date, by: User, now: datetime, today: date) -> tuple[AnnualReport, bool]:
    """The place's report of that year with its figures, and whether it is new: of two who begin at once, both get the same."""
    if there := of_place(place, year):
        return there, False
    figures = AnnualFigures.of(place, year, as_of, now=now, today=today).to_keep()
    fresh = {"as_of": as_of, "figures": figures, "made_at": now, "made_by": by}
    return AnnualReport.objects.get_or_create(**_place(place), year=year, defaults=fresh)


def _place(place: Place) -> dict[str, Place | None]:
    is_committee = isinstance(place, Committee)
    return {"committee": place if is_committee else None, "unit": None if is_committee else place}


@transaction.atomic
def fetch_figures(*, report: AnnualReport, as_of: date, now: datetime, today: date) -> None:
    """The figures anew, as of that day; words stay as they are. `NotNowError` once it is published."""
    locked = writable(report)
    place = locked.place
    if place is not None:
        figures = AnnualFigures.of(place, locked.year, as_of, now=now, today=today).to_keep()
        AnnualReport.objects.filter(pk=locked.pk).update(figures=figures, as_of=as_of, version=F("version") + 1)
    report.refresh_from_db()


@transaction.atomic
def write(*, report: AnnualReport, chapter: str, text: str, version: int, by: User, now: datetime) -> AnnualReportText:
    """What people say in one chapter; version 0 says that nothing stood there.

    `StaleError` when somebody saved meanwhile, `NotNowError` once the report is published.
    """
    locked = writable(report)
    rows = AnnualReportText.objects.filter(report=locked, chapter=chapter)
    there = rows.first()
    if version != (there.version if there else 0):
        raise StaleError
    said = {"text": text, "edited_at": now, "edited_by": by}
    if there:
        rows.update(**said, version=F("version") + 1)
    else:
        AnnualReportText.objects.create(report=locked, chapter=chapter, **said)
    return rows.get()


def not_written(report: AnnualReport) -> list[str]:
    """Chapters that must have people's words before it is published and have none."""
    written = set(report.texts.exclude(text="").values_list("chapter", flat=True))
    return [str(one.label) for one in MUST_BE_WRITTEN if one not in written]


@transaction.atomic
def publish(*, report: AnnualReport, version: int, by: User, now: datetime) -> None:
    """Every employee reads it from now on, and figures and words are fixed; twice is as once.

    `NotNowError` while a chapter that must be written is not, `StaleError` when its figures are others than those looked at.
    """
    locked = AnnualReport.objects.select_for_update().get(pk=report.pk)
    if locked.status == AnnualReport.Status.PUBLISHED:
        return
    if locked.version != version:
        raise StaleError
    if missing := not_written(locked):
        raise NotNowError(_("Write these chapters first: %(chapters)s.") % {"chapters": ", ".join(missing)})
    published = {"status": AnnualReport.Status.PUBLISHED, "published_at": now, "published_by": by}
    AnnualReport.objects.filter(pk=locked.pk).update(**published, version=F("version") + 1)
    log.info("annual_report_published", report=locked.pk)
    report.refresh_from_db()


@transaction.atomic
def take_back(*, report: AnnualReport) -> None:
    """Only those who run the place's year read it, until it is published anew (decision 0142); twice is as once."""
    published = AnnualReport.objects.filter(pk=report.pk, status=AnnualReport.Status.PUBLISHED)
    draft = {"status": AnnualReport.Status.DRAFT, "published_at": None, "published_by": None}
    if published.update(**draft, version=F("version") + 1):
        log.info("annual_report_taken_back", report=report.pk)
    report.refresh_from_db()


@transaction.atomic
def throw_away(*, report: AnnualReport) -> None:
    """A report nobody has published, with its words; `NotNowError` otherwise."""
    if not AnnualReport.objects.filter(pk=report.pk, status=AnnualReport.Status.DRAFT).delete()[0]:
        raise NotNowError(_("A published report is not thrown away. Take it back first."))


def writable(report: AnnualReport) -> AnnualReport:
    """The report, locked until the transaction ends. `NotNowError` once it is published."""
    locked = AnnualReport.objects.select_for_update().get(pk=report.pk)
    if locked.status != AnnualReport.Status.DRAFT:
        raise NotNowError(_("The report is published, so its figures and words are fixed. Take it back first."))
    return locked
