"""The comments of a level to one question, for the person who chooses some of them: as written, with what must be taken out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from actionplans.named import NamedWord, names_in_texts
from actionplans.people import Directory, Named
from apv.masking import masked
from apv.models import AuditAnswer, AuditParticipation, AuditPlace, AuditQuestion, AuditReport, ChosenComment, SelfAudit, path_on
from orgstructure.models import Unit, User

MOST_WORDS = 5


def comments_of(report: AuditReport, question: AuditQuestion, reader: User, looked_for: str = "") -> QuerySet[AuditAnswer]:
    """Answers with a comment or a differing view, of audits sent in on the level that the reader may read; every word occurs."""
    places = AuditPlace.objects.of_level(report.year, path_on(report.unit, report.year.tree_on)).filter(audit=OuterRef("audit"))
    audits = SelfAudit.objects.visible_to(reader).sent_in()
    rows = AuditAnswer.objects.filter(Exists(places), question=question, audit__in=audits).exclude(comment="", view="")
    for word in looked_for.split()[:MOST_WORDS]:
        rows = rows.filter(Q(comment__icontains=word) | Q(view__icontains=word))
    return rows.prefetch_related("audit__places__unit").order_by("pk")


def chosen_of(report: AuditReport, question: AuditQuestion) -> dict[int, ChosenComment]:
    """What is chosen for the question already, by answer."""
    rows = ChosenComment.objects.filter(report=report, answer__question=question).select_related("chosen_by")
    return {row.answer_id: row for row in rows.order_by("pk")}


@dataclass(frozen=True)
class Names:
    """Who must not be known from a comment: the people around its audit, and the names of its units."""

    people: tuple[Named, ...]
    units: tuple[str, ...]

    @classmethod
    def around(cls, answer: AuditAnswer, today: date) -> "Names":
        """Managers, representatives and colleagues of its units, and those who took part by name."""
        units = list(Unit.objects.filter(pk__in=AuditPlace.objects.filter(audit=answer.audit_id).values("unit")))
        near = {one.pk: one for unit in units for one in Directory(unit, today).by_pk.values()}
        took_part = AuditParticipation.objects.filter(audit=answer.audit_id).select_related("person")
        named = [Named(-row.pk, str(row.person) if row.person else row.name, "") for row in took_part if row.person or row.name]
        return cls((*near.values(), *named), tuple(unit.name for unit in units))

    def found_in(self, texts: dict[str, tuple[str, str]]) -> list[NamedWord]:
        """Each name as it stands there."""
        found = names_in_texts(texts, self.people)
        places = [NamedWord(label, hit) for label, text in texts.values() for hit in self._units_in(text)]
        return list(dict.fromkeys([*found, *places]))

    def proposed(self, text: str) -> str:
        """The text with what is known to lead to somebody taken out: a proposal for the person who chooses it."""
        shorter, mask = masked(text), _("[name]")
        hits = [name.words for name in self.found_in({"text": ("", shorter)})]
        for words in sorted(hits, key=len, reverse=True):
            shorter = re.sub(rf"(?<!\w){re.escape(words)}(?:['’]?s)?(?!\w)", lambda _hit: mask, shorter)
        return shorter

    def _units_in(self, text: str) -> Iterable[str]:
        for name in self.units:
            if hit := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                yield hit.group()
