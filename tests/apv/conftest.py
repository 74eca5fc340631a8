"""What the tests of surveys share."""

import pytest
from django.core.cache import caches

from tests.apv.survey_house import Survey, make_survey


@pytest.fixture
def survey(db) -> Survey:
    """A round that takes answers today."""
    caches["process"].clear()
    return make_survey()
