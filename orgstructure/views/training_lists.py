"""The training of a committee's or unit's members, for whoever keeps it: lists, what is recorded, and what is annulled."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from orgstructure.access import may, rows_decide
from orgstructure.forms.training import AnnulForm, TrainingForm
from orgstructure.keeping import kept_committee_of, kept_seats_under, may_keep
from orgstructure.models import Committee, Seat, TrainingFact, Unit
from orgstructure.permissions import Perm
from orgstructure.training import Stage, TrainingLine, lines_of
from orgstructure.usecases import training
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_file
from safetynet.common.uploads import RefusedFileError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
COUNTED = (Stage.OVERDUE, Stage.DUE, Stage.OFFERED, Stage.ACCEPTED, Stage.DECLINED, Stage.TAKEN)
FORM = ["GET", "HEAD", "POST"]


@require_safe
@rows_decide
def committee_training(request: AppRequest, pk: int) -> HttpResponse:
    """Every member of the group, or of the groups below a committee; a figure leads to exactly the rows it counted."""
    committee, lines = _of_committee_or_403(request, pk)
    return _list(request, committee, lines)


@require_safe
@rows_decide
def unit_training(request: AppRequest, pk: int) -> HttpResponse:
    """Every member of the groups and committees that cover the unit or one below it, and none that the reader does not keep."""
    unit, lines = _of_unit_or_403(request, pk)
    return _list(request, unit, lines)


@require_safe
@rows_decide
def committee_training_xlsx(request: AppRequest, pk: int) -> FileResponse:
    """The same as a spreadsheet."""
    return _spreadsheet(*_of_committee_or_403(request, pk))


@require_safe
@rows_decide
def unit_training_xlsx(request: AppRequest, pk: int) -> FileResponse:
    """The same as a spreadsheet."""
    return _spreadsheet(*_of_unit_or_403(request, pk))


@require_http_methods(FORM)
@rows_decide
def training_record(request: AppRequest, pk: int) -> HttpResponse:
    """An offer, an answer, a course taken or an exemption, for one or many at once."""
    committee, lines = _of_committee_or_403(request, pk)
    members, posted = [line.user for line in lines], request.method == "POST"
    form = TrainingForm(members, request.POST if posted else None, request.FILES if posted else None, _asked_for(request))
    if posted and form.is_valid():
        try:
            training.record(form.happened(), form.chosen(), committee=committee, by=request.user, today=clock.today(), now=clock.now())
            messages.success(request, _("The training is recorded."))
            return redirect("committee-training", committee.pk)
        except RefusedFileError as error:
            form.add_error("file", str(error))
        except training.TrainingError as error:
            form.add_error(None, str(error))
    context = {"form": form, "title": _("Record training"), "verb": _("Record training"), "trail": _trail(committee)}
    return render(request, "orgstructure/keeping_form.html", context, status=422 if form.errors else 200)


@require_safe
@rows_decide
def member_training(request: AppRequest, pk: int, user_pk: int) -> HttpResponse:
    """One member: how each course stands, and everything recorded, what was annulled too."""
    committee, lines = _of_committee_or_403(request, pk)
    line = next((line for line in lines if line.user.pk == user_pk), None)
    if line is None:
        raise Http404
    facts = TrainingFact.objects.filter(user=line.user).select_related("by", "annulment__by").order_by("-on", "-at", "-pk")
    context = {"committee": committee, "line": line, "facts": facts, "may_annul": True, "trail": _trail(committee)}
    return render(request, "orgstructure/member_training.html", context)


@require_http_methods(FORM)
@rows_decide
def training_annul(request: AppRequest, public_id: str) -> HttpResponse:
    """What was recorded is wrong: it counts no more, and stays with the reason."""
    fact = get_object_or_404(TrainingFact.objects.select_related("user"), public_id=public_id)
    committee = kept_committee_of(request.user, fact.user_id, clock.today())
    if committee is None:
        raise Http404
    back = reverse("member-training", args=[committee.pk, fact.user_id])
    form = AnnulForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            training.annul(fact, form.cleaned_data["reason"], committee=committee, by=request.user, now=clock.now())
            messages.success(request, _("It counts no more."))
        except training.TrainingError as error:
            messages.warning(request, str(error))
        return redirect(back)
    context = {"form": form, "title": _("Annul what is recorded"), "verb": _("Annul it"), "fact": fact}
    context["trail"] = [(fact.user.get_full_name(), back)]
    return render(request, "orgstructure/training_annul.html", context, status=422 if form.errors else 200)


def _list(request: AppRequest, place: Committee | Unit, lines: list[TrainingLine]) -> HttpResponse:
    stage = request.GET.get("stage", "")
    shown = [line for line in lines if any(step.stage == stage for step in line.state.steps)] if stage in Stage.values else lines
    counts = [(one, sum(any(step.stage == one for step in line.state.steps) for line in lines)) for one in COUNTED]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    demands = sorted({line.state.demand.source: line.state.demand for line in lines}.items())
    context = {
        "place": place,
        "committee": place if isinstance(place, Committee) else None,
        "page": page,
        "lines": page.object_list,
        "counts": counts,
        "stage": stage if stage in Stage.values else "",
        "demands": [demand for _source, demand in demands],
        "trail": [(place.name, place.get_absolute_url())],
    }
    return render(request, "orgstructure/committee_training.html", context)


def _spreadsheet(place: Committee | Unit, lines: list[TrainingLine]) -> FileResponse:
    head = [_("Name"), _("In the function since"), _("Course"), _("State"), _("Last day"), _("Remark")]
    rows = [
        (line.user.get_full_name(), line.state.since, step.course_name, step.stage_name, step.due_on, step.remark)
        for line in lines
        for step in line.state.steps
    ]
    headers = {"Content-Disposition": f'attachment; filename="{safe_file_name(place.name, "xlsx")}"'}
    return FileResponse(xlsx_file(_("Training"), head, rows), content_type=XLSX, headers=headers)


def _of_committee_or_403(request: AppRequest, pk: int) -> tuple[Committee, list[TrainingLine]]:
    today = clock.today()
    committee = get_object_or_404(Committee.objects.existing(today), pk=pk)
    if not may_keep(request.user, committee, today):
        raise PermissionDenied
    return committee, lines_of(Seat.objects.current(today).filter(committee__path__startswith=committee.path), today)


def _of_unit_or_403(request: AppRequest, pk: int) -> tuple[Unit, list[TrainingLine]]:
    today = clock.today()
    unit = get_object_or_404(Unit.objects.existing(today), pk=pk)
    if not may(request.user, Perm.KEEP_ORGANISATION, unit.pk, unit.path):
        raise PermissionDenied
    return unit, lines_of(kept_seats_under(unit, request.user, today), today)


def _trail(committee: Committee) -> list[tuple[str, str]]:
    return [(committee.name, committee.get_absolute_url()), (_("Training"), f"{committee.get_absolute_url()}training/")]


def _asked_for(request: AppRequest) -> dict[str, object]:
    """What a link to the form has filled in already: the member."""
    return {"members": request.GET.getlist("member")} if request.GET.get("member") else {}
