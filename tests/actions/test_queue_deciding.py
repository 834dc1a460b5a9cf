from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from commitments.actions.queue.attaching import attach_as_evidence
from commitments.actions.queue.deciding import (
    AlreadyDecided,
    accept_candidate,
    join_candidate,
    reject_candidates,
    split_candidate,
)
from commitments.actions.queue.undoing import undo_last_decision
from commitments.models import Candidate, Commitment, Evidence, Party
from commitments.selectors.defaults import defaults_of
from commitments.selectors.proposing import draft_of
from tests.factories import (
    CandidateFactory,
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    RunFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Greetings. In the next three years, Norway will provide 1,000 scholarships to other SCO "
    "countries and open 10 schools in Malawi. Norway has given 300 scholarships this year."
)
PLEDGE = TEXT[11:-1].split(". ", maxsplit=1)[0]
CLAIM = "Norway has given 300 scholarships this year"
FIELDS = {
    "actor": "Norway",
    "beneficiaries": ["other SCO countries"],
    "strength": "firm",
    "kind": "quantified",
    "theme": "education-training",
    "quantities": [
        {
            "value": "1000",
            "unit": "scholarships",
            "text": "1,000 scholarships",
            "start": TEXT.index("1,000"),
            "end": TEXT.index("1,000") + len("1,000 scholarships"),
            "qualifier": "exactly",
        },
        {
            "value": "10",
            "unit": "schools",
            "text": "10 schools",
            "start": TEXT.index("10 schools"),
            "end": TEXT.index("10 schools") + len("10 schools"),
            "qualifier": "exactly",
        },
    ],
    "period": {
        "text": "In the next three years",
        "start": "2021-09-17",
        "end": "2024-09-17",
        "other_start": "2022-01-01",
        "other_end": "2024-12-31",
    },
}


@pytest.fixture
def run(db: None):
    ThemeFactory(slug="education-training")
    document = DocumentFactory(
        draft=True, raw_text=TEXT, dated=date(2021, 9, 17), event=EventFactory(slug="sco-chs-21")
    )
    return RunFactory(document=document)


@pytest.fixture
def pledge(run) -> Candidate:
    return CandidateFactory(run=run, exact=PLEDGE, extracted=FIELDS)


@pytest.fixture
def claim(run) -> Candidate:
    fields = FIELDS | {
        "quantities": [
            {"value": "300", "unit": "scholarships", "text": "300 scholarships",
             "start": 0, "end": 0, "qualifier": "about"}
        ],
        "period": {"text": "this year", "start": "2021-01-01", "end": "2021-12-31"},
    }  # fmt: skip
    return CandidateFactory(run=run, exact=CLAIM, type="progress_claim", extracted=fields)


def test_accepting_makes_a_draft_with_everything_proposed(pledge: Candidate) -> None:
    by = UserFactory()
    done = accept_candidate(candidate=pledge, by=by)
    made = done.commitment
    assert (done.state, done.decided_by) == ("accepted", by)
    assert made.publication == "draft"
    assert made.reference == "SCO-2021-001"
    assert made.title.startswith("Provide 1,000 scholarships to other SCO countries")
    assert (made.strength, made.kind, made.made_on) == ("firm", "quantified", date(2021, 9, 17))
    assert (made.period_start, made.period_end) == (date(2021, 9, 17), date(2024, 9, 17))
    assert (made.alternative_end, made.period_text) == (
        date(2024, 12, 31),
        "In the next three years",
    )
    assert [str(one) for one in made.actors.all()] == ["Norway"]
    (beneficiary,) = made.beneficiary_links.all()
    assert (beneficiary.party.name_en, beneficiary.wording, beneficiary.excludes_actor) == (
        "SCO",
        "other SCO countries",
        True,
    )
    (target,) = made.targets.all()
    assert (target.quantity, target.unit) == (Decimal(1000), "scholarships")
    (citation,) = made.citations.all()
    assert citation.exact == PLEDGE == TEXT[citation.start : citation.end]
    assert not Commitment.public.exists()


