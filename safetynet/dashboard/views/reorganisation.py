"""Reorganising units: draft the changes, see before and after, carry it out, undo it for a day."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgstructure.access import needs, scope_of
from orgstructure.models import Reorganisation, Unit
from orgstructure.permissions import Perm
from orgstructure.unit_search import units_called
from orgstructure.usecases.units import ReorganiseError, let_the_feed_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.dashboard.forms.reorganisation import LineForm
from safetynet.dashboard.reorganisation_follows import in_words
from safetynet.dashboard.reorganisation_page import places_for, step_page, takes_of
from safetynet.operations import reorganisation_steps as steps
from safetynet.operations.reorganisation_steps import add_line

PER_PAGE = 25


@require_safe
@needs(Perm.REORGANISE)
def reorganisation_list(request: AppRequest) -> HttpResponse:
    """The steps, newest first, and the units whose name, place or end is held against the feed."""
    scope = scope_of(request.user, Perm.REORGANISE)
    rows = Reorganisation.objects.visible_to(request.user, scope).select_related("by").prefetch_related("lines__unit", "lines__into")
    held = Unit.objects.exclude(held_since=None).within(scope.where(""))
    context = {"page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "held": held[:PER_PAGE]}
    return render(request, "dashboard/reorganisation_list.html", context)


@require_safe
@needs(Perm.REORGANISE)
def reorganisation_new(request: AppRequest) -> HttpResponse:
    """Which unit? Found by its name."""
    text, step = request.GET.get("q", "")[:100], request.GET.get("step", "")
    found = units_called(text, today=clock.today())
    scope = scope_of(request.user, Perm.REORGANISE)
    rows = [one for one in found.units if scope.covers(one.unit.pk, one.unit.path)]
    return render(request, "dashboard/reorganisation_new.html", {"q": text, "step": read_id(step), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.REORGANISE)
def reorganisation_line_new(request: AppRequest, pk: int) -> HttpResponse:
    """What happens to that unit: the first change of a new step, or one more of a draft (`?step=`)."""
    today = clock.today()
    units = Unit.objects.existing(today).within(scope_of(request.user, Perm.REORGANISE).where(""))
    unit = get_object_or_404(units, pk=pk)
    text = request.GET.get("q", "")[:100]
    form = LineForm(
        request.POST or None,
        initial={"submission_id": uuid.uuid4()},
        places=places_for(unit, request.user, text, today=today),
        **takes_of(unit, request.user, today=today),
    )
    if request.method == "POST" and form.is_valid():
        draft = _draft(request, form.cleaned_data["submission_id"])
        add_line(draft, form.line(unit))
        return redirect(draft)
    return render(request, "dashboard/reorganisation_line_new.html", {"unit": unit, "form": form, "q": text, "step": _step_id(request)})


@require_safe
@needs(Perm.REORGANISE)
def reorganisation_detail(request: AppRequest, pk: int) -> HttpResponse:
    """The picture before and after, and what follows; of one that is done, what it did."""
    step = _step_or_404(request, pk)
    try:
        page = step_page(step, request.user, today=clock.today(), now=clock.now())
    except PermissionError as error:
        raise PermissionDenied from error
    return render(request, "dashboard/reorganisation_detail.html", {"page": page, "step": step, "lines": step.lines.select_related()})


@require_POST
@needs(Perm.REORGANISE)
def reorganisation_apply(request: AppRequest, pk: int) -> HttpResponse:
    """All of it at once."""
    step = _step_or_404(request, pk)
    try:
        steps.apply(step, by=request.user, today=clock.today(), now=clock.now())
    except PermissionError as error:
        raise PermissionDenied from error
    except ReorganiseError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The reorganisation is carried out. It can be undone for 24 hours."))
    return redirect(step)


@require_POST
@needs(Perm.REORGANISE)
def reorganisation_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Everything as it was, but for what was touched since."""
    step = _step_or_404(request, pk)
    try:
        stays = steps.undo(step, by=request.user, today=clock.today(), now=clock.now())
    except PermissionError as error:
        raise PermissionDenied from error
    except ReorganiseError as error:
        messages.warning(request, str(error))
        return redirect(step)
    messages.success(request, _("The reorganisation is undone."))
    if stays:
        said = in_words(stays, request.user, clock.today())
        messages.info(request, _("Changed since, and so left as it is: %(things)s.") % {"things": said})
    return redirect(step)


@require_POST
@needs(Perm.REORGANISE)
def reorganisation_discard(request: AppRequest, pk: int) -> HttpResponse:
    """A draft goes; what was carried out is kept."""
    step = _step_or_404(request, pk)
    if Reorganisation.objects.filter(pk=step.pk, applied_at=None).delete()[0]:
        messages.success(request, _("The draft is thrown away."))
    return redirect("reorganisation-list")


@require_POST
@needs(Perm.REORGANISE)
def reorganisation_release(request: AppRequest, pk: int) -> HttpResponse:
    """The feed decides about that unit again."""
    unit = get_object_or_404(Unit.objects.within(scope_of(request.user, Perm.REORGANISE).where("")), pk=pk)
    let_the_feed_decide(unit=unit)
    messages.success(request, _("The next feed decides about “%(unit)s” again.") % {"unit": unit})
    return redirect("reorganisation-list")


def _step_or_404(request: AppRequest, pk: int) -> Reorganisation:
    return get_object_or_404(Reorganisation.objects.visible_to(request.user, scope_of(request.user, Perm.REORGANISE)), pk=pk)


def _step_id(request: AppRequest) -> int | None:
    return read_id(request.GET.get("step", ""))


def _draft(request: AppRequest, submission_id: uuid.UUID) -> Reorganisation:
    """The draft that the address names, else a new one; the same form sent twice makes one."""
    if (pk := _step_id(request)) is not None:
        return get_object_or_404(Reorganisation.objects.filter(by=request.user, applied_at=None), pk=pk)
    step, _made = Reorganisation.objects.get_or_create(
        submission_id=submission_id, defaults={"by": request.user, "drafted_at": clock.now()}
    )
    if step.by_id != request.user.pk:
        raise PermissionDenied
    return step
