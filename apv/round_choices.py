"""What the form of a round offers: units the person runs surveys in, people who may hold a key, earlier rounds; and what is looked for."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apv.models import Question, Questionnaire, Round, Scale
from orgstructure.access import scope_of
from orgstructure.models import Engagement, RoleHolding, Unit, User
from orgstructure.people_search import people_called
from orgstructure.permissions import Perm, Role

NEAR_THE_TOP = 2
MOST = 60
FOUND_UNITS = 20
EARLIER = 30
TRUSTED = (Role.CONSULTANT, Role.HEAD_OF_WORK_ENVIRONMENT, Role.SAFETYNET_ADMINISTRATOR, Role.COORDINATOR, Role.COMMITTEE_CHAIR)
Grouped = list[tuple[str, list[tuple[int, str]]]]


class RoundChoices:
    """Read once for one form, with a fixed number of queries."""

    def __init__(self, reader: User, today: date, *, also: Round | None = None, looked_for: str = "") -> None:
        """`also` keeps what a round has already; `looked_for` are words of a unit, a name or a title."""
        self.looked_for = looked_for.strip()
        self.scope = scope_of(reader, Perm.RUN_SURVEYS)
        self.questionnaires = {one.pk: one for one in Questionnaire.objects.usable()}
        if also is not None:
            self.questionnaires.setdefault(also.questionnaire_id, also.questionnaire)
        self.units = self._units(today, [also.top_id] if also else [])
        named = [pk for pk in ((also.key_holder_id, also.key_deputy_id) if also else ()) if pk]
        self.people, self.people_by_pk = self._people(reader, today, named)
        self.rounds = self._rounds(also)

    def _units(self, today: date, also: Iterable[int]) -> Grouped:
        """Near the top of where the person runs surveys, and what was looked for."""
        mine = Unit.objects.existing(today).filter(self.scope.where(""))
        near = list(mine.filter(depth__lte=NEAR_THE_TOP).order_by("depth", "name_sort", "pk"))
        found = list(mine.called(self.looked_for).named()[:FOUND_UNITS]) if self.looked_for else []
        kept = list(mine.filter(pk__in=set(also)))
        self.has_found = bool(found)
        self.unit_by_pk = {unit.pk: unit for unit in (*near, *found, *kept)}
        rest = [unit for unit in (*near, *kept) if unit not in found]
        return _grouped((_("Found"), found), (_("Units"), list(dict.fromkeys(rest))))

    def _people(self, reader: User, today: date, named: list[int]) -> tuple[Grouped, dict[int, User]]:
        holdings = RoleHolding.objects.current(today).filter(role__in=TRUSTED, unit__depth__lte=1, user__is_active=True)
        trusted = {row.user_id: row.user for row in holdings.select_related("user").order_by("user__name_sort", "user")[:MOST]}
        found = {one.user.pk: one.user for one in people_called(self.looked_for, today).people} if self.looked_for else {}
        kept = {user.pk: user for user in User.objects.filter(pk__in=[*named, reader.pk])}
        self.has_found = self.has_found or bool(found)
        rest = {pk: user for pk, user in sorted({**kept, **trusted}.items(), key=lambda pair: pair[1].name_sort) if pk not in found}
        by_pk = found | rest
        titles = _titles(by_pk, today)
        words = {pk: f"{user}, {titles[pk].lower()}" if titles.get(pk) else str(user) for pk, user in by_pk.items()}
        groups = [(_("Found"), [(pk, words[pk]) for pk in found]), (_("People"), [(pk, words[pk]) for pk in rest])]
        return [(label, rows) for label, rows in groups if rows], by_pk

    def _rounds(self, also: Round | None) -> dict[int, Round]:
        earlier = Round.objects.full().released().filter(self.scope.where("top")).select_related("questionnaire")
        kept = [also.compared_with] if also and also.compared_with else []
        return {one.pk: one for one in (*kept, *earlier[:EARLIER]) if also is None or one.pk != also.pk}

    @property
    def questionnaire_choices(self) -> list[tuple[int, str]]:
        """Finished ones, newest version first."""
        words = _("%(name)s, version %(version)s")
        return [(pk, words % {"name": one, "version": one.version}) for pk, one in self.questionnaires.items()]

    @property
    def round_choices(self) -> list[tuple[int, str]]:
        """Released ones, newest first."""
        return [(pk, f"{one} ({one.closes_on:%d-%m-%Y})") for pk, one in self.rounds.items()]

    @property
    def split_choices(self) -> Grouped:
        """Questions with one of several answers, under their questionnaire."""
        rows = Question.objects.filter(questionnaire__in=self.questionnaires, scale=Scale.ONE_OF).order_by("questionnaire", "position")
        self.questions = {one.pk: one for one in rows}
        groups: dict[int, list[tuple[int, str]]] = {}
        for one in rows:
            groups.setdefault(one.questionnaire_id, []).append((one.pk, str(one)))
        return [(str(self.questionnaires[pk]), found) for pk, found in groups.items()]


def colleagues_to_pick(
    survey_round: Round, reader: User, today: date, looked_for: str = "", also: Iterable[int] = ()
) -> list[tuple[int, str]]:
    """Whom a pilot may ask: the reader's own colleagues, the key people, who is looked for and who is ticked; by name with title."""
    own = Engagement.objects.current(today).filter(user=reader).home_first().values("unit")[:1]
    near = Engagement.objects.current(today).filter(unit__in=own).values("user")
    ids = set(User.objects.filter(pk__in=near, is_active=True).order_by("name_sort").values_list("pk", flat=True)[:MOST])
    ids |= {*also} | {pk for pk in (survey_round.key_holder_id, survey_round.key_deputy_id) if pk}
    if looked_for.strip():
        ids |= {one.user.pk for one in people_called(looked_for, today).people}
    people = User.objects.employed(today).filter(pk__in=ids).order_by("name_sort", "pk")
    titles = _titles(ids, today)
    return [(user.pk, f"{user}, {titles[user.pk].lower()}" if titles.get(user.pk) else str(user)) for user in people]


def _grouped(*groups: tuple[str, list[Unit]]) -> Grouped:
    return [(label, [(unit.pk, capfirst(unit.name)) for unit in units]) for label, units in groups if units]


def _titles(ids: Iterable[int], today: date) -> dict[int, str]:
    titles: dict[int, str] = {}
    for user_id, title in Engagement.objects.current(today).filter(user__in=ids).home_first().values_list("user", "title"):
        titles.setdefault(user_id, title)
    return titles
