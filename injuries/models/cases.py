"""One event as it is told: what, where, when and how. Nothing of anybody's health stands here."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case as When_
from django.db.models import Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from injuries.clocks import Due, Duty
from injuries.errors import IllegalMoveError
from injuries.models.choices import (
    OPEN_STATES,
    UNSENT_STATES,
    CaseKind,
    CaseState,
    Perpetrator,
    Place,
    Prevented,
    ReportedAs,
)
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN

REPORT_PERMS = (Perm.SIGN_INJURIES, Perm.VIEW_EVENTS)


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by who may see them and by clock. Reading one goes through `injuries.reading`, which writes the log first."""

    def visible_to(self, user: User) -> Self:
        """Cases of which the person may see at least the course of events; not anybody because he or she is the superuser.

        Kept from the manager means: the injury administrator, the injured and the one who reported it, nobody else.
        """
        if not user.is_active:
            return self.none()
        near = scope_of(user, Perm.SIGN_INJURIES) | scope_of(user, Perm.VIEW_EVENTS)
        whole = scope_of(user, Perm.ADMINISTER_INJURIES)
        own = Q(injured=user) | Q(reporter=user)
        return self.filter(own | whole.where() | (near.where() & Q(is_kept_from_manager=False)), anonymised_on=None)

    def with_rights_of(self, user: User) -> Self:
        """Add to each row what the person may see and do; the row of another than `visible_to` gives is all false."""
        mine = When_(When(injured=user, then=Value(value=True)), default=Value(value=False))
        told = When_(When(reporter=user, then=Value(value=True)), default=Value(value=False))
        return self.annotate(
            is_mine=mine,
            is_my_report=told,
            may_administer=scope_of(user, Perm.ADMINISTER_INJURIES).flag(),
            may_sign=_unless_kept(user, Perm.SIGN_INJURIES),
            may_follow_up=_unless_kept(user, Perm.VIEW_EVENTS),
        )

    def open(self) -> Self:
        """Not closed and not withdrawn."""
        return self.filter(state__in=OPEN_STATES)

    def unsent(self) -> Self:
        """The authority has not been told yet, by law or because nothing must be told."""
        return self.filter(state__in=UNSENT_STATES)

    def by_clock(self) -> Self:
        """The law's nearest last minute first, then those with none, oldest first."""
        return self.order_by(F("due_at").asc(nulls_last=True), "happened_on", "pk")

    def without_unnamed_of_the_day(self, now: datetime) -> Self:
        """Anonymous reports are told of from the day after on: their own day, at noon, stands in `registered_at`."""
        return self.exclude(is_anonymous=True, registered_at__gte=noted(now.astimezone(COPENHAGEN)))

    def that_may_need_mail(self, since: datetime) -> Self:
        """Reported, answered or opened again lately, or under the law's clock and not told: a net with wide meshes."""
        lately = Q(state__in=OPEN_STATES, registered_at__gte=since) | Q(state__in=UNSENT_STATES, due_at__isnull=False)
        answered = Exists(Feedback.objects.filter(case=OuterRef("pk"), at__gte=since, by__isnull=False))
        opened = Exists(CaseAct.objects.filter(case=OuterRef("pk"), at__gte=since, verb="reopen"))
        return self.filter(lately | answered | opened, anonymised_on=None)

    def public_id_of_absence(self, user: User, absence_id: int) -> uuid.UUID | None:
        """Which case, of those the person may see, this stretch of absence belongs to; nothing of it is read."""
        return self.visible_to(user).filter(absences=absence_id).values_list("public_id", flat=True).first()

    def that_count(self) -> Self:
        """Those that figures are made of: not withdrawn."""
        return self.exclude(state=CaseState.WITHDRAWN)


def _unless_kept(user: User, perm: Perm) -> When_:
    scope = scope_of(user, perm)
    if not scope:
        return scope.flag()
    return When_(When(scope.where() & Q(is_kept_from_manager=False), then=Value(value=True)), default=Value(value=False))