def test_what_the_editor_changed_is_what_is_stored_and_kept_as_data(pledge: Candidate) -> None:
    proposed = draft_of(pledge, defaults_of(pledge.document))
    start = TEXT.index("provide")
    draft = replace(proposed, title="Scholarships", strength="conditional", start=start,
                    quantity=Decimal(900), period_end=date(2024, 12, 31))  # fmt: skip
    done = accept_candidate(candidate=pledge, by=UserFactory(), draft=draft)
    assert done.commitment.title == "Scholarships"
    assert done.commitment.citations.get().exact.startswith("provide 1,000")
    assert done.decided["quantity"] == "900"
    assert done.extracted["quantities"][0]["value"] == "1000"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"made_on": None}, "made_on"),
        ({"actor": "Nowhereland"}, "actor"),
        ({"actor": ""}, "actor"),
        ({"beneficiary": "Nowhereland"}, "beneficiary"),
        ({"theme": "gardening"}, "theme"),
        ({"kind": "vague"}, "kind"),
        ({"end": 10_000}, "words"),
        ({"period_end": date(2020, 1, 1)}, "__all__"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(pledge, change, field) -> None:
    draft = replace(draft_of(pledge, defaults_of(pledge.document)), **change)
    with pytest.raises(ValidationError) as caught:
        accept_candidate(candidate=pledge, by=UserFactory(), draft=draft)
    assert field in caught.value.message_dict
    pledge.refresh_from_db()
    assert pledge.state == "new"
    assert not Commitment.objects.exists()
    assert not Party.objects.filter(name_en="Nowhereland").exists()


def test_a_right_claim_may_be_kept_without_a_commitment(claim: Candidate) -> None:
    done = accept_candidate(candidate=claim, by=UserFactory())
    assert (done.state, done.commitment, Commitment.objects.count()) == ("accepted", None, 0)


def test_joining_adds_a_citation_and_keeps_how_the_wordings_differ(pledge: Candidate) -> None:
    draft = CommitmentFactory(draft=True, actors=["norway"])
    done = join_candidate(
        candidate=pledge, commitment=draft, by=UserFactory(), differences=["Here “1,000”."]
    )
    draft.refresh_from_db()
    assert done.state == "merged"
    assert draft.citations.count() == 2
    assert done.citation.role == "restatement"
    assert draft.wording_differences == ["Here “1,000”."]


def test_other_languages_are_translations_and_public_words_wait(run) -> None:
    public = CommitmentFactory()
    candidate = CandidateFactory(run=run, exact="Greetings", language="zh")
    done = join_candidate(
        candidate=candidate, commitment=public, by=UserFactory(), differences=["softer"]
    )
    public.refresh_from_db()
    assert done.citation.role == "translation"
    assert public.wording_differences == []
    assert done.decided["differences"] == ["softer"]


def test_words_that_are_cited_already_are_not_cited_twice(pledge: Candidate) -> None:
    by = UserFactory()
    first = accept_candidate(candidate=pledge, by=by)
    again = CandidateFactory(run=pledge.run, exact=PLEDGE[:-5], extracted=FIELDS)
    done = join_candidate(candidate=again, commitment=first.commitment, by=by)
    assert done.citation == first.citation
    assert first.commitment.citations.count() == 1
    undo_last_decision(document=pledge.document, by=by)
    assert first.commitment.citations.count() == 1


def test_nothing_is_joined_to_what_was_withdrawn(pledge, claim) -> None:
    gone = CommitmentFactory(publication="withdrawn", withdrawn_reason="A mistake.")
    by = UserFactory()
    with pytest.raises(ValidationError, match="withdrawn"):
        join_candidate(candidate=pledge, commitment=gone, by=by)
    with pytest.raises(ValidationError, match="withdrawn"):
        attach_as_evidence(candidate=claim, commitment=gone, by=by, claim="c")


def test_a_claim_becomes_draft_evidence_with_its_number(claim: Candidate) -> None:
    public = CommitmentFactory()
    done = attach_as_evidence(
        candidate=claim, commitment=public, by=UserFactory(), claim="300 were given in 2021."
    )
    evidence = done.evidence
    assert (evidence.publication, evidence.key, evidence.own_statement) == ("draft", "E01", True)
    assert evidence.citations.get().exact == CLAIM
    number = evidence.measurements.get()
    assert (number.value, number.unit, number.qualifier) == (300, "scholarships", "about")
    assert (number.period_start, number.period_end) == (date(2021, 1, 1), date(2021, 9, 17))
    assert not Evidence.public.filter(pk=evidence.pk).exists()


def test_evidence_needs_a_claim_in_own_words(claim: Candidate) -> None:
    with pytest.raises(ValidationError):
        attach_as_evidence(
            candidate=claim, commitment=CommitmentFactory(), by=UserFactory(), claim=" "
        )
    claim.refresh_from_db()
    assert claim.state == "new"


def test_splitting_puts_two_in_the_place_of_one(pledge: Candidate) -> None:
    by = UserFactory()
    first, second = split_candidate(candidate=pledge, at=TEXT.index("and open"), by=by)
    assert first.exact.endswith("other SCO countries")
    assert second.exact == "open 10 schools in Malawi"
    assert [q["text"] for q in first.extracted["quantities"]] == ["1,000 scholarships"]
    assert [q["text"] for q in second.extracted["quantities"]] == ["10 schools"]
    assert second.extracted["period"]["end"] == "2024-09-17"
    pledge.refresh_from_db()
    assert (pledge.state, pledge.reject_reason) == ("rejected", "split")
    undo_last_decision(document=pledge.document, by=by)
    pledge.refresh_from_db()
    assert (pledge.state, Candidate.objects.count()) == ("new", 1)


@pytest.mark.parametrize("at", [0, 11, TEXT.index(PLEDGE) + len(PLEDGE), 10_000])
def test_a_split_leaves_words_on_both_sides(pledge: Candidate, at: int) -> None:
    with pytest.raises(ValidationError, match="inside its words"):
        split_candidate(candidate=pledge, at=at, by=UserFactory())
    assert Candidate.objects.count() == 1


def test_rejecting_needs_a_reason(pledge: Candidate) -> None:
    by = UserFactory()
    for why, words in (("", ""), ("dislike", ""), ("split", ""), ("other", " ")):
        with pytest.raises(ValidationError):
            reject_candidates(candidates=[pledge], why=why, words=words, by=by)
    reject_candidates(candidates=[pledge], why="other", words="A joke.", by=by)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.reject_words) == ("rejected", "A joke.")


