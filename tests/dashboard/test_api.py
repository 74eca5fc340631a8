"""What other systems read: with a token, below its unit, and in words a program and its people understand."""

import hashlib
import uuid
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgstructure.gap_facts import of_unit
from orgstructure.gaps import gaps_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.dashboard.api import tokens
from safetynet.dashboard.api.views import document
from safetynet.dashboard.models import ApiToken, ApiTokenAct
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LISTS = ("units", "committees", "seats")


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospitalet", parent=UnitFactory(name="Regionen"))


@pytest.fixture
def ward(hospital):
    return UnitFactory(name="Afsnit A", parent=hospital, p_number="1003", manager=UserFactory(first_name="Karen", last_name="Holm"))


@pytest.fixture
def group(ward):
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG A")).committee
    SeatFactory(committee=group, user=UserFactory(first_name="Ole", last_name="Bro"), union="FOA")
    return group


@pytest.fixture
def elsewhere():
    """Another hospital with everything that could leak."""
    unit = UnitFactory(name="Det andet hospital")
    SeatFactory(committee=CoverageFactory(unit=unit, committee=CommitteeFactory(name="AMG B")).committee)
    return unit


def issue(unit: Unit, **given):
    said = {"name": "Intranet", "reason": "telefonbogen", "last_day": TODAY + timedelta(days=30), "now": NOW, "today": TODAY}
    said |= {"by": UserFactory(), "submission_id": uuid.uuid4()}
    return tokens.issue(unit=unit, **said | given)


@pytest.fixture
def ask(hospital):
    """Ask with a token on the hospital."""
    secret = issue(hospital)

    def asked(address, *, token=secret, method="get", **headers):
        return getattr(Client(), method)(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}", **headers})

    return asked


def names(answer):
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["rows"]]


def test_a_token_reads_the_units_below_its_own_and_no_others(ask, ward, elsewhere):
    row = ask("units/").json()["rows"][1]

    assert names(ask("units/")) == ["Hospitalet", "Afsnit A"]
    assert row == {
        "id": ward.pk, "key": str(ward.source_key), "name": "Afsnit A", "parent": ward.parent_id, "level": 2, "p_number": "1003",
        "manager": "Karen Holm", "valid_from": "2015-01-01", "valid_to": None,
    }  # fmt: skip


def test_units_are_those_of_the_day_asked_for(ask, ward):
    renamed = date(2026, 1, 1)
    ward.periods.update(valid_to=renamed)
    ward.periods.create(name="Afsnit A1", parent=None, path=f"/{ward.pk}/", valid_from=renamed)

    assert names(ask("units/?on=2025-12-31")) == ["Hospitalet", "Afsnit A"]
    assert names(ask("units/?on=2026-01-01")) == ["Hospitalet"]


def test_committees_tell_what_they_cover_of_what_the_token_reads(ask, group, ward, elsewhere):
    CoverageFactory(unit=elsewhere, committee=group)

    (row,) = ask("committees/").json()["rows"]

    assert (row["name"], row["units"], row["is_group"]) == ("AMG A", [ward.pk], True)


def test_seats_name_who_sits_and_tell_neither_union_nor_contact(ask, group, elsewhere):
    answer = ask("seats/")

    (row,) = answer.json()["rows"]
    assert (row["name"], row["role"], row["chosen"], row["committee"]) == ("Ole Bro", "amr", "elected", group.pk)
    assert b"FOA" not in answer.content
    assert b"invalid" not in answer.content


def test_a_seat_that_has_ended_is_told_of_its_own_days_only(ask, group):
    group.seats.update(valid_to=TODAY)

    assert ask("seats/").json()["rows"] == []
    assert names(ask(f"seats/?on={TODAY - timedelta(days=1)}")) == ["Ole Bro"]


def test_figures_are_those_of_the_page(ask, ward, client_of, person_with):
    PlanFactory(unit=ward)
    page = client_of(person_with(on=ward)).get(f"/api/v1/figures/{ward.pk}/?on=2026-11-20")

    assert ask(f"units/{ward.pk}/figures/?on=2026-11-20").json() == page.json()
    assert page.json()["now"]["plans"]["open"] == 1


def test_figures_of_a_committee_are_there_when_the_token_reaches_all_it_covers(ask, group, elsewhere):
    assert ask(f"committees/{group.pk}/figures/").json()["level"]["name"] == "AMG A"

    CoverageFactory(unit=elsewhere, committee=group)

    assert ask(f"committees/{group.pk}/figures/").status_code == 404


@pytest.mark.parametrize("address", ["units/{}/figures/", "units/{}/gaps/", "committees/{}/figures/"])
def test_what_lies_outside_the_token_answers_as_what_is_not_there(ask, elsewhere, address):
    there = elsewhere.pk if "units" in address else elsewhere.coverages.get().committee_id

    outside, missing = ask(address.format(there)), ask(address.format(10**12))

    assert outside.status_code == missing.status_code == 404
    assert outside.content == missing.content


