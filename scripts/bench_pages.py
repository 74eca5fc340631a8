"""Which pages the bench asks, as whom, and what each may cost in floors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.filters import SORTS
from actionplans.models import ActionPlan
from apv.models import Round, RoundUnit
from orgstructure.models import Committee, DemoPersona, Unit, User
from safetynet.common import clock

PAGE = 4.0
HOSPITAL_OVERVIEW = 6.0
REGION_OVERVIEW = 10.0


@dataclass(frozen=True)
class Reader:
    """Somebody with a session."""

    name: str
    user: User
    session: str


def readers() -> list[Reader]:
    """The manager of one unit, and the consultant whose rights reach the whole region."""
    return [reader_called("one unit", "manager"), reader_called("region", "consultant")]


def reader_called(name: str, persona: str) -> Reader:
    """A persona of the sign-in page, signed in."""
    user = DemoPersona.objects.select_related("user").get(code=persona).user
    return Reader(name, user, _client(user).cookies["sessionid"].value)


def _client(user: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="orgstructure.signin.EngagementBackend")
    return client


def pages_of() -> Iterator[tuple[str, str, float]]:
    """Name, address and goal of each page; the same for every reader."""
    root = Unit.objects.get(parent=None)
    hospital = Unit.objects.filter(parent=root).order_by("pk")[0]
    ward = DemoPersona.objects.get(code="manager").user.managed_units.order_by("-depth")[0]
    lists = reverse("plan-list")
    for place, unit in (("own unit", ward), ("region", root)):
        yield f"list, {place}", f"{lists}?unit={unit.pk}", PAGE
        yield f"list, {place}, filtered", f"{lists}?unit={unit.pk}&state=active&source=apv", PAGE
        yield f"list, {place}, searched", f"{lists}?unit={unit.pk}&q=forflytninger", PAGE
        for key in SORTS:
            yield f"list, {place}, sorted by {key}", f"{lists}?unit={unit.pk}&sort={key}", PAGE
    yield "list, region, page 100", f"{lists}?unit={root.pk}&page=100", PAGE
    plan = ActionPlan.objects.filter(unit=ward).open().order_by("pk")[0]
    yield "one plan", plan.get_absolute_url(), PAGE
    yield "start page", reverse("start"), PAGE
    yield "unit page, ward", reverse("unit-detail", args=[ward.pk]), PAGE
    yield "unit page, region", reverse("unit-detail", args=[root.pk]), PAGE
    yield "overview, own unit", reverse("overview-unit", args=[ward.pk]), HOSPITAL_OVERVIEW
    yield "overview, hospital", reverse("overview-unit", args=[hospital.pk]), HOSPITAL_OVERVIEW
    yield "overview, region", reverse("overview-unit", args=[root.pk]), REGION_OVERVIEW
    yield from organisation_pages(root, hospital)
    yield from result_pages(ward)


def organisation_pages(root: Unit, hospital: Unit) -> Iterator[tuple[str, str, float]]:
    """The organisation of today and of another day; what adds up plans and gaps too is held to the goal of an overview."""
    tree, day = reverse("organisation"), f"on={(clock.today() - timedelta(days=1)).isoformat()}"
    yield "tree", tree, PAGE
    yield "tree, a hospital unfolded", f"{tree}?open={hospital.pk}", PAGE
    yield "tree, as of another day", f"{tree}?{day}", PAGE
    yield "tree, hospital", reverse("organisation-under", args=[hospital.pk]), PAGE
    yield "tree, searched", f"{tree}?q=afdeling", PAGE
    yield "tree, searched, as of another day", f"{tree}?q=afdeling&{day}", PAGE
    yield "colleagues, by name", f"{reverse('person-search')}?q=anne+ni", PAGE
    yield "colleagues, by title", f"{reverse('person-search')}?q=sygeplejerske", PAGE
    yield "committee", Committee.objects.filter(parent=None).order_by("pk")[0].get_absolute_url(), PAGE
    for place, unit, goal in (("hospital", hospital, HOSPITAL_OVERVIEW), ("region", root, REGION_OVERVIEW)):
        yield f"statutory plan, {place}", reverse("statutory-unit", args=[unit.pk]), goal
        yield f"organisation picture, {place}", reverse("organisation-picture", args=[unit.pk]), goal


def result_pages(ward: Unit) -> Iterator[tuple[str, str, float]]:
    """What the newest released survey shows; none where no survey was made yet."""
    for survey in Round.objects.released().full()[:1]:
        place = RoundUnit.objects.get(round=survey, unit=ward)
        yield "unit report, ward", reverse("unit-report", args=[survey.pk, place.pk]), PAGE
        yield "heat map, region", reverse("round-heatmap", args=[survey.pk]), PAGE
    yield "you said – we did, ward", reverse("unit-said", args=[ward.pk]), PAGE


def floor_unit() -> int:
    """The row the floor reads by its key."""
    return Unit.objects.order_by("pk").values_list("pk", flat=True)[0]


def queries_of(reader: Reader, path: str) -> int:
    """How many queries the page makes, session and rights included."""
    client = _client(reader.user)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
