"""Issue, prolong and revoke what other systems read with; know a token again, and count its calls."""

import hashlib
import secrets
import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When

from orgstructure.models import Unit, User
from safetynet.dashboard.models import ApiToken, ApiTokenAct

LONGEST = timedelta(days=366)
SEEN = 8  # letters of the secret that stay readable, to know it by: 48 of 256 bits
BEGINS = "sn_"


def digest_of(token: str) -> bytes:
    """What is kept of it. The token is 256 random bits: nothing to guess, so a plain SHA-256 holds."""
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def issue(*, name: str, unit: Unit, reason: str, last_day: date, by: User, now: datetime, today: date, submission_id: uuid.UUID) -> str:
    """Make a system client with its token and return the token, which nobody can read again."""
    secret = BEGINS + secrets.token_urlsafe(32)
    client = User.objects.create_user(f"api-{uuid.uuid4()}", kind=User.Kind.SYSTEM, last_name=name)
    token = ApiToken.objects.create(
        client=client, name=name, unit=unit, reason=reason, prefix=secret[: len(BEGINS) + SEEN], digest=digest_of(secret),
        created_by=by, created_at=now, confirmed_on=today, valid_from=today, valid_to=last_day + timedelta(days=1),
        submission_id=submission_id,
    )  # fmt: skip
    _keep(token, ApiTokenAct.Verb.ISSUE, by=by, now=now)
    return secret


@transaction.atomic
def prolong(token: ApiToken, *, by: User, now: datetime, today: date) -> bool:
    """A year from today; False when somebody has revoked it meanwhile."""
    changed = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(confirmed_on=today, valid_to=today + timedelta(days=365))
    if changed:
        token.refresh_from_db()
        _keep(token, ApiTokenAct.Verb.PROLONG, by=by, now=now)
    return bool(changed)


@transaction.atomic
def revoke(token: ApiToken, *, by: User, now: datetime) -> bool:
    """From the next call it opens nothing; False when somebody did so before."""
    changed = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now, revoked_by=by)
    if changed:
        _keep(token, ApiTokenAct.Verb.REVOKE, by=by, now=now)
    return bool(changed)


def known(secret: str, today: date) -> ApiToken | None:
    """The token that opens something today, with its unit; None for a wrong, ended or revoked one alike."""
    return ApiToken.objects.living(today).select_related("unit").filter(digest=digest_of(secret)).first()


def count_call(token: ApiToken, now: datetime, today: date) -> bool:
    """Count one call, in all processes together; False when the minute's number is used up."""
    minute = now.replace(second=0, microsecond=0)
    calls = Case(When(minute=minute, then=F("calls") + 1), default=Value(1))
    ApiToken.objects.filter(pk=token.pk).update(calls=calls, minute=minute, last_used_on=today)
    token.refresh_from_db(fields=["calls"])
    most: int = settings.API_CALLS_PER_MINUTE
    return token.calls <= most


def _keep(token: ApiToken, verb: ApiTokenAct.Verb, *, by: User, now: datetime) -> None:
    ApiTokenAct.objects.create(token=token, verb=verb, at=now, by=by, valid_to=token.valid_to)
