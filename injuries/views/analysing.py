"""The group's pages of one event: its cause analysis, and the plan that is made of it."""

from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from actionplans.content import MEASURE
from actionplans.forms.beginning import Origin, proposed_parts
from actionplans.models import ActionPlan
from actionplans.usecases import writing
from injuries import recurrence
from injuries.errors import NotReadyError, StaleError
from injuries.follow_up_part import follow_up_of, may_write
from injuries.forms.analysis import AnalysisForm, PlanOfEventForm
from injuries.likeness import Like
from injuries.models import Case, CauseAnalysis
from injuries.names import without_names
from injuries.reading import opened
from injuries.usecases import analysing, planning
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

MAKE_A_PLAN, NO_PLAN = "plan", "no_plan"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_analysis(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Whys, what contributed, and how it ends: saved as far as it has come, in a plan, or with a reason for none."""
    case = _to_follow_up(request, public_id)
    part = follow_up_of(case, request.user, now=clock.now())
    form = AnalysisForm(request.POST if request.method == "POST" else None, analysis=part.analysis if part else None)
    if form.is_bound and form.is_valid() and (done := _posted(request, case, form)):
        return done
    seen = recurrence.similar(Like.of(case), case.unit, request.user, clock.today(), leaving_out=case.pk)
    page = {"case": case, "form": form, "part": part, "course": without_names(case, case.course)}
    page |= {"seen": seen, "months": recurrence.MONTHS_BACK}
    return render(request, "injuries/analysis.html", page, status=422 if form.errors else 200)


def _posted(request: AppRequest, case: Case, form: AnalysisForm) -> HttpResponse | None:
    intent, given = request.POST.get("intent"), form.cleaned_data
    form_of = {"version": given["version"], "submission_id": given["submission_id"], "by": request.user, "now": clock.now()}
    if intent == MAKE_A_PLAN and not planning.may_plan(case, request.user):
        raise PermissionDenied
    try:
        if intent == NO_PLAN:
            analysing.finish_without_plan(case, form.said(), reason=given["no_plan_reason"], **form_of)
            messages.success(request, _("The event is followed up, and the reason stands with it."))
            return redirect(case)
        analysing.keep(case, form.said(), **form_of)
    except NotReadyError as error:
        for name, sentence in error.missing.items():
            form.add_error(name, sentence)
        return None
    except StaleError:
        form.say_what_stands_there(CauseAnalysis.objects.get(case=case))
        return None
    if intent == MAKE_A_PLAN:
        return _planned(request, case, given["submission_id"], with_course=given["with_course"])
    messages.success(request, _("Saved. Go on when you like."))
    return redirect("injury-analysis", case.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_plan(request: AppRequest, public_id: UUID) -> HttpResponse:
    """What a plan of this event begins with, and the button that begins it."""
    case = _to_follow_up(request, public_id)
    if not planning.may_plan(case, request.user):
        raise PermissionDenied
    if request.method == "POST":
        form = PlanOfEventForm(request.POST)
        number = form.cleaned_data["submission_id"] if form.is_valid() else uuid4()
        return _planned(request, case, number, with_course=form.cleaned_data.get("with_course", False))
    cause = planning.cause_of(case, clock.today())
    page = {"case": case, "parts": cause.parts, "submission_id": uuid4(), "course": without_names(case, case.course)}
    return render(request, "injuries/plan_new.html", page)


def _planned(request: AppRequest, case: Case, number: UUID, *, with_course: bool) -> HttpResponse:
    """A draft, once however often the form comes; on to where it is written."""
    wanted = uuid5(NAMESPACE_URL, f"{planning.KIND}-{case.public_id}-{request.user.pk}-{number}")
    plan = ActionPlan.objects.visible_to(request.user).submitted_as(str(wanted))
    if plan is None:
        cause = planning.cause_of(case, clock.today(), with_course=with_course)
        origin = Origin(cause=cause)
        parts = proposed_parts(unit=case.unit, user=request.user, today=clock.today(), origin=origin)
        said = {name: part for name, part in parts.items() if not name.startswith(MEASURE)}
        beginning = writing.Beginning(case.unit, wanted, cause=cause.key)
        plan = writing.begin(
            beginning=beginning, writing=writing.Writing(said), is_to_publish=False, by=request.user, now=clock.now(), today=clock.today()
        )
        messages.success(request, _("The plan is begun, without names. Say what you do about it, and publish it."))
    return redirect("plan-edit", plan.pk)


def _to_follow_up(request: AppRequest, public_id: UUID) -> Case:
    """The event for those who follow it up, logged; 404 for whoever may not see it, 403 for whoever may not write."""
    try:
        case = opened(request.user, public_id, now=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
    if not may_write(case):
        raise PermissionDenied
    return case
