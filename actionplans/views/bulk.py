"""Many plans at once: choose what to do, see what would happen, do it, see what happened, undo it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.bulk_lines import lines_of, lines_of_preview, sentence_of, sentences_of
from actionplans.errors import UndoTooLateError
from actionplans.forms.bulk import BulkForm, Chosen
from actionplans.models import ActionPlan, BulkChange, BulkKind
from actionplans.usecases import bulk as usecases
from actionplans.usecases.bulk import MOST_AT_ONCE, Asked, Occasion
from orgstructure.access import rows_decide, signed_in_only
from safetynet.common import clock
from safetynet.common.http import AppRequest

SHOWN = 50


@require_safe
@signed_in_only
def bulk_change_list(request: AppRequest) -> HttpResponse:
    """The person's own changes of many plans, with what can still be undone."""
    now = clock.now()
    changes = list(BulkChange.objects.made_by(request.user).with_outcomes()[:SHOWN])
    told = sentences_of([_asked(change) for change in changes])
    rows = [(change, sentence, change.may_be_undone(now)) for change, sentence in zip(changes, told, strict=True)]
    return render(request, "actionplans/bulk_change_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def bulk_change_new(request: AppRequest) -> HttpResponse:
    """The chosen plans: what shall happen, what would come of it, and then it happens."""
    chosen = Chosen.of(request.POST, request.user, clock.today())
    if not chosen.plans:
        messages.info(request, _("Choose one or more plans in the list first."))
        return redirect("plan-list")
    intent = request.POST.get("intent", "")
    form = _form(request, chosen, is_sent=intent in ("preview", "find", "do"))
    page = {"form": form, "chosen": chosen, "most": MOST_AT_ONCE}
    if intent not in ("preview", "do") or not form.is_valid():
        if intent == "find":
            form.errors.clear()
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
        return render(request, "actionplans/bulk_change_new.html", page, status=status)
    asked, occasion = form.asked(), _occasion(request)
    if intent == "do":
        return _done(request, asked, chosen, form)
    lines = lines_of_preview(asked.kind, usecases.try_out(asked, chosen.plans, occasion), request.user)
    return render(request, "actionplans/bulk_change_preview.html", page | {"lines": lines, "sentence": sentence_of(asked)})


@require_safe
@rows_decide
def bulk_change_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What came of it, plan by plan."""
    change = _change_or_404(request, pk)
    page = {
        "change": change,
        "lines": lines_of(change, request.user),
        "sentence": sentence_of(_asked(change)),
        "may_undo": change.may_be_undone(clock.now()),
    }
    return render(request, "actionplans/bulk_change_detail.html", page)


@require_POST
@rows_decide
def bulk_change_go_on(request: AppRequest, pk: int) -> HttpResponse:
    """Do the rest of a change that was interrupted."""
    change = _change_or_404(request, pk)
    usecases.go_on(change, _occasion(request))
    return redirect(change)


@require_POST
@rows_decide
def bulk_change_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Put the plans back as they were."""
    change = _change_or_404(request, pk)
    try:
        usecases.undo_many(change, _occasion(request))
    except UndoTooLateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Undone. What somebody has changed since is left as it is and stands first."))
    return redirect(change)


def _form(request: AppRequest, chosen: Chosen, *, is_sent: bool) -> BulkForm:
    first = ActionPlan.objects.select_related("unit").get(pk=next(iter(chosen.plans)))
    data = request.POST if is_sent else None
    return BulkForm(data, unit=first.unit, user=request.user, today=clock.today(), looked_for=request.POST.get("find", ""))


def _done(request: AppRequest, asked: Asked, chosen: Chosen, form: BulkForm) -> HttpResponse:
    number = form.cleaned_data["submission_id"]
    try:
        change = usecases.change_many(asked, chosen.plans, _occasion(request), submission_id=number)
    except BulkChange.DoesNotExist:
        messages.error(request, _("This form was sent by somebody else. Choose the plans again."))
        return redirect("plan-list")
    return redirect(change)


def _asked(change: BulkChange) -> Asked:
    return Asked(BulkKind(change.kind), change.words)


def _occasion(request: AppRequest) -> Occasion:
    return Occasion(request.user, clock.now(), clock.today())


def _change_or_404(request: AppRequest, pk: int) -> BulkChange:
    change: BulkChange = get_object_or_404(BulkChange.objects.made_by(request.user), pk=pk)
    return change
