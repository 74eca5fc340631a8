"""The log of reads is a chain: whatever is done to a sealed row is found, and no row slips past the seal (A3-05)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from injuries.models import CaseRead, ReadBatch, ReadCheck
from injuries.models.reads import GATE
from injuries.usecases import log_chain
from orgstructure.permissions import Perm
from tests.factories import NOW, UnitFactory


def write(number, *, case_id=1):
    rows = [CaseRead(case_id=case_id, read_as="system", part="line", purpose="figures", channel="task", at=NOW) for _ in range(number)]
    return CaseRead.objects.bulk_create(rows)


@pytest.fixture
def chain(db):
    """Three sealed batches of four rows."""
    for _ in range(3):
        write(4)
        log_chain.seal(now=NOW)
    return list(ReadBatch.objects.order_by("last"))


def test_each_batch_covers_its_rows_and_the_batch_before(chain):
    assert [batch.rows for batch in chain] == [4, 4, 4]
    assert [batch.previous for batch in chain] == ["", chain[0].digest, chain[1].digest]
    assert log_chain.verify() == log_chain.Verified(3, 12, 0, None)


def test_sealing_with_nothing_new_does_nothing(chain):
    assert log_chain.seal(now=NOW) == 0
    assert ReadBatch.objects.count() == 3


COLUMNS = ["case_id = 2", "reader_id = 7", "deputy_for_id = 7", "read_as = 'group'", "part = 'event'", "purpose = 'absence'",
           "channel = 'pdf'", "criterion = 'x'", "at = at + interval '1 microsecond'", "id = id + 100000"]  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_of_a_sealed_row_is_found_at_its_batch(chain, column):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE injuries_caseread SET {column} WHERE id = %s", [chain[1].first + 1])  # noqa: S608  the list above

    assert log_chain.verify().broken == chain[1]


def test_the_table_has_no_column_that_the_digest_leaves_out():
    names = {"pk" if field.primary_key else field.attname for field in CaseRead._meta.concrete_fields}

    assert names == set(log_chain.COLUMNS)


def test_a_deleted_row_is_found(chain):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM injuries_caseread WHERE id = %s", [chain[0].last])

    assert log_chain.verify().broken == chain[0]


def test_a_row_put_in_between_is_found(chain):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE injuries_caseread SET id = id + 100 WHERE id > %s", [chain[1].last])
        cursor.execute("UPDATE injuries_readbatch SET first = first + 100, last = last + 100 WHERE id = %s", [chain[2].pk])
        cursor.execute(
            "INSERT INTO injuries_caseread (id, read_as, part, purpose, channel, criterion, at) OVERRIDING SYSTEM VALUE"
            " VALUES (%s, 'group', 'line', 'figures', 'task', '', now())",
            [chain[1].last + 1],
        )

    assert log_chain.verify().broken.pk == chain[2].pk


def test_two_rows_that_change_places_are_found(chain):
    one, two = chain[2].first, chain[2].last
    with connection.cursor() as cursor:
        cursor.execute("UPDATE injuries_caseread SET criterion = 'x' WHERE id = %s", [one])
    CaseRead.objects.filter(pk=one).update(criterion="")
    assert log_chain.verify().is_whole
    with connection.cursor() as cursor:
        cursor.execute("UPDATE injuries_caseread SET case_id = 9 WHERE id = %s", [one])
        cursor.execute("UPDATE injuries_caseread SET case_id = 1 WHERE id = %s", [two])

    assert log_chain.verify().broken == chain[2]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM injuries_readbatch WHERE id = %s", "UPDATE injuries_readbatch SET digest = 'x' WHERE id = %s"]
)
def test_a_batch_that_is_taken_out_or_changed_is_found(chain, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement, [chain[1].pk])

    assert log_chain.verify().broken in (chain[1], chain[2])


def test_the_command_says_which_batch_is_broken_and_the_operation_page_remembers(chain):
    told = StringIO()
    call_command("verify_reads", stdout=told)
    assert "The chain is whole: 3 batches, 12 rows" in told.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE injuries_caseread SET case_id = 2 WHERE id = %s", [chain[1].first])

    with pytest.raises(CommandError, match=f"batch {chain[1].first}-{chain[1].last}"):
        call_command("verify_reads")
    assert [check.broken for check in ReadCheck.objects.order_by("pk")] == [None, chain[1]]


def test_a_chain_forged_as_a_whole_does_not_hold_the_digest_that_was_kept_elsewhere(chain):
    kept = chain[2].digest
    call_command("verify_reads", digest=kept, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM injuries_readcheck")
        cursor.execute("DELETE FROM injuries_readbatch")
        cursor.execute("UPDATE injuries_caseread SET case_id = 2")
    log_chain.seal(now=NOW)

    assert log_chain.verify().is_whole
    with pytest.raises(CommandError, match="not the chain"):
        call_command("verify_reads", digest=kept)


def test_the_digest_is_the_same_in_a_restored_copy_though_every_row_is_written_anew(chain):
    """By another transaction, in another order, as a dump brings them back."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE dump ON COMMIT DROP AS SELECT * FROM injuries_caseread ORDER BY random()")
        cursor.execute("DELETE FROM injuries_caseread")
        cursor.execute("INSERT INTO injuries_caseread OVERRIDING SYSTEM VALUE SELECT * FROM dump")

    assert log_chain.verify().is_whole


