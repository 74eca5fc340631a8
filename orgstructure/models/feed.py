"""What came in, when, and what it changed."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PARTS = {
    "units": _("Units"),
    "committees": _("Committees and groups"),
    "coverage": _("Coverage"),
    "people": _("People"),
    "engagements": _("Employments"),
    "seats": _("Seats"),
}


class FeedRun(models.Model):
    """One reading of the organisation's four files; kept whether it was applied or not."""

    class Outcome(models.TextChoices):
        """What became of the run."""

        APPLIED = "applied", _("applied")
        DRY_RUN = "dry_run", _("only tried")
        REFUSED = "refused", _("refused because of problems")
        STOPPED = "stopped", _("stopped: too large a change without a yes")

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    on = models.DateField(help_text="The day the changes hold from.")
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=200, help_text="Folder or upload; shown, never opened again.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    counts = models.JSONField(default=dict)
    story = models.JSONField(default=list, help_text="Units and committees created, moved, renamed, closed; no people.")
    problems = models.JSONField(default=list, help_text="File, line, code and parameters; worded when shown.")

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.outcome}"

    def get_absolute_url(self) -> str:
        """The run's page."""
        return reverse("feed-run-detail", args=[self.pk])

    @property
    def did(self) -> list[tuple[str, dict[str, int]]]:
        """What it counted, by the kind of thing, named in the reader's language."""
        return [(str(label), self.counts[part]) for part, label in PARTS.items() if part in self.counts]

    @property
    def number_changed(self) -> int:
        """Of all things together, how many are not as they were."""
        return sum(number for counts in self.counts.values() for kind, number in counts.items() if kind != "unchanged")
