"""The rules: each walks the facts of a day and tells what is wrong (R1–R8, R48)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from orgstructure.gap_facts import CommitteeFact, Facts, SeatFact, UnitFact
from orgstructure.models import RoleWord, SeatRole
from orgstructure.permissions import Role
from orgstructure.regime import Regime
from safetynet.common.law.organisation import organisation_law

NEEDED = (SeatRole.LEADER, SeatRole.AMR, SeatRole.CHAIR, SeatRole.VICE_CHAIR)  # a seat nobody may be without
BETWEEN_WORDS = re.compile(r"[\s,;/&+]+|\bog\b|\boch\b")
Actor = tuple[str | Promise, int | None]
MANAGER, LEADER, CHAIR = _("manager"), _("work-environment leader"), _("chair")


@dataclass(frozen=True)
class Found:
    """One gap before anybody's name is read."""

    kind: str
    subject: str
    facts: str
    basis: str
    actor: Actor
    url: str
    since: date | None = None
    is_agreement: bool = False
    unit_id: int | None = None
    committee_id: int | None = None
    seat_id: int | None = None
    person_id: int | None = None


def find(facts: Facts) -> Iterator[Found]:
    """Every gap, kind by kind."""
    yield from _unit_gaps(facts)
    for pk in sorted(facts.in_scope, key=lambda pk: facts.committees[pk].path):
        committee = facts.committees[pk]
        regime = facts.regime_of(pk)
        if committee.is_group:
            yield from _group_gaps(facts, committee, regime)
        yield from _seat_gaps(facts, committee, regime)
        yield from _number_gaps(facts, committee, regime)
        yield from _statutory_gaps(facts, committee, regime)
        if committee.level_id is None and not committee.is_sub:
            yield _about(committee, regime, "unknown_level", "", _keeper(facts), _to("settings-levels"))  # R6
    yield from _word_gaps(facts)


# --- Units ----------------------------------------------------------------------------------------------
def _unit_gaps(facts: Facts) -> Iterator[Found]:
    for unit in facts.units.values():
        number, groups = facts.employees.get(unit.pk, 0), facts.groups_of(unit.pk)
        regime = facts.regimes.at(unit.path)
        if number and not groups and facts.workplace_of(unit) > regime.largest_without_group:
            text = ngettext("%(n)s employee", "%(n)s employees", number) % {"n": number}
            yield _of_unit(facts, unit, regime, "no_group", text)
        if number and len(groups) > 1:
            yield _of_unit(facts, unit, regime, "two_groups", ", ".join(facts.committees[pk].name for pk in groups))
        if unit.depth == facts.threshold.hospital_depth:
            yield from _hospital_gaps(facts, unit, regime)


def _of_unit(facts: Facts, unit: UnitFact, regime: Regime, kind: str, text: str) -> Found:
    actor = (MANAGER, facts.manager_at(unit.path))
    url = _to("unit-groups", unit.pk)
    return Found(kind, unit.name, text, regime.source, actor, url, is_agreement=regime.is_agreement, unit_id=unit.pk)


def _hospital_gaps(facts: Facts, unit: UnitFact, regime: Regime) -> Iterator[Found]:
    below = [one for one in facts.units.values() if one.path.startswith(unit.path)]
    yield from _administrator_gaps(facts, unit)
    number = sum(facts.employees.get(one.pk, 0) for one in below)
    covering = {pk for one in below for pk in facts.covering.get(one.pk, ())}
    reached = covering | {pk for one in covering for pk in facts.above(facts.committees[one])}
    has_committee = any(pk in facts.committees and not facts.committees[pk].is_group for pk in reached)
    if number >= organisation_law().committee_from and not has_committee:
        text = ngettext("%(n)s employee", "%(n)s employees", number) % {"n": number}
        actor = (MANAGER, facts.manager_at(unit.path))
        yield Found("no_committee", unit.name, text, regime.source, actor, _to("unit-groups", unit.pk), unit_id=unit.pk)


def _administrator_gaps(facts: Facts, unit: UnitFact) -> Iterator[Found]:
    """R48: every hospital has somebody for the system and somebody for the injuries, who may sit above it for several."""
    appointers = (Role.SYSTEM_ADMINISTRATOR, Role.SAFETYNET_ADMINISTRATOR)
    keepers = facts.holders.get(Role.SAFETYNET_ADMINISTRATOR, ())
    reporters = facts.holders.get(Role.INJURY_ADMINISTRATOR, ())
    is_kept = any(held_in == unit.pk for _path, held_in, _user in keepers)
    is_reported = any(unit.path.startswith(path) for path, _in, _user in reporters)
    wanted = (
        ("no_administrator", Role.SAFETYNET_ADMINISTRATOR, is_kept, appointers),
        ("no_injury_administrator", Role.INJURY_ADMINISTRATOR, is_reported, appointers[::-1]),
    )
    for kind, missing, is_there, actors in wanted:
        if not is_there:
            role, user_id = facts.holder(unit.path, *actors)
            url = _to("appoint-new", query=f"?unit={unit.pk}&role={missing}")
            yield Found(kind, unit.name, "", _own_rule(), (role.label, user_id), url, unit_id=unit.pk)


