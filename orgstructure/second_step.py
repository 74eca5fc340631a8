"""The second step of a sign-in by password: a code from an app (TOTP), or a recovery code used once. allauth keeps and checks them."""

import hmac
from dataclasses import dataclass
from typing import Any, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction

from orgstructure import cpr
from orgstructure.models import User
from safetynet.common import clock
from safetynet.common.http import HttpRequest

HELD, SECRET = "second_step", "second_step_secret"
LAST = "last_moment"
HELD_SECONDS = 10 * 60


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Secrets of the second step rest encrypted under FIELD_KEYS, like CPR numbers."""

    def encrypt(self, text: str) -> str:
        return cpr.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return cpr.unseal(encrypted_text)


@dataclass(frozen=True)
class Held:
    """Who has given the right password and is to give a code: nobody is signed in yet."""

    person: User
    name: str
    way_on: str


def is_demanded(person: User) -> bool:
    """By setting for everybody who uses a password; always for who has set it up."""
    return bool(settings.LOCAL_MFA) or is_set_up(person)


def is_set_up(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def hold(request: HttpRequest, person: User, *, name: str, way_on: str) -> None:
    """The password was right: ten minutes for the code, in a session of a new key."""
    request.session.flush()
    request.session[HELD] = {"person": person.pk, "name": name, "way_on": way_on, "at": clock.now().timestamp()}


def held(request: HttpRequest) -> Held | None:
    """Who is between the two steps; None after ten minutes, and for who has left meanwhile."""
    kept: dict[str, Any] = request.session.get(HELD) or {}
    if not kept or clock.now().timestamp() - kept["at"] > HELD_SECONDS:
        return None
    person = User.objects.admitted(clock.today()).filter(pk=kept["person"]).first()
    return Held(person, kept["name"], kept["way_on"]) if person else None


def is_closed(request: HttpRequest, who: Held) -> bool:
    """Whether too many wrong passwords or codes have closed this name behind this address."""
    return not AxesProxyHandler.is_allowed(request, {"username": who.name})


def is_right(request: HttpRequest, who: Held, code: str) -> bool:
    """A code of the app, or a recovery code, which it uses up; each code once. A wrong one counts like a wrong password."""
    code = "".join(code.split())
    is_good = _by_app(who.person, code) or _by_recovery(who.person, code)
    if not is_good:
        user_login_failed.send(sender=__name__, credentials={"username": who.name}, request=request)
    return is_good


@transaction.atomic
def _by_app(person: User, code: str) -> bool:
    """Later than the code that was used last: kept on the row itself, because a cache may forget (RFC 6238, 5.2)."""
    kept = Authenticator.objects.select_for_update().filter(user=person, type=Authenticator.Type.TOTP).first()
    moment = _moment(cpr.unseal(kept.data["secret"]), code) if kept else None
    if kept is None or moment is None or moment <= kept.data.get(LAST, 0):
        return False
    kept.data[LAST] = moment
    kept.last_used_at = clock.now()
    kept.save(update_fields=["data", "last_used_at"])
    return True


def _by_recovery(person: User, code: str) -> bool:
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return bool(kept and RecoveryCodes(kept).validate_code(code))


def _moment(secret: str, code: str) -> int | None:
    """Which half minute the code belongs to, one before or after counted in."""
    for moment in yield_hotp_counters_from_time():
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, moment)).encode(), code.encode()):
            return cast("int", moment)
    return None


def secret_of(request: HttpRequest) -> str:
    """The secret offered in this session; the same until it is taken."""
    return cast("str", request.session.setdefault(SECRET, generate_totp_secret()))


def address_of(person: User, secret: str) -> str:
    """What the app reads from the picture."""
    return cast("str", SealedSecrets().build_totp_url(person, secret))


@transaction.atomic
def set_up(who: Held, secret: str, code: str) -> bool:
    """Keep the secret when the app has answered with its code; never in place of one that is there."""
    moment = _moment(secret, "".join(code.split()))
    if moment is None:
        return False
    User.objects.select_for_update().get(pk=who.person.pk)
    if is_set_up(who.person):
        return False
    kept = TOTP.activate(who.person, secret).instance
    kept.data[LAST] = moment
    kept.save(update_fields=["data"])
    RecoveryCodes.activate(who.person)
    return True


def recovery_codes(person: User) -> list[str]:
    """Those not used yet."""
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return RecoveryCodes(kept).get_unused_codes() if kept else []


@transaction.atomic
def forget(person: User) -> bool:
    """Take the second step away: the next sign-in sets it up anew. Whether there was one."""
    return bool(Authenticator.objects.filter(user=person).delete()[0])


@transaction.atomic
def rotate_secrets() -> None:
    """Write every secret under the first of FIELD_KEYS."""
    for kept in Authenticator.objects.select_for_update():
        kept.data = {name: cpr.reseal(told) if name in {"secret", "seed"} else told for name, told in kept.data.items()}
        kept.save(update_fields=["data"])
