"""What readers see of changes: everything since publication, nothing before, no drafts."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from commitments.actions.assessing import (
    approve_assessment,
    propose_assessment,
    withdraw_assessment,
)
from commitments.actions.publishing import publish_commitment, publish_evidence
from commitments.actions.records import save_record, withdraw_evidence
from commitments.selectors.history import history_of
from tests.factories import CommitmentFactory, EvidenceFactory, TargetFactory
from tests.views.html import parse

# History is told apart by transaction times, so these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return (
        User.objects.create(username="secret-account", first_name="Ada", last_name="Author"),
        User.objects.create(username="other-account"),
    )


def published(**facts):
    with transaction.atomic():
        return CommitmentFactory(**facts)


def lines(commitment):
    return [
        (line.what, line.before, line.after)
        for change in history_of(commitment)
        for line in change.lines
    ]


def test_tells_who_what_when_and_why(client, people):
    author, reviewer = people
    commitment = published(title="Old title")
    commitment.title = "New title"
    save_record(record=commitment, by=author, reason="A typing error.")
    newest, first = history_of(commitment)
    assert (newest.who, newest.why) == ("Ada Author", "A typing error.")
    assert [(one.what, one.before, one.after) for one in newest.lines] == [
        ("Title", "Old title", "New title")
    ]
    assert newest.at > first.at
    assert [one.what for one in first.lines] == ["Published"]
    save_record(record=commitment, by=reviewer)
    page = parse(client.get(commitment.get_absolute_url()))
    assert "Ada Author: A typing error." in page.words
    assert "secret-account" not in page.text
    assert "other-account" not in page.text


def test_a_change_past_the_actions_is_shown_as_such():
    commitment = published()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commitments_commitment SET strength = 'proposal'")
    newest = history_of(commitment)[0]
    assert newest.who == "a change made directly in the database"
    assert [(one.what, one.before, one.after) for one in newest.lines] == [
        ("Strength", "Firm", "Proposal")
    ]


def test_nothing_before_publication_is_told(people):
    author, reviewer = people
    commitment = CommitmentFactory(draft=True, title="Working title", submitted_by=author)
    commitment.title = "Final title"
    save_record(record=commitment, by=author, reason="An internal remark")
    assert history_of(commitment) == []
    commitment.publication = "in_review"
    commitment.save()
    publish_commitment(commitment=commitment, by=reviewer, reason="Checked twice.")
    (only,) = history_of(commitment)
    assert (only.who, only.why) == ("an editor", "Checked twice.")
    assert [one.what for one in only.lines] == ["Published"]


def test_assessments_count_once_they_are_current(people):
    author, reviewer = people
    commitment = published()
    draft = propose_assessment(
        commitment=commitment, year=2022, status="not_started", rationale="r", by=author
    )
    assert lines(commitment) == [("Published", "", "")]
    approve_assessment(assessment=draft, by=reviewer)
    assert lines(commitment)[0] == ("Assessment of 2022: Not started", "", "")
    second = propose_assessment(
        commitment=commitment, year=2022, status="not_assessable", rationale="r", by=author,
        reason="No test is possible.",
    )  # fmt: skip
    approve_assessment(assessment=second, by=reviewer)
    assert lines(commitment)[0] == (
        "Assessment of 2022: Not assessable", "Not started", "No test is possible.",
    )  # fmt: skip
    withdraw_assessment(assessment=second, by=author, reason="Both were wrong.")
    newest = history_of(commitment)[0]
    assert newest.why == "Both were wrong."
    assert [one.what for one in newest.lines] == ["Assessment of 2022 withdrawn"]


def test_evidence_counts_once_it_is_public(people):
    author, _reviewer = people
    commitment = published()
    evidence = EvidenceFactory(commitment=commitment, key="E01", claim="First words", draft=True)
    evidence.claim = "Second words"
    save_record(record=evidence, by=author)
    assert lines(commitment) == [("Published", "", "")]
    publish_evidence(evidence=evidence, by=author)
    assert lines(commitment)[0] == ("Evidence E01 added", "", "Second words")
    evidence.refresh_from_db()
    evidence.claim = "Third words"
    save_record(record=evidence, by=author)
    assert lines(commitment)[0] == ("E01: claim", "Second words", "Third words")
    withdraw_evidence(evidence=evidence, by=author, reason="A hoax.")
    assert lines(commitment) == [
        ("Evidence E01 withdrawn", "", "A hoax."),
        ("Published", "", ""),
    ]


def test_parts_are_told_too():
    commitment = published()
    target = TargetFactory(commitment=commitment, quantity=3, quantity_text="three bridges")
    target.quantity = 4
    target.save()
    assert lines(commitment)[:2] == [
        ("Target: quantity", "3", "4"),
        ("Target added: three bridges", "", ""),
    ]
    target.delete()
    assert lines(commitment)[0] == ("Target removed: three bridges", "", "")
