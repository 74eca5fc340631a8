"""Pages on which something is reported: choose what happened, fill in one page, see what happens next."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from injuries.forms.reporting import ReportForm
from injuries.forms.telling import new_case
from injuries.models import Case, CaseKind
from injuries.reading import opened
from injuries.report_desk import Desk
from injuries.report_page import ReportPage, who_sees
from injuries.report_start import StartPage
from injuries.report_words import phrases_for
from injuries.usecases import drafting, filing, reporting
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.usecases.looking_up import count_lookup
from safetynet.common import clock
from safetynet.common.errors import too_many_requests
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse, QueryDict
from safetynet.common.uploads import LARGEST, CheckedFile, RefusedFileError

SEND, LATER, SWITCH, FIND = "send", "later", "switch", "find"


@require_safe
@never_cache
@signed_in_only
def injury_start(request: AppRequest) -> HttpResponse:
    """What has happened? Below it what one has begun and reported."""
    page = StartPage.of(request.user, unit_id=read_id(request.GET.get("unit", "")), now=clock.now())
    return render(request, "injuries/report_start.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def injury_new(request: AppRequest, kind: str) -> HttpResponse:
    """The form of one kind. A POST sends it, keeps it for later, looks somebody up, or brings it over from another kind."""
    kind = _kind_or_404(kind)
    if request.method != "POST":
        return _begun(request, kind)
    intent = request.POST.get("intent", SEND)
    if request.POST.get("find_person", "").strip() and (wait := count_lookup(request.user, clock.now())):
        return too_many_requests(request, retry_after=wait)
    if intent == LATER:
        return _kept(request, kind)
    if intent in (SWITCH, FIND):
        return _show(request, _form(request, kind, request.POST).only_shown())
    return _sent(request, _form(request, kind, request.POST, request.FILES))


def _begun(request: AppRequest, kind: CaseKind) -> HttpResponse:
    """Empty; `?unit=` chooses another unit. A suspected disease is first told of the doctor's duty (R47)."""
    if kind == CaseKind.DISEASE and "told" not in request.GET:
        return render(request, "injuries/report_doctor.html", {"kind": kind})
    desk = Desk.of(request.user, request.GET.dict(), clock.today())
    return _show(request, ReportForm(kind, desk=desk))


def _form(request: AppRequest, kind: CaseKind, typed: QueryDict, files: Any = None) -> ReportForm:
    desk = Desk.of(request.user, typed.dict(), clock.today())
    return ReportForm(kind, typed, desk=desk, files=files)


def _show(request: AppRequest, form: ReportForm) -> HttpResponse:
    page = {"form": form, "page": ReportPage.of(form)}
    return render(request, "injuries/report_form.html", page, status=422 if form.errors else 200)


def _sent(request: AppRequest, form: ReportForm) -> HttpResponse:
    photos = _photos(form) if form.is_valid() else []
    if form.errors:
        return _show(request, form)
    try:
        case = reporting.send(new_case(form), photos, by=request.user, now=clock.now())
    except RefusedFileError as error:
        form.add_error("photos", str(error))
        return _show(request, form)
    return redirect("injury-received", case.public_id)


def _photos(form: ReportForm) -> list[CheckedFile]:
    """Each photo judged before anything is saved; what is refused is said beside the field."""
    kept = []
    for given in form.cleaned_data.get("photos") or ():
        try:
            kept.append(filing.ready(given.name or "", given.read(LARGEST + 1)))
        except RefusedFileError as error:
            form.add_error("photos", str(error))
    return kept


def _kept(request: AppRequest, kind: CaseKind) -> HttpResponse:
    """Kept for later without JavaScript; photos are chosen anew then."""
    if _keep(request, kind):
        messages.success(request, _("Kept. You can go on with it here for fourteen days; nobody else sees it."))
        return redirect("injury-start")
    messages.warning(request, _("It could not be kept. Send it, or delete one of your other drafts."))
    return _show(request, _form(request, kind, request.POST).only_shown())


def _keep(request: AppRequest, kind: CaseKind) -> bool:
    try:
        number = UUID(request.POST.get("submission_id", ""))
    except ValueError:
        return False
    return drafting.keep(kind, dict(request.POST.lists()), submission_id=number, by=request.user, now=clock.now())


@require_POST
@signed_in_only
def injury_autosave(request: AppRequest, kind: str) -> HttpResponse:
    """What was typed so far, kept while one types."""
    return HttpResponse(status=204 if _keep(request, _kind_or_404(kind)) else 422)


@require_safe
@never_cache
@rows_decide
def injury_draft(request: AppRequest, submission_id: UUID) -> HttpResponse:
    """Go on where one was interrupted; of nobody but oneself."""
    found = drafting.opened(request.user, submission_id, now=clock.now())
    if found is None:
        raise Http404
    kind, typed = found
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return _show(request, _form(request, kind, data).only_shown())


@require_POST
@rows_decide
def injury_draft_discard(request: AppRequest, submission_id: UUID) -> HttpResponse:
    """It shall not be reported after all."""
    if not drafting.discard(request.user, submission_id):
        raise Http404
    messages.success(request, _("The draft is deleted."))
    return redirect("injury-start")


@require_POST
@signed_in_only
def injury_phrases(request: AppRequest) -> HttpResponse:
    """Everyday words found for what is typed; asked by POST, so that it stands in no log of addresses."""
    words, kind = request.POST.get("find_phrase", "")[:60], request.POST.get("kind", "")
    rows = phrases_for(kind, words.replace("\x00", ""), request.POST.get("phrase", ""))
    return render(request, "injuries/_phrase_taps.html", {"rows": rows, "chosen": request.POST.get("phrase", "")})


@require_safe
@never_cache
@rows_decide
def injury_received(request: AppRequest, public_id: UUID) -> HttpResponse:
    """It is received: its number, what happens next and when, and who sees it."""
    try:
        case = opened(request.user, public_id, now=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
    if not (case.is_mine or case.is_my_report):
        return redirect(case)
    return render(request, "injuries/report_receipt.html", {"case": case, "sees": who_sees(case.kind, is_kept=case.is_kept_from_manager)})


def _kind_or_404(kind: str) -> CaseKind:
    """The kind as addresses write it, `near-miss`."""
    try:
        return CaseKind(kind.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
