"""The demo's database is made, left alone when it is finished, and made again when it is half finished or old."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from orgstructure.models import User
from safetynet.common.local import places
from safetynet.operations.management.commands import prepare_demo
from tests.factories import UserFactory


@pytest.fixture
def as_demo(db, settings, monkeypatch):
    """The test's own database in the place of the demo's, without the seed: its work is another test's."""
    settings.DEMO = True
    monkeypatch.setattr(prepare_demo, "_fill", lambda: None)
    here = places.postgres(test=True)
    monkeypatch.setattr(prepare_demo.places, "postgres", lambda *, test: here)
    UserFactory(username="was-here-before")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def prepare():
    """What it said."""
    said = io.StringIO()
    call_command("prepare_demo", stdout=said)
    return said.getvalue()


def finish():
    prepare_demo._execute(f"COMMENT ON SCHEMA public IS '{prepare_demo.COMPLETE}'")


def test_a_finished_database_is_left_alone(as_demo):
    finish()

    assert prepare() == ""
    assert User.objects.filter(username="was-here-before").exists()


def test_a_half_finished_database_is_made_again_and_says_so(as_demo):
    assert "half finished: it is made again" in prepare()

    assert not User.objects.filter(username="was-here-before").exists()
    assert prepare() == ""


def test_a_database_older_than_the_code_is_made_again_and_says_so(as_demo):
    finish()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'actionplans' AND name LIKE '0001%'")

    assert "older than the code: it is made again" in prepare()
    assert not User.objects.filter(username="was-here-before").exists()


def test_a_configured_database_that_holds_something_is_never_emptied(as_demo, monkeypatch):
    elsewhere = places.PostgresPlace(places.VAR_DIR, places.VAR_DIR / "elsewhere", disposable=False)
    monkeypatch.setattr(prepare_demo.places, "postgres", lambda *, test: elsewhere)

    with pytest.raises(CommandError, match="The demo needs an empty one"):
        prepare()
    assert User.objects.filter(username="was-here-before").exists()


def test_only_the_demo_is_prepared_like_this(as_demo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match=r"Production: manage\.py migrate"):
        prepare()
    assert User.objects.filter(username="was-here-before").exists()
