"""Every question about plans that has a meaning."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.search import SearchRank
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, Subquery, TextField, Value, When
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Coalesce

from actionplans.models.attachments import Attachment
from actionplans.models.choices import ENDED_STATUSES, OPEN_STATUSES, Status, Urgency
from actionplans.models.endings import ending_for
from actionplans.models.measured import GRACE_DAYS, between
from actionplans.models.parts import ConfidentialNote, Measure, PlanPerson
from actionplans.models.search import query_of, read_reference
from actionplans.models.shares import PlanShare
from actionplans.models.similar import SimilarQuerySet
from actionplans.models.stall import StallCheck, where_stalled
from actionplans.models.voices import heard_on
from orgstructure.access import NOTHING, scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common import clock

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan
    from orgstructure.models import Unit

__all__ = ["GRACE_DAYS", "ActionPlanQuerySet"]

ROW_COLUMNS = (
    "title", "status", "urgency", "is_confidential", "source", "theme", "expected_closing_on", "first_expected_closing_on", "implement_by",
    "evaluate_on", "review_on", "published_at", "ended_at", "ended_code", "version", "unit__name", "unit__path", "owner__first_name",
    "owner__last_name", "owner__username", "closing_evaluation__verdict", "theme__name", "theme__code",
)  # fmt: skip
OVERDUE_STATUSES = (Status.ACTIVE, Status.AWAITING)
ASKING = Q(status__in=OPEN_STATUSES) | Q(confirm_by__isnull=False, confirmed_at=None) | Q(hold_check_on__isnull=False)
CALENDARS_ARE_TIDIED_FOR = timedelta(days=30)
REMINDERS_READ = (
    "status", "is_confidential", "title", "owner_id", "evaluator_id", "created_by_id", "published_at", "implement_by",
    "evaluate_on", "expected_closing_on", "review_on", "snoozed_until",
    "ended_at", "confirm_by_id", "confirmed_at", "hold_check_on",
)  # fmt: skip


class ActionPlanQuerySet(SimilarQuerySet):
    """Plans by reader, place, state and date."""

    def visible_to(self, user: "User") -> Self:
        """Every published plan that is not confidential.

        The closed ones only by grant, as owner, as author of the draft, or because a published plan asks something of the reader:
        to evaluate it, or to carry out a measure.
        """
        if not user.is_active or user.kind != "person":
            return self.none()
        is_open = ~Q(status=Status.DRAFT) & Q(is_confidential=False)
        own = Q(owner=user) | Q(created_by=user, status=Status.DRAFT)
        asked = Q(evaluator=user) | Q(pk__in=Measure.objects.filter(responsible=user).values("plan_id"))
        return self.filter(is_open | own | (asked & ~Q(status=Status.DRAFT)) | scope_of(user, Perm.VIEW_CLOSED_PLANS).where())

    def hidden_from(self, user: "User") -> Self:
        """Published confidential plans that the person may not see: counted in figures, never listed."""
        confidential = self.filter(is_confidential=True).exclude(status=Status.DRAFT)
        return confidential.exclude(pk__in=confidential.visible_to(user).values("pk"))

    def with_rights_of(self, user: "User") -> Self:
        """Add `may_edit`, `may_evaluate`, `may_prioritise` and `is_followed` to each row, in the same query.

        The person named as evaluator may evaluate without being able to change anything else.
        """
        from actionplans.models.plans import Follower  # noqa: PLC0415  the plan's model needs this queryset first

        owns = ExpressionWrapper(Q(owner=user) | Q(created_by=user, status=Status.DRAFT), output_field=BooleanField())
        edits = Q(owner=user) | Q(created_by=user, status=Status.DRAFT) | scope_of(user, Perm.EDIT_PLANS).where()
        return self.annotate(
            may_edit=ExpressionWrapper(edits, output_field=BooleanField()),
            may_evaluate=ExpressionWrapper(edits | Q(evaluator=user), output_field=BooleanField()),
            is_mine=owns,
            may_prioritise=scope_of(user, Perm.PRIORITISE_PLANS).flag(),
            is_followed=Exists(Follower.objects.filter(plan=OuterRef("pk"), user=user)),
        )

    def with_voices(self, user: "User", today: date) -> Self:
        """Add what the unit says: `noticed`, `not_noticed`, `comment_count`, the reader's `own_notice`, and `may_notice`."""
        return self.annotate(**heard_on(user, today))

    def looked_after_by(self, user: "User") -> Self:
        """In units whose plans the person may edit, or for which he or she sets up the system."""
        return self.filter(scope_of(user, Perm.EDIT_PLANS).where() | scope_of(user, Perm.CONFIGURE).where())

    def with_files_and_shares(self) -> Self:
        """Add `has_files` and `has_shares`: most plans have none, and need not be asked for them."""
        files, shares = Attachment.objects.filter(removed_at=None), PlanShare.objects.current()
        return self.annotate(has_files=Exists(files.filter(plan=OuterRef("pk"))), has_shares=Exists(shares.filter(plan=OuterRef("pk"))))

    def shown_in(self, unit: "Unit") -> Self:
        """Open plans that other units own and show here as well."""
        return self.open().filter(is_confidential=False, pk__in=PlanShare.objects.current().filter(unit=unit).values("plan"))

    def with_ending_for(self, user: "User", today: date) -> Self:
        """Add `may_confirm`, `may_mark`, `has_second_looks`, `serious_from`, `hold_check_months`: how the plan ends, for this reader."""
        return self.annotate(**ending_for(user, today))

    def with_note_for(self, user: "User") -> Self:
        """Add `may_read_note`, and as `note` the confidential paragraph, empty for everybody else; in the same query."""
        reads = Q(owner=user) | scope_of(user, Perm.VIEW_CLOSED_PLANS).where()
        text = Subquery(ConfidentialNote.objects.filter(plan=OuterRef("pk")).values("text")[:1])
        return self.annotate(
            may_read_note=ExpressionWrapper(reads, output_field=BooleanField()),
            note=Case(When(reads, then=Coalesce(text, Value(""))), default=Value(""), output_field=TextField()),
        )

    def for_writing(self) -> Self:
        """With all that the page on which it is written shows."""
        return self.select_related("unit", "follows", "owner").prefetch_related("measures", "criteria", "people")

    def begun_by(self, user: "User", unit: "Unit") -> Self:
        """The drafts that the person has begun for the unit, the newest first."""
        return self.filter(created_by=user, unit=unit, status=Status.DRAFT).order_by("-created_at", "-pk")

    def submitted_as(self, submission_id: str) -> "ActionPlan | None":
        """The plan that the form with that number made."""
        try:
            return self.filter(submission_id=UUID(submission_id)).first()
        except ValueError:
            return None

    def under(self, *paths: str) -> Self:
        """Plans that a unit with one of those paths owns, or a unit below it."""
        return self.filter(reduce(or_, [Q(unit__path__startswith=path) for path in paths], NOTHING))

    def published(self) -> Self:
        """No longer drafts."""
        return self.exclude(status=Status.DRAFT)

    def drafts(self) -> Self:
        """Not yet published."""
        return self.filter(status=Status.DRAFT)

    def open(self) -> Self:
        """Published and not ended, standing ones too."""
        return self.filter(status__in=OPEN_STATUSES)

    def ended(self) -> Self:
        """Closed or not carried out."""
        return self.filter(status__in=ENDED_STATUSES)

    def overdue(self, today: date) -> Self:
        """Past the expected closing date, neither ended nor standing (R31)."""
        return self.filter(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)

    def orphaned(self, today: date) -> Self:
        """Drafts and plans that still ask something whose owner, or without one whose author, no longer works here."""
        gone = User.objects.departed(today).values("pk")
        return self.filter(Q(owner__in=gone) | Q(owner=None, created_by__in=gone)).filter(ASKING | Q(status=Status.DRAFT))

    def stalled(self, today: date) -> Self:
        """Those that have stopped, as `where_stalled` says."""
        return self.filter(where_stalled(today))

    def with_stall_flags(self, today: date) -> Self:
        """Add `is_stalled` and `was_stall_checked` to each row, in the same query."""
        return self.with_standstill(today).annotate(was_stall_checked=Exists(StallCheck.objects.filter(plan=OuterRef("pk"))))

    def with_standstill(self, today: date) -> Self:
        """Add `is_stalled` to each row, in the same query."""
        return self.annotate(is_stalled=ExpressionWrapper(where_stalled(today), output_field=BooleanField()))

    def stalled_because(self, cause: str, stage: str = "", start: date | None = None, end: date | None = None) -> Self:
        """Plans whose last stall check, made in [start, end], names that cause; `any` is any, `none` no check at all."""
        checks = StallCheck.objects.filter(plan=OuterRef("pk"))
        if cause == "none":
            return self.filter(~Exists(checks))
        last = checks.last_of_each_plan().filter(_on_days("at", start, end))
        last = last.filter(cause=cause) if cause not in ("", "any") else last
        return self.filter(Exists(last.filter(stage=stage) if stage else last))

    def brought_in_untouched(self, plan_import: int) -> Self:
        """From that import, and as it made them: nobody has changed, moved, noted or commented since, and nothing else hangs on them."""
        made = self.filter(brought_in_by__source=plan_import, version=1, touched_at=F("brought_in_by__source__done_at"))
        hanging = ("comments", "notices", "shares", "help_reached", "help_requests", "followed_by", "copies")
        return made.filter(**{f"{name}__isnull": True for name in hanging})

    def evaluation_overdue(self, today: date) -> Self:
        """Carried out, and the day for evaluating the effect has passed."""
        return self.filter(status=Status.AWAITING, evaluate_on__lt=today)

    def with_measure_overdue(self, today: date) -> Self:
        """Being carried out, and a measure's date has passed without its being done."""
        late = Measure.objects.undone().filter(plan=OuterRef("pk"), due_on__lt=today)
        return self.filter(Exists(late), status=Status.ACTIVE)

    def acute(self) -> Self:
        """Needing action at once."""
        return self.filter(urgency=Urgency.ACUTE)

    def awaiting_confirmation(self) -> Self:
        """Closed with a verdict, and the second person has not spoken yet."""
        return self.filter(confirm_by__isnull=False, confirmed_at=None)

    def hold_check_due(self, day: date) -> Self:
        """Closed long enough to be asked, by that day, whether it still works."""
        return self.filter(hold_check_on__lte=day)

    def due_between(self, start: date | None, end: date | None) -> Self:
        """Current expected closing date in [start, end]."""
        return self.filter(between("expected_closing_on", start, end))

    def published_between(self, start: date | None, end: date | None) -> Self:
        """Published on a day in [start, end], Copenhagen's days."""
        return self.filter(_on_days("published_at", start, end))

    def ended_between(self, start: date | None, end: date | None) -> Self:
        """Closed or left on a day in [start, end], Copenhagen's days."""
        return self.filter(_on_days("ended_at", start, end))

    def may_need_mail(self, now: datetime) -> Self:
        """Open, closed and still asking something, or ended so lately that calendars may still show its evaluation."""
        return self.filter(ASKING | Q(ended_at__gt=now - CALENDARS_ARE_TIDIED_FOR))

    def asking(self) -> Self:
        """Open, or closed and still to be confirmed or looked at again."""
        return self.filter(ASKING)

    def with_what_reminders_read(self) -> Self:
        """The columns, measures and people that decide who is reminded of what: three queries for any number of plans."""
        measures = Measure.objects.only("plan_id", "responsible_id", "due_on", "done_on").order_by()
        people = PlanPerson.objects.only("plan_id", "user_id", "part")
        return self.only(*REMINDERS_READ).prefetch_related(Prefetch("measures", measures), Prefetch("people", people))

    def linked_with(self, plan: "ActionPlan") -> Self:
        """The plan this one carries on from or is a copy of, and those that do so with it, oldest first; with their units."""
        before = Q(pk__in=[pk for pk in (plan.follows_id, plan.copied_from_id) if pk])
        return self.filter(before | Q(follows=plan) | Q(copied_from=plan)).select_related("unit").order_by("pk")

    def open_or_closed_since(self, day: date) -> Self:
        """What figures of today are made of: open plans, and those closed with a verdict on that day or later."""
        return self.filter(Q(status__in=OPEN_STATUSES) | (Q(status=Status.CLOSED) & _on_days("ended_at", day, None)))

    def closed_last(self, most: int) -> Self:
        """The plans closed with a verdict most recently, no more than that many."""
        return self.filter(status=Status.CLOSED, ended_at__isnull=False).order_by("-ended_at", "-pk")[:most]

    def acute_first(self) -> Self:
        """Acute plans before the others, then by date."""
        acute = ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=BooleanField())
        return self.annotate(acute=acute).order_by("-acute", "expected_closing_on", "pk")

    def matching(self, text: str) -> Self:
        """Danish and Swedish full-text search by beginnings of words and their everyday synonyms; `HP-123` is that plan.

        Empty text matches everything.
        """
        if reference := read_reference(text):
            return self.filter(pk=reference)
        return self.filter(search=query_of(text)) if text.strip() else self

    def best_match_first(self, text: str) -> Self:
        """Words in the title count for more than words in the description."""
        return self.annotate(rank=SearchRank(F("search"), query_of(text))).order_by("-rank", "expected_closing_on", "pk")

    def for_rows(self, *more: str) -> Self:
        """What a row of a list shows (and `more` columns), nothing of the long texts; with the date of the next measure."""
        undone = Measure.objects.undone().filter(plan=OuterRef("pk"), due_on__isnull=False).order_by("due_on")
        shown = self.select_related("unit", "owner", "closing_evaluation", "theme").annotate(
            next_measure_on=Subquery(undone.values("due_on")[:1])
        )
        return shown.only(*ROW_COLUMNS, *more)


def _on_days(column: str, start: date | None, end: date | None) -> Q:
    found = Q()
    if start:
        found &= Q(**{f"{column}__gte": clock.at_hour(start, 0)})
    if end:
        found &= Q(**{f"{column}__lt": clock.at_hour(end + timedelta(days=1), 0)})
    return found
