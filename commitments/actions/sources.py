"""Taking in source texts, and carrying quotes over to a corrected version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commitments.actions.base import Actor, action, readable_errors, settle, store, touch
from commitments.actions.citing import place
from commitments.core.anchoring import find_again
from commitments.core.urls import normalise_url
from commitments.core.vocabulary import CitationHealth, Publication
from commitments.models import Citation, Commitment, Document

#: Facts about a document that its next version takes over unless told otherwise.
_CARRIED = (
    "title", "kind", "languages", "event", "speaker", "speaker_as_given", "publisher", "url",
    "published_on", "dated", "date_stated", "date_reason",
)  # fmt: skip


class DuplicateText(ValidationError):
    """The text is here already; ``existing`` is the document that holds it."""

    def __init__(self, existing: Document) -> None:
        """Name the document."""
        self.existing = existing
        super().__init__(
            {"raw_text": _("Exactly this text is here already: “%s”.") % existing.title},
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """How one citation fared when its document got a new version."""

    citation: Citation
    before: str
    health: CitationHealth


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex, as the database computes it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@action
def add_document(*, document: Document, by: Actor, reason: str = "") -> Document:
    """Take in a new source text with its metadata, as a draft.

    Hash, normalised address and (where left empty) slug are filled in. Raises DuplicateText
    when exactly this text is here already.
    """
    document.slug = document.slug or slugify(document.title)[:110].strip("-")
    return _store_new(document)


@action
def save_document(*, document: Document, by: Actor, reason: str = "") -> Document:
    """Save a document's metadata; its text never changes. What is public needs a reason."""
    stored = Document.objects.select_for_update().get(pk=document.pk)
    if stored.publication != Publication.DRAFT and not reason.strip():
        raise ValidationError({"reason": _("This is public: say why you change it.")})
    document.url_normalised = normalise_url(document.url)
    document.revision = stored.revision + 1
    store(document)
    return document


@action
def add_document_version(
    *, document: Document, raw_text: str, by: User, reason: str, changes: Mapping[str, Any] = {}
) -> tuple[Document, list[Carried]]:
    """Take in a corrected text of a document, and carry its quotes over.

    Each citation of the older version that is found in the new one moves there, marked
    ``exact``, ``moved`` or ``normalised``; one that is not found stays with the older
    version, marked ``lost``. A published commitment never loses its last quote this way:
    the whole change is refused, naming the quotes. ``changes`` are metadata that differ
    (``url``, ``retrieved_on`` …). Raises DuplicateText or ValidationError.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is different about this version.")})
    old = Document.objects.select_for_update().get(pk=document.pk)
    if hasattr(old, "newer_version"):
        raise ValidationError(_("There is a newer version already: correct that one."))
    facts = {name: getattr(old, name) for name in _CARRIED} | dict(changes)
    new = _store_new(
        Document(
            **facts,
            slug=old.slug,
            version=old.version + 1,
            replaces=old,
            raw_text=raw_text,
            note=reason,
            publication=old.publication,
            withdrawn_reason=old.withdrawn_reason,
        )
    )
    carried = [_carry(citation, new) for citation in old.citations.order_by("start")]
    for evidence in old.evidence.exclude(citations__health=CitationHealth.LOST):
        evidence.document = new
        store(evidence)
    for commitment in _touched(carried):
        touch(commitment)
    _refuse_loss(carried)
    return new, carried


def _store_new(document: Document) -> Document:
    document.sha256 = sha256_of(document.raw_text)
    document.url_normalised = normalise_url(document.url)
    existing = Document.objects.filter(sha256=document.sha256).first()
    if existing is not None:
        raise DuplicateText(existing)
    store(document)
    return document


def _carry(citation: Citation, new: Document) -> Carried:
    before = citation.exact
    found = find_again(
        new.raw_text, citation.exact, citation.prefix, citation.suffix, citation.start
    )
    if found is None:
        citation.health = CitationHealth.LOST
    else:
        citation.document = new
        place(citation, found, language=citation.language)
        citation.health = found.health
    store(citation)
    return Carried(citation, before, citation.health)


def _touched(carried: list[Carried]) -> list[Commitment]:
    owners = (
        one.citation.commitment or (one.citation.evidence and one.citation.evidence.commitment)
        for one in carried
    )
    return list(dict.fromkeys(owner for owner in owners if owner))


def _refuse_loss(carried: list[Carried]) -> None:
    lost = [one for one in carried if one.health == CitationHealth.LOST]
    try:
        with readable_errors():
            settle()
    except ValidationError as error:
        words = "; ".join(f"{one.citation.commitment}: “{one.before[:80]}”" for one in lost)
        raise ValidationError(
            {
                "raw_text": _(
                    "A published commitment would lose its last quote. Not in this text: %(words)s"
                )
                % {"words": words or ", ".join(error.messages)}
            }
        ) from error
