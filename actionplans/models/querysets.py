"""Every question about plans that has a meaning."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import BooleanField, Exists, OuterRef, Prefetch, Q
from django.db.models.expressions import ExpressionWrapper

from actionplans.models.choices import ENDED_STATUSES, OPEN_STATUSES, Status, Urgency
from actionplans.models.evaluation import EffectEvaluation, EffectEvaluationQuerySet
from actionplans.models.parts import Measure, PlanPerson
from actionplans.models.traces import PlanPlacement
from orgstructure.access import scope_of
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.fields import valid_on

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan  # noqa: F401  named as text in the class below
    from orgstructure.models import User

__all__ = ["GRACE_DAYS", "ActionPlanQuerySet"]

OVERDUE_STATUSES = (Status.ACTIVE, Status.AWAITING)
CALENDARS_ARE_TIDIED_FOR = timedelta(days=30)
REMINDERS_READ = (
    "status", "is_confidential", "title", "owner_id", "evaluator_id", "created_by_id", "published_at", "implement_by",
    "evaluate_on", "expected_closing_on", "review_on", "snoozed_until",
)  # fmt: skip
GRACE_DAYS = 14  # an evaluation this many days after the date is still in time


class MeasuredQuerySet(models.QuerySet["ActionPlan"]):
    """The one figure that measures us: evaluated no later than 14 days after the date as first published.

    The cohort of a period is `due_first_between(start, end).measured()`, in a unit `.placed_under(path)`; those that
    made it are `.evaluated_by_first_date()`, those that came later `.evaluated_after_first_date()`. Beside it the
    same with `grace_days=0`, and by current date (`due_now_between`, `evaluated_by_current_date`). Plans that are
    standing or were not carried out are in `due_first_between` but not in `measured`: they are shown beside.
    """

    def due_first_between(self, start: date | None, end: date | None, grace_days: int = GRACE_DAYS) -> Self:
        """Published plans whose first expected closing date plus the grace falls in [start, end]; None leaves an end open."""
        return self.exclude(status=Status.DRAFT).filter(_between("first_expected_closing_on", start, end, grace_days))

    def due_now_between(self, start: date | None, end: date | None, grace_days: int = GRACE_DAYS) -> Self:
        """The same by the current date, which extensions have moved."""
        return self.exclude(status=Status.DRAFT).filter(_between("expected_closing_on", start, end, grace_days))

    def measured(self) -> Self:
        """Without those that are standing or were not carried out."""
        return self.exclude(status__in=(Status.STANDING, Status.NOT_CARRIED_OUT))

    def placed_under(self, path: str, grace_days: int = GRACE_DAYS, of: str = "first_expected_closing_on") -> Self:
        """Plans that on their date plus the grace belonged to the unit with that path or one now below it."""
        return self.filter(Exists(_placements(grace_days, of).filter(unit__path__startswith=path)))

    def evaluated_by_first_date(self, grace_days: int = GRACE_DAYS) -> Self:
        """A verdict other than “too early to tell”, not undone, by the first date plus the grace."""
        return self.filter(Exists(_verdicts().filter(on__lte=OuterRef("first_expected_closing_on") + timedelta(days=grace_days))))

    def evaluated_by_current_date(self, grace_days: int = GRACE_DAYS) -> Self:
        """The same by the current date."""
        return self.filter(Exists(_verdicts().filter(on__lte=OuterRef("expected_closing_on") + timedelta(days=grace_days))))

    def evaluated_at_all(self) -> Self:
        """A verdict other than “too early to tell”, not undone, whenever."""
        return self.filter(Exists(_verdicts()))

    def evaluated_after_first_date(self, grace_days: int = GRACE_DAYS) -> Self:
        """A verdict, but none by the first date plus the grace."""
        in_time = _verdicts().filter(on__lte=OuterRef("first_expected_closing_on") + timedelta(days=grace_days))
        return self.evaluated_at_all().exclude(Exists(in_time))


class ActionPlanQuerySet(MeasuredQuerySet):
    """Plans by reader, place, state and date."""

    def visible_to(self, user: "User") -> Self:
        """Every published plan that is not confidential; the closed ones only by grant, as owner or as author of the draft."""
        if not user.is_active or user.kind != "person":
            return self.none()
        is_open = ~Q(status=Status.DRAFT) & Q(is_confidential=False)
        own = Q(owner=user) | Q(created_by=user, status=Status.DRAFT)
        return self.filter(is_open | own | scope_of(user, Perm.VIEW_CLOSED_PLANS).where())

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

    def under(self, path: str) -> Self:
        """Plans that the unit with that path owns, or a unit below it."""
        return self.filter(unit__path__startswith=path)

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

    def due_between(self, start: date | None, end: date | None) -> Self:
        """Current expected closing date in [start, end]."""
        return self.filter(_between("expected_closing_on", start, end))

    def published_between(self, start: date | None, end: date | None) -> Self:
        """Published on a day in [start, end], Copenhagen's days."""
        return self.filter(_on_days("published_at", start, end))

    def ended_between(self, start: date | None, end: date | None) -> Self:
        """Closed or left on a day in [start, end], Copenhagen's days."""
        return self.filter(_on_days("ended_at", start, end))

    def may_need_mail(self, now: datetime) -> Self:
        """Open, or ended so lately that calendars may still show its evaluation."""
        return self.filter(Q(status__in=OPEN_STATUSES) | Q(ended_at__gt=now - CALENDARS_ARE_TIDIED_FOR))

    def with_what_reminders_read(self) -> Self:
        """The columns, measures and people that decide who is reminded of what: three queries for any number of plans."""
        measures = Measure.objects.only("plan_id", "responsible_id", "due_on", "done_on").order_by()
        people = PlanPerson.objects.only("plan_id", "user_id", "part")
        return self.only(*REMINDERS_READ).prefetch_related(Prefetch("measures", measures), Prefetch("people", people))

    def acute_first(self) -> Self:
        """Acute plans before the others, then by date."""
        acute = ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=BooleanField())
        return self.annotate(acute=acute).order_by("-acute", "expected_closing_on", "pk")

    def matching(self, text: str) -> Self:
        """Danish and Swedish full-text search with stemming; empty text matches everything."""
        if not text.strip():
            return self
        query = SearchQuery(text, config="danish", search_type="websearch") | SearchQuery(text, config="swedish", search_type="websearch")
        return self.filter(search=query)


def _between(column: str, start: date | None, end: date | None, grace_days: int = 0) -> Q:
    grace = timedelta(days=grace_days)
    found = Q()
    if start:
        found &= Q(**{f"{column}__gte": start - grace})
    if end:
        found &= Q(**{f"{column}__lte": end - grace})
    return found


def _on_days(column: str, start: date | None, end: date | None) -> Q:
    found = Q()
    if start:
        found &= Q(**{f"{column}__gte": clock.at_hour(start, 0)})
    if end:
        found &= Q(**{f"{column}__lt": clock.at_hour(end + timedelta(days=1), 0)})
    return found


def _verdicts() -> EffectEvaluationQuerySet:
    return EffectEvaluation.objects.final().filter(plan=OuterRef("pk"))


def _placements(grace_days: int, of: str) -> models.QuerySet[PlanPlacement]:
    day = OuterRef(of) + timedelta(days=grace_days)
    return PlanPlacement.objects.filter(valid_on(day), plan=OuterRef("pk"))
