"""From an event to a plan without identity, in one tick: filled in our words from codes, counts and the group's analysis.

`actionplans` knows nothing of events: it is told by name (`actionplans/origins.py`). Everybody reads a published plan, so
it carries no name, no day, nothing of the health part, and no count below the region's limit; the course only where the
one who writes asked for it, and then without names.
"""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import CRITERION, CriterionRow, Parts
from actionplans.models import ActionPlan, Source, SuccessCriterion, Theme, Urgency
from injuries import recurrence
from injuries.codes import Table
from injuries.likeness import BY_PHRASE, Like, label_of, theme_of
from injuries.models import Case, CaseKind, CauseAnalysis, Channel, Factor, InjuryPolicy
from injuries.names import without_names
from injuries.reading import Read, opened
from injuries.usecases import analysing
from orgstructure.access import may
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.texts import in_language

KIND = "injury"
LONGEST_TITLE, LONGEST_TEXT, LONGEST_PART = 160, 4000, 1000
URGENT = (CaseKind.ACCIDENT, CaseKind.VIOLENCE)


def may_plan(case: Case, reader: User) -> bool:
    """Manager and group make plans of an event; of one that was kept from them nobody does."""
    near = case.may_follow_up or case.may_sign
    return near and not case.is_kept_from_manager and may(reader, Perm.EDIT_PLANS, case.unit_id, case.unit.path)


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The event as a proposal; the read is logged. None where it is not there for this reader, or may not become a plan."""
    public_id = Case.objects.visible_to(reader).that_count().filter(pk=pk).values_list("public_id", flat=True).first()
    if public_id is None:
        return None
    case = opened(reader, public_id, now=clock.now(), read=Read(Channel.PAGE))
    if not may_plan(case, reader):
        return None
    return cause_of(case, today)


def cause_of(case: Case, today: date, *, with_course: bool = False) -> origins.Cause:
    """The proposal of an event that was opened by whoever makes the plan."""
    parts = parts_of(case, today, with_course=with_course)
    title = _("Case %(number)s") % {"number": case.number}
    return origins.Cause(f"{KIND}-{case.pk}", case.unit, title, case.get_absolute_url(), parts)


def title_of(case: Case) -> str:
    """What is to be prevented, in everyday words; no name, no day."""
    return (_("Not again: %(what)s") % {"what": what_happened(case)})[:LONGEST_TITLE]


def what_happened(case: Case) -> str:
    """By the phrase that was chosen, else by what went wrong, else by the kind alone."""
    phrase = BY_PHRASE.get(case.phrase)
    if phrase is not None:
        return in_language(phrase.texts)
    if case.deviation and not case.deviation.startswith("0"):
        return label_of(Table.DEVIATION, case.deviation).lower()
    return str(CaseKind(case.kind).label)


def parts_of(case: Case, today: date, *, with_course: bool = False) -> Parts:
    """What the plan is begun with; its people and dates are the plan's own defaults."""
    analysis = CauseAnalysis.objects.filter(case=case).first()
    theme = Theme.objects.in_use(today).filter(code=theme_of(case)).values_list("pk", flat=True).first()
    texts = {
        "title": title_of(case),
        "description": _description(case, analysis, with_course=with_course)[:LONGEST_TEXT],
        "nature": _nature(case)[:LONGEST_PART],
        "seriousness": _seriousness(case),
        "extent": _extent(case, today),
        "causes": _causes(case, analysis)[:LONGEST_PART],
        "evaluation_question": _("whether such events have become fewer"),
        "evaluation_method": _("We count the reported events of the same kind once more."),
    }
    urgency = Urgency.SOON if case.kind in URGENT else Urgency.ORDINARY
    text = _("Fewer similar events are reported in the following 12 months.")
    criterion = CriterionRow(text, SuccessCriterion.Kind.MEASURED.value, "", "")
    key = uuid5(NAMESPACE_URL, f"{KIND}-{case.pk}")  # the same row however often the plan is begun
    parts: Parts = {**texts, "source": Source.INJURY.value, "urgency": urgency.value, f"{CRITERION}{key}": criterion}
    return parts | ({"theme": theme} if theme else {})


def _description(case: Case, analysis: CauseAnalysis | None, *, with_course: bool) -> str:
    where = {"kind": capfirst(case.get_kind_display()), "place": case.get_place_kind_display(), "what": what_happened(case)}
    said = [_("%(kind)s, %(place)s: %(what)s.") % where]
    if analysis and analysis.conclusion:
        said.append(without_names(case, analysis.conclusion))
    if with_course:
        said.append(without_names(case, case.course))
    return "\n\n".join(said)


def _nature(case: Case) -> str:
    found = [label_of(Table.DEVIATION, case.deviation), label_of(Table.CONTACT, case.contact)]
    agent = label_of(Table.AGENT, case.contact_agent or case.deviation_agent)
    said = [text for text in found if text] or [str(capfirst(case.get_kind_display()))]
    return "; ".join([*said, *([_("with: %(agent)s") % {"agent": agent}] if agent else [])])


def _seriousness(case: Case) -> str:
    """By the kind alone: how badly somebody was hurt belongs to the closed half."""
    return {
        CaseKind.NEAR_MISS: _("Nobody was hurt this time; somebody could have been."),
        CaseKind.OBSERVATION: _("Nothing has happened yet; somebody saw that it could."),
        CaseKind.VIOLENCE: _("Somebody met violence or threats at work."),
        CaseKind.OFFENSIVE_ACT: _("Somebody was met in an offensive way at work."),
        CaseKind.DISEASE: _("It is suspected that the work makes people ill."),
    }.get(CaseKind(case.kind), _("Somebody was hurt at work."))


def _extent(case: Case, today: date) -> str:
    """Everybody reads the plan, so a count below the limit is not told."""
    limit = InjuryPolicy.in_force().hidden_below
    number = recurrence.number_in(case.unit, Like.of(case), today)
    said = {"number": number - number % limit, "limit": limit, "months": recurrence.MONTHS_BACK}
    if number < limit:
        return _("Fewer than %(limit)s similar events in the unit in the last %(months)s months.") % said
    return _("At least %(number)s similar events in the unit in the last %(months)s months.") % said


def _causes(case: Case, analysis: CauseAnalysis | None) -> str:
    if analysis is None:
        return ""
    whys = [_("Why? %(answer)s") % {"answer": without_names(case, why)} for why in analysis.whys]
    factors = ", ".join(str(Factor(code).label) for code in analysis.factors)
    return "\n".join([*whys, *([_("What contributed: %(factors)s.") % {"factors": factors}] if factors else [])])


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    near = Case.objects.visible_to(by).that_count().filter(is_kept_from_manager=False)
    case = near.filter(pk=pk, unit=plan.unit_id).only("pk", "state").first()
    if case is not None:
        analysing.link(case, plan, by=by, now=now)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    analysing.finish_with_plan(plan, by=by, now=now)


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
