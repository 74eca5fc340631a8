"""The operations, each with its policy: what it answers is what lies below the token's unit, the rest is not found."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from actionplans.reports.depth import DepthReport
from orgstructure.access import Scope
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.dashboard.api import rows, tokens
from safetynet.dashboard.api.errors import EXPECTED, NOT_KNOWN, FaultError, faulty, problem, refused
from safetynet.dashboard.api.schemas import Asked, Committees, Figures, FiguresAsked, Gaps, Problem, Seats, Units
from safetynet.dashboard.figures_files import as_data
from safetynet.dashboard.forms.figures import FURTHEST, FiguresForm
from safetynet.dashboard.models import ApiToken

REFUSALS = {401: Problem, 404: Problem, 406: Problem, 422: Problem, 429: Problem}


class TooManyError(Exception):
    """The token's calls of this minute are used up."""


class Token(HttpBearer):
    """Know the token, and count the call."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002  ninja's signature
        """The living token; None is answered with 401."""
        now, today = clock.now(), clock.today()
        found = tokens.known(token, today)
        if found and not tokens.count_call(found, now, today):
            raise TooManyError
        return found


api = NinjaAPI(title="SafetyNet", version="1", openapi_url=None, docs_url=None, auth=Token(), urls_namespace="api")


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1"))


def _unit_of(request: HttpRequest) -> Unit:
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # set by ninja after Token.authenticate
    return token.unit


def _day(request: HttpRequest, asked: Asked) -> date:
    """The day asked for, when nothing is asked that the list does not know."""
    if unknown := sorted(set(request.GET) - set(Asked.model_fields)):
        raise FaultError((name, NOT_KNOWN) for name in unknown)
    today = clock.today()
    day = asked.on or today
    if not today - FURTHEST <= day <= today:
        raise FaultError([("on", EXPECTED["on"])])
    return day


def _page(found: list[Any], day: date, asked: Asked) -> dict[str, Any]:
    return {"on": day, "rows": found, "next": found[-1].id if len(found) == asked.limit else None}


@api.get("/units/", response={200: Units, **REFUSALS}, url_name="api-units", summary="Units of the line organisation as of a day")
def units(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    day = _day(request, asked)
    return _page(rows.units(_unit_of(request), day, asked.after, asked.limit), day, asked)


@api.get("/committees/", response={200: Committees, **REFUSALS}, url_name="api-committees", summary="Committees and groups as of a day")
def committees(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    day = _day(request, asked)
    return _page(rows.committees(_unit_of(request), day, asked.after, asked.limit), day, asked)


@api.get("/seats/", response={200: Seats, **REFUSALS}, url_name="api-seats", summary="Seats of committees and groups as of a day")
def seats(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    day = _day(request, asked)
    return _page(rows.seats(_unit_of(request), day, asked.after, asked.limit), day, asked)


@api.get("/units/{int:pk}/figures/", response={200: Figures, **REFUSALS}, url_name="api-unit-figures", summary="Figures of a unit")
def unit_figures(request: HttpRequest, pk: int, asked: Query[FiguresAsked]) -> dict[str, Any]:  # noqa: ARG001  read again by the form of the page
    return _figures(request, Level.of_unit(get_object_or_404(Unit.objects.below(_unit_of(request).path), pk=pk), clock.today()))


@api.get("/units/{int:pk}/gaps/", response={200: Gaps, **REFUSALS}, url_name="api-unit-gaps", summary="Gaps of a unit and all below it")
def unit_gaps(request: HttpRequest, pk: int, asked: Query[Asked]) -> dict[str, Any]:
    day = _day(request, asked)
    unit = get_object_or_404(Unit.objects.below(_unit_of(request).path), pk=pk)
    return rows.gaps(unit, day, asked.after, asked.limit)


@api.get(
    "/committees/{int:pk}/figures/",
    response={200: Figures, **REFUSALS},
    url_name="api-committee-figures",
    summary="Figures of a committee",
)
def committee_figures(request: HttpRequest, pk: int, asked: Query[FiguresAsked]) -> dict[str, Any]:  # noqa: ARG001  read again by the form of the page
    try:
        return _figures(request, Level.of_committee(pk, clock.today()))
    except Committee.DoesNotExist as error:
        raise Http404 from error


def _figures(request: HttpRequest, level: Level) -> dict[str, Any]:
    """The figures of the page: one report feeds both. A committee that reaches beyond the token's unit is not found."""
    if not level.is_within(Scope((_unit_of(request).path,))):
        raise Http404
    today = clock.today()
    form = FiguresForm(request.GET, today=today)
    if unknown := sorted(set(request.GET) - set(form.fields)):
        raise FaultError((name, NOT_KNOWN) for name in unknown)
    if not form.is_understood:
        raise FaultError((name, EXPECTED[name]) for name in form.errors)
    return as_data(DepthReport.of(level, form.period, form.day, before=form.before, today=today))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    answer = problem(HTTPStatus.UNAUTHORIZED)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="SafetyNet"'
    return answer


@api.exception_handler(TooManyError)
def _too_many(request: HttpRequest, error: TooManyError) -> HttpResponse:  # noqa: ARG001
    answer = problem(HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(60 - clock.now().second)
    return answer


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
    return problem(HTTPStatus.NOT_FOUND)


api.exception_handler(ValidationError)(refused)
api.exception_handler(FaultError)(faulty)
