"""Every setting, read from the environment; docs/operations.md lists them.

With no configuration at all this is the demo: local servers under `var/`, reachable from this machine only.
`SAFETYNET_MODE=production` refuses to start on any of the demo's defaults.
"""

import os
from pathlib import Path
from typing import Any

import environ
import pghistory
from celery.schedules import crontab
from cryptography.fernet import Fernet, MultiFernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from safetynet.common.feedsettings import feed_settings
from safetynet.common.local import broker_url, database_url
from safetynet.common.surveysettings import survey_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

# --- Which kind of installation ---------------------------------------------------------------------
MODES = ("demo", "test", "production")
MODE = env.str("SAFETYNET_MODE", default="demo")
if MODE not in MODES:
    message = f"SAFETYNET_MODE is “{MODE}”. Use one of: {', '.join(MODES)}."
    raise ImproperlyConfigured(message)
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION


def required(name: str, demo: str) -> str:
    """The variable, or the demo's value; production must set it itself."""
    value: str = env.str(name, default="")
    if PRODUCTION and value in ("", demo):
        wrong = "the demo's value" if value else "not set"
        message = f"{name} is {wrong}. Production needs a value of its own: docs/operations.md says which."
        raise ImproperlyConfigured(message)
    return value or demo


SECRET_KEY = required("SECRET_KEY", "demo-only-secret-key-that-production-refuses-to-start-with-0123456789")
ALLOWED_HOSTS = [host for host in required("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
BASE_URL = required("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CPR_HASH_KEY = required("CPR_HASH_KEY", "demo-only-hash-key")
FIELD_KEYS = required("FIELD_KEYS", "ZGVtby1vbmx5LWZpZWxkLWtleS0wMTIzNDU2Nzg5QUI=").split(",")
if PRODUCTION and not BASE_URL.startswith("https://"):
    message = f"BASE_URL is “{BASE_URL}”. Production is reached by https only. Example: https://safetynet.region.example"
    raise ImproperlyConfigured(message)
try:
    MultiFernet([Fernet(key) for key in FIELD_KEYS])
except ValueError as error:
    message = (
        "FIELD_KEYS cannot be used. Make a key: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
    )
    raise ImproperlyConfigured(message) from error
if DEMO and not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}:
    message = "The demo signs anybody in, so it answers on this machine only. Set SAFETYNET_MODE=production to serve others."
    raise ImproperlyConfigured(message)

# --- Apps ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "safetynet.common",
    "orgstructure",
    "actionplans",
    "apv",
    "injuries",
    "annualcycle",
    "safetynet.operations",
    "safetynet.dashboard",
]
MIDDLEWARE = [
    "safetynet.common.middleware.OneClockMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "safetynet.common.surveyhost.SurveyHostMiddleware",  # the survey's host ends here, before anything reads a cookie
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "safetynet.common.middleware.IdleSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "safetynet.common.middleware.ReaderLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "safetynet.common.middleware.HistoryMiddleware",
    "safetynet.common.middleware.PrivateByDefaultMiddleware",
    "injuries.middleware.ReadRefusedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "safetynet.urls"
WSGI_APPLICATION = "safetynet.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "safetynet.common.context.installation",
                "safetynet.dashboard.context.reader",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "safetynet.common.templatetags.common"],
        },
    }
]
FORM_RENDERER = "safetynet.common.renderer.DesignSystemRenderer"

# --- Database: one Postgres, three roles ---------------------------------------------------------------
PROCESS = env.str("SAFETYNET_PROCESS", default="web")
_URL_NAMES = {"owner": "OWNER_DATABASE_URL", "web": "DATABASE_URL", "worker": "WORKER_DATABASE_URL"}
if PROCESS not in _URL_NAMES:
    message = f"SAFETYNET_PROCESS is “{PROCESS}”. Use one of: {', '.join(_URL_NAMES)}."
    raise ImproperlyConfigured(message)
if PRODUCTION and not env.str(_URL_NAMES[PROCESS], default=""):
    message = f"{_URL_NAMES[PROCESS]} is not set. Example: postgres://safetynet_{PROCESS}:PASSWORD@HOST:5432/safetynet"
    raise ImproperlyConfigured(message)
try:
    _database = env.db_url_config(env.str(_URL_NAMES[PROCESS], default="") or database_url(PROCESS, test=MODE == "test"))
except (ValueError, KeyError):
    _database = {}
