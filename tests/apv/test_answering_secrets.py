"""What the survey's host must never do: set or read a cookie, tell the code, write on a look, link a person to an answer."""

import re
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import get_resolver

from apv import models as apv
from apv import sealing
from apv.usecases import answering
from apv.views.survey_door import GUESSES
from safetynet.common.surveyhost import HEADERS
from tests.apv.survey_house import HOST, code, make_survey, phone
from tests.factories import StatusTalkFactory
from tests.test_rules_of_the_house import every_route

pytestmark = pytest.mark.django_db

# Every address of the survey's host: GET and POST without data, as the holder of an open code and with an unknown one.
TABLE = """
survey-code       200/404 200/404
survey-code-in    200/404 200/404
survey-link       302/405 404/405
survey-first      200/405 404/405
survey-step       200/302 404/404
survey-send       200/422 404/404
survey-receipt    302/405 404/405
named-link        302/405 404/405
named-first       200/405 404/405
named-step        200/302 404/404
named-receipt     200/405 404/405
unnamed-where       200/405 200/405
unnamed-where-in    200/405 200/405
unnamed-what        200/422 404/404
unnamed-what-in     200/422 404/404
unnamed-receipt     200/405 404/405
status-say          200/422 404/404
status-say-in       200/422 404/404
status-thanks       200/405 404/405
"""
NO_UNIT = UUID(int=7)
ROWS = {name: (known, unknown) for name, known, unknown in (line.split() for line in TABLE.strip().splitlines())}


def addresses(token, named, unit=NO_UNIT):
    """By name, filled in."""
    found = {}
    for route, pattern in every_route(get_resolver(settings.SURVEY_URLCONF)):
        mine = named if route.startswith("n/") else token
        filled = re.sub(r"<str:token>", mine, route).replace("<slug:language>", "da").replace("<int:step>", "1")
        found[pattern.name] = f"/{filled.replace('<uuid:code>', str(unit))}"
    return found


def test_every_view_of_the_host_says_why_it_is_open():
    policies = {pattern.name: pattern.callback.policy for _route, pattern in every_route(get_resolver(settings.SURVEY_URLCONF))}
    assert [name for name, policy in policies.items() if not policy.startswith("public: ")] == []


def everything():
    """Every table of the database, and what it holds."""
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in sorted(connection.introspection.table_names(cursor))}


def _count(cursor, table):
    """How many, and a sum that changes with any value in any of them."""
    cursor.execute(f'SELECT count(*), coalesce(sum(hashtext(row::text)::bigint), 0) FROM "{table}" row')  # noqa: S608  the tables of our own database
    return cursor.fetchone()


def answered(survey, invitation, **values):
    here = f"/s/{invitation.token}/da/"
    for step, value in enumerate(values.values(), start=1):
        phone().post(f"{here}{step}/", {"answer": value})
    assert phone().post(f"{here}send/").url == f"{here}receipt/"


# --- Every address ---------------------------------------------------------------------------------------
def test_every_address_answers_as_the_table_says(survey):
    caches["process"].clear()
    got = {}
    StatusTalkFactory(unit=survey.unit.unit, public_id=survey.unit.unit.source_key)
    for name in addresses("", ""):
        me, stranger = survey.invite(), code(9999)
        unit = survey.unit.unit.source_key
        mine, theirs = addresses(me.token, me.named_token, unit)[name], addresses(stranger, stranger)[name]
        got[name] = tuple(f"{phone().get(one).status_code}/{phone().post(one).status_code}" for one in (mine, theirs))
    assert got == ROWS


def test_every_answer_is_without_cookies_and_carries_the_headers(survey):
    me = survey.invite()
    told = {}
    for address in [
        *addresses(me.token, me.named_token, survey.unit.unit.source_key).values(),
        "/nowhere/",
        "/s/x/da/",
        "/static/js/survey.js",
        "/log-ind/",
        "/healthz",
    ]:
        for method in ("get", "post", "head", "put", "options"):
            client = phone()
            client.cookies.load({settings.SESSION_COOKIE_NAME: "x" * 32, settings.CSRF_COOKIE_NAME: "y" * 32, "django_language": "sv"})
            response = getattr(client, method)(address)
            wrong = [name for name, value in HEADERS.items() if response.headers.get(name) != value]
            wrong += [name for name in ("Set-Cookie", "Vary") if "Cookie" in response.headers.get(name, "")]
            if response.streaming:
                b"".join(response)
                wrong = []
            if wrong or response.cookies or response.headers.get("X-Content-Type-Options") != "nosniff":
                told[f"{method} {address}"] = wrong or str(response.cookies)
    assert told == {}


