"""The words a plan is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a plan is in its life; overdue, stalled and late are computed, never states."""

    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("in progress")
    AWAITING = "awaiting", _("awaiting effect evaluation")
    STANDING = "standing", _("standing, reviewed yearly")
    CLOSED = "closed", _("closed")
    NOT_CARRIED_OUT = "not_carried_out", _("not carried out")


OPEN_STATUSES = (Status.ACTIVE, Status.AWAITING, Status.STANDING)
ENDED_STATUSES = (Status.CLOSED, Status.NOT_CARRIED_OUT)


class Source(models.TextChoices):
    """What the plan springs from (template, field 1)."""

    APV = "apv", _("APV (workplace assessment)")
    SURVEY = "survey", _("well-being survey")
    RISK_ASSESSMENT = "risk_assessment", _("risk assessment")
    ROUND = "round", _("safety round")
    ANNUAL_DISCUSSION = "annual_discussion", _("annual work-environment discussion")
    MEETING = "meeting", _("meeting")
    OBSERVATION = "observation", _("observation")
    INJURY = "injury", _("injury or near miss")
    SELF_AUDIT = "self_audit", _("self-audit")
    INSPECTORATE = "inspectorate", _("labour inspectorate")
    OWN_IDEA = "own_idea", _("own idea")


class Urgency(models.TextChoices):
    """How acute the problem is."""

    ACUTE = "acute", _("acute: needs action at once")
    SOON = "soon", _("soon: within three months")
    ORDINARY = "ordinary", _("ordinary")


class LadderStep(models.TextChoices):
    """The prevention ladder, strongest first."""

    ELIMINATE = "eliminate", _("remove the cause")
    CHANGE = "change", _("change the work or its organisation")
    SHIELD = "shield", _("shield or use aids")
    INSTRUCT = "instruct", _("instruct or train")
    INDIVIDUAL = "individual", _("support the individual")


class Character(models.TextChoices):
    """The template's four kinds of measure."""

    PREVENTIVE = "preventive", _("preventive")
    HANDLING = "handling", _("handling")
    ANOTHER_WAY = "another_way", _("doing it another way")
    TRAINING = "training", _("training and instruction")


class Verdict(models.TextChoices):
    """Did it help? “Not carried out” is a state with a reason, never a verdict.

    “Cannot be known” ends an old plan honestly: it is closed, and counts as evaluated nowhere.
    """

    SOLVED = "solved", _("solved")
    PARTLY = "partly", _("partly solved")
    NO_EFFECT = "no_effect", _("no effect")
    WORSE = "worse", _("worse")
    TOO_EARLY = "too_early", _("too early to tell")
    UNKNOWN = "unknown", _("cannot be known any more")


ASKED_VERDICTS = tuple(verdict for verdict in Verdict if verdict != Verdict.UNKNOWN)  # the last is for old plans, at the clean-up only
FINAL_VERDICTS = (Verdict.SOLVED, Verdict.PARTLY, Verdict.NO_EFFECT, Verdict.WORSE)


class NextStep(models.TextChoices):
    """What follows a verdict of no effect or worse (R32)."""

    NONE = "none", _("nothing more")
    ADJUST = "adjust", _("adjust this plan and go on")
    NEW_PLAN = "new_plan", _("make a new plan that carries on")


class DeadlineReason(models.TextChoices):
    """Why a date is moved."""

    WAITING = "waiting", _("waiting for building work or a purchase")
    ABSENCE = "absence", _("absence or holiday")
    REORGANISATION = "reorganisation", _("reorganisation")
    PRIORITISED_DOWN = "prioritised_down", _("prioritised down for now")
    TOO_EARLY = "too_early", _("too early to tell the effect")
    ADJUSTED = "adjusted", _("the plan was adjusted because it did not help")
    REOPENED = "reopened", _("the plan was opened again")
    UNDONE = "undone", _("a change was undone")
    OTHER = "other", _("other")


CHOSEN_DEADLINE_REASONS = tuple(
    reason
    for reason in DeadlineReason
    if reason not in {DeadlineReason.TOO_EARLY, DeadlineReason.ADJUSTED, DeadlineReason.REOPENED, DeadlineReason.UNDONE}
)


class LiftedBecause(models.TextChoices):
    """Why a plan stands on the committee's list although the ladder did not put it there."""

    DELAYED = "delayed", _("it got more time for the second time")
    ASKED = "asked", _("somebody asked for it")


class EndedCode(models.TextChoices):
    """Why a plan is ended without being carried out: a respectable ending."""

    NO_LONGER_RELEVANT = "no_longer_relevant", _("the problem is no longer there")
    SOLVED_OTHERWISE = "solved_otherwise", _("solved in another way")
    NOT_POSSIBLE = "not_possible", _("not possible with the means there are")
    DECIDED_AGAINST = "decided_against", _("we decided not to do it")
    MERGED = "merged", _("taken up in another plan")
    OTHER = "other", _("other")


class Likelihood(models.IntegerChoices):
    """How probable it is that somebody is harmed (R37)."""

    VERY_UNLIKELY = 1, pgettext_lazy("risk", "very unlikely")
    UNLIKELY = 2, pgettext_lazy("risk", "unlikely")
    POSSIBLE = 3, pgettext_lazy("risk", "possible")
    LIKELY = 4, pgettext_lazy("risk", "likely")
    ALMOST_CERTAIN = 5, pgettext_lazy("risk", "almost certain")


class Consequence(models.IntegerChoices):
    """How bad it would be (R37)."""

    NEGLIGIBLE = 1, pgettext_lazy("risk", "negligible")
    SLIGHT = 2, pgettext_lazy("risk", "slight")
    MODERATE = 3, pgettext_lazy("risk", "moderate")
    SERIOUS = 4, pgettext_lazy("risk", "serious")
    VERY_SERIOUS = 5, pgettext_lazy("risk", "very serious")


class VerdictSource(models.TextChoices):
    """What a verdict rests on; a rate of evaluations that counts empty closings would be worth nothing."""

    STAFF_ASKED = "staff_asked", _("we asked the staff")
    SAME_APV_QUESTION = "apv_question", _("the same APV question, asked again")
    COUNT = "count", _("we counted or measured")
    ROUND = "round", _("we looked, at a safety round")
    OWN_IMPRESSION = "own_impression", _("my own impression")


NAMED_SOURCES = tuple(source for source in VerdictSource if source != VerdictSource.OWN_IMPRESSION)


class HoldAnswer(models.TextChoices):
    """Whether it still works, some time after a serious plan was closed."""

    STILL = "still", _("yes, it still works")
    PARTLY = "partly", _("it works in part")
    NO = "no", _("no, the problem is back")


class HoldStep(models.TextChoices):
    """What follows when it no longer holds."""

    NONE = "none", _("nothing more")
    REOPEN = "reopen", _("open this plan again")
    NEW_PLAN = "new_plan", _("make a new plan that carries on")


class MarkAnswer(models.TextChoices):
    """What the work-environment representative notices, whatever the manager's verdict is."""

    HELPED = "helped", _("it has helped")
    PARTLY = "partly", _("it has helped in part")
    NOT = "not", _("it has not helped")
    UNKNOWN = "unknown", _("I cannot tell")


class BulkKind(models.TextChoices):
    """What can be done with many plans at once."""

    OWNER = "owner", _("give them another owner")
    DATE = "date", _("move the expected closing date")
    CARRY_OUT = "carry_out", _("say that the measures are carried out")
    STANDING = "standing", _("make them standing, looked at once a year")
    LEAVE = "leave", _("end them as not carried out")
