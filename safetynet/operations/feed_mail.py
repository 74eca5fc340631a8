"""One mail when the night's files did not come in: to whoever may import, saying what stands in the way and where to act.

Planned with the cause and worded at delivery from how it is then: what has been mended meanwhile is not told.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.wording import Button, Wording, address, letter
from orgstructure.feed.brake import exceeded
from orgstructure.feed.problems import Problem
from orgstructure.models import FeedRun, FeedUpload, OutboxKind, UnitUserPermission, User
from orgstructure.permissions import Perm
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.feedsettings import TRIES
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail

State = FeedUpload.State
MOST_REASONS = 5


def tell(upload: FeedUpload, *, now: datetime) -> None:
    """Of the night's files that wait, were refused, or stopped by a fault; a person's own upload is followed on its page."""
    if upload.by_id is None and upload.state in {State.READY, State.REFUSED, State.FAILED}:
        tell_of_night(upload.created_at.astimezone(COPENHAGEN).date(), now=now)


def tell_of_night(day: date, *, now: datetime, may_still_come: bool = False) -> int:
    """One mail a night and person; with `may_still_come` it waits for the last try."""
    last_try = datetime.combine(day, time(settings.FEED.hour), COPENHAGEN) + timedelta(hours=TRIES - 1, minutes=30)
    at = max(now, last_try) if may_still_come else now
    planned = [
        outbox.NewMail(OutboxKind.FEED, f"feed:{day}:{person}", person, {"day": day.isoformat()}, at)
        for person in holders(day).values_list("pk", flat=True)
    ]
    return len(outbox.queue_all(planned, now=now))


def holders(today: date) -> QuerySet[User]:
    """Whoever may bring the organisation in on that day."""
    grants = UnitUserPermission.objects.filter(Q(until=None) | Q(until__gte=today), permission__codename=Perm.IMPORT_ORGANISATION)
    admitted: QuerySet[User] = User.objects.admitted(today)
    return admitted.filter(pk__in=grants.values("user")).order_by("pk")


def render(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """What stands in the way now; dropped when the night came right, or somebody brought files in since."""
    day = date.fromisoformat(mail.payload["day"])
    run = FeedRun.objects.by_night().filter(on=day).first()
    upload = FeedUpload.objects.by_night().filter(created_at__date=day).first()
    if not run and not upload:
        raise outbox.NoLongerDueError
    since = max([one.started_at for one in [run] if one] + [one.created_at for one in [upload] if one])
    came_right = run and not (upload and upload.state == State.FAILED) and run.outcome in {FeedRun.Outcome.APPLIED, FeedRun.Outcome.SAME}
    if came_right or FeedRun.objects.standing().filter(finished_at__gt=since).exists():
        raise outbox.NoLongerDueError
    question, reasons, button = _words(run, upload)
    wording = Wording(
        subject=_("The organisation's files did not come in last night"),
        question=question,
        sentences=[*reasons[:MOST_REASONS], _("Nothing was changed.")],
        buttons=[button],
    )
    return letter(wording, because=_("You get this mail because you may bring the organisation in."))


def _words(run: FeedRun | None, upload: FeedUpload | None) -> tuple[str, list[str], Button]:
    if upload and upload.state == State.FAILED:
        return _("The files stopped by a fault"), [], Button(_("Try again"), address("feed-upload-detail", upload.pk))
    if upload and upload.state == State.READY and upload.run:
        reasons = [excess.sentence for excess in exceeded(upload.run.counts)]
        reasons += [_("Why they wait: %(reason)s.") % {"reason": upload.get_held_for_display()}] if upload.held_for else []
        return _("The files wait for your yes"), reasons, Button(_("See what they would do"), address("feed-upload-detail", upload.pk))
    problems = [Problem.from_json(kept) for kept in run.problems] if run else []
    page = Button(_("See the run"), address("feed-run-detail", run.pk)) if run else Button(_("See the runs"), address("feed-run-list"))
    if run and run.outcome == FeedRun.Outcome.FAILED:
        return _("The files could not be fetched"), [f"{problem.file}: {problem.reason}" for problem in problems], page
    stopping = sum(not problem.is_note for problem in problems)
    told = ngettext("%(number)d problem in the files.", "%(number)d problems in the files.", stopping) % {"number": stopping}
    return _("The files cannot be used"), [told], page


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(OutboxKind.FEED)(render)
