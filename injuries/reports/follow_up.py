"""How the statutory follow-up goes (BEK 65 § 33 stk. 5): which share of the events is followed up, and after how many days."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Aggregate, Count, DurationField, F, Q

from injuries.following_up import BY_LAW
from injuries.models import Case, InjuryPolicy
from orgstructure.models import Unit


class Median(Aggregate):
    """The middle value, reckoned by the database."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class FollowUpFigures:
    """Of a unit and all below it, for events of a period; empty figures where there are fewer events than the region shows (R50).

    `median_days` runs from the report to the published plan or the reason for none, of those that are followed up.
    """

    unit: Unit
    start: date
    end: date
    events: int | None
    share: int | None
    median_days: int | None

    @classmethod
    def of(cls, unit: Unit, start: date, end: date) -> "FollowUpFigures":
        """Events that happened from `start` to `end`, both included; one query. What was kept from the group is not asked of it."""
        cases = Case.objects.that_count().filter(BY_LAW, is_kept_from_manager=False, unit__path__startswith=unit.path)
        period = cases.filter(happened_on__gte=start, happened_on__lte=end)
        finished = Q(analysis__finished_at__isnull=False)
        found = period.aggregate(
            events=Count("pk"),
            finished=Count("pk", filter=finished),
            waited=Median(F("analysis__finished_at") - F("registered_at"), filter=finished),
        )
        limit = InjuryPolicy.in_force().hidden_below
        if found["events"] < limit:
            return cls(unit, start, end, None, None, None)
        share = round(100 * found["finished"] / found["events"])
        days = found["waited"].days if found["waited"] is not None and found["finished"] >= limit else None
        return cls(unit, start, end, found["events"], share, days)
