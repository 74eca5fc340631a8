"""Goals: the places that have them, one goal, and what is done with it."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle import goal_page as page
from annualcycle.discussion_place import small_places
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.forms.goals import EndGoalForm, GoalForm, GoalPlansForm, JudgeForm, ValueForm
from annualcycle.goal_tree import GoalTree
from annualcycle.models import Goal
from annualcycle.usecases import goals as usecases
from annualcycle.usecases.goals import Place
from annualcycle.usecases.talks import may_run
from apv.models import AuditProposal
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.given import own_address, read_id, way_on
from safetynet.common.http import AppRequest, HttpResponse

FORM = ["GET", "HEAD", "POST"]


@require_safe
@signed_in_only
def year_start(request: AppRequest) -> HttpResponse:
    """My committees and groups, and the goals at the top."""
    today = clock.today()
    mine = page.my_committees(request.user, today)
    places = page.GoalsOf.of_each([None, *page.top_committees(today)[:3]], request.user, today=today)
    may_set = page.may_set_goals(request.user, None, today)
    return render(
        request,
        "annualcycle/start.html",
        {"mine": mine, "places": places, "may_set": may_set, "small_places": small_places(request.user, today)},
    )


@require_safe
@signed_in_only
def goal_place(request: AppRequest, kind: str, pk: int = 0) -> HttpResponse:
    """The goals of one committee, group or unit, or the nation's."""
    place, today = _place_or_404(kind, pk), clock.today()
    shown = page.PlaceGoals.of(place, request.user, today=today)
    context = {"page": shown, "place": place, "kind": kind, "may_set": page.may_set_goals(request.user, place, today)}
    context["runs_status"] = isinstance(place, Unit) and may_run(request.user, place, today)
    tree = GoalTree.of(shown, now=clock.now(), today=today) if isinstance(place, Committee) else None
    return render(request, "annualcycle/goal_place.html", context | {"last_year": today.year - 1, "tree": tree})


@require_safe
@rows_decide
def goal_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One goal: what it says, how it stands, what its plans came to."""
    goal = _goal_or_404(request, pk)
    shown = page.GoalPage.of(goal, request.user, now=clock.now(), today=clock.today())
    last_year = clock.today().year - 1
    context = {"page": shown, "goal": goal, "place_url": page.place_url(goal.place), "last_year": last_year}
    return render(request, "annualcycle/goal_detail.html", context)


@require_safe
@rows_decide
def goal_picture(request: AppRequest, pk: int) -> HttpResponse:
    """Its figures against the line."""
    shown = page.GoalPage.of(_goal_or_404(request, pk), request.user, now=clock.now(), today=clock.today())
    if not (drawn := shown.picture()):
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_http_methods(FORM)
@signed_in_only
def goal_new(request: AppRequest, kind: str, pk: int = 0) -> HttpResponse:
    """A new goal, proposed; `?serves=` ticks the goal above that it takes up, `?proposal=` begins with what a self-audit proposed."""
    place, today = _place_or_404(kind, pk), clock.today()
    if not page.may_set_goals(request.user, place, today):
        raise PermissionDenied
    serves = read_id(request.GET.get("serves", ""))
    proposal = _proposal(request)
    form = _form(request, place, to_serve=[serves] if serves else [], begun=page.words_from(proposal))
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        try:
            goal = usecases.propose(
                place=place,
                given=form.said() | {"proposal": proposal},
                parents=form.parents_chosen(),
                submission_id=number,
                by=request.user,
                now=clock.now(),
            )
        except RefusedError as error:
            _say(form, error)
        else:
            messages.success(request, _("The goal is proposed. It counts once it is adopted."))
            return redirect(_back_to(request, goal.get_absolute_url()))
    return _form_page(request, "goal_form", form, {"place": place, "back_url": _back_to(request, page.place_url(place))})


@require_safe
@rows_decide
def goal_from_proposal(request: AppRequest, pk: int) -> HttpResponse:
    """To a new goal of the committee that covers the proposal's unit, or of the unit itself, with the proposal's words."""
    proposal = get_object_or_404(AuditProposal.objects.visible_to(request.user).select_related("unit"), pk=pk)
    place = page.place_for(proposal.unit, request.user, clock.today())
    if place is None:
        raise PermissionDenied
    name = "goal-committee-new" if isinstance(place, Committee) else "goal-unit-new"
    return redirect(f"{reverse(name, args=[place.pk])}?proposal={pk}")


@require_http_methods(FORM)
@rows_decide
def goal_edit(request: AppRequest, pk: int) -> HttpResponse:
    """What the goal says."""
    goal = _goal_to_edit(request, pk)
    form = _form(request, goal.place, goal=goal)
    if form.is_bound and form.is_valid():
        try:
            usecases.change(goal=goal, given=form.said(), parents=form.parents_chosen(), version=form.cleaned_data["version"] or 0)
        except RefusedError as error:
            _say(form, error)
        except StaleError:
            form.add_error(None, _("Somebody else has changed the goal. Your words stand here still: open it anew, and compare."))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(goal)
    return _form_page(request, "goal_form", form, {"goal": goal, "place": goal.place, "back_url": goal.get_absolute_url()})


@require_http_methods(FORM)
@rows_decide
def goal_judge(request: AppRequest, pk: int, year: int) -> HttpResponse:
    """Reached, partly or not, for one year."""
    goal = _goal_to_edit(request, pk)
    if not goal.first_year <= year <= min(goal.last_year, clock.today().year):
        raise Http404
    form = JudgeForm(request.POST if request.method == "POST" else None, judged=goal.judgements.filter(year=year).first())
    if form.is_bound and form.is_valid():
        try:
            usecases.judge(goal=goal, year=year, by=request.user, now=clock.now(), **form.cleaned_data)
        except NotNowError as error:
            form.add_error(None, str(error))
        except StaleError:
            form.add_error(None, _("Somebody else has judged the goal meanwhile. Open it anew, and compare."))
        else:
            messages.success(request, _("Said and kept."))
            return redirect(_back_to(request, goal.get_absolute_url()))
    shown = page.GoalPage.of(goal, request.user, now=clock.now(), today=clock.today())
    return _form_page(
        request, "goal_judge", form, {"goal": goal, "year": year, "page": shown, "back_url": _back_to(request, goal.get_absolute_url())}
    )


@require_http_methods(FORM)
@rows_decide
def goal_value(request: AppRequest, pk: int) -> HttpResponse:
    """One year's figure of a goal whose figures are written in."""
    goal = _goal_to_edit(request, pk)
    if goal.measured_by != Goal.MeasuredBy.OWN:
        raise Http404
    form = ValueForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        usecases.note_value(goal=goal, by=request.user, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("The number is noted."))
        return redirect(goal)
    return _form_page(request, "goal_small_form", form, {"goal": goal, "title": _("Write in a number")})


