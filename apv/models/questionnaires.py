"""What is asked: questionnaires by version, with sections, dimensions and questions."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Topic
from orgstructure.models import User
from safetynet.common.texts import has_a_text, in_language


class Scale(models.TextChoices):
    """How a question is answered. `apv/scales.py` holds the words and scores of each."""

    AGREEMENT = "agreement", _("agree – disagree, 5 steps")
    FREQUENCY = "frequency", _("how often, 5 steps")
    EXTENT = "extent", _("to what extent, 5 steps")
    SATISFACTION = "satisfaction", _("satisfied – dissatisfied, 5 steps")
    ZERO_TO_TEN = "zero_to_ten", _("0–10")
    YES_PARTLY_NO = "yes_partly_no", _("yes, partly, no, not relevant")
    ONE_OF = "one_of", _("one of several answers")
    SEVERAL_OF = "several_of", _("several of several answers")
    TEXT = "text", _("free text")


SCORED = (Scale.AGREEMENT, Scale.FREQUENCY, Scale.EXTENT, Scale.SATISFACTION, Scale.ZERO_TO_TEN, Scale.YES_PARTLY_NO)
WITH_OPTIONS = (Scale.ONE_OF, Scale.SEVERAL_OF)


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questionnaires by what may be done with them."""

    def usable(self) -> Self:
        """Finished and not retired: a round may be made of them, newest version first."""
        return self.filter(finished_at__isnull=False, retired_at=None).order_by("family", "-version")

    def for_list(self) -> Self:
        """All, with how many questions each has and whether a round uses it."""
        rounds = models.Exists(self.model._meta.apps.get_model("apv", "Round").objects.filter(questionnaire=models.OuterRef("pk")))
        return self.annotate(question_count=models.Count("questions"), is_used=rounds).order_by("family", "-version")


class Questionnaire(models.Model):
    """One version of a questionnaire (spørgeskema). Finished, it is never changed: a change is a new version of its family.

    Licence and attribution are demanded of those brought in from elsewhere (R24); `no_derivatives` locks their words also
    in new versions.
    """

    family = models.SlugField(max_length=60, help_text="What its versions share; comparisons go by it and the question's code.")
    version = models.PositiveSmallIntegerField(default=1)
    name = models.JSONField(help_text="Text by language.")
    purpose = models.JSONField(default=dict, blank=True, help_text="One or two sentences on the first page, by language.")
    languages = models.JSONField(default=list, help_text="Languages in which every text is there.")
    is_imported = models.BooleanField(default=False)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=500, blank=True)
    no_derivatives = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=8, help_text="How long it takes, as the first page says.")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty for those that came with the product.")
    left_out = models.JSONField(default=list, blank=True, help_text="What an imported file said that could not be carried over.")
    finished_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    edit_stamp = models.PositiveIntegerField(default=1, help_text="Posted back by the editor and compared.")
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    submission_id = models.UUIDField(null=True, unique=True, editable=False, help_text="Of the form that made it.")

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "version"], name="questionnaire_version_is_one"),
            models.CheckConstraint(name="questionnaire_has_a_name", condition=has_a_text("name")),
            models.CheckConstraint(
                name="questionnaire_imported_has_licence_and_attribution",
                condition=Q(is_imported=False) | Q(finished_at=None) | (~Q(licence="") & ~Q(attribution="")),
            ),
            models.CheckConstraint(name="questionnaire_is_not_based_on_itself", condition=~Q(based_on=F("pk"))),
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    def get_absolute_url(self) -> str:
        """The questionnaire's page."""
        return reverse("questionnaire-detail", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Never changed any more."""
        return self.finished_at is not None

    @property
    def has_locked_words(self) -> bool:
        """Under a licence that forbids changes: its words stay as they came, also in a new version."""
        return self.no_derivatives and self.is_imported


class Section(models.Model):
    """One part of a questionnaire, with a heading; the named part (physical, optional) is kept apart from the anonymous."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    intro = models.JSONField(default=dict, blank=True)
    is_named = models.BooleanField(default=False, help_text="Answered with one's name, voluntarily, through a link of its own.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="section_position_is_one", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="section_has_a_title", condition=has_a_text("title")),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.title)


class Dimension(models.Model):
    """What several questions measure together, 0–100 (R25): the theme of the heat map and of a finding."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="dimensions")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name = models.JSONField()
    topic = models.CharField(max_length=20, choices=Topic, help_text="Which topic of the APV it covers.")
    is_burden = models.BooleanField(default=False, help_text="A high score is bad.")
    theme_code = models.SlugField(max_length=40, blank=True, help_text="The plan's theme that a finding of it gets.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="dimension_code_is_one"),
            models.CheckConstraint(name="dimension_has_a_name", condition=has_a_text("name")),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name)


class Question(models.Model):
    """One question. `shown_if` is `{"question": code, "any_of": [values]}` of an earlier question, or empty: always shown.

    `options` is a list of `{"value": int, "text": {language: text}, "score": 0–100 or null}`: demanded where the scale
    has no words of its own, allowed where an imported instrument has its own words.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    dimension = models.ForeignKey(Dimension, models.PROTECT, null=True, blank=True, related_name="questions")
    position = models.PositiveSmallIntegerField(help_text="Through the whole questionnaire.")
    code = models.SlugField(max_length=40, help_text="The same in every version: results are compared by it.")
    text = models.JSONField()
    hint = models.JSONField(default=dict, blank=True)
    scale = models.CharField(max_length=20, choices=Scale)
    options = models.JSONField(default=list, blank=True)
    is_reversed = models.BooleanField(default=False)
    is_sensitive = models.BooleanField(default=False, help_text="Offensive behaviour and the like: shown from 40 answers only.")
    shown_if = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="question_code_is_one"),
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="question_position_is_one", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="question_has_a_text", condition=has_a_text("text")),
            models.CheckConstraint(
                name="question_with_options_has_them",
                condition=~Q(scale__in=WITH_OPTIONS) | ~Q(options=models.Value([], models.JSONField())),
            ),
            models.CheckConstraint(name="question_of_a_dimension_has_scores", condition=Q(dimension=None) | Q(scale__in=SCORED)),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.text)
