"""A plan's owner and date changed in the list. With htmx the row becomes a form and a row again; without, a page asks the same."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.forms.inline import DueForm, OwnerForm
from actionplans.listing import rows_of
from actionplans.models import ActionPlan, Status
from actionplans.models.choices import OPEN_STATUSES
from actionplans.shelf import Shelf
from actionplans.usecases import life, taking_back
from orgstructure.access import rows_decide
from orgstructure.models import User
from safetynet.common import clock
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest, QueryDict

CANNOT = (IllegalMoveError, RefusedError, StaleError)
Act = Callable[[], None]


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_owner(request: AppRequest, pk: int) -> HttpResponse:
    """Another owner."""
    plan = _plan_or_404(request, pk)
    looked_for = request.POST.get("find", "")
    form = OwnerForm(request.POST or None, plan=plan, today=clock.today(), looked_for=looked_for)

    def act() -> None:
        given = form.cleaned_data
        to = User.objects.get(pk=given["owner"])
        taking_back.hand_on(plan, to=to, version=given["version"], by=request.user, now=clock.now(), today=clock.today())

    return _answer(request, plan, form, act, "owner", is_possible=plan.status in OPEN_STATUSES)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_due(request: AppRequest, pk: int) -> HttpResponse:
    """Another expected closing date, with its reason."""
    plan = _plan_or_404(request, pk)
    form = DueForm(request.POST or None, plan=plan, by=request.user, today=clock.today())

    def act() -> None:
        life.extend(plan, by=request.user, now=clock.now(), today=clock.today(), **form.answer())

    return _answer(request, plan, form, act, "due", is_possible=plan.status in (Status.ACTIVE, Status.AWAITING))


def _plan_or_404(request: AppRequest, pk: int) -> ActionPlan:
    rows = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit", "owner")
    plan: ActionPlan = get_object_or_404(rows, pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan


def _answer(request: AppRequest, plan: ActionPlan, form: Form, act: Act, field: str, *, is_possible: bool) -> HttpResponse:
    """The form; or what was typed with what is wrong; or, done, the row (or the list) as it is now."""
    back = _back(request, plan)
    if "cancel" in request.GET:
        return _row(request, plan, back, field) if request.htmx else HttpResponseRedirect(back)
    page = {"plan": plan, "form": form, "field": field, "back": back}
    if request.method == "POST" and request.POST.get("intent") != "find" and form.is_valid():
        try:
            act()
        except CANNOT as error:
            said = str(error) or _("Somebody has just changed the plan. Look at it again.")
            return _form(request, page | {"refused": said}, HTTPStatus.CONFLICT)
        return _saved(request, plan, back, field)
    if not is_possible:
        return _row(request, plan, back, field) if request.htmx else HttpResponseRedirect(back)
    return _form(request, page, HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK)


def _saved(request: AppRequest, plan: ActionPlan, back: str, field: str) -> HttpResponse:
    if request.htmx:
        return _row(request, plan, back, field)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(back)


def _form(request: AppRequest, page: dict[str, object], status: HTTPStatus) -> HttpResponse:
    if page["form"].is_bound and request.POST.get("intent") == "find":  # type: ignore[attr-defined]  # a form
        page["form"].errors.clear()  # type: ignore[attr-defined]
        status = HTTPStatus.OK
    template = "actionplans/_plan_row_edit.html" if request.htmx else "actionplans/plan_inline.html"
    return render(request, template, page, status=status)


def _row(request: AppRequest, plan: ActionPlan, back: str, field: str) -> HttpResponse:
    """The row anew, with the columns of the list it stands in."""
    words = QueryDict(urlsplit(back).query)
    shelf = Shelf.of(request.user, clock.today(), words, _uuid(words.get("view", "")))
    rows = rows_of([plan.pk], clock.today())
    return render(request, "actionplans/_plan_row.html", {"row": rows[0], "list": _OneRow(shelf, plan.pk), "focus": field})


class _OneRow:
    """As much of a list as one row of it reads."""

    def __init__(self, shelf: Shelf, pk: int) -> None:
        self.shelf, self.choosable = shelf, frozenset([pk])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: AppRequest, plan: ActionPlan) -> str:
    """The list the person came from: as posted, or as the browser tells; else the plan."""
    default = plan.get_absolute_url()
    if request.method == "POST":
        return way_on(request, default)
    told = (request.htmx.current_url or "") if request.htmx else request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure()):
        return default
    parts = urlsplit(told)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
