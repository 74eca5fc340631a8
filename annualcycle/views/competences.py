"""The competence net and plan of a committee or group: the plan is open to every employee, levels to its members."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan
from annualcycle import competence_page as page
from annualcycle.challenges import offered
from annualcycle.competence_picture import drawn
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.forms.competences import BackingForm, LevelsForm, NetForm, StepForm
from annualcycle.goal_page import may_set_goals
from annualcycle.models import CompetenceNet, CompetenceStep, CompetenceTask
from annualcycle.usecases import competences as usecases
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.levels import covered_by
from orgstructure.models import Committee
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FORM = ["GET", "HEAD", "POST"]
BACK, AHEAD, MOST_PLANS = 10, 1, 100


@require_safe
@signed_in_only
def competence_committee(request: AppRequest, pk: int) -> HttpResponse:
    """The competence plan of a year: nets, and every member's lines."""
    committee, today = _committee_or_404(pk), clock.today()
    shown = page.CompetenceYear.of(committee, _year(request), request.user, today)
    years = {
        "year_before": shown.year - 1 if shown.year > today.year - BACK else None,
        "year_after": shown.year + 1 if shown.year < today.year + AHEAD else None,
    }
    return render(request, "annualcycle/competence_committee.html", {"page": shown, "committee": committee, **years})


@require_http_methods(FORM)
@signed_in_only
def competence_new(request: AppRequest, pk: int) -> HttpResponse:
    """A new net: from challenges to tasks."""
    committee = _committee_to_plan(request, pk)
    form = _net_form(request, committee)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        try:
            net = usecases.begin(
                committee=committee, given=form.said(), tasks=form.tasks(), submission_id=number, by=request.user, now=clock.now()
            )
        except RefusedError as error:
            _say(form, error)
        else:
            messages.success(request, _("The net is drawn. Now each member says where he or she stands."))
            return redirect(net)
    return _form_page(request, "competence_form", form, committee, _("Draw a competence net"))


@require_safe
@rows_decide
def competence_net(request: AppRequest, pk: int) -> HttpResponse:
    """One net with its picture, levels and gaps."""
    net, today = _net_or_404(request, pk), clock.today()
    shown = page.NetPage.of(net, request.user, today)
    context = {
        "page": shown,
        "net": net,
        "picture": drawn(shown.lines),
        "levels": page.level_choices(),
        "may_back": page.may_back(request.user, net.committee, today),
        "next_year": net.year + 1 if net.may_edit and shown.follower is None and net.year <= today.year else None,
    }
    return render(request, "annualcycle/competence_net.html", context)


