"""Training: a member's own, a group's or level's, and what is recorded of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgstructure.access import rows_decide, signed_in_only
from orgstructure.forms.training import TrainingForm
from orgstructure.keeping import may_keep
from orgstructure.models import Committee, Course, Seat, TrainingFact
from orgstructure.training import TRAINED_ROLES, Stage, TrainingLine, lines_of, training_state
from orgstructure.usecases import training
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_file
from safetynet.common.uploads import MEDIA_TYPES, RefusedFileError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in_only
def my_training(request: AppRequest) -> HttpResponse:
    """The reader's own courses, with the offer that waits for an answer first."""
    state = training_state([request.user.pk], clock.today()).get(request.user.pk)
    return render(request, "orgstructure/my_training.html", {"state": state})


@require_POST
@signed_in_only
def my_training_answer(request: AppRequest) -> HttpResponse:
    """Yes or no to an offer."""
    course, said = request.POST.get("course", ""), request.POST.get("answer", "")
    if course not in Course.values or said not in ("yes", "no"):
        messages.error(request, _("Choose yes or no."))
        return redirect("my-training")
    try:
        training.answer(request.user, Course(course), accepts=said == "yes", today=clock.today(), now=clock.now())
    except training.TrainingError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your answer is kept."))
    return redirect("my-training")


@require_safe
@rows_decide
def committee_training(request: AppRequest, pk: int) -> HttpResponse:
    """Every member of the group, or of the groups below a committee; a figure leads to exactly the rows it counted."""
    committee, lines = _kept_or_403(request, pk)
    stage = request.GET.get("stage", "")
    shown = [line for line in lines if any(step.stage == stage for step in line.state.steps)] if stage in Stage.values else lines
    counted = (Stage.OVERDUE, Stage.DUE, Stage.OFFERED, Stage.TAKEN)
    counts = [(one, sum(any(step.stage == one for step in line.state.steps) for line in lines)) for one in counted]
    context = {"committee": committee, "lines": shown, "counts": counts, "stage": stage}
    context["trail"] = [(committee.name, committee.get_absolute_url())]
    return render(request, "orgstructure/committee_training.html", context)


@require_safe
@rows_decide
def committee_training_xlsx(request: AppRequest, pk: int) -> FileResponse:
    """The same as a spreadsheet."""
    committee, lines = _kept_or_403(request, pk)
    head = [_("Name"), _("In the function since"), _("Course"), _("State"), _("Last day")]
    rows = [
        (line.user.get_full_name(), line.state.since, step.course_name, step.stage_name, step.due_on)
        for line in lines
        for step in line.state.steps
    ]
    headers = {"Content-Disposition": f'attachment; filename="{safe_file_name(committee.name, "xlsx")}"'}
    return FileResponse(xlsx_file(_("Training"), head, rows), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def training_record(request: AppRequest, pk: int) -> HttpResponse:
    """An offer, an answer, a course taken or an exemption, for one or many at once."""
    committee, lines = _kept_or_403(request, pk)
    members = [line.user for line in lines]
    form = TrainingForm(members, request.POST, request.FILES) if request.method == "POST" else TrainingForm(members)
    if request.method == "POST" and form.is_valid():
        try:
            training.record(form.happened(), form.chosen(), committee=committee, by=request.user, today=clock.today(), now=clock.now())
            messages.success(request, _("The training is recorded."))
            return redirect("committee-training", committee.pk)
        except RefusedFileError as error:
            form.add_error("file", str(error))
        except training.TrainingError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "title": _("Record training"),
        "verb": _("Record training"),
        "trail": [(committee.name, committee.get_absolute_url())],
    }
    return render(request, "orgstructure/keeping_form.html", context, status=422 if form.errors else 200)


@require_safe
@rows_decide
def certificate(request: AppRequest, public_id: str) -> FileResponse:
    """The file, to the member and to whoever keeps the training of a group he or she sits in; 404 for all others."""
    fact = get_object_or_404(TrainingFact.objects.exclude(file=""), public_id=public_id)
    if fact.user_id != request.user.pk:
        groups = Committee.objects.filter(seats__in=Seat.objects.current(clock.today()).filter(user=fact.user_id))
        if not any(may_keep(request.user, group, clock.today()) for group in groups.distinct()):
            raise Http404
    if not default_storage.exists(fact.file):
        raise Http404
    content = default_storage.open(fact.file)
    response = FileResponse(content, as_attachment=True, filename=fact.file_name, content_type=MEDIA_TYPES[fact.file_kind])
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _kept_or_403(request: AppRequest, pk: int) -> tuple[Committee, list[TrainingLine]]:
    committee = get_object_or_404(Committee.objects.existing(clock.today()), pk=pk)
    if not may_keep(request.user, committee, clock.today()):
        raise PermissionDenied
    seats = Seat.objects.current(clock.today()).filter(role__in=TRAINED_ROLES, committee__path__startswith=committee.path)
    return committee, lines_of(seats, clock.today())
