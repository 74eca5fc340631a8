"""What must hold for every page, setting and job, however many there will be."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver
from psycopg2.extensions import connection as psycopg2_connection

from safetynet.celery import app
from safetynet.common.grants import EXCEPTIONS, history_tables
from safetynet.common.local.places import BASE_DIR

NOT_OURS = ("django.", "whitenoise.")
TEMPLATES = BASE_DIR / "templates"
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def every_route(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address pattern with its view, included ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_route(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def test_every_view_declares_its_policy():
    silent = [
        route
        for route, pattern in every_route()
        if not hasattr(pattern.callback, "policy") and not pattern.callback.__module__.startswith(NOT_OURS)
    ]
    assert silent == []


def test_no_address_is_open_to_strangers_without_a_reason():
    for route, pattern in every_route():
        if not getattr(pattern.callback, "login_required", True) and not pattern.callback.__module__.startswith(NOT_OURS):
            assert pattern.callback.policy.startswith("public: "), route


def test_every_scheduled_job_exists():
    app.loader.import_default_modules()
    missing = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - set(app.tasks)
    assert missing == set()


def test_the_django_admin_is_not_installed():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.django_db
def test_the_database_driver_is_psycopg2():
    connection.ensure_connection()
    assert isinstance(connection.connection, psycopg2_connection)


@pytest.mark.django_db
def test_no_migration_is_missing(capsys: pytest.CaptureFixture[str]):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["safetynet_web", "safetynet_worker"])
def test_traces_can_be_added_to_and_read_but_never_changed(role: str):
    from django.db import ProgrammingError, transaction

    for statement in (
        "UPDATE actionplans_planmove SET verb = 'x'",
        "DELETE FROM actionplans_deadlinechange",
        "DELETE FROM actionplans_actionplanevent",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
            cursor.execute("SELECT count(*) FROM actionplans_planmove")


def test_nothing_that_cannot_be_deleted_hangs_on_what_can():
    """A cascade into a table that web may only add to would turn the deletion of a draft into an error page."""
    held = set(EXCEPTIONS) | set(history_tables())
    hanging = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.db_table in held
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is models.CASCADE
        and field.related_model._meta.db_table not in held
    ]
    assert hanging == []


def test_a_form_in_a_part_that_gets_only_what_it_is_given_is_given_its_token():
    """`only` cuts the token off, and the form would be refused in a browser, which the test client never notices."""
    texts = {str(file.relative_to(TEMPLATES)): file.read_text() for file in TEMPLATES.rglob("*.html")}
    parts = {name: INCLUDED.findall(text) for name, text in texts.items()}

    def asks(name: str) -> bool:
        passed_on = [part for part, words in parts.get(name, []) if not words.rstrip().endswith("only")]
        return "{% csrf_token %}" in texts.get(name, "") or any(asks(part) for part in passed_on)

    cut_off = [
        f"{name}: {part}"
        for name, included in parts.items()
        for part, words in included
        if words.rstrip().endswith("only") and "csrf_token=csrf_token" not in words and asks(part)
    ]
    assert cut_off == []
