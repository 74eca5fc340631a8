"""Meetings: a committee's list, one meeting with its agenda, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle import meeting_page as page
from annualcycle.decision_page import handed_to_us
from annualcycle.errors import NotNowError, StaleError
from annualcycle.forms.meetings import DealForm, ItemForm, MeetingForm, MinutesForm
from annualcycle.meeting_mode_page import asking_before
from annualcycle.models import AgendaItem, Decision, Meeting
from annualcycle.models.places import with_meeting_rights
from annualcycle.usecases import meetings as usecases
from annualcycle.wheel_year import Entry, WheelYear
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.models import Committee
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FORM = ["GET", "HEAD", "POST"]


@require_safe
@signed_in_only
def meeting_committee(request: AppRequest, pk: int) -> HttpResponse:
    """The meetings of one committee or group."""
    committee = _committee_or_404(request, pk)
    shown = page.CommitteeMeetings.of(committee, request.GET.get("page"))
    mine = next(iter(shown.coming), None) if committee.may_read_draft else None
    context = {"page": shown, "committee": committee, "next_of_mine": mine, "handed": handed_to_us(committee, request.user)}
    return render(request, "annualcycle/meeting_committee.html", context)


@require_http_methods(FORM)
@signed_in_only
def meeting_new(request: AppRequest, pk: int) -> HttpResponse:
    """Plan a meeting; its agenda is filled at once. `?activity=` is the meeting of the wheel that it is."""
    committee = _committee_or_404(request, pk)
    if not committee.may_run:
        raise PermissionDenied
    entry = _in_the_wheel(request, committee)
    begun = {"title": entry.root.title, "day": entry.on if entry.row.day else None} if entry else None
    form = MeetingForm(request.POST if request.method == "POST" else None, begun=begun)
    if form.is_bound and form.is_valid():
        given = form.said() | {"activity": entry.root if entry else None}
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        meeting = usecases.plan(committee=committee, given=given, submission_id=number, by=request.user, now=clock.now())
        messages.success(request, _("The meeting is planned, and what waits is on its agenda."))
        return redirect(meeting)
    return _form_page(request, "meeting_form", form, {"committee": committee})


@require_safe
@rows_decide
def meeting_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, what changed since the last, minutes."""
    meeting = _meeting_or_404(request, pk)
    shown = page.MeetingPage.of(meeting, request.user, now=clock.now(), today=clock.today())
    return render(request, "annualcycle/meeting_detail.html", {"page": shown, "meeting": meeting})


@require_http_methods(FORM)
@rows_decide
def meeting_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Another time or place."""
    meeting = _meeting_to_run(request, pk)
    form = MeetingForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_bound and form.is_valid():
        try:
            usecases.change(meeting=meeting, given=form.said(), version=form.cleaned_data["version"] or 0)
        except StaleError:
            meeting.refresh_from_db()
            say_what_stands_there(form, meeting, version=meeting.version, names=("title", "place"))
        except NotNowError as error:
            messages.warning(request, str(error))
            return redirect(meeting)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(meeting)
    return _form_page(request, "meeting_form", form, {"committee": meeting.committee, "meeting": meeting})


@require_http_methods(FORM)
@rows_decide
def meeting_act(request: AppRequest, pk: int, act: str) -> HttpResponse:
    """Begin, end, approve or call off; GET asks first."""
    meeting, now = _meeting_to_run(request, pk), clock.now()
    if request.method != "POST":
        return render(request, "annualcycle/mode_confirm.html", {"meeting": meeting, **asking_before(act)})
    acts: dict[str, tuple[Callable[..., None], str]] = {
        "begin": (usecases.begin, _("The meeting has begun. Take the items one by one.")),
        "hold": (usecases.hold, _("The meeting has ended. What you did not reach goes on the next agenda.")),
        "approve": (usecases.approve, _("The minutes are approved; everybody can read them.")),
        "cancel": (usecases.cancel, _("The meeting is called off. Your own items go to the next one.")),
    }
    perform, said = acts[act]
    return _done(request, meeting, lambda: perform(meeting=meeting, by=request.user, now=now), said)


@require_POST
@rows_decide
def meeting_fill(request: AppRequest, pk: int) -> HttpResponse:
    """Add what waits now."""
    meeting = _meeting_to_run(request, pk)
    try:
        added = usecases.fill_agenda(meeting=meeting, reader=request.user, today=clock.today(), now=clock.now())
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        said = ngettext("%(count)s item is added.", "%(count)s items are added.", added) % {"count": added}
        messages.success(request, said if added else _("Nothing new waits."))
    return redirect(meeting)


@require_http_methods(FORM)
@rows_decide
def meeting_item_new(request: AppRequest, pk: int) -> HttpResponse:
    """An item of one's own."""
    meeting = _meeting_to_run(request, pk)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _done(request, meeting, lambda: usecases.add_item(meeting=meeting, **form.cleaned_data), _("The item is on the agenda."))
    return _form_page(request, "meeting_small_form", form, {"meeting": meeting, "title": _("Add an item"), "lead": str(meeting.committee)})


