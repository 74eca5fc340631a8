"""The year wheel of a committee or group: read by everybody, written by who plans its year."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.usecases.calendars import open_feed
from annualcycle.errors import RefusedError, StaleError
from annualcycle.forms.wheel import ActivityForm, AdaptForm, MarkForm, MoveForm
from annualcycle.goal_page import may_set_goals
from annualcycle.models import WheelActivity, members_of
from annualcycle.usecases import wheel as usecases
from annualcycle.wheel_calendar import calendar_of
from annualcycle.wheel_feed import address_of, behind
from annualcycle.wheel_picture import sectors
from annualcycle.wheel_ways import Ways
from annualcycle.wheel_year import Entry, State, WheelYear
from orgstructure.access import public, rows_decide, signed_in_only
from orgstructure.models import Committee
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FORM = ["GET", "HEAD", "POST"]
BACK, AHEAD = 10, 5
QUIET = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": "inline; filename=aarshjul.ics",
}


@require_safe
@signed_in_only
def wheel_committee(request: AppRequest, pk: int) -> HttpResponse:
    """The wheel of one year and its list."""
    committee, today = _committee_or_404(pk), clock.today()
    shown = WheelYear.of(committee, _year(request), today)
    context = {
        "committee": committee,
        "wheel": shown,
        "sectors": sectors(shown),
        "may_edit": may_set_goals(request.user, committee, today),
        "ways": ways_of(shown, today),
        "feed_address": address_of(committee, request.user),
        "states": [(state.value, state.label) for state in State if shown.count(state)],
        "may_mark": shown.year <= today.year,
        "year_before": shown.year - 1 if shown.year > today.year - BACK else None,
        "year_after": shown.year + 1 if shown.year < today.year + AHEAD else None,
    }
    return render(request, "annualcycle/wheel.html", context)


@require_safe
@signed_in_only
def wheel_calendar(request: AppRequest, pk: int) -> HttpResponse:
    """The same year as a file for a calendar."""
    shown = WheelYear.of(_committee_or_404(pk), _year(request), clock.today())
    headers = {"Content-Disposition": f'attachment; filename="aarshjul-{shown.year}.ics"', "Cache-Control": "no-store"}
    content = calendar_of([shown], f"{shown.committee.name} {shown.year}", now=clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(FORM)
@signed_in_only
def wheel_new(request: AppRequest, pk: int) -> HttpResponse:
    """A new activity of the committee's own."""
    committee = _committee_to_plan(request, pk)
    form = ActivityForm(_posted(request), people=_people(committee), year=_year(request))
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"] or form.initial["submission_id"]
        usecases.add(committee=committee, given=form.said(), submission_id=number, by=request.user, now=clock.now())
        messages.success(request, _("The activity stands in the wheel."))
        return _to_wheel(committee, max(form.cleaned_data["first_year"], clock.today().year))
    return _form_page(request, form, committee, _("Add an activity"))


@require_http_methods(FORM)
@rows_decide
def wheel_edit(request: AppRequest, pk: int) -> HttpResponse:
    """What the activity says."""
    activity = _activity_to_edit(request, pk)
    form = ActivityForm(_posted(request), people=_people(activity.committee, activity), year=clock.today().year, activity=activity)
    if form.is_bound and form.is_valid():
        try:
            usecases.change(activity=activity, given=form.said(), version=form.cleaned_data["version"] or 0, today=clock.today())
        except RefusedError as error:
            _say(form, error)
        except StaleError:
            activity.refresh_from_db()
            say_what_stands_there(form, activity, version=activity.version, names=["title", "owner_words", "text"])
        else:
            messages.success(request, _("The changes are saved."))
            return _to_wheel(activity.committee, clock.today().year)
    return _form_page(request, form, activity.committee, _("Change the activity"), activity=activity)


@require_POST
@rows_decide
def wheel_remove(request: AppRequest, pk: int) -> HttpResponse:
    """Out of the wheel; what has been stays."""
    activity = _activity_to_edit(request, pk)
    committee = activity.committee
    if usecases.remove(activity=activity, today=clock.today()):
        messages.success(request, _("The activity is removed."))
    else:
        messages.success(request, _("The activity has ended. It still stands in the years it belonged to."))
    return _to_wheel(committee, clock.today().year)


@require_http_methods(FORM)
@rows_decide
def wheel_adapt(request: AppRequest, pk: int, committee_pk: int) -> HttpResponse:
    """How this committee does what is handed down."""
    committee = _committee_to_plan(request, committee_pk)
    entry = _entry_or_404(committee, pk, _year(request), inherited=True)
    form = AdaptForm(_posted(request), people=_people(committee, entry.row, entry.root), entry=entry)
    if form.is_bound and form.is_valid():
        try:
            row = usecases.adapt(
                activity=entry.root, committee=committee, given=form.said(), shown_in=entry.row.month,
                version=form.cleaned_data["version"] or 0, by=request.user, now=clock.now(), today=clock.today(),
            )  # fmt: skip
        except RefusedError as error:
            _say(form, error)
        except StaleError:
            say_what_stands_there(form, entry.row, version=form.initial["version"], names=["owner_words", "text"])
        else:
            messages.success(request, _("The wheel follows what you have said."))
            return _to_wheel(committee, row.first_year)
    return _form_page(request, form, committee, _("Do it our way"), entry=entry, is_adapting=True)


