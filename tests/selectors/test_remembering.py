"""Remembered figures are those of now: nothing old is ever shown."""

import threading

import pytest
from django.db import connection, transaction

from commitments.models import Commitment
from commitments.selectors import remembering
from commitments.selectors.remembering import remembered
from tests.factories import AssessmentFactory, CommitmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(remembering, "MANY", 1)
    calls = []

    @remembered
    def titles():
        calls.append(None)
        return sorted(Commitment.public.values_list("title", flat=True))

    titles.calls = calls
    return titles


@pytest.fixture
def commitment(counted):
    with transaction.atomic():
        return CommitmentFactory(title="One")


def test_is_counted_once_while_nothing_changes(counted, commitment):
    assert [counted() for _ in range(3)] == [["One"]] * 3
    assert len(counted.calls) == 1


def test_every_public_change_counts_anew(counted, commitment):
    counted()
    changes = [
        lambda: Commitment.objects.update(title="Two"),
        lambda: EvidenceFactory(commitment=commitment),
        lambda: AssessmentFactory(commitment=commitment),
        lambda: commitment.theme_links.all().delete(),
        lambda: commitment.citations.update(language="zh"),
    ]
    for number, change in enumerate(changes, 2):
        with transaction.atomic():
            change()
        assert counted() == ["Two"]
        counted()
        assert len(counted.calls) == number


def test_a_change_that_is_not_committed_is_nobody_elses(counted, commitment):
    counted()
    with transaction.atomic():
        Commitment.objects.update(title="Tried")
        assert counted() == ["Tried"]
        transaction.set_rollback(True)
    assert counted() == ["One"]
    assert len(counted.calls) == 2


def test_a_transaction_that_began_earlier_and_ends_later_is_noticed(counted, commitment):
    """Stamps are given when a transaction first writes, not when it commits."""
    with transaction.atomic():
        other = CommitmentFactory(title="Other")
    written, counted_meanwhile = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                Commitment.objects.filter(pk=other.pk).update(title="Slow")
                written.set()
                assert counted_meanwhile.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(10)
    with transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(title="Quick")
    assert counted() == ["Other", "Quick"]
    counted_meanwhile.set()
    thread.join()
    assert counted() == ["Quick", "Slow"]
