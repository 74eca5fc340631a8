"""In and out. The demo's one-click sign-in exists in demo mode only."""

from typing import cast

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from orgstructure import reports, second_step
from orgstructure.access import public
from orgstructure.models import DemoPersona
from orgstructure.sessions import enter
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest
from safetynet.common.signin import SignInForm


class PasswordStep(LoginView):
    """The first of two steps where a second one is demanded, else the whole sign-in."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right."""
        person, request = form.get_user(), cast("AppRequest", self.request)
        if not second_step.is_demanded(person):
            enter(request, person)
            return HttpResponseRedirect(self.get_success_url())
        second_step.hold(request, person, name=form.cleaned_data["username"], way_on=self.get_success_url())
        return HttpResponseRedirect(reverse("second-step"))


@public("whoever is to sign in is not signed in yet")
def sign_in(request: AppRequest) -> HttpResponse:
    """Name and password, counted by axes for each name and address; in the demo the personas as well."""
    provider = "oidc-begin" if settings.OIDC_ISSUER else "saml-begin" if settings.SAML_IDP_ENTITY_ID else ""
    if request.method == "POST" and settings.LOCAL_SIGN_IN == "off":
        raise Http404
    personas = reports.demo_personas() if settings.DEMO else []
    view = PasswordStep.as_view(
        extra_context={"personas": personas, "provider": provider, "local": settings.LOCAL_SIGN_IN},
    )
    return view(request)  # type: ignore[return-value]


@require_POST
@public("signing out twice is no error")
def sign_out(request: AppRequest) -> HttpResponse:
    """The session ends here and in the database."""
    return LogoutView.as_view()(request)


@require_POST
@public("the demo's sign-in page; 404 outside the demo")
def demo_sign_in(request: AppRequest) -> HttpResponse:
    """Become one of the demo's invented people, with a new session."""
    if not settings.DEMO:
        raise Http404
    persona = get_object_or_404(DemoPersona.objects.select_related("user"), code=request.POST.get("persona", ""))
    enter(request, persona.user)
    return HttpResponseRedirect(way_on(request, settings.LOGIN_REDIRECT_URL))
