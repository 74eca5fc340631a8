"""An election from the call to the new representative."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgstructure import acting
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.forms.elections import CloseForm, CorrectionForm, ElectionForm, ResultForm, StandForm
from orgstructure.keeping import may_keep
from orgstructure.models import Committee, Election
from orgstructure.regime import regime_of_committee
from orgstructure.usecases import correcting, electing
from orgstructure.views.files import attachment
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.uploads import RefusedFileError

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@rows_decide
def election_new(request: AppRequest, pk: int) -> HttpResponse:
    """Call an election in a group or committee."""
    committee = get_object_or_404(Committee.objects.existing(clock.today()), pk=pk)
    _may_keep_or_403(request, committee)
    form = ElectionForm(regime_of_committee(committee, clock.today()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(electing.call_election(committee, form.call(), by=request.user, now=clock.now()))
        except electing.ElectionError as error:
            form.add_error(None, str(error))
    return _form(request, committee, form, _("Call an election"), _("Call the election"))


@require_safe
@signed_in_only
def election_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Open to every employee: who stands, who was elected, and the minutes."""
    election = _election_or_404(pk)
    may_edit = may_keep(request.user, election.committee, clock.today())
    candidates = election.candidates.select_related("user").order_by("-is_elected", "user__name_sort", "pk")
    people = electing.electorate_of(election.committee, election.held_on)
    who = acting.stood_in(acting.Subject.ELECTION, election.pk)
    context = {
        "election": election,
        "called_by": who.named(election.called_by, election.called_at),
        "ended_by": who.named(election.ended_by, election.ended_at) if election.ended_by and election.ended_at else "",
        "candidates": candidates,
        "may_keep": may_edit,
        "electorate": people.count() if election.electorate is None else election.electorate,
        "form": StandForm(election) if may_edit and election.is_called else None,
        "stands": any(row.user_id == request.user.pk and row.withdrawn_at is None for row in candidates),
        "corrections": election.corrections.select_related("by"),
        "may_correct": may_edit and election.is_correctable(clock.now()),
        "trail": [(election.committee.name, election.committee.get_absolute_url())],
    }
    return render(request, "orgstructure/election_detail.html", context)


@require_safe
@rows_decide
def election_electorate(request: AppRequest, pk: int) -> HttpResponse:
    """The names of those who may vote, to whoever holds the election."""
    election = _election_or_404(pk)
    _may_keep_or_403(request, election.committee)
    people = electing.electorate_of(election.committee, election.held_on)
    return render(request, "orgstructure/election_electorate.html", {"election": election, "people": people})


@require_POST
@rows_decide
def election_stand(request: AppRequest, pk: int) -> HttpResponse:
    """Put up a candidate."""
    election = _election_or_404(pk)
    _may_keep_or_403(request, election.committee)
    form = StandForm(election, request.POST)
    try:
        if form.is_valid():
            electing.stand(election, form.cleaned_data["user"])
        else:
            messages.error(request, _("Choose a candidate from the list."))
    except electing.ElectionError as error:
        messages.error(request, str(error))
    return redirect(election)


@require_POST
@rows_decide
def election_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """A candidate steps back: by him- or herself."""
    election = _election_or_404(pk)
    try:
        electing.withdraw(election, request.user, now=clock.now())
    except electing.ElectionError as error:
        messages.error(request, str(error))
    return redirect(election)


@require_http_methods(FORM)
@rows_decide
def election_result(request: AppRequest, pk: int) -> HttpResponse:
    """Record the show of hands; the seat is made at once."""
    election = _election_or_404(pk)
    _may_keep_or_403(request, election.committee)
    form = ResultForm(election, election.committee, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            electing.record_result(election, form.result(), by=request.user, today=clock.today(), now=clock.now())
        except electing.ElectionError as error:
            form.add_error(None, str(error))
        except RefusedFileError as error:
            form.add_error("minutes_file", str(error))
        else:
            messages.success(request, _("The result is recorded, and the seat is filled."))
            return redirect(election)
    return _form(request, election.committee, form, _("Record the result"), _("Record the result"))


@require_http_methods(FORM)
@rows_decide
def election_correct(request: AppRequest, pk: int) -> HttpResponse:
    """Put a result right that was recorded wrongly, within seven days and with a reason."""
    election = _election_or_404(pk)
    _may_keep_or_403(request, election.committee)
    if not election.is_correctable(clock.now()):
        messages.warning(request, _("A result can be corrected for seven days. Hold a new election, or fill the seat by hand."))
        return redirect(election)
    form = CorrectionForm(election, election.committee, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            correcting.correct_result(election, form.correction(), by=request.user, today=clock.today(), now=clock.now())
        except electing.ElectionError as error:
            form.add_error(None, str(error))
        except RefusedFileError as error:
            form.add_error("minutes_file", str(error))
        else:
            messages.success(request, _("The result is corrected; seat, rights and training follow."))
            return redirect(election)
    return _form(request, election.committee, form, _("Correct the result"), _("Correct the result"))


@require_safe
@signed_in_only
def election_minutes(request: AppRequest, pk: int) -> FileResponse:  # noqa: ARG001
    """The minutes as a file: open to every employee, as their text is."""
    election = _election_or_404(pk)
    return attachment(election.minutes_file, election.minutes_file_name, election.minutes_file_kind)


@require_http_methods(FORM)
@rows_decide
def election_close(request: AppRequest, pk: int) -> HttpResponse:
    """Nobody stood, or it is cancelled."""
    election = _election_or_404(pk)
    _may_keep_or_403(request, election.committee)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state, reason = Election.State(form.cleaned_data["state"]), form.cleaned_data["reason"]
        try:
            electing.close_without_result(election, state, reason, by=request.user, now=clock.now())
            return redirect(election)
        except electing.ElectionError as error:
            form.add_error(None, str(error))
    return _form(request, election.committee, form, _("End without a result"), _("End the election"))


def _election_or_404(pk: int) -> Election:
    return get_object_or_404(Election.objects.select_related("committee", "called_by", "ended_by"), pk=pk)


def _may_keep_or_403(request: AppRequest, committee: Committee) -> None:
    if not may_keep(request.user, committee, clock.today()):
        raise PermissionDenied


def _form(request: AppRequest, committee: Committee, form: object, title: str, verb: str) -> HttpResponse:
    errors = getattr(form, "errors", None)
    context = {
        "form": form,
        "committee": committee,
        "title": title,
        "verb": verb,
        "trail": [(committee.name, committee.get_absolute_url())],
    }
    return render(request, "orgstructure/keeping_form.html", context, status=422 if errors else 200)
