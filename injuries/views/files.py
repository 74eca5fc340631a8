"""Files of a case: fetched, brought, taken out."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from injuries.errors import SealBrokenError
from injuries.models import Case, CaseFile, Channel, Part
from injuries.reading import Read, opened
from injuries.usecases import filing
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.uploads import LARGEST, MEDIA_TYPES, RefusedFileError


class CaseFileForm(forms.Form):
    """One file, and which half of the case it belongs to."""

    part = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what it is, so that the right people see it.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Choose a file"), help_text=gettext_lazy("PDF, PNG, JPG, DOCX or XLSX, at most 10 MB."), allow_empty_file=True
    )

    def __init__(self, *given: object, case: Case) -> None:
        """A health document only from who may see the health part."""
        super().__init__(*given)  # type: ignore[arg-type]
        event = (Part.EVENT.value, _("a photo or paper of the event"))
        health = (Part.WHOLE.value, _("a document about health, such as a doctor's note"))
        self.fields["part"].choices = [event, health] if case.may_see_health else [event]  # type: ignore[attr-defined]
        self.fields["part"].option_hints = {  # type: ignore[attr-defined]
            Part.EVENT.value: _("Manager and work-environment group see it too."),
            Part.WHOLE.value: _("Only the injured and the injury administrator can open it. It is kept encrypted."),
        }
        self.fields["part"].initial = Part.EVENT.value


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_file_add(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Bring a file; what is refused is said beside the field."""
    case = _case_or_404(request, public_id)
    if not filing.may_add(case):
        raise PermissionDenied
    form = CaseFileForm(request.POST, request.FILES, case=case) if request.method == "POST" else CaseFileForm(case=case)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        part = Part(form.cleaned_data["part"])
        try:
            filing.add(case, name=given.name, content=given.read(LARGEST + 1), part=part, by=request.user, now=clock.now())
        except RefusedFileError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The file is kept with the case."))
            return redirect(case)
    return render(request, "injuries/file_add.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@require_safe
@rows_decide
def injury_file(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The file, to who may see its half of the case; the read is in the log first. To be saved, never a page of ours."""
    file, case = _file_or_404(request, public_id)
    try:
        content = filing.content_of(file)
    except (FileNotFoundError, SealBrokenError) as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=MEDIA_TYPES[file.kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{case.number}-{file.pk}.{file.kind}"'  # names tell nothing
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


@require_POST
@rows_decide
def injury_file_remove(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Out of the case; its content is deleted."""
    file, case = _file_or_404(request, public_id)
    if not filing.may_remove(file, case):
        raise PermissionDenied
    filing.take_out(file, by=request.user, now=clock.now())
    messages.success(request, _("The file is taken out of the case."))
    return redirect(case)


def _case_or_404(request: AppRequest, public_id: UUID, channel: Channel = Channel.PAGE) -> Case:
    try:
        return opened(request.user, public_id, now=clock.now(), read=Read(channel))
    except Case.DoesNotExist as error:
        raise Http404 from error


def _file_or_404(request: AppRequest, public_id: UUID) -> tuple[CaseFile, Case]:
    """Only then is the file looked at, when the case was opened."""
    file = get_object_or_404(CaseFile.objects.select_related("case"), public_id=public_id, removed_at=None)
    case = _case_or_404(request, file.case.public_id, Channel.FILE)
    if not filing.may_see(file, case):
        raise Http404
    return file, case
