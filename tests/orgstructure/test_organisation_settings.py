"""Levels, seat rules, role words, limits and agreements are rows with a page, and rights follow at once (R6)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from orgstructure.access import scope_of
from orgstructure.models import Agreement, Level, RoleWord, SeatRule, Threshold, User
from orgstructure.permissions import Perm
from orgstructure.recognising import level_changes
from orgstructure.regime import regime_of
from safetynet.common.law.training import training_law
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory

pytestmark = pytest.mark.django_db

PAGES = ("settings-levels", "settings-role-words", "settings-thresholds", "settings-agreements")


@pytest.fixture
def region():
    return UnitFactory(name="Regionen")


@pytest.fixture
def consultant(person_with, region):
    return person_with(Perm.CONFIGURE, on=region)


@pytest.mark.parametrize("route", PAGES)
def test_only_who_configures_opens_the_pages(client_of, consultant, region, route):
    assert client_of(EngagementFactory(unit=region).user).get(reverse(route)).status_code == 403
    assert client_of(consultant).get(reverse(route)).status_code == 200


@pytest.mark.parametrize("route", PAGES[:3])
def test_what_gives_rights_everywhere_is_not_for_who_configures_one_hospital(client_of, person_with, region, route):
    local = person_with(Perm.CONFIGURE, on=UnitFactory(parent=region))

    assert client_of(local).get(reverse(route)).status_code == 403


def test_explaining_a_word_gives_its_holders_the_role_and_its_rights(client_of, consultant, region):
    ward = UnitFactory(parent=region)
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(level=LevelFactory(code="amg"))).committee
    holder = EngagementFactory(unit=ward).user
    SeatFactory(committee=group, user=holder, role="other", role_word="Miljøombud")
    client = client_of(consultant)
    assert "miljøombud" in client.get(reverse("settings-role-words")).content.decode()

    words = {"word": "Miljøombud", "role": "amr"}
    preview = client.post(reverse("settings-role-words"), words).content.decode()
    assert holder.get_full_name() in preview
    assert not RoleWord.objects.filter(word="miljøombud").exists()  # nothing is saved yet

    client.post(reverse("settings-role-words"), words | {"confirmed": "yes"})

    assert RoleWord.objects.get(word="miljøombud").role == "amr"
    assert scope_of(User.objects.get(pk=holder.pk), Perm.EDIT_PLANS).covers(ward.pk, ward.path)


def level_words(**words) -> dict[str, str]:
    return {"name_da": "Lokalt MED-udvalg", "name_sv": "", "name_en": "", "order": "500", "name_pattern": "^LMU", "depth": ""} | words


def test_a_seat_rule_that_changes_ends_and_another_begins(client_of, consultant):
    level = LevelFactory(code="lmu-x", is_group=False)
    SeatRule.objects.create(level=level, role="chair", at_least=1, valid_from=date(2020, 1, 1))

    client_of(consultant).post(reverse("settings-level", args=[level.pk]), level_words(least_chair="1", most_chair="2"))

    rules = SeatRule.objects.filter(level=level).order_by("valid_from")
    assert [(rule.at_most, rule.valid_from, rule.valid_to) for rule in rules] == [(None, date(2020, 1, 1), TODAY), (2, TODAY, None)]


@pytest.mark.parametrize("words", [{"name_pattern": "("}, {"order": "x"}, {"name_da": ""}])
def test_a_level_that_cannot_be_is_refused_beside_its_field(client_of, consultant, words):
    before = Level.objects.count()

    response = client_of(consultant).post(reverse("settings-levels"), level_words(**words))

    assert response.status_code == 422
    assert Level.objects.count() == before


def test_the_most_is_not_less_than_the_least(client_of, consultant):
    level = LevelFactory(code="lmu-x", is_group=False)

    response = client_of(consultant).post(reverse("settings-level", args=[level.pk]), level_words(least_chair="3", most_chair="1"))

    assert response.status_code == 422
    assert not SeatRule.objects.exists()


def test_two_levels_have_not_the_same_place(client_of, consultant):
    taken = LevelFactory(code="taken").order

    assert client_of(consultant).post(reverse("settings-levels"), level_words(order=str(taken))).status_code == 422


def test_limits_hold_from_today_and_the_past_keeps_its_own(client_of, consultant):
    client_of(consultant).post(reverse("settings-thresholds"), {"group_size": "40", "warning_days": "60", "hospital_depth": "1"})

    assert Threshold.on(TODAY).group_size == 40
    assert Threshold.on(TODAY - timedelta(days=1)).group_size == 50


def agreement_words(unit, **words) -> dict[str, str]:
    first = {"unit": str(unit.pk), "follows": "agreement", "name": "MED-aftale 2026", "valid_from": TODAY.strftime("%d-%m-%Y")}
    return first | {"amr_term_years": "4", "largest_without_group": "9", "discussion_points": "", "documentation": ""} | words


def test_an_agreement_holds_from_its_first_day_and_ends_the_one_before(client_of, consultant, region):
    client = client_of(consultant)
    Agreement.objects.create(
        unit=region, follows="agreement", name="Den gamle", amr_term_years=3, largest_without_group=9, valid_from=date(2020, 1, 1)
    )

    assert client.post(reverse("settings-agreements"), agreement_words(region)).status_code == 302
    assert (regime_of(region, TODAY).amr_term_years, regime_of(region, TODAY - timedelta(days=1)).amr_term_years) == (4, 3)

    row = Agreement.objects.get(valid_to=None)
    client.post(reverse("settings-agreement-end", args=[row.pk]))
    assert regime_of(region, TODAY).is_agreement is False


def test_an_agreement_is_made_and_ended_only_where_one_configures(client_of, person_with, region):
    here, elsewhere = UnitFactory(parent=region), UnitFactory(parent=region)
    local = client_of(person_with(Perm.CONFIGURE, on=here))
    theirs = Agreement.objects.create(
        unit=elsewhere, follows="agreement", name="Deres", amr_term_years=3, largest_without_group=9, valid_from=TODAY
    )

    assert local.post(reverse("settings-agreements"), agreement_words(elsewhere)).status_code == 422
    assert local.post(reverse("settings-agreement-end", args=[theirs.pk])).status_code == 403
    assert Agreement.objects.count() == 1


def test_a_term_of_five_years_is_refused(client_of, consultant, region):
    assert client_of(consultant).post(reverse("settings-agreements"), agreement_words(region, amr_term_years="5")).status_code == 422


def test_a_changed_pattern_is_seen_before_it_is_saved_and_holds_at_once(client_of, consultant, region):
    level, other = LevelFactory(code="forum", is_group=False), CommitteeFactory(name="LMU Nord", level=LevelFactory(code="lmu"))
    forum = CommitteeFactory(name="Trivselsforum Syd", level=None, parent=other)
    by_hand = CommitteeFactory(name="Trivselsforum Nord", level=None, parent=other, origin="hand")
    client, url = client_of(consultant), reverse("settings-level", args=[level.pk])
    words = level_words(name_da="Forum", order="5", name_pattern="^Trivselsforum")

    preview = client.post(url, words).content.decode()
    assert "Trivselsforum Syd" in preview
    assert "LMU Nord" not in preview
    assert "Trivselsforum Nord" not in preview
    level.refresh_from_db()
    assert level.name_pattern == ""
    assert client.post(url, words | {"again": "yes"}).status_code == 200
    client.post(url, words | {"confirmed": "yes"})

    for committee, expected in ((forum, level.pk), (by_hand, None)):
        committee.refresh_from_db()
        assert committee.level_id == expected


def test_a_level_recognises_nothing_after_its_last_day(client_of, consultant, region):
    level = LevelFactory(code="forum", is_group=False, name_pattern="^Trivselsforum", order=5)
    forum = CommitteeFactory(name="Trivselsforum Syd", level=level, parent=CommitteeFactory())
    words = level_words(name_da="Forum", order="5", name_pattern="^Trivselsforum", last_day="21-11-2026", confirmed="yes")

    client_of(consultant).post(reverse("settings-level", args=[level.pk]), words)

    forum.refresh_from_db()
    assert forum.level != level
    assert level_changes(TODAY) == []


def test_an_agreement_that_names_training_is_kept_and_an_empty_one_follows_the_law(client_of, consultant, region):
    words = {"unit": region.pk, "follows": "agreement", "name": "MED-aftalen", "valid_from": "22-11-2026", "amr_term_years": "2",
             "largest_without_group": "9", "trained_roles": ["amr", "chair"], "mandatory_days": "2,5", "mandatory_within_months": "6"}  # fmt: skip
    assert client_of(consultant).post(reverse("settings-agreements"), words).status_code == 302

    demand = regime_of(region, TODAY).training

    assert (demand.roles, str(demand.mandatory_days), demand.mandatory_within_months) == (("amr", "chair"), "2.5", 6)
    assert demand.supplementary_days == training_law().supplementary_days
