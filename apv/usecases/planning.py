"""From a finding to a plan: everything the finding carries is filled in, and its figure is kept as the baseline.

`actionplans` knows nothing of findings: it is told by name (`actionplans/origins.py`).
"""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import CRITERION, RISK, CriterionRow, Parts
from actionplans.models import ActionPlan, Source, SuccessCriterion, Theme, Urgency
from apv.models import Dialogue, Finding, FoundBy, Outcome, UnitAssessment
from apv.proposing import quoted
from apv.usecases import outcomes
from orgstructure.models import User

KIND = "finding"
LONGEST_TEXT, LONGEST_METHOD, LONGEST_QUESTION, LONGEST_CRITERION = 4000, 1000, 300, 500
BETTER_BY = 10  # of a hundred: what one calls noticeable; a proposal, as everything here
SOURCES = {FoundBy.SAFETY_ROUND: Source.ROUND, FoundBy.RISK_ASSESSMENT: Source.RISK_ASSESSMENT}


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The finding as a proposal; None where it is not there, was taken back, or is no work-environment problem."""
    rows = Finding.objects.visible_to(reader).filter(withdrawn_on=None).exclude(outcome=Outcome.NOT_HERE)
    finding = rows.select_related("unit", "assessment").filter(pk=pk).first()
    if finding is None:
        return None
    return origins.Cause(f"{KIND}-{pk}", finding.unit, finding.title, finding.get_absolute_url(), parts_of(finding, today))


def parts_of(finding: Finding, today: date) -> Parts:
    """What the plan is shown with; its people and dates are the plan's own defaults."""
    texts = {name: getattr(finding, name) for name in ("title", "nature", "seriousness", "extent", "causes")}
    theme = Theme.objects.in_use(today).filter(code=finding.theme_code).values_list("pk", flat=True).first() if finding.theme_code else None
    parts: Parts = {
        **texts,
        "description": _description(finding)[:LONGEST_TEXT],
        "source": _source(finding),
        "urgency": Urgency.ACUTE.value if finding.is_acute else Urgency.ORDINARY.value,
        "evaluation_method": _method(finding)[:LONGEST_METHOD],
    }
    if finding.risk:
        parts[RISK] = finding.risk.code
    if theme:
        parts["theme"] = theme
    return parts | _asked_again(finding)


def _source(finding: Finding) -> str:
    if found := SOURCES.get(FoundBy(finding.found_by)):
        return found.value
    return Source.APV.value if finding.assessment_id else Source.SURVEY.value


def _description(finding: Finding) -> str:
    talks = Dialogue.objects.filter(assessment=finding.assessment_id).order_by("held_on", "pk") if finding.assessment_id else ()
    said = [_("From the dialogue on %(day)s: %(said)s") % {"day": date_format(talk.held_on), "said": talk.said} for talk in talks]
    return "\n\n".join(part for part in (finding.description, *said) if part)


def _method(finding: Finding) -> str:
    asked = finding.baseline.get("asked") or []
    if not asked:
        return ""
    return _("We ask the same again: %(questions)s") % {"questions": "; ".join(quoted(question) for question in asked)}


def _asked_again(finding: Finding) -> Parts:
    """The question of the evaluation, and the figure as a criterion with baseline and target; nothing where there is no figure."""
    label, mean = finding.baseline.get("label"), finding.baseline.get("mean")
    if not label or mean is None:
        return {}
    is_high_bad = bool(finding.baseline.get("is_high_bad"))
    target = max(0, round(mean) - BETTER_BY) if is_high_bad else min(100, round(mean) + BETTER_BY)
    text = _("The same questions about “%(what)s”, asked again, show it.") % {"what": label}
    kind = SuccessCriterion.Kind.MEASURED.value
    row = CriterionRow(text[:LONGEST_CRITERION], kind, _of_a_hundred(round(mean)), _of_a_hundred(target))
    question = _("whether “%(what)s” has become better") % {"what": label}
    key = uuid5(NAMESPACE_URL, f"{KIND}-{finding.pk}")  # the same row however often the form is opened
    return {f"{CRITERION}{key}": row, "evaluation_question": question[:LONGEST_QUESTION]}


def _of_a_hundred(number: int) -> str:
    return _("%(number)s of 100") % {"number": number}


def open_plans_of(assessment: UnitAssessment) -> int:
    """How many plans of this APV are open; standing ones do not count (peers, idea 17)."""
    return (
        ActionPlan.objects.filter(pk__in=Finding.plans.through.objects.filter(finding__assessment=assessment).values("actionplan"))
        .filter(status__in=("active", "awaiting"))
        .count()
    )


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:  # noqa: ARG001  as every room is told
    finding = Finding.objects.filter(pk=pk, unit=plan.unit_id).first()
    if finding is not None:
        outcomes.begin_plan(finding, plan)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    outcomes.publish_plan(plan, by=by, now=now)


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