if _database.get("ENGINE") != "django.db.backends.postgresql" or not _database["NAME"]:
    message = f"{_URL_NAMES[PROCESS]} cannot be read. Example: postgres://safetynet_{PROCESS}:PASSWORD@HOST:5432/safetynet"
    raise ImproperlyConfigured(message)
# For disks without a moving arm: an index beats reading 100,000 plans through, and a region's figures are sorted in memory.
PLANNING = "-c random_page_cost=1.1 -c work_mem=16MB -c jit=off"
DATABASES = {
    "default": {
        **_database,
        "OPTIONS": {"connect_timeout": 5, "options": PLANNING, **_database.get("OPTIONS", {})},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.str("TEST_DATABASE", default="test_safetynet")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # what must be written nowhere: who tried unknown codes
}

# --- People -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "orgstructure.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "orgstructure.signin.EngagementBackend"]
ANONYMOUS_USER_NAME = None
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "orgstructure.signin.counted_name"
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # rights are asked in SQL (orgstructure/access.py), never through guardian's backend

# --- Sign-in by the region's own provider: the environment only, never the database ---------------------
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLAIM = env.str("OIDC_CLAIM", default="preferred_username")
OIDC_MATCH = env.str("OIDC_MATCH", default="username")
OIDC_CLAIM_DOMAIN = env.str("OIDC_CLAIM_DOMAIN", default="")
SAML_IDP_ENTITY_ID = env.str("SAML_IDP_ENTITY_ID", default="")
SAML_IDP_SSO_URL = env.str("SAML_IDP_SSO_URL", default="")
SAML_IDP_CERT = env.str("SAML_IDP_CERT", default="")
SAML_ATTRIBUTE = env.str("SAML_ATTRIBUTE", default="")
SAML_MATCH = env.str("SAML_MATCH", default="username")
SAML_DOMAIN = env.str("SAML_DOMAIN", default="")
_has_provider = bool(OIDC_ISSUER or SAML_IDP_ENTITY_ID)
LOCAL_SIGN_IN = env.str("LOCAL_SIGN_IN", default="") or ("break_glass" if _has_provider else "on")
_oidc_secret = env.str("OIDC_CLIENT_SECRET", default="")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and _oidc_secret):
    message = "OIDC_ISSUER is set, but OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not. The provider gives both when SafetyNet is registered."
    raise ImproperlyConfigured(message)
if PRODUCTION and OIDC_ISSUER and not OIDC_ISSUER.startswith("https://"):
    message = "OIDC_ISSUER does not begin with https://. Production asks its provider by https only."
    raise ImproperlyConfigured(message)
if OIDC_ISSUER and SAML_IDP_ENTITY_ID:
    message = "OIDC_ISSUER and SAML_IDP_ENTITY_ID are both set. Use one: OpenID Connect where the provider speaks both."
    raise ImproperlyConfigured(message)
if SAML_IDP_ENTITY_ID and not (SAML_IDP_SSO_URL and SAML_IDP_CERT):
    message = "SAML_IDP_ENTITY_ID is set, but SAML_IDP_SSO_URL or SAML_IDP_CERT is not. All three stand in the provider's metadata."
    raise ImproperlyConfigured(message)
if PRODUCTION and SAML_IDP_ENTITY_ID and not SAML_IDP_SSO_URL.startswith("https://"):
    message = "SAML_IDP_SSO_URL does not begin with https://. Production sends people to their provider by https only."
    raise ImproperlyConfigured(message)
if {OIDC_MATCH, SAML_MATCH} - {"username", "number"}:
    message = "OIDC_MATCH or SAML_MATCH is another word. Use username or number: what of a current employment is compared."
    raise ImproperlyConfigured(message)
if LOCAL_SIGN_IN not in ("on", "break_glass", "off"):
    message = f"LOCAL_SIGN_IN is “{LOCAL_SIGN_IN}”. Use on, break_glass (accounts without an employment only) or off."
    raise ImproperlyConfigured(message)
if LOCAL_SIGN_IN != "on" and not _has_provider and not DEMO:
    message = f"LOCAL_SIGN_IN is “{LOCAL_SIGN_IN}”, and neither OIDC_ISSUER nor SAML_IDP_ENTITY_ID is set: the employees could not sign in."
    raise ImproperlyConfigured(message)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "region",
                "name": "region",
                "client_id": OIDC_CLIENT_ID,
                "secret": _oidc_secret,
                "settings": {"server_url": OIDC_ISSUER, "scope": ["openid", "profile"], "oauth_pkce_enabled": True},
            }
        ],
    }
}
LOCAL_MFA = env.bool("LOCAL_MFA", default=PRODUCTION)
MFA_ADAPTER = "orgstructure.second_step.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SafetyNet"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]

