"""A safety round on a phone: one tap a point, kept at once, with and without JavaScript."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.errors import RefusedError
from apv.forms.walking import BeginRoundForm, FinishForm, Taps
from apv.models import Checklist, RoundPhoto, SafetyRound
from apv.reports.walk import Walk
from apv.usecases import walking
from apv.usecases.duty import years_after
from apv.views.duty import unit_to_edit
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.uploads import LARGEST, MEDIA_TYPES, RefusedFileError


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def safety_round_new(request: AppRequest, pk: int) -> HttpResponse:
    """Choose a checklist and go."""
    unit = unit_to_edit(request, pk)
    form = BeginRoundForm(request.POST if request.method == "POST" else None, checklists=Checklist.objects.for_unit(unit))
    if form.is_bound and form.is_valid():
        try:
            begun = walking.begin(unit, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect(begun)
    going_on = SafetyRound.objects.under_way().filter(unit=unit).select_related("begun_by").order_by("-pk")
    page = {"unit": unit, "form": form, "going_on": going_on}
    return render(request, "apv/walk_new.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def safety_round(request: AppRequest, pk: int) -> HttpResponse:
    """The round: while it is under way each point takes a tap; finished it is read by every employee."""
    walked = get_object_or_404(SafetyRound.objects.select_related("unit", "begun_by", "completed_by", "checklist"), pk=pk)
    may_edit = _may_edit(request, walked)
    if request.method != "POST":
        return _show(request, walked, may_edit=may_edit)
    if not may_edit:
        raise PermissionDenied
    taps = Taps(request.POST)
    try:
        kept = walking.tap(walked, states=taps.states, words=taps.words, beside=taps.beside, by=request.user, now=clock.now())
        _keep_photos(request, walked, taps)
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect(walked)
    if not taps.is_good:
        return _show(request, walked, may_edit=may_edit, taps=taps, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "finish" in request.POST:
        return redirect("safety-round-finish", walked.pk)
    here = kept.pk if kept else next(iter(taps.states), None)
    return HttpResponseRedirect(f"{walked.get_absolute_url()}{f'#point-{here}' if here else ''}")


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def safety_round_finish(request: AppRequest, pk: int) -> HttpResponse:
    """Who took part, when the next one is; then every problem is a finding."""
    walked = _round_to_edit(request, pk)
    if not walked.is_under_way:
        return redirect(walked)
    today = clock.today()
    start = {"participants": walked.participants or request.user.get_full_name(), "next_on": years_after(today, 1)}
    form = FinishForm(request.POST if request.method == "POST" else None, today=today, initial=start)
    walk = Walk.of(walked)
    if form.is_bound and form.is_valid():
        try:
            found = walking.finish(walked, by=request.user, now=clock.now(), today=today, **form.cleaned_data)
        except RefusedError as error:
            messages.warning(request, str(error))
        else:
            said = ngettext("The round is finished, with %(number)s finding.", "The round is finished, with %(number)s findings.", found)
            messages.success(request, said % {"number": found})
        return redirect(walked)
    page = {"round": walked, "unit": walked.unit, "walk": walk, "form": form}
    return render(request, "apv/walk_finish.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def safety_round_give_up(request: AppRequest, pk: int) -> HttpResponse:
    """It was begun by mistake."""
    walked = _round_to_edit(request, pk)
    try:
        walking.give_up(walked, by=request.user, now=clock.now(), today=clock.today())
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect(walked)
    messages.success(request, _("The round is given up."))
    return redirect("apv-unit", walked.unit_id)


@require_safe
@signed_in_only
def round_photo(request: AppRequest, public_id: str) -> FileResponse:  # noqa: ARG001  open to every employee, as the finding it shows
    """A photo of a problem, as a picture and nothing else."""
    photo = get_object_or_404(RoundPhoto, public_id=public_id, removed_at=None)
    if not default_storage.exists(photo.file):
        raise Http404
    response = FileResponse(default_storage.open(photo.file), content_type=MEDIA_TYPES[photo.kind])
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


@require_POST
@rows_decide
def round_photo_take_out(request: AppRequest, public_id: str) -> HttpResponse:
    """Out of the round; its content is deleted."""
    photo = get_object_or_404(RoundPhoto.objects.select_related("point__safety_round__unit"), public_id=public_id)
    walked = photo.point.safety_round
    if not _may_edit(request, walked):
        raise PermissionDenied
    walking.take_photo_out(photo, by=request.user, now=clock.now())
    return HttpResponseRedirect(f"{walked.get_absolute_url()}#point-{photo.point_id}")


def _show(request: AppRequest, walked: SafetyRound, *, may_edit: bool, taps: Taps | None = None, status: int = 200) -> HttpResponse:
    walk = Walk.of(walked, taps)
    taking = walked.is_under_way and may_edit
    page = {"round": walked, "unit": walked.unit, "walk": walk, "may_edit": may_edit, "taps": taps, "form": None}
    return render(request, "apv/walk_taps.html" if taking else "apv/walk_detail.html", page, status=status)


def _keep_photos(request: AppRequest, walked: SafetyRound, taps: Taps) -> None:
    for name in request.FILES:
        point = walked.points.filter(pk=read_id(name.removeprefix("photo-")) or 0, state="problem").first()
        given: Any = request.FILES[name]
        if point is None:
            continue
        try:
            walking.add_photo(point, name=given.name or "", content=given.read(LARGEST + 1), by=request.user, now=clock.now())
        except RefusedFileError as error:
            taps.errors[point.pk] = str(error)


def _round_to_edit(request: AppRequest, pk: int) -> SafetyRound:
    walked = get_object_or_404(SafetyRound.objects.select_related("unit"), pk=pk)
    if not _may_edit(request, walked):
        raise PermissionDenied
    return walked


def _may_edit(request: AppRequest, walked: SafetyRound) -> bool:
    return may(request.user, Perm.EDIT_PLANS, walked.unit_id, walked.unit.path)
