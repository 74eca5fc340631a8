"""Questionnaires, rounds, results, risk assessments and self-audits."""

from django.apps import AppConfig


class ApvConfig(AppConfig):
    """What is asked of people about their work environment, and what becomes of the answers."""

    name = "apv"
