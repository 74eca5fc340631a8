"""The follow-up as one if-then sentence: on the page, in the mail, in the calendar.

Plans in if-then form are carried out more often than a date alone (Gollwitzer & Sheeran 2006), so the parts of the
follow-up are always shown as the sentence they make.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from orgstructure.models import User

# A question that begins like this stands in the sentence as it is; another one gets “whether” in front.
_CONNECTS = (
    "om ",
    "hvor",
    "hvad ",
    "hvem ",
    "hvilke",
    "hvordan ",
    "hur ",
    "vad ",
    "vem ",
    "vilk",
    "whether ",
    "if ",
    "how ",
    "what ",
    "which ",
)


def follow_up_sentence(plan: ActionPlan) -> str:
    """“When the staff meeting on 12 March starts, Anna Holm asks the colleagues whether …”; empty until all parts are there."""
    if not (plan.evaluation_occasion and plan.evaluate_on and plan.evaluator and plan.evaluation_question):
        return ""
    return sentence_of(plan.evaluation_occasion, plan.evaluate_on, plan.evaluator, plan.evaluation_question)


def sentence_of(occasion: str, on: date, evaluator: User | str, question: str) -> str:
    """The sentence from its parts; the question may be a clause (“whether …”), a real question, or just the words."""
    parts = {"occasion": occasion.strip().rstrip("."), "date": date_format(on), "who": str(evaluator)}
    asked = question.strip().rstrip(".")
    whole = {"beginning": _("When %(occasion)s on %(date)s starts, %(who)s asks the colleagues") % parts, "question": asked}
    if asked.endswith("?"):
        return _("%(beginning)s: %(question)s") % whole
    if asked.lower().startswith(_CONNECTS):
        return _("%(beginning)s %(question)s.") % whole
    return _("%(beginning)s whether %(question)s.") % whole
