"""A feed that turns half the region round loses nothing, and can be taken back for 24 hours."""

import shutil
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from actionplans.models import ActionPlan
from orgstructure.feed.reader import COLUMNS
from orgstructure.feed.rows import ENGAGEMENTS, SEATS, UNITS
from orgstructure.feed.tables import read_table
from orgstructure.models import (
    Committee,
    Engagement,
    FeedRun,
    HandAct,
    Reorganisation,
    ReorganisationLine,
    RoleHolding,
    Seat,
    Unit,
    UnitUserPermission,
    User,
)
from safetynet.common import clock
from safetynet.operations import feed_undo
from safetynet.operations.ownerless import ownerless
from tests.factories import TODAY, CertificateFactory, DraftFactory, ElectionFactory, MeasureFactory, PlanFactory, UserFactory
from tests.orgstructure.feeds import CPRS, REGION, SmallFeed, bring_in, code

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def tables() -> dict[str, list[tuple[object, ...]]]:
    """Everything an import may touch, as it stands; grants without their keys, plans without the count of their versions."""
    found = {}
    with connection.cursor() as cursor:
        for table, model in feed_undo.TABLES.items():
            columns = ", ".join(f'"{c}"' for c in feed_undo.columns_of(model))
            cursor.execute(f'SELECT id, {columns} FROM "{table}" ORDER BY id')  # noqa: S608  names from the models
            found[table] = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]
    grants = UnitUserPermission.objects.values_list("user", "permission", "content_object", "reach", "until")
    return found | {"grants": sorted(grants, key=str)}


def take_back(run: FeedRun, **how: object) -> FeedRun:
    return feed_undo.undo(
        run, **{"by": run.by or User.objects.earliest("pk"), "now": run.finished_at + timedelta(hours=1), "today": TOMORROW} | how
    )


@pytest.fixture
def feed(tmp_path) -> SmallFeed:
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    return feed


def turned_round(folder) -> SmallFeed:
    """The example region with 30 units moved, 5 closed, 2 merged into one, and 200 people gone."""
    shutil.copytree(REGION, folder, dirs_exist_ok=True)
    feed = SmallFeed(folder)
    feed.tables = {file: [row.fields for row in read_table(folder, file, columns, [])] for file, columns in COLUMNS.items()}
    units = feed.tables[UNITS]
    root = next(row["Afdelingskode"] for row in units if not row["Forældreafdelingskode"])
    parents = Counter(row["Forældreafdelingskode"] for row in units)
    leaves = [row for row in units if not parents[row["Afdelingskode"]] and row["Forældreafdelingskode"] != root]
    gone, merged, moved = leaves[:5], leaves[5:7], leaves[7:37]
    into = leaves[40]["Afdelingskode"]
    for row in moved:
        row["Forældreafdelingskode"] = root
    lost = {row["Afdelingskode"] for row in (*gone, *merged)}
    feed.tables[UNITS] = [row for row in units if row["Afdelingskode"] not in lost]
    for row in feed.tables[ENGAGEMENTS]:
        if row["Afdelingskode"] in lost:
            row["Afdelingskode"] = into
    leading = {row["LedersMedarbejdernummer"] for row in feed.tables[ENGAGEMENTS]}
    away = {row["CPR"] for row in [one for one in feed.tables[ENGAGEMENTS] if one["Medarbejdernummer"] not in leading][::8][:200]}
    feed.tables[ENGAGEMENTS] = [row for row in feed.tables[ENGAGEMENTS] if row["CPR"] not in away]
    feed.tables[SEATS] = [row for row in feed.tables[SEATS] if row["CPR"] not in away]
    left = {row["Medarbejdernummer"] for row in feed.tables[ENGAGEMENTS]}
    for row in feed.tables[ENGAGEMENTS]:
        if row["LedersMedarbejdernummer"] not in left:
            row["LedersMedarbejdernummer"] = ""
    return feed


