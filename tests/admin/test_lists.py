"""Lists: what an editor needs to find, in a number of queries that does not grow."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.core.timeline import is_overdue, is_stale
from commitments.core.vocabulary import Status
from commitments.models import Assessment, Citation, Commitment
from commitments.selectors.queues import blank_years, queues, with_work
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    EventFactory,
    EvidenceFactory,
)

pytestmark = pytest.mark.django_db

KINDS = ["commitment", "document", "evidence", "assessment", "citation", "party", "theme",
         "event", "publisher"]  # fmt: skip


def make(number):
    for _ in range(number):
        commitment = CommitmentFactory(event=EventFactory())
        evidence = EvidenceFactory(commitment=commitment)
        CitationFactory(evidence=evidence)
        AssessmentFactory(commitment=commitment, evidence=[evidence])
        AssessmentFactory(commitment=commitment, year=2023, draft=True, evidence=[evidence])


def test_every_list_asks_as_much_at_thirty_rows_as_at_three(as_editor, record_property):
    counts = {}
    for rows in (3, 27):
        make(rows)
        for kind in KINDS:
            address = f"/admin/commitments/{kind}/"
            as_editor.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert as_editor.get(address).status_code == 200
            counts.setdefault(kind, []).append(len(queries))
    record_property("queries of the lists at 3 and 30 rows", counts)
    assert all(few == many for few, many in counts.values()), counts
    assert all(many <= 16 for _, many in counts.values()), counts


def test_the_review_page_asks_as_much_with_thirty_items_as_with_three(as_editor, record_property):
    counts = []
    for rows in (3, 30):
        commitment = CommitmentFactory()
        for _ in range(rows):
            evidence = EvidenceFactory(commitment=commitment)
            CitationFactory(evidence=evidence)
        AssessmentFactory(commitment=commitment, evidence=list(commitment.evidence.all()))
        address = f"/admin/commitments/commitment/{commitment.pk}/review/"
        as_editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(address).status_code == 200
        counts.append(len(queries))
    record_property("queries of the review page", counts)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_searches_filters_and_sorts(as_editor, kind):
    make(2)
    modeladmin = admin.site._registry[apps.get_model("commitments", kind)]
    address = f"/admin/commitments/{kind}/"
    assert as_editor.get(address, {"q": "疫苗"}).status_code == 200
    assert as_editor.get(address, {"q": "a\x00b"}).status_code == 200
    for number in range(1, len(modeladmin.list_display) + 1):
        assert as_editor.get(address, {"o": str(number)}).status_code == 200


def test_every_queue_opens_from_the_first_page(as_editor):
    make(1)
    first = as_editor.get("/admin/").content.decode()
    for name in queues(timezone.localdate()):
        assert f"?queue={name}" in first
        assert as_editor.get(f"/admin/commitments/commitment/?queue={name}").status_code == 200


def test_overdue_and_stale_mean_what_the_core_says():
    today = timezone.localdate()
    last = today.year - 1
    for due in (None, date(2022, 12, 31), date(today.year + 1, 1, 1)):
        for year, status in (
            (None, None),
            (2022, "fulfilled"),
            (last, "in_progress"),
            (2022, "in_progress"),
            (last, "no_evidence"),
            (2022, "not_assessable"),
        ):
            commitment = CommitmentFactory(period_end=due)
            if status:
                facts = (
                    {"searched": "All.", "reviewed_up_to": today} if status == "no_evidence" else {}
                )
                AssessmentFactory(commitment=commitment, year=year, status=status, **facts)
    rules = queues(today)
    for name, rule in (
        ("overdue", lambda row: is_overdue(row.due_on, _status(row), today)),
        ("stale", lambda row: is_stale(row.headline_year, _status(row), today)),
    ):
        found = set(with_work(Commitment.objects.all()).filter(rules[name][1]))
        expected = {one for one in Commitment.objects.all() if rule(one.summary_row)}
        assert found == expected
        assert found


def _status(row):
    return Status(row.headline_status) if row.headline_status else None


def test_the_queue_of_blank_years_is_the_column_of_blank_years():
    today = timezone.localdate()
    for years in ([], [2021], [2021, 2022], list(range(2021, today.year)), [2023]):
        commitment = CommitmentFactory()
        for year in years:
            status = "fulfilled" if year == 2023 else "in_progress"
            AssessmentFactory(commitment=commitment, year=year, status=status)
    commitments = with_work(Commitment.objects.all())
    queued = set(commitments.filter(queues(today)["blank"][1]))
    assert queued == {one for one in commitments if blank_years(one)}
    assert 0 < len(queued) < commitments.count()


def test_the_lists_that_are_only_looked_at_lead_to_the_review_page(as_editor):
    make(1)
    for record in (Assessment.objects.first(), Citation.objects.first()):
        name = record._meta.model_name
        response = as_editor.get(f"/admin/commitments/{name}/{record.pk}/change/")
        assert response.status_code == 302
        assert "/review/" in response["Location"]
        assert as_editor.get(f"/admin/commitments/{name}/add/").status_code in (302, 403)


@pytest.mark.parametrize("path", ["1", "abc", "%00", "9" * 30])
@pytest.mark.parametrize("page", ["change", "history", "delete", "review", "withdraw"])
def test_addresses_that_lead_nowhere_do_no_harm(as_reviewer, path, page):
    response = as_reviewer.get(f"/admin/commitments/commitment/{path}/{page}/")
    assert response.status_code in (302, 404)
