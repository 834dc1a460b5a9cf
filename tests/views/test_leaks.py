"""Nothing unpublished on any public output: pages, files, sitemap.

The records below are hidden in every way there is (a draft parent, a draft child, a draft
source, withdrawn ones), each marked with a word that must not come out anywhere. A new
address that this walk does not know fails the last test.
"""

import pytest
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver

from commitments.models import CommitmentLink, Document
from commitments.selectors.dashboard import figures, latest, theme_figures
from commitments.selectors.matrix import tracked_years, year_figures
from commitments.selectors.sources import newest_sources
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    MeasurementFactory,
    PublisherFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

WORD = "zyxsecret"
PUBLIC = "TST-2021-100"
HIDDEN = "TST-2021-200"
WITHDRAWN = "TST-2021-300"


@pytest.fixture
def hidden(db):
    """A public commitment surrounded by what nobody may see."""
    seen = DocumentFactory(
        slug="seen", raw_text=f"We will build. {WORD[:3]} stays. Ten are built. Twelve are built."
    )
    unseen = DocumentFactory(
        slug=f"{WORD}-source", title=f"{WORD} title", raw_text=f"{WORD} We will build.", draft=True
    )
    public = CommitmentFactory(reference=PUBLIC, document=seen, themes=["seen"])
    for number, user in enumerate(User.objects.all()):
        user.username = f"{WORD}{number}"
        user.save()

    # A draft parent with published-looking children.
    parent = CommitmentFactory(
        draft=True, reference=HIDDEN, title=f"{WORD} parent", summary=f"{WORD} summary",
        slug=f"{WORD}-slug", themes=["unseen"], actors=["unseen-actor"], document=unseen,
        event=EventFactory(slug=f"{WORD}-event"), made_on="2001-01-01", period_end="2002-02-02",
    )  # fmt: skip
    CitationFactory(commitment=parent, document=seen, exact="We will")
    TargetFactory(commitment=parent, indicator=f"{WORD} indicator")
    AssessmentFactory(
        commitment=parent, year=2003, rationale=f"{WORD} rationale",
        evidence=[EvidenceFactory(commitment=parent, claim=f"{WORD} claim")],
    )  # fmt: skip
    CommitmentLink.objects.create(source=public, target=parent, kind="expands", note=WORD)
    CommitmentLink.objects.create(source=parent, target=public, kind="restates", note=WORD)

    # Draft and withdrawn children of the public one.
    publisher = PublisherFactory(slug=f"{WORD}-publisher", name=f"{WORD} publisher")
    draft = EvidenceFactory(
        commitment=public, claim=f"{WORD} draft", publisher=publisher, draft=True
    )
    CitationFactory(commitment=None, evidence=draft, document=seen, exact="Ten are built.")
    MeasurementFactory(evidence=draft, scope=f"{WORD} scope")
    taken = EvidenceFactory(commitment=public, claim=f"{WORD} taken back")
    taken.publication, taken.withdrawn_reason = "withdrawn", "It was a mistake."
    taken.save()
    of_unseen = EvidenceFactory(
        commitment=public, claim=f"{WORD} of a draft", url="", document=unseen
    )
    CitationFactory(commitment=None, evidence=of_unseen, document=unseen)
    CitationFactory(commitment=public, document=unseen, exact=f"{WORD} We")
    AssessmentFactory(commitment=public, year=2023, rationale=f"{WORD} unreviewed", draft=True,
                      status="not_started")  # fmt: skip
    AssessmentFactory(commitment=public, year=2022)
    # The same in a year that others are assessed for.
    other = CommitmentFactory(reference="TST-2021-101", themes=["seen"])
    AssessmentFactory(
        commitment=other, year=2022, rationale=f"{WORD} unreviewed", draft=True,
        status="not_started", contested=True, conflict=f"{WORD} conflict",
    )  # fmt: skip

    # A withdrawn commitment: its page says why, and nothing else is said of it.
    CommitmentFactory(
        reference=WITHDRAWN, title=f"{WORD} withdrawn", publication="withdrawn",
        withdrawn_reason="Recorded twice.", document=seen,
    )  # fmt: skip
    return public


