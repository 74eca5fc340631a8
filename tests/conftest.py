"""Personas and clocks for every test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import psycopg2.errors
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.client import ClientHandler
from hypothesis import HealthCheck, settings

from orgstructure.models import User
from safetynet.common import clock
from safetynet.common.management.commands.compile_catalogs import compile_catalogs
from tests import database
from tests.crashes import pytest_handlecrashitem, pytest_xdist_make_scheduler  # noqa: F401  hooks of the run
from tests.factories import NOW, make_person


def pytest_configure() -> None:
    """The pages are asked in Danish, so the translations must be there before anything is loaded; and no test watches the clock."""
    compile_catalogs()
    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long ones first, so that the processes which share the tests end together; the browser's last, as its loop stays in the thread."""
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, item.get_closest_marker("slow") is None))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """Instead of pytest-django's: a copy of a database that is migrated only when the migrations have changed."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            stack.enter_context(database.own_copy(keep=request.config.option.reuse_db))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.put_back())
        yield
        with django_db_blocker.unblock():
            stack.close()


type_person_with = Callable[..., User]


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on Sunday 22 November 2026, 10 o'clock in Copenhagen."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _pages_are_served_by_the_web_role(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test client asks is answered with the rights of the web process, not with the owner's (common/grants.py)."""
    answer = ClientHandler.__call__

    def as_web(self, environ):
        if connection.connection is None or connection.connection.closed:
            return answer(self, environ)
        _set_role("safetynet_web")
        try:
            return answer(self, environ)
        finally:
            if connection.connection is not None and not connection.connection.closed:
                _set_role("NONE")

    monkeypatch.setattr(ClientHandler, "__call__", as_web)


def _set_role(role: str) -> None:
    """Past Django, so that it is not counted as a query of the page; not possible in a transaction that has failed."""
    with suppress(psycopg2.errors.InFailedSqlTransaction), connection.connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


@pytest.fixture
def person_with(db: None) -> type_person_with:
    """`make_person`, for a test that writes to the database."""
    return make_person


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A signed-in test client for the person."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="orgstructure.signin.EngagementBackend")
        return client

    return make
