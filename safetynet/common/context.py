"""What base.html knows on every page, without a query (the demo's date costs one)."""

import time
from datetime import datetime
from typing import Any

from django.conf import settings

from safetynet.common import clock
from safetynet.common.http import AppRequest


def installation(request: AppRequest) -> dict[str, Any]:
    """Who sends this page, whom to call, and in the demo which day it is."""
    shown = {
        "region_name": settings.REGION_NAME,
        "support_name": settings.SUPPORT_NAME,
        "support_phone": settings.SUPPORT_PHONE,
        "support_mail": settings.SUPPORT_MAIL,
        "support_dial": "".join(sign for sign in settings.SUPPORT_PHONE if sign in "+0123456789"),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    if settings.DEMO:
        shown["demo_today"] = clock.today()
    return shown | {"session_ends": _seconds_left(user.last_login), "session_lasts": settings.SESSION_COOKIE_AGE}


def _seconds_left(signed_in_at: datetime | None) -> int:
    """Until the session cookie of that sign-in dies; the cookie goes by the machine's time, not by the demo's."""
    age = time.time() - signed_in_at.timestamp() if signed_in_at else 0
    return max(0, int(settings.SESSION_COOKIE_AGE - age))
