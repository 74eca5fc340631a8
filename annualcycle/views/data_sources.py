"""Settings of the region: what the annual discussions are held on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle.forms.data_sources import DataSourceForm
from annualcycle.models import DataSource
from annualcycle.usecases import data_sources as usecases
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@needs(Perm.CONFIGURE)
def data_source_list(request: AppRequest) -> HttpResponse:
    """All of them in their order."""
    return render(request, "annualcycle/data_source_list.html", {"sources": DataSource.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.CONFIGURE)
def data_source_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Its name, and whether it is shown."""
    source = get_object_or_404(DataSource, pk=pk)
    form = DataSourceForm(request.POST) if request.method == "POST" else DataSourceForm.of(source)
    if form.is_bound and form.is_valid():
        usecases.change(source=source, label=form.label, is_on=form.cleaned_data["is_on"])
        messages.success(request, _("The changes are saved."))
        return redirect("data-source-list")
    context = {"source": source, "form": form}
    return render(request, "annualcycle/data_source_edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Perm.CONFIGURE)
def data_source_move(request: AppRequest, pk: int, *, is_up: bool) -> HttpResponse:  # noqa: ARG001  every view's signature
    """One place up or down."""
    usecases.move(source=get_object_or_404(DataSource, pk=pk), is_up=is_up)
    return redirect("data-source-list")