def test_many_are_rejected_together_and_come_back_together(pledge, claim) -> None:
    by = UserFactory()
    reject_candidates(candidates=[claim, pledge], why="process", by=by)
    assert Candidate.objects.filter(state="rejected").count() == 2
    undo_last_decision(document=pledge.document, by=by)
    assert Candidate.objects.filter(state="new").count() == 2
    with pytest.raises(ValidationError, match="at least one"):
        reject_candidates(candidates=[], why="process", by=by)


def test_bulk_rejection_is_all_or_nothing(pledge, claim) -> None:
    accept_candidate(candidate=claim, by=UserFactory())
    with pytest.raises(AlreadyDecided):
        reject_candidates(candidates=[pledge, claim], why="process", by=UserFactory())
    pledge.refresh_from_db()
    assert pledge.state == "new"


def test_undo_takes_back_a_draft_and_only_ones_own(pledge: Candidate) -> None:
    me, other = UserFactory(), UserFactory()
    accept_candidate(candidate=pledge, by=me)
    with pytest.raises(ValidationError, match="no decision of yours"):
        undo_last_decision(document=pledge.document, by=other)
    undo_last_decision(document=pledge.document, by=me)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.decided, pledge.decided_by) == ("new", {}, None)
    assert not Commitment.objects.exists()


