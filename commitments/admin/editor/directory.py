"""Records by the names editors type, read once per page however many rows name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from django.db import models

from commitments.models import Commitment, Document, Event, Party, Publisher, Theme

#: A record, the name that stands for it in forms, its other names, what a list shows beside.
Entry = tuple[Any, str, tuple[str, ...], str]


def _parties() -> Iterable[Entry]:
    for one in Party.objects.all():
        yield one, one.name_en, (one.slug, one.name_zh, one.iso_code), one.name_zh


def _themes() -> Iterable[Entry]:
    for one in Theme.objects.all():
        yield one, one.name_en, (one.slug, one.name_zh), one.name_zh


def _events() -> Iterable[Entry]:
    for one in Event.objects.all():
        yield one, one.slug, (one.name_en, one.name_zh), f"{one.starts_on} · {one.name_en}"


def _publishers() -> Iterable[Entry]:
    for one in Publisher.objects.all():
        yield one, one.name, (one.slug,), one.owner_group


def _documents() -> Iterable[Entry]:
    # The texts are long and most pages need one of them: each is read when it is asked for.
    documents = Document.objects.defer("raw_text").select_related("newer_version", "event")
    for one in documents.order_by("-dated", "slug"):
        name = f"{one.slug}@{one.version}" if hasattr(one, "newer_version") else one.slug
        shown = one.publication != "withdrawn" and not hasattr(one, "newer_version")
        yield one, name, (one.title,), f"{one.dated or ''} · {one.title}" if shown else ""


_SOURCES: dict[type[models.Model], Callable[[], Iterable[Entry]]] = {
    Party: _parties,
    Theme: _themes,
    Event: _events,
    Publisher: _publishers,
    Document: _documents,
}


class Directory:
    """Finds parties, themes, events, publishers, documents and commitments by name."""

    def __init__(self) -> None:
        self._entries: dict[type[models.Model], list[Entry]] = {}
        self._found: dict[type[models.Model], dict[str, Any]] = {}
        self._names: dict[type[models.Model], dict[int, str]] = {}

    def find(self, model: type[models.Model], name: str) -> Any | None:
        """Return the record of that name, or None."""
        if model is Commitment:
            return Commitment.objects.filter(reference__iexact=name.strip()).first()
        self._load(model)
        return self._found[model].get(_key(name))

    def name(self, model: type[models.Model], pk: Any) -> str:
        """Return the name that stands for a record in forms."""
        if model is Commitment:
            return str(Commitment.objects.values_list("reference", flat=True).get(pk=pk))
        self._load(model)
        return self._names[model].get(int(pk), "")

    def options(self, model: type[models.Model]) -> list[tuple[str, str]]:
        """Return name and description of every record a list should offer."""
        if model is Commitment:
            return []
        self._load(model)
        offered = self._entries[model]
        if model is Document:
            offered = [entry for entry in offered if entry[3]]
        return [(self.name(model, record.pk), shown) for record, _, _, shown in offered]

    def nearest(self, model: type[models.Model], name: str) -> str:
        """Return the name most like a mistyped one, or nothing."""
        if model is Commitment:
            return ""
        self._load(model)
        close = get_close_matches(_key(name)[:200], list(self._found[model]), n=1, cutoff=0.6)
        return self.name(model, self._found[model][close[0]].pk) if close else ""

    def _load(self, model: type[models.Model]) -> None:
        if model in self._entries:
            return
        entries = list(_SOURCES[model]())
        taken: dict[str, int] = {}
        for _, name, _, _ in entries:
            taken[_key(name)] = taken.get(_key(name), 0) + 1
        found: dict[str, Any] = {}
        names: dict[int, str] = {}
        for record, name, _, _ in entries:
            # Two records of one name are told apart by their slugs.
            unique = name if taken[_key(name)] == 1 else record.slug
            names[record.pk] = unique
            found[_key(unique)] = record
        for record, _, others, _ in entries:
            for other in others:
                if other and taken.get(_key(other), 0) == 0:
                    found.setdefault(_key(other), record)
        self._entries[model], self._found[model], self._names[model] = entries, found, names


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
