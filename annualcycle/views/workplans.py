"""Work plans: a committee's list, one plan with its versions, and what is done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle import workplan_page as page
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.forms.workplans import AdoptForm, LineForm, NewForm, WriteForm
from annualcycle.goal_page import may_set_goals
from annualcycle.models import WorkPlan, WorkPlanGoal
from annualcycle.usecases import workplans as usecases
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.models import Committee
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FORM = ["GET", "HEAD", "POST"]
STEPS = {"up": -1, "down": 1}


@require_safe
@signed_in_only
def work_plan_committee(request: AppRequest, pk: int) -> HttpResponse:
    """The work plans of one committee or group."""
    committee, today = _committee_or_404(pk), clock.today()
    plans = page.plans_of(committee, request.user, today)
    context = {"committee": committee, "plans": plans, "may_write": may_set_goals(request.user, committee, today)}
    return render(request, "annualcycle/workplan_committee.html", context)


@require_http_methods(FORM)
@signed_in_only
def work_plan_new(request: AppRequest, pk: int) -> HttpResponse:
    """A new plan, drafted from the goals."""
    committee, today = _committee_or_404(pk), clock.today()
    if not may_set_goals(request.user, committee, today):
        raise PermissionDenied
    form = NewForm(_posted(request), name=committee.name, year=today.year + 1)
    if form.is_bound and form.is_valid():
        plan, is_new = usecases.draft(committee=committee, given=form.cleaned_data, by=request.user, now=clock.now())
        if is_new:
            messages.success(request, _("The plan is drafted from the goals. Write what you will do about each."))
        else:
            messages.info(request, _("There is a plan that begins that year already. Here it is."))
        return redirect(plan)
    goals = usecases.lines_to_draft(committee, today.year + 1, today.year + 2)
    return _form_page(request, "workplan_new", form, {"committee": committee, "goals": goals})


@require_safe
@rows_decide
def work_plan_detail(request: AppRequest, pk: int) -> HttpResponse:
    """The plan: as it is being written for who writes it, as it was adopted for everybody else."""
    return _plan_page(request, _plan_or_404(request, pk))


@require_safe
@rows_decide
def work_plan_version(request: AppRequest, pk: int, number: int) -> HttpResponse:
    """The plan as it was adopted that time, and what changed."""
    return _plan_page(request, _plan_or_404(request, pk), number=number)


@require_http_methods(FORM)
@rows_decide
def work_plan_edit(request: AppRequest, pk: int) -> HttpResponse:
    """All that people write in it."""
    plan = _plan_to_edit(request, pk)
    form = WriteForm(_posted(request), plan=plan, lines=list(plan.lines.select_related("goal__committee", "goal__unit")))
    if form.is_bound and form.is_valid():
        try:
            usecases.write(
                plan=plan,
                given=form.said(),
                lines=form.said_of_lines(),
                version=form.cleaned_data["version"],
                by=request.user,
                now=clock.now(),
            )
        except RefusedError as error:
            _say(form, error)
        except StaleError:
            plan.refresh_from_db()
            say_what_stands_there(form, plan, version=plan.version, names=("title", "background", "organisation", "related"))
        else:
            messages.success(request, _("The plan is saved. It counts once it is adopted."))
            return redirect(plan)
    return _form_page(request, "workplan_write", form, {"plan": plan})


@require_http_methods(FORM)
@rows_decide
def work_plan_adopt(request: AppRequest, pk: int) -> HttpResponse:
    """Adopt it: kept as it stands, open to everybody."""
    plan = _plan_to_edit(request, pk)
    form = AdoptForm(_posted(request), plan=plan, today=clock.today())
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            adopted = usecases.adopt(
                plan=plan,
                on=given["on"],
                discussion=given.get("discussion"),
                version=given["version"],
                by=request.user,
                now=clock.now(),
            )
        except RefusedError as error:
            _say(form, error)
        except NotNowError as error:
            form.add_error(None, str(error))
        except StaleError:
            plan.refresh_from_db()
            say_what_stands_there(form, plan, version=plan.version, names=())
        else:
            messages.success(request, _("Version %(number)s of the plan is adopted. Everybody can read it.") % {"number": adopted.number})
            return redirect(plan)
    return _form_page(request, "workplan_adopt", form, {"plan": plan})


@require_POST
@rows_decide
def work_plan_throw_away(request: AppRequest, pk: int) -> HttpResponse:
    """A draft that nobody wants."""
    plan = _plan_to_edit(request, pk)
    try:
        usecases.throw_away(plan=plan)
    except NotNowError as error:
        messages.warning(request, str(error))
        return redirect(plan)
    messages.success(request, _("The draft is thrown away."))
    return redirect("work-plan-committee", plan.committee_id)


@require_http_methods(FORM)
@rows_decide
def work_plan_line_add(request: AppRequest, pk: int) -> HttpResponse:
    """One more goal in it."""
    plan = _plan_to_edit(request, pk)
    goals = usecases.goals_for(plan.committee, plan.first_year, plan.last_year).exclude(pk__in=plan.lines.values("goal"))
    form = LineForm(_posted(request), choices=list(goals.values_list("pk", flat=True)))
    if form.is_bound and form.is_valid():
        usecases.add_line(plan=plan, goal=form.cleaned_data["goal"], by=request.user, now=clock.now())
        messages.success(request, _("The goal stands in the plan. Write what you will do about it."))
        return redirect(plan)
    return _form_page(request, "workplan_line", form, {"plan": plan, "has_goals": goals.exists()})


@require_POST
@rows_decide
def work_plan_line_act(request: AppRequest, pk: int, act: str) -> HttpResponse:
    """Move a goal up or down, or take it out."""
    line = get_object_or_404(WorkPlanGoal.objects.select_related("work_plan"), pk=pk)
    plan = _plan_to_edit(request, line.work_plan_id)
    if act == "remove":
        usecases.remove_line(line=line, by=request.user, now=clock.now())
    else:
        usecases.move_line(line=line, step=STEPS[act], by=request.user, now=clock.now())
    return redirect(f"{plan.get_absolute_url()}#goals")


def _plan_page(request: AppRequest, plan: WorkPlan, number: int | None = None) -> HttpResponse:
    shown = page.WorkPlanPage.of(plan, request.user, now=clock.now(), today=clock.today(), number=number)
    if shown is None:
        raise Http404
    may_write = plan.may_edit and number is None
    return render(request, "annualcycle/workplan_detail.html", {"plan": plan, "page": shown, "may_write": may_write})


def _posted(request: AppRequest) -> object:
    return request.POST if request.method == "POST" else None


def _say(form: Form, error: RefusedError) -> None:
    for field, text in error.faults.items():
        form.add_error(field if field in form.fields else None, text)


def _form_page(request: AppRequest, name: str, form: Form, context: dict[str, object]) -> HttpResponse:
    return render(request, f"annualcycle/{name}.html", context | {"form": form}, status=422 if form.errors else 200)


def _committee_or_404(pk: int) -> Committee:
    return get_object_or_404(Committee.objects.select_related("level"), pk=pk)


def _plan_or_404(request: AppRequest, pk: int) -> WorkPlan:
    today = clock.today()
    rows = WorkPlan.objects.visible_to(request.user, today).with_rights_of(request.user, today)
    return get_object_or_404(rows.select_related("committee__level", "made_by", "edited_by"), pk=pk)


def _plan_to_edit(request: AppRequest, pk: int) -> WorkPlan:
    plan = _plan_or_404(request, pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan
