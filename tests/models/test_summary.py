"""The summary follows every change at once, shows the public view only, and finds words."""

import hashlib

import pytest
from django.db import connection

from commitments.models import (
    Assessment,
    Citation,
    Commitment,
    CommitmentSummary,
    Document,
    Evidence,
    Party,
    Theme,
)
from commitments.selectors.checks.invariants import differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def summary(reference: str = "SCO-2021-001") -> CommitmentSummary:
    return CommitmentSummary.objects.get(reference=reference)


def found(words: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference FROM commitments_commitmentsummary "
            "WHERE search @@ commitments_search_query(%s)",
            [words],
        )
        return {row[0] for row in cursor.fetchall()}


def test_names_follow() -> None:
    Party.objects.filter(slug="china").update(name_en="PRC")
    Theme.objects.filter(slug="health").update(name_en="Public health")
    assert summary().actors == "PRC"
    assert "Public health" in summary().themes


def test_a_withdrawn_assessment_leaves_a_blank() -> None:
    row = summary()
    Assessment.objects.filter(commitment_id=row.pk, state="current").update(state="withdrawn")
    row = summary()
    assert (row.headline_status, row.headline_year, row.basis, row.statuses) == (None,) * 3 + ({},)


def test_withdrawn_evidence_no_longer_counts() -> None:
    row = summary("SCO-2021-001")
    assert row.independent_sources > 0
    Evidence.objects.filter(commitment_id=row.pk, own_statement=False).update(
        publication="withdrawn", withdrawn_reason="r"
    )
    assert summary("SCO-2021-001").basis == "self_reported"


def test_a_quote_from_an_unpublished_document_does_not_count() -> None:
    row = summary()
    text = "China will do it."
    hidden = Document.objects.create(
        slug="hidden",
        title="Hidden",
        kind="readout",
        languages=["en"],
        raw_text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    Citation.objects.create(
        document=hidden,
        commitment_id=row.pk,
        exact=text,
        start=0,
        end=len(text),
        sentence_start=0,
        sentence_end=len(text),
        language="en",
    )
    again = summary()
    assert (again.citations, again.source_slugs) == (row.citations, row.source_slugs)
    Document.objects.filter(pk=hidden.pk).update(publication="published")
    assert summary().citations == row.citations + 1
    assert "hidden" in summary().source_slugs
    assert not list(differences(summary()))


def test_a_draft_is_not_visible() -> None:
    Commitment.objects.filter(reference="SCO-2021-001").update(
        publication="withdrawn", withdrawn_reason="r"
    )
    assert not CommitmentSummary.public.filter(reference="SCO-2021-001").exists()
    assert CommitmentSummary.public.count() == 31


@pytest.mark.parametrize(
    ("words", "reference", "absent"),
    [
        ("疫苗", "SCO-2020-002", "SCO-2021-006"),
        ("疫", "SCO-2020-002", "SCO-2021-006"),
        ("Luban", "SCO-2021-007", "SCO-2020-002"),
        ("workshop", "SCO-2021-007", "SCO-2020-002"),
        ('"Luban Workshops"', "SCO-2021-007", "SCO-2020-002"),
        ("SCO-2021-007", "SCO-2021-007", "SCO-2020-002"),
        ("vaccines -COVAX", "SCO-2021-001", "SCO-2021-002"),
        ("疫苗 vaccine", "SCO-2020-002", "SCO-2021-007"),
    ],
)
def test_search_finds(words: str, reference: str, absent: str) -> None:
    hits = found(words)
    assert reference in hits
    assert absent not in hits


@pytest.mark.parametrize(
    "words", ["", " ", "zzzzqq", "苗疫", "'", "a & | ! (", "\\", "%", "🙂", "the", ":*", '"', "-"]
)
def test_search_never_fails_and_finds_nothing_for_nothing(words: str) -> None:
    assert found(words) == set()
