"""Files of cases: for the portal, to type from, the copy for the injured; one case or several. No file is kept."""

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from injuries import papers
from injuries.easy.mapping import in_force
from injuries.easy.record import Record
from injuries.easy.xml import xml_of
from injuries.errors import IllegalMoveError, NotReadyError, RefusedError
from injuries.models import Case, Channel, ExportBatch, Report
from injuries.queue import batch_of, ready_among
from injuries.reading import Read, opened_all
from injuries.receivers import still_to_tell
from injuries.usecases import exporting, telling
from injuries.views.administering import administered
from orgstructure.access import needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.pdf import PdfUnavailableError

XML: Final = "application/xml"
PDF: Final = "application/pdf"
MOST_IN_A_BATCH: Final = 50


@require_safe
@never_cache
@rows_decide
def injury_report_xml(request: AppRequest, public_id: UUID) -> HttpResponse:
    """One case as the portal's file; made now, logged, kept nowhere."""
    case = administered(request, public_id, Channel.EXPORT)
    return _xml_or_back(request, [case], f"anmeldelse-{case.number}", back=("injury-send", case.public_id))


@require_safe
@never_cache
@rows_decide
def injury_report_pdf(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The same on paper, to type from."""
    case = administered(request, public_id, Channel.PDF)
    return _pdf_or_back(request, [case], f"anmeldelse-{case.number}", back=("injury-send", case.public_id))


@require_safe
@never_cache
@rows_decide
def injury_copy(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The whole case for the injured; the administrator hands it out to who has no sign-in."""
    case = administered(request, public_id, Channel.PDF, rights=("is_mine", "may_administer"))
    (record,) = exporting.gathered([case], by=request.user, now=clock.now(), with_cpr=False)
    try:
        content = papers.copy_pdf(record, clock.today())
    except PdfUnavailableError:
        messages.error(request, _("PDF files cannot be made on this machine at the moment."))
        return redirect(case)
    return _file(content, PDF, f"kopi-{case.number}.pdf")


@require_POST
@needs(Perm.ADMINISTER_INJURIES)
def injury_batch_new(request: AppRequest) -> HttpResponse:
    """The ticked cases, those that are ready, as one batch."""
    cases = ready_among(request.user, request.POST.getlist("case")[:MOST_IN_A_BATCH], now=clock.now())
    if not cases:
        messages.warning(request, _("Tick at least one case that is ready to send."))
        return redirect("injury-queue")
    _mapping, row = in_force()
    batch = telling.begin_batch(cases, template_id=row.pk if row else None, submission_id=uuid4(), by=request.user, now=clock.now())
    return redirect("injury-batch", batch.public_id)


@require_safe
@never_cache
@rows_decide
def injury_batch(request: AppRequest, public_id: UUID) -> HttpResponse:
    """What is in it, its files, and the note that it was sent."""
    batch, cases = _batch(request, public_id, Channel.LIST)
    lines = [{"case": case, "is_sent": not still_to_tell(case)} for case in cases]
    return render(request, "injuries/batch.html", {"batch": batch, "lines": lines, "waiting": sum(not one["is_sent"] for one in lines)})


@require_safe
@never_cache
@rows_decide
def injury_batch_xml(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Every case of the batch in one file."""
    batch, cases = _batch(request, public_id, Channel.EXPORT)
    return _xml_or_back(request, cases, f"anmeldelser-{batch.pk}", back=("injury-batch", public_id))


@require_safe
@never_cache
@rows_decide
def injury_batch_pdf(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Every case of the batch on paper, a page for each."""
    batch, cases = _batch(request, public_id, Channel.PDF)
    return _pdf_or_back(request, cases, f"anmeldelser-{batch.pk}", back=("injury-batch", public_id))


@require_POST
@never_cache
@rows_decide
def injury_batch_send(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Note for every case of the batch that it was sent; those that cannot be are named."""
    batch, cases = _batch(request, public_id, Channel.PAGE)
    sent = 0
    for case in cases:
        for receiver in still_to_tell(case):
            sent += _sent(request, case, receiver, batch)
    if sent:
        messages.success(request, _("%(n)s noted as sent.") % {"n": sent})
    return redirect("injury-batch", public_id)


def _sent(request: AppRequest, case: Case, receiver: str, batch: ExportBatch) -> bool:
    try:
        telling.send(case, Report.How.FILE, receiver=receiver, submission_id=uuid4(), by=request.user, now=clock.now(), batch=batch)
    except NotReadyError:
        messages.warning(request, _("%(case)s lacks something and was not noted as sent.") % {"case": case.number})
        return False
    except (RefusedError, IllegalMoveError) as error:
        messages.warning(request, f"{case.number}: {error}")
        return False
    return True


def _batch(request: AppRequest, public_id: UUID, channel: Channel) -> tuple[ExportBatch, list[Case]]:
    """The batch with those of its cases that the person administers; 404 where there is none, or somebody else made it."""
    batch, ids = batch_of(request.user, public_id)
    cases = opened_all(request.user, ids, now=clock.now(), read=Read(channel)) if batch else []
    if batch is None or not cases:
        raise Http404
    return batch, cases


def _gathered(request: AppRequest, cases: list[Case]) -> list[Record]:
    return exporting.gathered(cases, by=request.user, now=clock.now())


def _xml_or_back(request: AppRequest, cases: list[Case], name: str, *, back: tuple[str, UUID]) -> HttpResponse:
    mapping, _row = in_force()
    records = _gathered(request, cases)
    try:
        exporting.refuse_holes(mapping, records)
    except NotReadyError as error:
        for text in error.missing.values():
            messages.error(request, text)
        return redirect(*back)
    return _file(xml_of(mapping, records).encode(), XML, f"{name}.xml")


def _pdf_or_back(request: AppRequest, cases: list[Case], name: str, *, back: tuple[str, UUID]) -> HttpResponse:
    try:
        return _file(papers.report_pdf(_gathered(request, cases), clock.today()), PDF, f"{name}.pdf")
    except PdfUnavailableError:
        messages.error(request, _("PDF files cannot be made on this machine at the moment."))
        return redirect(*back)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)
