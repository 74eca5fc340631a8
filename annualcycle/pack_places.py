"""Of the data pack: how far APV and self-audit are, what the newest survey says, and what the organisation lacks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annualcycle.pack_parts import NONE, Asked, PackLine, Said, per_cent
from apv.models import AuditReport, Dimension, ResultCell, RoundKind, RoundStatus, RoundUnit, Subject, UnitAssessment
from apv.reports.audit_figures import AuditFigures
from apv.reports.coverage import Stop, chains_of
from orgstructure.gap_facts import of_committee, of_unit
from orgstructure.gaps import GapKind, count_gaps
from orgstructure.models import Committee, Coverage, Seat, Unit
from orgstructure.training import Stage, training_state
from safetynet.common.fields import valid_on


def apv(asked: Asked) -> Said:
    """How far the units with employees are today, and what was begun and completed. Five queries."""
    chains = chains_of(asked.level.area, asked.today)
    if not chains:
        return Said(missing=_("No unit here has employees."))
    late, done = sum(bool(one.late) for one in chains), sum(one.stop == Stop.DONE for one in chains)
    words = ngettext(
        "%(late)s of %(units)s unit is late by law.", "%(late)s of %(units)s units are late by law.", len(chains)
    ) % {"late": late, "units": len(chains)}  # fmt: skip
    found, url = _assessments(asked), _coverage_url(asked)
    lines = (
        PackLine(_("Late by law today"), str(late), "", f"{url}?late=1" if url else ""),
        PackLine(_("The whole way from question to evaluation"), str(done), "", f"{url}?stop={Stop.DONE.value}" if url else ""),
        PackLine(_("APVs begun"), str(found["begun_now"]), str(found["begun_before"])),
        PackLine(_("APVs completed"), str(found["done_now"]), str(found["done_before"])),
    )
    return Said(words, lines)


def _assessments(asked: Asked) -> Mapping[str, int]:
    counts = {}
    for name, period in (("now", asked.period), ("before", asked.before)):
        counts[f"begun_{name}"] = Count("pk", filter=Q(begun_on__range=(period.first, period.last)))
        counts[f"done_{name}"] = Count("pk", filter=Q(completed_on__range=(period.first, period.last)))
    found: dict[str, int] = UnitAssessment.objects.filter(asked.level.area.where()).aggregate(**counts)
    return found


def _coverage_url(asked: Asked) -> str:
    return reverse("apv-coverage-unit", args=[asked.level.unit.pk]) if asked.level.unit else ""


def survey(asked: Asked) -> Said:
    """The themes of the newest released round, as they are published of the unit, against the round before. Three queries."""
    if why := asked.why_not_whole:
        return Said(missing=why)
    places = list(_released(asked))
    if not places:
        return Said(missing=_("No survey has been released."))
    if len(asked.tops) > 1:
        return _by_unit(asked, places)
    now, before = places[0], places[1] if len(places) > 1 else None
    means = _means([one.pk for one in places[:2]])
    names = {one.code: str(one) for one in Dimension.objects.filter(questionnaire=now.round.questionnaire_id)}
    url = reverse("unit-report", args=[now.round_id, now.pk])
    lines = tuple(
        PackLine(name, _mean(means[now.pk, code]), _mean(means.get((before.pk, code))) if before else "", url)
        for code, name in names.items()
        if (now.pk, code) in means
    )
    if not lines:
        return Said(missing=_("“%(round)s” had too few answers here to show.") % {"round": now.round})
    words = _("“%(round)s”, 0–100, against “%(before)s”.") if before else _("“%(round)s”, 0–100.")
    return Said(words % {"round": now.round, "before": before.round if before else ""}, lines, asked.not_counted)


def _released(asked: Asked) -> list[RoundUnit]:
    """Where the topmost units stand in rounds that were released by the end of the year; the newest first."""
    rows = RoundUnit.objects.filter(unit__in=asked.tops, round__status=RoundStatus.RELEASED, round__kind=RoundKind.FULL)
    rows = rows.filter(round__released_on__lte=asked.period.last).select_related("round")
    return list(rows.order_by("-round__released_on", "-round_id", "unit__path"))


def _means(places: list[int]) -> dict[tuple[int, str], Decimal]:
    cells = ResultCell.objects.published().whole().filter(round_unit__in=places, subject=Subject.DIMENSION, mean__isnull=False)
    return {(place, code): mean for place, code, mean in cells.values_list("round_unit", "code", "mean") if mean is not None}


def _by_unit(asked: Asked, places: list[RoundUnit]) -> Said:
    """A place of several units: how many answered in each, and the way to its report."""
    answered = dict(
        ResultCell.objects.published().whole().filter(round_unit__in=[one.pk for one in places], subject=Subject.ANSWERED)
        .values_list("round_unit", "n")
    )  # fmt: skip
    lines = []
    for top in asked.tops:
        mine = [one for one in places if one.unit_id == top.pk][:2]
        numbers = [str(answered.get(one.pk, _("hidden"))) for one in mine]
        if mine:
            url = reverse("unit-report", args=[mine[0].round_id, mine[0].pk])
            lines.append(PackLine(_("Answered in %(unit)s") % {"unit": top.name}, numbers[0], "".join(numbers[1:]), url))
    return Said(_("Several units are covered; each has its own report."), tuple(lines), asked.not_counted)


def _mean(mean: Decimal | None) -> str:
    return NONE if mean is None else number_format(mean, decimal_pos=0)


def gaps(asked: Asked) -> Said:
    """What the statutory overview lacks, and members whose mandatory training is over time: today and a year before. 38 queries."""
    days = (asked.period.last, asked.before.last)
    now, before = (_gaps_on(asked, day) for day in days)
    untrained, untrained_before = (_untrained(asked, day) for day in days)
    url = reverse("gap-list-unit" if asked.level.unit else "gap-list-committee", args=[asked.place.pk])
    lines = [
        PackLine(str(kind.label), str(now.get(kind, 0)), str(before.get(kind, 0)), url)
        for kind in GapKind
        if now.get(kind) or before.get(kind)
    ]
    lines.append(PackLine(_("Members whose mandatory training is over time"), str(untrained), str(untrained_before)))
    number = sum(now.values())
    words = ngettext("%(number)s gap in the organisation.", "%(number)s gaps in the organisation.", number) % {"number": number}
    return Said(words, tuple(lines))


def _gaps_on(asked: Asked, day: date) -> Mapping[GapKind, int]:
    scope = of_committee(asked.place.path) if isinstance(asked.place, Committee) else of_unit(asked.place)
    return count_gaps(scope, day)


def _untrained(asked: Asked, day: date) -> int:
    """How the mandatory course stands everybody may see; nothing else of a member's training is counted here."""
    seats = Seat.objects.current(day)
    if isinstance(asked.place, Committee):
        seats = seats.filter(committee__path__startswith=asked.place.path)
    else:
        covering = Coverage.objects.filter(valid_on(day), asked.level.area.where()).values("committee")
        seats = seats.filter(committee__in=covering)
    states = training_state(seats.values_list("user", flat=True).distinct(), day).values()
    return sum(one.mandatory.stage == Stage.OVERDUE for one in states)