@require_POST
@rows_decide
def meeting_item_act(request: AppRequest, pk: int, act: str) -> HttpResponse:
    """Move an item, take it off, put it back, or put it off until the next meeting."""
    item, now = _item_or_404(request, pk), clock.now()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "up": (lambda: usecases.move(item=item, is_up=True), ""),
        "down": (lambda: usecases.move(item=item, is_up=False), ""),
        "out": (lambda: usecases.take_out(item=item, by=request.user, now=now), _("The item is taken off the agenda.")),
        "back": (lambda: usecases.put_back(item=item), _("The item is on the agenda again.")),
        "postpone": (lambda: usecases.postpone(item=item, by=request.user, now=now), _("The item goes on the next meeting's agenda.")),
    }
    perform, said = acts[act]
    return _done(request, item.meeting, perform, said)


@require_http_methods(FORM)
@rows_decide
def meeting_item(request: AppRequest, pk: int) -> HttpResponse:
    """What was said about an item, what came of it, and what was decided."""
    item = _item_or_404(request, pk)
    people = page.people_to_choose(item.meeting.committee, clock.today())
    form = DealForm(request.POST if request.method == "POST" else None, item=item, people=people)
    if form.is_bound and form.is_valid():
        try:
            words, version = form.words(), form.cleaned_data["version"]
            usecases.deal(item=item, words=words, version=version, by=request.user, now=clock.now(), decided=form.decided())
        except StaleError:
            item.refresh_from_db()
            say_what_stands_there(form, item, version=item.version, names=("said", "outcome"))
        except NotNowError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Said and kept."))
            return redirect(f"{item.meeting.get_absolute_url()}#item-{item.pk}")
    line = page.lines_of([item], request.user)[0]
    return _form_page(request, "meeting_item", form, {"line": line, "item": item, "meeting": item.meeting})


@require_http_methods(FORM)
@rows_decide
def meeting_minutes(request: AppRequest, pk: int) -> HttpResponse:
    """Who was there, and the words around the items."""
    meeting = _meeting_to_run(request, pk)
    if meeting.is_approved or not (meeting.is_running or meeting.status == Meeting.Status.HELD):
        raise Http404
    attendances = page.attendances_of(meeting)
    form = MinutesForm(request.POST if request.method == "POST" else None, meeting=meeting, attendances=attendances)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        words = {name: given[name] for name in ("opening_words", "closing_words")}
        try:
            said = {"words": words, "present": given.get("present", []), "guests": given["guests"]}
            usecases.write_minutes(meeting=meeting, version=given["version"], **said)
        except StaleError:
            meeting.refresh_from_db()
            say_what_stands_there(form, meeting, version=meeting.version, names=words)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(meeting)
    return _form_page(request, "meeting_small_form", form, {"meeting": meeting, "title": _("The minutes"), "lead": str(meeting)})


@require_POST
@rows_decide
def meeting_decision_remove(request: AppRequest, pk: int) -> HttpResponse:
    """A decision written by mistake."""
    decision = get_object_or_404(Decision.objects.select_related("item__meeting"), pk=pk, item__isnull=False)
    meeting = _meeting_to_run(request, decision.item.meeting_id if decision.item else 0)
    return _done(request, meeting, lambda: usecases.take_back_decision(decision=decision), _("The decision is removed."))


def _form_page(request: AppRequest, name: str, form: Form, context: dict[str, object]) -> HttpResponse:
    return render(request, f"annualcycle/{name}.html", context | {"form": form}, status=422 if form.errors else 200)


def _done(request: AppRequest, meeting: Meeting, perform: Callable[[], object], said: str) -> HttpResponse:
    try:
        perform()
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        if said:
            messages.success(request, said)
    return redirect(meeting)


def _in_the_wheel(request: AppRequest, committee: Committee) -> Entry | None:
    activity, year = read_id(request.GET.get("activity", "")), read_id(request.GET.get("year", "")) or clock.today().year
    if not activity or abs(year - clock.today().year) > 1:
        return None
    entry = WheelYear.of(committee, year, clock.today()).entry(activity)
    return entry if entry and entry.is_meeting_to_plan else None


def _committee_or_404(request: AppRequest, pk: int) -> Any:
    """With the reader's rights on its meetings, which are the same for all of them."""
    rows = with_meeting_rights(Committee.objects.all(), request.user, clock.today(), "pk")
    return get_object_or_404(rows, pk=pk)


def _meeting_or_404(request: AppRequest, pk: int) -> Meeting:
    rows = Meeting.objects.with_rights_of(request.user, clock.today()).select_related("committee", "approved_by")
    return get_object_or_404(rows, pk=pk)


def _meeting_to_run(request: AppRequest, pk: int) -> Meeting:
    meeting = _meeting_or_404(request, pk)
    if not meeting.may_run:
        raise PermissionDenied
    return meeting


def _item_or_404(request: AppRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.with_plan_rights_of(request.user)
    item = get_object_or_404(rows.for_rows(), pk=pk)
    item.meeting = _meeting_to_run(request, item.meeting_id)
    return item
