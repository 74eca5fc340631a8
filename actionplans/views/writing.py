"""Pages on which a plan is written: new, edit, save as you type, publish, throw a draft away."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.beside import beside
from actionplans.errors import IllegalMoveError, NotPublishableError, OverlapError
from actionplans.forms.beginning import Origin, proposed_parts
from actionplans.forms.overlaps import overlaps_of, stamps_after
from actionplans.forms.page import PlanPage
from actionplans.forms.plan import SentenceForm, UnitNameForm
from actionplans.forms.posted import Posted
from actionplans.models import ActionPlan, Status
from actionplans.origins import Cause, cause_of
from actionplans.panels import beside_a_plan
from actionplans.usecases import writing as usecases
from actionplans.usecases.writing import Beginning, Writing
from orgstructure.access import may, needs, rows_decide, scope_of, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse

UNITS_TO_CHOOSE = 60


@require_http_methods(["GET", "POST"])
@needs(Perm.EDIT_PLANS)
def plan_new(request: AppRequest) -> HttpResponse:
    """A new plan for `?unit=`, with what is known filled in; `?source=`, `?follows=`, `?copy=` and `?from=` carry something over."""
    origin = _origin(request)
    if not request.GET.get("unit") and origin.follows is None and origin.cause is None:
        return _choose_unit(request)
    unit = unit_to_write_for(request, origin)
    if request.method == "POST":
        return _posted(request, unit, None, origin)
    source = request.GET.get("source", "")
    parts = proposed_parts(unit=unit, user=request.user, today=clock.today(), source=source, origin=origin)
    drafts = ActionPlan.objects.begun_by(request.user, unit)
    return _show(request, _page(request, unit, parts=parts), origin, drafts=drafts)


@require_http_methods(["GET", "POST"])
@rows_decide
def plan_edit(request: AppRequest, pk: int) -> HttpResponse:
    """A draft or a published plan, on the same page it was made on."""
    plan = _plan_to_edit(request, pk)
    if not plan.is_open and plan.status != Status.DRAFT:
        messages.warning(request, _("This plan has ended, so it is no longer changed. Reopen it first."))
        return redirect(plan)
    if request.method == "POST":
        return _posted(request, plan.unit, plan, Origin(plan.follows))
    return _show(request, _page(request, plan.unit, plan), Origin(plan.follows))


@require_POST
@rows_decide
def plan_autosave(request: AppRequest) -> HttpResponse:
    """Keep a draft while it is being written; what cannot be read yet waits. Published plans are saved by a person only."""
    plan = _draft_being_written(request)
    unit = plan.unit if plan else unit_to_write_for(request, _origin(request))
    page = _page(request, unit, plan, data=request.POST)
    is_whole = page.is_valid()
    if not page.trace.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    writing = page.written()
    if plan is None and not page.says_something:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    try:
        plan = _save(request, page, plan, _origin(request))
    except OverlapError:
        return JsonResponse(
            {"note": _("Somebody else has changed the draft. Press “Save draft” to see both texts.")}, status=HTTPStatus.CONFLICT
        )
    answer = {"fields": {"version": str(plan.version), "base": stamps_after(writing)}}
    return JsonResponse(answer if is_whole else answer | {"note": _("Saved, except for what is marked or not finished.")})


@require_safe
@rows_decide
def plan_copy(request: AppRequest, pk: int) -> HttpResponse:
    """For which unit a copy is to be: one of those the reader writes plans for, found by `?q=`; the copy itself is a new plan's page."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).published(), pk=pk)
    scope = scope_of(request.user, Perm.EDIT_PLANS)
    if not scope:
        raise PermissionDenied
    form = UnitNameForm(request.GET)
    units = Unit.objects.existing(clock.today()).called(form.words()).within(scope.where("")).exclude(pk=plan.unit_id)[:UNITS_TO_CHOOSE]
    return render(request, "actionplans/plan_copy.html", {"plan": plan, "units": units, "form": form})


