"""Giving a role by hand, naming a deputy, prolonging, taking back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgstructure import people_search
from orgstructure.access import needs, scope_of, signed_in_only
from orgstructure.forms.appointing import AppointForm, DeputyForm, EndForm, ProlongForm
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Perm, Role
from orgstructure.rights import because, own_roles
from orgstructure.usecases import appointing
from orgstructure.usecases.appointing import Appointment, AppointmentError
from orgstructure.views.lookups import counted
from safetynet.common import clock
from safetynet.common.http import AppRequest

FOUND_UNITS = 30
LONGEST_NUMBER = 18


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.APPOINT)
@counted
def appoint_new(request: AppRequest) -> HttpResponse:
    """Choose where and whom (in the address), then which role and until when."""
    today = clock.today()
    unit, person = _unit_in_scope(request), _person(request)
    if unit is None or person is None:
        return _choose(request, unit)
    asked = {"begins": today, "role": request.GET.get("role", "")}
    form = AppointForm(request.POST or None, roles=appointing.roles_to_give(request.user, unit, today), initial=asked)
    if form.is_valid():
        words = form.cleaned_data
        wanted = Appointment(person, Role(words["role"]), unit, words["begins"], words["last_day"], words["reason"], words["submission_id"])
        try:
            appointing.appoint(wanted, by=request.user, today=today)
        except AppointmentError as error:
            form.show(error)
        else:
            messages.success(request, _("%(person)s has the role now.") % {"person": person})
            return redirect("unit-rights", unit.pk)
    return render(request, "orgstructure/appoint.html", {"form": form, "unit": unit, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
@counted
def deputy_new(request: AppRequest) -> HttpResponse:
    """Name somebody to act for the reader in a role of his or her own, for a while."""
    today, person = clock.today(), _person(request)
    holdings = own_roles(request.user, today)
    if not holdings or person is None:
        return render(request, "orgstructure/deputy_choose.html", {"holdings": holdings, **_searched(request)})
    form = DeputyForm(request.POST or None, holdings=holdings, initial={"begins": today})
    if form.is_valid():
        words, held = form.cleaned_data, form.held[form.cleaned_data["holding"]]
        wanted = Appointment(
            person, Role(held.role), held.unit, words["begins"], words["last_day"], words["reason"], words["submission_id"]
        )
        try:
            appointing.name_deputy(wanted, by=request.user, today=today)
        except AppointmentError as error:
            form.show(error)
        else:
            messages.success(request, _("%(person)s is your deputy.") % {"person": person})
            return redirect("my-rights")
    return render(request, "orgstructure/deputy.html", {"form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def role_end(request: AppRequest, pk: int) -> HttpResponse:
    """Take it back: it gives nothing from now on."""
    holding = _holding(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            appointing.take_back(holding, by=request.user, reason=form.cleaned_data["reason"], today=clock.today())
        except AppointmentError as error:
            form.show(error)
        else:
            messages.success(request, _("The role is taken back."))
            return redirect(_back(request, holding))
    return render(request, "orgstructure/role_end.html", _of(request, holding, form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def role_prolong(request: AppRequest, pk: int) -> HttpResponse:
    """Move its last day."""
    holding = _holding(request, pk)
    form = ProlongForm(request.POST or None, initial={"last_day": holding.last_day})
    if form.is_valid():
        try:
            appointing.prolong(holding, by=request.user, last_day=form.cleaned_data["last_day"], today=clock.today())
        except AppointmentError as error:
            form.show(error)
        else:
            messages.success(request, _("The last day is moved."))
            return redirect(_back(request, holding))
    return render(request, "orgstructure/role_prolong.html", _of(request, holding, form))


def _of(request: AppRequest, holding: RoleHolding, form: Any) -> dict[str, Any]:
    return {"holding": holding, "because": because(holding), "form": form, "back": reverse(_back(request, holding))}


def _back(request: AppRequest, holding: RoleHolding) -> str:
    return "my-rights" if holding.deputy_for_id == request.user.pk else "appointment-list"


def _holding(request: AppRequest, pk: int) -> RoleHolding:
    """One given by hand that the reader may see; 403 where it is not the reader's to change."""
    rows = RoleHolding.objects.select_related("user", "unit", "by", "deputy_for", "seat__committee")
    holding = get_object_or_404(rows, pk=pk)
    sees = scope_of(request.user, Perm.APPOINT).covers(holding.unit_id, holding.unit.path)
    if not sees and request.user.pk not in (holding.deputy_for_id, holding.user_id):
        raise Http404
    if not appointing.may_take_back(request.user, holding, clock.today()):
        raise PermissionDenied
    return holding


def _number(request: AppRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def _person(request: AppRequest) -> User | None:
    """Who is named in the address, if employed today."""
    pk = _number(request, "person")
    return User.objects.admitted(clock.today()).filter(pk=pk, kind=User.Kind.PERSON).first() if pk else None


def _unit_in_scope(request: AppRequest) -> Unit | None:
    """The unit named in the address, where the reader may appoint; 404 for another."""
    pk = _number(request, "unit")
    if pk is None:
        return None
    return get_object_or_404(Unit.objects.filter(scope_of(request.user, Perm.APPOINT).where("")), pk=pk)


def _searched(request: AppRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    return {"q": text, "found": people_search.people_called(text, clock.today()) if text.strip() else None}


def _choose(request: AppRequest, unit: Unit | None) -> HttpResponse:
    """First where, then whom: each a search whose answers lead on."""
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    kept = {name: request.GET[name] for name in ("role", "person", "unit") if request.GET.get(name)}
    context: dict[str, Any] = {"unit": unit, "kept": kept, "q": text}
    if unit is None:
        units = Unit.objects.existing(clock.today()).within(scope_of(request.user, Perm.APPOINT).where(""))
        context["units"] = list((units.called(text) if text.strip() else units)[:FOUND_UNITS])
    else:
        context |= _searched(request) | {"lead_on": f"?{urlencode(kept)}&"}
    return render(request, "orgstructure/appoint_choose.html", context)
