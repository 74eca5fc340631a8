"""The list of rounds, preparing one, its page, and the moves it makes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv import worker
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.forms.rounds import ExtendForm, LimitsForm, PilotForm, RoundForm, as_it_is, as_prepared, fresh
from apv.models import Round, RoundUnit
from apv.round_choices import RoundChoices, colleagues_to_pick
from apv.round_page import RateLine, RoundPage, share_in_words
from apv.usecases import rounds
from apv.usecases.freezing import Preview
from orgstructure.access import may, needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest

FORM = ["GET", "HEAD", "POST"]
PAGE = 25
MOST_GATHERED = 200
RELATED = ("top", "questionnaire", "key_holder", "key_deputy", "pilot_of", "split_by", "compared_with", "made_by")


@require_safe
@needs(Perm.RUN_SURVEYS)
def round_list(request: AppRequest) -> HttpResponse:
    """Every round where the person runs surveys, newest first."""
    rows = Round.objects.run_by(request.user).select_related("top", "questionnaire", "pilot_of").order_by("-opens_on", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "apv/round_list.html", {"page": page, "last": Round.objects.run_by(request.user).full().order_by("-pk").first()})


@require_http_methods(FORM)
@needs(Perm.RUN_SURVEYS)
def round_new(request: AppRequest) -> HttpResponse:
    """Prepare a round, from nothing or like an earlier one (`?like=`)."""
    today = clock.today()
    like = _like(request)
    choices = RoundChoices(request.user, today, also=like, looked_for=_looked_for(request))
    initial = as_prepared(rounds.like_last(like, today)) if like else fresh(choices, today)
    form = RoundForm(posted(request), choices=choices, initial=initial)
    if _is_sent(request) and form.is_valid():
        number = form.cleaned_data["submission_id"]
        try:
            made = rounds.prepare(form.prepared(), by=request.user, submission_id=number, now=clock.now(), today=today)
        except NotReadyError as error:
            form.show(error.missing)
        else:
            return redirect(made)
    return _form_page(request, form, choices, {"like": like})


@require_http_methods(FORM)
@rows_decide
def round_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change a round in preparation."""
    survey_round = run_or_403(request, pk)
    if not survey_round.is_draft or survey_round.is_pilot:
        messages.warning(request, _("The round is open: what was promised stays. It can be extended, and limits can be raised."))
        return redirect(survey_round)
    choices = RoundChoices(request.user, clock.today(), also=survey_round, looked_for=_looked_for(request))
    form = RoundForm(posted(request), choices=choices, initial=as_it_is(survey_round))
    if _is_sent(request) and form.is_valid():
        try:
            rounds.change(survey_round, form.prepared(), version=form.cleaned_data["version"] or 0, today=clock.today())
        except NotReadyError as error:
            form.show(error.missing)
        except StaleError:
            form.add_error(None, _("Somebody has changed the round in the meantime. Open it again; what you wrote stands here."))
        else:
            messages.success(request, _("Saved."))
            return redirect(survey_round)
    return _form_page(request, form, choices, {"round": survey_round})


def _form_page(request: AppRequest, form: RoundForm, choices: RoundChoices, more: dict[str, Any]) -> HttpResponse:
    """Searching within the form keeps what was typed, and refuses nothing yet."""
    is_refused = _is_sent(request) and bool(form.errors)
    if form.is_bound and not _is_sent(request):
        form.errors.clear()
    return render(request, "apv/round_form.html", {"form": form, "choices": choices, **more}, status=422 if is_refused else 200)


def posted(request: AppRequest) -> Any:
    """What was sent, also when nothing was filled in; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _is_sent(request: AppRequest) -> bool:
    return request.method == "POST" and request.POST.get("intent") != "find"


def _looked_for(request: AppRequest) -> str:
    return request.POST.get("find", "").replace("\x00", "")[:80]


def _like(request: AppRequest) -> Round | None:
    pk = read_id(request.GET.get("like", ""))
    return get_object_or_404(Round.objects.run_by(request.user).full().select_related(*RELATED), pk=pk) if pk else None


@require_safe
@rows_decide
def round_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Where the round is and what comes next; who only holds a half goes to the page of the half."""
    survey_round = round_or_404(request, pk)
    page = RoundPage(survey_round, request.user, now=clock.now(), today=clock.today())
    if not page.may_run:
        return redirect("round-key", pk)
    return render(
        request, "apv/round_detail.html", {"round": survey_round, "page": page, "share": share_in_words(survey_round.answered_share)}
    )


@require_safe
@rows_decide
def round_preview(request: AppRequest, pk: int) -> HttpResponse:
    """Which units are expected below the limit, and where their answers are counted."""
    survey_round = run_or_403(request, pk)
    preview = Preview.of(survey_round)
    context = {"round": survey_round, "preview": preview, "gathered": preview.gathered[:MOST_GATHERED]}
    return render(request, "apv/round_preview.html", context)


@require_safe
@rows_decide
def round_rates(request: AppRequest, pk: int) -> HttpResponse:
    """Response rates by unit, a level at a time (`?under=`); brought up once a day."""
    survey_round = run_or_403(request, pk)
    rows = RoundUnit.objects.filter(round=survey_round)
    under = read_id(request.GET.get("under", ""))
    here = get_object_or_404(rows, pk=under) if under else get_object_or_404(rows, parent=None)
    below = rows.filter(parent=here, invited_below__gt=0).order_by("name", "pk")
    with_below = set(rows.filter(parent__in=below, invited_below__gt=0).values_list("parent", flat=True))
    lines = [RateLine(row, row.pk in with_below) for row in below]
    trail = list(rows.filter(unit__in=[int(part) for part in here.path.strip("/").split("/")[:-1]]).order_by("depth"))
    return render(
        request, "apv/round_rates.html", {"round": survey_round, "here": RateLine(here, bool(lines)), "lines": lines, "trail_units": trail}
    )


