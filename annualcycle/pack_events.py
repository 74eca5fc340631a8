"""Of the data pack: accidents and what caused them, violence, offensive acts, and the reactions of the labour inspectorate.

Figures of injuries are those that everybody may see: of finished years, hidden where they are few (docs/decisions/0112). Who sees the
cases themselves sees no more here, since a completed discussion is open to all.
"""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annualcycle.pack_parts import Asked, Injuries, PackLine, Said, counted
from injuries.figure_words import label_of
from injuries.models import CaseKind, Reaction
from injuries.reports.factors import factors_of
from orgstructure.access import may
from orgstructure.permissions import Perm

CAUSES_SHOWN = 3


def accidents(asked: Asked) -> Said:
    """Of the newest finished year; with what went wrong and what analyses found. Two queries beside those shared with the next two."""
    if why := asked.why_not_whole:
        return Said(missing=why)
    found, url = asked.injuries, _figures_url(asked)
    lines = (
        _line(_("Injuries in all"), found, "injury", "", url),
        _line(_("Accidents"), found, "kind", CaseKind.ACCIDENT, url),
        _line(_("Injuries with absence"), found, "absence", "some", url),
        _line(_("… of these new employees"), found, "new", "new", url),
        *_went_wrong(found, url),
        *_factors(asked),
    )
    return _said(asked, lines)


def violence(asked: Asked) -> Said:
    """Injuries by violence and threats, of the newest finished year."""
    return _of_kind(asked, CaseKind.VIOLENCE, _("Cases of violence and threats"))


def offences(asked: Asked) -> Said:
    """Offensive acts, of the newest finished year."""
    return _of_kind(asked, CaseKind.OFFENSIVE_ACT, _("Offensive acts reported"))


def reactions(asked: Asked) -> Said:
    """By the day they came, and what waits today. One query; every employee reads them."""
    rows = Reaction.objects.filter(asked.level.area.where(), withdrawn_on=None)
    waits = Q(answered_on=None)
    came = {name: Q(received_on__range=(one.first, one.last)) for name, one in (("now", asked.period), ("before", asked.before))}
    found = rows.aggregate(
        now=Count("pk", filter=came["now"]),
        before=Count("pk", filter=came["before"]),
        waiting=Count("pk", filter=waits),
        late=Count("pk", filter=waits & Q(deadline_on__lt=asked.today)),
    )
    url = reverse("reaction-unit", args=[asked.tops[0].pk]) if len(asked.tops) == 1 else ""
    lines = (
        PackLine(_("Reactions received"), str(found["now"]), str(found["before"]), url),
        PackLine(_("Waiting for an answer today"), str(found["waiting"]), "", url),
        PackLine(_("Past their deadline today"), str(found["late"]), "", url),
    )
    words = ngettext(
        "The inspectorate reacted %(number)s time; %(waiting)s of all reactions wait for an answer.",
        "The inspectorate reacted %(number)s times; %(waiting)s of all reactions wait for an answer.",
        found["now"],
    )
    return Said(words % {"number": found["now"], "waiting": found["waiting"]}, lines)


def _of_kind(asked: Asked, kind: CaseKind, label: str) -> Said:
    if why := asked.why_not_whole:
        return Said(missing=why)
    return _said(asked, (_line(label, asked.injuries, "kind", kind, _figures_url(asked)),))


def _said(asked: Asked, lines: Sequence[PackLine]) -> Said:
    if all(line.now == counted(None) for line in lines):
        return Said(missing=_("Too few to show for %(year)s, or a smaller unit's could be worked out.") % {"year": asked.finished_year})
    words = _("Of %(year)s against %(before)s: figures of injuries come when the year is over.")
    return Said(words % {"year": asked.finished_year, "before": asked.finished_year - 1}, tuple(lines), asked.not_counted)


def _line(label: str, found: Injuries, axis: str, code: str, url: str) -> PackLine:
    return PackLine(label, counted(found.now(axis, code)), counted(found.before(axis, code)), url)


def _went_wrong(found: Injuries, url: str) -> list[PackLine]:
    """The most frequent of what is shown, where every part of the place shows the split."""
    codes = Counter({code: found.now("deviation", code) or 0 for code in found.codes("deviation") if not code.startswith("rest")})
    return [
        _line(_("What went wrong: %(what)s") % {"what": label_of("deviation", code)}, found, "deviation", code, url)
        for code, cases in codes.most_common(CAUSES_SHOWN)
        if cases
    ]


def _factors(asked: Asked) -> list[PackLine]:
    now, before = (
        {one.factor: one.at_least for one in factors_of(asked.tops, year, asked.moment.policy)}
        for year in (asked.finished_year, asked.finished_year - 1)
    )
    return [
        PackLine(_("Found by analyses: %(what)s") % {"what": factor.label}, _at_least(number), _at_least(before.get(factor)))
        for factor, number in now.items()
    ]


def _at_least(number: int | None) -> str:
    return _("at least %(number)s") % {"number": number} if number else ""


def _figures_url(asked: Asked) -> str:
    """To the page of figures, for those who may open it."""
    if len(asked.tops) != 1 or not may(asked.reader, Perm.RUN_REPORTS, asked.tops[0].pk, asked.tops[0].path):
        return ""
    return f"{reverse('injury-figures-unit', args=[asked.tops[0].pk])}?year={asked.finished_year}"
