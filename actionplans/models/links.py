"""Mails about a plan, and the single-purpose links in them."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgstructure.models import User
from safetynet.common.models import OutboxMail


class MailKind(models.TextChoices):
    """What a mail about a plan asks or tells; the single reminders stand in the order of a plan's life."""

    ASSIGNED = "assigned", _("assigned to you")
    MEASURE_SOON = "measure_soon", _("measure due soon")
    DUE_SOON = "due_soon", _("effect evaluation in a few days")
    MEASURE_OVERDUE = "measure_overdue", _("measure overdue")
    CARRY_OUT = "carry_out", _("is it carried out?")
    EVALUATE = "evaluate", _("time to evaluate the effect")
    EVALUATION_OVERDUE = "evaluation_overdue", _("effect evaluation overdue")
    CLOSURE_OVERDUE = "closure_overdue", _("expected closing date passed")
    REVIEW = "review", _("yearly review due")
    PAIR = "pair", _("help each other with a plan that stands still")
    HELP_OFFER = "help_offer", _("offer of help")
    CARD = "card", _("monthly card for leaders")
    CONFIRM = "confirm", _("do you see the effect the same way?")
    NOT_CONFIRMED = "not_confirmed", _("somebody sees the effect differently")
    HOLD_CHECK = "hold_check", _("does it still work?")
    DIGEST = "digest", _("weekly overview")
    CALENDAR = "calendar", _("calendar entry")
    RECEIPT = "receipt", _("receipt for an answer by mail")
    HAND_OVER = "hand_over", _("plans handed over to you")
    LIFTED = "lifted", _("lifted matters")


class MailReason(models.TextChoices):
    """Why this person got the mail."""

    OWNER = "owner", _("owner of the plan")
    EVALUATOR = "evaluator", _("evaluates the effect")
    RESPONSIBLE = "responsible", _("responsible for a measure")
    SECOND = "second", _("confirms the verdict")
    INVOLVED = "involved", _("takes part in the plan")
    INFORMED = "informed", _("is kept informed")
    AMR = "amr", _("represents the colleagues of the unit")
    LEADER = "leader", _("leads the unit or those below it")
    FOLLOWER = "follower", _("follows the plan")


class PlanMailQuerySet(models.QuerySet["PlanMail"]):
    """Mails about plans."""

    def for_page(self) -> Self:
        """With receiver, newest first; one query."""
        return self.select_related("mail__recipient").order_by("-mail__created_at", "-pk")

    def told_since(self, moment: datetime) -> Self:
        """Sent or waiting to be sent, planned since that moment."""
        return self.filter(mail__created_at__gt=moment, mail__dropped_at=None)


class PlanMail(models.Model):
    """This mail was about this plan, and why the person got it; the mail's text is never kept."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="mails")
    mail = models.ForeignKey(OutboxMail, models.CASCADE, related_name="about_plans")
    reason = models.CharField(max_length=40, help_text="Code of the reason, worded on the page.")

    objects = PlanMailQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "mail"], name="plan_stands_once_in_a_mail")]

    def __str__(self) -> str:
        return f"{self.reason} {self.plan_id}"

    @property
    def kind_in_words(self) -> str:
        """What the mail asked or told."""
        return str(dict(MailKind.choices).get(self.mail.kind, self.mail.kind))

    @property
    def reason_in_words(self) -> str:
        """Why the person got it."""
        return str(dict(MailReason.choices).get(self.reason, self.reason))


class MailLinkQuerySet(models.QuerySet["MailLink"]):
    """Links that still open something."""

    def live(self, now: datetime) -> Self:
        """Not used, not expired."""
        return self.filter(used_at=None, expires_at__gt=now)


class MailLink(models.Model):
    """A link that lets one person do one thing with one plan for 14 days, only while still responsible.

    The address carries a random token; only its hash is kept. GET shows, a human's POST changes.
    """

    class Purpose(models.TextChoices):
        """The one thing."""

        EVALUATE = "evaluate", _("evaluate the effect")
        SNOOZE = "snooze", _("ask for more time")

    token_hash = models.BinaryField(max_length=32, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="links")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = MailLinkQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="mail_link_expires_after_creation", condition=Q(expires_at__gt=models.F("created_at")))]

    def __str__(self) -> str:
        return f"{self.purpose} {self.plan_id}"