@require_http_methods(FORM)
@rows_decide
def round_pilot(request: AppRequest, pk: int) -> HttpResponse:
    """Try the round on a few people: from now, for a week."""
    survey_round = run_or_403(request, pk)
    looked_for = _looked_for(request)
    chosen = [one for one in (read_id(text) for text in request.POST.getlist("picked")[:100]) if one]
    people = colleagues_to_pick(survey_round, request.user, clock.today(), looked_for, chosen)
    form = PilotForm(posted(request), people=people)
    if _is_sent(request) and form.is_valid():
        words = form.cleaned_data
        try:
            made = rounds.prepare_pilot(
                survey_round, words["picked"], by=request.user, submission_id=words["submission_id"], now=clock.now(), today=clock.today()
            )
            rounds.open_for_answers(made, by=request.user, now=clock.now(), today=clock.today())
        except NotReadyError as error:
            form.add_error("picked", " ".join(error.missing.values()))
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            worker.send("invite", made.pk)
            messages.success(request, _("The pilot is open for a week. Those you picked get a mail."))
            return redirect(survey_round)
    if form.is_bound and not _is_sent(request):
        form.errors.clear()
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "apv/round_pilot.html", {"round": survey_round, "form": form, "looked_for": looked_for}, status=status)


@require_POST
@rows_decide
def round_open(request: AppRequest, pk: int) -> HttpResponse:
    """Open it: from its first day on the round takes answers."""
    survey_round = run_or_403(request, pk)

    def act() -> None:
        rounds.open_for_answers(survey_round, by=request.user, now=clock.now(), today=clock.today())
        worker.send("invite", survey_round.pk)

    return moved(request, survey_round, act, _("The round is open. Invitations leave on the morning of the first day."))


@require_http_methods(FORM)
@rows_decide
def round_extend(request: AppRequest, pk: int) -> HttpResponse:
    """A later last day."""
    survey_round = run_or_403(request, pk)
    form = ExtendForm(posted(request), initial={"last_day": survey_round.closes_on})
    if form.is_valid():
        try:
            rounds.extend(survey_round, form.cleaned_data["last_day"], by=request.user, now=clock.now(), today=clock.today())
        except RefusedError as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, _("The last day is moved."))
            return redirect(survey_round)
    return _small_form(request, survey_round, form, _("Extend the round"), _("Move the last day"))


@require_http_methods(FORM)
@rows_decide
def round_limits(request: AppRequest, pk: int) -> HttpResponse:
    """Stricter limits."""
    survey_round = run_or_403(request, pk)
    form = LimitsForm(posted(request), initial={name: getattr(survey_round, name) for name in rounds.LIMITS})
    if form.is_valid():
        try:
            rounds.raise_limits(survey_round, form.cleaned_data, by=request.user, now=clock.now())
        except NotReadyError as error:
            for field, sentence in error.missing.items():
                form.add_error(field, sentence)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The limits are raised, and the page tells so."))
            return redirect(survey_round)
    return _small_form(request, survey_round, form, _("Raise the limits"), _("Raise the limits"))


def _small_form(request: AppRequest, survey_round: Round, form: Any, title: str, verb: str) -> HttpResponse:
    context = {"round": survey_round, "form": form, "title": title, "verb": verb}
    return render(request, "apv/round_small_form.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(FORM)
@rows_decide
def round_close(request: AppRequest, pk: int) -> HttpResponse:
    """No more answers; asked first."""
    survey_round = run_or_403(request, pk)
    if request.method != "POST":
        return render(request, "apv/round_confirm.html", {"round": survey_round, "what": "close"})
    return moved(
        request,
        survey_round,
        lambda: rounds.close(survey_round, by=request.user, now=clock.now(), today=clock.today()),
        _("The round is closed."),
    )


@require_http_methods(FORM)
@rows_decide
def round_give_up(request: AppRequest, pk: int) -> HttpResponse:
    """It ends here; asked first."""
    survey_round = run_or_403(request, pk)
    if request.method != "POST":
        return render(request, "apv/round_confirm.html", {"round": survey_round, "what": "give_up"})
    return moved(request, survey_round, lambda: rounds.give_up(survey_round, by=request.user, now=clock.now()), _("The round is given up."))


@require_POST
@rows_decide
def round_release(request: AppRequest, pk: int) -> HttpResponse:
    """From now on every employee may see the results."""
    survey_round = run_or_403(request, pk)
    return moved(
        request,
        survey_round,
        lambda: rounds.release(survey_round, by=request.user, now=clock.now(), today=clock.today()),
        _("The results are released."),
    )


def moved(request: AppRequest, survey_round: Round, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it, say so, and back to the round; or say why not."""
    try:
        act()
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect(survey_round)


def round_or_404(request: AppRequest, pk: int) -> Round:
    """A round that the reader runs or holds a half of."""
    rows = Round.objects.run_by(request.user) | Round.objects.keyed_to(request.user)
    return get_object_or_404(rows.select_related(*RELATED), pk=pk)


def run_or_403(request: AppRequest, pk: int) -> Round:
    """One that the reader runs; 403 to who only holds a half."""
    survey_round = round_or_404(request, pk)
    if not may(request.user, Perm.RUN_SURVEYS, survey_round.top_id, survey_round.top.path):
        raise PermissionDenied
    return survey_round
