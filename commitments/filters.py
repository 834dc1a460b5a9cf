"""The filters of the commitment list, once: pages, files and the API all use this class.

Parameters and their meaning are a public contract (docs/data-dictionary.md). Several
values repeat the parameter: OR within a parameter, AND across parameters. A blank value
asks for nothing. Anything that cannot be understood is refused by name, never ignored: a
misspelt filter that silently shows everything is a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from commitments.core.urls import is_tracking
from commitments.core.vocabulary import Basis, Kind, Status, Strength, Word
from commitments.models import CommitmentSummary
from commitments.selectors.criteria import (
    NOT_ASSESSED,
    ORDERINGS,
    RELEVANCE,
    Criteria,
    search_query,
)
from commitments.selectors.known import (
    Known,
    known_actors,
    known_beneficiaries,
    known_events,
    known_sources,
    known_themes,
)

#: The longest search that is looked up, in characters.
LONGEST_SEARCH = 200
#: What a page adds to the filters and a file passes over, so that one query string fits both.
PAGE_PARAMETERS = frozenset({"page"})

_FALSE_AND_TRUE = {"true": "true", "1": "true", "false": "false", "0": "false"}


class BadFilter(ValueError):
    """A query string that cannot be understood; views answer 400 with its message.

    ``parameter`` and ``value`` are what was sent; ``message`` says what would do instead.
    """

    def __init__(self, parameter: str, value: str, message: str | Promise) -> None:
        """Keep the three apart, so that a page can mark the field."""
        self.parameter, self.value, self.message = parameter, value, str(message)
        super().__init__(f"{parameter}={value}: {message}")


class Refused(ValidationError):
    """A value a filter cannot use, with the value beside the message."""

    def __init__(self, value: str, message: str | Promise) -> None:
        """Carry the value to whoever turns this into BadFilter."""
        self.value = value
        super().__init__(str(message))


class Repeated(forms.Field):
    """A parameter that may be repeated; cleans to a tuple of values, blanks dropped."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, parse: Callable[[list[str]], Iterable[str]], **options: Any) -> None:
        """Take ``parse``: values as sent to values as used, raising Refused."""
        self.parse = parse
        super().__init__(**options)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the values once each, in the order given."""
        given = [one.strip() for one in value or [] if one.strip()]
        for one in given:
            if "\x00" in one or len(one) > LONGEST_SEARCH:
                raise Refused(one[:LONGEST_SEARCH], _("This value is not known."))
        return tuple(dict.fromkeys(self.parse(given)))


def one_of(words: type[Word], *more: str) -> Callable[[list[str]], list[str]]:
    """Return a parser that accepts the words of a vocabulary."""
    allowed = [*(word.value for word in words), *more]

    def parse(given: list[str]) -> list[str]:
        for value in given:
            if value not in allowed:
                raise Refused(
                    value, _("Known values: %(values)s.") % {"values": ", ".join(allowed)}
                )
        return given

    return parse


def years(given: list[str]) -> list[str]:
    """Accept years: four digits, 1945 to 2200, the bounds of every year in the records."""
    for value in given:
        if not re.fullmatch(r"[0-9]{4}", value) or not 1945 <= int(value) <= 2200:
            raise Refused(value, _("A year is four digits, between 1945 and 2200."))
    return given


def yes_or_no(given: list[str]) -> list[str]:
    """Accept true and false (or 1 and 0)."""
    for value in given:
        if value.lower() not in _FALSE_AND_TRUE:
            raise Refused(value, _("Known values: %(values)s.") % {"values": "true, false"})
    return [_FALSE_AND_TRUE[value.lower()] for value in given]


def known(lookup: Known, message: Any) -> Callable[[list[str]], list[str]]:
    """Return a parser that accepts what a lookup of public records knows."""

    def parse(given: list[str]) -> list[str]:
        present = lookup(given) if given else set()
        for value in given:
            if value not in present:
                raise Refused(value, message)
        return given

    return parse


def search(given: list[str]) -> list[str]:
    """Accept one search of a sensible length."""
    if len(given) > 1:
        raise Refused(given[1], _("Give one search only."))
    return given


def order(given: list[str]) -> list[str]:
    """Accept one ordering, with a minus in front for descending."""
    allowed = [*ORDERINGS, RELEVANCE]
    for value in given[1:]:
        raise Refused(value, _("Give one ordering only."))
    for value in given:
        if value.removeprefix("-") not in allowed:
            raise Refused(value, _("Known values: %(values)s.") % {"values": ", ".join(allowed)})
    return given


def parameter(label: Any, help_text: Any, parse: Callable[[list[str]], Iterable[str]]) -> Filter:
    """Declare one parameter: its label, its line in the dictionary, what it accepts."""
    made = Filter(label=label, help_text=help_text, required=False, parse=parse)
    made.field_class = Repeated
    return made


class CommitmentFilter(FilterSet):
    """Published commitments, filtered by a query string.

    ``as_of`` is the day that decides what is overdue (today when not given); ``also`` are
    further parameters the caller reads itself. Use ``criteria`` for what was asked and
    ``qs`` for the rows in their order. Both raise :class:`BadFilter`.
    """

    q = parameter(_("Search"), _("Words in English or Chinese, or a reference."), search)
    status = parameter(
        _("Status"),
        _("Latest assessed status (or not_assessed); with status_year, the status of that year."),
        one_of(Status, NOT_ASSESSED),
    )
    status_year = parameter(
        _("Status in"), _("Assessed in this year; with status, the status of this year."), years
    )
    theme = parameter(_("Theme"), _("Slug of a theme."), known(known_themes, _("No such theme.")))
    actor = parameter(
        _("Actor"), _("Slug of who pledged."), known(known_actors, _("No such actor."))
    )
    beneficiary = parameter(
        _("Beneficiary"),
        _("Slug of who is to benefit."),
        known(known_beneficiaries, _("No such beneficiary.")),
    )
    year = parameter(_("Made in"), _("Year in which the commitment was made."), years)
    due_year = parameter(_("Due in"), _("Year in which its period ends."), years)
    kind = parameter(_("Kind"), _("What sort of act is promised."), one_of(Kind))
    strength = parameter(_("Strength"), _("How firmly the words bind."), one_of(Strength))
    quantified = parameter(_("Has a number"), _("Whether it names a quantity."), yes_or_no)
    basis = parameter(_("Basis"), _("Whose word the latest assessment rests on."), one_of(Basis))
    contested = parameter(
        _("Contested"), _("Whether the sources of any assessed year disagree."), yes_or_no
    )
    overdue = parameter(
        _("Overdue"), _("Whether the due date has passed without a closing status."), yes_or_no
    )
    event = parameter(
        _("Event"),
        _("Slug of the meeting it was made at."),
        known(known_events, _("No such event.")),
    )
    source = parameter(
        _("Source"),
        _("Slug of a document it is cited from."),
        known(known_sources, _("No such source.")),
    )
    ordering = parameter(
        _("Order"),
        _(
            "What the list is ordered by: reference, title, made_on, due_on, status, "
            "headline_year or, with q, relevance; a minus in front reverses it."
        ),
        order,
    )

    class Meta:
        model = CommitmentSummary
        fields: list[str] = []

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: QuerySet[CommitmentSummary] | None = None,
        *,
        as_of: date | None = None,
        also: Iterable[str] = PAGE_PARAMETERS,
        **options: Any,
    ) -> None:
        """Take a QueryDict (or nothing: everything), and check it at once.

        Raises BadFilter for an unknown parameter or value.
        """
        given = data if isinstance(data, QueryDict) else QueryDict(mutable=True)
        if data is not None and not isinstance(data, QueryDict):
            for name, value in data.items():
                given.setlist(name, value if isinstance(value, list | tuple) else [str(value)])
        base = CommitmentSummary.public.all() if queryset is None else queryset
        super().__init__(given, base, **options)
        self.as_of = as_of or timezone.localdate()
        self._refuse_unknown(also)
        self._refuse_bad()

    def _refuse_unknown(self, also: Iterable[str]) -> None:
        for name in self.data:
            if name not in self.filters and name not in also and not is_tracking(name):
                raise BadFilter(
                    name,
                    str(self.data.get(name, "")),
                    _("There is no such filter. Filters: %(names)s.")
                    % {"names": ", ".join(self.filters)},
                )

    def _refuse_bad(self) -> None:
        for name, errors in self.form.errors.as_data().items():
            first = errors[0]
            raise BadFilter(name, getattr(first, "value", ""), first.messages[0])
        cleaned = self.form.cleaned_data
        ordering = "".join(cleaned["ordering"])
        if ordering.removeprefix("-") == RELEVANCE and not cleaned["q"]:
            raise BadFilter(
                "ordering", ordering, _("Only a search can be ordered by relevance: add q.")
            )

    @cached_property
    def criteria(self) -> Criteria:
        """What was asked for, checked."""
        cleaned = self.form.cleaned_data
        words = "".join(cleaned["q"])
        return Criteria(
            as_of=self.as_of,
            values={
                name: cleaned[name]
                for name in self.filters
                if name not in {"q", "ordering"} and cleaned[name]
            },
            q=words,
            tsquery=search_query(words) if words else "",
            ordering="".join(cleaned["ordering"]),
        )

    def filter_queryset(self, queryset: QuerySet[CommitmentSummary]) -> QuerySet[CommitmentSummary]:
        """Apply the criteria and their order."""
        return self.criteria.order(queryset.filter(self.criteria.condition()))
