"""The feed from file to database: what changes, what does not, and what stops it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgstructure import cpr
from orgstructure.feed.rows import ENGAGEMENTS, SEATS, UNITS
from orgstructure.models import (
    Committee,
    CommitteePeriod,
    Coverage,
    Engagement,
    FeedRun,
    RoleHolding,
    Seat,
    Unit,
    UnitPeriod,
    UnitUserPermission,
    User,
)
from tests.factories import TODAY, DraftFactory
from tests.orgstructure.feeds import CPRS, SmallFeed, bring_in, code

pytestmark = pytest.mark.django_db
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=30)
Outcome = FeedRun.Outcome


def unit(name: str) -> Unit:
    return Unit.objects.get(source_key=code(name))


def person(number: str) -> User:
    return User.objects.get(engagements__in=Engagement.objects.filter(number=number).order_by("-valid_from")[:1])


def rows_written() -> int:
    """Inserts, updates and deletes in this transaction, in every table but the list of runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> 'orgstructure_feedrun'"
        )
        return int(cursor.fetchone()[0])


def changed(result) -> dict[str, int]:
    """What a run did, without the zeros and the unchanged."""
    return {
        f"{part} {kind}": number
        for part, counts in result.run.counts.items()
        for kind, number in counts.items()
        if number and kind != "unchanged"
    }


def periods_of(name: str) -> list[tuple[str, date, date | None]]:
    return list(UnitPeriod.objects.filter(unit=unit(name)).order_by("valid_from").values_list("name", "valid_from", "valid_to"))


# --- The whole example region ---------------------------------------------------------------------------
def test_the_example_region_comes_in_as_it_is():
    result = bring_in()

    assert result.run.outcome == Outcome.APPLIED
    assert changed(result) == {
        "units created": 109,
        "committees created": 109,
        "coverage created": 108,
        "people created": 1756,
        "engagements created": 1756,
        "seats created": 423,
    }
    assert (Unit.objects.count(), Engagement.objects.count(), Committee.objects.count(), Seat.objects.count()) == (109, 1756, 109, 423)
    assert result.problems == ()
    assert not Committee.objects.filter(level=None).exists()
    assert not Seat.objects.filter(role="other").exists()
    assert UnitPeriod.objects.filter(valid_to=None).count() == CommitteePeriod.objects.filter(valid_to=None).count() == 109


def test_the_same_feed_twice_changes_no_row():
    bring_in()
    before = rows_written()

    result = bring_in()

    assert before > 5000
    assert rows_written() == before
    assert changed(result) == {}
    assert result.difference.is_empty