@require_http_methods(FORM)
@rows_decide
def competence_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Challenges, focus area and tasks."""
    net = _net_to_edit(request, pk)
    form = _net_form(request, net.committee, net)
    if form.is_bound and form.is_valid():
        try:
            usecases.change(net=net, given=form.said(), tasks=form.tasks(), version=form.cleaned_data["version"] or 0)
        except RefusedError as error:
            _say(form, error)
        except StaleError:
            form.add_error(None, _("Somebody else has changed the net. Your words stand here still: open it anew, and compare."))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(net)
    return _form_page(request, "competence_form", form, net.committee, _("Change the net"), net=net)


@require_POST
@rows_decide
def competence_follow(request: AppRequest, pk: int) -> HttpResponse:
    """The same focus area in the year after it."""
    net = _net_to_edit(request, pk)
    if net.year > clock.today().year:
        raise Http404
    try:
        newer = usecases.follow(net=net, year=net.year + 1, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect(net)
    messages.success(request, _("The tasks are copied. Say anew where you stand; last year stands beside it."))
    return redirect(newer)


@require_POST
@rows_decide
def competence_throw_away(request: AppRequest, pk: int) -> HttpResponse:
    """A net drawn by mistake."""
    net = _net_to_edit(request, pk)
    try:
        usecases.throw_away(net=net)
    except NotNowError as error:
        messages.warning(request, str(error))
        return redirect(net)
    messages.success(request, _("The net is thrown away."))
    return _to_plan(net.committee, net.year)


@require_http_methods(FORM)
@rows_decide
def competence_backing(request: AppRequest, pk: int) -> HttpResponse:
    """Management says how it backs the net."""
    net, today = _net_or_404(request, pk), clock.today()
    if not page.may_back(request.user, net.committee, today):
        raise PermissionDenied
    form = BackingForm(request.POST if request.method == "POST" else None, initial={"backing": net.backing})
    if form.is_bound and form.is_valid():
        usecases.back(net=net, backing=form.cleaned_data["backing"], by=request.user, today=today)
        messages.success(request, _("Said and kept."))
        return redirect(net)
    return _form_page(request, "competence_small_form", form, net.committee, _("Management's backing"), net=net)


@require_http_methods(FORM)
@rows_decide
def competence_levels(request: AppRequest, pk: int, user_pk: int) -> HttpResponse:
    """Where one member stands: said by the person, or by who runs the committee."""
    net, today = _net_or_404(request, pk), clock.today()
    shown = page.NetPage.of(net, request.user, today)
    row = next((one for one in shown.rows if one.person.pk == user_pk), None)
    if row is None:
        raise Http404
    if not row.may_set:
        raise PermissionDenied
    last = page.last_levels(net, row.person)
    form = LevelsForm(request.POST if request.method == "POST" else None, tasks=[line.task for line in shown.lines], row=row, last=last)
    if form.is_bound and form.is_valid():
        usecases.set_levels(net=net, person=row.person, levels=form.said())
        messages.success(request, _("The levels are noted."))
        return redirect(net)
    name = {"name": row.person.get_full_name()}
    title = _("Where do you stand?") if row.person == request.user else _("Where does %(name)s stand?") % name
    return _form_page(request, "competence_small_form", form, net.committee, title, net=net)


@require_http_methods(FORM)
@signed_in_only
def competence_step_new(request: AppRequest, pk: int) -> HttpResponse:
    """A line of the plan; `?task=` is the gap that it closes."""
    committee, year = _committee_to_plan(request, pk), _year(request)
    of_this = CompetenceTask.objects.filter(net__committee=committee).select_related("net")
    task = of_this.filter(pk=read_id(request.GET.get("task", "")) or 0).first()
    year = task.net.year if task else year
    form = _step_form(request, committee, year, begin={"task": task.pk, "what": task.text} if task else {})
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        given = {"year": year, **form.said()}
        step = usecases.agree(committee=committee, given=given, submission_id=number, by=request.user, now=clock.now())
        messages.success(request, _("The line stands in the competence plan."))
        return redirect(task.net) if task else _to_plan(committee, step.year)
    return _form_page(request, "competence_step_form", form, committee, _("Add a line to the plan"), year=year)


@require_http_methods(FORM)
@rows_decide
def competence_step_edit(request: AppRequest, pk: int) -> HttpResponse:
    """What the line says."""
    step = _step_to_edit(request, pk)
    form = _step_form(request, step.committee, step.year, step=step)
    if form.is_bound and form.is_valid():
        try:
            usecases.change_step(step=step, given=form.said(), version=form.cleaned_data["version"] or 0)
        except StaleError:
            step.refresh_from_db()
            say_what_stands_there(form, step, version=step.version, names=["what", "takes_task"])
        else:
            messages.success(request, _("The changes are saved."))
            return _to_plan(step.committee, step.year)
    return _form_page(request, "competence_step_form", form, step.committee, _("Change the line"), year=step.year, step=step)


@require_POST
@rows_decide
def competence_step_done(request: AppRequest, pk: int) -> HttpResponse:
    """Learned: said by the person or by who runs the committee; said again it is taken back."""
    step = get_object_or_404(CompetenceStep.objects.select_related("committee__level"), pk=pk)
    if step.person_id != request.user.pk and not may_set_goals(request.user, step.committee, clock.today()):
        raise PermissionDenied
    usecases.mark_done(step=step, is_done=request.POST.get("done") != "no", today=clock.today())
    messages.success(request, _("Said and kept."))
    return _to_plan(step.committee, step.year)


@require_POST
@rows_decide
def competence_step_remove(request: AppRequest, pk: int) -> HttpResponse:
    """Out of the plan."""
    step = _step_to_edit(request, pk)
    try:
        usecases.take_out(step=step)
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The line is taken out."))
    return _to_plan(step.committee, step.year)


def _year(request: AppRequest) -> int:
    this = clock.today().year
    return min(max(read_id(request.GET.get("year", "")) or this, this - BACK), this + AHEAD)


def _committee_or_404(pk: int) -> Committee:
    return get_object_or_404(Committee.objects.select_related("level"), pk=pk)


def _committee_to_plan(request: AppRequest, pk: int) -> Committee:
    committee = _committee_or_404(pk)
    if not may_set_goals(request.user, committee, clock.today()):
        raise PermissionDenied
    return committee


def _net_or_404(request: AppRequest, pk: int) -> CompetenceNet:
    rows = CompetenceNet.objects.with_rights_of(request.user, clock.today())
    return get_object_or_404(rows.select_related("committee__level", "backed_by", "follows"), pk=pk)


def _net_to_edit(request: AppRequest, pk: int) -> CompetenceNet:
    net = _net_or_404(request, pk)
    if not net.may_edit:
        raise PermissionDenied
    return net


def _step_to_edit(request: AppRequest, pk: int) -> CompetenceStep:
    step = get_object_or_404(CompetenceStep.objects.select_related("committee__level", "person"), pk=pk)
    if not may_set_goals(request.user, step.committee, clock.today()):
        raise PermissionDenied
    return step


def _net_form(request: AppRequest, committee: Committee, net: CompetenceNet | None = None) -> NetForm:
    today = clock.today()
    known = offered(committee, request.user, today)
    return NetForm(request.POST if request.method == "POST" else None, offered=known, years=(today.year, today.year + AHEAD), net=net)


def _step_form(
    request: AppRequest, committee: Committee, year: int, *, step: CompetenceStep | None = None, begin: dict[str, object] | None = None
) -> StepForm:
    today = clock.today()
    people = {person.pk for person in page.people_of(committee, today)} | ({step.person_id} if step else set())
    tasks = CompetenceTask.objects.filter(net__committee=committee, net__year=year).select_related("net").order_by("net", "position")
    plans = _plans_of(request, committee, today, step)
    return StepForm(request.POST if request.method == "POST" else None, people=people, tasks=tasks, plans=plans, step=step, begin=begin)


def _plans_of(request: AppRequest, committee: Committee, today: date, step: CompetenceStep | None) -> QuerySet[ActionPlan]:
    """Open plans of the committee's units that everybody may read, and the one that the line has."""
    readable = ActionPlan.objects.visible_to(request.user)
    area = covered_by(committee, today)
    open_ones = readable.published().filter(area.where(), is_confidential=False, ended_at=None).order_by("-pk")
    shown = list(open_ones.values_list("pk", flat=True)[:MOST_PLANS]) if area else []
    return readable.filter(pk__in=[*shown, *([step.plan_id] if step and step.plan_id else [])]).order_by("-pk")


def _say(form: Form, error: RefusedError) -> None:
    for field, text in error.faults.items():
        form.add_error(field if field in form.fields else None, text)


def _to_plan(committee: Committee, year: int) -> HttpResponse:
    return redirect(f"{reverse('competence-committee', args=[committee.pk])}?year={year}")


def _form_page(request: AppRequest, name: str, form: Form, committee: Committee, title: str, **more: object) -> HttpResponse:
    context = {"form": form, "committee": committee, "title": title, **more}
    return render(request, f"annualcycle/{name}.html", context, status=422 if form.errors else 200)
