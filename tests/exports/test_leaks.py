"""Nothing unpublished may reach a file: not itself, not as part of something published."""

from datetime import date

import pytest

from commitments.models import Assessment
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EvidenceFactory,
    MeasurementFactory,
    PublisherFactory,
)

pytestmark = pytest.mark.django_db

SECRET = "Rosebud"
ADDRESSES = [
    "/commitments.csv",
    "/commitments.json",
    "/commitments.xlsx",
    "/assessments.csv",
    "/citations.csv",
    "/evidence.csv",
]


def secret_children(commitment, **options):
    evidence = EvidenceFactory(
        commitment=commitment,
        claim=f"{SECRET} claim",
        publisher=PublisherFactory(name=f"{SECRET} Times"),
        **options,
    )
    MeasurementFactory(evidence=evidence, scope=f"{SECRET} scope")
    CitationFactory(
        commitment=None,
        evidence=evidence,
        document=DocumentFactory(raw_text=f"{SECRET} words for evidence {evidence.pk}"),
    )
    return evidence


def texts(files):
    for address in ADDRESSES:
        if address.endswith("xlsx"):
            yield address, str(files.xlsx(address))
        else:
            yield address, files.get(address)[1].decode()


def test_nothing_unpublished_reaches_a_file(files):
    shown = CommitmentFactory(title="A public bridge")
    AssessmentFactory(commitment=shown, year=2022, rationale="A public reason")
    # Parents in every state but published, with published children.
    for n, state in enumerate(("draft", "in_review", "withdrawn")):
        hidden = CommitmentFactory(
            reference=f"HID-2021-00{n + 1}",
            title=f"{SECRET} {state}",
            publication=state,
            withdrawn_reason="A reason",
            actors=[f"{SECRET}-actor"],
            themes=[f"{SECRET}-theme"],
            document=DocumentFactory(raw_text=f"{SECRET} words in a {state} commitment"),
        )
        evidence = secret_children(hidden)
        AssessmentFactory(
            commitment=hidden, year=1999, rationale=f"{SECRET} reason", evidence=[evidence]
        )
    # Children of a published parent, not published themselves.
    AssessmentFactory(commitment=shown, year=2030, rationale=f"{SECRET} draft", draft=True)
    secret_children(shown, draft=True)
    secret_children(shown, publication="withdrawn", withdrawn_reason="A reason")
    superseded = AssessmentFactory(commitment=shown, year=2031, rationale=f"{SECRET} superseded")
    Assessment.objects.filter(pk=superseded.pk).update(state="superseded")
    # Sources not published, quoted by published parents.
    draft = DocumentFactory(draft=True, slug="rosebud-source", raw_text=f"{SECRET} draft source")
    CitationFactory(commitment=shown, document=draft)
    secret_children(shown, document=draft, url="")

    for address, text in texts(files):
        assert "TST-" in text, address
        assert SECRET.lower() not in text.lower(), address
        assert "HID-" not in text, address
        for year in (1999, 2030, 2031):
            assert str(year) not in text, (address, year)


def test_public_neighbours_are_all_there(files):
    """The leak test would pass on empty files; this one would not."""
    shown = CommitmentFactory(title="A public bridge", made_on=date(2021, 9, 17))
    evidence = EvidenceFactory(commitment=shown, claim="A public claim")
    MeasurementFactory(evidence=evidence, scope="A public scope")
    CitationFactory(
        commitment=None, evidence=evidence, document=DocumentFactory(raw_text="Public words")
    )
    AssessmentFactory(commitment=shown, rationale="A public reason", evidence=[evidence])
    found = dict(texts(files))
    for address in ("/commitments.csv", "/commitments.json", "/commitments.xlsx"):
        assert "A public bridge" in found[address]
    assert "A public reason" in found["/assessments.csv"]
    assert "Public words" in found["/citations.csv"]
    assert "A public claim" in found["/evidence.csv"]
    assert "A public scope" in found["/evidence.csv"]
