"""The columns of ``commitments.csv``, ``.xlsx`` and ``.json``: a public contract.

Names and order are those of design.md section 5 and never change; new columns could only
be added at the end, which is where the year columns grow.
"""

from __future__ import annotations

from django.db.models import Func, QuerySet, TextField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commitments.exports.columns import Address, Column
from commitments.models import CommitmentSummary


def rows() -> QuerySet[CommitmentSummary]:
    """Return published commitments."""
    return CommitmentSummary.public.all()


COLUMNS = (
    Column(
        "reference",
        _("Reference"),
        _("Public reference of the commitment; never changes."),
        "text",
        "reference",
        shown=True,
        ordering="reference",
    ),
    Column(
        "title",
        _("Commitment"),
        _("What was promised, in the tracker's words, in English."),
        "text",
        "title",
        shown=True,
        ordering="title",
    ),
    Column(
        "actors",
        _("Actors"),
        _("Who pledged: names in English, in the order of the pledge."),
        "list",
        "actors",
        shown=True,
    ),
    Column(
        "beneficiaries",
        _("Beneficiaries"),
        _("Who is to benefit, as the pledge words it where it does, else the party's name."),
        "list",
        "beneficiaries",
    ),
    Column(
        "themes",
        _("Themes"),
        _("Subjects of the commitment, main one first: names in English."),
        "list",
        "themes",
        shown=True,
    ),
    Column("kind", _("Kind"), _("What sort of act is promised."), "word", "kind"),
    Column(
        "strength", _("Strength"), _("How firmly the words bind the actor."), "word", "strength"
    ),
    Column(
        "event",
        _("Event"),
        _("Name in English of the meeting at which the commitment was made."),
        "text",
        "event_name",
    ),
    Column(
        "speaker",
        _("Speaker"),
        _("Who speaks in the source named in this row; blank where no person is on record."),
        "text",
        "speaker",
    ),
    Column(
        "made_on",
        _("Made on"),
        _("Day on which the commitment was made."),
        "date",
        "made_on",
        shown=True,
        ordering="made_on",
    ),
    Column("made_year", _("Made in"), _("Year of made_on."), "integer", "made_year"),
    Column(
        "period_text",
        _("Period as spoken"),
        _("The words that set the period; blank where none were spoken."),
        "text",
        "period_text",
    ),
    Column(
        "period_start",
        _("Period from"),
        _("First day of the period, as the tracker reads the words."),
        "date",
        "period_start",
    ),
    Column(
        "due_on",
        _("Due on"),
        _("Last day of the period; blank where the words set no end."),
        "date",
        "due_on",
        shown=True,
        ordering="due_on",
    ),
    Column("due_year", _("Due in"), _("Year of due_on."), "integer", "due_year"),
    Column(
        "target_quantity",
        _("Target"),
        _("Number promised by the main target, in whole units (2000000000, not 2 billion)."),
        "number",
        "target_quantity",
    ),
    Column(
        "target_unit",
        _("Unit"),
        _("Unit of target_quantity; for money, its ISO 4217 code."),
        "text",
        "target_unit",
    ),
    Column(
        "target_measure",
        _("Measure"),
        _(
            "How target_quantity is to be read: cumulative over the period, level at its end, "
            "or per_year; blank without a quantity."
        ),
        "word",
        "target_measure",
    ),
    Column(
        "headline_status",
        _("Status"),
        _(
            "Status of the latest assessed year, never of a later one; blank when no year was "
            "assessed."
        ),
        "word",
        "headline_status",
        shown=True,
        ordering="status",
    ),
    Column(
        "headline_year",
        _("Status of year"),
        _("The year that headline_status speaks of."),
        "integer",
        "headline_year",
        shown=True,
        ordering="headline_year",
    ),
    Column(
        "basis",
        _("Basis"),
        _(
            "Whose word the headline assessment rests on; blank when no public evidence is "
            "attached to it."
        ),
        "word",
        "basis",
    ),
    Column(
        "independent_sources",
        _("Independent sources"),
        _(
            "How many separate owners stand behind the headline assessment's evidence, the "
            "pledger's own word not counted."
        ),
        "integer",
        "independent_sources",
    ),
    Column(
        "contested",
        _("Contested"),
        _("Whether sources disagree on any assessed year."),
        "boolean",
        "contested",
    ),
    Column(
        "citations",
        _("Citations"),
        _("How many passages of published sources hold the words of the commitment."),
        "integer",
        "citations",
    ),
    Column(
        "source",
        _("Source"),
        _("Slug of the document that the quote of this row comes from."),
        "text",
        "source",
    ),
    Column(
        "quote",
        _("Quote"),
        _("The document's exact words: English where there are English ones. All: citations.csv."),
        "text",
        "quote",
    ),
    Column(
        "quote_language",
        _("Language of the quote"),
        _("en or zh: the language of the words in quote."),
        "text",
        "quote_language",
    ),
    Column(
        "url",
        _("Address"),
        _("The commitment's own page."),
        "url",
        Address("commitment", "reference"),
    ),
)


class StatusOf(Func):
    """The status of one year from a row's ``statuses``, NULL when not assessed.

    Django's KeyTextTransform would ask for the 2021st element of a list.
    """

    template = "(%(expressions)s ->> '%(year)s')"
    output_field = TextField()


def status_column(year: int) -> Column:
    """Return the column of one year's status; blank where nobody assessed that year."""
    return Column(
        f"status_{year}",
        format_lazy(_("Status in {year}"), year=year),
        format_lazy(
            _("Status of {year}; blank when nobody assessed that year, and never carried over."),
            year=year,
        ),
        "word",
        StatusOf("statuses", year=int(year)),
    )
