"""Lists that people keep: name them, share them, take them over, choose their columns."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans import columns
from actionplans.errors import RefusedError
from actionplans.forms.views import ColumnsForm, ViewForm, words_of
from actionplans.kept_pages import KeptPage
from actionplans.models import SavedView
from actionplans.shelf import Shelf
from actionplans.usecases import views as usecases
from orgstructure.access import rows_decide, signed_in_only
from safetynet.common import clock
from safetynet.common.http import AppRequest, QueryDict


@require_safe
@signed_in_only
def view_list(request: AppRequest) -> HttpResponse:
    """The person's own views of lists and pages, and those that colleagues share."""
    shelf = Shelf.of(request.user, clock.today(), QueryDict(), None, with_pages=True)
    return render(request, "actionplans/view_list.html", {"shelf": shelf})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def view_new(request: AppRequest) -> HttpResponse:
    """A name for the list whose address is given."""
    text = request.POST.get("words", "") if request.method == "POST" else request.GET.urlencode()
    words = words_of(text, request.user, clock.today())
    if words is None:
        messages.info(request, _("Find the plans in the list first, then save the list as a view."))
        return redirect("plan-list")
    form = ViewForm(request.POST if request.method == "POST" else None, user=request.user, today=clock.today())
    if form.is_bound and form.is_valid():
        try:
            view = usecases.keep_view(answer=form.answer(), words=words, by=request.user)
        except RefusedError as error:
            form.add_error("name", error.faults["name"])
        else:
            messages.success(request, _("The view is saved. You find it above the list."))
            return redirect(view)
    status = 422 if form.errors else 200
    return render(request, "actionplans/view_form.html", {"form": form, "words": words}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def view_page_new(request: AppRequest) -> HttpResponse:
    """A name for the page whose address is given as `at`; an address that is none of our pages is not kept."""
    kept = KeptPage.read((request.POST if request.method == "POST" else request.GET).get("at", ""))
    if kept is None:
        messages.info(request, _("Find the page first, then choose “Keep this view” on it."))
        return redirect("overview")
    form = ViewForm(request.POST if request.method == "POST" else None, user=request.user, today=clock.today(), is_page=True)
    if form.is_bound and form.is_valid():
        try:
            view = usecases.keep_view(answer=form.answer(), words=kept.address, by=request.user, page=kept.page)
        except RefusedError as error:
            form.add_error("name", error.faults["name"])
        else:
            messages.success(request, _("The view is saved. You find it on the page, and among your views."))
            return redirect(view)
    return render(request, "actionplans/view_form.html", {"form": form, "at": kept.address}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def view_edit(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Another name, another sharing, or away with it."""
    view = _own_or_404(request, public_id)
    given = request.POST if request.method == "POST" else None
    form = ViewForm(given, user=request.user, today=clock.today(), view=view, is_page=view.page != SavedView.Page.PLANS)
    if form.is_bound and form.is_valid():
        try:
            usecases.change_view(view, answer=form.answer())
        except RefusedError as error:
            form.add_error("name", error.faults["name"])
        else:
            messages.success(request, _("The view is saved."))
            return redirect("view-list")
    page = {"form": form, "view": view, "link": request.build_absolute_uri(reverse("view-open", args=[view.public_id]))}
    return render(request, "actionplans/view_form.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def view_delete(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Away with the view; the plans are untouched."""
    _own_or_404(request, public_id).delete()
    messages.success(request, _("The view is deleted. The plans are untouched."))
    return redirect("view-list")


@require_POST
@rows_decide
def view_words(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The view keeps the list as it stands now."""
    view = _own_or_404(request, public_id, page=SavedView.Page.PLANS)
    words = words_of(request.POST.get("words", ""), request.user, clock.today())
    if words is None:
        messages.warning(request, _("The list could not be read. Open the view and try once more."))
        return redirect(view)
    usecases.change_words(view, words=words)
    messages.success(request, _("The view is saved."))
    return redirect(SavedView.objects.get(pk=view.pk))


@require_safe
@rows_decide
def view_open(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Where the link that a colleague sent leads: the list or page, which asks for the reader's own rights again."""
    view = _shown_or_404(request, public_id)
    if view.page != SavedView.Page.PLANS and KeptPage.read(view.words) is None:
        raise Http404
    return redirect(view)


@require_POST
@rows_decide
def view_take_over(request: AppRequest, public_id: UUID) -> HttpResponse:
    """A copy of one's own, to name and change as one likes."""
    view = _shown_or_404(request, public_id)
    try:
        copy = usecases.take_over(view, by=request.user)
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect("view-list")
    messages.success(request, _("The view is yours now. What the other one changes does not change yours."))
    return redirect(copy)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def view_columns(request: AppRequest) -> HttpResponse:
    """Which columns a list shows, and in which order: of the person's own view, else of all other lists."""
    view = _own_view_named(request)
    back = view.get_absolute_url() if view else f"{reverse('plan-list')}"
    if request.method == "POST":
        return _columns_saved(request, view, back)
    shown = [column.code for column in columns.chosen(view.columns if view else usecases.own_columns(request.user))]
    rows = [(columns.ALL[code], code in shown) for code in [*shown, *(code for code in columns.ALL if code not in shown)]]
    return render(request, "actionplans/view_columns.html", {"rows": rows, "view": view, "back": back})


def _columns_saved(request: AppRequest, view: SavedView | None, back: str) -> HttpResponse:
    form = ColumnsForm(request.POST)
    here = f"{reverse('view-columns')}?{urlencode({'view': str(view.public_id)})}" if view else reverse("view-columns")
    if not form.is_valid():
        messages.error(request, _("The columns could not be read. Load the page again and try once more."))
        return redirect(here)
    usecases.choose_columns(form.cleaned_data["codes"], view=view, by=request.user)
    if form.cleaned_data["move"]:
        return redirect(here)
    messages.success(request, _("The columns are saved."))
    return redirect(back)


def _own_view_named(request: AppRequest) -> SavedView | None:
    """The person's own view that the address names, if it does."""
    try:
        public_id = UUID(request.GET.get("view", ""))
    except ValueError:
        return None
    return SavedView.objects.made_by(request.user).filter(public_id=public_id, page=SavedView.Page.PLANS).first()


def _own_or_404(request: AppRequest, public_id: UUID, **also: str) -> SavedView:
    found: SavedView = get_object_or_404(SavedView.objects.made_by(request.user).select_related("unit"), public_id=public_id, **also)
    return found


def _shown_or_404(request: AppRequest, public_id: UUID) -> SavedView:
    shown = SavedView.objects.shown_to(request.user, clock.today(), also=public_id).exclude(name="")
    found: SavedView = get_object_or_404(shown, public_id=public_id)
    return found
