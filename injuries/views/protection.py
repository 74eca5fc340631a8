"""Who has read what, what is unusual about it, how long things are kept, and what is held back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from injuries.forms.protection import HoldForm, NoteForm, RuleForm
from injuries.models import Case, KeptKind
from injuries.reading import opened
from injuries.reads_page import HoldsPage, LogPage, LogSearch, NotesPage, WhoHasSeen, case_to_hold, hold_of, holder_scope, notes_for
from injuries.retention import rules
from injuries.usecases import retaining, unusual
from orgstructure.access import needs, rows_decide, scope_of
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@never_cache
@rows_decide
def injury_reads(request: AppRequest, public_id: UUID) -> HttpResponse:
    """“Who has seen my case”, for the injured alone: days, purposes, roles, nobody's name."""
    try:
        case = opened(request.user, public_id, now=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
    if not case.is_mine:
        raise Http404
    seen = WhoHasSeen.of(case, request.GET.get("page", ""))
    return render(request, "injuries/reads.html", {"case": case, "seen": seen})


@require_safe
@never_cache
@needs(Perm.REVIEW_READS)
def injury_read_log(request: AppRequest) -> HttpResponse:
    """The log, by case, reader and day; nothing of any case but its number."""
    search = LogSearch.read(request.GET.dict())
    log = LogPage.of(search, request.user, request.GET.get("page", ""))
    return render(request, "injuries/read_log.html", {"log": log, "search": search}, status=422 if search.faults else 200)


@require_safe
@never_cache
@needs(Perm.REVIEW_READS)
def injury_read_notes(request: AppRequest) -> HttpResponse:
    """Unusual reading: what waits, and what became of the rest."""
    notes = NotesPage.of(request.user, request.GET.get("page", ""))
    return render(request, "injuries/read_notes.html", {"notes": notes})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Perm.REVIEW_READS)
def injury_read_note(request: AppRequest, public_id: UUID) -> HttpResponse:
    """One note, and what became of it."""
    note = get_object_or_404(notes_for(request.user).select_related("reader", "seen_by"), public_id=public_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if unusual.handle(note, **form.cleaned_data, by=request.user, now=clock.now()):
            messages.success(request, _("It is noted what became of it."))
        else:
            messages.warning(request, _("Somebody has noted already what became of it."))
        return redirect("injury-read-notes")
    page = {"note": note, "form": form}
    return render(request, "injuries/read_note.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def injury_retention(request: AppRequest) -> HttpResponse:
    """How long each kind is kept; one rule is changed at a time."""
    if not (scope_of(request.user, Perm.REVIEW_READS) or scope_of(request.user, Perm.CONFIGURE)):
        raise PermissionDenied
    kept = rules()
    chosen = request.POST.get("kind", "") if request.method == "POST" else ""
    forms = [(row, RuleForm(request.POST if row.kind == chosen else None, kept=row)) for row in kept.values()]
    bound = next((form for _row, form in forms if form.is_bound), None)
    if bound is not None and bound.is_valid():
        retaining.decide(**bound.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, _("The rule is in force. The night's work follows it."))
        return redirect("injury-retention")
    is_refused = request.method == "POST"
    page = {"forms": forms, "form": bound, "is_unknown": is_refused and chosen not in KeptKind.values}
    return render(request, "injuries/retention.html", page, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_holds(request: AppRequest) -> HttpResponse:
    """Cases that are kept past their time, and holding one more."""
    if not holder_scope(request.user):
        raise PermissionDenied
    form = HoldForm(request.POST if request.method == "POST" else None, number=request.GET.get("case", "")[:30])
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        case = case_to_hold(request.user, given["number"])
        if case is not None:
            retaining.hold(case, given["reason"], submission_id=given["submission_id"], by=request.user, now=clock.now())
            messages.success(request, _("The case is held. Nothing of it is erased until the hold is lifted."))
            return redirect("injury-holds")
        form.add_error("number", _("There is no such case here. Look at the number once more."))
    page = {"holds": HoldsPage.of(request.user), "form": form}
    return render(request, "injuries/holds.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def injury_hold_lift(request: AppRequest, pk: int) -> HttpResponse:
    """It may be erased when its time is over."""
    holding = hold_of(request.user, pk)
    if holding is None:
        raise Http404
    retaining.lift(holding, by=request.user, now=clock.now())
    messages.success(request, _("The hold is lifted. The case is erased when its time is over."))
    return redirect("injury-holds")
