"""Pages of a finding: propose it, tell it, put it in order, decide what becomes of it."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.named import NamedWord
from apv.assessment_page import rows_of
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.forms.findings import TEXTS, FindingForm, WeighForm
from apv.forms.outcomes import FORMS, DecisionForm, LookForm
from apv.models import LOOKED_AT, Finding, FoundBy, Outcome, RoundUnit, UnitAssessment
from apv.proposing import Figure, columns_of, figure_of
from apv.usecases import assessing, findings, outcomes
from apv.usecases.planning import KIND
from apv.views.assessments import not_seen, to_edit
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

MAKE_A_PLAN = "plan"


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def finding_new(request: AppRequest) -> HttpResponse:
    """A finding of a published figure (`?round_unit=` and `?code=`), of an APV (`?assessment=`), or of a unit (`?unit=`)."""
    if "round_unit" in request.GET:
        return _from_figure(request)
    if "assessment" in request.GET:
        assessment = to_edit(request, read_id(request.GET["assessment"]) or 0)
        return _proposed(request, assessment.unit, lambda: assessment, back=assessment.get_absolute_url())
    unit = get_object_or_404(Unit.objects.existing(clock.today()), pk=read_id(request.GET.get("unit", "")) or 0)
    _must_decide_in(request, unit)
    return _proposed(request, unit, lambda: None, back=reverse("unit-assessments", args=[unit.pk]))


def _from_figure(request: AppRequest) -> HttpResponse:
    related = ("unit", "round__questionnaire")
    round_unit = get_object_or_404(RoundUnit.objects.select_related(*related), pk=read_id(request.GET["round_unit"]) or 0)
    figure = figure_of(round_unit, request.GET.get("code", ""))
    if figure is None:
        raise Http404
    _must_decide_in(request, round_unit.unit)
    there = Finding.objects.filter(assessment__round_unit=round_unit, code=figure.cell.code, withdrawn_on=None).first()
    if there is not None and request.method != "POST":
        messages.info(request, _("This is proposed already."))
        return redirect(there)
    back = reverse("unit-assessments", args=[round_unit.unit_id])
    return _proposed(request, round_unit.unit, lambda: assessing.of_round_unit(round_unit, today=clock.today()), back=back, figure=figure)


def _proposed(
    request: AppRequest, unit: Unit, assessment: Callable[[], UnitAssessment | None], *, back: str, figure: Figure | None = None
) -> HttpResponse:
    shown = columns_of(figure) if figure else {"found_by": FoundBy.DIALOGUE.value}
    form = FindingForm(request.POST if request.method == "POST" else None, shown=shown)
    names = []
    if form.is_bound and form.is_valid() and not (names := not_seen(request, unit, form.texts())):
        kept = {name: shown[name] for name in ("found_by", "code", "theme_code", "baseline") if name in shown}
        try:
            return _saved(request, _propose(request, unit, assessment(), form, kept))
        except RefusedError as error:
            form.add_error(None, str(error))
    page = {"unit": unit, "form": form, "names": names, "figure": figure, "back": back}
    return render(request, "apv/finding_form.html", page, status=422 if form.errors else 200)


def _propose(request: AppRequest, unit: Unit, assessment: UnitAssessment | None, form: FindingForm, kept: dict[str, object]) -> Finding:
    number = form.cleaned_data["submission_id"]
    columns = {**form.columns(), **kept}
    row, is_new = findings.propose(unit, columns, submission_id=number, by=request.user, now=clock.now(), assessment=assessment)
    if not is_new and row.submission_id != number:
        messages.info(request, _("This is proposed already."))
    return row


def _saved(request: AppRequest, finding: Finding) -> HttpResponse:
    """On to the plan when the button said so, else to the finding."""
    if request.POST.get("intent") == MAKE_A_PLAN:
        return redirect(plan_address(finding))
    messages.success(request, _("The finding is saved."))
    return redirect(finding)


def plan_address(finding: Finding) -> str:
    """Where a plan is made of it, everything filled in."""
    return f"{reverse('plan-new')}?from={KIND}-{finding.pk}"


@require_safe
@signed_in_only
def finding_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One finding with what became of it; every employee reads it."""
    return _show(request, _finding_or_404(request, pk))


