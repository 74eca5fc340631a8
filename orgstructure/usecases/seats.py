"""Seats that end by themselves."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from orgstructure.models import Coverage, Engagement, Origin, Seat, SeatRole
from orgstructure.usecases.grants import bring_in_step
from safetynet.common.fields import valid_on


@transaction.atomic(savepoint=False)  # part of its caller's whole: it fails with it
def end_seats_of_leavers(*, today: date) -> int:
    """R10: a representative's seat made by hand ends the day employment in the covered units, or below them, ends; run twice is as once.

    Called after each reading of the feed and every night. Seats of the feed are the feed's to end: they are shown as gaps,
    and their rights bind to employment in the covered units all the same (`usecases/grants.py`). Four queries and one for
    each seat that ends.
    """
    seats = Seat.objects.current(today).filter(role=SeatRole.AMR, origin=Origin.HAND)
    held = list(seats.select_for_update(of=("self",)).order_by("pk"))
    covered: dict[int, list[str]] = defaultdict(list)
    live = Coverage.objects.filter(valid_on(today), committee__in={seat.committee_id for seat in held})
    for committee_id, path in live.values_list("committee", "unit__path"):
        covered[committee_id].append(path)
    work: dict[int, list[tuple[str, date]]] = defaultdict(list)
    ever = Engagement.objects.filter(user__in={seat.user_id for seat in held})
    for user_id, path, ends in ever.values_list("user", "unit__path", "valid_to"):
        work[user_id].append((path, ends or date.max))
    ended = 0
    for seat in held:
        paths = tuple(covered[seat.committee_id])
        here = [ends for path, ends in work[seat.user_id] if path.startswith(paths)] if paths else [date.max]
        if not work[seat.user_id] or any(ends > today for ends in here):
            continue
        if (over := max([*here, seat.valid_from] if here else [today])) > seat.valid_from:
            Seat.objects.filter(pk=seat.pk).update(valid_to=over)
            ended += 1
    if ended:
        bring_in_step(today=today)
    return ended
