"""Seats that end by themselves."""

from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Max, Q

from orgstructure.models import Coverage, Engagement, Origin, Seat, SeatRole
from orgstructure.usecases.grants import bring_in_step
from safetynet.common.fields import valid_on


@transaction.atomic
def end_seats_of_leavers(*, today: date) -> int:
    """R10: a representative's seat made by hand ends the day employment in the covered units, or below them, ends; run twice is as once.

    Seats of the feed are the feed's to end; their rights bind to employment in the covered units all the same
    (`usecases/grants.py`).
    """
    seats = Seat.objects.current(today).filter(role=SeatRole.AMR, origin=Origin.HAND)
    ended = 0
    for seat in seats.select_for_update(of=("self",)):
        paths = list(Coverage.objects.filter(valid_on(today), committee=seat.committee_id).values_list("unit__path", flat=True))
        covered = reduce(or_, (Q(unit__path__startswith=path) for path in paths), Q(pk__in=[]))
        here = Engagement.objects.filter(covered, user=seat.user_id)
        was_ever_employed = Engagement.objects.filter(user=seat.user_id).exists()
        if not was_ever_employed or not paths or here.filter(Q(valid_to=None) | Q(valid_to__gt=today)).exists():
            continue
        last = here.aggregate(last=Max("valid_to"))["last"] or today
        over = max(last, seat.valid_from)
        if over > seat.valid_from:
            Seat.objects.filter(pk=seat.pk).update(valid_to=over)
            ended += 1
    if ended:
        bring_in_step(today=today)
    return ended
