"""Settings of the organisation (R6). What gives rights everywhere is for who configures the whole region."""

import uuid
from collections.abc import Sequence
from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgstructure.access import may, needs, scope_of
from orgstructure.forms.settings import AgreementForm, LevelForm, RoleWordForm, ThresholdForm
from orgstructure.models import Agreement, Committee, Level, RoleWord, SeatRole, SeatRule, Threshold, Unit
from orgstructure.permissions import Perm
from orgstructure.recognising import level_changes
from orgstructure.usecases import configuring
from safetynet.common import clock
from safetynet.common.http import AppRequest

UNITS_DOWN_TO = 2
PREVIEWED = 100


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def levels(request: AppRequest) -> HttpResponse:
    """All levels with what each asks for, and a form for one more."""
    _whole_region_or_403(request)
    form = LevelForm.of(Level(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        level = Level(code=f"level-{uuid.uuid4().hex[:12]}", valid_from=clock.today())
        if preview := _preview_of_level(request, form, level):
            return preview
        if "again" not in request.POST and _saved(form, level):
            messages.success(request, _("The level is added."))
            return redirect("settings-levels")
    used: dict[int | None, int] = dict(
        Committee.objects.existing(clock.today()).values("level").annotate(n=Count("pk")).values_list("level", "n")
    )
    rules = SeatRule.objects.filter(valid_to=None).order_by("pk")
    asked: dict[int, list[SeatRule]] = {}
    for rule in rules:
        asked.setdefault(rule.level_id, []).append(rule)
    rows = [(one, one.name_in(get_language()), used.get(one.pk, 0), asked.get(one.pk, [])) for one in Level.objects.order_by("order")]
    context = {"rows": rows, "form": form, "unknown": used.get(None, 0)}
    return render(request, "orgstructure/settings_levels.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def level_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change a level and its seat rules from today."""
    _whole_region_or_403(request)
    level = get_object_or_404(Level, pk=pk)
    form = LevelForm.of(level, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if preview := _preview_of_level(request, form, level):
            return preview
        if "again" not in request.POST and _saved(form, level):
            messages.success(request, _("The changes are saved."))
            return redirect("settings-levels")
    context = {"form": form, "title": level.name_in(get_language())}
    return render(request, "orgstructure/settings_level.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def role_words(request: AppRequest) -> HttpResponse:
    """The words nobody has explained with how many hold such a seat, those that are known, and a form to explain one."""
    _whole_region_or_403(request)
    today = clock.today()
    form = RoleWordForm(request.POST if request.method == "POST" else None, initial={"word": request.GET.get("word", "")[:80]})
    if form.is_bound and form.is_valid() and "again" not in request.POST:
        word, role = form.cleaned_data["word"], form.cleaned_data["role"]
        if "confirmed" not in request.POST and (seats := list(configuring.seats_with(word, role, today))):
            lines = [(f"{seat.user.get_full_name()} · {seat.committee.name}", seat.role_name, str(SeatRole(role).label)) for seat in seats]
            return _preview(request, _("What “%(word)s” will stand for") % {"word": word}, lines)
        number = configuring.map_word(form.cleaned_data["word"], form.cleaned_data["role"], today=today)
        text = ngettext("%(n)s seat was read anew, and its rights follow.", "%(n)s seats were read anew, and their rights follow.", number)
        messages.success(request, text % {"n": number})
        return redirect("settings-role-words")
    context = {"form": form, "unknown": configuring.unknown_words(today), "known": RoleWord.objects.order_by("role", "word")}
    return render(request, "orgstructure/settings_role_words.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def thresholds(request: AppRequest) -> HttpResponse:
    """Size of groups, warning days, where the hospitals stand."""
    _whole_region_or_403(request)
    today = clock.today()
    form = ThresholdForm.of(Threshold.on(today), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        configuring.set_thresholds(columns=form.cleaned_data, by=request.user, today=today)
        messages.success(request, _("The changes are saved."))
        return redirect("settings-thresholds")
    context = {"form": form, "title": _("Limits for gaps")}
    return render(request, "orgstructure/settings_form.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def agreements(request: AppRequest) -> HttpResponse:
    """Which part of the organisation follows the law and which an agreement, with a form for one more."""
    today = clock.today()
    units = Unit.objects.existing(today).filter(scope_of(request.user, Perm.CONFIGURE).where(""), depth__lte=UNITS_DOWN_TO)
    form = AgreementForm(request.POST if request.method == "POST" else None, units=units.order_by("path"), initial={"valid_from": today})
    if form.is_bound and form.is_valid():
        try:
            configuring.follow(form.cleaned_data["unit"], columns=form.columns, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It holds from the first day you chose."))
            return redirect("settings-agreements")
    rows = Agreement.objects.select_related("unit").order_by("unit__path", "-valid_from")
    context = {"form": form, "rows": rows, "today": today}
    return render(request, "orgstructure/settings_agreements.html", context, status=_status(form))


@require_POST
@needs(Perm.CONFIGURE)
def agreement_end(request: AppRequest, pk: int) -> HttpResponse:
    """From today the row above holds again, or the law."""
    row = get_object_or_404(Agreement.objects.select_related("unit"), pk=pk)
    if not may(request.user, Perm.CONFIGURE, row.unit_id, row.unit.path):
        raise PermissionDenied
    configuring.stop_following(row, today=clock.today())
    messages.success(request, _("It ended yesterday."))
    return redirect("settings-agreements")


def _whole_region_or_403(request: AppRequest) -> None:
    if not scope_of(request.user, Perm.CONFIGURE).reaches_all:
        raise PermissionDenied


def _preview_of_level(request: AppRequest, form: LevelForm, level: Level) -> HttpResponse | None:
    """Which committees change level by it, before it is saved; nothing where none does, or where they have been seen."""
    if "confirmed" in request.POST or "again" in request.POST:
        return None
    asked = copy(level)
    for name, value in form.columns.items():
        setattr(asked, name, value)
    language = get_language()
    changes = level_changes(clock.today(), asked)
    lines = [(one.committee.name, *(level.name_in(language) if level else "–" for level in (one.before, one.after))) for one in changes]
    return _preview(request, _("Committees that change level"), lines) if lines else None


def _preview(request: AppRequest, title: str, lines: Sequence[tuple[str, ...]]) -> HttpResponse:
    said = [(name, value) for name in request.POST if name != "csrfmiddlewaretoken" for value in request.POST.getlist(name)]
    context = {"title": title, "lines": lines[:PREVIEWED], "number": len(lines), "said": said}
    return render(request, "orgstructure/settings_preview.html", context)


def _saved(form: LevelForm, level: Level) -> bool:
    try:
        configuring.save_level(level, columns=form.columns, bounds=form.bounds, today=clock.today())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _status(form: "LevelForm | RoleWordForm | ThresholdForm | AgreementForm") -> int:
    return 422 if form.errors else 200