@require_safe
@signed_in_only
def plan_sentence(request: AppRequest) -> HttpResponse:
    """The follow-up sentence of the words in the address, as text, while it is being put together."""
    return HttpResponse(SentenceForm(request.GET).sentence(), content_type="text/plain; charset=utf-8")


@require_POST
@rows_decide
def plan_publish(request: AppRequest, pk: int) -> HttpResponse:
    """Publish a draft from its page; what is missing is asked for on the page where it is written."""
    plan = _plan_to_edit(request, pk)
    page = _page(request, plan.unit, plan)
    if plan.status == Status.DRAFT and (names := page.names()):
        return _show(request, page, Origin(plan.follows), names=names)
    try:
        usecases.publish(plan=plan, by=request.user, now=clock.now(), today=clock.today())
    except NotPublishableError as error:
        return _show(request, page, Origin(plan.follows), missing=error.missing)
    except IllegalMoveError as error:
        messages.warning(request, str(error))
        return redirect(plan)
    messages.success(request, _("The plan is published."))
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@rows_decide
def plan_delete_draft(request: AppRequest, pk: int) -> HttpResponse:
    """Asks before it throws a draft away."""
    plan = _plan_to_edit(request, pk)
    if request.method == "GET" and plan.status == Status.DRAFT:
        return render(request, "actionplans/plan_delete_draft.html", {"plan": plan})
    try:
        usecases.delete_draft(plan=plan)
    except IllegalMoveError as error:
        messages.warning(request, str(error))
        return redirect(plan)
    messages.success(request, _("The draft is deleted."))
    return redirect(plan.unit)


def _posted(request: AppRequest, unit: Unit, plan: ActionPlan | None, origin: Origin) -> HttpResponse:
    posted = Posted.of(request.POST)
    page = _page(request, unit, plan, data=posted.data)
    if posted.is_only_arranged or not page.is_valid():
        if posted.is_to_publish:
            page.say_what_is_missing_too(clock.today())
        return _show(request, page, origin)
    if (posted.is_to_publish or page.is_published) and (names := posted.not_seen(page.names())):
        return _show(request, page, origin, names=names)
    try:
        return _saved(request, _save(request, page, plan, origin, is_to_publish=posted.is_to_publish), posted)
    except NotPublishableError as error:
        page.say(error.missing)
        return _show(request, page, origin)
    except OverlapError:
        settled, overlaps = overlaps_of(page, _as_it_is_now(request, page), clock.today())
        return _show(request, settled, origin, overlaps=overlaps)
    except IllegalMoveError as error:
        messages.warning(request, str(error))
        return redirect(plan or unit)


def _save(request: AppRequest, page: PlanPage, plan: ActionPlan | None, origin: Origin, *, is_to_publish: bool = False) -> ActionPlan:
    writing = page.written(accept_proposals=is_to_publish or page.is_published)
    if plan is None:
        cause = origin.cause.key if origin.cause else ""
        beginning = Beginning(page.unit, page.submission_id, origin.follows, origin.copied_from, cause)
        return _begun(request, beginning, writing, is_to_publish=is_to_publish)
    if is_to_publish and plan.status == Status.DRAFT:
        usecases.save_and_publish(plan=plan, writing=writing, by=request.user, now=clock.now(), today=clock.today())
    else:
        usecases.save(plan=plan, writing=writing, by=request.user, now=clock.now(), today=clock.today())
    return plan


def _begun(request: AppRequest, beginning: Beginning, writing: Writing, *, is_to_publish: bool) -> ActionPlan:
    try:
        return usecases.begin(
            beginning=beginning, writing=writing, is_to_publish=is_to_publish, by=request.user, now=clock.now(), today=clock.today()
        )
    except ActionPlan.DoesNotExist as error:  # the form's number belongs to somebody else's plan
        raise Http404 from error


def _saved(request: AppRequest, plan: ActionPlan, posted: Posted) -> HttpResponse:
    """The same answer however often the same form arrives."""
    if plan.status == Status.DRAFT:
        messages.success(request, _("The draft is saved. You can close the page and go on later."))
        return redirect("plan-edit", plan.pk)
    messages.success(request, _("The plan is published.") if posted.is_to_publish else _("The changes are saved."))
    if posted.is_to_publish and plan.theme and not request.POST.get("theme"):
        chosen = _("The theme “%(theme)s” was chosen by the words of the problem. Change it if it does not fit.")
        messages.info(request, chosen % {"theme": plan.theme})
    return redirect(plan)


