"""The purpose is chosen beforehand by role; the administrator says another one with one click (A3-06)."""

import pytest

from injuries.models import CaseRead

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "asked", "logged"), [
    ("administrator", "", "reporting"), ("administrator", "absence", "absence"), ("administrator", "nonsense\x00", "reporting"),
    ("manager", "", "signing"), ("manager", "absence", "signing"), ("injured", "control", "own_case"), ("amr", "", "prevention"),
])  # fmt: skip
def test_the_log_says_the_roles_purpose_or_the_administrators_choice(house, client_of, who, asked, logged):
    client_of(getattr(house, who)).get(house.case.get_absolute_url(), {"purpose": asked} if asked else {})

    assert CaseRead.objects.order_by("pk").first().purpose == logged


def test_the_administrator_finds_the_other_purposes_on_the_page_and_the_manager_does_not(house, client_of):
    assert "?purpose=absence" in client_of(house.administrator).get(house.case.get_absolute_url()).text
    assert "?purpose=" not in client_of(house.manager).get(house.case.get_absolute_url()).text
