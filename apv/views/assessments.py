"""Pages of a unit's APV: those there are, one of them, its talks and its other elements."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.named import NamedWord, names_in_texts
from actionplans.people import Directory
from apv.assessment_page import address_of_gap, assessment_page, rows_of
from apv.cards import conversation_cards
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.forms.assessments import BeginForm, DialogueForm, ElementsForm
from apv.models import Finding, UnitAssessment
from apv.usecases import assessing
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

NOT_DECIDED_HERE = 50


@require_safe
@signed_in_only
def unit_assessments(request: AppRequest, pk: int) -> HttpResponse:
    """The unit's APVs, newest first, and what was found beside them; every employee reads it."""
    unit = get_object_or_404(Unit, pk=pk)
    assessments = UnitAssessment.objects.visible_to(request.user).for_unit(unit).select_related("round_unit__round")
    loose = Finding.objects.visible_to(request.user).filter(unit=unit, assessment=None, withdrawn_on=None).for_rows().order_by("rank", "pk")
    rows = rows_of(loose[:NOT_DECIDED_HERE], request.user, clock.today())
    may_edit = may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path)
    page = {"unit": unit, "assessments": assessments, "rows": rows, "may_edit": may_edit}
    return render(request, "apv/unit_assessments.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def assessment_new(request: AppRequest, pk: int) -> HttpResponse:
    """Begin an APV by dialogue: which topics."""
    unit = get_object_or_404(Unit.objects.existing(clock.today()), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path):
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            begun = assessing.begin_dialogue(unit, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect(begun)
    return render(request, "apv/assessment_new.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in_only
def assessment_detail(request: AppRequest, pk: int) -> HttpResponse:
    """The unit's written APV, within every employee's reach."""
    assessment = _assessment_or_404(request, pk)
    return _show(request, assessment)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def assessment_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Topics, sickness absence, participation, follow-up."""
    assessment = to_edit(request, pk)
    form = ElementsForm(request.POST if request.method == "POST" else None, assessment=assessment)
    names: list[NamedWord] = []
    if form.is_bound and form.is_valid():
        said = {name: (str(form.fields[name].label), form.cleaned_data[name]) for name in ("absence_text",)}
        names = not_seen(request, assessment.unit, said)
        if not names and _described(request, assessment, form):
            return redirect(assessment)
    page = {"assessment": assessment, "form": form, "names": names}
    return render(request, "apv/assessment_edit.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def dialogue_new(request: AppRequest, pk: int) -> HttpResponse:
    """Write down a talk with the staff."""
    assessment = to_edit(request, pk)
    form = DialogueForm(request.POST if request.method == "POST" else None, today=clock.today())
    names: list[NamedWord] = []
    if form.is_bound and form.is_valid():
        names = not_seen(request, assessment.unit, {"said": (str(form.fields["said"].label), form.cleaned_data["said"])})
        if not names:
            try:
                assessing.record_dialogue(assessment, form.talk(), by=request.user, now=clock.now())
            except RefusedError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The talk is written down."))
                return redirect(assessment)
    page = {"assessment": assessment, "form": form, "names": names, "cards": conversation_cards(assessment.topics)}
    return render(request, "apv/dialogue_new.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def assessment_complete(request: AppRequest, pk: int) -> HttpResponse:
    """Complete it, or show again what is missing (R19)."""
    assessment = _assessment_or_404(request, pk)
    if not assessment.may_edit:
        raise PermissionDenied
    try:
        assessing.complete(assessment, by=request.user, now=clock.now(), today=clock.today())
    except NotReadyError:
        return _show(request, assessment, is_refused=True)
    messages.success(request, _("The APV is completed. Its topics are covered from today."))
    return redirect(assessment)


@require_safe
@signed_in_only
def conversation_card_list(request: AppRequest) -> HttpResponse:
    """Cards for the talk, one for each topic: to print and lay on the table."""
    return render(request, "apv/cards.html", {"cards": conversation_cards(request.GET.getlist("topic"))})


def to_edit(request: AppRequest, pk: int) -> UnitAssessment:
    """The APV where the reader decides; 403 for others, and once it is completed."""
    assessment = _assessment_or_404(request, pk)
    if not assessment.may_edit or assessment.is_completed:
        raise PermissionDenied
    return assessment


def not_seen(request: AppRequest, unit: Unit, texts: Mapping[str, tuple[str, str]]) -> list[NamedWord]:
    """Names of the unit's people in what everybody will read, unless the writer has seen them pointed out: never blocks twice."""
    if not any(text for _label, text in texts.values()):
        return []
    found = names_in_texts(texts, Directory(unit, clock.today()).by_pk.values())
    return [] if {name.words for name in found} <= set(request.POST.getlist("seen")) else found


def _described(request: AppRequest, assessment: UnitAssessment, form: ElementsForm) -> bool:
    try:
        assessing.describe(assessment, form.elements(), version=form.cleaned_data["version"], by=request.user, now=clock.now())
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    except StaleError:
        assessment.refresh_from_db()
        say_what_stands_there(form, assessment, version=assessment.version, names=form.changed_data)
        return False
    messages.success(request, _("The changes are saved."))
    return True


def _show(request: AppRequest, assessment: UnitAssessment, *, is_refused: bool = False) -> HttpResponse:
    page = assessment_page(assessment, request.user, today=clock.today())
    context = {
        "page": page,
        "assessment": assessment,
        "gaps": _gaps(page.missing, assessment),
        "decides": assessment.may_edit and not assessment.is_completed,
        "new_url": f"{reverse('finding-new')}?assessment={assessment.pk}",
        "is_refused": is_refused,
    }
    return render(request, "apv/assessment_detail.html", context, status=422 if is_refused else 200)


def _gaps(missing: Mapping[str, str], assessment: UnitAssessment) -> list[tuple[str, str]]:
    return [(sentence, address_of_gap(field, assessment)) for field, sentence in missing.items()]


def _rows(request: AppRequest) -> QuerySet[UnitAssessment]:
    rows = UnitAssessment.objects.visible_to(request.user).with_rights_of(request.user)
    return rows.select_related("unit", "round_unit__round", "begun_by", "completed_by")


def _assessment_or_404(request: AppRequest, pk: int) -> UnitAssessment:
    return get_object_or_404(_rows(request), pk=pk)
