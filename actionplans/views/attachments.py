"""Files of a plan: brought, fetched, taken out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan, Attachment
from actionplans.usecases import attaching
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.uploads import LARGEST, MEDIA_TYPES, RefusedFileError


class AttachForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Choose a file"),
        help_text=gettext_lazy("PDF, PNG, JPG, DOCX or XLSX, at most 10 MB. Everybody who reads the plan can open it."),
        allow_empty_file=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_attach(request: AppRequest, pk: int) -> HttpResponse:
    """Bring a file; what is refused is said beside the field."""
    plan = _editable_or_404(request, plan_pk=pk)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            attaching.attach(plan, name=given.name, content=given.read(LARGEST + 1), by=request.user, now=clock.now())
        except RefusedFileError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The file is kept with the plan."))
            return HttpResponseRedirect(f"{plan.get_absolute_url()}#files")
    return render(request, "actionplans/attach.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_safe
@rows_decide
def attachment_file(request: AppRequest, public_id: str) -> FileResponse:
    """The file, to who may read the plan; always to be saved, never shown by the browser as a page of ours."""
    attachment = get_object_or_404(Attachment.objects.kept(), public_id=public_id, plan__in=ActionPlan.objects.visible_to(request.user))
    if not default_storage.exists(attachment.file):
        raise Http404
    content = default_storage.open(attachment.file)
    response = FileResponse(content, as_attachment=True, filename=attachment.name, content_type=MEDIA_TYPES[attachment.kind])
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


@require_POST
@rows_decide
def attachment_take_out(request: AppRequest, public_id: str) -> HttpResponse:
    """Out of the plan; its content is deleted."""
    attachment = get_object_or_404(Attachment.objects.kept(), public_id=public_id)
    plan = _editable_or_404(request, plan_pk=attachment.plan_id)
    attaching.take_out(attachment, by=request.user, now=clock.now())
    messages.success(request, _("“%(name)s” is taken out of the plan.") % {"name": attachment.name})
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#files")


def _editable_or_404(request: AppRequest, plan_pk: int) -> ActionPlan:
    plan: Any = get_object_or_404(ActionPlan.objects.visible_to(request.user).with_rights_of(request.user), pk=plan_pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan  # type: ignore[no-any-return]
