"""The frame's own pages and the error pages, over HTTP."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from safetynet.common import clock, errors
from safetynet.dashboard.views.frame import REVIEWED_ON
from safetynet.urls import urlpatterns as real_patterns
from tests.factories import EngagementFactory, UnitFactory, UserFactory

POLICY = "default-src 'none'"


def _breaks(request):
    message = "the trace must stay inside"
    raise ZeroDivisionError(message)


def _forbids(request):
    raise PermissionDenied


def _refuses(request):
    raise BadRequest


def _accepts(request):
    return HttpResponse("ok")


urlpatterns = [*real_patterns, path("breaks/", _breaks), path("forbids/", _forbids), path("refuses/", _refuses), path("accepts/", _accepts)]
handler400, handler403, handler404, handler500 = errors.bad_request, errors.permission_denied, errors.not_found, errors.server_error


@pytest.fixture
def reader(db):
    user = UserFactory(first_name="Birgit", last_name="Lund")
    EngagementFactory(user=user, unit=UnitFactory(name="Medicinsk afsnit M2"))
    return user


@pytest.fixture
def client(reader, client_of):
    client = client_of(reader)
    client.raise_request_exception = False
    return client


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/refuses/", 400, "Vi kunne ikke læse det, der blev sendt"),
        ("/forbids/", 403, "Du må se det her, men ikke ændre det"),
        ("/no-such-page/", 404, "Der er ikke noget på denne adresse"),
        ("/breaks/", 500, "Der gik noget galt hos os"),
    ],
)
def test_errors_speak_danish_and_keep_the_machine_to_themselves(client, address, status, words):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert settings.SUPPORT_PHONE in page
    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page
    assert POLICY in answer.headers["Content-Security-Policy"]


@pytest.mark.urls(__name__)
def test_the_number_on_the_error_page_finds_the_log_line(client, caplog):
    page = client.get("/breaks/").content.decode()
    (line,) = [record.getMessage() for record in caplog.records if record.name == "safetynet.common.errors"]
    number = line.split()[1].rstrip(":")
    assert number in page
    assert "ZeroDivisionError at breaks/" in line


def test_the_error_page_is_drawn_without_the_database():
    request = RequestFactory().get("/")
    request.resolver_match = None
    answer = errors.server_error(request)  # no db fixture: a query would fail this test
    assert answer.status_code == 500


@pytest.mark.urls(__name__)
def test_a_form_without_its_token_is_refused_in_words_that_help(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader, backend="orgstructure.signin.EngagementBackend")
    answer = client.post("/accepts/", {"x": "1"})
    assert answer.status_code == 403
    assert "Siden har stået åben for længe" in answer.content.decode()


def test_a_limit_says_when_to_try_again(reader):
    request = RequestFactory().get("/")
    request.user = reader
    answer = errors.too_many_requests(request, retry_after=61)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "61"
    assert "Vent 2 minutter" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/log-ind/", "/was", "/privatliv/"])
def test_these_pages_are_open_to_strangers_and_ask_the_database_nothing(address, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client().get(address)
    assert answer.status_code == 200
    assert POLICY in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/components/", "/bliv/"])
def test_the_other_pages_ask_a_stranger_to_sign_in(address):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/log-ind/")


@pytest.mark.parametrize("address", ["/was", "/privatliv/"])
def test_a_promise_older_than_a_year_says_so_itself(client, address, monkeypatch):
    assert "mere end et år gammel" not in client.get(address).content.decode()
    monkeypatch.setattr(clock, "today", lambda: REVIEWED_ON + timedelta(days=366))
    assert "mere end et år gammel" in client.get(address).content.decode()


def test_the_statement_names_a_phone_and_a_written_contact(client):
    page = client.get("/was").content.decode()
    assert 'href="tel:12345678"' in page
    assert 'href="mailto:' in page


def test_the_frame_costs_one_query_beside_the_session(client, django_assert_num_queries):
    client.get("/was")
    with django_assert_num_queries(2) as seen:
        client.get("/was")
    told = " ".join(query["sql"] for query in seen.captured_queries)
    assert "django_session" in told
    assert "orgstructure_engagement" in told


def test_the_header_names_the_person_and_the_home_unit(client):
    page = client.get("/was").content.decode()
    assert "Birgit Lund" in page
    assert "Medicinsk afsnit M2" in page


def test_signing_out_takes_a_post(client):
    assert client.get("/log-ud/").status_code == 405
    assert client.post("/log-ud/").status_code == 302
    assert client.get("/components/").status_code == 302


def test_the_language_chosen_stays_with_the_person(client, reader, client_of):
    answer = client.post("/sprog/", {"language": "sv", "next": "/was"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/was")
    assert "Tillgänglighetsredogörelse" in client_of(reader).get("/was").content.decode()


def test_a_stranger_can_choose_the_language_too(db):
    client = Client()
    client.post("/sprog/", {"language": "en", "next": "/log-ind/"})
    assert "Sign in" in client.get("/log-ind/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.invalid/", "//elsewhere.invalid", "javascript:alert(1)", ""])
def test_the_language_switch_never_leads_out_of_the_house(client, target):
    answer = client.post("/sprog/", {"language": "sv", "next": target})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client, reader):
    client.post("/sprog/", {"language": "tlh", "next": "/was"})
    reader.refresh_from_db()
    assert reader.language == ""


def test_staying_signed_in_moves_the_end_of_the_session(client):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET expire_date = expire_date - interval '7 hours'")
        cursor.execute("SELECT expire_date FROM django_session")
        (before,) = cursor.fetchone()
        assert client.post("/bliv/").status_code == 204
        cursor.execute("SELECT expire_date FROM django_session")
        (after,) = cursor.fetchone()
    assert after - before > timedelta(hours=6)


def test_the_components_are_not_shown_in_production(client, settings):
    assert client.get("/components/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/components/").status_code == 404


def test_a_refused_form_puts_the_word_error_first_in_the_title(client):
    assert "<title>Fejl: " in client.get("/components/?errors=1").content.decode()
    assert "<title>Komponenter" in client.get("/components/").content.decode()


def test_a_wrong_password_is_answered_without_saying_which_part_was_wrong(db):
    page = Client().post("/log-ind/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert "<title>Fejl: Log ind" in page
    assert "Navn og adgangskode passer ikke sammen." in page


def test_too_many_wrong_passwords_close_the_door_with_a_sentence(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client = Client()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/log-ind/", {"username": "birgit", "password": "wrong"})
    assert answer.status_code == 429
    assert "Der er lukket for login i et kvarter" in answer.content.decode()