def _show(request: AppRequest, finding: Finding, look: LookForm | None = None, names: Sequence[NamedWord] = ()) -> HttpResponse:
    """`look` and `names`: what was written about it, when it could not be kept yet."""
    row = rows_of([finding], request.user, clock.today())[0]
    is_open = finding.withdrawn_on is None and not (finding.assessment and finding.assessment.is_completed)
    decides = finding.may_edit and is_open
    agrees = decides and finding.awaits_agreement and bool(outcomes.representative_of(finding, request.user, clock.today()))
    page = {"finding": finding, "row": row, "decides": decides, "agrees": agrees, "plan_url": plan_address(finding)}
    page |= {
        "ways": [(form.outcome, form.title, form.lead) for form in FORMS.values()],
        "may_plan": finding.may_edit and finding.outcome != Outcome.NOT_HERE and not finding.withdrawn_on,
    }
    page["weigh"] = WeighForm(finding=finding) if decides else None
    if finding.may_edit and row.awaits_look:
        page |= {"look": look or LookForm(finding=finding, number=len(row.reviews) + 1, today=clock.today()), "names": names}
    return render(request, "apv/finding_detail.html", page, status=422 if look else 200)


@require_POST
@rows_decide
def finding_review(request: AppRequest, pk: int) -> HttpResponse:
    """A standing condition or a thing put off was looked at again."""
    finding = _to_decide(request, pk)
    if finding.outcome not in LOOKED_AT:
        return _told(request, finding, _("It is not one of those that are looked at again."))
    form, names = LookForm(request.POST, finding=finding, number=1, today=clock.today()), []
    if not form.is_valid() or (names := not_seen(request, finding.unit, form.texts())):
        return _show(request, finding, form, names)
    try:
        outcomes.review(finding, form.look(), by=request.user, now=clock.now(), today=clock.today())
    except NotReadyError as error:
        form.say(error.missing)
        return _show(request, finding, form)
    except RefusedError as error:
        return _told(request, finding, str(error))
    messages.success(request, _("Written down. The decision stands beside it."))
    return redirect(finding)


def _told(request: AppRequest, finding: Finding, why: str) -> HttpResponse:
    """Why not, with what was written, to be sent again after what has come meanwhile is read; where nothing more is to be said, without."""
    messages.warning(request, why)
    row = rows_of([finding], request.user, clock.today())[0]
    if not row.awaits_look:
        return redirect(finding)
    again = LookForm({**request.POST.dict(), "look-number": len(row.reviews) + 1}, finding=finding, number=1, today=clock.today())
    return _show(request, finding, again)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def finding_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change what is told of it."""
    finding = _to_decide(request, pk)
    form = FindingForm(request.POST if request.method == "POST" else None, finding=finding)
    names = []
    if form.is_bound and form.is_valid() and not (names := not_seen(request, finding.unit, form.texts())):
        try:
            findings.tell(finding, form.columns(), version=form.cleaned_data["version"], by=request.user, now=clock.now())
        except RefusedError as error:
            form.add_error(None, str(error))
        except StaleError:
            finding.refresh_from_db()
            say_what_stands_there(form, finding, version=finding.version, names=TEXTS)
        else:
            return _saved(request, finding)
    page = {"unit": finding.unit, "form": form, "names": names, "finding": finding, "back": finding.get_absolute_url()}
    return render(request, "apv/finding_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def finding_decide(request: AppRequest, pk: int) -> HttpResponse:
    """Decide, by the form of `?outcome=`; without one the ways to choose from are on the finding's page."""
    finding = _to_decide(request, pk)
    kind = FORMS.get(request.GET.get("outcome", ""))
    if kind is None:
        return redirect(finding.get_absolute_url() + "#decide")
    form = kind(request.POST if request.method == "POST" else None, finding=finding, today=clock.today())
    names = []
    is_whole = form.is_bound and form.is_valid() and not (names := not_seen(request, finding.unit, form.texts()))
    if is_whole and (done := _decided(request, finding, form)):
        return done
    page = {"finding": finding, "unit": finding.unit, "form": form, "names": names}
    return render(request, "apv/finding_decide.html", page, status=422 if form.errors else 200)


