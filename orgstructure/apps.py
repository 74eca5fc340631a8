"""People, line units, MED committees and groups, seats, roles and grants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgstructureConfig(AppConfig):
    """Who works where, who sits where, who may do what."""

    name = "orgstructure"
    verbose_name = _("Organisation")
