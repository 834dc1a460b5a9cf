"""Source texts: every character kept, every quote in its place."""

from itertools import product

import pytest
from django.urls import reverse

from commitments.models import Citation, Document
from tests.factories import CitationFactory, CommitmentFactory, DocumentFactory, EvidenceFactory
from tests.views.html import parse

pytestmark = pytest.mark.django_db


def raw_view(client, document):
    response = client.get(document.get_absolute_url(), {"view": "raw", "version": document.version})
    assert response.status_code == 200
    return parse(response)


@pytest.mark.usefixtures("reference_data")
def test_the_raw_view_is_the_text_letter_for_letter(client):
    documents = list(Document.public.all())
    assert len(documents) == 5
    for document in documents:
        assert raw_view(client, document).one(id="raw-text").text == document.raw_text


@pytest.mark.parametrize(
    "text",
    [
        "\n\nleading newlines and trailing ones\n\n",
        "carriage\r\nreturns\rand\ttabs",
        "<b>tags</b> & <script>alert(1)</script> entities &amp; &#13; \"quotes\" 'too'",
        "wide\u3000space, soft\u00adhyphen, zero\u200bwidth, 𠀀 beyond the plane",
    ],
)
def test_odd_texts_come_back_whole(client, text):
    document = DocumentFactory(raw_text=text)
    start = len(text) // 3
    commitment = CommitmentFactory()
    for length in (2, 5):
        CitationFactory(
            document=document, commitment=commitment, exact=text[start : start + length],
            start=start,
        )  # fmt: skip
    page = raw_view(client, document)
    assert page.one(id="raw-text").text == text
    # The parser of the tests keeps a bare carriage return; a browser would not.
    sent = client.get(document.get_absolute_url(), {"view": "raw"}).content.decode()
    assert "\r" not in sent[sent.index('id="raw-text"') : sent.index("<aside")]


@pytest.mark.usefixtures("reference_data")
def test_every_public_quote_is_marked_and_leads_to_its_pledge(client):
    assert Citation.public.filter(commitment__isnull=False).count() >= 48
    for document, view in product(Document.public.all(), ("reading", "raw")):
        page = parse(client.get(document.get_absolute_url(), {"view": view}))
        listed = page.one("ol", class_="quoted").all("a") if page.all("ol", class_="quoted") else []
        for citation in Citation.public.filter(document=document):
            (mark,) = page.all(id=citation.anchor)
            owner = citation.commitment or citation.evidence.commitment
            assert any(owner.get_absolute_url() in link.attrs["href"] for link in listed)
            if view == "raw" and mark.tag == "a":
                assert citation.exact.startswith(mark.text)


@pytest.mark.usefixtures("reference_data")
def test_the_bilingual_speech_stands_side_by_side(client):
    page = parse(client.get(reverse("source", args=["xi-sco-chs-2020-speech"])))
    pairs = [
        [side.words for side in pair.children if not isinstance(side, str)]
        for pair in page.all("div", class_="pair")
    ]
    (first,) = [pair for pair in pairs if pair[0].startswith("First, ")]
    assert first[1].startswith("第一，")
    (cut,) = [pair for pair in pairs if "What is going on with the world?" in pair[0]]
    assert "世界怎么了,我们怎么办" in cut[1]


def marks(page):
    return [
        (one.text, "of-pledge" in one.attrs["class"], one.attrs["href"], one.attrs.get("id"))
        for one in page.one(id="raw-text").all("a", class_="mark")
    ]


def test_overlapping_quotes_are_cut_where_they_meet(client):
    document = DocumentFactory(raw_text="We will build ten bridges and two roads.")
    one = CommitmentFactory(document=DocumentFactory())
    two = CommitmentFactory(document=DocumentFactory())
    CitationFactory(document=document, commitment=one, exact="build ten bridges")
    CitationFactory(document=document, commitment=two, exact="bridges and two roads")
    page = raw_view(client, document)
    assert marks(page) == [
        ("build ten ", True, one.get_absolute_url(), "q8-25"),
        ("bridges", True, "#n8-25", "q18-39"),
        (" and two roads", True, two.get_absolute_url(), None),
    ]
    assert page.one(id="n8-25").all("a", href=one.get_absolute_url())
    assert page.one(id="n18-39").all("a", href=two.get_absolute_url())


def test_words_quoted_twice_lead_to_both(client):
    document = DocumentFactory(raw_text="We will build ten bridges.")
    one = CommitmentFactory(document=document)
    two = CommitmentFactory(document=document)
    page = raw_view(client, document)
    assert marks(page) == [("We will build ten bridges.", True, "#n0-26", "q0-26")]
    links = {link.attrs["href"] for link in page.one(id="n0-26").all("a")}
    assert {one.get_absolute_url(), two.get_absolute_url()} <= links


def test_evidence_is_marked_otherwise(client):
    document = DocumentFactory(raw_text="Ten bridges stand. We will build more.")
    evidence = EvidenceFactory(document=document, url="", key="E07")
    CitationFactory(
        document=document, evidence=evidence, commitment=None, exact="Ten bridges stand."
    )
    ((words, pledge, href, _id),) = marks(raw_view(client, document))
    assert (words, pledge) == ("Ten bridges stand.", False)
    assert href == f"{evidence.commitment.get_absolute_url()}#e-E07"


def test_an_older_version_says_so_and_its_quotes_lead_there(client):
    old = DocumentFactory(slug="speech", version=1, raw_text="We will build ten bridges.")
    DocumentFactory(
        slug="speech", version=2, raw_text="We will build ten big bridges.", replaces=old
    )
    commitment = CommitmentFactory(document=old)
    page = parse(client.get("/sources/speech/"))
    assert "ten big bridges" in page.words
    page = parse(client.get("/sources/speech/", {"version": "1"}))
    assert "This is version 1 of the text, not the newest." in page.words
    detail = parse(client.get(commitment.get_absolute_url()))
    assert detail.all("a", href="/sources/speech/?version=1#q0-26")


@pytest.mark.parametrize(
    ("query", "status"), [("view=magic", 400), ("version=7", 404), ("version=x", 404)]
)
def test_refuses_what_is_not_there(client, query, status):
    DocumentFactory(slug="speech")
    assert client.get(f"/sources/speech/?{query}").status_code == status


def test_a_withdrawn_source_says_why(client):
    DocumentFactory(slug="speech", publication="withdrawn", withdrawn_reason="It was a forgery.")
    response = client.get("/sources/speech/")
    assert response.status_code == 410
    assert "It was a forgery." in parse(response).words
