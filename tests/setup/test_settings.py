"""A wrong or missing setting ends with one sentence that names it and helps."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from safetynet.common.dbrole import refuse_owner
from safetynet.common.local.places import BASE_DIR

PRODUCTION = {
    "SAFETYNET_MODE": "production",
    "SAFETYNET_PROCESS": "web",
    "SECRET_KEY": "2rJ9zvTq8LwYxN4mBhC6sKdFgAeUoPiW7kRtXjVnQbZyMc3S5H",
    "ALLOWED_HOSTS": "safetynet.example",
    "BASE_URL": "https://safetynet.example",
    "CPR_HASH_KEY": "a-key-of-its-own",
    "FIELD_KEYS": "Y2hlY2tlZC1vbmx5LWtleS0wMTIzNDU2Nzg5QUJDREU=",
    "SURVEY_HOST": "svar.safetynet.example",
    "SURVEY_WORKER_PUBLIC_KEY": "c3VydmV5LXdvcmtlci1wdWJsaWMta2V5LTAxMjM0NTY=",
    "DATABASE_URL": "postgres://safetynet_web:x@db.example/safetynet",
    "REDIS_URL": "redis://redis.example:6379/0",
    "EMAIL_URL": "smtp://mail.example:25",
    "DEFAULT_FROM_EMAIL": "safetynet@safetynet.example",
}
DEMO_SECRET = re.search(r'required\("SECRET_KEY", "([^"]+)"\)', (BASE_DIR / "safetynet/settings.py").read_text()).group(1)


@pytest.fixture
def read_settings(monkeypatch):
    """The settings as they come out of exactly these variables."""

    def read(**variables):
        for name in {
            *PRODUCTION,
            "WORKER_DATABASE_URL",
            "OWNER_DATABASE_URL",
            "DEBUG",
            "LOCAL_SIGN_IN",
            "LOCAL_MFA",
            "OIDC_MATCH",
            *OIDC,
            *SAML,
        }:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(BASE_DIR / "safetynet/settings.py"))

    return read


def test_production_starts_when_everything_is_set(read_settings):
    assert read_settings(**PRODUCTION)["PRODUCTION"] is True


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"SAFETYNET_MODE", "SAFETYNET_PROCESS"}))
def test_production_refuses_to_start_without(name, read_settings):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not set."):
        read_settings(**{other: value for other, value in PRODUCTION.items() if other != name})


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SAFETYNET_MODE", "prod", "SAFETYNET_MODE is “prod”. Use one of: demo, test, production."),
        ("SAFETYNET_PROCESS", "cron", "SAFETYNET_PROCESS is “cron”. Use one of: owner, web, worker."),
        ("SECRET_KEY", DEMO_SECRET, "SECRET_KEY is the demo's value."),
        ("BASE_URL", "http://safetynet.example", "Production is reached by https only."),
        ("FIELD_KEYS", "not-a-key", "FIELD_KEYS cannot be used. Make a key:"),
        ("DATABASE_URL", "hello", "DATABASE_URL cannot be read. Example: postgres://"),
        ("DATABASE_URL", "mysql://web:x@db.example/safetynet", "DATABASE_URL cannot be read. Example: postgres://"),
        ("DATABASE_URL", "postgres://web:x@db.example:notaport/safetynet", "DATABASE_URL cannot be read. Example: postgres://"),
        ("DATABASE_URL", "postgres://web:x@db.example", "DATABASE_URL cannot be read. Example: postgres://"),
        ("REDIS_URL", "amqp://rabbit.example", "REDIS_URL cannot be read. Example: redis://"),
        ("EMAIL_URL", "mail.example", "EMAIL_URL cannot be read. Example: smtp"),
    ],
)
def test_a_wrong_value_ends_with_a_sentence(name, value, sentence, read_settings):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        read_settings(**PRODUCTION | {name: value})


OIDC = {"OIDC_ISSUER": "https://login.region.example", "OIDC_CLIENT_ID": "safetynet", "OIDC_CLIENT_SECRET": "x"}
SAML = {"SAML_IDP_ENTITY_ID": "https://idp.region.example", "SAML_IDP_SSO_URL": "https://idp.region.example/sso", "SAML_IDP_CERT": "MII"}


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (OIDC | {"OIDC_CLIENT_SECRET": ""}, "OIDC_ISSUER is set, but OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not."),
        (OIDC | {"OIDC_ISSUER": "http://login.region.example"}, "OIDC_ISSUER does not begin with https://."),
        (OIDC | {"OIDC_MATCH": "mail"}, "Use username or number"),
        (OIDC | SAML, "OIDC_ISSUER and SAML_IDP_ENTITY_ID are both set."),
        (SAML | {"SAML_IDP_CERT": ""}, "SAML_IDP_ENTITY_ID is set, but SAML_IDP_SSO_URL or SAML_IDP_CERT is not."),
        (SAML | {"SAML_IDP_SSO_URL": "http://idp.region.example"}, "SAML_IDP_SSO_URL does not begin with https://."),
        (OIDC | {"LOCAL_SIGN_IN": "maybe"}, "LOCAL_SIGN_IN is “maybe”. Use on, break_glass"),
        ({"LOCAL_SIGN_IN": "off"}, "the employees could not sign in."),
    ],
)
def test_half_a_sign_in_ends_with_a_sentence(variables, sentence, read_settings):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        read_settings(**PRODUCTION | variables)


SFTP = {
    "FEED_SFTP_HOST": "sftp.region.example:2022",
    "FEED_SFTP_HOST_KEY": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKVaPRBgO6gYxQbRmZ0iP8yVqkXQ4vV4zOe3y2uQm3xL",
    "FEED_SFTP_USER": "safetynet",
    "FEED_SFTP_PASSWORD": "x",
}


def test_the_nightly_run_by_sftp_is_set(read_settings):
    assert read_settings(**PRODUCTION | SFTP)["FEED"].sftp_user == "safetynet"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"FEED_HOUR": "21"}, "FEED_HOUR is 21. Use 0 to 20"),
        (SFTP | {"FEED_FOLDER": "/feed"}, "FEED_FOLDER and FEED_SFTP_HOST are both set."),
        (SFTP | {"FEED_SFTP_PASSWORD": ""}, "FEED_SFTP_PASSWORD or FEED_SFTP_KEY_FILE, are not."),
        (SFTP | {"FEED_SFTP_HOST": "sftp://sftp.region.example"}, "without sftp:// and folder."),
        (SFTP | {"FEED_SFTP_HOST_KEY": ""}, "FEED_SFTP_HOST_KEY is not a host key."),
        (SFTP | {"FEED_SFTP_HOST_KEY": "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA"}, "FEED_SFTP_HOST_KEY is not a host key."),
    ],
)
def test_half_a_nightly_run_ends_with_a_sentence(variables, sentence, read_settings):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        read_settings(**PRODUCTION | variables)


@pytest.mark.parametrize(("provider", "local"), [({}, "on"), (OIDC, "break_glass"), (SAML, "break_glass")])
def test_with_a_provider_passwords_are_for_emergencies_and_always_need_a_code(provider, local, read_settings):
    read = read_settings(**PRODUCTION | provider)

    assert (read["LOCAL_SIGN_IN"], read["LOCAL_MFA"]) == (local, True)


def test_the_sentence_stands_alone_at_the_terminal():
    environment = {"PATH": os.defpath} | PRODUCTION | {"EMAIL_URL": "mail.example"}
    command = [sys.executable, "manage.py", "check"]

    answer = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stderr == "EMAIL_URL cannot be read. Example: smtp+tls://USER:PASSWORD@HOST:587\n"


def test_the_demo_answers_on_this_machine_only(read_settings):
    with pytest.raises(ImproperlyConfigured, match="this machine only"):
        read_settings(SAFETYNET_MODE="demo", ALLOWED_HOSTS="safetynet.region.example")


def test_debug_cannot_be_switched_on_in_production(read_settings):
    assert read_settings(**PRODUCTION, DEBUG="1")["DEBUG"] is False
    assert read_settings(SAFETYNET_MODE="demo", DEBUG="1")["DEBUG"] is True


@pytest.mark.django_db
def test_the_web_process_may_not_be_the_owner_of_the_tables(monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    with pytest.raises(ImproperlyConfigured, match="safetynet_web"):
        refuse_owner()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
    refuse_owner()