def test_no_page_tells_the_code_or_its_hash(survey):
    me = survey.invite()
    phone().post(f"/s/{me.token}/da/7/", {"answer": "ord"})
    for address in addresses(me.token, me.named_token).values():
        page = phone().get(address, follow=True).content.decode()
        for secret in (me.token, me.named_token, sealing.hash_of(me.token).hex(), str(me.pk)):
            assert secret not in page, address
    assert me.person.last_name not in phone().get(f"/s/{me.token}/da/").content.decode()


def test_the_two_hosts_have_nothing_in_common(survey):
    me = survey.invite()
    for address in addresses(me.token, me.named_token).values():
        page = Client().get(address)
        assert page.status_code in (302, 404), address
        assert me.token not in page.headers.get("Location", "").partition("?")[0], address
    for address in ("/log-ind/", "/plans/", "/healthz", "/readyz", "/was", "/api/v1/openapi.json"):
        assert phone().get(address).status_code == 404, address


def test_a_signed_in_person_is_nobody_here(survey, person_with, client_of):
    user = person_with(on=survey.unit.unit)
    client = client_of(user)
    page = client.get(f"/s/{survey.invite().token}/da/", headers={"host": HOST}, SERVER_NAME=HOST)

    assert page.status_code == 200
    assert user.last_name not in page.content.decode()
    assert page.wsgi_request.COOKIES == {}
    assert not hasattr(page.wsgi_request, "session")
    assert not hasattr(page.wsgi_request, "user")


def test_a_look_never_writes(survey):
    me = survey.invite()
    phone().post(f"/s/{me.token}/da/1/", {"answer": 5})
    before = everything()

    known = addresses(me.token, me.named_token, survey.unit.unit.source_key)
    for address in [*known.values(), *addresses(code(9999), code(9998)).values()]:
        for method in ("get", "head", "options"):
            getattr(phone(), method)(address)

    assert everything() == before


def test_a_whole_flow_writes_into_one_table_only(survey):
    me = survey.invite()
    before = everything()

    answered(survey, me, mening=5, energi=3)

    changed = {table for table, count in everything().items() if count != before[table]}
    assert changed == {"apv_sealedanswer"}


# --- What is in a dump ------------------------------------------------------------------------------------
def test_a_draft_cannot_be_read_without_its_code(survey):
    me, other = survey.invite(), survey.invite()
    phone().post(f"/s/{me.token}/da/7/", {"answer": "Kanariefugl"})
    row = apv.Draft.objects.get()

    assert b"Kanariefugl" not in bytes(row.sealed)
    assert sealing.open_draft(other.token, bytes(row.sealed)) == {}
    assert [field.name for field in apv.Draft._meta.fields] == ["token_hash", "round", "sealed"]