def test_the_number_of_queries_does_not_follow_the_number_of_people(feed, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        bring_in()


def test_every_path_is_the_parents_path_and_the_units_own_key():
    bring_in()

    for node in [*Unit.objects.select_related("parent"), *Committee.objects.select_related("parent")]:
        assert node.path == f"{node.parent.path if node.parent else '/'}{node.pk}/"
        assert node.depth == node.path.count("/") - 2


# --- Units ----------------------------------------------------------------------------------------------
def test_a_renamed_unit_closes_one_period_and_opens_the_next(feed):
    feed.bring_in(today=TODAY)

    result = feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").bring_in(today=LATER)

    assert changed(result) == {"units changed": 1}
    assert result.run.story == [{"what": "unit", "did": "renamed", "name": "Ambulatorium", "was": "Klinik"}]
    assert periods_of("Klinik") == [("Klinik", TODAY, LATER), ("Ambulatorium", LATER, None)]


def test_a_moved_unit_takes_its_subtree_and_its_history_along(feed):
    feed.unit("Team", "Klinik").bring_in(today=TODAY)
    old = unit("Team").path

    result = feed.change(UNITS, "Klinik", Forældreafdelingskode=code("Afsnit")).bring_in(today=LATER)

    assert changed(result) == {"units moved": 1, "units changed": 1}  # the team has another manager above it
    assert unit("Team").path == f"{unit('Afsnit').path}{unit('Klinik').pk}/{unit('Team').pk}/"
    assert list(UnitPeriod.objects.filter(unit=unit("Team")).order_by("valid_from").values_list("path", "valid_to")) == [
        (old, LATER),
        (unit("Team").path, None),
    ]


def test_a_unit_renamed_and_moved_at_once_is_told_as_both(feed):
    feed.bring_in()

    result = feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium", Forældreafdelingskode=code("Afsnit")).bring_in()

    assert changed(result) == {"units moved": 1}
    assert [line["did"] for line in result.run.story] == ["moved", "renamed"]


def test_a_unit_no_longer_told_is_closed_today_and_keeps_its_plans(feed):
    feed.bring_in(today=TODAY)
    plan = DraftFactory(unit=unit("Klinik"))

    result = feed.drop(UNITS, code("Klinik")).bring_in(today=LATER, is_confirmed=True)

    assert changed(result) == {"units closed": 1}
    assert unit("Klinik").valid_to == LATER
    assert periods_of("Klinik") == [("Klinik", TODAY, LATER)]
    plan.refresh_from_db()
    assert plan.unit == unit("Klinik")


def test_a_unit_that_comes_back_goes_on_as_the_same(feed):
    feed.bring_in(today=TODAY)
    row = feed.tables[UNITS][3]
    feed.drop(UNITS, code("Klinik")).bring_in(today=TOMORROW, is_confirmed=True)
    feed.tables[UNITS].append(row)

    result = feed.bring_in(today=LATER)

    assert changed(result) == {"units created": 1}
    assert Unit.objects.count() == 4
    assert unit("Klinik").valid_to is None
    assert periods_of("Klinik") == [("Klinik", TODAY, TOMORROW), ("Klinik", LATER, None)]


def test_a_unit_made_and_closed_on_the_same_day_is_closed_once(feed):
    feed.bring_in()
    row = feed.tables[UNITS][3]
    feed.drop(UNITS, code("Klinik")).bring_in(is_confirmed=True)

    assert changed(feed.bring_in()) == {}
    feed.tables[UNITS].append(row)
    assert changed(feed.bring_in()) == {"units created": 1}
    assert periods_of("Klinik") == [("Klinik", TODAY, None)]


def test_a_closed_unit_follows_when_the_unit_above_moves(feed):
    feed.unit("Team", "Klinik").bring_in(today=TODAY)
    feed.drop(UNITS, code("Team")).bring_in(today=TOMORROW, is_confirmed=True)

    feed.change(UNITS, "Klinik", Forældreafdelingskode=code("Afsnit")).bring_in(today=LATER)

    assert unit("Team").path == f"{unit('Klinik').path}{unit('Team').pk}/"
    assert unit("Team").valid_to == TOMORROW


def test_new_units_can_be_told_to_have_existed_for_long(feed):
    long_ago = date(2024, 1, 1)

    feed.bring_in(since=long_ago)

    assert unit("Klinik").valid_from == long_ago
    assert set(Coverage.objects.values_list("valid_from", flat=True)) == {long_ago}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 7), min_size=8, max_size=8), min_size=2, max_size=4))
def test_random_trees_and_moves_keep_every_path_true(tmp_path, django_db_blocker, orders):
    from django.db import transaction

    with transaction.atomic():
        for turn, parents in enumerate(orders):
            feed = SmallFeed(tmp_path)
            for number, parent in enumerate(parents):
                if parent != 7 or number == 0:
                    feed.unit(f"U{number}", f"U{parent % number}" if number else "Klinik", "LMU" if parent % 2 else "RMU")
            feed.tables[UNITS] = [row for row in feed.tables[UNITS] if _hangs_together(row, feed)]
            result = feed.bring_in(today=TODAY + timedelta(days=turn), is_confirmed=True)
            assert result.run.outcome == Outcome.APPLIED
            for node in Unit.objects.select_related("parent"):
                assert node.path == f"{node.parent.path if node.parent else '/'}{node.pk}/"
            copies = Unit.objects.filter(valid_to=None).values_list("pk", "name", "path", "manager")
            assert set(UnitPeriod.objects.filter(valid_to=None).values_list("unit", "name", "path", "manager")) == set(copies)
        transaction.set_rollback(True)


def _hangs_together(row: dict[str, str], feed: SmallFeed) -> bool:
    known = {other["Afdelingskode"]: other for other in feed.tables[UNITS]}
    while row["Forældreafdelingskode"]:
        if row["Forældreafdelingskode"] not in known:
            return False
        row = known[row["Forældreafdelingskode"]]
    return True


