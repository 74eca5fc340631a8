"""The house that is attacked, and files that end with the test."""

import copy
import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import transaction
from django.test import override_settings

from safetynet.common import clock
from tests.factories import NOW, make_person
from tests.security.house import House, build_house


def storages_in(folder: Path) -> dict[str, dict[str, object]]:
    default = installed.STORAGES["default"] | {"OPTIONS": {"location": str(folder)}}
    return installed.STORAGES | {"default": default}


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals are expected; what was not is in the assertion."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.STORAGES = storages_in(tmp_path)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[House, Path]]:
    """The house with its files, built once for a file of tests and taken away again. No test beside it may be `transaction=True`."""
    folder = tmp_path_factory.mktemp("house")
    with ExitStack() as stack:
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as day, override_settings(STORAGES=storages_in(folder)):
            day.setattr(clock, "now", lambda: NOW)
            stack.enter_context(transaction.atomic())
            house = build_house(make_person)
        yield house, folder
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            stack.close()


@pytest.fixture
def house(built, db, tmp_path) -> House:
    """As it was built: what an earlier test wrote is rolled back, what it changed in memory or in a file was its own copy."""
    house, folder = built
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return copy.deepcopy(house)
