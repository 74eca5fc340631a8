"""Plans, measures, success criteria, follow-up, effect evaluation, closing, reminders."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionplansConfig(AppConfig):
    """From a problem to a plan that worked."""

    name = "actionplans"
    verbose_name = _("Action plans")

    def ready(self) -> None:
        """Tell the outbox how mails about plans are worded."""
        from actionplans import card_mail, digest_mail, handover_mail, help_mail, lifted_mail, mails  # noqa: PLC0415  models must be ready

        mails.register()
        digest_mail.register()
        help_mail.register()
        handover_mail.register()
        card_mail.register()
        lifted_mail.register()