# --- Committees and coverage ----------------------------------------------------------------------------
def test_levels_are_read_from_the_name_else_the_depth(feed):
    feed.committee("Ledermøde på sygehuset", "RMU").committee("Noget helt andet", "AMG 1").bring_in()

    levels = {committee.name: committee.level and committee.level.code for committee in Committee.objects.select_related("level")}
    assert levels == {"RMU": "rmu", "LMU": "lmu", "AMG 1": "amg", "Ledermøde på sygehuset": "vmu", "Noget helt andet": "amg"}


def test_a_level_that_no_rule_fits_is_listed_as_unknown(feed):
    feed.committee("A", "AMG 1").committee("Femte led", "A")

    result = feed.bring_in()

    assert [(p.code, p.line) for p in result.problems] == [("unknown_level", 6)]
    assert Committee.objects.get(name="Femte led").level is None


def test_coverage_ends_and_comes_back(feed):
    feed.bring_in(today=TODAY)
    row = Coverage.objects.get(unit=unit("Afsnit"))
    feed.change(UNITS, "Afsnit", Arbejdsmiljøorganisationkode="")

    assert changed(feed.bring_in(today=LATER)) == {"coverage closed": 1}
    row.refresh_from_db()
    assert row.valid_to == LATER
    feed.change(UNITS, "Afsnit", Arbejdsmiljøorganisationkode=f"{code('AMG 1')},{code('LMU')}")
    assert changed(feed.bring_in(today=LATER)) == {"coverage created": 2}
    row.refresh_from_db()
    assert row.valid_to is None
    assert unit("Afsnit").coverages.count() == 2


# --- People ---------------------------------------------------------------------------------------------
def test_a_person_with_two_employments_is_one_person(feed):
    feed.employ("999", CPRS[3], "Klinik").bring_in()

    assert User.objects.count() == 4
    assert person("301") == person("999")


def test_names_and_mail_follow_the_feed_and_nobody_is_made_twice(feed):
    feed.bring_in()
    before = person("301")

    result = feed.change(ENGAGEMENTS, "301", Efternavn="Gift", Mail="ny@region-eksempel.invalid", Medarbejdernummer="777").bring_in(
        today=LATER
    )

    assert changed(result) == {"people changed": 1, "engagements created": 1, "engagements closed": 1}
    assert person("777") == before
    assert person("777").last_name == "Gift"
    assert User.objects.count() == 4


def test_a_person_without_cpr_is_known_by_number_and_learns_the_cpr_later(feed):
    feed.employ("500", "", "Klinik").bring_in()
    before = person("500")
    assert before.cpr_hash is None

    assert changed(feed.bring_in()) == {}
    result = feed.change(ENGAGEMENTS, "500", CPR=CPRS[4]).bring_in()

    assert changed(result) == {"people changed": 1}
    assert person("500") == before
    assert bytes(person("500").cpr_hash) == cpr.hashed(CPRS[4])


def test_a_number_whose_cpr_turns_out_to_be_another_known_person_is_told_for_review(feed):
    feed.employ("500", "", "Klinik").bring_in(today=TODAY)
    unnamed = person("500")

    result = feed.change(ENGAGEMENTS, "500", CPR=CPRS[3]).bring_in(today=LATER, is_confirmed=True)

    assert [(p.code, p.line) for p in result.problems] == [("two_people", 6)]
    assert person("500") == person("301") != unnamed
    assert changed(feed.bring_in(today=LATER)) == {}


def test_the_cpr_number_is_matched_by_hash_and_readable_only_with_the_key(feed, settings):
    feed.bring_in()
    user = person("301")

    assert CPRS[3].encode() not in bytes(user.cpr_hash) + bytes(user.cpr_encrypted)
    assert cpr.decrypt(user.cpr_encrypted) == CPRS[3]
    assert not user.has_usable_password()
    assert CPRS[3] not in user.username


def test_who_is_no_longer_told_has_left_and_is_kept(feed):
    feed.bring_in(today=TODAY)
    before = person("301")

    result = feed.drop(ENGAGEMENTS, CPRS[3]).bring_in(today=LATER, is_confirmed=True)

    assert changed(result) == {"people closed": 1, "engagements closed": 1}
    assert User.objects.filter(pk=before.pk).exists()
    assert before.engagements.get().valid_to == LATER
    assert changed(feed.bring_in(today=LATER + timedelta(days=1))) == {}


