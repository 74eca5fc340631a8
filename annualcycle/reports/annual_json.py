"""Figures kept as JSON: dataclasses in and out, so that what was frozen is read as what it was."""

from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def written(figures: Any) -> dict[str, Any]:
    """The dataclass as JSON takes it."""
    return asdict(figures)


def read(kind: type[T], kept: dict[str, Any]) -> T:
    """The dataclass again; a field that was not there when it was kept has its default."""
    shape: Any = kind
    hints: dict[str, Any] = _hints(shape)
    return kind(**{name: _value(hint, kept[name]) for name, hint in hints.items() if name in kept})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _value(hint: Any, kept: Any) -> Any:
    if isinstance(hint, type) and is_dataclass(hint):
        return read(hint, kept)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    return kept
