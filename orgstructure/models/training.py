"""What happened with a member's training: facts in a row, from which every clock is computed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgstructure.models.people import User


class Course(models.TextChoices):
    """The three kinds of training (R12–R14)."""

    MANDATORY = "mandatory", _("mandatory course")
    SUPPLEMENTARY = "supplementary", _("supplementary training in the first year")
    YEARLY = "yearly", _("yearly training")


class TrainingFact(models.Model):
    """One thing that happened with one member's training; written once, never changed (R14, R15).

    `year_from` is the first day of the function year that yearly training belongs to; empty for the other courses.
    """

    class What(models.TextChoices):
        """What happened."""

        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        TAKEN = "taken", _("taken")
        EXEMPT = "exempt", _("exempt by an earlier course")

    user = models.ForeignKey(User, models.PROTECT, related_name="training_facts")
    course = models.CharField(max_length=20, choices=Course)
    what = models.CharField(max_length=10, choices=What)
    year_from = models.DateField(null=True)
    on = models.DateField(help_text="The day it happened.")
    at = models.DateTimeField(help_text="When it was recorded.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file = models.CharField(max_length=200, blank=True, help_text="The certificate's name in the storage.")
    file_name = models.CharField(max_length=120, blank=True)
    file_kind = models.CharField(max_length=10, blank=True)
    starts_on = models.DateField(null=True, help_text="The first day of the course that is offered.")
    ends_on = models.DateField(null=True, help_text="Its last day.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_year_is_named_for_yearly_training_alone",
                condition=Q(course="yearly", year_from__isnull=False) | (~Q(course="yearly") & Q(year_from=None)),
            ),
            models.CheckConstraint(
                name="training_exemption_is_of_the_mandatory_course_with_certificate",
                condition=~Q(what="exempt") | (Q(course="mandatory") & ~Q(file="")),
            ),
            models.UniqueConstraint(fields=["submission_id", "user"], name="training_fact_is_sent_once"),
            models.CheckConstraint(
                name="training_course_ends_after_it_began",
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["user", "course", "on"], name="training_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course} {self.what}"


class TrainingAnnulment(models.Model):
    """A fact that was wrong: it counts no more, and stays with who said so, when and why. Only ever added to."""

    fact = models.OneToOneField(TrainingFact, models.PROTECT, related_name="annulment")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="training_annulment_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.reason}"
