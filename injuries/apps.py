"""Injuries and near misses, closed to everyone but those who need them."""

from django.apps import AppConfig


class InjuriesConfig(AppConfig):
    """The room is furnished by its own issue."""

    name = "injuries"
