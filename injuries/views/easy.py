"""The page of the file's template: our fields, where each goes, and how a made-up case looks in it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.easy.made_up import made_up
from injuries.easy.mapping import FileMapping, WrongMappingError, in_force
from injuries.easy.xml import xml_of
from injuries.errors import StaleError
from injuries.forms.easy import EasyTemplateForm
from injuries.models import EasyTemplate
from injuries.usecases import mapping as mapping_
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.law.injuries import injury_law

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.ADMINISTER_INJURIES)
def injury_easy_template(request: AppRequest) -> HttpResponse:
    """Change it, look at it first, and see the earlier ones; nothing of a real case is shown."""
    stands, row = in_force()
    form = EasyTemplateForm(request.POST if request.method == "POST" else None, mapping=stands, stands=row.pk if row else 0)
    shown = stands
    if form.is_bound and form.is_valid():
        shown = form.mapping()
        if _is_good(form, shown) and "look" not in request.POST and _put_in_force(request, form, shown):
            messages.success(request, _("The template is in force. The next file is made by it."))
            return redirect("injury-easy-template")
    page = {
        "form": form,
        "preview": "" if form.errors else xml_of(shown, [made_up()]),
        "is_looking": form.is_bound and not form.errors,
        "portal": injury_law().portal,
        "versions": list(EasyTemplate.objects.select_related("made_by").order_by("-pk")[:SHOWN]),
    }
    return render(request, "injuries/easy_template.html", page, status=422 if form.errors else 200)


def _is_good(form: EasyTemplateForm, mapping: FileMapping) -> bool:
    try:
        mapping.judge()
    except WrongMappingError as error:
        form.say(error.wrong)
        return False
    return True


def _put_in_force(request: AppRequest, form: EasyTemplateForm, mapping: FileMapping) -> bool:
    given = form.cleaned_data
    try:
        mapping_.put_in_force(
            mapping, stands=given["stands"], note=given["note"], submission_id=given["submission_id"], by=request.user, now=clock.now()
        )
    except StaleError:
        form.add_error(None, _("Somebody else has made a new template meanwhile. Open the page again, and look at theirs first."))
        return False
    return True
