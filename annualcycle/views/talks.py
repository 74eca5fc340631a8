"""The status with the staff, for those who run it: begun, read, filled in at the table, closed."""

import io
from uuid import UUID

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from annualcycle.errors import NotNowError, RefusedError
from annualcycle.forms.talks import AnswerForm, BeginTalkForm, CloseTalkForm
from annualcycle.models import StatusTalk
from annualcycle.talk_page import TalkPage, address_of
from annualcycle.usecases import talks
from orgstructure.access import may, rows_decide
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@rows_decide
def talk_unit(request: AppRequest, pk: int) -> HttpResponse:
    """The unit's talks, and a new one."""
    unit, today = get_object_or_404(Unit, pk=pk), clock.today()
    if not talks.may_run(request.user, unit, today):
        raise PermissionDenied
    form = BeginTalkForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        talk = talks.begin(unit=unit, closes_on=form.cleaned_data["closes_on"], by=request.user, now=clock.now())
        messages.success(request, _("The status is open. Hang up the sheet, or send the link."))
        return redirect(talk)
    rows = [(talk, talks.is_open(talk, today)) for talk in unit.status_talks.order_by("-on", "-pk")[:40]]
    return _page(request, "unit", form, {"unit": unit, "talks": rows, "is_running": any(is_open for _talk, is_open in rows)})


@require_safe
@never_cache
@rows_decide
def talk_detail(request: AppRequest, public_id: UUID) -> HttpResponse:
    """What was said."""
    talk = _talk_to_run(request, public_id)
    return render(request, "annualcycle/status/detail.html", {"page": TalkPage.of(talk, clock.today()), "talk": talk})


@require_safe
@rows_decide
def talk_sheet(request: AppRequest, public_id: UUID) -> HttpResponse:
    """For the wall: the square that a phone reads, and the address."""
    talk = _talk_to_run(request, public_id)
    return render(request, "annualcycle/status/sheet.html", {"talk": talk, "address": address_of(talk)})


@require_safe
@rows_decide
def talk_square(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The address as a square."""
    drawn = io.BytesIO()
    segno.make(address_of(_talk_to_run(request, public_id)), error="m", micro=False).save(drawn, kind="svg", scale=6, border=4)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_http_methods(FORM)
@rows_decide
def talk_answer(request: AppRequest, public_id: UUID) -> HttpResponse:
    """One voice written in during the talk itself; it is kept without a name like the others."""
    talk = _talk_to_run(request, public_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, plans=talks.plans_of(talk))
    if form.is_bound and form.is_valid():
        try:
            talks.answer(talk=talk, voice=form.voice(), today=clock.today())
        except NotNowError as error:
            messages.warning(request, str(error))
            return redirect(talk)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted, without a name. You can write in the next."))
            return redirect("status-talk-answer", talk.public_id)
    return _page(request, "answer", form, {"talk": talk, "is_open": talks.is_open(talk, clock.today())})


@require_http_methods(FORM)
@rows_decide
def talk_close(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The summary goes to the group, ideas to the annual discussion, a change to the APV."""
    talk = _talk_to_run(request, public_id)
    shown = TalkPage.of(talk, clock.today())
    may_open_change = may(request.user, Perm.EDIT_PLANS, talk.unit_id, talk.unit.path)
    form = CloseTalkForm(
        request.POST if request.method == "POST" else None,
        draft=shown.draft, ideas=shown.ideas, asks_for_a_change=shown.asks_for_a_change, may_open_change=may_open_change,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            done = talks.close(
                talk=talk, summary=given["summary"], ideas=given["ideas"], change=form.change(), by=request.user, now=clock.now()
            )
        except NotNowError as error:
            messages.warning(request, str(error))
        else:
            for words in _what_came(done):
                messages.success(request, words)
        return redirect(talk)
    return _page(request, "close", form, {"talk": talk, "page": shown})


def _what_came(done: talks.Outcome) -> list[str]:
    to_whom = {"meeting": done.meeting}
    words = [
        _("The status is closed, and its summary is on the agenda of %(meeting)s.") % to_whom
        if done.meeting
        else _("The status is closed. Its summary comes on the agenda of the group's next meeting as soon as one is planned.")
    ]
    if done.discussion:
        words.append(_("The ideas are with the annual discussion of %(place)s.") % {"place": done.discussion.committee})
    if done.change:
        words.append(_("The task is open in the APV of the unit."))
    return words


def _page(request: AppRequest, name: str, form: "BeginTalkForm | AnswerForm | CloseTalkForm", context: dict[str, object]) -> HttpResponse:
    return render(request, f"annualcycle/status/{name}.html", context | {"form": form}, status=422 if form.errors else 200)


def _talk_to_run(request: AppRequest, public_id: UUID) -> StatusTalk:
    """Every employee may know that a unit holds one; what was said is for those who run it."""
    talk = get_object_or_404(StatusTalk.objects.select_related("unit"), public_id=public_id)
    if not talks.may_run(request.user, talk.unit, clock.today()):
        raise PermissionDenied
    return talk