@require_POST
@rows_decide
def wheel_as_above(request: AppRequest, pk: int, committee_pk: int) -> HttpResponse:
    """As it is handed down again."""
    committee = _committee_to_plan(request, committee_pk)
    activity = get_object_or_404(WheelActivity.objects.in_wheels_of(committee), pk=pk, adapts=None)
    usecases.take_as_above(activity=activity, committee=committee)
    messages.success(request, _("The activity stands as it is handed down."))
    return _to_wheel(committee, clock.today().year)


@require_POST
@rows_decide
def wheel_move(request: AppRequest, pk: int, committee_pk: int, year: int) -> HttpResponse:
    """To another month of this wheel, by a button, the keyboard or the mouse."""
    committee = _committee_to_plan(request, committee_pk)
    entry = _entry_or_404(committee, pk, year)
    form = MoveForm(request.POST)
    if not form.is_valid() or entry.state == State.LEFT_OUT:
        raise Http404
    try:
        usecases.move(entry=entry, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data)
    except RefusedError as error:
        messages.warning(request, " ".join(error.faults.values()))
    except StaleError:
        messages.warning(request, _("Somebody else has moved it meanwhile. It stands where they put it."))
    else:
        month = str(MONTHS[form.cleaned_data["month"]])
        messages.success(request, _("“%(activity)s” stands in %(month)s now.") % {"activity": entry.root.title, "month": month})
    return redirect(f"{reverse('wheel-committee', args=[committee.pk])}?year={year}#activity-{pk}")


@public("a calendar program cannot sign in: the signature in the address stands for one person, and the wheel is open to every employee")
@require_safe
def wheel_feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001  the address is all that is asked
    """This year's wheel and the next, fetched by a calendar program; nothing for an address that is renewed, revoked or left."""
    found = behind(token, today=clock.today())
    if found is None:
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    person, committee = found
    with translation.override(person.language or settings.LANGUAGE_CODE):
        today = clock.today()
        years = [WheelYear.of(committee, year, today) for year in (today.year, today.year + 1)]
        content = calendar_of(years, committee.name, now=clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=QUIET)


@require_POST
@signed_in_only
def wheel_subscribe(request: AppRequest, pk: int) -> HttpResponse:
    """A calendar address of one's own, where there is none yet; the wheel's address follows from it."""
    committee = _committee_or_404(pk)
    if not address_of(committee, request.user):
        open_feed(by=request.user, now=clock.now())
        messages.success(request, _("The calendar address is made. Copy it into your calendar program."))
    return redirect(f"{reverse('wheel-committee', args=[committee.pk])}#calendar")


@require_http_methods(FORM)
@rows_decide
def wheel_mark(request: AppRequest, pk: int, committee_pk: int, year: int) -> HttpResponse:
    """Done, or not done and why."""
    committee = _committee_to_plan(request, committee_pk)
    entry = _entry_or_404(committee, pk, year)
    if year > clock.today().year:
        raise Http404
    form = MarkForm(_posted(request), mark=entry.mark)
    if form.is_bound and form.is_valid():
        try:
            usecases.mark(activity=entry.root, committee=committee, year=year, by=request.user, today=clock.today(), **form.said())
        except StaleError:
            form.add_error(None, _("Somebody else has said something meanwhile. Your words stand here still: open it anew, and compare."))
        else:
            messages.success(request, _("Said and kept."))
            return _to_wheel(committee, year)
    return _form_page(request, form, committee, _("What became of it?"), entry=entry)


def ways_of(shown: WheelYear, today: date) -> dict[str, tuple[str, str]]:
    """By kind where what stands in the wheel is done."""
    ways = Ways.of(shown.committee, today)
    kinds = {entry.root.kind for entry in shown.entries}
    return {kind: way for kind in kinds if (way := ways.of_kind(kind))}


def _posted(request: AppRequest) -> object:
    return request.POST if request.method == "POST" else None


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


def _activity_to_edit(request: AppRequest, pk: int) -> WheelActivity:
    rows = WheelActivity.objects.with_rights_of(request.user, clock.today()).select_related("committee__level", "adapts")
    activity = get_object_or_404(rows, pk=pk, adapts=None)
    if not activity.may_edit:
        raise PermissionDenied
    return activity


def _entry_or_404(committee: Committee, pk: int, year: int, *, inherited: bool = False) -> Entry:
    year_of_it = WheelYear.of(committee, year, clock.today()) if year <= clock.today().year + AHEAD else None
    entry = year_of_it.entry(pk) if year_of_it else None
    if entry is None or (inherited and not entry.is_inherited):
        raise Http404
    return entry


def _people(committee: Committee, *rows: WheelActivity) -> set[int]:
    members = {seat.user_id for seat in members_of(committee, clock.today())}
    return members | {row.owner_id for row in rows if row.owner_id}


def _say(form: Form, error: RefusedError) -> None:
    for field, text in error.faults.items():
        form.add_error(field if field in form.fields else None, text)


def _to_wheel(committee: Committee, year: int) -> HttpResponse:
    return redirect(f"{reverse('wheel-committee', args=[committee.pk])}?year={year}")


def _form_page(request: AppRequest, form: Form, committee: Committee, title: str, **more: object) -> HttpResponse:
    context = {"form": form, "committee": committee, "title": title, **more}
    return render(request, "annualcycle/wheel_form.html", context, status=422 if form.errors else 200)
