"""The number of queries does not depend on how much there is to show."""

import pytest

from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EvidenceFactory,
    MeasurementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

#: How many queries each page takes, whether it shows 3 rows or 30.
PINNED = {
    "/": 16,
    "/commitments/": 6,
    "/commitments/?q=bridge": 10,
    "/years/": 6,
    "/years/2022/": 12,
    "/themes/": 2,
    "/themes/theme/": 8,
    "/sources/": 2,
    "/sources/speech/": 3,
    "/commitments/TST-2021-900/": 27,
}


def many(count):
    """One commitment and one source with ``count`` of everything, and ``count`` of each."""
    text = " ".join(f"We will build {n} bridges." for n in range(count))
    speech = DocumentFactory(slug="speech", raw_text=text)
    main = CommitmentFactory(
        reference="TST-2021-900", actors=[f"actor-{n}" for n in range(count)],
        themes=["theme", *(f"theme-{n}" for n in range(count))],
        beneficiaries=[f"actor-{n}" for n in range(count)],
    )  # fmt: skip
    for n in range(count):
        CitationFactory(commitment=main, document=speech, exact=f"build {n} bridges")
        TargetFactory(commitment=main, position=n + 1)
        evidence = EvidenceFactory(commitment=main, document=speech, key=f"E{n:02d}")
        CitationFactory(
            commitment=None, evidence=evidence, document=speech, exact=f"will build {n} bridges"
        )
        MeasurementFactory(evidence=evidence)
        AssessmentFactory(commitment=main, year=1990 + n, evidence=[evidence], contested=True,
                          conflict="x")  # fmt: skip
        AssessmentFactory(commitment=CommitmentFactory(title=f"A bridge {n}"), contested=True,
                          conflict="x")  # fmt: skip


@pytest.mark.parametrize("count", [3, 30])
def test_query_counts(client, count, subtests, django_assert_num_queries):
    many(count)
    for path, exactly in PINNED.items():
        with subtests.test(path), django_assert_num_queries(exactly):
            assert client.get(path).status_code == 200
