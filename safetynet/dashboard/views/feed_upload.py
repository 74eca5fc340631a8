"""An upload of the organisation's files: followed, looked at, said yes to; and a run taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from orgstructure.access import needs
from orgstructure.models import FeedRun, FeedUpload
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.feed_form import ConfirmForm
from safetynet.dashboard.feed_preview import Preview, samples, told
from safetynet.operations import feed_undo, feed_upload


@require_safe
@needs(Perm.IMPORT_ORGANISATION)
def feed_upload_detail(request: AppRequest, pk: int) -> HttpResponse:
    """How far it is; when it has been compared, everything that it would do."""
    upload = get_object_or_404(FeedUpload.objects.select_related("by", "run", "confirmed_by"), pk=pk)
    if request.htmx and not upload.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.htmx:
        return render(request, "dashboard/_feed_progress.html", {"upload": upload})
    if upload.run and upload.state in {FeedUpload.State.APPLIED, FeedUpload.State.REFUSED}:
        return redirect(upload.run)
    preview = Preview(upload)
    return _show(request, preview, ConfirmForm(is_beyond_limits=bool(preview.excesses)))


@require_POST
@needs(Perm.IMPORT_ORGANISATION)
def feed_upload_confirm(request: AppRequest, pk: int) -> HttpResponse:
    """Yes to what was shown; a change beyond the limits with a reason, and by somebody else where the region wants it."""
    upload = get_object_or_404(FeedUpload.objects.select_related("by", "run"), pk=pk)
    preview = Preview(upload)
    form = ConfirmForm(request.POST, is_beyond_limits=bool(preview.excesses))
    if not form.is_valid():
        return _show(request, preview, form)
    try:
        given = {"by": request.user, "reason": form.cleaned_data["reason"]}
        if not feed_upload.confirm(upload, is_beyond_limits=bool(preview.excesses), **given):
            messages.warning(request, _("Somebody has said yes already, or the files are no longer there."))
    except feed_upload.NotYoursToConfirmError:
        form.add_error(None, _("You brought the files yourself. A change beyond the limits is confirmed by somebody else who may import."))
        return _show(request, preview, form)
    return redirect(upload)


@require_POST
@needs(Perm.IMPORT_ORGANISATION)
def feed_upload_again(request: AppRequest, pk: int) -> HttpResponse:
    """Read once more what stopped by a fault."""
    upload = get_object_or_404(FeedUpload, pk=pk)
    if not feed_upload.again(upload):
        messages.warning(request, _("It is being tried already, or the files are no longer there. Bring them in again."))
    return redirect(upload)


@require_POST
@needs(Perm.IMPORT_ORGANISATION)
def feed_run_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Let a worker take a run back, within 24 hours."""
    run = get_object_or_404(FeedRun, pk=pk)
    try:
        feed_undo.ask(run, by=request.user, now=clock.now())
    except feed_undo.CannotUndoError:
        messages.warning(request, _("This can no longer be taken back."))
    return redirect(run)


def _show(request: AppRequest, preview: Preview, form: ConfirmForm) -> HttpResponse:
    upload, part, words = preview.upload, request.GET.get("part", ""), request.GET.get("q", "").replace("\0", "").strip()
    found = upload.lines.filter(part=part) if part else upload.lines.all()
    for word in words.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(was__icontains=word) | Q(to__icontains=word))
    page = Paginator(found.order_by("pk"), 50).get_page(request.GET.get("page"))
    context = {"upload": upload, "preview": preview, "page": page, "rows": told(page), "part": part, "q": words, "form": form}
    context |= {"tabs": preview.tabs(part), "samples": samples(upload)}
    return render(request, "dashboard/feed_upload_detail.html", context)