@pghistory.track(
    pghistory.InsertEvent(condition=pgtrigger.Q(new__is_anonymous=False)),  # its row would tell the minute
    pghistory.UpdateEvent(),
    fields=["unit", "kind", "state", "due_at", "duty", "happened_on", "may_claim", "is_serious", "is_kept_from_manager", "anonymised_on"],
    model_name="CaseEvent",
)
class Case(models.Model):
    """One case (sag): an injury, near miss, act of violence, suspected disease or observation of one unit.

    The course is written so that the work-environment group can read it; identity and health are sealed in `HealthPart`.
    `due_at` and `duty` are a copy of what `injuries.clocks.due` says of the case's facts, kept by
    `injuries.usecases.clockwork.keep` in the transaction of everything that changes a fact, and looked through every night.
    """

    MOVES: ClassVar[dict[str, tuple[frozenset[CaseState], CaseState]]] = {
        "sign": (frozenset({CaseState.REGISTERED}), CaseState.SIGNED),
        "send": (frozenset({CaseState.REGISTERED, CaseState.SIGNED, CaseState.RECEIPTED, CaseState.DECIDED}), CaseState.SENT),
        "receipt": (frozenset({CaseState.SENT}), CaseState.RECEIPTED),
        "decide": (frozenset({CaseState.SENT, CaseState.RECEIPTED}), CaseState.DECIDED),
        "close": (frozenset({CaseState.SIGNED, CaseState.RECEIPTED, CaseState.DECIDED}), CaseState.CLOSED),
        "reopen": (frozenset({CaseState.CLOSED}), CaseState.SIGNED),
        "withdraw": (frozenset({CaseState.REGISTERED, CaseState.SIGNED}), CaseState.WITHDRAWN),
    }

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="injury_cases")
    kind = models.CharField(max_length=20, choices=CaseKind)
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.REGISTERED)
    reported_as = models.CharField(max_length=10, choices=ReportedAs, default=ReportedAs.INJURED)
    injured = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="injuries")
    reporter = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="reported_cases")
    is_anonymous = models.BooleanField(default=False, help_text="Reported on the survey's host, without a name.")
    may_contact = models.BooleanField(default=True)
    is_kept_from_manager = models.BooleanField(
        default=False, help_text="The reporter wants it to go past the unit's own manager and group."
    )
    # The event
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    is_outside_hours = models.BooleanField(default=False, help_text="Outside working hours, related to the work (R44).")
    place_kind = models.CharField(max_length=20, choices=Place)
    place = models.CharField(max_length=200, blank=True, help_text="Where, in words; required when it was not on the premises.")
    is_off_premises = models.BooleanField(default=False)
    course = models.TextField(max_length=4000, blank=True, help_text="What happened, told without names.")
    suggestion = models.TextField(max_length=2000, blank=True, help_text="What the reporter thinks would prevent it.")
    phrase = models.SlugField(max_length=40, blank=True, help_text="The everyday words chosen (injuries.codes.everyday).")
    perpetrator = models.CharField(max_length=10, choices=Perpetrator, blank=True)
    label = models.CharField(max_length=40, blank=True, help_text="The region's own mark, such as VTC for violence and threats.")
    # Classified for the authority (ESAW); what tells of the body is sealed
    environment = models.CharField(max_length=5, blank=True)
    process = models.CharField(max_length=5, blank=True)
    activity = models.CharField(max_length=5, blank=True)
    activity_agent = models.CharField(max_length=5, blank=True)
    deviation = models.CharField(max_length=5, blank=True)
    deviation_agent = models.CharField(max_length=5, blank=True)
    contact = models.CharField(max_length=5, blank=True)
    contact_agent = models.CharField(max_length=5, blank=True)
    # What decides the clock, beside absence
    may_claim = models.BooleanField(default=False, help_text="It may found a claim for benefits though nobody was absent (R41).")
    is_serious = models.BooleanField(default=False, help_text="Serious by the country's law (R57).")
    died_at = models.DateTimeField(null=True, blank=True, help_text="When the employer knew of the death (R42).")
    due_at = models.DateTimeField(null=True, editable=False)
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty], blank=True, editable=False)
    missing_fields = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Of the report to the authority, as reckoned when the case was sealed last; empty before."
    )
    hired_on = models.DateField(null=True, blank=True, help_text="Of the injured, as it stood that day: who is new is reckoned from it.")
    # The manager
    could_be_prevented = models.CharField(max_length=10, choices=Prevented, blank=True)
    manager_comment = models.TextField(max_length=2000, blank=True, help_text="Why or why not.")
    done_now = models.TextField(max_length=2000, blank=True, help_text="What is done at once.")
    signed_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    # The end
    closed_at = models.DateTimeField(null=True, editable=False)
    ended_reason = models.CharField(max_length=500, blank=True, help_text="Why it was withdrawn.")
    anonymised_on = models.DateField(null=True, editable=False, help_text="Past its time: counted, and no longer anybody's (R56).")
    plans = models.ManyToManyField(ActionPlan, related_name="+", blank=True)
    registered_at = models.DateTimeField(help_text="Of an anonymous report the day alone, at noon.")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    import_key = models.CharField(max_length=120, blank=True, editable=False, help_text="Its number in the earlier system.")

    objects = CaseQuerySet.as_manager()
    # on each row of `with_rights_of(user)`
    is_mine: bool
    is_my_report: bool
    may_administer: bool
    may_sign: bool
    may_follow_up: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_without_injured_names_nobody", condition=~Q(kind__in=("near_miss", "observation")) | Q(injured=None)
            ),
            models.CheckConstraint(
                name="case_anonymous_names_nobody", condition=Q(is_anonymous=False) | Q(reporter=None, injured=None, may_contact=False)
            ),
            models.CheckConstraint(
                name="case_anonymised_tells_nothing",
                condition=Q(anonymised_on=None)
                | Q(
                    injured=None,
                    reporter=None,
                    signed_by=None,
                    course="",
                    suggestion="",
                    place="",
                    manager_comment="",
                    done_now="",
                    label="",
                )
                & Q(ended_reason="", import_key=""),
            ),
            models.CheckConstraint(name="case_says_what_happened", condition=Q(anonymised_on__isnull=False) | ~Q(course="")),
            models.CheckConstraint(name="case_hired_before_it_happened", condition=Q(hired_on=None) | Q(hired_on__lte=F("happened_on"))),
            models.CheckConstraint(
                name="case_signed_at_and_by_together",
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False) & (Q(signed_by__isnull=False) | Q(anonymised_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_due_has_its_duty", condition=Q(due_at=None, duty="") | (Q(due_at__isnull=False) & ~Q(duty=""))
            ),
            models.CheckConstraint(
                name="case_closed_at_set_exactly_when_closed",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="case_withdrawn_has_a_reason",
                condition=~Q(state="withdrawn") | ~Q(ended_reason="") | Q(anonymised_on__isnull=False),
            ),
            models.CheckConstraint(
                name="case_perpetrator_at_violence_and_offence",
                condition=Q(perpetrator="") | Q(kind__in=("violence", "offensive_act", "near_miss", "observation")),
            ),
            models.UniqueConstraint(fields=["import_key"], name="case_is_imported_once", condition=~Q(import_key="")),
        ]
        indexes = [
            models.Index(fields=["unit", "-happened_on"], name="case_by_unit"),
            models.Index(fields=["due_at"], name="case_unsent_by_clock", condition=Q(state__in=("registered", "signed"))),
            models.Index(fields=["unit", "state"], name="case_open_by_unit", condition=~Q(state__in=("closed", "withdrawn"))),
            models.Index(fields=["injured"], name="case_by_injured", condition=Q(injured__isnull=False)),
            models.Index(fields=["reporter"], name="case_by_reporter", condition=Q(reporter__isnull=False)),
            models.Index(fields=["happened_on", "kind"], name="case_by_day"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("injury-detail", args=[self.public_id])

    @property
    def number(self) -> str:
        """What people call it; says nothing of anybody."""
        return f"{self.registered_at:%Y}-{self.pk:05d}"

    @property
    def is_open(self) -> bool:
        """Neither closed nor withdrawn."""
        return self.state in OPEN_STATES

    @property
    def due(self) -> Due | None:
        """Until when the authority must be told, and why; None where it need not."""
        return Due(self.due_at, Duty(self.duty)) if self.due_at else None

    @property
    def may_see_report(self) -> bool:
        """Whoever reads it may see whose case it is (R49)."""
        return self.is_mine or self.may_sign or self.may_administer

    @property
    def may_see_health(self) -> bool:
        """Whoever reads it may see the health part: the injured and the injury administrator (R49)."""
        return self.is_mine or self.may_administer

    def move(self, verb: str, **changes: object) -> None:
        """Compare and set: of two people at once one gets `IllegalMoveError`. Whoever calls it writes the `CaseAct`."""
        sources, to = self.MOVES[verb]
        changes = {"closed_at": None, "state": to, **changes} if to != CaseState.CLOSED else {"state": to, **changes}
        rows = Case.objects.filter(pk=self.pk, state__in=sources, anonymised_on=None)
        if not rows.update(**changes, version=F("version") + 1):
            self.refresh_from_db(fields=["state"])
            raise IllegalMoveError(
                gettext("The case is “%(state)s” now, so this can no longer be done.") % {"state": self.get_state_display()}
            )
        self.refresh_from_db(fields=["version", *changes])


class CaseAct(models.Model):
    """Something was done to a case: append-only, ids and verbs, a reason where the verb asks for one (never health)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=30)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Empty for what the clock does, and once anonymised."
    )
    deputy_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_act_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"


class Absence(models.Model):
    """A stretch of days away from one's usual work because of it; `ends_on` is the last day, open while it goes on (R39)."""

    class Extent(models.TextChoices):
        """How much."""

        FULL = "full", _("wholly")
        PARTLY = "partly", _("partly")

    case = models.ForeignKey(Case, models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    extent = models.CharField(max_length=10, choices=Extent, default=Extent.FULL)
    is_expected = models.BooleanField(default=False, help_text="Expected when it was told, not yet confirmed; it counts (domain, 3.1).")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="absence_ends_after_it_began", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.UniqueConstraint(fields=["case", "starts_on"], name="absence_begins_once_a_day"),
            models.UniqueConstraint(fields=["case"], name="absence_open_is_one", condition=Q(ends_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}"


class Feedback(models.Model):
    """What the one who reported it was told: within 24 hours, and when it closes."""

    class Kind(models.TextChoices):
        """On which occasion."""

        RECEIVED = "received", _("received")
        STATUS = "status", _("how it goes")
        CLOSING = "closing", _("what came of it")

    case = models.ForeignKey(Case, models.PROTECT, related_name="feedback")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where the system said it.")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="feedback_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


def noted(at: datetime) -> datetime:
    """The instant as an anonymous report keeps it: the day alone."""
    return at.replace(hour=12, minute=0, second=0, microsecond=0)