@require_http_methods(FORM)
@rows_decide
def goal_end(request: AppRequest, pk: int) -> HttpResponse:
    """It is no longer a goal."""
    goal = _goal_to_edit(request, pk)
    form = EndGoalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _done(request, goal, lambda: usecases.end(goal=goal, today=clock.today(), **form.cleaned_data), _("The goal has ended."))
    return _form_page(request, "goal_small_form", form, {"goal": goal, "title": _("End the goal")})


@require_http_methods(FORM)
@rows_decide
def goal_plans(request: AppRequest, pk: int) -> HttpResponse:
    """Which plans work for it."""
    goal = _goal_to_edit(request, pk)
    now_chosen = set(goal.contributions.values_list("plan", flat=True))
    choices = set(page.plans_to_choose(goal, request.user, clock.today()).values_list("pk", flat=True)[:200])
    seen = now_chosen & choices
    form = GoalPlansForm(request.POST if request.method == "POST" else None, choices=choices, chosen=seen)
    if form.is_bound and form.is_valid():
        plans = list(form.cleaned_data["plans"])
        act = lambda: usecases.set_plans(goal=goal, plans=plans, among=seen, by=request.user, now=clock.now())  # noqa: E731  one call, passed on
        return _done(request, goal, act, _("The plans are noted."))
    return _form_page(request, "goal_plans", form, {"goal": goal, "count": len(choices)})


@require_POST
@rows_decide
def goal_adopt(request: AppRequest, pk: int) -> HttpResponse:
    """From proposed to adopted."""
    goal = _goal_to_edit(request, pk)
    return _done(request, goal, lambda: usecases.adopt(goal=goal, by=request.user, today=clock.today()), _("The goal is adopted."))


@require_POST
@rows_decide
def goal_throw_away(request: AppRequest, pk: int) -> HttpResponse:
    """A proposed goal that nobody wants."""
    goal = _goal_to_edit(request, pk)
    try:
        usecases.throw_away(goal=goal)
    except NotNowError as error:
        messages.warning(request, str(error))
        return redirect(goal)
    messages.success(request, _("The proposed goal is thrown away."))
    return redirect(page.place_url(goal.place))


def _form_page(request: AppRequest, name: str, form: Form, context: dict[str, object]) -> HttpResponse:
    return render(request, f"annualcycle/{name}.html", context | {"form": form}, status=422 if form.errors else 200)


def _done(request: AppRequest, goal: Goal, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect(way_on(request, goal.get_absolute_url()))


def _back_to(request: AppRequest, default: str) -> str:
    """The address of ours that the page was opened from, `?next=`; else `default`."""
    return own_address(request, request.GET.get("next", ""), default)


def _proposal(request: AppRequest) -> AuditProposal | None:
    pk = read_id(request.GET.get("proposal", ""))
    return AuditProposal.objects.visible_to(request.user).select_related("report__year").filter(pk=pk).first() if pk else None


def _form(
    request: AppRequest,
    place: Place,
    *,
    goal: Goal | None = None,
    to_serve: list[int] | None = None,
    begun: Mapping[str, str] | None = None,
) -> GoalForm:
    today = clock.today()
    above = set(page.goals_above(place, today).values_list("pk", flat=True))
    if goal:
        above |= set(goal.parents.values_list("pk", flat=True))
    posted = request.POST if request.method == "POST" else None
    return GoalForm(posted, above=above, themes=page.survey_themes(), year=today.year + 1, goal=goal, to_serve=to_serve or [], begun=begun)


def _say(form: GoalForm, error: RefusedError) -> None:
    for field, text in error.faults.items():
        form.add_error(field if field in form.fields else None, text)


def _place_or_404(kind: str, pk: int) -> Place:
    if kind == "nation":
        return None
    if kind == "committee":
        return get_object_or_404(Committee.objects.select_related("level"), pk=pk)
    return get_object_or_404(Unit, pk=pk)


def _goal_or_404(request: AppRequest, pk: int) -> Goal:
    rows = Goal.objects.visible_to(request.user, clock.today()).with_rights_of(request.user, clock.today())
    return get_object_or_404(rows.select_related("committee", "unit", "adopted_by", "made_by", "counted"), pk=pk)


def _goal_to_edit(request: AppRequest, pk: int) -> Goal:
    goal = _goal_or_404(request, pk)
    if not goal.may_edit:
        raise PermissionDenied
    return goal
