"""The annual discussion: a place's discussions, the steps of an open one, the one page of a small workplace, and a completed one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle import discussion_steps as steps
from annualcycle.discussion_page import DiscussionPage
from annualcycle.discussion_place import PlaceDiscussions, place_url
from annualcycle.discussion_steps import DiscussionSteps
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.forms import discussions as forms
from annualcycle.goal_page import may_set_goals
from annualcycle.models import Discussion, DiscussionPoint, Goal
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases import goals
from annualcycle.usecases.discussions import Place
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.given import own_address, read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FORM = ["GET", "HEAD", "POST"]
ON_A_PAGE = 25
LEAVING = ("then", "adopt", "remove")  # buttons of the form that lead elsewhere or do something beside it


@require_safe
@signed_in_only
def discussion_place(request: AppRequest, kind: str, pk: int) -> HttpResponse:
    """The discussions of one committee, group or small workplace, and how far those below are."""
    place = _place_or_404(kind, pk)
    shown = PlaceDiscussions.of(place, request.user, today=clock.today())
    small = Paginator(shown.small, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "annualcycle/discussion_place.html", {"page": shown, "place": place, "kind": kind, "small": small})


@require_http_methods(FORM)
@signed_in_only
def discussion_new(request: AppRequest, kind: str, pk: int) -> HttpResponse:
    """Begin this year's."""
    place, today = _place_or_404(kind, pk), clock.today()
    if not may_set_goals(request.user, place, today):
        raise PermissionDenied
    above = usecases.waits_for(place, today.year, today)
    form = forms.StartForm(request.POST if request.method == "POST" else None, asks_why=above is not None)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        because = form.cleaned_data.get("because", "")
        try:
            return redirect(usecases.start(place=place, because=because, submission_id=number, by=request.user, now=clock.now()))
        except RefusedError as error:
            _say(form, error)
        except NotNowError as error:
            form.add_error(None, str(error))
    context = {"form": form, "place": place, "above": above, "year": today.year, "back_url": place_url(place)}
    return render(request, "annualcycle/discussion_new.html", context, status=422 if form.errors else 200)


@require_safe
@rows_decide
def discussion_detail(request: AppRequest, pk: int) -> HttpResponse:
    """A completed one, to be read and signed; an open one as a list of its steps, or for members who do not hold it, to be read."""
    discussion = _discussion_or_404(request, pk)
    writes = discussion.may_hold and not discussion.is_completed
    if writes and discussion.unit_id:
        return redirect("discussion-one-page", pk)
    name, kind = ("discussion_open", DiscussionSteps) if writes else ("discussion_detail", DiscussionPage)
    shown = kind(discussion, request.user, now=clock.now(), today=clock.today())
    return render(request, f"annualcycle/{name}.html", {"page": shown, "discussion": discussion})


