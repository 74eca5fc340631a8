"""The one mail of the self-audit: to who should answer, about all units at once, and never about what was sent in.

Made at delivery: what was sent in, closed or handed to somebody else since is left out, and a mail with nothing left is dropped.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.wording import Button, Item, Wording, address, day, letter
from apv import audit_stages
from apv.audit_words import state_words
from apv.models import AuditMail, AuditPlace
from apv.usecases.audit_reminding import recipients
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_audit(mail: OutboxMail, now: datetime) -> Letter:
    """Only places that still wait for the receiver."""
    today = now.astimezone(COPENHAGEN).date()
    asked = AuditPlace.objects.to_be_told().filter(pk__in=mail.payload["places"]).with_progress()
    asked = asked.select_related("year__question_set", "unit").order_by("year__due_on", "unit__name_sort", "pk")
    mine = [place for place, people in recipients(list(asked), today) if mail.recipient_id in people]
    stage = mail.payload["stage"]
    if stage == audit_stages.AFTER:
        mine = [place for place in mine if not place.reason]
    if not mine:
        raise outbox.NoLongerDueError
    return letter(_wording(mine, stage, today), because=_("You get this mail because you lead the unit, or stand in for who does."))


def _wording(places: Sequence[AuditPlace], stage: str, today: date) -> Wording:
    first = places[0]
    answer = Button(_("Answer now"), address("audit-start"))
    why = Button(_("Tell us why not, in 20 seconds"), address("audit-place-why", first.pk))
    subject, question = _asked(first, stage, today)
    is_last = stage == audit_stages.AFTER
    return Wording(
        subject=subject,
        question=question,
        sentences=_sentences(first, is_last=is_last),
        items=[_item(place) for place in places],
        buttons=[why, answer] if is_last else [answer],
        ways_out=[] if is_last else [why],
    )


def _asked(place: AuditPlace, stage: str, today: date) -> tuple[str, str]:
    words = {"year": place.year.question_set.year, "day": day(place.year.due_on)}
    if stage == audit_stages.AFTER:
        return _("Self-audit %(year)s: why was it not answered?") % words, _("Why was the self-audit %(year)s not sent in?") % words
    if stage == audit_stages.OPENED:
        return (
            _("Self-audit %(year)s: answer by %(day)s") % words,
            _("How does your work with the work environment go? Answer by %(day)s.") % words,
        )
    if today > place.year.due_on:
        return _("Self-audit %(year)s: the last day was %(day)s") % words, _("It can still be sent in.")
    return _("Self-audit %(year)s: the last day is %(day)s") % words, _("Can you send it in by %(day)s?") % words


def _sentences(place: AuditPlace, *, is_last: bool) -> list[str]:
    if is_last:
        return [_("Say it in one touch: it helps us to make the next one better."), _("You can still answer, too.")]
    number = place.questions
    asked = ngettext("There is %(number)d question.", "There are %(number)d questions.", number) % {"number": number}
    return [
        asked,
        _("Answer together with your work-environment representative, and jointly with other managers where you work that way."),
        _("It saves itself: stop when you must, and go on where you were."),
    ]


def _item(place: AuditPlace) -> Item:
    what = _("%(state)s, by %(day)s") % {"state": capfirst(state_words(place)), "day": day(place.year.due_on)}
    return Item(place.unit.name, what, address("audit-start") + f"#place-{place.pk}")


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(AuditMail.REMINDER)(render_audit)
