"""Every page of the house, found by walking its addresses: new ones are looked at without being listed here."""

import json
import re
import uuid

import pytest

from actionplans.models import ActionPlan, HandOver, HelpRequest, PlanImport, Resource
from actionplans.usecases import stalling
from actionplans.usecases.stalling import StallSaid
from injuries import sealing
from injuries.models import CaseImport
from orgstructure.models import FeedRun, FeedUpload, Unit, User
from orgstructure.permissions import Perm
from tests.browser.conftest import DESK
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    CriterionFactory,
    DraftFactory,
    MeasureFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
    default_checklist,
)
from tests.security.house import bulk_change_of, token_of
from tests.test_rules_of_the_house import every_route

SMALL = {"width": 320, "height": 640}  # a desk at 400 %: the same page reflows (WCAG 1.4.10)
LEFT_OUT = re.compile(r"^log-ud/|export|readyz|[\^$\\]")  # signing out, files, the machine's own


def case_import_of(person: User, unit: Unit) -> CaseImport:
    """A file of earlier cases with a good line, a question and a fault."""
    table = [
        [1, ["Sagsnr", "Type", "Afdeling", "Skadesdato", "Legemsdel"]],
        [2, ["A-1", "Arbejdsulykke", unit.name, "03-04-2019", "Ankel"]],
        [3, ["A-2", "Noget", unit.name, "i går", ""]],
    ]
    columns = {"number": 0, "kind": 1, "unit": 2, "happened_on": 3, "body": 4}
    sealed = sealing.close_own(json.dumps(table))
    return CaseImport.objects.create(by=person, at=NOW, name="gamle sager.xlsx", digest="0", shape="0", table=sealed, columns=columns)


@pytest.fixture
def house(transactional_db, person_with):
    """A person who may do everything in a unit with plans in several states, and the keys its addresses need."""
    unit = UnitFactory(name="Medicinsk afsnit M2")
    below = UnitFactory(name="Stue 4 og sengeafsnittets fælles personalerum", parent=unit)
    person = person_with(*Perm, on=unit, first_name="Birgit", last_name="Lund")
    plan = PlanFactory(unit=unit, owner=person, title="Færre løft alene i aftenvagten, også når liften står på en anden etage")
    measure = MeasureFactory(plan=plan)
    CriterionFactory(plan=plan)
    PlanFactory(unit=below, owner=person)
    ClosedPlanFactory(unit=unit, owner=person)
    draft = DraftFactory(unit=unit, owner=person)
    help_request = HelpRequest.objects.create(plan=plan, by=person, at=NOW, text="Vi mangler en lift på etagen")
    lifted = {"lifted_to_committee_at": NOW, "lifted_because": "asked"}
    ActionPlan.objects.filter(pk=plan.pk).update(**lifted)
    group = CoverageFactory(
        unit=unit, committee=CommitteeFactory(name="AMG – Medicinsk afsnit M2", parent=CommitteeFactory(name="LMU"))
    ).committee
    SeatFactory(committee=group, user=person, union="Dansk Sygeplejeråd")
    problem = {"file": "med-associations.csv", "line": 3, "code": "missing_value", "params": {"column": "Hverv"}}
    run = FeedRun.objects.create(
        started_at=NOW, finished_at=NOW, on=TODAY, by=person, source="upload", outcome="refused", problems=[problem]
    )
    upload = FeedUpload.objects.create(submission_id=uuid.uuid4(), by=person, created_at=NOW, state="ready")
    upload.lines.create(part="units", did="moved", name="Medicinsk ambulatorium", was="Medicin", to="Akutcenter")
    card = HandOver.objects.create(unit=unit, left=UserFactory(first_name="Hanne", last_name="Krogh"), to=person, why="left", at=NOW)
    card.items.create(plan=plan, part="owner")
    said = StallSaid(default_checklist(), uuid.uuid4(), cause="means", note="Ingen afløser", next_step="Vi spørger")
    table = [
        [1, ["Enhed", "Problem", "Tovholder", "Frist"]],
        [2, ["Ukendt", "Støj", "Nogen", "snart"]],
        [3, [unit.name, "Træk", str(person), "2027-03-01"]],
    ]
    columns = {"unit": 0, "title": 1, "owner": 2, "closing_on": 3}
    read = PlanImport.objects.create(by=person, at=NOW, name="gamle planer.xlsx", digest="0" * 64, table=table, columns=columns)
    token_of(unit, person)
    return person, {
        "injuries/import/": case_import_of(person, unit).public_id,
        "plans/import/": read.pk,
        "plans/": plan.pk,
        "plans/bulk/": bulk_change_of(person, plan).pk,
        "plans/measures/": measure.pk,
        "plans/settings/resources/": Resource.objects.create(title={"da": "Løft"}, url="https://a.invalid", valid_from=TODAY).pk,
        "plans/hand-overs/": card.pk,
        "plans/settings/standstill/": default_checklist().points.get(code="means").pk,
        "plans/stalls/": stalling.check(plan, said, by=person, now=NOW).pk,
        "plans/help/": help_request.pk,
        "units/": unit.pk,
        "organisation/under/": unit.pk,
        "organisation/committees/": group.pk,
        "organisation/feed/uploads/": upload.pk,
        "organisation/feed/": run.pk,
        "organisation/plan/unit/": unit.pk,
        "organisation/plan/committee/": group.pk,
        "draft": draft.pk,
        "new": f"?unit={unit.pk}",
    }


