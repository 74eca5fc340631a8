"""The page of one case: each reader sees the parts that his or her role opens (R49)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from injuries.case_page import case_page
from injuries.follow_up_part import follow_up_of
from injuries.listing import case_list
from injuries.models import Case
from injuries.purposes import chosen_read, other_purposes
from injuries.reading import Read, opened
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

FOR_ITS_PAGE = Read()


@require_safe
@never_cache
@rows_decide
def injury_detail(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The case as this reader may see it; the read is in the log before anything is fetched."""
    case = case_or_404(request, public_id, chosen_read(request))
    page = {
        "case": case,
        "purposes": other_purposes(request),
        "page": case_page(case, now=clock.now()),
        "follow_up": follow_up_of(case, request.user, now=clock.now()),
    }
    return render(request, "injuries/injury_detail.html", page)


@require_safe
@rows_decide
def injury_by_number(request: AppRequest, pk: int) -> HttpResponse:
    """From a case's number to its page, for who may see it; nothing of the case is read here."""
    return redirect(get_object_or_404(Case.objects.visible_to(request.user).only("public_id"), pk=pk))


def case_or_404(request: AppRequest, public_id: UUID, read: Read = FOR_ITS_PAGE) -> Case:
    """The case with its rights, its read logged; unknown or not visible is the same."""
    try:
        return opened(request.user, public_id, now=clock.now(), read=read)
    except Case.DoesNotExist as error:
        raise Http404 from error


def must(allowed: bool) -> None:  # noqa: FBT001  reads as it says: must(rights.may_lead(case))
    """Seen, but not to be done by this reader: 403."""
    if not allowed:
        raise PermissionDenied


@require_safe
@never_cache
@rows_decide
def injury_list(request: AppRequest) -> HttpResponse:
    """The cases that the reader may see at least the course of; by state and unit, a page at a time."""
    asked = {name: request.GET.get(name, "") for name in ("state", "unit")}
    found = case_list(request.user, **asked, number=request.GET.get("page", "1"), now=clock.now())
    return render(request, "injuries/case_list.html", {"list": found})
