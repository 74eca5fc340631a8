"""What begins when results are released: an APV in each unit that has figures, and the mark that its report was read."""

from datetime import date

from django.db import transaction

from apv.models import ResultCell, Round, RoundKind, RoundUnit, Subject, UnitAssessment
from apv.usecases.assessing import topics_of


@transaction.atomic
def begin_assessments(survey_round: Round, today: date) -> int:
    """Begin the APV of each unit with people whose figures are shown; how many. Pilots and pulses begin none.

    Safe to call again: a unit has one APV of a round.
    """
    if survey_round.kind != RoundKind.FULL:
        return 0
    shown = ResultCell.objects.filter(round=survey_round, subject=Subject.ANSWERED, split="")
    there = UnitAssessment.objects.filter(round_unit__round=survey_round)
    places = RoundUnit.objects.filter(round=survey_round, invited__gt=0, pk__in=shown.values("round_unit"))
    places = places.exclude(pk__in=there.values("round_unit")).select_related("round")
    topics = topics_of(next(iter(places[:1]))) if places else []
    begun = [
        UnitAssessment(
            unit_id=place.unit_id, round_unit=place, method=UnitAssessment.Method.SURVEY, topics=topics, begun_on=today, begun_by=None
        )
        for place in places
    ]
    UnitAssessment.objects.bulk_create(begun, batch_size=2000, ignore_conflicts=True)
    return len(begun)


def mark_read(place: RoundUnit, *, today: date) -> None:
    """The manager or the representative has read the report; the first time counts."""
    UnitAssessment.objects.filter(round_unit=place, report_read_on=None).update(report_read_on=today)