def self_audit(asked: Asked) -> Said:
    """The newest published report of the level, as everybody may read it, against the one before. Fifteen queries."""
    if why := asked.why_not_whole:
        return Said(missing=why)
    if len(asked.tops) > 1:
        return Said(missing=_("Reports of self-audits are of one level; several units are covered here."))
    reports = _published_reports(asked, asked.tops[0])
    if not reports:
        return Said(missing=_("No report of a self-audit has been published."))
    found = [AuditFigures.of(one.year, one.unit, today=asked.today).for_reader(reads_answers=False) for one in reports]
    now, before = found[0], found[1] if len(found) > 1 else None
    url = reports[0].get_absolute_url()
    lines = [
        PackLine(_("Self-audits sent in"), str(now.audits), str(before.audits) if before else "", url),
        PackLine(_("Of the places expected"), per_cent(now.covered_percent), per_cent(before.covered_percent) if before else "", url),
    ]
    if not now.is_hidden:
        earlier = "" if before is None or before.is_hidden else str(before.actions.total)
        lines.append(PackLine(_("Actions that came of them"), str(now.actions.total), earlier, url))
    return Said(_("The report of %(year)s.") % {"year": reports[0].year.year}, tuple(lines), asked.not_counted)


def _published_reports(asked: Asked, unit: Unit) -> list[AuditReport]:
    rows = AuditReport.objects.filter(unit=unit, status=AuditReport.Status.PUBLISHED, year__question_set__year__lte=asked.year)
    return list(rows.select_related("year__question_set", "year__top", "unit").order_by("-year__question_set__year", "-pk")[:2])
