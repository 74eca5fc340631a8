"""The way to act on a gap: a seat by hand, a unit's group, a sub-committee, an approval. Each is one form and one use case."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgstructure.access import may, needs
from orgstructure.forms.by_hand import ActForm, ConnectForm, LastDayForm, SeatForm, SizeApprovalForm, SubCommitteeForm, people_for
from orgstructure.keeping import may_keep
from orgstructure.models import Committee, Coverage, Seat, SeatRole, Unit
from orgstructure.permissions import Perm
from orgstructure.usecases import by_hand
from safetynet.common import clock
from safetynet.common.fields import valid_on
from safetynet.common.http import AppRequest


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def seat_new(request: AppRequest, pk: int) -> HttpResponse:
    """Give somebody a seat, from a list of those employed where the committee covers, or found by name."""
    committee, today = _kept_or_403(request, pk), clock.today()
    role = request.GET.get("role", "")
    people = people_for(committee, today, request.GET.get("find", "")[:80], request.POST.get("user"))
    initial = {"role": role if role in SeatRole else "", "starts": today}
    form = SeatForm(request.POST if request.method == "POST" else None, people=people, today=today, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        seat = {name: said[name] for name in ("user", "role", "union", "starts", "last_day")}
        if _done(form, lambda: by_hand.fill_seat(committee, why=_why(request, form), **seat)):
            messages.success(request, _("%(name)s has the seat.") % {"name": said["user"]})
            return redirect(committee)
    return _form(request, form, committee, _("Fill a seat"), find=request.GET.get("find", ""), role=role, has_search=True)


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def seat_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Prolong or end a seat."""
    seat = get_object_or_404(Seat.objects.select_related("user", "committee"), pk=pk)
    committee = _kept_or_403(request, seat.committee_id)
    form = LastDayForm.of(seat, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        days = {"last_day": form.cleaned_data["last_day"], "seen": form.cleaned_data["seen"]}
        if _done(form, lambda: by_hand.set_last_day(seat, why=_why(request, form), **days)):
            messages.success(request, _("The seat is changed."))
            return redirect(committee)
    title = _("%(role)s: %(name)s") % {"role": str(seat.role_name).capitalize(), "name": seat.user}
    return _form(request, form, committee, title)


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def unit_groups(request: AppRequest, pk: int) -> HttpResponse:
    """Which groups and committees cover the unit, and a form to connect it to one."""
    unit, today = get_object_or_404(Unit, pk=pk), clock.today()
    if not may(request.user, Perm.KEEP_ORGANISATION, unit.pk, unit.path):
        raise PermissionDenied
    groups = _groups_to_choose(unit, today)
    form = ConnectForm(request.POST if request.method == "POST" else None, groups=groups)
    if form.is_bound and form.is_valid():
        committee = form.cleaned_data["committee"]
        if not may_keep(request.user, committee, today):
            form.add_error(
                "committee", _("You do not keep the organisation of all units that this group covers. Ask the chair of the committee.")
            )
        elif _done(form, lambda: by_hand.connect(unit, committee, why=_why(request, form))):
            messages.success(request, _("%(group)s covers %(unit)s from today.") % {"group": committee, "unit": unit})
            return redirect("unit-groups", unit.pk)
    covering = Committee.objects.covering(unit.pk, today).select_related("level")
    return render(
        request, "orgstructure/unit_groups.html", {"unit": unit, "covering": covering, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def unit_take_off(request: AppRequest, pk: int, committee_pk: int) -> HttpResponse:
    """Ask first, then the group covers the unit no longer."""
    coverage = get_object_or_404(Coverage.objects.select_related("unit"), valid_on(clock.today()), unit=pk, committee=committee_pk)
    committee = _kept_or_403(request, committee_pk)
    form = ActForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _done(form, lambda: by_hand.take_off(coverage.unit, committee, why=_why(request, form))):
        messages.success(request, _("%(group)s no longer covers %(unit)s.") % {"group": committee, "unit": coverage.unit})
        return redirect("unit-groups", pk)
    return _form(request, form, committee, _("Take %(unit)s off the group") % {"unit": coverage.unit})


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def sub_committee_new(request: AppRequest, pk: int) -> HttpResponse:
    """A committee under a committee, over the same units."""
    parent = _kept_or_403(request, pk)
    form = SubCommitteeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        words = {"name": form.cleaned_data["name"], "level": form.level_chosen}
        made = by_hand.make_sub_committee(parent, why=_why(request, form), **words)
        messages.success(request, _("The sub-committee is there. Now fill its seats."))
        return redirect(made or parent)
    return _form(request, form, parent, _("New sub-committee"))


@require_http_methods(["GET", "POST"])
@needs(Perm.KEEP_ORGANISATION)
def group_size_approve(request: AppRequest, pk: int) -> HttpResponse:
    """Record what a MED committee decided about a large group (R7)."""
    group, today = _kept_or_403(request, pk), clock.today()
    above = Committee.objects.existing(today).filter(pk__in=group.ancestor_ids()).order_by("-depth")
    form = SizeApprovalForm(request.POST if request.method == "POST" else None, above=above, today=today)
    if form.is_bound and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("employees", "decided_by", "decided_on", "reference")}
        by_hand.approve_size(group, why=_why(request, form), **words)
        messages.success(request, _("The approval is recorded."))
        return redirect(group)
    return _form(request, form, group, _("Approve a larger group"))


def _kept_or_403(request: AppRequest, pk: int) -> Committee:
    committee = get_object_or_404(Committee, pk=pk)
    if not may_keep(request.user, committee, clock.today()):
        raise PermissionDenied
    return committee


def _groups_to_choose(unit: Unit, today: date) -> QuerySet[Committee]:
    """Groups of the same branch: those that cover a unit beside, above or below it."""
    near = unit.path.rstrip("/").rpartition("/")[0] + "/"
    there = Coverage.objects.filter(valid_on(today), unit__path__startswith=near if near != "/" else unit.path)
    found = Committee.objects.existing(today).groups().filter(pk__in=there.values("committee"))
    taken = Coverage.objects.filter(valid_on(today), unit=unit).values("committee")
    return found.exclude(pk__in=taken).order_by("name_sort", "pk")


def _why(request: AppRequest, form: ActForm) -> by_hand.Why:
    said = form.cleaned_data
    return by_hand.Why(request.user, clock.now(), clock.today(), said["reason"], said["submission_id"])


def _done(form: ActForm, act: Callable[[], object]) -> bool:
    """Carried out, or refused with the reason beside its field."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _form(request: AppRequest, form: ActForm, committee: Committee, title: str, **more: object) -> HttpResponse:
    context = {"form": form, "committee": committee, "title": title, **more}
    return render(request, "orgstructure/act_by_hand.html", context, status=422 if form.errors else 200)
