"""Meeting mode: one item of a running meeting on one screen, dealt with where it stands; a summary when all are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import errors as plan_errors
from actionplans.models.choices import ASKED_VERDICTS
from annualcycle import meeting_mode_page as page
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.forms.meeting_mode import form_of
from annualcycle.meeting_page import people_to_choose
from annualcycle.models import AgendaItem, Meeting
from annualcycle.usecases import meeting_mode as usecases
from annualcycle.usecases import meetings
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse

CANNOT = (
    NotNowError, RefusedError, StaleError,
    plan_errors.IllegalMoveError, plan_errors.RefusedError, plan_errors.StaleError, plan_errors.UndoTooLateError,
)  # fmt: skip
VERDICTS = [verdict.value for verdict in ASKED_VERDICTS]


@require_safe
@rows_decide
def meeting_mode(request: AppRequest, pk: int) -> HttpResponse:
    """To the first item that is not dealt with, else to what was decided."""
    meeting = _running_or_404(request, pk)
    waiting = page.next_open(meeting)
    return redirect("meeting-mode-item", waiting) if waiting else redirect("meeting-mode-summary", meeting.pk)


@require_safe
@rows_decide
def meeting_mode_summary(request: AppRequest, pk: int) -> HttpResponse:
    """What was decided, what was not reached, and the way to end the meeting."""
    meeting = _running_or_404(request, pk)
    summary = page.Summary.of(meeting, now=clock.now())
    undo = page.just_done([line.item for line in summary.lines], read_id(request.GET.get("undo", "")))
    return render(request, "annualcycle/mode_summary.html", {"page": summary, "meeting": meeting, "undo": undo})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def meeting_mode_item(request: AppRequest, pk: int) -> HttpResponse:
    """One item; `open` shows the few fields of an act, a POST with `act` does it and goes on to the next."""
    (item, agenda), now, today = _item_or_404(request, pk), clock.now(), clock.today()
    step = usecases.step_of(item)
    acts = page.acts_for(item, step, request.user, today=today)
    is_post = request.method == "POST"
    act = request.POST.get("act", "") if is_post else request.GET.get("open", "")
    if act not in acts:
        if is_post:
            raise PermissionDenied
        act = ""
    form = _form(request, item, act, today) if act else None
    if is_post and (form is None or form.is_valid()):
        try:
            _perform(request, item, act, form, now=now, today=today)
        except CANNOT as error:
            if form is None:
                messages.warning(request, _said(error))
                return redirect("meeting-mode-item", item.pk)
            _add(form, error)
            item, agenda = _item_or_404(request, pk)
        else:
            return _on(request, item, act)
    screen = page.Screen.of(item, agenda, acts, step, now=now, today=today)
    undo = page.just_done(agenda, read_id(request.GET.get("undo", "")))
    return _screen(request, screen, act, form, undo)


def _screen(request: AppRequest, screen: page.Screen, act: str, form: Form | None, undo: AgendaItem | None) -> HttpResponse:
    item = screen.item
    asked = request.POST.get("verdict", "") or request.GET.get("verdict", "")
    verdict = asked if asked in VERDICTS else ""
    judge = form if act == "judge" else _form(request, item, "judge", screen.today, is_new=True) if "judge" in screen.acts else None
    shown = {
        "page": screen, "item": item, "meeting": item.meeting, "act": act, "form": form, "verdict": verdict, "judge": judge, "undo": undo,
    }  # fmt: skip
    return render(request, "annualcycle/mode_item.html", shown, status=422 if form and form.errors else 200)


def _form(request: AppRequest, item: AgendaItem, act: str, today: date, *, is_new: bool = False) -> Form | None:
    data = request.POST if request.method == "POST" and not is_new else None
    people = people_to_choose(item.meeting.committee, today) if act == "decide" else []
    return form_of(act, data, item=item, people=people, by=request.user, today=today, verdict=request.GET.get("verdict", ""))


def _perform(request: AppRequest, item: AgendaItem, act: str, form: Any, *, now: datetime, today: date) -> None:
    who: dict[str, Any] = {"item": item, "by": request.user, "now": now}
    version = read_id(request.POST.get("version", "")) or 0
    if act == "postpone":
        return meetings.postpone(**who)
    known = who | {"version": version}
    acts = {
        "judge": lambda: usecases.judge(answer=form.answer(), today=today, **known),
        "time": lambda: usecases.give_time(given=form.answer(), today=today, **known),
        "carry_out": lambda: usecases.carry_out(today=today, **known),
        "leave": lambda: usecases.leave(**form.cleaned_data, **known),
        "lift": lambda: usecases.lift(asked=form.asked(), today=today, **known),
        "answer": lambda: usecases.answer(text=form.cleaned_data["text"], **known),
        "decide": lambda: usecases.decide(decided=form.decided(), **known),
        "say": lambda: usecases.say(words=form.words(), **known),
        "talked": lambda: usecases.talked(**known),
        "take_back": lambda: usecases.take_back(**known),
    }
    return acts[act]()


def _on(request: AppRequest, item: AgendaItem, act: str) -> HttpResponse:
    """To the next item; a plan carried out whose effect is due stays, so that the verdict follows at once."""
    item.refresh_from_db(fields=["outcome", "is_postponed"])
    told = {"title": item.title, "outcome": item.outcome}
    if act == "take_back":
        messages.success(request, _("Undone. The plan is back where it was."))
        return redirect("meeting-mode-item", item.pk)
    said = _("“%(title)s” goes on the next meeting's agenda.") if act == "postpone" else _("“%(title)s”: %(outcome)s")
    messages.success(request, said % told)
    is_ended = item.plan is not None and not item.plan.is_open
    undo = f"?undo={item.pk}" if act in ("time", "carry_out") or (act in ("judge", "leave") and is_ended) else ""
    is_due = act == "carry_out" and item.plan and item.plan.evaluate_on and item.plan.evaluate_on <= clock.today()
    following = item.pk if is_due else page.next_open(item.meeting, item.pk)
    url = reverse("meeting-mode-item", args=[following]) if following else reverse("meeting-mode-summary", args=[item.meeting_id])
    return redirect(f"{url}{undo}")


def _add(form: Form, error: Exception) -> None:
    """At the field it is about, where the form has one."""
    if isinstance(error, (RefusedError, plan_errors.RefusedError)):
        for name, text in error.faults.items():
            form.add_error(name if name in form.fields else None, text)
    else:
        form.add_error(None, _said(error))


def _said(error: Exception) -> str:
    return str(error) or _("Somebody else has just written about this. Look at it again; what you typed still stands.")


def _running_or_404(request: AppRequest, pk: int) -> Meeting:
    """403 for those who do not run it; before it begins and after it has ended there is no such page."""
    return _run_now(get_object_or_404(page.with_right_to_run(request.user, clock.today()), pk=pk))


def _run_now(meeting: Meeting) -> Meeting:
    if not meeting.may_run:
        raise PermissionDenied
    if not meeting.is_running:
        raise Http404
    return meeting


def _item_or_404(request: AppRequest, pk: int) -> tuple[AgendaItem, Sequence[AgendaItem]]:
    """An item that may stand on the wall, with the plan as the reader has it, and all that stand there."""
    meeting = get_object_or_404(page.with_right_to_run(request.user, clock.today()), items=pk)
    agenda = page.shown_items(meeting)
    item = next((one for one in agenda if one.pk == pk), None)
    if item is None:
        raise Http404
    _run_now(meeting)
    page.give_rights(item, request.user)
    return item, agenda
