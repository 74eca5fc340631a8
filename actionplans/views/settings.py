"""Settings of the region: themes, and what a plan must hold to be published."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.forms.settings import PLACES_OF_RESOURCES, RequirementsForm, ResourceForm, RetireForm, ThemeForm
from actionplans.models import Resource, Theme
from actionplans.usecases import settings as usecases
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@needs(Perm.CONFIGURE)
def settings(request: AppRequest) -> HttpResponse:
    """What can be set, each on its page."""
    return render(request, "actionplans/settings.html")


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def theme_list(request: AppRequest) -> HttpResponse:
    """All themes under their topics, with a form for one more."""
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        usecases.add_theme(topic=form.cleaned_data["topic"], name=form.name, today=clock.today())
        messages.success(request, _("The theme can be chosen from now on."))
        return redirect("theme-list")
    themes = Theme.objects.with_use(clock.today())
    return render(request, "actionplans/theme_list.html", {"themes": themes, "form": form})


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def theme_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Rename a theme, or move it to another topic."""
    theme = get_object_or_404(Theme, pk=pk)
    form = ThemeForm(request.POST) if request.method == "POST" else ThemeForm.of(theme)
    if form.is_bound and form.is_valid():
        usecases.rename_theme(theme=theme, topic=form.cleaned_data["topic"], name=form.name)
        messages.success(request, _("The theme is saved."))
        return redirect("theme-list")
    return render(request, "actionplans/theme_edit.html", {"theme": theme, "form": form})


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def theme_retire(request: AppRequest, pk: int) -> HttpResponse:
    """Take a theme out of use from today, and say which one carries on."""
    theme = get_object_or_404(Theme, pk=pk)
    form = RetireForm(request.POST if request.method == "POST" else None, theme=theme, today=clock.today())
    if form.is_bound and form.is_valid():
        usecases.retire_theme(theme=theme, replaced_by=form.cleaned_data["replaced_by"], today=clock.today())
        messages.success(request, _("The theme is taken out of use. Plans that have it keep it."))
        return redirect("theme-list")
    return render(request, "actionplans/theme_retire.html", {"theme": theme, "form": form})


@require_POST
@needs(Perm.CONFIGURE)
def theme_bring_back(request: AppRequest, pk: int) -> HttpResponse:
    """A theme that was taken out of use can be chosen again."""
    usecases.bring_back_theme(theme=get_object_or_404(Theme, pk=pk))
    messages.success(request, _("The theme can be chosen from now on."))
    return redirect("theme-list")


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def publish_requirements(request: AppRequest) -> HttpResponse:
    """What a plan outside APV must also hold; the six things and R26 are fixed."""
    form = RequirementsForm(request.POST) if request.method == "POST" else RequirementsForm.now()
    if form.is_bound and form.is_valid():
        usecases.demand(fields=form.cleaned_data["fields_demanded"])
        messages.success(request, _("The changes are saved."))
        return redirect("publish-requirements")
    return render(request, "actionplans/publish_requirements.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def resource_list(request: AppRequest) -> HttpResponse:
    """Tools and examples that writers are shown, with a form for one more."""
    today = clock.today()
    form = ResourceForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        usecases.add_resource(content=form.content(), today=today)
        messages.success(request, _("It is shown from now on."))
        return redirect("resource-list")
    places = dict(PLACES_OF_RESOURCES)
    resources = [(row, places.get(row.field, "")) for row in Resource.objects.for_settings(today)]
    return render(request, "actionplans/resource_list.html", {"resources": resources, "form": form})


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def resource_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change one of them."""
    resource, today = get_object_or_404(Resource, pk=pk), clock.today()
    form = ResourceForm.of(resource, request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        usecases.change_resource(resource=resource, content=form.content())
        messages.success(request, _("The changes are saved."))
        return redirect("resource-list")
    return render(request, "actionplans/resource_edit.html", {"resource": resource, "form": form})


@require_POST
@needs(Perm.CONFIGURE)
def resource_retire(request: AppRequest, pk: int) -> HttpResponse:
    """No longer shown; it can be brought back."""
    usecases.retire_resource(resource=get_object_or_404(Resource, pk=pk), today=clock.today())
    messages.success(request, _("It is no longer shown."))
    return redirect("resource-list")


@require_POST
@needs(Perm.CONFIGURE)
def resource_bring_back(request: AppRequest, pk: int) -> HttpResponse:
    """Shown again."""
    usecases.bring_back_resource(resource=get_object_or_404(Resource, pk=pk))
    messages.success(request, _("It is shown from now on."))
    return redirect("resource-list")
