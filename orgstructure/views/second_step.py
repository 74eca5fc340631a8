"""The second step of a sign-in by password, and one's own sessions."""

from textwrap import wrap

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgstructure import second_step, sessions
from orgstructure.access import public, signed_in_only
from safetynet.common.given import own_address
from safetynet.common.http import AppRequest
from safetynet.common.signin import CodeForm

SHOWN = "recovery_codes_shown"


@require_http_methods(["GET", "POST"])
@public("between password and code nobody is signed in yet; without a right password it leads back")
def code(request: AppRequest) -> HttpResponse:
    """Ask for the code; who has no app yet sets it up first."""
    who = second_step.held(request)
    if who is None:
        return redirect("login")
    if second_step.is_closed(request, who):
        return render(request, settings.AXES_LOCKOUT_TEMPLATE, status=429)
    if not second_step.is_set_up(who.person):
        return redirect("second-step-new")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_step.is_right(request, who, form.cleaned_data["code"]):
            sessions.enter(request, who.person)
            return HttpResponseRedirect(own_address(request, who.way_on, settings.LOGIN_REDIRECT_URL))
        form.add_error("code", _("That code is not right, or it has been used. Wait for the next one and type it."))
    return render(request, "registration/second_step.html", {"form": form})


@require_http_methods(["GET", "POST"])
@public("between password and code nobody is signed in yet; without a right password it leads back")
def new(request: AppRequest) -> HttpResponse:
    """Show the picture for the app once; its first code signs in."""
    who = second_step.held(request)
    if who is None or second_step.is_set_up(who.person):
        return redirect("second-step" if who else "login")
    secret = second_step.secret_of(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_step.set_up(who, secret, form.cleaned_data["code"]):
            sessions.enter(request, who.person)
            request.session[SHOWN] = own_address(request, who.way_on, settings.LOGIN_REDIRECT_URL)
            return redirect("recovery-codes")
        form.add_error("code", _("That code is not right. See that the clock of the phone is right, and type the code that is shown now."))
    picture = segno.make(second_step.address_of(who.person, secret), micro=False).svg_data_uri(scale=5, border=4)
    return render(request, "registration/second_step_new.html", {"form": form, "picture": picture, "secret": " ".join(wrap(secret, 4))})


@require_http_methods(["GET", "POST"])
@signed_in_only
def recovery_codes(request: AppRequest) -> HttpResponse:
    """Shown in the session that made them until the reader says they are kept."""
    if SHOWN not in request.session:
        return redirect("own-sessions")
    if request.method == "POST":
        return HttpResponseRedirect(request.session.pop(SHOWN))
    return render(request, "registration/recovery_codes.html", {"codes": second_step.recovery_codes(request.user)})


@require_GET
@signed_in_only
def own_sessions(request: AppRequest) -> HttpResponse:
    """Where the reader is signed in."""
    shown = {"sessions": sessions.own_sessions(request.user), "here": request.session.session_key}
    return render(request, "registration/own_sessions.html", shown)


@require_POST
@signed_in_only
def end_all(request: AppRequest) -> HttpResponse:
    """Out everywhere, here too."""
    sessions.end_all(request.user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("login")
