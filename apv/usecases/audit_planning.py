"""From a question of the self-audit to a plan: what was asked, answered and said about it is filled in (R64).

`actionplans` knows nothing of self-audits: it is told by name (`actionplans/origins.py`). An answer is closed, so only who
may see the audit makes a plan of it; what of the answer becomes part of the plan is read by its writer before it is published.
"""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import CRITERION, CriterionRow, Parts
from actionplans.models import ActionPlan, Source, SuccessCriterion, Theme, Urgency
from apv.models import AuditAction, AuditAnswer, SelfAudit
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.texts import in_language

KIND = "audit"
LONGEST_TITLE, LONGEST_TEXT, LONGEST_QUESTION, LONGEST_CRITERION = 160, 4000, 300, 500
QUOTED = 200


def answers_seen_by(reader: User) -> QuerySet[AuditAnswer]:
    """The answers of the audits that the reader may see, with what a plan of them needs."""
    rows = AuditAnswer.objects.filter(audit__in=SelfAudit.objects.visible_to(reader).values("pk"))
    return rows.select_related("question", "audit__year__question_set")


def units_to_plan_in(audit: SelfAudit, reader: User) -> list[Unit]:
    """The units of the audit in which the reader makes plans, in the order of names."""
    scope = scope_of(reader, Perm.EDIT_PLANS)
    return [unit for unit in units_of(audit) if scope.covers(unit.pk, unit.path)]


def units_of(audit: SelfAudit) -> list[Unit]:
    """All the units it answers for; one query."""
    return list(Unit.objects.filter(pk__in=audit.places.values("unit")).named())


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The question as a proposal; None where the reader may not see the audit."""
    answer = answers_seen_by(reader).filter(pk=pk).first()
    if answer is None:
        return None
    mine = units_to_plan_in(answer.audit, reader)
    units = mine or units_of(answer.audit)
    if not units:
        return None
    url = f"{answer.audit.get_absolute_url()}#q-{answer.question_id}"
    return origins.Cause(f"{KIND}-{pk}", units[0], name_of(answer), url, parts_of(answer, today), tuple(mine[1:]))


def name_of(answer: AuditAnswer) -> str:
    """Which question of which year."""
    return _("Question %(number)s of the self-audit %(year)s") % {"number": answer.question.position, "year": answer.audit.year.year}


def parts_of(answer: AuditAnswer, today: date) -> Parts:
    """What the plan is shown with; its people and dates are the plan's own defaults."""
    question = in_language(answer.question.text)
    said = [_("We answered “%(answer)s” to: %(question)s") % {"answer": answer.get_answer_display(), "question": question}]
    if answer.comment:
        said.append(answer.comment)
    if answer.view:
        said.append(_("How the participants see it: %(view)s") % {"view": answer.view})
    return {
        "title": shortened(question, LONGEST_TITLE),
        "description": "\n\n".join(said)[:LONGEST_TEXT],
        **asked_again(answer),
        **theme_part(answer, today),
    }


def asked_again(answer: AuditAnswer) -> Parts:
    """Where it comes from, and how one will know: the same question, next year."""
    key = uuid5(NAMESPACE_URL, f"{KIND}-{answer.pk}")  # the same row however often the form is opened
    question = shortened(in_language(answer.question.text), QUOTED)
    told = {"number": answer.question.position, "question": question}
    text = _("Question %(number)s is answered “yes” in next year's self-audit: “%(question)s”") % told
    return {
        "source": Source.SELF_AUDIT.value,
        "urgency": Urgency.ORDINARY.value,
        "evaluation_question": (_("whether we would answer yes now: “%(question)s”") % told)[:LONGEST_QUESTION],
        "evaluation_method": _("We ask the same question again, and once more in next year's self-audit."),
        f"{CRITERION}{key}": CriterionRow(text[:LONGEST_CRITERION], SuccessCriterion.Kind.HEARD.value, "", ""),
    }


def theme_part(answer: AuditAnswer, today: date) -> Parts:
    """The question's theme, where the region still uses it."""
    code = answer.question.theme_code
    theme = Theme.objects.in_use(today).filter(code=code).values_list("pk", flat=True).first() if code else None
    return {"theme": theme} if theme else {}


def shortened(text: str, most: int) -> str:
    """At most so long, with a sign that something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    answer = answers_seen_by(by).filter(pk=pk, audit__places__unit=plan.unit_id).first()
    if answer is not None:
        AuditAction.objects.get_or_create(plan=plan, defaults={"answer": answer, "made_at": now, "made_by": by})


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes: that the action counts is read from its plan."""


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