def test_the_workers_rights_are_enough_to_seal_and_the_webs_are_not(db):
    write(2)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        assert log_chain.seal(now=NOW) == 2
        cursor.execute("SET LOCAL ROLE safetynet_web")
        write(1)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            log_chain.seal(now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_committed_late_is_waited_for_and_never_left_out():
    drawn, may_commit = threading.Event(), threading.Event()

    def slow_reader():
        try:
            with transaction.atomic():
                write(1, case_id=77)
                drawn.set()
                may_commit.wait(10)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(slow_reader)
        drawn.wait(10)
        write(3)  # numbers after the slow one's, committed before it
        assert log_chain.seal(now=NOW) == 0
        may_commit.set()
        slow.result()

    assert log_chain.seal(now=NOW) == 4
    assert log_chain.verify() == log_chain.Verified(1, 4, 0, None)


@pytest.mark.django_db(transaction=True)
def test_readers_and_sealers_at_once_leave_every_row_in_exactly_one_batch():
    def read(_number):
        try:
            for _ in range(25):
                write(2)
        finally:
            connections.close_all()

    def seal(_number):
        try:
            for _ in range(15):
                log_chain.seal(now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda work: work[0](work[1]), [(read, 1), (read, 2), (seal, 1), (read, 3), (seal, 2), (read, 4)]))
    log_chain.seal(now=NOW)

    found = log_chain.verify()
    assert (found.is_whole, found.rows) == (True, 200)
    assert ReadBatch.objects.count() > 1


@pytest.mark.django_db(transaction=True)
def test_a_sealer_that_does_not_get_through_makes_no_reader_wait(monkeypatch):
    monkeypatch.setattr(log_chain, "TRIES", 2)
    write(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [GATE])  # a reader that hangs

    def seal_and_read():
        try:
            sealed = log_chain.seal(now=NOW)
            write(1)
        finally:
            connections.close_all()
        return sealed

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(seal_and_read).result(timeout=10) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [GATE])
    assert log_chain.seal(now=NOW) == 2


def test_who_runs_the_system_sees_when_the_chain_was_verified_and_where_it_breaks(chain, client_of, person_with):
    operator = person_with(Perm.OPERATE, on=UnitFactory())
    log_chain.check(now=NOW)
    page = client_of(operator).get("/operation/").text
    assert "hel, 12 rækker" in page
    assert "passer ikke med sit segl" not in page
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM injuries_caseread WHERE id = %s", [chain[1].first])
    log_chain.check(now=NOW)

    page = client_of(operator).get("/operation/").text

    assert f"fra række {chain[1].first} til {chain[1].last}" in page
