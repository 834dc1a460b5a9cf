"""What the values of a filter are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import NOT_ASSESSED_LABEL, Basis, Kind, Status, Strength, Word
from commitments.models import Document, Event, Party, Theme
from commitments.selectors.criteria import FACETS, NOT_ASSESSED

Labels = Mapping[str, Mapping[str, str | Promise]]


def _of(words: type[Word]) -> dict[str, str | Promise]:
    return {word.value: _(word.label) for word in words}


_YES_OR_NO = {"true": _("Yes"), "false": _("No")}

#: Facets whose values are fixed; each lists all of them, also those that would leave nothing.
CLOSED_CHOICES: dict[str, Mapping[str, str | Promise]] = {
    "status": {**_of(Status), NOT_ASSESSED: _(NOT_ASSESSED_LABEL)},
    "kind": _of(Kind),
    "strength": _of(Strength),
    "basis": _of(Basis),
    "quantified": _YES_OR_NO,
    "contested": _YES_OR_NO,
    "overdue": _YES_OR_NO,
}


def labels_of(values: Mapping[str, Iterable[str]]) -> Labels:
    """Return the labels of open-ended facets' values, and of every closed vocabulary.

    Four queries at most. A source is called by the title of its newest published version.
    """
    found: dict[str, Mapping[str, str | Promise]] = {name: {} for name in FACETS}
    found.update(CLOSED_CHOICES)
    found["theme"] = {
        theme.slug: theme.name for theme in Theme.objects.filter(slug__in=values["theme"])
    }
    parties = {
        party.slug: party.name
        for party in Party.objects.filter(slug__in={*values["actor"], *values["beneficiary"]})
    }
    found["actor"] = found["beneficiary"] = parties
    found["event"] = {
        event.slug: event.name for event in Event.objects.filter(slug__in=values["event"])
    }
    found["source"] = dict(
        Document.public.filter(slug__in=values["source"])
        .order_by("version")
        .values_list("slug", "title")
    )
    return found
