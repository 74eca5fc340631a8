"""The feed from file to rights."""

from pathlib import Path

import pytest
from django.db import connection

from orgstructure.models import Committee, Engagement, FeedRun, RoleHolding, Seat, Unit, UnitUserPermission
from safetynet.common import clock
from safetynet.operations.organisation import ImportResult, import_organisation
from tests.factories import TODAY

REGION = Path(__file__).resolve().parents[2] / "docs/examples/region-eksempel"
pytestmark = pytest.mark.django_db


def bring_in(folder: Path = REGION, **how: object) -> ImportResult:
    return import_organisation(folder, **{"today": TODAY, "now": clock.now} | how)


def rows_written() -> int:
    """Inserts, updates and deletes in this transaction, in every table but the list of runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> 'orgstructure_feedrun'"
        )
        return int(cursor.fetchone()[0])


def test_the_example_region_comes_in_as_it_is():
    result = bring_in()

    assert result.run.outcome == FeedRun.Outcome.APPLIED
    assert {part: counts["created"] for part, counts in result.run.counts.items()} == {
        "units": 109,
        "committees": 109,
        "coverage": 108,
        "people": 1756,
        "engagements": 1756,
        "seats": 423,
    }
    assert (Unit.objects.count(), Engagement.objects.count(), Committee.objects.count(), Seat.objects.count()) == (109, 1756, 109, 423)
    assert result.problems == ()


def test_the_same_feed_twice_changes_no_row():
    bring_in()
    before = rows_written()

    result = bring_in()

    assert rows_written() == before
    assert result.difference.is_empty
    assert result.run.counts["engagements"] == {"created": 0, "changed": 0, "moved": 0, "closed": 0, "unchanged": 1756}


def test_the_number_of_queries_does_not_follow_the_number_of_people(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        bring_in()


def test_rights_follow_from_managers_and_seats():
    bring_in()

    assert RoleHolding.objects.filter(role="manager").count() == 108
    assert RoleHolding.objects.filter(role="amr").exists()
    assert UnitUserPermission.objects.filter(permission__codename="view_closed_plans", reach="subtree").count() == 0
