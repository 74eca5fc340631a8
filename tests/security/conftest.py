"""The house that is attacked, and files that end with the test."""

import logging

import pytest

from tests.security.house import House, build_house


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals are expected; what was not is in the assertion."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def house(db, person_with) -> House:
    return build_house(person_with)
