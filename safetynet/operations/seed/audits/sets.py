"""The questions of both years: those that came with the product for one of them, a copy for the other, linked question by question."""

from datetime import date

from apv.models import AuditQuestion, AuditSet
from orgstructure.models import User
from safetynet.common.clock import at_hour

CHANGED = "offence_prevented"  # asked in other words a year ago, so that one question is not compared
BEFORE = {
    "code": "offence_rules",
    "text": {
        "da": "Er der skrevet ned, hvad I gør, hvis nogen bliver krænket?",
        "sv": "Finns det nedskrivet vad ni gör om någon blir kränkt?",
    },
}


def question_sets(today: date, *, by: User) -> tuple[AuditSet, AuditSet]:
    """Last year's and this year's."""
    shipped = AuditSet.objects.usable().filter(made_by=None).first()
    if shipped is None:
        msg = "The questions that come with the product are not there."
        raise LookupError(msg)
    if today.year > shipped.year:
        earlier = shipped if today.year - 1 == shipped.year else _copy(shipped, today.year - 1, by)
        return earlier, _copy(earlier, today.year, by, continues=True)
    earlier = _copy(shipped, today.year - 1, by)
    _link(shipped, earlier)
    return earlier, shipped


def _copy(of: AuditSet, year: int, by: User, *, continues: bool = False) -> AuditSet:
    """Finished on the first of September of that year, or the year before where that is still to come."""
    made_at = at_hour(date(year - 1 if continues else year, 9, 1), 9)
    name = {language: f"{words} {year}" for language, words in (("da", "Egenkontrol"), ("sv", "Egenkontroll"), ("en", "Self-audit"))}
    made = AuditSet.objects.create(
        year=year, name=name, based_on=of if continues else None, made_at=made_at, made_by=by, finished_at=made_at
    )
    copied = ("position", "code", "group", "text", "hint", "law", "is_policy", "theme_code")
    rows = []
    for one in of.questions.order_by("position"):
        columns = {name: getattr(one, name) for name in copied}
        if one.code == CHANGED and not continues:
            columns |= BEFORE
        rows.append(AuditQuestion(question_set=made, continues=one if continues else None, **columns))
    AuditQuestion.objects.bulk_create(rows)
    return made


def _link(later: AuditSet, earlier: AuditSet) -> None:
    """The questions that came with the product go on from last year's; nobody has used them yet."""
    there = {one.code: one for one in earlier.questions.all()}
    rows = [one for one in later.questions.all() if one.code in there]
    for one in rows:
        one.continues = there[one.code]
    AuditQuestion.objects.bulk_update(rows, ["continues"])
    AuditSet.objects.filter(pk=later.pk).update(based_on=earlier)
