"""How the nightly run stands, for the list of runs and the operation page; two queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from orgstructure.models import FeedRun, FeedUpload

GOOD = (FeedRun.Outcome.APPLIED, FeedRun.Outcome.SAME)
SILENT_AFTER = timedelta(hours=36)
WAITS = (FeedUpload.State.READY, FeedUpload.State.FAILED)


@dataclass(frozen=True)
class Night:
    """Nothing to do, or one thing with the page where it is done."""

    last_good: datetime | None
    heading: str = ""
    sentence: str = ""
    address: str = ""
    way: str = ""

    @property
    def needs_a_hand(self) -> bool:
        """A person has to look."""
        return bool(self.heading)


def night(now: datetime) -> Night:
    """The last night's run, unless files came in since."""
    good = FeedRun.objects.by_night().filter(outcome__in=GOOD, undone_at=None).only("finished_at").first()
    last_good = good.finished_at if good else None
    upload = FeedUpload.objects.by_night().filter(state__in=WAITS).first()
    if upload:
        waits = upload.state == FeedUpload.State.READY
        heading = _("Last night's files wait for a yes") if waits else _("Last night's files stopped by a fault")
        return Night(last_good, heading, _("Nothing was changed."), upload.get_absolute_url(), _("See the files"))
    last = FeedRun.objects.by_night().only("outcome", "finished_at").first()
    if last and last.outcome in (FeedRun.Outcome.FAILED, FeedRun.Outcome.REFUSED):
        heading = (
            _("Last night's files could not be fetched")
            if last.outcome == FeedRun.Outcome.FAILED
            else _("Last night's files cannot be used")
        )
        return Night(last_good, heading, _("Nothing was changed."), last.get_absolute_url(), _("See why"))
    if last and last.finished_at < now - SILENT_AFTER:
        sentence = _("There has been no nightly run for more than a day and a half. Look whether workers and clock run.")
        return Night(last_good, _("The nightly run is silent"), sentence, reverse("feed-run-list"), _("See the runs"))
    return Night(last_good)
