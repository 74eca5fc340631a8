"""The wheel as a calendar that a person's own program fetches: a signed address a person and committee, alive as long as the person's own.

No secret is kept: the signature is made with the row of the person's calendar address (`CalendarFeed`), so that renewing or revoking
that one ends these too.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from actionplans.models import CalendarFeed
from orgstructure.models import Committee, User
from safetynet.common.given import read_id

SALT = "annualcycle.wheel_feed"


def address_of(committee: Committee, reader: User) -> str:
    """Where the reader's program fetches the committee's wheel; "" while the reader has no calendar address."""
    feed = CalendarFeed.objects.filter(user=reader).first()
    return settings.BASE_URL + reverse("wheel-feed", args=[_token(feed, committee.pk)]) if feed else ""


def behind(token: str, *, today: date) -> tuple[User, Committee] | None:
    """Whose program asks for which wheel, while that person is employed and has a calendar address."""
    first, _dash, rest = token.partition("-")
    user, committee = read_id(first), read_id(rest.partition("-")[0])
    if user is None or committee is None:
        return None
    employed = User.objects.employed(today)
    feed = CalendarFeed.objects.select_related("user").filter(user=user, user__in=employed).first()
    if feed is None or not constant_time_compare(token, _token(feed, committee)):
        return None
    place = Committee.objects.select_related("level").filter(pk=committee).first()
    return (feed.user, place) if place else None


def _token(feed: CalendarFeed, committee_id: int) -> str:
    said = f"{feed.user_id}-{committee_id}"
    return f"{said}-{salted_hmac(SALT + bytes(feed.token_hash).hex(), said, algorithm='sha256').hexdigest()}"
