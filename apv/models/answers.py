"""What people answered: drafts under their own token, sealed answers until opening, raw answers for the worker alone."""

from django.db import models

from apv.models.questionnaires import Question
from apv.models.rounds import Round, RoundUnit
from orgstructure.models import User


class Draft(models.Model):
    """Answers on their way, encrypted under a key that only the token gives; deleted at submit and when the round is opened."""

    token_hash = models.BinaryField(primary_key=True, max_length=32)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"draft of {self.round_id}"


class SealedAnswer(models.Model):
    """One submitted answer, sealed to the round's public key. The row is also the only sign that a token was used (A2-17).

    Web may insert and read the hash only; the worker reads at opening, and deletes. No number, no time.
    """

    token_hash = models.BinaryField(primary_key=True, max_length=32)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"sealed answer of {self.round_id}"


class RawAnswer(models.Model):
    """One person's opened answers without free text: `{question code: value}`. The worker alone reads them.

    Written once, in random order, in one transaction, so that neither number nor `ctid` nor `xmin` tells who or when.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    round_unit = models.ForeignKey(RoundUnit, models.PROTECT, related_name="+")
    values = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["round", "round_unit"], name="raw_answer_by_unit")]

    def __str__(self) -> str:
        return f"raw answer of {self.round_id}"


class SurveyComment(models.Model):
    """One free text, masked of CPR, telephone and mail; two of the same person have nothing in common.

    `shown_in` is the nearest unit with enough answers; its manager and representative read it there, in the order of
    `order`, which is random and stays.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    shown_in = models.ForeignKey(RoundUnit, models.PROTECT, related_name="comments")
    order = models.PositiveIntegerField()
    text = models.TextField(max_length=4000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shown_in", "question", "order"], name="survey_comment_has_its_place")]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class NamedAnswer(models.Model):
    """One answer in the named part (the physical work environment, voluntary): closed zone, read by manager and AMR of the unit."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    round_unit = models.ForeignKey(RoundUnit, models.PROTECT, related_name="named_answers")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.JSONField(help_text="As in a raw answer; free text too.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person", "question"], name="named_answer_is_one")]
        indexes = [models.Index(fields=["round_unit", "question"], name="named_answer_by_unit")]

    def __str__(self) -> str:
        return f"named answer {self.pk}"
