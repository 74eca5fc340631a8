"""The words of a year's report: begun with a draft, written, with comments that a person chooses, published and taken back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from apv.errors import RefusedError, StaleError
from apv.models import AuditAnswer, AuditQuestion, AuditReport, AuditReportText, AuditYear, ChosenComment
from orgstructure.models import Unit, User

log = structlog.get_logger(__name__)
MOST_COMMENTS = 5
TEXTS = ("purpose", "taking_part", "conclusion")


@transaction.atomic
def begin(*, year: AuditYear, unit: Unit, texts: Mapping[str, str], by: User, now: datetime) -> tuple[AuditReport, bool]:
    """The level's report with the proposed texts, and whether it is new: of two who begin at once, both get the same."""
    drafted = {name: texts.get(name, "") for name in TEXTS}
    return AuditReport.objects.get_or_create(year=year, unit=unit, defaults={"made_at": now, "made_by": by, **drafted})


@transaction.atomic
def write(*, report: AuditReport, texts: Mapping[str, str], version: int, by: User, now: datetime) -> None:
    """Its own texts. `StaleError` when somebody saved meanwhile, `RefusedError` once it is published."""
    locked = writable(report)
    if locked.version != version:
        raise StaleError
    written = {name: texts[name] for name in TEXTS if name in texts}
    AuditReport.objects.filter(pk=report.pk).update(version=F("version") + 1, edited_at=now, edited_by=by, **written)
    report.refresh_from_db()


@transaction.atomic
def write_question(
    *, report: AuditReport, question: AuditQuestion, analysis: str, see_also: Iterable[str], version: int, by: User, now: datetime
) -> None:
    """The analysis of one question and what it hangs together with; version 0 says that nothing stood there. Raises as `write`."""
    locked = writable(report)
    rows = AuditReportText.objects.filter(report=locked, question=question)
    there = rows.first()
    if version != (there.version if there else 0):
        raise StaleError
    words = {"analysis": analysis, "see_also": [code for code in see_also if code != question.code]}
    if there:
        rows.update(version=F("version") + 1, **words)
    else:
        AuditReportText.objects.create(report=locked, question=question, **words)
    _touch(locked, by, now)


@transaction.atomic
def choose(*, report: AuditReport, answer: AuditAnswer, text: str, by: User, now: datetime) -> None:
    """Show this comment in these words; chosen already, its words are changed. `RefusedError` at the sixth of a question."""
    locked = writable(report)
    others = ChosenComment.objects.filter(report=locked, answer__question=answer.question_id).exclude(answer=answer)
    if others.count() >= MOST_COMMENTS:
        raise RefusedError(_("Five comments are chosen for this question. Take one out first."))
    chosen = {"text": text, "chosen_at": now, "chosen_by": by}
    ChosenComment.objects.update_or_create(report=locked, answer=answer, defaults=chosen)
    _touch(locked, by, now)


@transaction.atomic
def take_out(*, report: AuditReport, answer: AuditAnswer, by: User, now: datetime) -> None:
    """Show the comment no longer; twice is as once."""
    locked = writable(report)
    if ChosenComment.objects.filter(report=locked, answer=answer).delete()[0]:
        _touch(locked, by, now)


@transaction.atomic
def publish(*, report: AuditReport, by: User, now: datetime) -> None:
    """Every employee reads it from now on, and its words are fixed; twice is as once."""
    drafts = AuditReport.objects.filter(pk=report.pk, status=AuditReport.Status.DRAFT)
    if drafts.update(status=AuditReport.Status.PUBLISHED, published_at=now, published_by=by, version=F("version") + 1):
        log.info("audit_report_published", report=report.pk)
    report.refresh_from_db()


@transaction.atomic
def take_back(*, report: AuditReport, by: User, now: datetime) -> None:
    """Only those who make the level's reports read it, until it is published anew; twice is as once."""
    published = AuditReport.objects.filter(pk=report.pk, status=AuditReport.Status.PUBLISHED)
    draft = {"status": AuditReport.Status.DRAFT, "published_at": None, "published_by": None}
    if published.update(version=F("version") + 1, edited_at=now, edited_by=by, **draft):
        log.info("audit_report_taken_back", report=report.pk)
    report.refresh_from_db()


def writable(report: AuditReport) -> AuditReport:
    """The report, locked until the transaction ends. `RefusedError` once it is published."""
    locked = AuditReport.objects.select_for_update().get(pk=report.pk)
    if locked.status != AuditReport.Status.DRAFT:
        raise RefusedError(_("The report is published, so its words are fixed. Take it back first."))
    return locked


def _touch(report: AuditReport, by: User, now: datetime) -> None:
    """Who wrote last; the version stays, it belongs to the report's own texts."""
    AuditReport.objects.filter(pk=report.pk).update(edited_at=now, edited_by=by)
