"""What beat calls in this room."""

from celery import shared_task

from injuries import reaction_mail
from injuries.usecases import clockwork, drafting, importing, log_chain, mailing, retaining, showing, unusual
from safetynet.common import clock


@shared_task
def seal_reads() -> None:
    """Twice a minute: what was read since is sealed."""
    log_chain.seal(now=clock.now())


@shared_task
def check_reads() -> None:
    """Every night: the whole chain is reckoned again."""
    log_chain.check(now=clock.now())


@shared_task
def keep_shown() -> None:
    """Every night: what of finished years may be shown is reckoned again."""
    showing.keep_shown(now=clock.now(), today=clock.today())


@shared_task
def forget_report_drafts() -> None:
    """Reports begun and not touched for fourteen days are not kept."""
    drafting.forget(now=clock.now())


@shared_task
def queue_injury_mails() -> None:
    """Every five minutes of the day: what is to be told about cases is put into the outbox."""
    mailing.queue_injury_mails(now=clock.now())


@shared_task
def keep_injury_clocks() -> None:
    """Every night: the stored last minutes are put right where the facts say otherwise."""
    clockwork.keep_all(now=clock.now())


@shared_task
def look_for_unusual_reads() -> None:
    """Every five minutes: unusual reading raises a note."""
    unusual.look(now=clock.now())


@shared_task
def let_go() -> None:
    """Every night: what is past its time is anonymised or deleted."""
    retaining.let_go(today=clock.today(), now=clock.now())


@shared_task
def forget_case_imports() -> None:
    """Every hour: tables of files that nobody brought in are gone within a day."""
    importing.forget_unfinished(now=clock.now())


@shared_task
def queue_reaction_mails() -> None:
    """Each morning: which answers to the labour inspectorate are due or late is told, once for each stage."""
    reaction_mail.queue_reaction_mails(today=clock.today(), now=clock.now())
