"""Who may do what, asked of the grants: read once a request, then subtrees as literal prefixes (form C2 of the study).

Views wear one policy each; `tests/test_rules_of_the_house.py` walks the URLconf for it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Q, Value, When

from orgstructure.models import UnitUserPermission, User
from orgstructure.permissions import Perm, Reach
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponseBase

NOTHING = Q(pk__in=[])
Grant = tuple[str, str, int, str]  # permission, reach, unit, the unit's path


@dataclass(frozen=True)
class Scope:
    """Where a person holds one permission: whole subtrees by path, single units by id."""

    paths: tuple[str, ...] = ()
    unit_ids: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.paths or self.unit_ids)

    def __or__(self, other: "Scope") -> "Scope":
        """Where either holds."""
        return Scope(_shortest([*self.paths, *other.paths]), self.unit_ids | other.unit_ids)

    def covers(self, unit_id: int, path: str) -> bool:
        """Whether the permission holds on this unit."""
        return unit_id in self.unit_ids or path.startswith(self.paths)

    @property
    def reaches_all(self) -> bool:
        """A whole tree from its top: the region."""
        return any(path.strip("/").isdigit() for path in self.paths)

    def where(self, unit: str = "unit") -> Q:
        """The rows whose unit is in the scope; `unit` is the relation to the unit ("" on Unit itself)."""
        prefix = f"{unit}__" if unit else ""
        found = Q(**{f"{prefix}pk__in" if not unit else f"{unit}_id__in": sorted(self.unit_ids)}) if self.unit_ids else NOTHING
        for path in self.paths:
            found |= Q(**{f"{prefix}path__startswith": path})
        return found

    def flag(self, unit: str = "unit") -> Case:
        """True or false for each row: to annotate as `may_…`."""
        if not self:
            return Case(default=Value(value=False), output_field=BooleanField())
        return Case(When(self.where(unit), then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def scopes_of(user: User) -> dict[str, Scope]:
    """Every permission the person holds today, from one query kept on the user object for this request."""
    kept: dict[str, Scope] | None = getattr(user, "_scopes", None)
    if kept is None:
        kept = _read_scopes(user)
        user._scopes = kept  # type: ignore[attr-defined]  # noqa: SLF001  lives as long as the request's user object
    return kept


def scope_of(user: User, perm: Perm) -> Scope:
    """Where the person holds this permission today; empty for nobody, for leavers and for the superuser."""
    return scopes_of(user).get(perm, Scope()) if user.is_active else Scope()


def may(user: User, perm: Perm, unit_id: int, path: str) -> bool:
    """Whether the person holds the permission on this one unit."""
    return scope_of(user, perm).covers(unit_id, path)


def keep_scopes(user: User, paths: Mapping[str, list[str]], units: Mapping[str, Iterable[int]]) -> None:
    """Rights that were read together with the person, by permission: nothing is asked for them again in this request."""
    user._scopes = _scopes(paths, units)  # type: ignore[attr-defined]  # noqa: SLF001


def _read_scopes(user: User) -> dict[str, Scope]:
    live = Q(until=None) | Q(until__gte=clock.today())
    rows = UnitUserPermission.objects.filter(live, user=user)
    return _scopes_from(rows.values_list("permission__codename", "reach", "content_object_id", "content_object__path"))


def _scopes_from(grants: Iterable[Grant]) -> dict[str, Scope]:
    paths: dict[str, list[str]] = {}
    units: dict[str, set[int]] = {}
    for codename, reach, unit_id, path in grants:
        if reach == Reach.SUBTREE:
            paths.setdefault(codename, []).append(path)
        else:
            units.setdefault(codename, set()).add(unit_id)
    return _scopes(paths, units)


def _scopes(paths: Mapping[str, list[str]], units: Mapping[str, Iterable[int]]) -> dict[str, Scope]:
    return {
        codename: Scope(_shortest(paths.get(codename, [])), frozenset(units.get(codename, ()))) for codename in paths.keys() | units.keys()
    }


def _shortest(paths: list[str]) -> tuple[str, ...]:
    """Drop the paths that lie under another one."""
    kept: list[str] = []
    for path in sorted(paths, key=len):
        if not path.startswith(tuple(kept)):
            kept.append(path)
    return tuple(kept)


P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def rows_decide(view: View[P]) -> View[P]:
    """Policy: the view fetches its row through `visible_to`, and the row carries its rights."""
    return _marked(view, "rows_decide")


def signed_in_only(view: View[P]) -> View[P]:
    """Policy: open zone or the person's own things; being signed in is enough."""
    return _marked(view, "signed_in_only")


def needs(perm: Perm) -> Callable[[View[P]], View[P]]:
    """Policy: the person must hold the permission somewhere; the view narrows to where."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not scope_of(request.user, perm):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return _marked(cast("View[P]", guarded), f"needs {perm}")

    return decorate


def public(reason: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Policy: open without sign-in, and why."""
    from django.contrib.auth.decorators import login_not_required  # noqa: PLC0415  one use

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        return login_not_required(_marked(view, f"public: {reason}"))

    return decorate


def _marked(view: V, policy: str) -> V:
    view.policy = policy  # type: ignore[attr-defined]  # read by the test that walks the URLconf
    return view