# --- Groups ---------------------------------------------------------------------------------------------
def _group_gaps(facts: Facts, group: CommitteeFact, regime: Regime) -> Iterator[Found]:
    roles = {seat.role for seat in facts.held(group.pk)}
    if SeatRole.LEADER not in roles:
        url = _to("seat-new", group.pk, query=f"?role={SeatRole.LEADER}")
        yield _about(group, regime, "no_leader", "", _manager(facts, group), url)  # R2
    if SeatRole.AMR not in roles:
        yield _about(group, regime, "no_amr", "", _leader(facts, group), _election(group))  # R2
    people = facts.people.get(group.pk, 0)
    if people > facts.threshold.group_size and people > facts.approved.get(group.pk, 0):
        text = gettext("%(n)s employees; %(most)s are agreed") % {"n": people, "most": facts.threshold.group_size}
        yield _about(group, regime, "too_large", text, _chair(facts, group), _to("group-size-approve", group.pk))  # R7


def _seat_gaps(facts: Facts, committee: CommitteeFact, regime: Regime) -> Iterator[Found]:
    by_role: dict[str, list[SeatFact]] = defaultdict(list)
    for seat in facts.seats.get(committee.pk, ()):
        by_role[seat.role].append(seat)
    for role in NEEDED:
        seats = by_role.get(role, [])
        held = [seat for seat in seats if seat.is_held(facts.day)]
        ended = [seat for seat in seats if seat.starts <= facts.day and seat not in held]
        if ended and not held:
            last = max(ended, key=lambda seat: (seat.ends or facts.day, seat.pk))
            yield _of_seat(facts, committee, regime, "seat_ended", last, last.ends)
        for seat in held:
            yield from _ending(facts, committee, regime, seat, seats)
    words = RoleWords.of(facts)
    for seat in facts.held(committee.pk):
        if not seat.is_here and committee.is_group:
            yield _of_seat(facts, committee, regime, "amr_elsewhere", seat, None)
        if words.is_two_in_one(seat.word):
            yield _of_seat(facts, committee, regime, "two_in_one", seat, None)  # R8


def _ending(facts: Facts, committee: CommitteeFact, regime: Regime, seat: SeatFact, others: list[SeatFact]) -> Iterator[Found]:
    term = _years_later(seat.starts, regime.amr_term_years) if seat.role == SeatRole.AMR else None
    if term and term <= facts.day:
        yield _of_seat(facts, committee, regime, "term_over", seat, term)
        return
    ends = min(day for day in (seat.ends, term, date.max) if day)
    goes_on = any(one.starts > facts.day and one.starts <= ends and (one.ends is None or one.ends > ends) for one in others)
    if ends <= facts.day + timedelta(days=facts.threshold.warning_days) and not goes_on:
        yield _of_seat(facts, committee, regime, "seat_ending", seat, ends)


def _of_seat(facts: Facts, committee: CommitteeFact, regime: Regime, kind: str, seat: SeatFact, on: date | None) -> Found:
    role = SeatRole(seat.role).label if seat.role != SeatRole.OTHER else seat.word
    last = (on - timedelta(days=1)) if on else None
    text = (
        gettext("%(role)s, last day %(day)s") % {"role": role, "day": date_format(last, "SHORT_DATE_FORMAT")}
        if last
        else f"{role} ({seat.word})"
    )
    actor = _leader(facts, committee) if seat.role == SeatRole.AMR else _manager(facts, committee)
    actor = actor if committee.is_group else _chair(facts, committee)
    url = _election(committee) if seat.role == SeatRole.AMR else _to("seat-new", committee.pk, query=f"?role={seat.role}")
    url = _to("seat-edit", seat.pk) if kind in ("seat_ending", "two_in_one") and seat.role != SeatRole.AMR else url
    found = _about(committee, regime, kind, text, actor, url)
    return replace_seat(found, seat, on)


def replace_seat(found: Found, seat: SeatFact, since: date | None) -> Found:
    """The same gap, about that seat and its person."""
    return Found(**{**found.__dict__, "seat_id": seat.pk, "person_id": seat.user_id, "since": since})


def _number_gaps(facts: Facts, committee: CommitteeFact, regime: Regime) -> Iterator[Found]:
    """Seats outside the agreed numbers; a group without any leader or representative is told already."""
    held = facts.held(committee.pk)
    for rule in facts.rules.get(committee.level_id or 0, ()) if regime.is_agreement else ():
        number = sum(seat.role == rule.role for seat in held)
        is_told = committee.is_group and number == 0 and rule.role in (SeatRole.LEADER, SeatRole.AMR)
        words = {"role": SeatRole(rule.role).label, "n": number, "least": rule.at_least, "most": rule.at_most}
        url = _to("seat-new", committee.pk, query=f"?role={rule.role}")
        if number < rule.at_least and not is_told:
            text = gettext("%(role)s: %(n)s, at least %(least)s are agreed") % words
            yield _about(committee, regime, "too_few", text, _chair(facts, committee), url)  # R6
        if rule.at_most is not None and number > rule.at_most:
            text = gettext("%(role)s: %(n)s, at most %(most)s are agreed") % words
            yield _about(committee, regime, "too_many", text, _chair(facts, committee), _to("committee-detail", committee.pk))  # R6


