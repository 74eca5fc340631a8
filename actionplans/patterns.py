"""Gentle sentences to the one who evaluates, before anything is saved, when the verdicts begin to look like a habit.

They are shown to that person only, kept nowhere, counted nowhere, and never in the way: pressing the button again saves.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, EffectEvaluation, Verdict
from orgstructure.models import User

LAST = 10
AT_ONCE = timedelta(minutes=1)
SEVERAL = 2
A_SENTENCE = 15  # fewer letters than this (“OK”, “Løst.”) are often the same for good reason


def notes_for(author: User, *, today: date, now: datetime) -> list[str]:
    """What the author's last verdicts suggest, when the page is opened: one query."""
    last = list(
        EffectEvaluation.objects.standing().filter(by=author).order_by("-at", "-pk").values("at", "on", "verdict", "wanted_effects")[:LAST]
    )
    found = []
    if len(last) >= LAST - 1 and last[LAST - 2]["on"] == today and now - last[0]["at"] < AT_ONCE:
        found.append(_("This is at least your tenth verdict today, and the last was a moment ago. Take your time: the plans can wait."))
    if len(last) == LAST and all(row["verdict"] == Verdict.SOLVED and not row["wanted_effects"].strip() for row in last):
        found.append(
            _("Your last ten verdicts were “solved”, without a word on what you notice. A sentence helps those who have the problem next.")
        )
    return found


def note_on_words(author: User, plan: ActionPlan, words: str) -> str:
    """Whether the author has written just this on several other plans; empty when not."""
    if len(words.strip()) < A_SENTENCE:
        return ""
    same = EffectEvaluation.objects.standing().filter(by=author, wanted_effects=words).exclude(plan=plan)
    number = same.order_by().values("plan").distinct().count()
    if number < SEVERAL:
        return ""
    said = ngettext("You have written the same on %(number)s other plan.", "You have written the same on %(number)s other plans.", number)
    asked = _("What do you notice just here? Press the button again to save it as it is.")
    return f"{said % {'number': number}} {asked}"
