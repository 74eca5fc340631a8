"""Plans that are about the same thing: found while a new one is written, so that nobody begins from nothing twice."""

from datetime import datetime, timedelta
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, F, IntegerField, Q, Value, When

from actionplans.models.choices import Source, Status
from actionplans.models.help import HelpQuerySet
from actionplans.models.search import query_of_word, telling_words
from orgstructure.models import Unit

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan  # noqa: F401  named as text in the class below
    from orgstructure.models import User

ENOUGH_IN_COMMON = 2  # words, or one word and the theme; of a text of one word that word
WRITTEN_AT_THE_SAME_TIME = timedelta(days=30)


class SimilarQuerySet(HelpQuerySet):
    """Plans by what their title and description have in common with a text."""

    def near(self, unit: Unit) -> Self:
        """Plans of the unit itself, of the units above it and of those beside it."""
        beside = Q(parent=unit.parent_id) if unit.parent_id else Q()
        # As a subselect: with an OR over a join Postgres reads every plan of the region.
        return self.filter(unit__in=Unit.objects.filter(Q(pk__in=[unit.pk, *unit.ancestor_ids()]) | beside).values("pk"))

    def similar_to(self, text: str, theme_id: int | None) -> Self:
        """Those with enough words in common, synonyms and endings allowed for; the most alike first. Nothing for an empty text."""
        words = telling_words(text)
        if not words:
            return self.none()
        return self._alike(words, theme_id).order_by("-in_common", "-rank", "-created_at")

    def being_written_too(self, by: "User", unit: Unit, *, text: str, source: str, now: datetime) -> Self:
        """Other people's drafts for the unit, begun lately, from the same source or about the same thing."""
        others = self.filter(status=Status.DRAFT, unit=unit, created_at__gt=now - WRITTEN_AT_THE_SAME_TIME).exclude(created_by=by)
        same_source = Q(source=source) if source and source != Source.OWN_IDEA else Q(pk__in=[])
        words = telling_words(text)
        alike = Q(pk__in=others._alike(words, None).values("pk")) if words else Q(pk__in=[])  # noqa: SLF001  the same class
        return others.filter(same_source | alike).order_by("-created_at")

    def _alike(self, words: list[str], theme_id: int | None) -> Self:
        queries = [query_of_word(word) for word in words]
        hits = [_one_if(Q(search=query)) for query in queries]
        if theme_id:
            hits.append(_one_if(Q(theme=theme_id)))
        whole = reduce(or_, queries)
        needed = min(ENOUGH_IN_COMMON, len(words))
        counted = self.filter(search=whole).annotate(in_common=reduce(add, hits), rank=SearchRank(F("search"), whole))
        return counted.filter(in_common__gte=needed)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