def test_undo_goes_back_step_by_step(run, pledge: Candidate) -> None:
    by = UserFactory()
    made = accept_candidate(candidate=pledge, by=by).commitment
    other = CandidateFactory(run=run, exact="Greetings", language="zh")
    join_candidate(candidate=other, commitment=made, by=by, differences=["shorter"])
    undo_last_decision(document=run.document, by=by)
    made.refresh_from_db()
    assert (made.citations.count(), made.wording_differences) == (1, [])
    undo_last_decision(document=run.document, by=by)
    assert not Commitment.objects.exists()


def test_a_draft_somebody_worked_on_is_not_thrown_away(pledge: Candidate) -> None:
    by = UserFactory()
    made = accept_candidate(candidate=pledge, by=by).commitment
    from commitments.actions.records import save_record

    made.summary = "Written by hand."
    save_record(record=made, by=UserFactory())
    with pytest.raises(ValidationError, match="worked on since"):
        undo_last_decision(document=pledge.document, by=by)
    assert Commitment.objects.get().summary == "Written by hand."


def test_undo_takes_evidence_off_again(claim: Candidate) -> None:
    by = UserFactory()
    attach_as_evidence(candidate=claim, commitment=CommitmentFactory(), by=by, claim="c")
    undo_last_decision(document=claim.document, by=by)
    assert not Evidence.objects.exists()
    with pytest.raises(ValidationError, match="no decision"):
        undo_last_decision(document=claim.document, by=by)


def test_every_decision_says_who_and_why_in_the_history(pledge: Candidate) -> None:
    by = UserFactory()
    accept_candidate(candidate=pledge, by=by)
    event = pledge.events.order_by("-pgh_id").first()
    assert event.pgh_context.metadata["action"] == "accept_candidate"
    assert event.pgh_context.metadata["username"] == by.username


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_decide_at_once_and_the_second_is_told() -> None:
    ThemeFactory(slug="education-training")
    run = RunFactory(document=DocumentFactory(draft=True, raw_text=TEXT, dated=date(2021, 9, 17)))
    candidate = CandidateFactory(run=run, exact=PLEDGE, extracted=FIELDS)
    start = Barrier(2)
    told: list[str] = []

    def decide(name: str) -> None:
        by = UserFactory(username=name)
        start.wait()
        try:
            accept_candidate(candidate=candidate, by=by)
        except AlreadyDecided as error:
            told.append(" ".join(error.messages))
        finally:
            connection.close()

    reviewers = [Thread(target=decide, args=(name,)) for name in ("anna", "bo")]
    for one in reviewers:
        one.start()
    for one in reviewers:
        one.join()
    winner = Candidate.objects.get().decided_by.username
    assert Commitment.objects.count() == 1
    assert len(told) == 1
    assert told[0].startswith(f"{winner} decided this on ")


@pytest.mark.django_db(transaction=True)
def test_two_drafts_at_once_get_two_references() -> None:
    ThemeFactory(slug="education-training")
    run = RunFactory(document=DocumentFactory(draft=True, raw_text=TEXT, dated=date(2021, 9, 17)))
    both = [CandidateFactory(run=run, exact=words, extracted=FIELDS) for words in (PLEDGE, CLAIM)]
    start = Barrier(2)

    def decide(candidate: Candidate) -> None:
        by = UserFactory()
        start.wait()
        try:
            accept_candidate(candidate=candidate, by=by)
        finally:
            connection.close()

    reviewers = [Thread(target=decide, args=(one,)) for one in both]
    for one in reviewers:
        one.start()
    for one in reviewers:
        one.join()
    references = sorted(Commitment.objects.values_list("reference", flat=True))
    assert references == ["PCT-2021-001", "PCT-2021-002"]