def test_a_feed_that_moves_30_units_closes_5_merges_2_and_loses_200_people_loses_no_plan_and_can_be_taken_back(tmp_path):
    bring_in()
    for engagement in Engagement.objects.order_by("number").select_related("user", "unit")[::9]:
        plan = PlanFactory(unit=engagement.unit, owner=engagement.user)
        MeasureFactory(plan=plan, responsible=engagement.user)
        DraftFactory(unit=engagement.unit, owner=engagement.user)
    before, plans = tables(), set(ActionPlan.objects.values_list("pk", "status"))

    second = turned_round(tmp_path).bring_in(today=TOMORROW, is_confirmed=True)

    counts = second.run.counts
    assert (counts["units"]["moved"], counts["units"]["closed"], counts["people"]["closed"]) == (30, 7, 200)
    assert set(ActionPlan.objects.values_list("pk", "status")) == plans
    named = {plan.pk for one in ownerless(TOMORROW) if one.decides for plan in one.plans}
    assert set(ActionPlan.objects.orphaned(TOMORROW).values_list("pk", flat=True)) == named
    assert not Seat.objects.current(TOMORROW).filter(user__in=User.objects.departed(TOMORROW)).exists()
    assert not UnitUserPermission.objects.filter(user__in=User.objects.departed(TOMORROW)).exists()
    assert tables() != before

    run = take_back(second.run)

    assert run.kept_back == []
    assert tables() == before


def test_the_first_feed_of_all_can_be_taken_back_too(feed):
    take_back(FeedRun.objects.get(), today=TODAY, by=UserFactory())

    assert [Unit.objects.count(), Engagement.objects.count(), Seat.objects.count()] == [0, 0, 0]


def test_whoever_came_with_the_feed_may_take_it_back_and_stays(feed):
    manager = User.objects.get(engagements__number="100")

    run = take_back(FeedRun.objects.get(), today=TODAY, by=manager)

    assert run.undone_by == manager
    assert list(User.objects.filter(kind=User.Kind.PERSON)) == [manager]


def test_what_changed_after_the_feed_stays_and_is_listed(feed):
    feed.change(UNITS, "Afsnit", Afdelingsnavn="Afsnit 2").change(UNITS, "Klinik", Afdelingsnavn="Klinik 2")
    run = feed.bring_in(today=TOMORROW).run
    Unit.objects.filter(source_key=code("Klinik")).update(name="Ambulatorium")

    run = take_back(run)

    assert set(Unit.objects.values_list("name", flat=True)) == {"Region", "Hospital", "Afsnit", "Ambulatorium"}
    assert [line["name"] for line in run.kept_back if line["what"] == "unit"] == ["Klinik 2"]


def test_a_new_unit_that_got_a_plan_since_stays_with_all_that_hangs_on_it(feed):
    feed.unit("Ny", "Hospital").employ("400", CPRS[4], "Ny", manager="200")
    run = feed.bring_in(today=TOMORROW).run
    PlanFactory(unit=Unit.objects.get(name="Ny"), owner=User.objects.get(engagements__number="200"))

    run = take_back(run)

    assert Unit.objects.get(name="Ny").periods.count() == 1
    assert Engagement.objects.filter(number="400").exists()
    assert {"what": "unit", "name": "Ny", "person": None} in run.kept_back


def test_a_second_feed_that_changed_the_same_rows_is_not_overwritten(feed):
    feed.change(UNITS, "Afsnit", Afdelingsnavn="Afsnit 2")
    run = feed.bring_in(today=TOMORROW).run
    feed.change(UNITS, "Afsnit 2", Afdelingsnavn="Afsnit 3").bring_in(today=TOMORROW)

    run = take_back(run)

    assert Unit.objects.get(source_key=code("Afsnit")).name == "Afsnit 3"
    assert [line["name"] for line in run.kept_back] == ["Afsnit 2"]


