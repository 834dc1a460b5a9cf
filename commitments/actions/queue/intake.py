"""Bringing a source in: its text, its bytes, and what the text says of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commitments.actions.base import Actor, action, store
from commitments.actions.sources import DuplicateText, add_document, save_document, sha256_of
from commitments.core.vocabulary import DocumentKind
from commitments.extraction.metadata import Metadata, propose
from commitments.extraction.reading.decode import Unreadable
from commitments.extraction.reading.formats import media_type_of, text_of
from commitments.models import Document, DocumentFile, Event, Party
from commitments.selectors.intake import event_like, party_named


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A document's metadata as an editor confirmed it; `event` and `speaker` exist already."""

    title: str
    kind: str
    languages: list[str]
    dated: date | None
    date_stated: bool
    date_reason: str
    event: Event | None = None
    speaker: Party | None = None
    speaker_as_given: str = ""
    url: str = ""


@action
def bring_in(*, by: Actor, text: str = "", file: Received | None = None, url: str = "") -> Document:
    """Take in a pasted text or a file as a draft document, with the metadata it states.

    The file's bytes are kept with their hash. Raises DuplicateText (``existing`` is the
    document) when the same text or the same file came in before, ValidationError for what
    cannot be read. Nothing is read for pledges yet: an editor confirms the metadata first.
    """
    if file is not None:
        _refuse_known_file(file)
        text = _text_of(file)
    text = _storable(text)
    existing = Document.objects.filter(sha256=sha256_of(text)).first()
    if existing is not None:
        raise DuplicateText(existing)
    said = propose(text)
    document = Document(
        raw_text=text,
        file_name=file.name[:255] if file else "",
        url=url,
        slug=free_slug(said, file),
        **proposed_values(said, file),
    )
    add_document(document=document, by=by)
    if file is not None:
        store(
            DocumentFile(
                document=document,
                name=file.name[:255],
                media_type=media_type_of(file.content, file.name),
                content=file.content,
                sha256=hashlib.sha256(file.content).hexdigest(),
            )
        )
    return document


@action
def confirm_metadata(*, document: Document, confirmed: Confirmed, by: Actor) -> Document:
    """Save what an editor confirmed of a new document. Raises ValidationError by field."""
    for name in Confirmed.__slots__:
        setattr(document, name, getattr(confirmed, name))
    return save_document(document=document, by=by)


@action
def add_event(
    *, name: str, day: date, organisation: str, by: Actor, format_: str = "in_person"
) -> Event:
    """Add a meeting that a source names and the tracker does not know.

    Its slug begins with the organisation, because references of its pledges do. Raises
    ValidationError.
    """
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in name)
    stem = slugify(f"{organisation or 'event'} {name}")[:60].strip("-")
    event = Event(
        slug=_free(Event, f"{stem}-{day.year}"),
        name_en=name,
        name_zh=name if chinese else "",
        starts_on=day,
        ends_on=day,
        format=format_,
    )
    store(event)
    return event


@action
def add_person(*, name: str, by: Actor) -> Party:
    """Add a person that a source names and the tracker does not know."""
    person = Party(kind="person", name_en=name, slug=_free(Party, slugify(name) or "person"))
    store(person)
    return person


def proposed_values(said: Metadata, file: Received | None) -> dict[str, object]:
    """Return a new document's values as its text states them, with fallbacks that must be."""
    day, words = said.day or (None, "")
    title = said.title.value if said.title else (file.name if file else _("Untitled source"))
    speaker = party_named(said.speaker.value) if said.speaker else None
    return {
        "title": title[:300],
        "kind": said.kind.value if said.kind else DocumentKind.TRANSCRIPT.value,
        "languages": list(said.languages) or ["en"],
        "event": event_like(said.event.value, day) if said.event else None,
        "speaker": speaker,
        "speaker_as_given": said.speaker.words[:300] if said.speaker else "",
        "dated": day,
        "date_stated": day is not None,
        "date_reason": words,
    }


def free_slug(said: Metadata, file: Received | None) -> str:
    """Return an address that no document has yet."""
    words = said.title.value if said.title else (file.name.rsplit(".", 1)[0] if file else "")
    return _free(Document, slugify(words)[:90].strip("-") or "source")


def _free(model: type[Document] | type[Event] | type[Party], stem: str) -> str:
    taken = set(
        model._default_manager.filter(Q(slug=stem) | Q(slug__startswith=f"{stem}-")).values_list(
            "slug", flat=True
        )
    )
    number = 2
    slug = stem
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug


def _refuse_known_file(file: Received) -> None:
    known = DocumentFile.objects.filter(sha256=hashlib.sha256(file.content).hexdigest())
    found = known.select_related("document").first()
    if found is not None:
        raise DuplicateText(found.document)


def _text_of(file: Received) -> str:
    try:
        return text_of(file.content, file.name)
    except Unreadable as problem:
        raise ValidationError({"file": str(problem)}) from problem


def _storable(text: str) -> str:
    # Browsers send every line end as two characters; the text as it was pasted has one.
    text = text.replace("\r\n", "\n") if "\r\n" in text else text
    if not text.strip():
        raise ValidationError({"text": _("Paste a text, or choose a file.")})
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationError({"text": _("This holds characters that are no text (NUL).")})
    return text
