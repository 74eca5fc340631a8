"""What the people of the unit say about a plan: whether they notice a difference, and what they want to add."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, TextField
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Coalesce

from orgstructure.models import Engagement, User
from safetynet.common.fields import valid_on


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by what has become of them."""

    def shown(self) -> Self:
        """Not taken down, oldest first, with their authors."""
        return self.filter(taken_down_at=None).select_related("by").order_by("at", "pk")


class Comment(models.Model):
    """A colleague's words under a plan; taken down it is no longer shown, and who did it is kept."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="comments")
    text = models.TextField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submission_id = models.UUIDField(unique=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_taken_down_at_and_by_together",
                condition=Q(taken_down_at=None, taken_down_by=None) | Q(taken_down_at__isnull=False, taken_down_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "at"], name="comment_by_plan", condition=Q(taken_down_at=None)),
            models.Index(fields=["by", "at"], name="comment_by_author"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Notice(models.Model):
    """One colleague's mark: a difference is noticed, or it is not (“det mærker jeg”). Only numbers are ever shown."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="notices")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    notices = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="colleague_marks_a_plan_once")]

    def __str__(self) -> str:
        return f"{'yes' if self.notices else 'no'} {self.plan_id}"


def heard_on(user: User, today: date) -> dict[str, Any]:
    """What `with_voices` adds to a plan's row; the unit's own people, and those of units below, are the ones who notice."""
    marks = Notice.objects.filter(plan=OuterRef("pk"))
    # The reader's few employments are asked from their side: is the plan's unit above one of them?
    path = ExpressionWrapper(OuterRef("unit__path"), output_field=TextField())
    employed = Engagement.objects.filter(valid_on(today), user=user).annotate(place=path)
    return {
        "noticed": _number(marks.filter(notices=True)),
        "not_noticed": _number(marks.filter(notices=False)),
        "own_notice": Subquery(marks.filter(user=user).values("notices")[:1]),
        "comment_count": _number(Comment.objects.filter(plan=OuterRef("pk"), taken_down_at=None)),
        "may_notice": Exists(employed.filter(unit__path__startswith=F("place"))) & ~Q(status="draft"),
    }


def _number(rows: models.QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("plan").annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
