"""Guests of a meeting: a name and what the person is, typed; nobody of ours."""

from collections.abc import Sequence

from annualcycle.models import Attendance, Meeting

Guest = tuple[str, str]
MOST_GUESTS = 30


def set_guests(meeting: Meeting, guests: Sequence[Guest]) -> None:
    """These and no others; a guest who stands there already is left as he or she is. Inside the transaction of the minutes."""
    there = {(one.name, one.role): one.pk for one in meeting.attendances.filter(person=None)}
    meeting.attendances.filter(pk__in=[pk for guest, pk in there.items() if guest not in guests]).delete()
    new = [guest for guest in dict.fromkeys(guests) if guest not in there]
    Attendance.objects.bulk_create(Attendance(meeting=meeting, name=name, role=role) for name, role in new)
