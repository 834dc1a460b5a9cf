"""The columns of ``evidence.csv``: a row per piece of evidence and number it states."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, IntegerField, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext_lazy as _

from commitments.exports.columns import Address, Column
from commitments.models import Assessment, Evidence

#: The order of the file's rows.
ORDER = ("commitment__reference", "key", "measurements__id")


def rows() -> QuerySet[Evidence]:
    """Return published evidence on published commitments, from published documents."""
    return Evidence.public.all()


def _years() -> Combinable:
    assessed = Assessment.public.filter(evidence_links__evidence=OuterRef("pk")).order_by("year")
    years = ArraySubquery(assessed.values(text=Cast("year", TextField())))
    return Func(years, Value("; "), function="array_to_string", output_field=TextField())


def _number() -> Combinable:
    return Case(
        When(
            measurements__isnull=False,
            then=Window(
                RowNumber(), partition_by=[F("pk")], order_by=[F("measurements__id").asc()]
            ),
        ),
        output_field=IntegerField(),
    )


COLUMNS = (
    Column(
        "reference",
        _("Reference"),
        _("Public reference of the commitment."),
        "text",
        "commitment__reference",
    ),
    Column("title", _("Commitment"), _("Title of the commitment."), "text", "commitment__title"),
    Column("key", _("Key"), _("Key of the evidence within its commitment."), "text", "key"),
    Column(
        "claim", _("Claim"), _("What the evidence shows, in the tracker's words."), "text", "claim"
    ),
    Column("kind", _("Kind"), _("What sort of source it comes from."), "word", "kind"),
    Column("bears_on", _("Bears on"), _("What it speaks to."), "word", "bears_on"),
    Column(
        "own_statement",
        _("Own statement"),
        _("Whether it is the pledger's own word: its government, state media or the host."),
        "boolean",
        "own_statement",
    ),
    Column("year", _("Year"), _("The year it bears on, where known."), "integer", "year"),
    Column(
        "assessed_years",
        _("Years resting on it"),
        _("Years whose current assessment rests on it."),
        "list",
        _years(),
    ),
    Column("dated", _("Date"), _("When what it reports happened."), "date", "dated"),
    Column(
        "publisher",
        _("Publisher"),
        _("Outlet or body that published it."),
        "text",
        "publisher__name",
    ),
    Column(
        "publisher_as_given",
        _("Publisher as given"),
        _("How the source names its publisher, where that differs."),
        "text",
        "publisher_as_given",
    ),
    Column(
        "owner_group",
        _("Owner group"),
        _("Ultimate owner of the publisher; sources of one owner count once."),
        "text",
        "publisher__owner_group",
    ),
    Column("page_title", _("Title of the page"), _("Title of the page cited."), "text", "title"),
    Column(
        "published_on", _("Published"), _("Day on which it was published."), "date", "published_on"
    ),
    Column(
        "published_note",
        _("Note on the date"),
        _("What is known of the day where it is not exact."),
        "text",
        "published_note",
    ),
    Column(
        "retrieved_on", _("Read on"), _("Day on which the tracker read it."), "date", "retrieved_on"
    ),
    Column("reliability", _("Reliability"), _("What to bear in mind."), "text", "reliability"),
    Column(
        "document",
        _("Source"),
        _("Slug of the document kept here that it quotes, if it does."),
        "text",
        "document__slug",
    ),
    Column("source_url", _("Address of the page"), _("Address of the page cited."), "text", "url"),
    Column(
        "measurement",
        _("Measurement"),
        _(
            "1 for the first number the evidence states, 2 for the next, each in a row of its "
            "own; blank, in the only row, when it states none."
        ),
        "integer",
        _number(),
    ),
    Column("value", _("Value"), _("The number, in whole units."), "number", "measurements__value"),
    Column("unit", _("Unit"), _("Unit of value."), "text", "measurements__unit"),
    Column(
        "as_given",
        _("As given"),
        _("Number and unit as the source words them."),
        "text",
        "measurements__as_given",
    ),
    Column(
        "qualifier",
        _("Qualifier"),
        _("How the source qualifies the number: exactly, at_least, about or up_to."),
        "word",
        "measurements__qualifier",
    ),
    Column(
        "counted",
        _("Counted"),
        _("What was counted: things delivered, donated, sold and announced differ."),
        "word",
        "measurements__basis",
    ),
    Column(
        "scope",
        _("Scope"),
        _("Which group or things the number covers."),
        "text",
        "measurements__scope",
    ),
    Column("as_of", _("As of"), _("Day the number stands for."), "date", "measurements__as_of"),
    Column(
        "period_start",
        _("From"),
        _("First day of the period the number covers."),
        "date",
        "measurements__period_start",
    ),
    Column(
        "period_end",
        _("Until"),
        _("Last day of the period the number covers."),
        "date",
        "measurements__period_end",
    ),
    Column(
        "url",
        _("Address"),
        _("The commitment's own page."),
        "url",
        Address("commitment", "commitment__reference"),
    ),
)
