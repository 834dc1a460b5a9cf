"""The index in memory says what the database says, now and after every kind of change."""

import threading

import numpy as np
import pytest
from django.db import connection, connections, transaction
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from commitments.filters import CommitmentFilter
from commitments.models import Assessment, Commitment, CommitmentSummary
from commitments.selectors import tally as counting_ways
from commitments.selectors.counting import count_choices
from commitments.selectors.index import keeper
from commitments.selectors.index.keeper import Index, answer
from commitments.selectors.index.postings import Mask, Postings
from commitments.selectors.tally import tally
from tests.factories import AssessmentFactory, CommitmentFactory
from tests.selectors.test_facets import AS_OF, QUESTIONS, populate


def asked(query):
    return CommitmentFilter(QueryDict(query), as_of=AS_OF).criteria


def assert_same(index, queries=QUESTIONS):
    state = index.refreshed()
    for query in queries:
        criteria = asked(query)
        counts, total = count_choices(criteria)
        found_total, found, ids = answer(state, criteria, 1000)
        assert (found, found_total) == (counts, total), query
        assert sorted(ids) == sorted(criteria.rows().values_list("pk", flat=True)), query


@pytest.mark.django_db
def test_says_what_the_database_says():
    populate()
    assert_same(Index())


@pytest.mark.django_db
def test_an_empty_tracker_has_an_index_too():
    assert_same(Index(), ["", "status=not_assessed", "status_year=2022&status=not_assessed"])


@pytest.mark.django_db(transaction=True)
def test_keeps_up_with_whatever_is_committed(monkeypatch):
    monkeypatch.setattr(keeper, "MOST_SEGMENTS", 2)
    monkeypatch.setattr(keeper, "MOST_CHANGED", 10.0)
    with transaction.atomic():
        populate(9)
    index = Index()
    assert_same(index)
    first = index.refreshed().segments[0]

    with transaction.atomic():
        made = CommitmentFactory(reference="NEW-2021-001", themes=["new"], kind="policy")
    assert_same(index, ["", "theme=new", "kind=policy"])
    with transaction.atomic():
        assessment = AssessmentFactory(commitment=made, year=2030, status="not_started")
    assert_same(index, ["", "status_year=2030", "status=not_assessed"])
    Assessment.objects.filter(pk=assessment.pk).update(state="withdrawn")
    assert_same(index, ["", "status_year=2030"])
    Commitment.objects.update(strength="invitation")
    assert_same(index, ["", "strength=invitation"])
    Commitment.objects.filter(pk=made.pk).update(
        publication="withdrawn", withdrawn_reason="A reason"
    )
    assert_same(index)
    assert len(index.refreshed().segments) > 1
    assert np.array_equal(index.refreshed().segments[0].ids, first.ids)

    monkeypatch.setattr(keeper, "MOST_CHANGED", 0.0)
    Commitment.objects.update(strength="firm")
    assert_same(index)
    assert len(index.refreshed().segments) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_there():
    with transaction.atomic():
        CommitmentFactory(kind="event")
    index = Index()
    assert_same(index, ["", "kind=event"])
    with transaction.atomic():
        Commitment.objects.update(kind="finance")
        transaction.set_rollback(True)
    assert_same(index, ["", "kind=event"])


@pytest.mark.django_db(transaction=True)
def test_a_change_that_began_early_and_was_committed_late_is_not_missed():
    with transaction.atomic():
        early, late = CommitmentFactory(kind="event"), CommitmentFactory(kind="event")
    index = Index()
    index.refreshed()
    other = connections["default"].copy("default")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "UPDATE commitments_commitment SET kind = 'policy' WHERE id = %s", [early.pk]
            )
        # A younger transaction commits first, and the index sees it.
        Commitment.objects.filter(pk=late.pk).update(kind="finance")
        assert_same(index, ["", "kind=finance"])
        other.commit()
    finally:
        other.close()
    assert_same(index, ["", "kind=policy", "kind=event"])
    assert answer(index.refreshed(), asked("kind=policy"), 10)[2] == [early.pk]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_table_is_noticed():
    with transaction.atomic():
        CommitmentFactory()
    index = Index()
    assert answer(index.refreshed(), asked(""), 10)[0] == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE commitments_commitmentsummary")
    assert answer(index.refreshed(), asked(""), 10)[0] == 0


@pytest.mark.django_db(transaction=True)
def test_is_used_for_many_rows_and_never_inside_a_writing_transaction(monkeypatch):
    used = []
    monkeypatch.setattr(counting_ways, "MANY", 2)
    monkeypatch.setattr(keeper, "INDEX", Index())
    monkeypatch.setattr(keeper, "answer", lambda *args: used.append(True) or answer(*args))
    with transaction.atomic():
        CommitmentFactory()
    assert tally(asked("")).total == 1
    assert not used
    with transaction.atomic():
        CommitmentFactory()
        assert tally(asked("")).total == 2
        assert not used
    assert tally(asked("")).total == 2
    assert used


@pytest.mark.django_db(transaction=True)
def test_several_threads_may_ask_at_once():
    with transaction.atomic():
        populate(4)
    index, failures = Index(), []

    def ask():
        try:
            assert answer(index.refreshed(), asked(""), 10)[0] == 4
        except BaseException as error:  # noqa: BLE001 - reported by the test's own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


@pytest.mark.django_db
def test_every_write_is_stamped_whoever_writes():
    made = CommitmentFactory()
    CommitmentSummary.objects.filter(pk=made.pk).update(changed="3", title="Other")
    with connection.cursor() as cursor:
        cursor.execute("SELECT changed = pg_current_xact_id() FROM commitments_commitmentsummary")
        assert cursor.fetchone() == (True,)


SETS = st.lists(st.sets(st.integers(0, 6)), max_size=300)


@given(held=SETS, among=st.data(), wanted=st.sets(st.integers(0, 8)))
def test_postings_count_as_sets_do(held, among, wanted):
    size = len(held)
    pairs = [(row, value) for row, values in enumerate(held) for value in values]
    rows = np.array([row for row, _ in pairs], dtype=np.int32)
    codes = np.array([value for _, value in pairs], dtype=np.int32)
    postings = Postings(size, rows, codes, [str(value) for value in range(7)])
    flags = np.array(among.draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=bool)
    mask = Mask.of(flags)
    assert len(mask) == flags.sum()
    assert np.array_equal(mask.flags, flags)
    chosen = postings.mask(str(value) for value in wanted)
    assert list(chosen.flags) == [bool(values & wanted) for values in held]
    expected = {}
    for row, values in enumerate(held):
        for value in values:
            if flags[row]:
                expected[str(value)] = expected.get(str(value), 0) + 1
    assert postings.counts(mask) == expected
    assert len(mask | chosen) == sum(f or c for f, c in zip(flags, chosen.flags, strict=True))
    assert len(mask.without(chosen)) == sum(
        f and not c for f, c in zip(flags, chosen.flags, strict=True)
    )
