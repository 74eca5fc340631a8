"""Local accounts: password and code; one's own sessions."""

import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from orgstructure import cpr, second_step
from orgstructure.models import User
from orgstructure.usecases.keys import rotate_field_keys
from tests.factories import EngagementFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "et langt og godt kodeord"


@pytest.fixture(autouse=True)
def _quick_and_demanded(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LOCAL_MFA = True
    cache.clear()


@pytest.fixture
def account():
    return UserFactory(username="nodkonto", password=make_password(PASSWORD))


def first_step(client: Client, password: str = PASSWORD, **fields: str):
    return client.post(reverse("login"), {"username": "nodkonto", "password": password} | fields)


def code_of(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def enrol(client: Client, **fields: str) -> str:
    first_step(client, **fields)
    client.get(reverse("second-step-new"))
    secret = client.session[second_step.SECRET]
    answer = client.post(reverse("second-step-new"), {"code": code_of(secret)})
    assert answer.url == reverse("recovery-codes")
    return secret


def who(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_the_password_alone_signs_nobody_in(client, account):
    answer = first_step(client)

    assert answer.url == reverse("second-step")
    assert who(client) is None
    assert client.get("/").status_code == 302


def test_the_first_time_sets_up_the_app_and_shows_recovery_codes_in_that_session_only(client, account):
    enrol(client, next="/was")
    shown = client.get(reverse("recovery-codes")).content.decode()
    codes = second_step.recovery_codes(account)

    on = client.post(reverse("recovery-codes"))

    assert who(client) == account.pk
    assert len(codes) == 10
    assert all(code in shown for code in codes)
    assert on.url == "/was"
    assert client.get(reverse("recovery-codes")).url == reverse("own-sessions")


def test_a_code_of_the_app_signs_in_once_and_goes_on_to_where_one_was_going(client, account):
    secret = enrol(client)
    first, second = Client(), Client()
    code = code_of(secret, 1)
    for one in (first, second):
        first_step(one, next="/was")

    answer = first.post(reverse("second-step"), {"code": f" {code[:3]} {code[3:]} "})
    again = second.post(reverse("second-step"), {"code": code})

    assert (answer.status_code, answer.url) == (302, "/was")
    assert who(first) == account.pk
    assert again.status_code == 200
    assert who(second) is None


def test_a_recovery_code_signs_in_once(client, account):
    enrol(client)
    code = second_step.recovery_codes(account)[0]
    first, second = Client(), Client()
    for one in (first, second):
        first_step(one)
        one.post(reverse("second-step"), {"code": code})

    assert who(first) == account.pk
    assert who(second) is None
    assert len(second_step.recovery_codes(account)) == 9


@pytest.mark.parametrize("code", ["000000", "", "x" * 20, "½½½½½½", "\x00"])
def test_a_wrong_code_is_said_beside_the_field(client, account, code):
    enrol(client)
    other = Client()
    first_step(other)

    answer = other.post(reverse("second-step"), {"code": code})

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
    assert who(other) is None


def test_ten_wrong_codes_close_the_name_behind_this_address_also_for_the_right_code(client, account):
    secret = enrol(client)
    other = Client()
    first_step(other)
    for _ in range(10):
        answer = other.post(reverse("second-step"), {"code": "000000"})

    assert answer.status_code == 429
    assert other.post(reverse("second-step"), {"code": code_of(secret, 1)}).status_code == 429
    assert first_step(Client()).status_code == 429
    assert who(other) is None


def test_who_has_an_app_can_not_set_up_another_with_the_password_alone(client, account):
    enrol(client)
    thief = Client()
    first_step(thief)

    answer = thief.post(reverse("second-step-new"), {"code": "123456"})

    assert answer.url == reverse("second-step")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_an_app_that_is_set_up_is_asked_for_where_it_is_not_demanded_too(client, account, settings):
    enrol(client)
    settings.LOCAL_MFA = False

    assert first_step(Client()).url == reverse("second-step")


def test_without_a_right_password_both_pages_lead_back(client, account):
    for name in ("second-step", "second-step-new"):
        assert client.get(reverse(name)).url == reverse("login")
        assert client.post(reverse(name), {"code": "123456"}).url == reverse("login")


def test_the_secret_rests_encrypted_and_follows_a_new_field_key(client, account, settings):
    secret = enrol(client)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    from cryptography.fernet import Fernet

    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    rotate_field_keys()
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]

    assert secret not in kept
    assert cpr.unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret
    assert len(second_step.recovery_codes(account)) == 10


def test_sign_out_everywhere_ends_every_session_of_this_person_and_nobody_elses(client, account, settings):
    settings.LOCAL_MFA = False
    colleague = EngagementFactory(username="peda", user=UserFactory(password=make_password(PASSWORD))).user
    elsewhere, theirs = Client(), Client()
    for one in (client, elsewhere):
        first_step(one)
    theirs.post(reverse("login"), {"username": "peda", "password": PASSWORD})
    listed = client.get(reverse("own-sessions"))

    client.post(reverse("end-all-sessions"))

    assert len(listed.context["sessions"]) == 2
    for one in (client, elsewhere):
        assert one.get(reverse("own-sessions")).status_code == 302
    assert theirs.get(reverse("own-sessions")).wsgi_request.user == colleague
    assert UserSession.objects.get().user == colleague


def test_a_session_ends_eight_hours_after_sign_in_whatever_is_done_in_it(client, account, settings):
    settings.LOCAL_MFA = False
    first_step(client)
    before = client.session.get_expiry_date()
    session = client.session
    session["something"] = "new"
    session.save()

    assert client.session.get_expiry_date() == before
    assert 8 * 3600 - 60 < client.session.get_expiry_age() <= 8 * 3600


def test_an_idle_session_ends_where_the_region_wants_it(client, account, settings):
    settings.LOCAL_MFA, settings.SESSION_IDLE_MINUTES = False, 30
    first_step(client)
    assert client.get(reverse("own-sessions")).status_code == 200
    for idle, status in ((29 * 60, 200), (31 * 60, 302)):
        session = client.session
        session["seen_at"] = time.time() - idle
        session.save()
        assert client.get(reverse("own-sessions")).status_code == status


def test_the_list_of_own_sessions_costs_the_same_for_many(client, account, settings, django_assert_max_num_queries):
    settings.LOCAL_MFA = False
    for one in [Client() for _ in range(5)] + [client]:
        first_step(one)
    with django_assert_max_num_queries(8):
        client.get(reverse("own-sessions"))


def test_a_local_account_is_made_and_its_code_forgotten_by_command(client, monkeypatch):
    monkeypatch.setattr("orgstructure.management.commands.local_account.getpass", lambda _asked: PASSWORD)
    call_command("local_account", "nodkonto", first_name="Nød", stdout=StringIO())
    enrol(client)

    call_command("local_account", "nodkonto", forget_second_step=True, stdout=StringIO())

    assert User.objects.get(username="nodkonto").check_password(PASSWORD)
    assert not Authenticator.objects.exists()
    assert client.get(reverse("own-sessions")).status_code == 302


def test_no_local_account_is_made_of_an_employee_or_with_a_weak_password(monkeypatch):
    employee = EngagementFactory().user
    monkeypatch.setattr("orgstructure.management.commands.local_account.getpass", lambda _asked: "kort")
    for name in (employee.username, "ny"):
        with pytest.raises(CommandError):
            call_command("local_account", name)
    with pytest.raises(CommandError):
        call_command("local_account", "ukendt", forget_second_step=True)
