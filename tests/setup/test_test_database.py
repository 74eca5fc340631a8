"""The database of the tests: migrated again exactly when it must be, and as migrated after each test that commits."""

import re
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session

from actionplans.models import Theme
from safetynet.common.local.places import BASE_DIR
from tests.database import DECIDES, fingerprint, put_back
from tests.factories import NOW, ClosedPlanFactory, CommentFactory, MeasureFactory, PlanFactory
from tests.security.house import everything_kept

OURS = re.compile(
    r"^\s*(?:from|import) ((?:safetynet|orgstructure|actionplans|apv|injuries|annualcycle)[\w.]*)(?: import (\w+))?", re.MULTILINE
)


def test_it_is_migrated_anew_when_a_migration_a_model_or_a_right_changes_and_not_when_a_page_does(tmp_path):
    names = ("app/migrations/0001_initial.py", "app/models/plans.py", "safetynet/common/grants.py", "requirements/dev.txt", "app/views.py")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    changed = {}
    for name in names:
        before = fingerprint(tmp_path)
        (tmp_path / name).write_text("x = 1")
        changed[name] = fingerprint(tmp_path) != before

    assert changed == dict.fromkeys(names[:-1], True) | {"app/views.py": False}


def test_the_migrations_ask_nothing_that_does_not_decide():
    seen = {file for pattern in DECIDES for file in BASE_DIR.glob(pattern)}
    migrations = [file for file in seen if file.parent.name == "migrations"]
    asked = {match.groups(default="") for file in migrations for match in OURS.finditer(file.read_text(encoding="utf-8"))}

    assert len(migrations) > 40
    assert len(asked) > 3
    for part, name in asked:
        one, other = (BASE_DIR / path.replace(".", "/") for path in (part, f"{part}.{name}"))
        assert {one.with_suffix(".py"), other.with_suffix(".py")} & seen, (part, name)


@pytest.mark.django_db(transaction=True)
def test_whatever_a_test_commits_everything_is_as_the_migrations_left_it_afterwards():
    before = everything_kept()
    MeasureFactory(plan=PlanFactory())
    CommentFactory(plan=ClosedPlanFactory(), by=ClosedPlanFactory().owner)
    Theme.objects.filter(code="noise").update(code="din")
    Theme.objects.filter(code="lifting").delete()
    Permission.objects.filter(codename="edit_plans").delete()
    Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=NOW)
    written = {table for table, mark in everything_kept().items() if mark != before[table]}

    put_back()

    assert {"actionplans_actionplan", "actionplans_theme", "auth_permission", "orgstructure_unit"} <= written
    assert everything_kept() == before
    assert not Session.objects.exists()