# --- Employments ----------------------------------------------------------------------------------------
def rows_of(number: str) -> list[tuple[str, date, date | None]]:
    return list(Engagement.objects.filter(number=number).order_by("valid_from").values_list("unit__name", "valid_from", "valid_to"))


def test_a_change_of_unit_splits_the_employment_today(feed):
    feed.bring_in(today=TODAY)

    result = feed.change(ENGAGEMENTS, "301", Afdelingskode=code("Klinik")).bring_in(today=LATER, is_confirmed=True)

    assert changed(result) == {"people moved": 1, "engagements moved": 1, "units changed": 1}  # the clinic gets a manager
    assert rows_of("301") == [("Afsnit", date(2015, 1, 1), LATER), ("Klinik", LATER, None)]
    assert set(Engagement.objects.filter(number="301").values_list("hired_on", flat=True)) == {date(2015, 1, 1)}
    assert changed(feed.bring_in(today=LATER + timedelta(days=1))) == {}


def test_a_change_of_title_splits_and_a_change_of_manager_does_not(feed):
    feed.bring_in(today=TODAY)

    feed.change(ENGAGEMENTS, "301", Titel="Afdelingssygeplejerske").change(ENGAGEMENTS, "u200", LedersMedarbejdernummer="")
    result = feed.bring_in(today=LATER)

    assert changed(result)["engagements changed"] == 2
    assert len(rows_of("301")) == 2
    assert len(rows_of("200")) == 1


def test_an_end_in_the_future_and_its_withdrawal_change_one_row(feed):
    feed.bring_in(today=TODAY)
    feed.change(ENGAGEMENTS, "301", Slutdato="2027-01-31").bring_in(today=TOMORROW)
    assert rows_of("301") == [("Afsnit", date(2015, 1, 1), date(2027, 2, 1))]

    feed.change(ENGAGEMENTS, "301", Slutdato="").bring_in(today=LATER)

    assert rows_of("301") == [("Afsnit", date(2015, 1, 1), None)]


def test_a_corrected_start_moves_the_row(feed):
    feed.bring_in(today=TODAY)

    result = feed.change(ENGAGEMENTS, "301", Startdato="2014-06-01").bring_in(today=LATER)

    assert changed(result) == {"engagements changed": 1}
    assert rows_of("301") == [("Afsnit", date(2014, 6, 1), None)]


def test_a_new_hire_under_an_old_number_is_a_second_employment(feed):
    feed.change(ENGAGEMENTS, "301", Slutdato="2020-12-31").bring_in(today=TODAY)
    feed.drop(ENGAGEMENTS, "301").employ("301", CPRS[3], "Klinik", starts="2026-12-01")

    result = feed.bring_in(today=LATER)

    assert changed(result) == {"engagements created": 1}
    assert rows_of("301") == [("Afsnit", date(2015, 1, 1), date(2021, 1, 1)), ("Klinik", date(2026, 12, 1), None)]


def test_an_employment_that_was_left_out_by_mistake_goes_on_when_it_is_back(feed):
    feed.bring_in(today=TODAY)
    row = feed.tables[ENGAGEMENTS][3]
    feed.drop(ENGAGEMENTS, "301").bring_in(today=TOMORROW, is_confirmed=True)
    feed.tables[ENGAGEMENTS].append(row)

    feed.bring_in(today=LATER)

    assert rows_of("301") == [("Afsnit", date(2015, 1, 1), None)]


def test_an_employment_withdrawn_before_it_began_is_gone(feed):
    feed.employ("500", CPRS[4], "Klinik", starts="2027-01-01").bring_in(today=TODAY)
    assert rows_of("500")

    feed.drop(ENGAGEMENTS, "500").bring_in(today=LATER, is_confirmed=True)

    assert rows_of("500") == []


