"""The ladder by help: what its steps are, which plan has reached which, who was asked for help, and what was put off."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import DeadlineReason, Status
from actionplans.models.priority import PriorityQuerySet
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan  # noqa: F401  named as text in the fields below


class HelpCode(models.TextChoices):
    """The steps of the ladder, in the order in which a plan reaches them."""

    PAIR = "pair", _("owner and representative help each other")
    COMMITTEE = "committee", _("on the committee's list")
    CARD = "card", _("a line on the leader's monthly card")
    OFFER = "offer", _("offer of help from the work-environment staff")


LADDER = tuple(HelpCode)


class HelpStepQuerySet(models.QuerySet["HelpStep"]):
    """The region's ladder."""

    def in_order(self) -> list["HelpStep"]:
        """All steps, the first to be reached first."""
        return sorted(self, key=lambda step: LADDER.index(HelpCode(step.code)))


class HelpStep(models.Model):
    """One step as the region wants it: after how many days, whether at all, and what is said.

    `text` is by language and said in the mail that offers help; `target` is the share evaluated in time, in per cent, that the
    monthly card sets beside the leader's own.
    """

    code = models.CharField(max_length=20, choices=HelpCode, unique=True)
    days = models.PositiveSmallIntegerField(help_text="Since the date passed or somebody last did something.")
    is_on = models.BooleanField(default=True)
    text = models.JSONField(default=dict, blank=True)
    target = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = HelpStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="help_step_is_within_a_year", condition=Q(days__gte=1, days__lte=365)),
            models.CheckConstraint(name="help_step_target_is_a_share", condition=Q(target=None) | Q(code="card", target__lte=100)),
        ]

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def text_in_words(self) -> str:
        """In the reader's language, else Danish, else whichever there is."""
        texts: dict[str, str] = self.text
        return texts.get(translation.get_language() or "da") or texts.get("da") or next(iter(texts.values()), "")


class HelpReachedQuerySet(models.QuerySet["HelpReached"]):
    """Steps by whether they still hold."""

    def current(self, today: date) -> Self:
        """Of plans that are overdue, and that nobody has done anything with since the step was reached."""
        overdue = Q(plan__status__in=(Status.ACTIVE, Status.AWAITING), plan__expected_closing_on__lt=today)
        return self.filter(overdue, at__gt=F("plan__touched_at"))


class HelpReached(models.Model):
    """This plan has reached that step, counted from the day on which it came to rest; only ever added."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="help_reached")
    code = models.CharField(max_length=20, choices=HelpCode)
    counted_from = models.DateField()
    at = models.DateTimeField()

    objects = HelpReachedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code", "counted_from"], name="help_step_is_reached_once")]
        indexes = [models.Index(fields=["code", "plan", "at"], name="help_reached_by_step")]

    def __str__(self) -> str:
        return f"{self.code} {self.plan_id}"


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    """Requests by whether they wait."""

    def open(self) -> Self:
        """Not answered, of plans that are still open."""
        return self.filter(answered_at=None, plan__status__in=(Status.ACTIVE, Status.AWAITING, Status.STANDING))

    def visible_to(self, user: User) -> Self:
        """Where the person offers help, about plans that the person may see."""
        from actionplans.models.plans import ActionPlan  # noqa: PLC0415  the plan's model needs this file first

        area = scope_of(user, Perm.OFFER_HELP).where("plan__unit")
        return self.filter(area, plan__in=ActionPlan.objects.visible_to(user).values("pk"))

    def for_page(self) -> Self:
        """With the plan, where it is, whose it is, and who asked."""
        return self.select_related("plan__unit", "plan__owner", "by", "answered_by")


class HelpRequest(models.Model):
    """Help for a plan: asked for by a person (`by`), or offered by the ladder (nobody). One waits at a time."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="help_requests")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="help_request_answered_at_and_by_together",
                condition=Q(answered_at=None, answered_by=None) | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["plan"], condition=Q(answered_at=None), name="help_request_waits_once"),
        ]

    def __str__(self) -> str:
        return f"help for {self.plan_id}"


class Snooze(models.Model):
    """Reminders about a plan were put off until a day, by whom and why; its dates stay as they are. Only ever added."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="snoozes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    until = models.DateField()
    code = models.CharField(max_length=20, choices=DeadlineReason)
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="snooze_other_says_why", condition=~Q(code="other") | ~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.plan_id} until {self.until}"


class HelpQuerySet(PriorityQuerySet):
    """Which plans the ladder is about."""

    def at_rest(self, today: date) -> Self:
        """Overdue and not put off: those the ladder looks at."""
        overdue = Q(status__in=(Status.ACTIVE, Status.AWAITING), expected_closing_on__lt=today)
        return self.filter(overdue, Q(snoozed_until=None) | Q(snoozed_until__lte=today))

    def for_committees(self, today: date) -> Self:
        """On the committee's list: reached by the ladder, or lifted there by a second delay or by somebody who asked for it."""
        reached = HelpReached.objects.current(today).filter(code=HelpCode.COMMITTEE)
        open_ = (Status.ACTIVE, Status.AWAITING, Status.STANDING)
        lifted = type(self)(self.model).filter(lifted_to_committee_at__isnull=False)
        # Two indexes, each with few rows; asked with “or”, every open plan of a region would be read.
        return self.filter(pk__in=lifted.order_by().values("pk").union(reached.order_by().values("plan")), status__in=open_)

    def with_help_flags(self, today: date) -> Self:
        """Add `is_helped` (the ladder has reached the plan) and `help_asked_at`, in the plan's own query."""
        reached = HelpReached.objects.current(today).filter(plan=OuterRef("pk"))
        waits = HelpRequest.objects.filter(plan=OuterRef("pk"), answered_at=None)
        return self.annotate(is_helped=Exists(reached), help_asked_at=Subquery(waits.values("at")[:1]))
