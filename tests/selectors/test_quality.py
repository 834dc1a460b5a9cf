import pytest

from commitments.actions.queue.deciding import (
    accept_candidate,
    reject_candidates,
    split_candidate,
)
from commitments.core.intervals import Sampled, recall, wilson
from commitments.models import ExtractionRun
from commitments.selectors.decisions import decisions
from commitments.selectors.quality import pledge_recall, precision
from tests.factories import CandidateFactory, DocumentFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = "We will build a bridge and dig a tunnel. We will build a road. It rains. We met. We rest."


@pytest.fixture
def run():
    document = DocumentFactory(draft=True, raw_text=TEXT, dated="2021-09-17")
    return RunFactory(document=document, sentences=5, unflagged=20)


def candidate(run, exact, **options):
    return CandidateFactory(run=run, exact=exact, **options)


def test_nothing_decided_is_nothing_known(run) -> None:
    candidate(run, "It rains")
    assert precision() == []
    assert pledge_recall().estimate is None


def test_precision_counts_decided_finds_by_type_and_language(run) -> None:
    by = UserFactory()
    accept_candidate(candidate=candidate(run, "We will build a road"), by=by)
    reject_candidates(candidates=[candidate(run, "It rains")], why="forecast", by=by)
    # Said twice, it tells nothing about the words; not decided, nothing at all.
    reject_candidates(candidates=[candidate(run, "build a road")], why="duplicate", by=by)
    candidate(run, "We rest")
    claim = candidate(run, "We met", type="progress_claim")
    accept_candidate(candidate=claim, by=by)
    claims, pledges = sorted(precision(), key=lambda one: one.type, reverse=True)
    assert (pledges.type, pledges.language, pledges.right, pledges.decided) == (
        "pledge", "en", 1, 2,
    )  # fmt: skip
    assert (pledges.estimate.low, pledges.estimate.high) == wilson(1, 2)
    assert (claims.right, claims.decided) == (1, 1)


def test_a_split_find_is_right_when_a_part_is(run) -> None:
    by = UserFactory()
    whole = candidate(run, "We will build a bridge and dig a tunnel")
    first, second = split_candidate(candidate=whole, at=TEXT.index("and dig"), by=by)
    (found,) = precision()
    assert (found.right, found.decided) == (0, 1)
    accept_candidate(candidate=first, by=by)
    reject_candidates(candidates=[second], why="vague", by=by)
    (found,) = precision()
    assert (found.right, found.decided) == (1, 1)


def test_recall_waits_until_a_document_is_decided(run) -> None:
    by = UserFactory()
    accept_candidate(candidate=candidate(run, "We will build a road"), by=by)
    samples = [
        candidate(run, words, type="sample", extracted={"actor": "Norway"})
        for words in ("It rains", "We met")
    ]
    assert pledge_recall().estimate is None
    reject_candidates(candidates=samples[:1], why="no_pledge", by=by)
    assert pledge_recall().estimate is None
    accept_candidate(candidate=samples[1], by=by)
    found = pledge_recall()
    assert (found.documents, found.found, found.missed_in_samples) == (1, 1, 1)
    assert found.estimate == recall(1, [Sampled(20, 2, 1)])


def test_two_pledges_of_one_sentence_are_one_sentence_found(run) -> None:
    by = UserFactory()
    whole = candidate(run, "We will build a bridge and dig a tunnel")
    for part in split_candidate(candidate=whole, at=TEXT.index("and dig"), by=by):
        accept_candidate(candidate=part, by=by)
    sample = candidate(run, "It rains", type="sample")
    reject_candidates(candidates=[sample], why="no_pledge", by=by)
    assert pledge_recall().found == 1
    assert pledge_recall().estimate.share == 1.0


def test_the_population_is_that_of_the_last_run_done(run) -> None:
    by = UserFactory()
    accept_candidate(candidate=candidate(run, "We will build a road"), by=by)
    sample = candidate(run, "It rains", type="sample")
    reject_candidates(candidates=[sample], why="no_pledge", by=by)
    few = pledge_recall().estimate
    ExtractionRun.objects.filter(pk=run.pk).update(unflagged=500)
    assert pledge_recall().estimate.low < few.low


def test_decisions_are_data_without_names(run) -> None:
    by = UserFactory(username="somebody-known")
    accept_candidate(candidate=candidate(run, "We will build a road"), by=by)
    reject_candidates(candidates=[candidate(run, "It rains")], why="other", words="Weather.", by=by)
    candidate(run, "We rest")
    taken, refused = decisions()
    assert (taken["label"], taken["text"]) == (True, TEXT[taken["start"] : taken["end"]])
    assert taken["decided"]["title"] == "Build a road"
    assert taken["commitment"].startswith("PCT-2021-")
    assert (refused["label"], refused["reason"], refused["words"]) == (False, "other", "Weather.")
    assert "somebody-known" not in str([taken, refused])
