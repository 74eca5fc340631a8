"""What each reading of the organisation's feed did, and bringing one in by hand."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from orgstructure.access import needs
from orgstructure.feed.brake import exceeded
from orgstructure.feed.problems import Problem
from orgstructure.models import FeedRun
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.feed_form import FeedForm
from safetynet.operations.organisation import import_uploaded

PER_PAGE = 25
PROBLEMS_PER_PAGE = 200


@require_safe
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_list(request: AppRequest) -> HttpResponse:
    """The runs, newest first."""
    runs = FeedRun.objects.select_related("by").defer("story", "problems")
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "dashboard/feed_run_list.html", {"page": page})


@require_safe
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What one run created, moved, renamed and closed, and every problem with file and line."""
    run = get_object_or_404(FeedRun.objects.select_related("by"), pk=pk)
    page = Paginator(run.problems, PROBLEMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "page": page,
        "problems": [Problem.from_json(kept) for kept in page],
        "excesses": exceeded(run.counts) if run.outcome == FeedRun.Outcome.STOPPED else [],
    }
    return render(request, "dashboard/feed_run_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_new(request: AppRequest) -> HttpResponse:
    """Try the four files, or bring them in; either way the run tells what came of it."""
    form = FeedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        result = import_uploaded(
            form.by_name(),
            today=clock.today(),
            now=clock.now,
            by=request.user,
            is_trial=request.POST.get("do") != "apply",
            is_confirmed=form.cleaned_data["is_confirmed"],
        )
        return redirect("feed-run-detail", result.run.pk)
    return render(request, "dashboard/feed_run_new.html", {"form": form})