@require_http_methods(FORM)
@rows_decide
def discussion_step(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """One step of an open discussion."""
    shown = _page_to_write(request, pk)
    if shown.discussion.unit_id or name not in {step.code for step in shown.steps}:
        raise Http404
    task = _task(request, shown, name)
    if task and _may_go_on(request, task):
        return _go_on(request, shown, _next_step(request, shown, name))
    form = task.form if task else None
    return _step_page(request, shown, name, form, status=422 if form and form.errors else 200)


@require_POST
@rows_decide
def discussion_complete(request: AppRequest, pk: int) -> HttpResponse:
    """Complete it; what is missing is said all at once."""
    shown = _page_to_write(request, pk)
    if shown.discussion.unit_id:
        raise Http404
    try:
        usecases.complete(discussion=shown.discussion, by=request.user, now=clock.now())
    except RefusedError:
        return _step_page(request, _page_to_write(request, pk), steps.CHECK, None, status=422)
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The discussion is completed and open to everybody. Now it is to be signed."))
    return redirect(shown.discussion)


@require_http_methods(FORM)
@rows_decide
def discussion_one_page(request: AppRequest, pk: int) -> HttpResponse:
    """The whole discussion of a small workplace, saved, or saved and completed."""
    shown = _page_to_write(request, pk)
    discussion = shown.discussion
    if not discussion.unit_id:
        raise Http404
    task = _one_page_task(request, shown)
    if _may_go_on(request, task):
        return _go_on(request, shown, discussion.get_absolute_url())
    form = task.form
    context = {"page": shown, "discussion": discussion, "form": form}
    return render(request, "annualcycle/discussion_one_page.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
@rows_decide
def discussion_input(request: AppRequest, pk: int, committee_pk: int) -> HttpResponse:
    """What one group gives to the discussion above; written by itself, or by who holds the discussion."""
    rows = Discussion.objects.with_rights_of(request.user, clock.today()).filter(status=Discussion.Status.OPEN)
    discussion = get_object_or_404(rows.select_related("committee"), pk=pk)
    group = get_object_or_404(Committee, pk=committee_pk, parent=discussion.committee_id, parent__isnull=False, is_sub_committee=False)
    if not (discussion.may_hold or may_set_goals(request.user, group, clock.today())):
        raise PermissionDenied
    given = discussion.inputs.filter(committee=group).first()
    back_url = reverse("discussion-step", args=[pk, steps.INPUTS]) if discussion.may_hold else place_url(group)
    form = forms.InputForm(request.POST if request.method == "POST" else None, given=given)
    if form.is_bound and form.is_valid():
        act = lambda: usecases.give_input(discussion=discussion, committee=group, by=request.user, now=clock.now(), **form.cleaned_data)  # noqa: E731  one call, passed on
        if _is_kept(request, _Task(form, act, discussion.inputs.filter(committee=group))):
            return redirect(back_url)
    context = {"form": form, "discussion": discussion, "group": group, "back_url": back_url}
    return render(request, "annualcycle/discussion_input.html", context, status=422 if form.errors else 200)


@require_POST
@rows_decide
def discussion_sign(request: AppRequest, pk: int) -> HttpResponse:
    """Sign, from the own account and for nobody else."""
    discussion = _discussion_or_404(request, pk)
    try:
        usecases.sign(discussion=discussion, person=request.user, now=clock.now())
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("You have signed."))
    return redirect(f"{discussion.get_absolute_url()}#participants")


@dataclass(frozen=True)
class _Task:
    """A filled-in form, what saving it calls, and the row whose version it holds."""

    form: Form
    save: Callable[[], object]
    row: object


def _task(request: AppRequest, shown: DiscussionSteps, name: str) -> _Task | None:
    """The form of a step; None of one that only shows."""
    if point := shown.point(name):
        return _point_task(request, shown, point)
    made = {steps.ABOVE: _above_task, steps.ONWARD: _onward_task, steps.PEOPLE: _people_task}.get(name)
    return made(request, shown) if made else None


def _point_task(request: AppRequest, shown: DiscussionSteps, point: DiscussionPoint) -> _Task:
    point.discussion = discussion = shown.discussion
    decides = point.point in steps.WITH_DECISIONS
    people = steps.people_of(discussion, shown.today) if decides else {}
    form = forms.PointForm(_posted(request), point=point, people=people, decides=decides)

    def save() -> None:
        version = form.cleaned_data["version"]
        usecases.write_point(discussion=discussion, point=point.point, said=form.said(), version=version, by=request.user, now=clock.now())

    return _Task(form, save, point)


def _above_task(request: AppRequest, shown: DiscussionSteps) -> _Task:
    discussion, recommended = shown.discussion, [(one.recommendation, one.answer) for one in shown.recommended]
    form = forms.AnswersForm(_posted(request), discussion=discussion, recommended=recommended)

    def save() -> None:
        version = form.cleaned_data["version"]
        usecases.answer_above(discussion=discussion, answers=form.answers(), version=version, by=request.user, now=clock.now())

    return _Task(form, save, discussion)


def _onward_task(request: AppRequest, shown: DiscussionSteps) -> _Task:
    form = forms.RecommendForm(_posted(request), goals=steps.goals_to_recommend(shown.discussion))
    return _Task(form, lambda: usecases.recommend(discussion=shown.discussion, **form.cleaned_data), shown.discussion)


def _people_task(request: AppRequest, shown: DiscussionSteps) -> _Task:
    discussion, people = shown.discussion, steps.people_of(shown.discussion, shown.today)
    form = forms.PeopleForm(_posted(request), discussion=discussion, people=people, asks_why=_asks_why(shown))

    def save() -> None:
        version = form.cleaned_data["version"]
        usecases.write_people(discussion=discussion, taking=form.taking(), roles=_roles(people), version=version)

    return _Task(form, save, discussion)


def _one_page_task(request: AppRequest, shown: DiscussionSteps) -> _Task:
    discussion, people = shown.discussion, steps.people_of(shown.discussion, shown.today)
    recommended = [(one.recommendation, one.answer) for one in shown.recommended]
    form = forms.OnePageForm(
        _posted(request), discussion=discussion, points=shown.points, people=people, recommended=recommended, asks_why=_asks_why(shown)
    )

    def save() -> None:
        usecases.write_page(
            discussion=discussion,
            page=form.page(),
            roles=_roles(people),
            version=form.cleaned_data["version"],
            by=request.user,
            now=clock.now(),
            completes="complete" in request.POST,
        )

    return _Task(form, save, discussion)


def _posted(request: AppRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _roles(people: forms.People) -> dict[int, str]:
    return {pk: role for pk, (_name, role) in people.items()}


def _may_go_on(request: AppRequest, task: _Task) -> bool:
    """What was typed is saved; or a button leads away from a form in which nothing was typed."""
    if not task.form.is_bound:
        return False
    if any(name in request.POST for name in LEAVING) and not set(task.form.changed_data) - {"submission_id"}:
        return True
    return task.form.is_valid() and _is_kept(request, task)


def _go_on(request: AppRequest, shown: DiscussionSteps, default: str) -> HttpResponse:
    """Where the pressed button leads: `then` to an address of ours, `adopt` and `remove` back here, the deed done; else `default`."""
    if "adopt" in request.POST:
        rows = Goal.objects.visible_to(request.user, shown.today).of(shown.place)  # who holds the discussion adopts the place's goals
        goal = get_object_or_404(rows, pk=read_id(request.POST["adopt"]))
        return _done(request, lambda: goals.adopt(goal=goal, by=request.user, today=shown.today), _("The goal is adopted."))
    if "remove" in request.POST:
        return _removed(request, shown.discussion, request.POST["remove"])
    return redirect(own_address(request, request.POST.get("then", ""), default))


def _removed(request: AppRequest, discussion: Discussion, named: str) -> HttpResponse:
    """A decision or recommendation written by mistake, named as “decision-12”."""
    what, _dash, row = named.partition("-")
    acts = {
        "decision": (usecases.take_back_decision, _("The decision is removed.")),
        "recommendation": (usecases.take_back_recommendation, _("The recommendation is removed.")),
    }
    if what not in acts or (pk := read_id(row)) is None:
        raise Http404
    take_back, said = acts[what]
    return _done(request, lambda: take_back(discussion=discussion, pk=pk), said)


def _done(request: AppRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect(request.path)


def _is_kept(request: AppRequest, task: _Task) -> bool:
    """Saved and said; or what is wrong stands in the form, with all that was typed."""
    try:
        task.save()
    except RefusedError as error:
        _say(task.form, error)
    except NotNowError as error:
        task.form.add_error(None, str(error))
    except StaleError:
        _say_stale(task)
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def _say_stale(task: _Task) -> None:
    row = task.row.first() if hasattr(task.row, "first") else task.row
    if isinstance(row, (Discussion, DiscussionPoint)):
        row.refresh_from_db()
    if row is not None:
        say_what_stands_there(task.form, row, version=getattr(row, "version", 0), names=("text",))


def _say(form: Form, error: RefusedError) -> None:
    """Beside the field that the fault belongs to: of the participants' step that is the day, of a recommendation its words."""
    for step, text in error.faults.items():
        field = {steps.PEOPLE: "held_on"}.get(step, step if step in form.fields else f"words_{step}")
        form.add_error(field if field in form.fields else None, text)


def _step_page(request: AppRequest, shown: DiscussionSteps, name: str, form: Form | None, *, status: int) -> HttpResponse:
    number, before, after = shown.around(name)
    step = shown.steps[number - 1]
    context = {
        "page": shown,
        "discussion": shown.discussion,
        "form": form,
        "step": step,
        "number": number,
        "before": before,
        "after": after,
    }
    context |= {
        "here": request.path,
        "beside": shown.beside(name),
        "decides": name in steps.WITH_DECISIONS,
        "refused": status != FORM_IS_FINE,
    }
    return render(request, "annualcycle/discussion_step.html", context, status=status)


FORM_IS_FINE = 200


def _next_step(request: AppRequest, shown: DiscussionSteps, name: str) -> str:
    """The next step, or this one again where somebody wants to add more."""
    _number, _before, after = shown.around(name)
    wanted = name if after is None or "stay" in request.POST else after.code
    return reverse("discussion-step", args=[shown.discussion.pk, wanted])


def _asks_why(shown: DiscussionSteps) -> bool:
    day = usecases.day_of(shown.discussion, shown.today)
    return usecases.waits_for(shown.place, shown.discussion.year, day) is not None


def _place_or_404(kind: str, pk: int) -> Place:
    if kind == "committee":
        return get_object_or_404(Committee.objects.select_related("level", "parent"), pk=pk)
    return get_object_or_404(Unit, pk=pk)


def _discussion_or_404(request: AppRequest, pk: int) -> Discussion:
    today = clock.today()
    rows = Discussion.objects.visible_to(request.user, today).with_rights_of(request.user, today)
    return get_object_or_404(rows.select_related("committee__level", "committee__parent", "unit", "completed_by"), pk=pk)


def _page_to_write(request: AppRequest, pk: int) -> DiscussionSteps:
    discussion = _discussion_or_404(request, pk)
    if not discussion.may_hold:
        raise PermissionDenied
    if discussion.is_completed:
        raise Http404
    return DiscussionSteps(discussion, request.user, now=clock.now(), today=clock.today())
