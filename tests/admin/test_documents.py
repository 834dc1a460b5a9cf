"""Source texts: pasted once, never rewritten; a corrected text carries its quotes over."""

import pytest

from commitments.actions.citing import cite
from commitments.actions.sources import add_document_version
from commitments.models import Document
from tests.admin.pages import Form
from tests.factories import CommitmentFactory, DocumentFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/document/add/"


@pytest.fixture
def typed(as_editor):
    return Form(as_editor, ADD, "document_form").fill(
        title="A new speech",
        kind="transcript",
        languages=["en"],
        url="https://Example.org/a?utm_source=b",
        raw_text="One sentence.\r\nAnother  one. ",
    )


def test_a_text_is_kept_letter_for_letter(typed):
    assert typed.send().status_code == 302, typed.text
    made = Document.objects.get()
    assert made.raw_text == "One sentence.\nAnother  one. "
    assert (made.slug, made.publication) == ("a-new-speech", "draft")
    assert made.url_normalised == "https://example.org/a"


def test_a_text_that_is_here_already_is_refused_with_a_link(typed, as_editor):
    typed.send()
    again = Form(as_editor, ADD, "document_form").fill(
        title="Other title",
        kind="transcript",
        languages=["en"],
        raw_text=Document.objects.get().raw_text,
    )
    again.send()
    assert (
        f'<a href="/admin/commitments/document/{Document.objects.get().pk}/change/">' in again.text
    )
    assert again["title"] == "Other title"


def test_the_text_cannot_be_edited_afterwards(typed, as_editor):
    typed.send()
    made = Document.objects.get()
    form = Form(as_editor, f"/admin/commitments/document/{made.pk}/change/", "document_form")
    assert "raw_text" not in form.names
    form.values["raw_text"] = ["Forged."]
    form["note"] = "Noted."
    assert form.send().status_code == 302
    made.refresh_from_db()
    assert (made.note, made.raw_text[:3]) == ("Noted.", "One")


@pytest.mark.parametrize("text", ["a\x00b", "x" * 10_000_000, "   "])
def test_a_text_that_cannot_be_kept_is_refused(typed, text):
    typed["raw_text"] = text
    response = typed.send()
    assert response.status_code == 200
    assert "errornote" in typed.text
    assert typed["title"] == "A new speech"
    assert not Document.objects.exists()


def test_publishing_is_a_reviewers_verb(typed, as_editor, as_reviewer):
    typed.send()
    address = f"/admin/commitments/document/{Document.objects.get().pk}/publish/"
    assert as_editor.post(address).status_code == 403
    assert as_reviewer.post(address).status_code == 302
    assert Document.objects.get().publication == "published"


def test_a_published_document_is_never_deleted(as_reviewer):
    document = DocumentFactory()
    address = f"/admin/commitments/document/{document.pk}/delete/"
    assert as_reviewer.post(address, {"post": "yes"}).status_code == 403
    assert Document.objects.exists()


TEXT = "We will build ten bridges. We rest. We will plant trees. We thank “you”."


@pytest.fixture
def old(editor):
    document = DocumentFactory(slug="speech", raw_text=TEXT)
    commitment = CommitmentFactory(document=document)
    commitment.citations.all().delete()
    for words in ("We will build ten bridges.", "We will plant trees.", "We thank “you”."):
        cite(document=document, commitment=commitment, quote=words, by=editor)
    return document


def test_a_corrected_text_carries_its_quotes_over(old, as_reviewer, editor):
    address = f"/admin/commitments/document/{old.pk}/version/"
    text = 'We will build ten bridges. We will plant flowers. We rest a while. We thank "you".'
    response = as_reviewer.post(
        address, {"raw_text": text, "reason": "Corrected by its publisher"}, follow=True
    )
    new = Document.objects.get(version=2)
    fates = {
        citation.exact: (citation.document.version, citation.health)
        for citation in old.citations.model.objects.all()
    }
    assert fates == {
        "We will build ten bridges.": (2, "exact"),
        "We will plant trees.": (1, "lost"),
        'We thank "you".': (2, "normalised"),
    }
    assert new.publication == "published"
    assert "We will plant trees." in response.content.decode()


def test_a_published_commitment_never_loses_its_last_quote(old, as_reviewer):
    address = f"/admin/commitments/document/{old.pk}/version/"
    response = as_reviewer.post(address, {"raw_text": "Nothing of that.", "reason": "Corrected"})
    text = response.content.decode()
    assert "would lose its last quote" in text
    assert "We will plant trees." in text
    assert "Nothing of that." in text
    assert Document.objects.count() == 1
    assert not old.citations.filter(health="lost").exists()


def test_an_editor_cannot_replace_a_public_text(old, as_editor):
    assert as_editor.get(f"/admin/commitments/document/{old.pk}/version/").status_code == 403


def test_only_the_newest_version_is_corrected(old, reviewer):
    add_document_version(document=old, raw_text=TEXT + " More.", by=reviewer, reason="More")
    with pytest.raises(Exception, match="newer version already"):
        add_document_version(document=old, raw_text=TEXT + " Else.", by=reviewer, reason="Else")
