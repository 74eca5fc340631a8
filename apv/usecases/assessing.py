"""A unit's APV from its beginning to its completion: topics, dialogue, absence, participation, follow-up (R17–R19)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Topic
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import Dialogue, Finding, Outcome, RoundUnit, UnitAssessment
from apv.usecases import duty
from apv.usecases.noting import note
from orgstructure.models import Unit, User
from safetynet.common.law.assessment import assessment_law

LONGEST_AHEAD = timedelta(days=3 * 366)  # the next APV is due by then anyway (R17)
RISK_WORDS = ("nature", "seriousness", "extent", "causes")


@dataclass(frozen=True)
class Elements:
    """What the unit writes about its APV beside the findings: the law's second and fourth element, and who took part."""

    topics: Sequence[str]
    absence_link: str
    absence_text: str
    participation: str
    follow_up_on: date | None


@dataclass(frozen=True)
class Talk:
    """One talk with the staff, as it is written down."""

    held_on: date
    present: int | None
    participants: str
    said: str
    submission_id: UUID


@transaction.atomic
def begin_dialogue(unit: Unit, topics: Sequence[str], *, submission_id: UUID, by: User, now: datetime, today: date) -> UnitAssessment:
    """An APV without a questionnaire. Sent twice, it is one; `RefusedError` when the number is another's."""
    columns = {"method": UnitAssessment.Method.DIALOGUE, "topics": list(topics), "begun_on": today, "begun_by": by}
    assessment, is_new = UnitAssessment.objects.get_or_create(submission_id=submission_id, defaults={"unit": unit, **columns})
    if assessment.begun_by_id != by.pk or assessment.unit_id != unit.pk:
        raise RefusedError(_("This form was used before. Open the page anew."))
    if is_new:
        note(unit, by, now)
    return assessment


def of_round_unit(round_unit: RoundUnit, *, today: date, by: User | None = None) -> UnitAssessment:
    """The APV that rests on this unit's part of a released round; begun when there is none yet, once, however many ask at once."""
    defaults = {"unit": round_unit.unit, "method": UnitAssessment.Method.SURVEY, "begun_on": today, "begun_by": by}
    there = UnitAssessment.objects.filter(round_unit=round_unit).first()
    if there is not None:
        return there
    assessment, _new = UnitAssessment.objects.get_or_create(round_unit=round_unit, defaults={**defaults, "topics": topics_of(round_unit)})
    return assessment


def topics_of(round_unit: RoundUnit) -> list[str]:
    """The statutory topics that the round's questionnaire asks about, in the law's order."""
    asked = set(round_unit.round.questionnaire.dimensions.values_list("topic", flat=True))
    return [topic.value for topic in Topic if topic.value in asked]


@transaction.atomic
def record_dialogue(assessment: UnitAssessment, talk: Talk, *, by: User, now: datetime) -> Dialogue:
    """Write a talk down. Sent twice, it is one; `RefusedError` once the APV is completed."""
    _lock_under_way(assessment)
    note(assessment.unit, by, now)
    columns = {name: value for name, value in asdict(talk).items() if name != "submission_id"}
    try:
        with transaction.atomic():
            return Dialogue.objects.create(assessment=assessment, by=by, at=now, submission_id=talk.submission_id, **columns)
    except IntegrityError:
        return Dialogue.objects.get(submission_id=talk.submission_id, assessment=assessment)


@transaction.atomic
def describe(assessment: UnitAssessment, elements: Elements, *, version: int, by: User, now: datetime) -> None:
    """Write the elements; `StaleError` when somebody saved after the form was opened, `RefusedError` once it is completed."""
    _lock_under_way(assessment)
    note(assessment.unit, by, now)
    rows = UnitAssessment.objects.filter(pk=assessment.pk, version=version)
    if not rows.update(version=F("version") + 1, **asdict(elements)):
        raise StaleError
    assessment.refresh_from_db()


@transaction.atomic
def complete(assessment: UnitAssessment, *, by: User, now: datetime, today: date) -> None:
    """The APV is done, and its topics are covered. `NotReadyError` lists what R19 still misses; done already, nothing happens."""
    locked = UnitAssessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.is_completed:
        return
    if missing := missing_in(locked, today=today):
        raise NotReadyError(missing)
    note(assessment.unit, by, now)
    duty.cover(unit=assessment.unit, topics=locked.topics, on=today, assessment=locked, by=by)
    UnitAssessment.objects.filter(pk=locked.pk).update(completed_on=today, completed_by=by, version=F("version") + 1)
    assessment.refresh_from_db()


def missing_in(assessment: UnitAssessment, *, today: date) -> dict[str, str]:
    """By field what R19 still misses, each as a sentence that says what to do; empty when the APV may be completed."""
    missing = {} if assessment.topics else {"topics": _("Choose the topics that the APV covers.")}
    findings = list(Finding.objects.standing_in(assessment))
    if not findings and not assessment.dialogues.exists():
        missing["dialogues"] = _("Write down a talk with the staff: without findings it is what the APV rests on.")
    missing |= _of_findings(findings)
    if assessment_law().asks_about_absence and not assessment.absence_link:
        missing["absence_link"] = _("Say whether the work environment may contribute to sickness absence, and what you saw.")
    if not assessment.participation.strip():
        missing["participation"] = _("Write how the work-environment group took part.")
    if assessment.follow_up_on is None:
        missing["follow_up_on"] = _("Choose the day on which you follow up.")
    elif assessment.follow_up_on < today:
        missing["follow_up_on"] = _("The day of the follow-up has passed. Choose one that is to come.")
    return missing


def _of_findings(findings: Iterable[Finding]) -> dict[str, str]:
    found = list(findings)
    missing = {}
    undecided = sum(not finding.is_decided for finding in found)
    if undecided:
        missing["findings"] = ngettext(
            "%(number)s finding is not decided yet. Say of it what happens.",
            "%(number)s findings are not decided yet. Say of each what happens.",
            undecided,
        ) % {"number": undecided}
    for finding in found:
        if finding.outcome != Outcome.NOT_HERE and (sentence := risk_gap(finding)):
            missing[f"finding-{finding.pk}"] = sentence
    return missing


def risk_gap(finding: Finding) -> str:
    """What the finding's risk assessment lacks, as a sentence; empty when it is whole."""
    names = {"nature": _("nature"), "seriousness": _("seriousness"), "extent": _("extent"), "causes": _("causes")}
    lacking = [names[word] for word in RISK_WORDS if not getattr(finding, word).strip()]
    if settings.APV_DEMANDS_RISK and finding.risk is None:
        lacking.append(_("likelihood and consequence"))
    if not lacking:
        return ""
    return _("“%(finding)s” lacks its %(parts)s.") % {"finding": finding.title, "parts": ", ".join(lacking)}


def _lock_under_way(assessment: UnitAssessment) -> None:
    if not UnitAssessment.objects.select_for_update().under_way().filter(pk=assessment.pk).exists():
        raise RefusedError(_("This APV is completed, so it is no longer changed."))