def _statutory_gaps(facts: Facts, committee: CommitteeFact, regime: Regime) -> Iterator[Found]:
    """R4, where the law holds: with one or two groups all their members sit in the committee above; with more, two and two."""
    law, groups = organisation_law(), facts.groups_under.get(committee.pk, [])
    if regime.is_agreement or committee.is_group or committee.is_sub or not groups or not law.groups_all_seated:
        return
    inside = {(seat.user_id, seat.role) for seat in facts.held(committee.pk)}
    people = {user_id for user_id, _role in inside}
    for role, number in ((SeatRole.LEADER, law.leaders_in_committee), (SeatRole.AMR, law.amrs_in_committee)):
        members = {seat.user_id for pk in groups for seat in facts.held(pk) if seat.role == role}
        seated = {user_id for user_id, held in inside if held == role} | (members & people)
        wanted = len(members) if len(groups) <= law.groups_all_seated else number
        have = len(members & people) if len(groups) <= law.groups_all_seated else len(seated)
        if have < wanted:
            words = {"role": SeatRole(role).label, "n": have, "least": wanted}
            text = gettext("%(role)s: %(n)s, the law asks for %(least)s") % words
            url = _to("seat-new", committee.pk, query=f"?role={role}")
            yield _about(committee, regime, "too_few", text, _chair(facts, committee), url)


def _word_gaps(facts: Facts) -> Iterator[Found]:
    count: dict[str, int] = defaultdict(int)
    for pk in facts.in_scope:
        for seat in facts.held(pk):
            if seat.role == SeatRole.OTHER:
                count[seat.word.casefold()] += 1
    for word, number in sorted(count.items()):
        text = ngettext("%(n)s seat", "%(n)s seats", number) % {"n": number}
        yield Found("unknown_role", word, text, _own_rule(), _keeper(facts), _to("settings-role-words"))


@dataclass(frozen=True)
class RoleWords:
    """What the region's words stand for; read once for each set of facts."""

    roles: dict[str, str]

    @classmethod
    def of(cls, facts: Facts) -> "RoleWords":
        """One query, kept on the facts."""
        kept: RoleWords | None = facts.__dict__.get("role_words")
        if kept is None:
            kept = facts.__dict__["role_words"] = cls(dict(RoleWord.objects.values_list("word", "role")))
        return kept

    def is_two_in_one(self, word: str) -> bool:
        """The word names both a representative and a shop steward (R8: two seats with separate elections)."""
        named = {self.roles.get(part) for part in BETWEEN_WORDS.split(word.casefold()) if part}
        return {SeatRole.AMR, SeatRole.STEWARD} <= named


# --- Who, where, by what --------------------------------------------------------------------------------
def _about(committee: CommitteeFact, regime: Regime, kind: str, text: str, actor: Actor, url: str) -> Found:
    return Found(kind, committee.name, text, regime.source, actor, url, is_agreement=regime.is_agreement, committee_id=committee.pk)


def _own_rule() -> str:
    """Neither law nor agreement: the region has decided it (R6, R48)."""
    return gettext("the region's own rule")


def _manager(facts: Facts, committee: CommitteeFact) -> Actor:
    """Who manages most of what it covers: only a manager over all of it may act, so the nearest above all its units."""
    paths = [path for _unit, path in facts.covered.get(committee.pk, ())]
    if not paths:
        return _chair(facts, committee)
    shared = _shared(paths)
    return (MANAGER, facts.manager_at(shared)) if shared.strip("/") else _keeper(facts)


def _shared(paths: list[str]) -> str:
    """The path of the nearest unit at or above all of them."""
    parts = [path.strip("/").split("/") for path in paths]
    same = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        same.append(column[0])
    return f"/{'/'.join(same)}/"


def _leader(facts: Facts, committee: CommitteeFact) -> Actor:
    leaders = [seat.user_id for seat in facts.held(committee.pk) if seat.role == SeatRole.LEADER]
    return (LEADER, leaders[0]) if leaders else _manager(facts, committee)


def _chair(facts: Facts, committee: CommitteeFact) -> Actor:
    chair = facts.chair_of(committee)
    return (CHAIR, chair) if chair else _keeper(facts)


def _keeper(facts: Facts) -> Actor:
    role, user_id = facts.holder("", Role.CONSULTANT, Role.SAFETYNET_ADMINISTRATOR)
    return role.label, user_id


def _election(committee: CommitteeFact) -> str:
    """Where an election is begun, as soon as this installation has them; else the seat by hand."""
    return _to("election-new", committee.pk) or _to("seat-new", committee.pk, query=f"?role={SeatRole.AMR}")


def _to(route: str, *args: int, query: str = "") -> str:
    try:
        return reverse(route, args=args) + query
    except NoReverseMatch:
        return ""


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
