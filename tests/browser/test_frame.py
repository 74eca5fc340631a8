"""The frame every page stands in: seen at a desk, on a phone, by keyboard, without JavaScript."""

import pytest

from tests.factories import EngagementFactory, UnitFactory, UserFactory


@pytest.fixture
def reader(transactional_db):
    user = UserFactory(first_name="Birgit", last_name="Lund")
    EngagementFactory(user=user, unit=UnitFactory(name="Medicinsk afsnit M2"))
    return user


def test_axe_finds_nothing_on_the_page_of_components(reader, page_as, axe):
    page = page_as(reader)
    page.goto("/components/")

    axe(page)