#: Every public address: what it shows, and the status it answers with here.
WALK = {
    "home": [("/", 200)],
    "commitments": [("/commitments/", 200), (f"/commitments/?q={WORD}", 200),
                    ("/commitments/?source=seen", 200), ("/commitments/?status_year=2003", 200),
                    (f"/commitments/?source={WORD}-source", 400),
                    (f"/commitments/?event={WORD}-event", 400),
                    ("/commitments/?actor=unseen-actor", 400)],
    "commitment": [(f"/commitments/{PUBLIC}/", 200), (f"/commitments/{HIDDEN}/", 404),
                   (f"/commitments/{WITHDRAWN}/", 410)],
    "years": [("/years/", 200)],
    "year": [("/years/2021/", 200), ("/years/2022/", 200), ("/years/2023/", 404),
             ("/years/2001/", 404), ("/years/2002/", 404), ("/years/2003/", 404)],
    "themes": [("/themes/", 200)],
    "theme": [("/themes/seen/", 200), ("/themes/unseen/", 200)],
    "sources": [("/sources/", 200)],
    "source": [("/sources/seen/", 200), ("/sources/seen/?view=raw", 200),
               (f"/sources/{WORD}-source/", 404)],
    "data": [("/data/", 200)],
    "methodology": [("/methodology/", 200)],
    "commitments_file": [("/commitments.csv", 200), ("/commitments.xlsx", 200),
                         ("/commitments.json", 200), (f"/commitments.csv?q={WORD}", 200)],
    "assessments_csv": [("/assessments.csv", 200)],
    "citations_csv": [("/citations.csv", 200)],
    "evidence_csv": [("/evidence.csv", 200)],
    "robots": [("/robots.txt", 200)],
    "favicon": [("/favicon.ico", 302)],
    "sitemap": [("/sitemap.xml", 200)],
    "django.contrib.sitemaps.views.sitemap": [
        (f"/sitemap-{section}.xml", 200)
        for section in ("pages", "commitments", "sources", "themes", "years")
    ],
}  # fmt: skip


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        return workbook_text(body)
    return body.decode()


def workbook_text(body):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.usefixtures("hidden")
def test_nothing_hidden_comes_out(client, subtests):
    for addresses in WALK.values():
        for address, status in addresses:
            with subtests.test(address):
                response = client.get(address)
                assert response.status_code == status
                text = text_of(response)
                # What the reader typed is repeated to the reader: it tells nothing.
                typed = address.partition("=")[2] or address.rpartition("/sources/")[2].strip("/")
                if typed and WORD in typed:
                    text = text.replace(typed, "")
                assert WORD not in text
                if HIDDEN not in address:
                    assert HIDDEN not in text
                if WITHDRAWN not in address:
                    assert WITHDRAWN not in text


@pytest.mark.usefixtures("hidden")
def test_nothing_hidden_is_counted():
    whole = figures()
    assert (whole.pledges, whole.assessed, whole.contested) == (2, 1, 0)
    assert whole.statuses == {"fulfilled": 1}
    assert whole.evidence == 1
    (year,) = year_figures([2022])
    assert (year.made, year.due, year.assessed, year.contested) == (0, 0, 1, 0)
    assert (year.statuses, year.not_assessed) == ({"fulfilled": 1}, 1)
    (theme,) = theme_figures()
    assert (theme.theme.slug, theme.pledges, theme.contested) == ("seen", 2, 0)
    assert tracked_years() == range(2021, 2023)
    assert {one.commitment.reference for one in latest(9)} == {PUBLIC, "TST-2021-101"}
    (source,) = [one for one in newest_sources() if one.slug == "seen"]
    assert (source.pledges, source.claims) == (1, 0)


@pytest.mark.usefixtures("hidden")
def test_a_withdrawn_source_takes_its_words_along(client):
    other = DocumentFactory(slug="other", raw_text=f"We will build {WORD}.")
    commitment = CommitmentFactory(reference="TST-2021-400", document=DocumentFactory())
    CitationFactory(commitment=commitment, document=other)
    assert WORD in text_of(client.get("/commitments/TST-2021-400/"))
    Document.objects.filter(slug="other").update(
        publication="withdrawn", withdrawn_reason="Not the text."
    )
    for address in (
        "/commitments/TST-2021-400/",
        "/citations.csv",
        "/commitments.csv",
        "/sources/",
    ):
        assert WORD not in text_of(client.get(address))
    assert client.get("/sources/other/").status_code == 410


def names(patterns):
    for one in patterns:
        if isinstance(one, URLResolver):
            # The admin and what it brings along ask for a login.
            if one.app_name != "admin":
                yield from names(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one.name


def test_the_walk_knows_every_public_address():
    assert set(names(get_resolver().url_patterns)) - {None} <= set(WALK)
