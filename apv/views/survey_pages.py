"""What every page of the survey's host shares: who asks, in which language, and a page drawn without request, user or session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from apv import sealing
from apv.errors import UnknownTokenError
from apv.models import Invitation, Round, RoundUnit
from apv.usecases import answering
from apv.usecases.answering import Stage
from orgstructure.access import public
from safetynet.common import clock, surveypages
from safetynet.common.surveypages import speaking
from safetynet.common.texts import in_language

P = ParamSpec("P")
BY_CODE = "the code in the address is the authority"


@dataclass(frozen=True)
class Visit:
    """One person at one page: the code, the language, the invitation it leads to, and the day."""

    token: str
    language: str
    invitation: Invitation
    today: date
    is_named: bool

    @property
    def survey(self) -> Round:
        """The round that is answered."""
        return self.invitation.round

    @property
    def unit(self) -> RoundUnit:
        """The person's unit on the round's tree."""
        return self.invitation.round_unit

    @property
    def languages(self) -> list[str]:
        """What it can be answered in, the first shown first."""
        return languages_of(self.survey)

    def to(self, page: str, *steps: int, language: str = "") -> HttpResponse:
        """Send the browser to another page of this part: `first`, `step`, `send` or `receipt`."""
        name = f"{'named' if self.is_named else 'survey'}-{page}"
        return HttpResponseRedirect(reverse(name, args=[self.token, language or self.language, *steps]))


Page = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]


def respondent(*, is_named: bool = False) -> Callable[[Page[P]], Callable[..., HttpResponseBase]]:
    """The view gets a `Visit` to an open round; an unknown code, another language and a closed round are answered here."""

    def decorate(view: Page[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, language: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            read = sealing.read_token(token)
            try:
                invitation = answering.find(read, is_named=is_named)
            except UnknownTokenError:
                from apv.views.survey_door import unknown_code  # noqa: PLC0415  the door opens to these pages

                return unknown_code(request, language)
            visit = Visit(read, language, invitation, clock.today(), is_named)
            if language not in visit.languages:
                return visit.to("first", language=visit.languages[0])
            stage = answering.stage_of(visit.survey, visit.today)
            with speaking(language):
                return view(request, visit, *args, **kwargs) if stage == Stage.OPEN else _closed_door(visit, stage)

        return public(BY_CODE)(guarded)

    return decorate


def languages_of(survey: Round) -> list[str]:
    """The round's languages, or the region's when it names none."""
    return list(survey.languages) or [settings.LANGUAGE_CODE]


def page(template: str, context: Mapping[str, Any], *, language: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """One of the survey's pages."""
    return surveypages.page(f"apv/survey/{template}.html", context, language=language, status=status)


def visit_page(visit: Visit, template: str, context: Mapping[str, Any], *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A page of an open or closed round."""
    names = dict(settings.LANGUAGES)
    shared = {
        "survey": visit.survey,
        "title": in_language(visit.survey.name, visit.language),
        "unit": lambda: visit.unit,  # asked for by few pages: a template calls it
        "is_named": visit.is_named,
        "results_at": lambda: _in_the_product("unit-detail", visit.unit.unit_id),
        "languages": [(code, names.get(code, code)) for code in visit.languages],
    }
    return page(template, {**shared, **context}, language=visit.language, status=status)


def _closed_door(visit: Visit, stage: Stage) -> HttpResponse:
    closed_on = visit.survey.closed_on or visit.survey.closes_on
    context: dict[str, Any] = {"stage": stage, "closed_on": min(closed_on, visit.survey.closes_on)}
    if stage == Stage.RELEASED:
        context["results_at"] = _in_the_product("unit-report", visit.survey.pk, visit.unit.counted_in_id or visit.unit.pk)
    return visit_page(visit, "closed", context)


def _in_the_product(name: str, *keys: int) -> str:
    """A page on the product's own host, where one signs in."""
    return settings.BASE_URL + reverse(name, args=keys, urlconf=settings.ROOT_URLCONF)