def _decided(request: AppRequest, finding: Finding, form: DecisionForm) -> HttpResponse | None:
    try:
        outcomes.decide(finding, form.decision(), by=request.user, now=clock.now(), today=clock.today())
    except NotReadyError as error:
        form.say(error.missing)
        return None
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect(finding)
    if finding.awaits_agreement:
        messages.success(request, _("Proposed. It is decided when the representative and another who decides here agree."))
    else:
        messages.success(request, _("Decided."))
    return redirect(finding.assessment or finding)


@require_POST
@rows_decide
def finding_agree(request: AppRequest, pk: int) -> HttpResponse:
    """Set it aside as the second of the two, or say no."""
    finding = _to_decide(request, pk)
    if request.POST.get("answer") == "no":
        return _act(
            request, finding, lambda: outcomes.disagree(finding, by=request.user, now=clock.now()), _("It waits for another decision.")
        )
    agree = lambda: outcomes.agree(finding, by=request.user, now=clock.now(), today=clock.today())  # noqa: E731  named for the line
    return _act(request, finding, agree, _("It is set aside, and the reason stands with it."))


@require_POST
@rows_decide
def finding_anew(request: AppRequest, pk: int) -> HttpResponse:
    """Take the decision back, while the APV is under way."""
    finding = _to_decide(request, pk)
    return _act(
        request, finding, lambda: outcomes.decide_anew(finding, by=request.user, now=clock.now()), _("It waits for a decision again.")
    )


@require_POST
@rows_decide
def finding_take_back(request: AppRequest, pk: int) -> HttpResponse:
    """It was proposed by mistake."""
    finding = _to_decide(request, pk)
    back = finding.assessment.get_absolute_url() if finding.assessment else reverse("unit-assessments", args=[finding.unit_id])
    take = lambda: findings.take_back(finding, by=request.user, now=clock.now(), today=clock.today())  # noqa: E731
    return _act(request, finding, take, _("The finding is taken back."), back)


@require_POST
@rows_decide
def finding_weigh(request: AppRequest, pk: int) -> HttpResponse:
    """Its place among the others, how much it takes, and who can change it; back to the row it came from."""
    finding = _to_decide(request, pk)
    back = f"{finding.assessment.get_absolute_url()}#finding-{finding.pk}" if finding.assessment else finding.get_absolute_url()
    move = request.POST.get("move")
    if move in ("up", "down"):
        return _act(request, finding, lambda: findings.move(finding, up=move == "up", by=request.user, now=clock.now()), "", back)
    form = WeighForm(request.POST, finding=finding)
    if not form.is_valid():
        messages.warning(request, _("Choose one of the answers shown."))
        return redirect(back)
    return _act(request, finding, lambda: findings.weigh(finding, by=request.user, now=clock.now(), **form.cleaned_data), "", back)


def _act(request: AppRequest, finding: Finding, act: Callable[[], None], done: str, back: str = "") -> HttpResponse:
    try:
        act()
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        if done:
            messages.success(request, done)
    return redirect(back or finding.get_absolute_url())


def _finding_or_404(request: AppRequest, pk: int) -> Finding:
    rows = Finding.objects.visible_to(request.user).with_rights_of(request.user).for_rows().select_related("assessment", "made_by")
    return get_object_or_404(rows, pk=pk)


def _to_decide(request: AppRequest, pk: int) -> Finding:
    finding = _finding_or_404(request, pk)
    if not finding.may_edit:
        raise PermissionDenied
    return finding


def _must_decide_in(request: AppRequest, unit: Unit) -> None:
    if not may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path):
        raise PermissionDenied
