"""Pages that belong to the frame: language, staying signed in, what we promise about access and data, the components."""

from datetime import date, timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from orgstructure.access import public, signed_in_only
from safetynet.common import clock
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest
from safetynet.dashboard.gallery import gallery

REVIEWED_ON = date(2026, 11, 22)
REVIEW_LASTS = timedelta(days=365)


@require_POST
@public("the sign-in page can be read in one's own language")
def set_language(request: AppRequest) -> HttpResponse:
    """Remember the language in a cookie, and on the person when signed in."""
    response = HttpResponseRedirect(way_on(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 60 * 60,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


@require_POST
@signed_in_only
def session_stay(request: AppRequest) -> HttpResponse:
    """The reader pressed “stay signed in”: the session begins anew."""
    request.session.modified = True
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
@public("the law wants the accessibility statement open to all")
def accessibility_statement(request: AppRequest) -> HttpResponse:
    """`/was`, the address Danish public sites use; it says itself when it has become too old."""
    return render(request, "dashboard/accessibility_statement.html", _review())


@require_safe
@public("what we do with data is told before one signs in")
def privacy(request: AppRequest) -> HttpResponse:
    """What is kept about whom, why, for how long, and whom to ask."""
    return render(request, "dashboard/privacy.html", _review())


@require_safe
@signed_in_only
def components(request: AppRequest) -> HttpResponse:
    """Every component with every state, for those who build pages; not in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "dashboard/components.html", gallery(request.GET))


def _review() -> dict[str, object]:
    return {"reviewed_on": REVIEWED_ON, "is_outdated": clock.today() - REVIEWED_ON > REVIEW_LASTS}
