"""What somebody may do and why, who may do what in a unit, and what each role gives."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from orgstructure import acting, rights
from orgstructure.access import needs, scope_of, signed_in_only
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from orgstructure.role_table import role_lines
from safetynet.common import clock
from safetynet.common.http import AppRequest

SHOWN_ACTS = 20


@require_safe
@signed_in_only
def my_rights(request: AppRequest) -> HttpResponse:
    """The reader's own roles and rights, and where each comes from."""
    answer = rights.rights_of(request.user, request.user, clock.today())
    context = {"person": request.user, "answer": answer, "is_me": True, "may_appoint": bool(scope_of(request.user, Perm.APPOINT))}
    context["acts"] = acting.acts_around(request.user, SHOWN_ACTS)
    return render(request, "orgstructure/person_rights.html", context)


@require_safe
@signed_in_only
def person_rights(request: AppRequest, pk: int) -> HttpResponse:
    """What another person may do and why: for whoever may appoint there."""
    person, today = get_object_or_404(User, pk=pk), clock.today()
    if not rights.may_read_rights_of(person, request.user, today):
        raise Http404
    answer = rights.rights_of(person, request.user, today)
    is_me = person.pk == request.user.pk
    context = {"person": person, "answer": answer, "is_me": is_me, "may_appoint": bool(scope_of(request.user, Perm.APPOINT))}
    return render(request, "orgstructure/person_rights.html", context)


@require_safe
@signed_in_only
def unit_rights(request: AppRequest, pk: int) -> HttpResponse:
    """Who may do what here and why: for whoever may appoint here, and the unit's manager."""
    unit = get_object_or_404(Unit, pk=pk)
    if not rights.may_read_rights_in(unit, request.user):
        raise Http404
    may_appoint = scope_of(request.user, Perm.APPOINT).covers(unit.pk, unit.path)
    context = {"unit": unit, "answer": rights.rights_in(unit, request.user, clock.today()), "may_appoint": may_appoint}
    return render(request, "orgstructure/unit_rights.html", context)


@require_safe
@needs(Perm.APPOINT)
def appointment_list(request: AppRequest) -> HttpResponse:
    """What is given by hand where the reader may appoint, those that end first on top."""
    held = rights.given_by_hand(request.user, clock.today())
    return render(request, "orgstructure/appointment_list.html", {"held": held, "is_cut": len(held) == rights.MOST})


@require_safe
@signed_in_only
def role_list(request: AppRequest) -> HttpResponse:
    """What each role may do and how far: for everybody."""
    return render(request, "orgstructure/role_list.html", {"lines": role_lines()})
