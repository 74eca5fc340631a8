"""What the same units answered last year, and what came of it: along `continues` and nowhere else, in a fixed number of queries (R65)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from apv.models import GAPS, AuditAnswer, AuditPlace, SelfAudit
from apv.usecases.audit_actions import ShownAction, actions_of_answers
from orgstructure.models import User

YEARS_OF_COMMENTS = 2


@dataclass(frozen=True)
class Earlier:
    """One answer of last year; `units` are those of its audit that this audit asks again."""

    answer: AuditAnswer
    units: tuple[str, ...]
    actions: tuple[ShownAction, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Partly or no."""
        return self.answer.answer in GAPS


def earlier(audit: SelfAudit, *, reader: User) -> Mapping[int, tuple[Earlier, ...]]:
    """By this year's question: what was answered to the one it continues, in the year that this year follows; three queries."""
    if audit.year.follows_id is None:
        return {}
    units = _units_by_audit(audit, audit.year.follows_id)
    answers = _continued(audit, list(units))
    actions = actions_of_answers((answer.pk for _question, answer in answers), reader)
    found: defaultdict[int, list[Earlier]] = defaultdict(list)
    for question, answer in answers:
        counted = tuple(action for action in actions.get(answer.pk, ()) if action.counts)
        found[question].append(Earlier(answer, units[answer.audit_id], counted))
    return {question: tuple(rows) for question, rows in found.items()}


def comments_before(audit: SelfAudit) -> Mapping[int, tuple[frozenset[str], ...]]:
    """By this year's question: the comments of the same units last year and the year before; two queries a year."""
    found: dict[int, tuple[frozenset[str], ...]] = {}
    follows, steps = audit.year.follows, "question"
    for _year in range(YEARS_OF_COMMENTS):
        if follows is None:
            break
        steps = f"{steps}__continued_by"
        units = _units_by_audit(audit, follows.pk)
        asked = {f"{steps}__question_set": audit.year.question_set_id}
        rows = AuditAnswer.objects.filter(audit__in=list(units), **asked).exclude(comment="").values_list(steps, "comment")
        said: defaultdict[int, set[str]] = defaultdict(set)
        for question, comment in rows:
            said[question].add(comment)
        found = {question: (*found.get(question, ()), frozenset(words)) for question, words in said.items()}
        follows = follows.follows
    return found


def _units_by_audit(audit: SelfAudit, year: int) -> dict[int, tuple[str, ...]]:
    """The audits of that year that were sent in for units which this audit asks, and the names of these."""
    places = AuditPlace.objects.answered().filter(year=year, unit__in=audit.places.values("unit")).order_by("path", "pk")
    names: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for audit_id, name in places.values_list("audit", "unit__name"):
        names[audit_id][name] = None
    return {pk: tuple(units) for pk, units in names.items()}


def _continued(audit: SelfAudit, audits: list[int]) -> list[tuple[int, AuditAnswer]]:
    asked = {"question__continued_by__question_set": audit.year.question_set_id}
    rows = AuditAnswer.objects.filter(audit__in=audits, **asked).exclude(answer="", comment="", view="")
    rows = rows.annotate(asked_again_as=F("question__continued_by"))
    return [(row.asked_again_as, row) for row in rows.order_by("audit", "pk")]