# --- Organisation feed: the largest share, in per cent, that an import may change without a person's yes --
IMPORT_BRAKE_UNITS_CLOSED = env.float("IMPORT_BRAKE_UNITS_CLOSED", default=5.0)
IMPORT_BRAKE_PEOPLE_MOVED = env.float("IMPORT_BRAKE_PEOPLE_MOVED", default=10.0)
IMPORT_BRAKE_PEOPLE_LEFT = env.float("IMPORT_BRAKE_PEOPLE_LEFT", default=10.0)
IMPORT_FOUR_EYES = env.bool("IMPORT_FOUR_EYES", default=PRODUCTION)  # beyond the limits another holder of the right says yes
IMPORT_BRAKE_SEATS_CLOSED = env.float("IMPORT_BRAKE_SEATS_CLOSED", default=25.0)

FEED = feed_settings(env)  # FEED_…: the nightly run
SURVEY_URLCONF = "safetynet.survey_urls"
SURVEY = survey_settings(env, mode=MODE, process=PROCESS, base_url=BASE_URL)  # SURVEY_…: host and keys
if SURVEY.host not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(SURVEY.host)

# --- Browser security ---------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=0)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "safetynet.common.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
# --- History (pghistory): plan.events, measure.events -------------------------------------------------
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events", related_query_name="events")

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# How many colleagues a person may look up in an hour, searches and pages together.
DIRECTORY_LOOKUPS_PER_HOUR = env.int("DIRECTORY_LOOKUPS_PER_HOUR", default=200)
API_CALLS_PER_MINUTE = env.int("API_CALLS_PER_MINUTE", default=120)

# --- Language, time -----------------------------------------------------------------------------------
COUNTRY = env.str("COUNTRY", default="DK")
REGION_NAME = env.str("REGION_NAME", default="Region Eksempel")
SUPPORT_NAME = env.str("SUPPORT_NAME", default="Arbejdsmiljøkonsulenterne")
SUPPORT_PHONE = env.str("SUPPORT_PHONE", default="12 34 56 78")
SUPPORT_MAIL = env.str("SUPPORT_MAIL", default="arbejdsmiljoe@region-eksempel.invalid")
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
FORMAT_MODULE_PATH = ["safetynet.common.formats"]

# --- Files --------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or MODE == "test"  # from static/, without collectstatic
FILES_DIR = env.str("FILES_DIR", default=str(VAR_DIR / "files"))
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Mail: the web process never talks SMTP (outbox, docs/architecture.md section 4) -------------------
_EMAIL_DEMO = f"filemail:///{VAR_DIR / 'mail'}"
_email = required("EMAIL_URL", _EMAIL_DEMO)
try:
    vars().update(env.email_url_config(_email))
except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
    message = "EMAIL_URL cannot be read. Example: smtp+tls://USER:PASSWORD@HOST:587"
    raise ImproperlyConfigured(message) from error
DEMO_MAIL_DIR = str(VAR_DIR / "mail")
if DEMO and not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "safetynet.common.demomail.DemoMailBackend"  # files, which the page of the demo's mails shows
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "SafetyNet <safetynet@region-eksempel.invalid>")
MAILS_PER_WEEK = env.int("MAILS_PER_WEEK", default=10)
MAIL_PAUSED = env.bool("MAIL_PAUSED", default=False)
APV_PLANS_AT_A_TIME = env.int("APV_PLANS_AT_A_TIME", default=3)
APV_DEMANDS_RISK = env.bool("APV_DEMANDS_RISK", default=False)
MAIL_LINK_NEEDS_SIGN_IN = env.bool("MAIL_LINK_NEEDS_SIGN_IN", default=False)

# --- Background work ----------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str("REDIS_URL", default="") or broker_url(test=MODE == "test")
if PRODUCTION and not env.str("REDIS_URL", default=""):
    message = "REDIS_URL is not set. Example: redis://HOST:6379/0"
    raise ImproperlyConfigured(message)