def _page(request: AppRequest, unit: Unit, plan: ActionPlan | None = None, **more: Any) -> PlanPage:
    """The page for this writer; the confidential paragraph is on it only for those who may read it."""
    has_note = may(request.user, Perm.VIEW_CLOSED_PLANS, unit.pk, unit.path)
    return PlanPage(unit=unit, today=clock.today(), plan=plan, has_note=has_note, **more)


def _show(request: AppRequest, page: PlanPage, origin: Origin, **more: object) -> HttpResponse:
    context = {"page": page, "form": page.form, "plan": page.plan, "unit": page.unit, "origin": origin, **more}
    context["here"] = reverse("plan-edit", args=[page.plan.pk]) if page.plan else request.get_full_path()
    if not page.is_published:
        context["panels"] = beside_a_plan(page.unit.pk, page.theme_id)
        context["beside"] = beside(page.about, request.user, resources=page.resources, now=clock.now(), today=clock.today())
    return render(request, "actionplans/plan_form.html", context)


def _plan_to_edit(request: AppRequest, pk: int) -> ActionPlan:
    rows = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).with_note_for(request.user).for_writing()
    plan = get_object_or_404(rows, pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan


def _as_it_is_now(request: AppRequest, page: PlanPage) -> ActionPlan:
    rows = ActionPlan.objects.visible_to(request.user).with_note_for(request.user).for_writing()
    plan = rows.submitted_as(str(page.submission_id))
    if plan is None:
        raise Http404
    return plan


def _draft_being_written(request: AppRequest) -> ActionPlan | None:
    rows = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).with_note_for(request.user).for_writing()
    plan = rows.submitted_as(request.POST.get("submission_id", ""))
    if plan and not (plan.may_edit and plan.status == Status.DRAFT):
        raise PermissionDenied
    return plan


def unit_to_write_for(request: AppRequest, origin: Origin | None = None) -> Unit:
    """The unit of what the plan springs from (`?unit=` chooses among several), else `?unit=`, else that of the plan carried on from.

    404 or 403 when it is not the reader's.
    """
    cause, follows = (origin.cause, origin.follows) if origin else (None, None)
    given = request.GET.get("unit") or (str(follows.unit_id) if follows else "")
    if cause and read_id(given) not in {unit.pk for unit in cause.others}:
        given = str(cause.unit.pk)
    unit = get_object_or_404(Unit.objects.existing(clock.today()), pk=read_id(given))
    if not may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path):
        raise PermissionDenied
    return unit


def _origin(request: AppRequest) -> Origin:
    return Origin(_named_plan(request, "follows"), _named_plan(request, "copy"), _cause(request))


def _cause(request: AppRequest) -> Cause | None:
    """What the address says the plan springs from; 404 when it is not there, or can no longer become a plan."""
    if not (key := request.GET.get("from", "")):
        return None
    cause = cause_of(key, request.user, clock.today())
    if cause is None:
        raise Http404
    return cause


def _named_plan(request: AppRequest, parameter: str) -> ActionPlan | None:
    """The plan that the address names, without what only few may read of it; a draft is never copied."""
    given = request.GET.get(parameter, "")
    if not given:
        return None
    rows = ActionPlan.objects.visible_to(request.user).for_writing()
    return get_object_or_404(rows.published() if parameter == "copy" else rows, pk=read_id(given))


def _choose_unit(request: AppRequest) -> HttpResponse:
    """Without a unit in the address: straight on when there is only one, else a short list to choose from."""
    units = Unit.objects.existing(clock.today()).within(scope_of(request.user, Perm.EDIT_PLANS).where(""))[:UNITS_TO_CHOOSE]
    if len(units) == 1:
        return redirect(f"{request.path}?unit={units[0].pk}")
    return render(request, "actionplans/plan_choose_unit.html", {"units": units})
