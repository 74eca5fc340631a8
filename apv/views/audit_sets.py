"""The sets of questions of the self-audit, and each of them: read, begun, copied, finished, retired, thrown away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.audit_set_page import SetPage
from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.forms.audit_sets import NewSetForm, SetHeadForm
from apv.forms.questionnaires import StampForm
from apv.models import AuditSet
from apv.usecases import audit_editing, audit_sets
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse, QueryDict


@require_safe
@needs(Perm.RUN_AUDITS)
def audit_set_list(request: AppRequest) -> HttpResponse:
    """Every set, newest first; the newest that is finished can be copied at once."""
    newest = AuditSet.objects.usable().first()
    return render(request, "apv/audit/set_list.html", {"sets": AuditSet.objects.for_list(), "newest": newest})


@require_safe
@needs(Perm.RUN_AUDITS)
def audit_set_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Its questions under their headings; while it is a draft also the way to change each, and what is missing."""
    audit_set = _set_or_404(pk)
    page = SetPage(audit_set)
    wanted = request.GET.get("language", "")
    context = {
        "audit_set": audit_set,
        "page": page,
        "language": wanted if wanted in [code for code, _name, _number in page.languages] else get_language(),
        "by_other": audit_set.edited_by if audit_set.edited_by not in (None, request.user) else None,
    }
    return render(request, "apv/audit/set_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_set_new(request: AppRequest) -> HttpResponse:
    """From scratch."""
    return _begin(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_set_copy(request: AppRequest, pk: int) -> HttpResponse:
    """The next year's, with all the questions of this one."""
    original = _set_or_404(pk)
    if not original.is_finished:
        raise PermissionDenied
    return _begin(request, original)


def _begin(request: AppRequest, original: AuditSet | None) -> HttpResponse:
    year = original.year + 1 if original else clock.today().year
    form = NewSetForm(request.POST if request.method == "POST" else None, year=year, original=original)
    if not (form.is_bound and form.is_valid()):
        page = {"form": form, "original": original}
        return render(request, "apv/audit/set_new.html", page, status=422 if form.errors else 200)
    trace = {"submission_id": form.cleaned_data["submission_id"], "by": request.user, "now": clock.now()}
    if original:
        made = audit_sets.begin_copy(original, form.head(), **trace)
        messages.success(request, _("The questions are copied, and each continues last year's. Change what is to be different."))
        return redirect(made)
    return redirect(audit_sets.begin_empty(form.head(), **trace))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_set_head(request: AppRequest, pk: int) -> HttpResponse:
    """Year, name and introduction."""
    audit_set = set_draft_or_403(request, pk)
    form, refused = SetHeadForm(request.POST if request.method == "POST" else None, audit_set=audit_set), ""
    if form.is_bound and form.is_valid():
        try:
            audit_editing.change_head(audit_set, form.columns(), seen=form.cleaned_data["seen"], by=request.user, now=clock.now())
        except (StaleError, LockedError) as error:
            refused, form.data = set_said_of(error, pk), with_new_set_stamp(request, pk)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(audit_set)
    page = {"audit_set": audit_set, "form": form, "refused": refused}
    return render(request, "apv/audit/set_head.html", page, status=409 if refused else 422 if form.errors else 200)


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_set_finish(request: AppRequest, pk: int) -> HttpResponse:
    """Years may be opened with it from now on."""
    audit_set = set_draft_or_403(request, pk)
    try:
        audit_editing.finish(audit_set, seen=_stamp(request), by=request.user, now=clock.now())
    except NotReadyError:
        messages.warning(request, _("It cannot be finished yet. What is missing stands at each place."))
    except (StaleError, LockedError) as error:
        messages.warning(request, set_said_of(error, pk))
    else:
        messages.success(request, _("The questions are finished and can be asked. To change them, copy the set."))
    return redirect(audit_set)


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_set_retire(request: AppRequest, pk: int) -> HttpResponse:
    """No new year is opened with it."""
    audit_set = _set_or_404(pk)
    audit_editing.retire(audit_set, now=clock.now())
    messages.success(request, _("No new year can be opened with it. Those that use it go on."))
    return redirect(audit_set)


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_set_bring_back(request: AppRequest, pk: int) -> HttpResponse:
    """Years may be opened with it again."""
    audit_set = _set_or_404(pk)
    audit_editing.bring_back(audit_set)
    messages.success(request, _("It can be asked again."))
    return redirect(audit_set)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_set_delete(request: AppRequest, pk: int) -> HttpResponse:
    """A draft that was not wanted; asks once."""
    audit_set = set_draft_or_403(request, pk)
    if request.method != "POST":
        return render(request, "apv/audit/set_delete.html", {"audit_set": audit_set})
    try:
        audit_editing.delete_draft(audit_set, seen=_stamp(request), by=request.user, now=clock.now())
    except (StaleError, LockedError) as error:
        messages.warning(request, set_said_of(error, pk))
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The draft is deleted."))
        return redirect("audit-set-list")
    return redirect(audit_set)


def _set_or_404(pk: int) -> AuditSet:
    return get_object_or_404(AuditSet.objects.select_related("edited_by", "made_by", "based_on"), pk=pk)


def set_draft_or_403(request: AppRequest, pk: int) -> AuditSet:
    """The set to be written in; a finished one has no such page, and what is sent to it is refused by the use case."""
    audit_set = _set_or_404(pk)
    if audit_set.is_finished and request.method != "POST":
        raise PermissionDenied
    return audit_set


def set_said_of(error: StaleError | LockedError, pk: int) -> str:
    """Why nothing was saved, and what to do."""
    if isinstance(error, LockedError):
        return _("The set is finished, so nothing was saved. Copy it to ask something else next year.")
    other = AuditSet.objects.select_related("edited_by").get(pk=pk).edited_by
    return _(
        "%(name)s has saved a change since you opened this page. What you wrote stands here still. Look at the questions in another "
        "tab, and save again if yours is to stand."
    ) % {"name": str(other or _("Somebody"))}


def with_new_set_stamp(request: AppRequest, pk: int) -> QueryDict:
    """What was posted, now knowing of the change it collided with: saved once more, it stands."""
    posted = request.POST.copy()
    posted["seen"] = str(AuditSet.objects.values_list("edit_stamp", flat=True).get(pk=pk))
    return posted


def _stamp(request: AppRequest) -> int:
    """What the page was opened with; 0, which no set has, when it says none."""
    form = StampForm(request.POST)
    return int(form.cleaned_data["seen"]) if form.is_valid() else 0