def test_gaps_are_those_of_the_page_read_part_by_part(ask, ward, hospital, elsewhere):
    EngagementFactory.create_batch(10, unit=elsewhere)  # a gap that could leak
    EngagementFactory.create_batch(10, unit=ward)
    whole = ask(f"units/{hospital.pk}/gaps/").json()

    assert whole["total"] == len(whole["rows"]) == len(gaps_of(of_unit(hospital), TODAY)) > 1
    (row,) = [one for one in whole["rows"] if one["kind"] == "no_group"]
    assert (row["unit"], row["subject"], row["follows"], row["actor"]) == (ward.pk, "Afsnit A", "law", "Karen Holm")
    assert "10 medarbejdere" in row["text_da"]
    first = ask(f"units/{hospital.pk}/gaps/?limit=1").json()
    assert (len(first["rows"]), first["next"]) == (1, 1)
    assert ask(f"units/{hospital.pk}/gaps/?limit=1&after=1").json()["rows"] == whole["rows"][1:2]


def test_a_list_is_read_to_its_end_page_by_page(ask, hospital):
    for number in range(4):
        UnitFactory(name=f"Afsnit {number}", parent=hospital)
    found, after = [], 0
    while after is not None:
        answer = ask(f"units/?limit=2&after={after}")
        found += names(answer)
        after = answer.json()["next"]

    assert found == ["Hospitalet", "Afsnit 0", "Afsnit 1", "Afsnit 2", "Afsnit 3"]


@pytest.mark.parametrize("what", LISTS)
def test_a_list_costs_as_many_queries_for_many_rows_as_for_few(ask, hospital, what, django_assert_num_queries):
    def grow(number):
        for _ in range(number):
            SeatFactory(committee=CoverageFactory(unit=UnitFactory(parent=hospital, manager=UserFactory())).committee)

    grow(1)
    with django_assert_num_queries(5 if what == "committees" else 4):
        assert ask(f"{what}/").status_code == 200
    grow(4)
    with django_assert_num_queries(5 if what == "committees" else 4):
        assert len(ask(f"{what}/").json()["rows"]) >= 5


@pytest.mark.parametrize("change", ["wrong", "none", "revoked", "ended", "not begun", "client inactive"])
def test_a_token_that_opens_nothing_is_refused_alike(ask, change):
    if change == "revoked":
        ApiToken.objects.update(revoked_at=NOW, revoked_by=UserFactory())
    elif change == "ended":
        ApiToken.objects.update(valid_from=TODAY - timedelta(days=9), valid_to=TODAY)
    elif change == "not begun":
        ApiToken.objects.update(valid_from=TODAY + timedelta(days=1))
    elif change == "client inactive":
        User.objects.filter(kind="system").update(is_active=False)

    answer = Client().get("/api/v1/units/") if change == "none" else ask("units/", **({"token": "sn_x"} if change == "wrong" else {}))

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="SafetyNet"'
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["detail_da"] != answer.json()["detail"]


def test_only_a_fingerprint_of_the_token_is_kept(hospital):
    secret = issue(hospital)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM dashboard_apitoken t")
        kept = cursor.fetchall()[0][0]

    assert secret not in kept
    assert secret[11:] not in kept
    assert bytes(ApiToken.objects.get().digest) == hashlib.sha256(secret.encode()).digest()
    assert len(secret) >= 46


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("on=null", "on"), ("on=0", "on"), ("on=1700000000", "on"), ("on=2026-02-30", "on"), ("on=2030-01-01", "on"), ("on=1999-01-01", "on"),
     ("after=null", "after"), ("after=-1", "after"), ("after=1.0", "after"), ("limit=0", "limit"), ("limit=501", "limit"), ("limit=", "limit"),
     ("offset=null", "offset"), ("limit=%D9%A3", "limit")],
)  # fmt: skip
@pytest.mark.parametrize("what", LISTS)
def test_what_cannot_be_understood_is_refused_by_name(ask, what, query, parameter):
    answer = ask(f"{what}/?{query}")

    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    "query", ["on=2030-01-01", "first=x", "first=12-03-2026", "last=2030-01-01", "against=x", "on=null", "offset=null"]
)
def test_figures_refuse_what_cannot_be_understood_by_name(ask, ward, query):
    answer = ask(f"units/{ward.pk}/figures/?{query}")

    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["errors"]] == [query.partition("=")[0]]


def test_calls_over_the_number_a_minute_wait(ask, settings, monkeypatch):
    settings.API_CALLS_PER_MINUTE = 2
    assert [ask("units/").status_code for _ in range(3)] == [200, 200, 429]
    assert 1 <= int(ask("units/").headers["Retry-After"]) <= 60

    monkeypatch.setattr("safetynet.common.clock.now", lambda: NOW + timedelta(minutes=1))

    assert ask("units/").status_code == 200
    assert ApiToken.objects.get().last_used_on == TODAY


