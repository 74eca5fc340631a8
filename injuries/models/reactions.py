"""What the labour inspectorate (Arbejdstilsynet) has written to a unit, and what was done about it."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, Topic
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.uploads import MEDIA_TYPES


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Reactions by unit; the law wants them known to the employees (open zone)."""

    def visible_to(self, user: User) -> Self:
        """All of them, to every employee."""
        return self if user.is_active else self.none()

    def with_rights_of(self, user: User) -> Self:
        """Add `may_edit` to each row."""
        return self.annotate(may_edit=scope_of(user, Perm.KEEP_REACTIONS).flag())

    def below(self, path: str) -> Self:
        """Of the unit with that path and everything under it."""
        return self.filter(unit__path__startswith=path)

    def kept_by(self, user: User) -> Self:
        """Those the person is to see to."""
        return self.filter(scope_of(user, Perm.KEEP_REACTIONS).where())

    def by_deadline(self) -> Self:
        """Those that wait first, the nearest day first; then what is answered or withdrawn, the newest first."""
        waits = Case(When(answered_on=None, withdrawn_on=None, then=Value(0)), default=Value(1))
        nearest = Case(When(answered_on=None, withdrawn_on=None, then=F("deadline_on")), default=None)
        return self.select_related("unit").order_by(waits, nearest.asc(nulls_last=True), "-received_on", "-pk")

    def answered(self) -> Self:
        """With an answer that can be made a letter of."""
        return self.filter(answered_on__isnull=False, withdrawn_on=None)

    def unanswered(self) -> Self:
        """Waiting for an answer, the nearest day first."""
        return self.filter(answered_on=None, withdrawn_on=None).order_by(F("deadline_on").asc(nulls_last=True), "received_on", "pk")


class Reaction(models.Model):
    """One reaction (reaktion) of the inspectorate: an order, guidance or a decision, with its deadline, its plans and our answer."""

    class Kind(models.TextChoices):
        """How binding it is."""

        IMMEDIATE_ORDER = "immediate_order", _("immediate order")
        ORDER = "order", _("order with a deadline")
        PROHIBITION = "prohibition", _("prohibition")
        INVESTIGATION = "investigation", _("order to have it examined by an adviser")
        AGREEMENT = "agreement", _("agreement instead of an order")
        GUIDANCE = "guidance", _("guidance")
        DECISION = "decision", _("decision without an order")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reactions")
    kind = models.CharField(max_length=20, choices=Kind)
    topic = models.CharField(max_length=20, choices=Topic)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000, blank=True)
    journal_number = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    deadline_on = models.DateField(null=True, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    plans = models.ManyToManyField(ActionPlan, related_name="+", blank=True)
    withdrawn_on = models.DateField(null=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = ReactionQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reaction_deadline_after_it_came", condition=Q(deadline_on=None) | Q(deadline_on__gte=F("received_on"))
            ),
            models.CheckConstraint(
                name="reaction_answered_is_whole",
                condition=Q(answered_on=None, answered_by=None) | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-received_on"], name="reaction_by_unit")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The reaction's page."""
        return reverse("reaction-detail", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Neither answered nor taken back."""
        return self.answered_on is None and self.withdrawn_on is None

    def is_late(self, today: date) -> bool:
        """It waits, and its last day has passed."""
        return self.waits and self.deadline_on is not None and self.deadline_on < today


class ReactionFileQuerySet(models.QuerySet["ReactionFile"]):
    """Files by what has become of them."""

    def kept_for(self, user: User) -> Self:
        """Not taken out, oldest first; open as the reactions are."""
        return self.filter(removed_at=None, reaction__in=Reaction.objects.visible_to(user)).order_by("at", "pk")


class ReactionFile(models.Model):
    """The inspectorate's letter, or what went with our answer; taken out, its content is deleted."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reaction = models.ForeignKey(Reaction, models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(kind, kind.upper()) for kind in MEDIA_TYPES])
    size = models.PositiveIntegerField(help_text="Bytes.")
    file = models.CharField(max_length=200, help_text="Its name in the storage.")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = ReactionFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["reaction", "at"], name="reaction_file_kept", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return self.name
