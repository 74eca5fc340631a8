"""What the tables of the self-audit refuse, and who sees an audit."""

import pytest
from django.db import IntegrityError, transaction

from apv.models import AuditAct, AuditHelp, AuditParticipation, AuditSet, SelfAudit
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditProposalFactory,
    AuditYearFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_product_comes_with_a_finished_set_of_26_questions_numbered_through():
    shipped = AuditSet.objects.usable().get(made_by=None)

    assert list(shipped.questions.values_list("position", flat=True)) == list(range(1, 27))


def test_an_audit_is_seen_by_those_who_answer_any_of_its_units_and_by_who_runs_it_above(person_with):
    region = UnitFactory()
    year = AuditYearFactory(top=region)
    ward, other, elsewhere = UnitFactory(parent=region), UnitFactory(parent=region), UnitFactory(parent=region)
    joint = SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=unit) for unit in (ward, other)])
    hidden = SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=elsewhere)])

    assert list(SelfAudit.objects.visible_to(person_with(Perm.ANSWER_AUDITS, on=other))) == [joint]
    assert list(SelfAudit.objects.visible_to(person_with(Perm.ANSWER_AUDITS, on=elsewhere))) == [hidden]
    assert set(SelfAudit.objects.visible_to(person_with(Perm.RUN_AUDITS, on=region))) == {joint, hidden}
    above = (Perm.RUN_REPORTS, Perm.EDIT_PLANS, Perm.OFFER_HELP)
    assert list(SelfAudit.objects.visible_to(person_with(*above, on=region))) == []
    assert list(SelfAudit.objects.visible_to(UserFactory())) == []


def test_who_answers_may_send_in_only_with_the_right_and_nobody_reviews_what_they_sent_in_themselves(person_with):
    audit = SelfAuditFactory()
    unit = audit.places.get().unit
    amr, manager = person_with(Perm.ANSWER_AUDITS, on=unit), person_with(Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, on=unit)
    runs = person_with(Perm.RUN_AUDITS, on=audit.year.top, reach=Reach.SUBTREE)

    def rights(user):
        row = SelfAudit.objects.with_rights_of(user).get()
        return row.may_answer, row.may_submit, row.may_review

    assert [rights(one) for one in (amr, manager, runs, UserFactory())] == [
        (True, False, False),
        (True, True, False),
        (False, False, True),
        (False, False, False),
    ]
    SelfAudit.objects.update(status="submitted", submitted_at=NOW, submitted_by=runs)
    assert rights(runs) == (False, False, False)
    assert rights(manager) == (False, False, False)


def test_one_manager_and_unit_is_expected_once_a_year():
    place = AuditPlaceFactory()

    refused(lambda: AuditPlaceFactory(year=place.year, unit=place.unit, manager=place.manager))


def test_sent_back_without_a_remark_is_refused():
    audit = SubmittedAuditFactory()

    refused(lambda: AuditAct.objects.create(audit=audit, verb="send_back", at=NOW, by=UserFactory()))


def test_a_named_participant_is_one_and_takes_part_once():
    audit, person = SelfAuditFactory(), UserFactory()
    AuditParticipation.objects.create(audit=audit, part="representative", person=person)

    refused(lambda: AuditParticipation.objects.create(audit=audit, part="staff", name="Bo", number=2))
    refused(lambda: AuditParticipation.objects.create(audit=audit, part="staff", person=person))


def test_help_is_ended_with_words_by_somebody_who_took_it():
    answer = AuditAnswerFactory(answer="no")

    refused(
        lambda: AuditHelp.objects.create(
            answer=answer, hindrance="resources", asked_at=NOW, asked_by=UserFactory(), ended_at=NOW, ended_note="Klaret"
        )
    )


def test_a_proposal_has_somebody_responsible():
    refused(lambda: AuditProposalFactory(responsible_unit=None))