def test_another_address_method_or_form_is_refused_as_a_problem(ask):
    found = {
        404: ask("nothing/at/all"), 405: ask("units/", method="post"), 406: ask("units/", Accept="text/html"),
    }  # fmt: skip

    for status, answer in found.items():
        assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert found[405].headers["Allow"] == "GET, HEAD"


def test_no_session_opens_the_api_and_no_cookie_comes_from_it(ask, ward, client_of, person_with):
    signed_in = client_of(person_with(Perm.OPERATE, on=ward))

    assert signed_in.get("/api/v1/units/").status_code == 401
    answer = ask("units/", Origin="https://evil.example")
    assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.headers["Vary"]


def test_what_has_not_changed_is_not_sent_again(ask, ward):
    mark = ask("units/").headers["ETag"]

    assert ask("units/", **{"If-None-Match": mark}).status_code == 304
    UnitFactory(parent=ward)
    assert ask("units/", **{"If-None-Match": mark}).status_code == 200


def test_a_system_never_signs_in_to_the_pages(ask, client_of):
    client = User.objects.get(kind="system")
    client.set_password("et-meget-langt-ord")
    client.save()

    answer = Client().post("/log-ind/", {"username": client.username, "password": "et-meget-langt-ord"})

    assert answer.status_code != 302
    assert client_of(client).get("/").status_code == 302


def test_a_token_lasts_at_most_a_year_also_for_the_database(ask):
    with pytest.raises(IntegrityError, match="api_token_lasts_at_most_a_year"), transaction.atomic():
        ApiToken.objects.update(valid_to=TODAY + timedelta(days=400))


def test_who_runs_the_system_makes_a_token_sees_it_once_and_takes_it_back(person_with, client_of, hospital):
    operator = client_of(person_with(Perm.OPERATE, on=hospital))
    said = {"name": "Intranet", "unit": hospital.pk, "reason": "telefonbogen", "last_day": "31-12-2026", "submission_id": uuid.uuid4()}

    shown = operator.post("/operation/api/new/", said).content.decode()
    secret = shown.partition("<code>")[2].partition("</code>")[0]
    read = lambda: Client().get("/api/v1/units/", headers={"Authorization": f"Bearer {secret}"}).status_code  # noqa: E731

    assert read() == 200
    assert secret not in operator.get("/operation/api/").content.decode()
    assert operator.post("/operation/api/new/", said).status_code == 302
    token = ApiToken.objects.get()
    operator.post(f"/operation/api/{token.pk}/prolong/")
    operator.post(f"/operation/api/{token.pk}/revoke/")
    operator.post(f"/operation/api/{token.pk}/prolong/")
    assert read() == 401
    assert list(ApiTokenAct.objects.values_list("verb", flat=True)) == ["issue", "prolong", "revoke"]


def test_a_token_is_made_for_no_more_than_one_operates(person_with, client_of, hospital, elsewhere):
    operator = client_of(person_with(Perm.OPERATE, on=hospital))
    issue(elsewhere)
    said = {"name": "Intranet", "unit": elsewhere.pk, "reason": "x", "last_day": "31-12-2027", "submission_id": uuid.uuid4()}

    answer = operator.post("/operation/api/new/", said)

    assert set(answer.context["form"].errors) == {"unit", "last_day"}
    assert operator.post(f"/operation/api/{ApiToken.objects.get().pk}/revoke/").status_code == 404
    assert "Det andet hospital" not in operator.get("/operation/api/").content.decode()


def test_the_document_describes_every_address_and_refusal():
    paths = document()["paths"]

    assert set(paths) == {
        "/api/v1/units/", "/api/v1/committees/", "/api/v1/seats/", "/api/v1/units/{pk}/figures/", "/api/v1/units/{pk}/gaps/",
        "/api/v1/committees/{pk}/figures/",
    }  # fmt: skip
    assert all(set(map(str, one["get"]["responses"])) == {"200", "401", "404", "406", "422", "429"} for one in paths.values())
    figures = document()["components"]["schemas"]["Figures"]["properties"]
    assert set(figures) == {"version", "level", "now", "before", "missing"}
    told = {one["name"] for one in paths["/api/v1/units/{pk}/figures/"]["get"]["parameters"]}
    assert told == {"pk", "on", "first", "last", "against"}
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from([*LISTS, "units/1/figures", f"committees/{10**20}/figures", "units/x/figures"]),
    query=st.dictionaries(st.sampled_from(["on", "after", "limit", "first", "last", "against", "x"]), st.text(max_size=12)),
)
def test_no_question_breaks_it(ask, what, query):
    ApiToken.objects.update(minute=None)
    assert ask(f"{what}/?{urlencode(query)}").status_code in (200, 404, 422)
