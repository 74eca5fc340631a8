"""A member's own training: what is offered, what is due, and the certificates."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgstructure.access import rows_decide, signed_in_only
from orgstructure.forms.training import OwnCertificateForm
from orgstructure.keeping import kept_committee_of
from orgstructure.models import Course, TrainingFact
from orgstructure.training import training_state
from orgstructure.usecases import training
from orgstructure.views.files import attachment
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.uploads import RefusedFileError


@require_safe
@signed_in_only
def my_training(request: AppRequest) -> HttpResponse:
    """The reader's own courses, with the offer that waits for an answer first."""
    state = training_state([request.user.pk], clock.today()).get(request.user.pk)
    facts = TrainingFact.objects.filter(user=request.user).select_related("annulment", "by").order_by("-on", "-at", "-pk")
    return render(request, "orgstructure/my_training.html", {"state": state, "facts": facts})


@require_POST
@signed_in_only
def my_training_answer(request: AppRequest) -> HttpResponse:
    """Yes or no to an offer."""
    course, said = request.POST.get("course", ""), request.POST.get("answer", "")
    if course not in Course.values or said not in ("yes", "no"):
        messages.error(request, _("Choose yes or no."))
        return redirect("my-training")
    try:
        training.answer(request.user, Course(course), accepts=said == "yes", today=clock.today(), now=clock.now())
    except training.TrainingError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your answer is kept."))
    return redirect("my-training")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def own_certificate(request: AppRequest) -> HttpResponse:
    """A member sends in the certificate, from a phone as well; whoever keeps the training sees it and can annul it."""
    today = clock.today()
    state = training_state([request.user.pk], today).get(request.user.pk)
    if state is None:
        messages.warning(request, _("You hold no seat today that asks for training."))
        return redirect("my-training")
    form = OwnCertificateForm([step.course for step in state.steps], request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            training.record(form.happened(), [request.user], committee=None, by=request.user, today=today, now=clock.now())
            messages.success(request, _("The certificate is kept."))
            return redirect("my-training")
        except RefusedFileError as error:
            form.add_error("file", str(error))
        except training.TrainingError as error:
            form.add_error("on", str(error))
    context = {"form": form, "title": _("Send in a certificate"), "verb": _("Send it in")}
    context["trail"] = [(_("My training"), reverse("my-training"))]
    return render(request, "orgstructure/keeping_form.html", context, status=422 if form.errors else 200)


@require_safe
@rows_decide
def certificate(request: AppRequest, public_id: str) -> FileResponse:
    """The file, to the member and to whoever keeps the training of a group he or she sits in; 404 for all others."""
    fact = get_object_or_404(TrainingFact.objects.exclude(file=""), public_id=public_id)
    if fact.user_id != request.user.pk and not kept_committee_of(request.user, fact.user_id, clock.today()):
        raise Http404
    return attachment(fact.file, fact.file_name, fact.file_kind)
