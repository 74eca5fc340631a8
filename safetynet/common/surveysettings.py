"""The settings of surveys: their own host name, and the keys that only the worker holds."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

import environ
from django.core.exceptions import ImproperlyConfigured
from nacl.public import PrivateKey

DEMO_SECRET = b64encode(b"demo-only-survey-token-secret-01").decode()
DEMO_WORKER_KEY = b64encode(b"demo-only-survey-worker-key-0123").decode()
DEMO_HOST = "localhost"  # the other name of 127.0.0.1, where the demo and the tests serve the product itself
MAKE_A_KEY = "Make one: python -c 'import os, base64; print(base64.b64encode(os.urandom(32)).decode())'"
KEY_BYTES = 32


@dataclass(frozen=True)
class SurveySettings:
    """As docs/operations.md tells them. The web process gets the worker's public key only; both secrets are empty there."""

    host: str
    url: str
    token_secret: bytes
    worker_key: bytes
    worker_public_key: bytes


def survey_settings(env: environ.Env, *, mode: str, process: str, base_url: str) -> SurveySettings:
    """Read from the environment; raises ImproperlyConfigured with a sentence that helps."""
    is_production = mode == "production"
    host = env.str("SURVEY_HOST", default="") or ("" if is_production else DEMO_HOST)
    scheme, _slashes, rest = base_url.partition("://")
    own_host, _colon, port = rest.partition(":")
    if not host or host == own_host:
        message = (
            "SURVEY_HOST is not set, or is BASE_URL's own host. Surveys are answered on a host name of their own, which sees no cookie."
        )
        raise ImproperlyConfigured(message)
    has_secrets = process == "worker" or not is_production
    token_secret = _key(env, "SURVEY_TOKEN_SECRET", DEMO_SECRET, is_production=is_production) if has_secrets else b""
    worker_key = _key(env, "SURVEY_WORKER_KEY", DEMO_WORKER_KEY, is_production=is_production) if has_secrets else b""
    public = bytes(PrivateKey(worker_key).public_key) if has_secrets else _key(env, "SURVEY_WORKER_PUBLIC_KEY", "", is_production=True)
    return SurveySettings(host, f"{scheme}://{host}{_colon}{port}", token_secret, worker_key, public)


def _key(env: environ.Env, name: str, demo: str, *, is_production: bool) -> bytes:
    written: str = env.str(name, default="" if is_production else demo)
    if not written or (is_production and written == demo):
        message = f"{name} is not set, or has the demo's value. {MAKE_A_KEY}"
        raise ImproperlyConfigured(message)
    try:
        key = b64decode(written, validate=True)
    except Base64Error:
        key = b""
    if len(key) != KEY_BYTES:
        message = f"{name} is not 32 bytes in base64. {MAKE_A_KEY}"
        raise ImproperlyConfigured(message)
    return key
