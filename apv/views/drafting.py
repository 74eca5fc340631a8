"""A questionnaire as a whole: begun, written, finished, retired, thrown away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.forms.questionnaires import COPY, VERSION, HeadForm, NewForm, StampForm
from apv.models import Questionnaire
from apv.reading import Reading
from apv.usecases import editing
from apv.usecases import questionnaires as usecases
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse, QueryDict


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def questionnaire_new(request: AppRequest) -> HttpResponse:
    """Empty, a copy, or the next version."""
    if request.method != "POST":
        form = NewForm(original=request.GET.get("original", ""), how=request.GET.get("how", VERSION))
        return render(request, "apv/questionnaire_new.html", {"form": form})
    form = NewForm(request.POST)
    if not form.is_valid():
        return render(request, "apv/questionnaire_new.html", {"form": form}, status=422)
    return redirect("questionnaire-edit", _begun(form, request).pk)


def _begun(form: NewForm, request: AppRequest) -> Questionnaire:
    said, name = form.cleaned_data, form.words("name")
    trace = {"submission_id": said["submission_id"], "by": request.user, "now": clock.now()}
    try:
        if said["how"] == VERSION:
            return usecases.begin_version(said["original"], **trace)
        if said["how"] == COPY:
            return usecases.begin_copy(said["original"], name=name, **trace)
        return usecases.begin_empty(name=name, **trace)
    except Questionnaire.DoesNotExist as error:
        raise Http404 from error


@require_safe
@needs(Perm.RUN_SURVEYS)
def questionnaire_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Everything in it with the way to change it, and what is still missing."""
    questionnaire = draft_or_403(request, pk)
    language = _shown_in(questionnaire)
    context = {
        "questionnaire": questionnaire,
        "reading": Reading(questionnaire, language),
        "language": language,
        "by_other": questionnaire.edited_by if questionnaire.edited_by not in (None, request.user) else None,
    }
    return render(request, "apv/questionnaire_edit.html", context)


def _shown_in(questionnaire: Questionnaire) -> str:
    own = get_language() or "da"
    there: list[str] = questionnaire.languages or [own]
    return own if own in there else there[0]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def questionnaire_head(request: AppRequest, pk: int) -> HttpResponse:
    """Name, purpose, languages and terms."""
    questionnaire = draft_or_403(request, pk)
    form = HeadForm(request.POST if request.method == "POST" else None, questionnaire=questionnaire)
    refused = ""
    if form.is_bound and form.is_valid():
        try:
            editing.change_head(questionnaire, form.columns(), seen=form.cleaned_data["seen"], by=request.user, now=clock.now())
        except (StaleError, LockedError) as error:
            refused, form.data = said_of(error, pk), with_new_stamp(request, pk)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("questionnaire-edit", pk)
    page = {"questionnaire": questionnaire, "form": form, "refused": refused}
    return render(request, "apv/questionnaire_head.html", page, status=409 if refused else 422 if form.errors else 200)


@require_POST
@needs(Perm.RUN_SURVEYS)
def questionnaire_finish(request: AppRequest, pk: int) -> HttpResponse:
    """It may be asked from now on."""
    questionnaire, seen = draft_or_403(request, pk), _stamp(request)
    try:
        editing.finish(questionnaire, seen=seen, by=request.user, now=clock.now())
    except NotReadyError:
        messages.warning(request, _("It cannot be finished yet. What is missing stands at each place."))
    except (StaleError, LockedError) as error:
        messages.warning(request, said_of(error, pk))
    else:
        messages.success(request, _("The questionnaire is finished and can be used in surveys. To change it, make a new version."))
        return redirect(questionnaire)
    return back_to(questionnaire)


@require_POST
@needs(Perm.RUN_SURVEYS)
def questionnaire_retire(request: AppRequest, pk: int) -> HttpResponse:
    """No new survey is made of it."""
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    editing.retire(questionnaire, now=clock.now())
    messages.success(request, _("No new survey can be made of it. Those that use it go on."))
    return redirect(questionnaire)


@require_POST
@needs(Perm.RUN_SURVEYS)
def questionnaire_bring_back(request: AppRequest, pk: int) -> HttpResponse:
    """It may be asked again."""
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    editing.bring_back(questionnaire)
    messages.success(request, _("It can be used in surveys again."))
    return redirect(questionnaire)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def questionnaire_delete(request: AppRequest, pk: int) -> HttpResponse:
    """An unfinished one that was not wanted; asks once."""
    questionnaire = draft_or_403(request, pk)
    if request.method != "POST":
        return render(request, "apv/questionnaire_delete.html", {"questionnaire": questionnaire})
    try:
        editing.delete_draft(questionnaire, seen=_stamp(request), by=request.user, now=clock.now())
    except (StaleError, LockedError) as error:
        messages.warning(request, said_of(error, pk))
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The draft is deleted."))
        return redirect("questionnaire-list")
    return back_to(questionnaire)


def draft_or_403(request: AppRequest, pk: int) -> Questionnaire:
    """The questionnaire to be written in; a finished one has no such page, and what is sent to it is refused by the use case."""
    questionnaire = get_object_or_404(Questionnaire.objects.select_related("edited_by", "made_by"), pk=pk)
    if questionnaire.is_finished and request.method != "POST":
        raise PermissionDenied
    return questionnaire


def back_to(questionnaire: Questionnaire) -> HttpResponse:
    """The page on which it is written, or read once it is finished."""
    return redirect(questionnaire) if questionnaire.is_finished else redirect("questionnaire-edit", questionnaire.pk)


def said_of(error: StaleError | LockedError, pk: int) -> str:
    """Why nothing was saved, and what to do. Whoever saved first sees on their page who else is writing."""
    if isinstance(error, LockedError):
        return _("The licence forbids changes of words, answers and order, or the questionnaire has just been finished. Nothing was saved.")
    other = Questionnaire.objects.filter(pk=pk).select_related("edited_by").first()
    name = str(other.edited_by) if other and other.edited_by else _("Somebody")
    return _(
        "%(name)s has saved a change since you opened this page. What you wrote stands here still. Look at the questionnaire in another "
        "tab, and save again if yours is to stand."
    ) % {"name": name}


def with_new_stamp(request: AppRequest, pk: int) -> QueryDict:
    """What was posted, now knowing of the change it collided with: saved once more, it stands."""
    posted = request.POST.copy()
    posted["seen"] = str(Questionnaire.objects.values_list("edit_stamp", flat=True).get(pk=pk))
    return posted


def _stamp(request: AppRequest) -> int:
    """What the page was opened with; 0, which no questionnaire has, when it says none."""
    form = StampForm(request.POST)
    return int(form.cleaned_data["seen"]) if form.is_valid() else 0
