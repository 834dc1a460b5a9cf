"""Loading the records that are one row each: accounts, vocabularies, meetings, texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from commitments.actions.loading.reading import Item
from commitments.actions.loading.shapes import (
    DocumentItem,
    EventItem,
    MembershipItem,
    PartyItem,
    PublisherItem,
    ThemeItem,
    UserItem,
)
from commitments.actions.loading.sync import Run, Values, sync_record
from commitments.core.urls import normalise_url
from commitments.models import Document, Event, Membership, Party, Publisher, Theme


class Names:
    """Records by natural key, looked up once; an unknown name is a problem of the item."""

    def __init__(self, run: Run, item: Item) -> None:
        """Complain about unknown names on behalf of this item."""
        self.run, self.item = run, item

    def get(self, model: type[models.Model], slug: str | None, where: str) -> Any:
        """Return the record with that slug, or None (and a problem, if a slug was given)."""
        if slug is None:
            return None
        field = "username" if model is User else "slug"
        found = model._default_manager.filter(**{field: slug}).last()
        if found is None:
            self.run.complain(self.item, where, f"there is no {model._meta.verbose_name} “{slug}”")
        return found


def user_values(shape: UserItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a bookkeeping account, which can never log in."""
    return {"username": shape.username}, {"first_name": shape.name[:150], "is_active": False}


def theme_values(shape: ThemeItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a theme."""
    return {"slug": shape.slug}, shape.model_dump(exclude={"slug"})


def party_values(shape: PartyItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a party."""
    values = shape.model_dump(exclude={"slug"})
    values |= {"kind": shape.kind.value, "iso_code": shape.iso_code or "", "note": shape.note or ""}
    return {"slug": shape.slug}, values


def membership_values(shape: MembershipItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a membership."""
    return (
        {
            "member": names.get(Party, shape.member, "member"),
            "group": names.get(Party, shape.group, "group"),
            "started_on": shape.start,
        },
        {"ended_on": shape.end, "source": shape.source or ""},
    )


def event_values(shape: EventItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of an event."""
    return {"slug": shape.slug}, {
        "series": shape.series,
        "ordinal": shape.ordinal,
        "name_en": shape.name_en,
        "name_zh": shape.name_zh,
        "starts_on": shape.start,
        "ends_on": shape.end,
        "place": shape.place or "",
        "format": shape.format.value,
        "host": names.get(Party, shape.host, "host"),
        "note": shape.note or "",
    }


def publisher_values(shape: PublisherItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a publisher."""
    return {"slug": shape.slug}, {
        "name": shape.name,
        "owner_group": shape.owner_group,
        "country": shape.country or "",
        "note": shape.note or "",
    }


def document_values(shape: DocumentItem, names: Names) -> tuple[Values, Values]:
    """Return lookup and values of a document, its text left out."""
    return {"slug": shape.slug, "version": 1}, {
        "file_name": shape.file,
        "title": shape.title,
        "kind": shape.kind.value,
        "languages": shape.languages,
        "event": names.get(Event, shape.event, "event"),
        "speaker": names.get(Party, shape.speaker, "speaker"),
        "speaker_as_given": shape.speaker_as_given or "",
        "publisher": names.get(Publisher, shape.publisher, "publisher"),
        "url": shape.url or "",
        "url_normalised": normalise_url(shape.url or ""),
        "published_on": shape.published,
        "retrieved_on": shape.retrieved,
        "dated": shape.dated,
        "date_stated": shape.date_basis == "stated",
        "date_reason": shape.date_reason,
        "note": shape.note or "",
        "publication": shape.publication,
    }


SIMPLE: dict[str, tuple[type[models.Model], Callable[[Any, Names], tuple[Values, Values]]]] = {
    "user": (User, user_values),
    "theme": (Theme, theme_values),
    "party": (Party, party_values),
    "membership": (Membership, membership_values),
    "event": (Event, event_values),
    "publisher": (Publisher, publisher_values),
    "document": (Document, document_values),
}


def load_simple(run: Run, item: Item, old: Any | None, folder: Path) -> None:
    """Create or update the one row an item describes. ``old``: its shape as last loaded."""
    model, values_of = SIMPLE[item.kind]
    names = Names(run, item)
    before = len(run.problems)
    lookup, new = values_of(item.shape, names)
    if len(run.problems) > before:
        return
    if model is User:
        new = {**new, "password": "!"} if old is None else new
    if model is Document and not Document.objects.filter(**lookup).exists():
        text = _text(run, item, folder)
        if text is None:
            return
        new = {**new, "raw_text": text, "sha256": item.shape.sha256}
    elif model is Document and old is not None and old.sha256 != item.shape.sha256:
        run.complain(
            item,
            "sha256",
            "a source text never changes: give the corrected text a new version in the admin",
        )
        return
    old_values = values_of(old, Names(Run(), item))[1] if old is not None else None
    sync_record(run, item, model, lookup, new, old_values)


def _text(run: Run, item: Item, folder: Path) -> str | None:
    """Return a document's text after checking its bytes against the hash in the item."""
    try:
        raw = (folder / "sources" / item.shape.file).read_bytes()
    except OSError as error:
        run.complain(item, "file", f"{item.shape.file} cannot be read: {error.strerror}")
        return None
    if hashlib.sha256(raw).hexdigest() != item.shape.sha256:
        run.complain(item, "sha256", f"{item.shape.file} is not the text this hash belongs to")
        return None
    try:
        return str(raw, "utf-8")
    except UnicodeDecodeError as error:
        run.complain(item, "file", f"{item.shape.file} is not UTF-8 at byte {error.start}")
        return None
