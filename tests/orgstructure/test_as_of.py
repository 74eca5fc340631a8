"""The organisation's pages on any day: the tree, a branch of it, a committee and the search, open to every employee (R9)."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

from orgstructure.directory import view_of
from orgstructure.headcount import Headcount
from orgstructure.models import Committee, CommitteePeriod, SeatRole, Unit, UnitPeriod, User
from orgstructure.permissions import Perm
from orgstructure.search import search
from orgstructure.tree import Step, opened_in
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
EVE = date(2025, 12, 31)
CHANGED = date(2026, 3, 1)
ON = "?on=2025-12-31"


@dataclass
class Then:
    """A hospital renamed on the first of March, when its clinic moved away and another came."""

    region: Unit
    hospital: Unit
    clinic: Unit
    committee: Committee
    group: Committee
    reader: User


@pytest.fixture
def then() -> Then:
    region = UnitFactory(name="Regionen")
    hospital = UnitFactory(name="Hospital Nord", parent=region, manager=UserFactory(first_name="Kim", last_name="Nychef"))
    south = UnitFactory(name="Hospital Syd", parent=region)
    clinic = UnitFactory(name="Klinik Flyt", parent=south)
    late = UnitFactory(name="Kommet senere", parent=hospital, valid_from=CHANGED)
    boss = UserFactory(first_name="Dorte", last_name="Gammelchef")
    _was(UnitPeriod, "unit", hospital, name="Nordhospitalet", manager=boss)
    _was(UnitPeriod, "unit", clinic, parent=hospital, path=f"{hospital.path}{clinic.pk}/")
    reader = EngagementFactory(unit=clinic).user
    EngagementFactory(user=reader, unit=hospital, valid_to=CHANGED)
    EngagementFactory(unit=late, valid_from=CHANGED, hired_on=CHANGED)
    committee, group = _committees(clinic)
    return Then(region, hospital, clinic, committee, group, reader)


def _committees(clinic: Unit) -> tuple[Committee, Committee]:
    committee = CommitteeFactory(name="HMU Nord", level=LevelFactory(code="hmu", is_group=False))
    group = CommitteeFactory(name="AMG Ny", parent=committee, level=LevelFactory(code="amg"))
    _was(CommitteePeriod, "committee", group, name="AMG Gammel")
    CoverageFactory(unit=clinic, committee=group)
    gerda, nanna = UserFactory(first_name="Gerda", last_name="Dengang"), UserFactory(first_name="Nanna", last_name="Nuværende")
    SeatFactory(committee=group, user=gerda, role=SeatRole.AMR, valid_to=CHANGED)
    SeatFactory(committee=group, user=nanna, role=SeatRole.AMR, valid_from=CHANGED)
    return committee, group


def _was(model, owner, row, **before):
    """Until the first of March it was called so, stood there."""
    period = model.objects.get(**{owner: row})
    model.objects.filter(pk=period.pk).update(valid_from=CHANGED)
    kept = {name: getattr(period, name) for name in ("name", "parent", "path", *(["manager"] if owner == "unit" else []))}
    model.objects.create(**{owner: row}, **(kept | before), valid_from=period.valid_from, valid_to=CHANGED)


def words(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def content(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


# --- The tree -------------------------------------------------------------------------------------------
def test_the_tree_of_last_new_years_eve_has_the_names_places_and_managers_of_that_day(then, client_of):
    text = content(words(client_of(then.reader), reverse("organisation-under", args=[then.hospital.pk]) + ON))

    for there in ("Nordhospitalet", "Dorte Gammelchef", "Klinik Flyt", "31. december 2025"):
        assert there in text
    for since in ("Hospital Nord", "Kim Nychef", "Kommet senere"):
        assert since not in text


def test_today_the_same_unit_shows_what_has_become_of_it(then, client_of):
    text = content(words(client_of(then.reader), reverse("organisation-under", args=[then.hospital.pk])))

    assert "Kommet senere" in text
    assert "Klinik Flyt" not in text
    assert "som det var" not in text


def test_employees_of_a_day_are_counted_once_although_employed_twice(then):
    past, now = Step.of(then.hospital.pk, EVE), Step.of(then.hospital.pk, TODAY)

    assert (past.units, past.employees, [(line.unit.name, line.employees) for line in past.lines]) == (1, 1, [("Klinik Flyt", 1)])
    assert (now.units, now.employees, [(line.unit.name, line.employees) for line in now.lines]) == (1, 1, [("Kommet senere", 1)])


def test_people_with_several_employments_are_one_in_every_sum():
    region = UnitFactory()
    one, two = UnitFactory(parent=region), UnitFactory(parent=region)
    person = EngagementFactory(unit=one).user
    for unit in (one, two):
        EngagementFactory(unit=unit, user=person)
    EngagementFactory(unit=two)
    count = Headcount.of(TODAY)

    assert (count.within([one.pk]), count.within([two.pk]), count.within([one.pk, two.pk])) == (1, 2, 2)
    assert count.by_subtree({unit.pk: unit.path for unit in (region, one, two)}) == {region.pk: 2, one.pk: 1, two.pk: 2}


def test_every_link_of_the_page_stays_on_the_day(then, client_of):
    text = content(words(client_of(then.reader), reverse("organisation") + ON))

    led = re.findall(r'href="(/organisation/(?:under|committees|plan)/[^"]*)"', text)
    assert led
    assert all("on=2025-12-31" in address for address in led)


def test_a_branch_is_unfolded_in_place_and_folded_in_again(then, client_of):
    client = client_of(then.reader)
    closed = content(words(client, reverse("organisation")))
    assert "Kommet senere" not in closed

    unfolded = content(words(client, f"{reverse('organisation')}?open={then.hospital.pk}&on=2026-04-01"))
    assert "Kommet senere" in unfolded
    assert "Klinik Flyt" not in unfolded  # lies in the branch that is not unfolded
    assert f'id="unit-{then.hospital.pk}" class="tree-open"' in unfolded
    assert 'aria-label="Fold Hospital Nord sammen"' in unfolded
    assert "on=2026-04-01" in re.findall(r'class="tree-fold" href="([^"]*)"', unfolded)[0]


@pytest.mark.parametrize(
    ("text", "opened"), [("", set()), ("12.40", {12, 40}), ("x.7.-1.", {7}), ("99999999999999999999", set()), ("²", set())]
)
def test_only_numbers_unfold(text, opened):
    assert opened_in(text) == opened


def test_a_day_that_cannot_be_read_is_told_beside_the_field_and_today_is_shown(then, client_of):
    for address in (reverse("organisation"), reverse("committee-detail", args=[then.group.pk])):
        answer = client_of(then.reader).get(address + "?on=31-02-2025")
        assert answer.status_code == 400
        text = answer.content.decode()
        assert "Skriv datoen som dag-måned-år" in text
        assert 'value="31-02-2025"' in text


def test_the_field_shows_the_day_as_danes_write_it(then, client_of):
    assert 'value="31-12-2025"' in words(client_of(then.reader), reverse("organisation") + ON)


def test_before_a_place_was_there_the_page_says_so(then, client_of):
    client = client_of(then.reader)

    for route, pk in (("organisation-under", then.hospital.pk), ("committee-detail", then.group.pk)):
        assert "empty-state" in content(words(client, reverse(route, args=[pk]) + "?on=1990-01-01"))
    assert "empty-state" in content(words(client, reverse("organisation") + "?on=1990-01-01"))


# --- Committees -----------------------------------------------------------------------------------------
def test_a_group_of_last_new_years_eve_has_the_members_of_that_day(then, client_of):
    text = content(words(client_of(then.reader), reverse("committee-detail", args=[then.group.pk]) + ON))

    assert "AMG Gammel" in text
    assert "Gerda Dengang" in text
    assert "AMG Ny" not in text
    assert "Nanna" not in text


def test_on_another_day_nothing_is_to_be_done(then, client_of, person_with):
    keeper = person_with(Perm.KEEP_ORGANISATION, on=then.region)
    address = reverse("seat-new", args=[then.group.pk])

    assert address in words(client_of(keeper), reverse("committee-detail", args=[then.group.pk]))
    assert address not in words(client_of(keeper), reverse("committee-detail", args=[then.group.pk]) + ON)


def test_a_sub_committee_covers_what_its_parent_covers(then):
    sub = CommitteeFactory(name="Underudvalg", parent=then.group, is_sub_committee=True)

    seen = view_of(sub.pk, TODAY)

    assert ([line.unit.name for line in seen.covered], seen.employees, seen.area_units) == (["Klinik Flyt"], 1, 1)


# --- Search ---------------------------------------------------------------------------------------------
def test_the_search_finds_units_committees_and_people_with_a_seat_by_the_names_of_the_day(then, client_of):
    past = search("gerda", EVE)

    assert [(one.seat.user.first_name, one.committee.name) for one in past.seats] == [("Gerda", "AMG Gammel")]
    assert search("gerda", TODAY).is_empty
    assert [one.unit.name for one in search("nordhosp", EVE).units] == ["Nordhospitalet"]
    assert [(one.unit.name, one.above) for one in search("klinik", EVE).units] == [("Klinik Flyt", "Nordhospitalet")]
    assert [one.name for one in search("amg", EVE).committees] == ["AMG Gammel"]
    assert "Gerda Dengang" in words(client_of(then.reader), reverse("organisation") + ON + "&q=gerda")


def test_colleagues_without_a_seat_are_not_in_this_search(then):
    assert search(then.reader.first_name, TODAY).is_empty


def test_too_little_and_nothing_found_are_told(then, client_of):
    client = client_of(then.reader)

    assert "mindst to bogstaver" in words(client, reverse("organisation") + "?q=a")
    assert "Intet, der hedder “zzz”" in words(client, reverse("organisation") + "?q=zzz")


@pytest.mark.parametrize("many", [2, 30])
def test_pages_of_another_day_ask_the_same_number_of_questions(then, client_of, many, django_assert_max_num_queries):
    for _ in range(many):
        unit = UnitFactory(parent=then.hospital, manager=UserFactory())
        UnitFactory(parent=unit)
        SeatFactory(committee=then.group, user=EngagementFactory(unit=unit).user)
        CommitteeFactory(parent=then.group)
        CoverageFactory(unit=unit, committee=then.group)
    client = client_of(then.reader)
    for address, most in (
        (f"{reverse('organisation')}?on=2026-04-01&open={then.hospital.pk}", 11),
        (f"{reverse('organisation')}?on=2026-04-01&q=navn", 16),
        (f"{reverse('committee-detail', args=[then.group.pk])}?on=2026-04-01", 25),
    ):
        with django_assert_max_num_queries(most):
            words(client, address)
