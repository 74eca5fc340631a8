"""Whether four files say anything that is not here already, told without comparing them."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from orgstructure.feed.reader import COLUMNS
from orgstructure.feed.rows import Feed
from orgstructure.feed.shapes import Shape
from orgstructure.models import FeedRun, FeedUpload, Level, RoleWord, Unit


def fingerprint(folder: Path) -> str:
    """Under CPR_HASH_KEY: of the files, and of what else decides what they say here (levels, role words, what is held by hand)."""
    seen = hmac.new(settings.CPR_HASH_KEY.encode(), digestmod=hashlib.sha256)
    for file in COLUMNS:
        content = (folder / file).read_bytes() if (folder / file).is_file() else b""
        seen.update(f"{file} {len(content)} ".encode() + content)
    for rows in (Level.objects.order_by("pk"), RoleWord.objects.order_by("pk")):
        seen.update(repr(list(rows.values_list())).encode())
    held = Unit.objects.exclude(held_since=None).order_by("pk").values_list("pk", "held_since")
    seen.update(repr(list(held)).encode())
    return seen.hexdigest()


def good_until(feed: Feed, today: date) -> date | None:
    """The first day after today on which a period of the feed, or a level in use, begins or ends: then they say something else."""
    periods = [(row.starts, row.ends) for row in feed.engagements] + [(row.starts, row.ends) for row in feed.seats]
    periods += list(Level.objects.values_list("valid_from", "valid_to"))
    return min((day for period in periods for day in period if day and day > today), default=None)


def same_as_last(seen: str, today: date) -> FeedRun | None:
    """The run that brought exactly this in, when it is the last one that stands and no day has changed what it says."""
    last = FeedRun.objects.standing().first()
    if last is None or last.fingerprint != seen or last.on > today:
        return None
    return last if last.good_until is None or today < last.good_until else None


def held_for(shapes: Sequence[Shape], seen: str) -> str:
    """Why these files do not come in without a person's yes, besides the limits; empty when they may."""
    if _was_taken_back(seen):
        return FeedUpload.Held.TAKEN_BACK
    last = FeedRun.objects.standing().first()
    known = last.read_as if last else {}
    is_new = any(not shape.is_the_exporters and known.get(shape.file) != shape.written for shape in shapes)
    return FeedUpload.Held.NEW_SHAPE if is_new else ""


def _was_taken_back(seen: str) -> bool:
    """The last time they were brought in somebody took them back."""
    last = FeedRun.objects.filter(outcome=FeedRun.Outcome.APPLIED, fingerprint=seen).order_by("-finished_at", "-pk").first()
    return last is not None and last.undone_at is not None
