"""The menu: what each reader finds there."""

import pytest
from django.template import Context, Template

from safetynet.common import navigation


@pytest.fixture
def all_routes_exist(monkeypatch):
    monkeypatch.setattr(navigation, "address", lambda route: f"/{route}/")


def test_a_place_that_needs_a_right_shows_only_to_who_holds_it(all_routes_exist):
    seen = [item.url for item in navigation.menu("start", rights=())]
    more = [item.url for item in navigation.menu("start", rights={"operate"})]
    assert seen == ["/start/", "/plan-list/", "/injury-start/", "/overview/", "/organisation/", "/year-start/"]
    assert more == [*seen, "/operation/"]


@pytest.mark.parametrize(("page", "place"), [("start", "/start/"), ("plan-detail", "/plan-list/"), ("unit-detail", "/organisation/")])
def test_the_menu_shows_where_the_reader_stands(all_routes_exist, page, place):
    assert [item.url for item in navigation.menu(page, rights=()) if item.is_current] == [place]


def test_a_place_without_a_page_is_left_out():
    assert navigation.address("no-such-route") == ""


@pytest.mark.parametrize(("name", "letters"), [("Mette Skov Jensen", "MJ"), ("Ørsted", "Ø"), ("", "")])
def test_initials_are_of_the_first_and_last_name(name, letters):
    assert Template("{{ name|initials }}").render(Context({"name": name})) == letters


def test_a_state_is_said_in_words_and_escaped():
    html = Template("{% status state label %}").render(Context({"state": "not_carried_out", "label": "<b>Ikke"}))
    assert "status-not-carried-out" in html
    assert "&lt;b&gt;Ikke" in html
