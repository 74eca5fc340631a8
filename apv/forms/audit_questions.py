"""Forms of a question of the self-audit and of the heading it stands under."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Theme
from apv.audit_set_page import COUNTRIES
from apv.audit_set_rows import LONGEST, LONGEST_LAW
from apv.blueprint import LANGUAGES, Texts
from apv.forms.audit_sets import name_and_year
from apv.forms.parts import CodeField
from apv.forms.questionnaires import StampField
from apv.forms.words import Wording, WordsForm
from apv.models import AuditQuestion, AuditSet
from safetynet.common.opentext import OpenTextField

LONGEST_SHOWN = 90
HEADING = Wording("group", gettext_lazy("Heading above it"), LONGEST["group"])


class HeadingForm(WordsForm):
    """The heading of all questions that stand under it; empty takes it off."""

    WORDINGS = (HEADING,)
    seen = StampField()

    def __init__(self, data: Any = None, *, audit_set: AuditSet, heading: Texts) -> None:
        """As it stands."""
        super().__init__(data, initial=self.shown({"group": heading}) | {"seen": audit_set.edit_stamp})


class AuditQuestionForm(WordsForm):
    """One question. `headings` are those the set has, offered while one writes."""

    WORDINGS = (
        HEADING,
        Wording("text", gettext_lazy("Question"), LONGEST["text"], rows=3, is_needed=True),
        Wording("hint", gettext_lazy("Help below the question"), LONGEST["hint"], rows=2),
    )

    seen = StampField()
    number = forms.IntegerField(label=gettext_lazy("Number of the question"), min_value=1, help_text=gettext_lazy("Those behind it move."))
    is_policy = forms.BooleanField(label=gettext_lazy("The region's own policy asks for it"), required=False)
    theme_code = forms.ChoiceField(label=gettext_lazy("Theme of a plan that comes of it"), required=False, choices=())
    continues = forms.TypedChoiceField(
        label=gettext_lazy("Which earlier question asks the same?"),
        required=False,
        choices=(),
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("The years are compared along it and nowhere else. A question with another meaning continues none."),
    )
    code = CodeField()

    def __init__(
        self, data: Any = None, *, audit_set: AuditSet, row: AuditQuestion | None = None, after: AuditQuestion | None = None
    ) -> None:
        """As it stands; or a new one, `after` another and under its heading, else the last."""
        self.rows = list(audit_set.questions.all())
        at = row.position if row else after.position + 1 if after else len(self.rows) + 1
        begun = row or AuditQuestion(group=after.group if after else {})
        shown = {name: getattr(begun, name) for name in ("is_policy", "theme_code", "code")}
        shown |= {f"law_{country.lower()}": text for country, text in begun.law.items()}
        shown |= self.shown({"group": begun.group, "text": begun.text or {}, "hint": begun.hint})
        super().__init__(data, initial=shown | {"seen": audit_set.edit_stamp, "number": at, "continues": begun.continues_id})
        self._offer(audit_set, row)

    def _offer(self, audit_set: AuditSet, row: AuditQuestion | None) -> None:
        fields: dict[str, Any] = self.fields
        for country, name in COUNTRIES.items():
            label = _("Law or rule in %(country)s") % {"country": name}
            fields[f"law_{country.lower()}"] = OpenTextField(label=label, max_length=LONGEST_LAW, required=False)
        self.last = len(self.rows) + (row is None)
        fields["theme_code"].choices = [("", _("None")), *((one.code, str(one)) for one in Theme.objects.order_by("order", "code"))]
        fields["continues"].choices = [("", _("None: it is new")), *_earlier(audit_set, row.continues_id if row else None)]
        fields["code"].disabled = row is not None
        made = _("What the question is called in tables. Leave it empty, and one is made.")
        fields["code"].help_text = "" if row else made
        for code in LANGUAGES:
            fields[f"group_{code}"].widget.attrs["list"] = f"headings-{code}"

    @property
    def headings(self) -> list[tuple[str, list[str]]]:
        """For each language the headings that the set has in it."""
        return [(code, list(dict.fromkeys(text for row in self.rows if (text := row.group.get(code))))) for code in LANGUAGES]

    def law_fields(self) -> list[forms.BoundField]:
        """For the page: one for each country."""
        return [self[f"law_{country.lower()}"] for country in COUNTRIES]

    def clean_number(self) -> int:
        """A number past the end is the last one."""
        return min(int(self.cleaned_data["number"]), self.last)

    def columns(self) -> dict[str, Any]:
        """As the row keeps them; without the code and the number, which the view settles."""
        said = self.cleaned_data
        law = {country: text for country in COUNTRIES if (text := said[f"law_{country.lower()}"])}
        kept = {name: said[name] for name in ("is_policy", "theme_code")}
        texts = {"group": self._heading(), "text": self.words("text"), "hint": self.words("hint")}
        return kept | texts | {"law": law, "continues_id": said["continues"]}

    def _heading(self) -> Mapping[str, str]:
        """Written in one language, a heading that the set has is taken whole: else the same one would stand there twice."""
        given = self.words("group")
        return next((row.group for row in self.rows if given and given.items() <= row.group.items()), given)


def _earlier(audit_set: AuditSet, linked: int | None) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Questions of finished sets of earlier years, those of the set it is based on first; and the one that is linked, whatever it is."""
    earlier = Q(question_set__finished_at__isnull=False, question_set__year__lt=audit_set.year) | Q(pk=linked)
    rows = AuditQuestion.objects.filter(earlier).select_related("question_set")
    rows = rows.order_by("-question_set__year", "-question_set", "position")
    groups = [(one, list(found)) for one, found in groupby(rows, key=lambda row: row.question_set)]
    for one, found in sorted(groups, key=lambda pair: pair[0].pk != audit_set.based_on_id):
        yield name_and_year(one), [(row.pk, _cut(f"{row.position}. {row}")) for row in found]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