def test_after_24_hours_or_a_second_time_nothing_is_taken_back(feed):
    run = feed.change(UNITS, "Afsnit", Afdelingsnavn="Afsnit 2").bring_in(today=TOMORROW).run

    with pytest.raises(feed_undo.CannotUndoError):
        take_back(run, now=run.finished_at + timedelta(hours=24))
    take_back(run)
    with pytest.raises(feed_undo.CannotUndoError):
        take_back(run)
    assert Unit.objects.get(source_key=code("Afsnit")).name == "Afsnit"


def test_every_table_that_a_reading_writes_is_kept_or_follows_from_what_is_kept(tmp_path):
    bring_in()
    for engagement in Engagement.objects.order_by("number").select_related("user", "unit")[::9]:
        MeasureFactory(plan=PlanFactory(unit=engagement.unit, owner=engagement.user), responsible=engagement.user)
    before = written()

    turned_round(tmp_path).bring_in(today=TOMORROW, is_confirmed=True)

    touched = {table for table, number in written().items() if number != before.get(table, 0)}
    follows = {UnitUserPermission._meta.db_table, FeedRun._meta.db_table, "orgstructure_feedchange", "pghistory_context"}
    traces = {table for table in touched if table.endswith("event")}
    mails = {"common_outboxmail", "actionplans_planmail"}  # what was sent stays sent
    assert touched - follows - traces - mails <= set(feed_undo.TABLES)


def written() -> dict[str, int]:
    """Rows inserted, updated and deleted in this transaction, by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


@pytest.mark.parametrize("is_taken_up_by", ["election", "training", "hand act", "role by hand", "deputy", "seat by hand", "reorganisation"])
def test_what_a_newer_row_points_at_stays_and_is_listed(feed, is_taken_up_by):
    feed.unit("Ny", "Hospital", "AMG 2").committee("AMG 2", "LMU").employ("400", CPRS[4], "Ny", manager="200")
    feed.seat(CPRS[4], "AMG 2", "AMR")
    run = feed.bring_in(today=TOMORROW).run
    unit, group, person = Unit.objects.get(name="Ny"), Committee.objects.get(name="AMG 2"), User.objects.get(engagements__number="400")
    by = User.objects.get(engagements__number="200")
    role = {"source": "manual", "by": UserFactory(), "reason": "Aftalt", "valid_from": TOMORROW, "valid_to": TOMORROW + timedelta(days=30)}
    make = {
        "election": lambda: ElectionFactory(committee=group),
        "training": lambda: CertificateFactory(user=person),
        "hand act": lambda: HandAct.objects.create(verb=HandAct.Verb.values[0], committee=group, reason="Aftalt", by=by, at=clock.now()),
        "role by hand": lambda: RoleHolding.objects.create(user=by, unit=unit, role="coordinator", **role),
        "deputy": lambda: RoleHolding.objects.create(user=by, unit=unit, role="amr", **role | {"source": "deputy", "deputy_for": person}),
        "seat by hand": lambda: Seat.objects.create(user=by, committee=group, role="leader", origin="hand", valid_from=TOMORROW),
        "reorganisation": lambda: ReorganisationLine.objects.create(
            reorganisation=Reorganisation.objects.create(by=by, drafted_at=clock.now()), unit=unit, kind="close"
        ),
    }
    make[is_taken_up_by]()

    run = take_back(run)

    connection.check_constraints()
    assert run.kept_back
    stayed = {
        "unit": Unit.objects.filter(name="Ny"),
        "committee": Committee.objects.filter(name="AMG 2"),
        "person": User.objects.filter(pk=person.pk),
    }
    assert {line["what"] for line in run.kept_back} >= {what for what, rows in stayed.items() if rows.exists()}
    assert any(rows.exists() for rows in stayed.values())
    assert person.first_name not in str(run.kept_back)


def test_a_run_that_changed_nothing_keeps_no_rows_and_offers_no_undo(feed):
    run = feed.bring_in(today=TOMORROW).run

    assert run.changes.count() == 0
    assert not run.may_be_undone(clock.now())
