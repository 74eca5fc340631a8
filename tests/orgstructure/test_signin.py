"""In and out, and what a stranger may try."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from orgstructure.models import DemoPersona
from tests.factories import TODAY, EngagementFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "et langt og godt kodeord"


@pytest.fixture(autouse=True)
def _quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def nurse():
    return EngagementFactory(username="hela1234", number="004711", user=UserFactory(password=make_password(PASSWORD))).user


def try_in(client: Client, name: str, password: str = PASSWORD, **extra: str):
    return client.post(reverse("login"), {"username": name, "password": password}, **extra)


def who(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


@pytest.mark.parametrize("name", ["hela1234", "HELA1234", "004711"])
def test_the_username_or_number_of_a_current_employment_signs_in(client, nurse, name):
    response = try_in(client, name)

    assert response.status_code == 302
    assert who(client) == nurse.pk


@pytest.mark.parametrize("name", ["4711", "hela", "' OR 1=1 --", "\x00"])
def test_another_name_does_not(client, nurse, name):
    response = try_in(client, name)

    assert response.status_code == 200
    assert who(client) is None


def test_a_name_that_two_employed_people_share_signs_in_neither(client, nurse):
    EngagementFactory(username="HELA1234", user=UserFactory(password=make_password(PASSWORD)))

    try_in(client, "hela1234")

    assert who(client) is None


def test_who_has_left_can_neither_sign_in_nor_go_on(client, nurse):
    try_in(client, "hela1234")
    assert client.get(reverse("accessibility-statement")).wsgi_request.user == nurse

    nurse.engagements.update(valid_to=TODAY)

    assert client.get(reverse("accessibility-statement")).wsgi_request.user.is_anonymous
    try_in(Client(), "hela1234")
    assert try_in(Client(), "hela1234").status_code == 200


def test_signing_in_changes_the_session_key_and_signing_out_ends_it(client, nurse):
    client.session.save()
    client.get(reverse("login"))
    before = client.session.session_key
    try_in(client, "hela1234")
    after = client.session.session_key

    client.post(reverse("logout"))

    assert before != after
    assert who(client) is None
    assert client.get(reverse("logout")).status_code == 405


def test_sign_in_never_leads_to_another_site(client, nurse):
    response = client.post(reverse("login"), {"username": "hela1234", "password": PASSWORD, "next": "https://evil.example/"})

    assert "evil" not in response.url


def test_ten_wrong_passwords_close_one_name_behind_one_address_and_nobody_else(client, nurse):
    other = EngagementFactory(username="peda", user=UserFactory(password=make_password(PASSWORD))).user
    for spelling in ["hela1234", "HELA1234"] * 5:
        answer = try_in(client, spelling, "forkert")

    assert answer.status_code == 429
    assert try_in(client, "hela1234").status_code == 429
    neighbour, elsewhere = Client(), Client()
    try_in(neighbour, "peda")
    try_in(elsewhere, "hela1234", REMOTE_ADDR="10.0.0.9")
    assert who(neighbour) == other.pk
    assert who(elsewhere) == nurse.pk


def test_a_cpr_number_typed_as_name_is_not_kept(client, nurse):
    try_in(client, "180283-6105", "forkert")

    kept = AccessAttempt.objects.get()
    assert "6105" not in f"{kept.username} {kept.get_data} {kept.post_data}"


def test_the_demo_signs_in_as_a_persona_with_a_new_session(client, nurse, settings):
    settings.DEMO = True
    DemoPersona.objects.create(code="manager", user=nurse, order=1)
    page = client.get(reverse("login"))
    client.session.save()
    before = client.session.session_key

    response = client.post(reverse("demo-sign-in"), {"persona": "manager", "next": "//evil.example"})

    assert nurse.get_full_name() in page.content.decode()
    assert "evil" not in response.url
    assert who(client) == nurse.pk
    assert client.session.session_key != before


def test_nobody_becomes_a_persona_outside_the_demo(client, nurse, settings):
    settings.DEMO = False
    DemoPersona.objects.create(code="manager", user=nurse, order=1)

    response = client.post(reverse("demo-sign-in"), {"persona": "manager"})

    assert response.status_code == 404
    assert who(client) is None
    assert nurse.get_full_name() not in client.get(reverse("login")).content.decode()


def test_an_unknown_persona_is_not_found(client, settings):
    settings.DEMO = True

    assert client.post(reverse("demo-sign-in"), {"persona": "rektor"}).status_code == 404


def test_the_language_is_kept_on_the_person(client, nurse):
    client.force_login(nurse, backend="orgstructure.signin.EngagementBackend")

    client.post(reverse("set-language"), {"language": "sv", "next": "/was"})

    nurse.refresh_from_db()
    assert nurse.language == "sv"