PARTS = 8  # so that the walk is shared by all processes that run tests


def routes() -> list[str]:
    """Each route that a page may be behind."""
    return [route for route, _pattern in every_route() if not LEFT_OUT.search(route)]


def addresses(keys: dict[str, object], among: list[str] | None = None) -> list[str]:
    """Each route with the key it needs; those that need another kind of key belong to their own room's tests."""
    found = []
    for route in routes() if among is None else among:
        prefix, _, rest = route.partition("<int:pk>")
        if "<" in rest or ("<" in route and prefix not in keys):
            continue
        if "<" not in route:
            found += [f"/{route}", f"/{route}{keys['new']}"] if route.endswith("new/") else [f"/{route}"]
            continue
        found.append(f"/{prefix}{keys[prefix]}{rest}")
        if prefix == "plans/":
            found.append(f"/{prefix}{keys['draft']}{rest}")
    return found


def part(number: int) -> list[str]:
    """Every eighth route, beginning with this one: heavy pages stand beside each other and come into different parts."""
    return routes()[number - 1 :: PARTS]


def asked(client, address):
    """The answer; a file is read to its end, whereupon the test client closes it."""
    answer = client.get(address, follow=True)
    if answer.streaming:
        b"".join(answer)
    return answer


def test_the_parts_are_all_routes():
    assert sorted(route for number in range(1, PARTS + 1) for route in part(number)) == sorted(routes())


@pytest.mark.parametrize("number", range(1, PARTS + 1))
def test_axe_finds_nothing_and_nothing_sticks_out_on_any_page(house, page_as, axe, scrolls_one_way, client_of, number):
    person, keys = house
    asking, page = client_of(person), page_as(person)
    seen, told = [], []
    asked_for = addresses(keys, part(number))
    for address in asked_for:
        answer = asked(asking, address)
        if answer.status_code in (403, 404, 405) or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        if answer.status_code != 200:
            told.append(f"{address}: {answer.status_code}")
            continue
        if b"<html" not in answer.content:  # a part that is read into a page, where it is looked at
            continue
        seen.append(address)
        page.set_viewport_size(DESK)
        page.goto(address)
        for size, check in ((DESK, axe), (SMALL, scrolls_one_way)):
            page.set_viewport_size(size)
            try:
                check(page)
            except AssertionError as wrong:
                told.append(f"{address}: {wrong}")
    must = {"/", "/plans/", "/was", f"/plans/{keys['plans/']}/", f"/units/{keys['units/']}/"}
    assert not told, "\n\n".join(told)
    assert must <= set(addresses(keys))
    assert must & set(asked_for) <= set(seen)
    assert len(seen) > 5


def test_every_page_names_itself_in_its_title_and_in_one_heading(house, client_of):
    person, keys = house
    asking = client_of(person)
    wrong = []
    for address in addresses(keys):
        answer = asked(asking, address)
        page = answer.content.decode() if not answer.streaming and "text/html" in answer.headers.get("Content-Type", "") else ""
        if answer.status_code != 200 or "<html" not in page:
            continue
        if page.count("<h1") != 1 or not re.search(r"<title>\s*[^\s–][^<]* – SafetyNet</title>", page):
            wrong.append(address)
    assert wrong == []