# --- Seats ----------------------------------------------------------------------------------------------
def test_role_words_are_read_in_any_case_and_unknown_ones_are_kept_and_told(feed):
    feed.seat(CPRS[0], "RMU", "FORMAND").seat(CPRS[0], "RMU", "Bisidder", union="FOA")

    result = feed.bring_in()

    assert Seat.objects.get(role_word="FORMAND").role == "chair"
    assert Seat.objects.get(role_word="Bisidder").role == "other"
    assert [(p.code, p.line) for p in result.problems] == [("unknown_role", 6)]
    assert result.run.outcome == Outcome.APPLIED


def test_a_seat_of_somebody_never_employed_is_left_out_and_told(feed):
    result = feed.seat(CPRS[5], "RMU", "Medlem").bring_in()

    assert [(p.code, p.line) for p in result.problems] == [("seat_without_person", 5)]
    assert Seat.objects.count() == 3


def test_a_seat_no_longer_told_ends_today(feed):
    feed.bring_in(today=TODAY)

    result = feed.drop(SEATS, "AMR").bring_in(today=LATER, is_confirmed=True)

    assert changed(result) == {"seats closed": 1}
    assert Seat.objects.get(role="amr").valid_to == LATER


# --- What stops an import -------------------------------------------------------------------------------
def test_one_problem_refuses_the_whole_feed_and_is_kept_with_the_run(feed):
    feed.bring_in()
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").change(SEATS, "AMR", Hverv="")
    before = rows_written()

    result = feed.bring_in()

    assert rows_written() == before
    assert result.run.outcome == Outcome.REFUSED
    assert result.run.problems == [{"file": SEATS, "line": 3, "code": "missing_value", "params": {"column": "Hverv"}}]


def test_a_trial_tells_and_changes_nothing(feed):
    before = rows_written()

    result = feed.bring_in(is_trial=True)

    assert rows_written() == before
    assert changed(result)["units created"] == 4
    assert result.run.outcome == Outcome.DRY_RUN


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: f.drop(UNITS, code("Klinik")), ["units_closed"]),
        (lambda f: f.change(ENGAGEMENTS, "301", Afdelingskode=code("Klinik")), ["people_moved"]),
        (lambda f: f.drop(ENGAGEMENTS, "301"), ["people_left"]),
        (lambda f: f.drop(SEATS, "AMR"), ["seats_closed"]),
    ],
)
def test_a_change_beyond_the_limit_waits_for_a_yes(feed, change, expected):
    feed.bring_in(today=TODAY)
    change(feed)
    before = rows_written()

    stopped = feed.bring_in(today=LATER)

    assert [excess.what for excess in stopped.excesses] == expected
    assert stopped.run.outcome == Outcome.STOPPED
    assert rows_written() == before
    assert feed.bring_in(today=LATER, is_confirmed=True).run.outcome == Outcome.APPLIED


def test_the_limits_are_the_regions_own(feed, settings):
    feed.bring_in(today=TODAY)
    settings.IMPORT_BRAKE_UNITS_CLOSED = 25.0

    assert feed.drop(UNITS, code("Klinik")).bring_in(today=LATER).run.outcome == Outcome.APPLIED


# --- Rights, in the same transaction --------------------------------------------------------------------
def test_rights_follow_in_the_same_transaction(feed):
    feed.bring_in()

    assert set(RoleHolding.objects.values_list("user__engagements__number", "role", "unit__name")) == {
        ("100", "manager", "Hospital"),
        ("200", "manager", "Afsnit"),
        ("100", "manager", "Klinik"),
        ("300", "group_leader", "Afsnit"),
        ("301", "amr", "Afsnit"),
        ("200", "committee_chair", "Hospital"),
        ("200", "committee_chair", "Afsnit"),
    }
    assert UnitUserPermission.objects.exists()


# --- CPR numbers ----------------------------------------------------------------------------------------
def test_no_cpr_number_reaches_a_run_or_a_log(feed, caplog):
    caplog.set_level("DEBUG")
    feed.bring_in()
    feed.change(ENGAGEMENTS, "301", Startdato=CPRS[3]).change(SEATS, "AMR", Slutdato=CPRS[0]).bring_in()

    kept = " ".join(f"{run.counts} {run.story} {run.problems} {run.source}" for run in FeedRun.objects.all())
    told = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert FeedRun.objects.count() == 2
    for number in CPRS:
        assert number not in kept
        assert number not in told
    assert not re.search(r"\d{6}-\d{4}", kept)
