"""A commitment's own page."""

from datetime import date

import pytest

from commitments.models import Commitment, Membership, Party
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EvidenceFactory,
    MeasurementFactory,
    PartyFactory,
    TargetFactory,
)
from tests.views.html import parse

pytestmark = pytest.mark.django_db


def page_of(client, commitment):
    response = client.get(commitment.get_absolute_url())
    assert response.status_code == 200
    return parse(response)


def test_members_are_those_of_the_day_without_the_pledger(client):
    names = {"a": "Aland", "b": "Borduria", "c": "Carpathia", "d": "Dawson"}
    a, b, c, d = (PartyFactory(slug=slug, name_en=name) for slug, name in names.items())
    group = PartyFactory(slug="club", name_en="The Club", kind="group")
    for member, start, end in (
        (a, date(2001, 1, 1), None),
        (b, date(2001, 1, 1), None),
        (c, date(2001, 1, 1), date(2021, 9, 17)),  # left on the very day
        (d, date(2021, 9, 18), None),  # joined the day after
    ):
        Membership.objects.create(member=member, group=group, started_on=start, ended_on=end)
    commitment = CommitmentFactory(actors=["a"], beneficiaries=["club"])
    commitment.beneficiary_links.update(wording="other members", excludes_actor=True)
    page = page_of(client, commitment)
    members = [one.words for one in page.one("ul", class_="members").all("li")]
    assert members == ["Borduria"]
    assert {party.name for party in Party.objects.members_of(group, commitment.made_on)} == {
        "Aland", "Borduria",
    }  # fmt: skip
    assert "1 member of The Club on 17 September 2021" in page.words


def test_the_words_stand_in_their_sentence(client):
    document = DocumentFactory(raw_text="First. We say that <we> will build bridges, gladly. Last.")
    commitment = CommitmentFactory(document=DocumentFactory())
    CitationFactory(
        document=document, commitment=commitment, exact="<we> will build bridges",
        sentence_start=7, sentence_end=51,
    )  # fmt: skip
    quotes = page_of(client, commitment).all("blockquote")
    (quote,) = [one for one in quotes if "gladly" in one.text]
    assert quote.text == "We say that <we> will build bridges, gladly."
    assert quote.one("mark").text == "<we> will build bridges"


@pytest.mark.usefixtures("reference_data")
def test_every_quote_is_the_documents_own_words(client):
    for commitment in Commitment.public.all():
        page = page_of(client, commitment)
        marked = {one.text for one in page.all("mark")}
        for citation in commitment.citations.all():
            text = citation.document.raw_text
            assert text[citation.start : citation.end] in marked


def test_blank_years_are_called_not_assessed(client):
    commitment = CommitmentFactory(period_end=date(2025, 1, 1))
    AssessmentFactory(commitment=commitment, year=2022)
    AssessmentFactory(commitment=commitment, year=2024, status="not_started")
    strip = page_of(client, commitment).one("ol", class_="strip")
    assert [one.words for one in strip.all("li")] == [
        "2021 Not assessed",
        "2022 Fulfilled",
        "2023 Not assessed",
        "2024 Not started",
        "2025 Not assessed",
    ]


def test_a_pledge_nobody_assessed_says_so(client):
    page = page_of(client, CommitmentFactory())
    assert "Nobody has assessed this pledge for any year yet." in page.words
    assert not page.all("section", class_="verdict")


def test_contested_and_nothing_found_are_explained(client):
    commitment = CommitmentFactory()
    AssessmentFactory(
        commitment=commitment, year=2021, contested=True, conflict="Two counts differ."
    )
    AssessmentFactory(
        commitment=commitment, year=2022, status="no_evidence", searched="Three archives",
        reviewed_up_to=date(2023, 1, 1),
    )  # fmt: skip
    page = page_of(client, commitment)
    first, second = page.all("section", class_="verdict")
    assert "Two counts differ." in first.words
    assert "contested" in first.words
    assert "Three archives" in second.words
    assert "1 January 2023" in second.words


def test_evidence_says_whose_word_it_is(client):
    commitment = CommitmentFactory()
    own = EvidenceFactory(commitment=commitment, key="E01", own_statement=True)
    other = EvidenceFactory(
        commitment=commitment, key="E02", title="A page", url="https://x.example/?a=1&b=2"
    )
    AssessmentFactory(commitment=commitment, year=2021, evidence=[own, other])
    AssessmentFactory(commitment=commitment, year=2022, evidence=[other])
    page = page_of(client, commitment)
    assert "pledger’s own word" in page.one(id="e-E01").words
    assert "outside the pledger" in page.one(id="e-E02").words
    link = page.one(id="e-E02").one("a", href="https://x.example/?a=1&b=2")
    assert {"nofollow", "noopener"} <= set(link.attrs["rel"].split())
    first, second = page.all("section", class_="verdict")
    assert "Mixed; 1 independent owner group." in first.words
    assert "Independent; 1 independent owner group." in second.words
    # Shown in full once, referred to afterwards.
    assert second.all("a", href="#e-E02")


def test_numbers_stand_beside_the_target_and_are_never_added_up(client):
    commitment = CommitmentFactory()
    TargetFactory(commitment=commitment, quantity=1000, unit="USD", indicator="money")
    evidence = EvidenceFactory(commitment=commitment, key="E01")
    MeasurementFactory(evidence=evidence, value=400, unit="USD", scope="members")
    MeasurementFactory(evidence=evidence, value=300, unit="USD", scope="others")
    MeasurementFactory(evidence=evidence, value=5, unit="roads")
    page = page_of(client, commitment)
    rows = [
        [cell.words for cell in row.children if not isinstance(cell, str)][:3]
        for row in page.one("table").all("tr")[1:]
    ]
    assert rows == [
        ["Target", "1,000", "USD"],
        ["E01", "400", "USD"],
        ["E01", "300", "USD"],
        ["E01", "5", "roads (another unit)"],
    ]
    assert "700" not in page.words


@pytest.mark.parametrize("publication", ["draft", "in_review"])
def test_an_unpublished_commitment_is_not_there(client, publication):
    commitment = CommitmentFactory(draft=True, publication=publication)
    assert client.get(commitment.get_absolute_url()).status_code == 404


def test_a_withdrawn_commitment_says_why(client):
    commitment = CommitmentFactory(publication="withdrawn", withdrawn_reason="Recorded <twice>.")
    response = client.get(commitment.get_absolute_url())
    assert response.status_code == 410
    page = parse(response)
    assert "Recorded <twice>." in page.words
    assert commitment.title not in page.words


def test_the_address_is_one(client):
    commitment = CommitmentFactory(reference="TST-2021-007")
    response = client.get("/commitments/tst-2021-007/")
    assert response.status_code == 301
    assert response["Location"] == commitment.get_absolute_url()
    page = page_of(client, commitment)
    assert "http://testserver/commitments/TST-2021-007/" in page.one("div", class_="cite").words
