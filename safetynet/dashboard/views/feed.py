"""What each reading of the organisation's feed did, and bringing one in by hand."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from orgstructure.access import needs
from orgstructure.feed.brake import exceeded
from orgstructure.feed.problems import Problem
from orgstructure.models import FeedRun, FeedUpload
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.feed_form import FeedForm
from safetynet.dashboard.feed_night_status import night
from safetynet.dashboard.feed_preview import kept_back
from safetynet.operations import feed_upload

PER_PAGE = 25
SHOWN = (FeedUpload.State.QUEUED, FeedUpload.State.READING, FeedUpload.State.COMPARING, FeedUpload.State.READY, FeedUpload.State.FAILED)
PROBLEMS_PER_PAGE = 200


@require_safe
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_list(request: AppRequest) -> HttpResponse:
    """The runs, newest first."""
    runs = FeedRun.objects.select_related("by").defer("story", "problems")
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    uploads = FeedUpload.objects.filter(state__in=SHOWN).select_related("by")[:10]
    return render(request, "dashboard/feed_run_list.html", {"page": page, "uploads": uploads, "night": night(clock.now())})


def refresh() -> HttpResponse:
    """Let the browser ask for the whole page."""
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_safe
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What one run created, moved, renamed and closed, and every problem with file and line."""
    run = get_object_or_404(FeedRun.objects.select_related("by", "confirmed_by", "undone_by"), pk=pk)
    if request.htmx:
        return render(request, "dashboard/_feed_undo.html", {"run": run}) if run.is_being_undone else refresh()
    page = Paginator(run.problems, PROBLEMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "waiting": FeedUpload.objects.filter(run=run, state=FeedUpload.State.READY).first(),
        "kept_back": kept_back(run, request.user),
        "may_undo": run.may_be_undone(clock.now()) and not run.is_being_undone,
        "page": page,
        "problems": [Problem.from_json(kept) for kept in page],
        "excesses": exceeded(run.counts) if run.outcome == FeedRun.Outcome.STOPPED else [],
    }
    return render(request, "dashboard/feed_run_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_new(request: AppRequest) -> HttpResponse:
    """Hand in the four files; they are read and compared, and nothing changes before somebody has looked."""
    form = FeedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"submission_id": form.cleaned_data["submission_id"], "by": request.user, "now": clock.now()}
        return redirect(feed_upload.take_in(form.by_name(), **given))
    return render(request, "dashboard/feed_run_new.html", {"form": form})
