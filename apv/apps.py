"""Questionnaires, rounds, results, risk assessments and self-audits."""

from django.apps import AppConfig


class ApvConfig(AppConfig):
    """The room is furnished by its own issue."""

    name = "apv"
