"""Who took part in a self-audit: numbers, and names where wished. Managers are read from the places."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.audit_opened import Opened
from apv.audit_page import AuditPage
from apv.errors import RefusedError
from apv.forms.audit_answers import NameForm, NumbersForm
from apv.models import AuditParticipation
from apv.usecases import audit_participants as taking_part
from apv.views.audit_answering import opened_or_404
from orgstructure import people_search
from orgstructure.access import rows_decide
from orgstructure.usecases.looking_up import count_lookup
from safetynet.common import clock
from safetynet.common.errors import too_many_requests
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse

LONGEST_SEARCH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_participants(request: AppRequest, pk: int) -> HttpResponse:
    """The numbers; `?q=` looks for a colleague to name."""
    opened = _answering(request, pk)
    if request.method != "POST" and not opened.audit.may_answer:
        return redirect(opened.audit)
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    if text.strip() and (wait := count_lookup(request.user, clock.now())):
        return too_many_requests(request, retry_after=wait)
    form = NumbersForm(request.POST if request.method == "POST" else None, counted=AuditPage.of(opened, request.user).counted)
    if form.is_bound and form.is_valid():
        return _try(request, pk, partial(taking_part.set_numbers, audit=opened.audit, numbers=form.numbers()))
    return _show(request, opened, numbers=form, text=text)


@require_POST
@rows_decide
def audit_participant_name(request: AppRequest, pk: int) -> HttpResponse:
    """A colleague (`person`), or words."""
    opened = _answering(request, pk)
    person = taking_part.colleague(read_id(request.POST.get("person", "")), clock.today())
    form = NameForm(request.POST, person=person)
    if not form.is_valid():
        return _show(request, opened, name=form)
    given = form.cleaned_data
    return _try(request, pk, partial(taking_part.name, audit=opened.audit, part=given["part"], person=person, words=given["name"]))


@require_POST
@rows_decide
def audit_participant_out(request: AppRequest, pk: int) -> HttpResponse:
    """A name is taken out."""
    opened = _answering(request, pk)
    row = get_object_or_404(AuditParticipation, pk=read_id(request.POST.get("participation", "")) or 0, audit=opened.audit)
    return _try(request, pk, partial(taking_part.unname, audit=opened.audit, participation=row))


def _answering(request: AppRequest, pk: int) -> Opened:
    opened = opened_or_404(request, pk)
    if not opened.answers:
        raise PermissionDenied
    return opened


def _try(request: AppRequest, pk: int, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("audit-participants", pk)


def _show(
    request: AppRequest, opened: Opened, *, numbers: NumbersForm | None = None, name: NameForm | None = None, text: str = ""
) -> HttpResponse:
    shown = AuditPage.of(opened, request.user)
    found = people_search.people_called(text, clock.today()) if text.strip() else None
    here = {one.person_id for one in shown.participations}
    proposed = [person for person in taking_part.representatives_of(opened.units, clock.now()) if person.pk not in here]
    page = {
        "page": shown, "opened": opened, "audit": opened.audit, "q": text, "found": found, "proposed": proposed,
        "titles": taking_part.titles_of({one.manager_id: one.unit_id for one in opened.places if one.manager_id}, clock.now()),
        "short_parts": [(part.value, capfirst(part.label)) for part in taking_part.COUNTED],
        "form": numbers or NumbersForm(counted=shown.counted), "name_form": name or NameForm(),
    }  # fmt: skip
    has_errors = bool((numbers and numbers.errors) or (name and name.errors))
    return render(request, "apv/audit/answer_participants.html", page, status=422 if has_errors else 200)