if not CELERY_BROKER_URL.startswith(("redis://", "rediss://", "redis+socket://")):
    message = "REDIS_URL cannot be read. Example: redis://HOST:6379/0"
    raise ImproperlyConfigured(message)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ALWAYS_EAGER = MODE == "test"
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TASK_ROUTES = {"safetynet.dashboard.tasks.*": {"queue": "documents"}}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "deliver-mail": {"task": "safetynet.common.tasks.deliver_mail", "schedule": 30.0},
    "heartbeat": {"task": "safetynet.common.tasks.heartbeat", "schedule": 30.0},
    "look-for-documents": {"task": "safetynet.dashboard.tasks.look_for_documents", "schedule": 60.0},
    "purge-documents": {"task": "safetynet.dashboard.tasks.purge_documents", "schedule": crontab(hour="5", minute="20")},
    "forget-unfinished-imports": {"task": "actionplans.tasks.forget_unfinished_imports", "schedule": crontab(hour="5", minute="25")},
    "forget-status-words": {"task": "annualcycle.tasks.forget_status_words", "schedule": crontab(hour="5", minute="35")},
    "draft-examples": {"task": "actionplans.tasks.draft_examples", "schedule": crontab(hour="5", minute="30")},
    "forget-report-drafts": {"task": "injuries.tasks.forget_report_drafts", "schedule": crontab(hour="5", minute="40")},
    "look-for-uploads": {"task": "safetynet.operations.tasks.look_for_uploads", "schedule": 60.0},
    "fetch-feed": {"task": "safetynet.operations.tasks.fetch_feed", "schedule": crontab(hour=FEED.hours, minute="0")},
    "forget-feeds": {"task": "safetynet.operations.tasks.forget_feeds", "schedule": crontab(minute="50")},
    "hand-over": {"task": "safetynet.operations.tasks.hand_over", "schedule": crontab(hour="5", minute="15")},
    "queue-reminders": {"task": "actionplans.tasks.queue_reminders", "schedule": crontab(hour="6-21", minute="5,35")},
    "queue-training-mails": {"task": "safetynet.operations.tasks.queue_training_mails", "schedule": crontab(hour="7", minute="10")},
    "look-for-rounds": {"task": "apv.tasks.look_for_rounds", "schedule": 60.0},
    "remind-of-rounds": {"task": "apv.tasks.remind_of_rounds", "schedule": crontab(hour="8-19", minute="10")},
    "bring-up-shares": {"task": "apv.tasks.bring_up_shares", "schedule": crontab(hour="5", minute="35")},
    "lay-audit-places": {"task": "apv.tasks.lay_audit_places", "schedule": crontab(hour="5", minute="25")},
    "forget-unfinished-audit-imports": {
        "task": "apv.tasks.forget_unfinished_audit_imports",
        "schedule": crontab(hour="5", minute="55"),
    },
    "queue-audit-mails": {"task": "apv.tasks.queue_audit_mails", "schedule": crontab(hour="7-17", minute="40")},
    "queue-duty-mails": {"task": "safetynet.operations.tasks.queue_duty_mails", "schedule": crontab(hour="7", minute="20")},
    "forget-case-imports": {"task": "injuries.tasks.forget_case_imports", "schedule": crontab(minute="40")},
    "queue-reaction-mails": {"task": "injuries.tasks.queue_reaction_mails", "schedule": crontab(hour="7", minute="25")},
    "seal-reads": {"task": "injuries.tasks.seal_reads", "schedule": 30.0},
    "look-for-unusual-reads": {"task": "injuries.tasks.look_for_unusual_reads", "schedule": 300.0},
    "let-go": {"task": "injuries.tasks.let_go", "schedule": crontab(hour="5", minute="45")},
    "check-reads": {"task": "injuries.tasks.check_reads", "schedule": crontab(hour="5", minute="40")},
    "keep-shown-counts": {"task": "injuries.tasks.keep_shown", "schedule": crontab(hour="5", minute="45")},
    # After what they count.
    "count-goal-figures": {"task": "annualcycle.tasks.count_goal_figures", "schedule": crontab(hour="6", minute="0")},
    "queue-injury-mails": {"task": "injuries.tasks.queue_injury_mails", "schedule": crontab(hour="5-21", minute="*/5")},
    "keep-injury-clocks": {"task": "injuries.tasks.keep_injury_clocks", "schedule": crontab(hour="5", minute="45")},
    "refresh-grants": {"task": "orgstructure.tasks.refresh_grants", "schedule": crontab(hour="0,5", minute="5")},
}

# --- Logs: ids and verbs, never names or texts --------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "safetynet.common.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "paramiko": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
