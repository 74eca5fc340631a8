"""A person's own calendar address."""

from django.db import models

from orgstructure.models import User


class CalendarFeed(models.Model):
    """One person's secret address for a calendar program; only the address's hash is kept, and deleting the row revokes it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