def test_sealed_rows_tell_nothing_of_what_was_answered(survey):
    """Neither by size, nor by order, nor by any column: the two extremes look the same."""
    for at in range(12):
        answered(survey, survey.invite(), mening=5 if at % 2 else 1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT length(sealed), encode(token_hash, 'hex') FROM apv_sealedanswer ORDER BY ctid")
        rows = cursor.fetchall()
    assert len({length for length, _hash in rows}) == 1
    assert [field.name for field in apv.SealedAnswer._meta.fields] == ["token_hash", "round", "sealed"]
    assert len({bytes(row.sealed) for row in apv.SealedAnswer.objects.all()}) == 12
    assert sorted(one["answers"]["mening"] for one in survey.opened()) == [1] * 6 + [5] * 6


def test_an_opened_answer_names_its_unit_and_nobody(survey):
    answered(survey, survey.invite(), mening=5)
    assert set(survey.opened()[0]) == {"v", "unit", "answers"}


def test_the_web_role_cannot_read_what_it_put_in(survey):
    answered(survey, survey.invite(), mening=5)
    for statement in ("SELECT sealed FROM apv_sealedanswer", "UPDATE apv_sealedanswer SET sealed = ''", "DELETE FROM apv_sealedanswer"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE safetynet_web")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


def test_the_two_parts_share_no_key(survey):
    me = survey.invite()
    answered(survey, me, mening=5)
    phone().post(f"/n/{me.named_token}/da/1/", {"answer": 2})
    named = apv.NamedAnswer.objects.values().get()

    assert named["person_id"] == me.person_id
    texts = {str(value) for value in named.values()}
    assert sealing.hash_of(me.token).hex() not in " ".join(texts)
    assert phone().get(f"/s/{me.named_token}/da/").status_code == 404
    assert phone().get(f"/n/{me.token}/da/").status_code == 404


# --- What nobody types --------------------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["0", "8", "99999999999999999999", "-1", "1.0", "x", "01/../2"])
def test_a_wrong_step_leads_back_or_nowhere(survey, step):
    me = survey.invite()
    for method in ("get", "post"):
        response = getattr(phone(), method)(f"/s/{me.token}/da/{step}/", {"answer": "5"} if method == "post" else None)
        assert response.status_code in (302, 404)
    assert not apv.Draft.objects.exists()


@pytest.mark.parametrize("language", ["xx", "pl", "da-DK", "DA", "__proto__"])
def test_an_unknown_language_leads_to_the_first_one(survey, language):
    me = survey.invite()
    assert phone().get(f"/s/{me.token}/{language}/").url == f"/s/{me.token}/da/"
    assert phone().get(f"/{language}/").status_code == 404


def test_the_code_of_another_round_opens_only_its_own(survey):
    other = make_survey(name={"da": "En anden runde"})
    theirs = other.invite()
    phone().post(f"/s/{theirs.token}/da/1/", {"answer": 5})

    assert "En anden runde" in phone().get(f"/s/{theirs.token}/da/").content.decode()
    assert apv.Draft.objects.get().round == other.round


@pytest.mark.parametrize(
    "posted",
    [
        {"answer": ["1", "2"]},
        {"answer": "5", "go": "home"},
        {"answer": "5", "language": "xx"},
        {"go": "next"},
        {},
        {"answer": "\x00"},
        {"answer": "５"},
    ],
)
def test_odd_posts_never_break(survey, posted):
    me = survey.invite()
    for step in range(1, 8):
        assert phone().post(f"/s/{me.token}/da/{step}/", posted).status_code in (302, 422)
        assert phone().post(f"/n/{me.named_token}/da/{step}/", posted).status_code in (302, 422)


def test_too_large_a_post_is_refused_before_it_is_read(survey):
    me = survey.invite()
    page = phone().post(f"/s/{me.token}/da/7/", {"answer": "x" * 100_000})
    assert (page.status_code, apv.Draft.objects.count()) == (413, 0)
    assert page.headers["Cache-Control"] == "no-store"


def test_a_body_that_does_not_say_how_long_it_is_is_refused(survey):
    me = survey.invite()
    posted = {"content_type": "application/x-www-form-urlencoded", "HTTP_TRANSFER_ENCODING": "chunked"}
    for address in (f"/s/{me.token}/da/7/", f"/o/{survey.unit.unit.source_key}/"):
        assert phone().generic("POST", address, b"answer=x", **posted).status_code == 413, address
    assert not apv.Draft.objects.exists()


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; charset=utf-7"])
def test_another_kind_of_body_is_answered_calmly(survey, kind):
    me = survey.invite()
    assert phone().generic("POST", f"/s/{me.token}/da/1/", b"\xff\x00{", content_type=kind).status_code in (302, 400, 422)


@pytest.mark.parametrize("length", ["", "x", "-5", "9" * 30])
def test_a_forged_length_is_answered_calmly(survey, length):
    response = phone().generic("POST", "/", b"code=x", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=length)
    assert response.status_code in (400, 404, 413)


def test_a_text_is_tidied(survey):
    me = survey.invite()
    phone().post(f"/s/{me.token}/da/7/", {"answer": "  Æ\u202e\x00\r\nblæ\u200b  "})
    assert answering.begun(me.token).answers == {"ord": "Æ\nblæ"}


def test_an_error_of_ours_tells_nothing(survey, monkeypatch, caplog):
    me = survey.invite()
    client = phone()
    client.raise_request_exception = False
    monkeypatch.setattr("apv.usecases.answering.begun", lambda token: 1 / 0)

    page = client.get(f"/s/{me.token}/da/1/")

    assert page.status_code == 500
    assert page.headers["Cache-Control"] == "no-store"
    assert me.token not in page.content.decode()
    assert "ZeroDivision" not in page.content.decode()


def test_guesses_are_held_back_and_a_right_code_never_is(survey):
    me = survey.invite()
    for _ in range(GUESSES):
        assert phone().post("/", {"code": "forkert"}).status_code == 404

    held = phone().post("/", {"code": "forkert"})

    assert (held.status_code, held.headers["Retry-After"]) == (429, "600")
    assert phone().get(f"/s/{code(9999)}/da/").status_code == 429
    assert phone().post("/", {"code": me.token}).status_code == 302
    assert phone().get(f"/s/{me.token}/da/").status_code == 200
    assert not [row for row in _cache_rows() if "127.0.0.1" in row]


def _cache_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [key for (key,) in cursor.fetchall()]
