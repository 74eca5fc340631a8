"""The key of a round: fetching one's half, giving it back, asking the two by mail, starting over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv import worker
from apv.errors import RefusedError
from apv.forms.rounds import HalfForm
from apv.models import Round, RoundStatus
from apv.round_page import RoundPage
from apv.usecases import asking_halves, keys
from apv.views.rounds import moved, posted, round_or_404, run_or_403
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def round_key(request: AppRequest, pk: int) -> HttpResponse:
    """To the two alone: before opening their half on a sheet, shown once; after closing a field to type it in."""
    survey_round = round_or_404(request, pk)
    if not keys.is_key_person(survey_round, request.user):
        raise PermissionDenied
    is_end = survey_round.status == RoundStatus.CLOSED
    form = HalfForm(posted(request)) if is_end else None
    if form is not None and form.is_valid():
        return _given(request, survey_round, form)
    if request.method == "POST" and not is_end:
        return _sheet(request, survey_round)
    return _page(request, survey_round, form)


def _page(request: AppRequest, survey_round: Round, form: HalfForm | None) -> HttpResponse:
    page = RoundPage(survey_round, request.user, now=clock.now(), today=clock.today())
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return _unkept(render(request, "apv/round_key.html", {"round": survey_round, "page": page, "form": form}, status=status))


def _sheet(request: AppRequest, survey_round: Round) -> HttpResponse:
    """The one time a half is shown."""
    try:
        written, both_wait = keys.make_half(survey_round, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect("round-key", survey_round.pk)
    if both_wait:
        worker.send("join_key", survey_round.pk)
    other = survey_round.key_deputy if request.user == survey_round.key_holder else survey_round.key_holder
    context = {"round": survey_round, "groups": written.split(), "both_wait": both_wait, "now": clock.now(), "other": other}
    return _unkept(render(request, "apv/round_key_sheet.html", context))


def _given(request: AppRequest, survey_round: Round, form: HalfForm) -> HttpResponse:
    try:
        both_wait = keys.give_half(survey_round, form.cleaned_data["half"], by=request.user, now=clock.now())
    except RefusedError as error:
        form.add_error("half", str(error))
        return _page(request, survey_round, form)
    if both_wait:
        worker.send("open_answers", survey_round.pk)
        messages.success(request, _("Both halves are here. The answers are opened and counted now; it can take some minutes."))
    else:
        messages.success(request, _("Your half is here. It waits an hour for the other one."))
    return redirect("round-key", survey_round.pk)


def _unkept(response: HttpResponse) -> HttpResponse:
    """No copy in any cache, the browser's neither."""
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@rows_decide
def round_ask_halves(request: AppRequest, pk: int) -> HttpResponse:
    """A mail to those of the two whose half is missing."""
    survey_round = run_or_403(request, pk)
    return moved(
        request,
        survey_round,
        lambda: asking_halves.ask(survey_round, now=clock.now(), today=clock.today()),
        _("They get a mail with a link to their half."),
    )


@require_POST
@rows_decide
def round_start_over(request: AppRequest, pk: int) -> HttpResponse:
    """Throw the key away before opening."""
    survey_round = run_or_403(request, pk)
    return moved(
        request,
        survey_round,
        lambda: keys.start_over(survey_round, by=request.user, now=clock.now()),
        _("The key is thrown away. Sheets printed so far are void."),
    )


@require_POST
@rows_decide
def round_count(request: AppRequest, pk: int) -> HttpResponse:
    """Open what is sealed to the worker's own key: a pilot's answers."""
    survey_round = run_or_403(request, pk)

    def act() -> None:
        if not survey_round.worker_key or survey_round.status != RoundStatus.CLOSED:
            raise RefusedError(_("The answers can be opened when the round is closed, and once only."))
        worker.send("open_answers", survey_round.pk)

    return moved(request, survey_round, act, _("The answers are opened and counted now."))
