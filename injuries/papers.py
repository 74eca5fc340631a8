"""A case on paper: the report to type from, and the copy for the injured. Made when it is fetched, kept nowhere."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from injuries.easy.record import Record
from safetynet.common.pdf import font_faces, render_pdf


def report_pdf(records: Sequence[Record], today: date) -> bytes:
    """What the authority asks for, in its order, with the CPR number; a page for each case."""
    return _pdf("pdf/injury_report.html", today, records=records)


def copy_pdf(record: Record, today: date) -> bytes:
    """The whole case for the one it is about: report, what the manager said, what was told to whom; the CPR number masked."""
    case = record.case
    reports = list(case.reports.order_by("sent_at"))
    return _pdf(
        "pdf/injury_copy.html", today, record=record, case=case, reports=reports, absences=list(case.absences.order_by("starts_on"))
    )


def _pdf(template: str, today: date, **context: object) -> bytes:
    # Our own file, read from static/build: base64 letters, nothing a person wrote.
    letters = mark_safe(font_faces())  # noqa: S308
    frame = {"today": today, "language": get_language(), "letters": letters, "region": settings.REGION_NAME}
    return render_pdf(render_to_string(template, frame | context))
