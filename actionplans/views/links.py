"""The page behind a button in a mail. Opening it changes nothing; a person's answer does, once."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.forms.life import EvaluationForm
from actionplans.forms.links import SnoozeForm
from actionplans.models import MailLink
from actionplans.proportion import needs_of
from actionplans.sentences import follow_up_sentence
from actionplans.usecases import links
from orgstructure.access import public
from safetynet.common import clock
from safetynet.common.http import HttpRequest

CANNOT = (IllegalMoveError, RefusedError, StaleError)


def _tells_nobody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is a key: no cache keeps the page, no request made from it names more than the site.

    Not “no-referrer”: browsers would then send `Origin: null` with the answer, which the CSRF check refuses.
    """

    @wraps(view)
    def quiet(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return quiet


@public("a mail's single-purpose link: it shows one plan and takes one answer about it")
@require_http_methods(["GET", "HEAD", "POST"])
@_tells_nobody
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Evaluate or ask for more time without sign-in, while the link lives; a confidential plan shows itself to nobody unknown."""
    try:
        link = links.open_link(token, by=request.user, today=clock.today(), now=clock.now())
        if not request.user.is_authenticated and (settings.MAIL_LINK_NEEDS_SIGN_IN or link.plan.is_confidential):
            return redirect_to_login(request.get_full_path())
        with translation.override(link.user.language or settings.LANGUAGE_CODE):
            return _evaluate(request, link) if link.purpose == MailLink.Purpose.EVALUATE else _snooze(request, link)
    except links.DeadLinkError as error:
        return render(request, "actionplans/mail_link_closed.html", {"error": error}, status=_status_of(error))


def _status_of(error: links.DeadLinkError) -> int:
    return 200 if isinstance(error, links.UsedLinkError) else 410


def _evaluate(request: HttpRequest, link: MailLink) -> HttpResponse:
    today = clock.today()
    form = EvaluationForm(request.POST or None, plan=link.plan, today=today, verdict=request.GET.get("verdict", ""))
    page = {"link": link, "plan": link.plan, "form": form, "sentence": follow_up_sentence(link.plan), "needs": needs_of(link.plan)}
    if form.is_valid():
        try:
            links.answer_by_link(link, form.answer(), now=clock.now(), today=today)
        except CANNOT as error:
            return render(request, "actionplans/mail_link_evaluate.html", page | {"refused": str(error)}, status=409)
        return redirect(request.path)
    return render(request, "actionplans/mail_link_evaluate.html", page, status=422 if form.errors else 200)


def _snooze(request: HttpRequest, link: MailLink) -> HttpResponse:
    today = clock.today()
    form = SnoozeForm(request.POST or None, plan=link.plan, by=link.user, today=today)
    page = {"link": link, "plan": link.plan, "form": form}
    if form.is_valid():
        try:
            links.more_time_by_link(link, form.answer(), now=clock.now(), today=today)
        except CANNOT as error:
            return render(request, "actionplans/mail_link_snooze.html", page | {"refused": str(error)}, status=409)
        return redirect(request.path)
    return render(request, "actionplans/mail_link_snooze.html", page, status=422 if form.errors else 200)
