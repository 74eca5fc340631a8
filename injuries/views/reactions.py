"""Pages of the labour inspectorate's reactions: every employee reads them, who keeps them changes them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan
from injuries.errors import RefusedError, StaleError
from injuries.forms.reactions import TEXTS, AnswerForm, ReactionFileForm, ReactionForm, TieForm
from injuries.models import Reaction, ReactionFile
from injuries.reaction_page import list_page, plans_to_tie, reaction_page
from injuries.reports.reactions import ReactionsOf, table_head, table_rows
from injuries.usecases import reacting
from orgstructure.access import may, rows_decide, scope_of, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from orgstructure.reports import home_unit_of
from orgstructure.views.files import attachment
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there
from safetynet.common.tablefiles import safe_file_name, xlsx_file
from safetynet.common.uploads import RefusedFileError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 50


@require_safe
@signed_in_only
def reaction_list(request: AppRequest) -> HttpResponse:
    """To the topmost unit whose reactions the reader keeps, else the home unit, else the region."""
    existing = Unit.objects.existing(clock.today())
    own = existing.within(scope_of(request.user, Perm.KEEP_REACTIONS).where("")).first()
    top = own or home_unit_of(request.user, clock.today()) or existing.filter(parent=None).order_by("pk").first()
    return redirect("reaction-unit", top.pk) if top else render(request, "dashboard/overview_nowhere.html")


@require_safe
@signed_in_only
def reaction_unit(request: AppRequest, pk: int) -> HttpResponse:
    """Those of the unit and all below it: what waits first, by deadline."""
    unit, today = get_object_or_404(Unit, pk=pk), clock.today()
    pages = Paginator(Reaction.objects.visible_to(request.user).below(unit.path).by_deadline(), ON_A_PAGE)
    page = list_page(pages.get_page(request.GET.get("page")), today)
    context = {"unit": unit, "above": Unit.objects.above(unit), "page": page, "counts": ReactionsOf.below(unit, today)}
    context["may_note"] = may(request.user, Perm.KEEP_REACTIONS, unit.pk, unit.path)
    return render(request, "injuries/reaction_list.html", context)


@require_safe
@signed_in_only
def reaction_table(request: AppRequest, pk: int) -> FileResponse:
    """The same for a spreadsheet; `?year=` leaves out the others."""
    unit, today = get_object_or_404(Unit, pk=pk), clock.today()
    rows = table_rows(unit, today, year=_year(request))
    name = safe_file_name(f"{_('inspectorate')}-{unit.name}-{today.isoformat()}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_file(unit.name, table_head(), rows), content_type=XLSX, headers=headers)


def _year(request: AppRequest) -> int | None:
    given = read_id(request.GET.get("year", ""))
    return given if given is not None and 1900 <= given <= 2199 else None  # noqa: PLR2004  years of a calendar


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def reaction_new(request: AppRequest) -> HttpResponse:
    """Note what came, for the unit of `?unit=`."""
    unit = get_object_or_404(Unit.objects.existing(clock.today()), pk=read_id(request.GET.get("unit", "")) or 0)
    if not may(request.user, Perm.KEEP_REACTIONS, unit.pk, unit.path):
        raise PermissionDenied
    form = ReactionForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"]
        reaction, _is_new = reacting.note(unit, form.columns(), submission_id=number, by=request.user, now=clock.now())
        messages.success(request, _("It is noted. Attach the letter, and tie it to a plan."))
        return redirect(reaction)
    return render(request, "injuries/reaction_form.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in_only
def reaction_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What it says, what is done about it, what was answered."""
    reaction = _reaction_or_404(request, pk)
    page = reaction_page(reaction, request.user, today=clock.today())
    return render(request, "injuries/reaction_detail.html", {"reaction": reaction, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def reaction_edit(request: AppRequest, pk: int) -> HttpResponse:
    """What the letter says, put right."""
    reaction = _to_keep(request, pk)
    form = ReactionForm(request.POST if request.method == "POST" else None, today=clock.today(), reaction=reaction)
    save: Callable[[], None] = lambda: reacting.change(reaction, form.columns(), version=form.cleaned_data["version"])  # noqa: E731
    if form.is_bound and form.is_valid() and _saved(form, reaction, save):
        messages.success(request, _("Saved."))
        return redirect(reaction)
    context = {"unit": reaction.unit, "reaction": reaction, "form": form}
    return render(request, "injuries/reaction_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def reaction_answer(request: AppRequest, pk: int) -> HttpResponse:
    """The answer to the inspectorate; saved, it can be taken out as a letter."""
    reaction, today = _to_keep(request, pk), clock.today()
    form = AnswerForm(request.POST if request.method == "POST" else None, today=today, reaction=reaction)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        text, on, version = given["answer"], given["answered_on"], given["version"]
        if _saved(form, reaction, lambda: reacting.answer(reaction, text, on=on, version=version, by=request.user)):
            messages.success(request, _("The answer is saved. Make the letter, and send it the way the inspectorate asks for."))
            return redirect(reaction)
    context = {"reaction": reaction, "form": form, "page": reaction_page(reaction, request.user, today=today)}
    return render(request, "injuries/reaction_answer.html", context, status=422 if form.errors else 200)


@require_POST
@rows_decide
def reaction_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Noted by mistake."""
    reaction = _to_keep(request, pk)
    reacting.withdraw(reaction, today=clock.today())
    messages.success(request, _("Taken back. It stays here to be read, and waits for nothing."))
    return redirect(reaction)


@require_POST
@rows_decide
def reaction_plans(request: AppRequest, pk: int) -> HttpResponse:
    """Tie a plan to it (`plan`), or loosen one (`loosen`)."""
    reaction = _to_keep(request, pk)
    if (loosen := read_id(request.POST.get("loosen", ""))) is not None:
        reacting.untie(reaction, loosen)
        return redirect(reaction)
    form = TieForm(request.POST, plans=plans_to_tie(reaction, request.user))
    if not form.is_valid():
        messages.warning(request, _("Choose one of the unit's plans."))
        return redirect(reaction)
    return _act(request, reaction, form.cleaned_data["plan"])


def _act(request: AppRequest, reaction: Reaction, plan: ActionPlan) -> HttpResponse:
    try:
        reacting.tie(reaction, plan)
    except RefusedError as error:
        messages.warning(request, str(error))
    return redirect(reaction)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def reaction_file_new(request: AppRequest, pk: int) -> HttpResponse:
    """The letter itself, or something that goes with the answer."""
    reaction = _to_keep(request, pk)
    form = ReactionFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            reacting.attach(reaction, name=given.name, content=given.read(), by=request.user, now=clock.now())
        except RefusedFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect(reaction)
    return render(request, "injuries/reaction_file.html", {"reaction": reaction, "form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in_only
def reaction_file(request: AppRequest, public_id: UUID) -> FileResponse:
    """A file of a reaction, to every employee."""
    rows = ReactionFile.objects.kept_for(request.user)
    file = get_object_or_404(rows, public_id=public_id)
    return attachment(file.file, file.name, file.kind)


@require_POST
@rows_decide
def reaction_file_remove(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Taken out: its content is deleted."""
    file = get_object_or_404(ReactionFile.objects.kept_for(request.user), public_id=public_id)
    reaction = _to_keep(request, file.reaction_id)
    reacting.take_out(file, now=clock.now())
    return redirect(reaction)


def _saved(form: ReactionForm | AnswerForm, reaction: Reaction, save: Callable[[], None]) -> bool:
    try:
        save()
    except StaleError:
        reaction.refresh_from_db()
        say_what_stands_there(form, reaction, version=reaction.version, names=[name for name in TEXTS if name in form.fields])
        return False
    return True


def _reaction_or_404(request: AppRequest, pk: int) -> Reaction:
    rows = Reaction.objects.visible_to(request.user).with_rights_of(request.user)
    return get_object_or_404(rows.select_related("unit", "made_by", "answered_by"), pk=pk)


def _to_keep(request: AppRequest, pk: int) -> Reaction:
    reaction = _reaction_or_404(request, pk)
    if not reaction.may_edit or reaction.withdrawn_on is not None:
        raise PermissionDenied
    return reaction
