"""The columns of ``citations.csv``: a row per passage quoted, for a commitment or evidence."""

from __future__ import annotations

from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from commitments.exports.columns import Address, Column
from commitments.models import Citation

#: The order of the file's rows.
ORDER = ("shown_reference", "evidence__key", "document__slug", "document__version", "start", "pk")

_COMMITMENT = Coalesce("commitment_id", "evidence__commitment_id")


def rows() -> QuerySet[Citation]:
    """Return citations in published documents, of published commitments and their evidence."""
    return Citation.public.annotate(
        shown_commitment=_COMMITMENT,
        shown_reference=Coalesce("commitment__reference", "evidence__commitment__reference"),
    )


def _text(name: str) -> Cast:
    return Cast(F(name), TextField())


class Passage(Func):
    """The characters of a text from one position up to another, counted from 0."""

    function = "substr"
    template = "substr(%(expressions)s)"
    output_field = TextField()


COLUMNS = (
    Column(
        "reference",
        _("Reference"),
        _("Public reference of the commitment."),
        "text",
        "shown_reference",
    ),
    Column(
        "cited_for",
        _("Cited for"),
        _(
            "commitment when these are words of the commitment itself, evidence when they "
            "support a piece of evidence on it."
        ),
        "word",
        Case(
            When(evidence__isnull=True, then=Value("commitment")),
            default=Value("evidence"),
            output_field=TextField(),
        ),
    ),
    Column(
        "evidence",
        _("Evidence"),
        _("Key of the piece of evidence, as in evidence.csv; blank for a commitment's words."),
        "text",
        "evidence__key",
    ),
    Column("document", _("Source"), _("Slug of the document."), "text", "document__slug"),
    Column(
        "document_version",
        _("Version"),
        _("Version of the document that start and end refer to."),
        "integer",
        "document__version",
    ),
    Column(
        "document_title",
        _("Title of the source"),
        _("Title of the document."),
        "text",
        "document__title",
    ),
    Column(
        "document_kind",
        _("Kind of source"),
        _("What sort of text the document is."),
        "word",
        "document__kind",
    ),
    Column(
        "speaker",
        _("Speaker"),
        _("Who speaks in the document: name in English."),
        "text",
        "document__speaker__name_en",
    ),
    Column("dated", _("Date"), _("Day on which the words were said."), "date", "document__dated"),
    Column("language", _("Language"), _("Language of the words: en or zh."), "text", "language"),
    Column("role", _("Role"), _("What the words are to the commitment."), "word", "role"),
    Column(
        "exact",
        _("Exact words"),
        _("The words exactly as the document has them, line breaks included."),
        "text",
        "exact",
    ),
    Column(
        "prefix", _("Words before"), _("What stands directly before the words."), "text", "prefix"
    ),
    Column(
        "suffix", _("Words after"), _("What stands directly after the words."), "text", "suffix"
    ),
    Column(
        "start",
        _("Start"),
        _("Position of the first character in the document's text, in code points from 0."),
        "integer",
        "start",
    ),
    Column(
        "end",
        _("End"),
        _("Position after the last character, so that end - start is the length."),
        "integer",
        "end",
    ),
    Column(
        "sentence",
        _("Sentence"),
        _("The sentence the words stand in, exactly as the document has it."),
        "text",
        Passage(
            F("document__raw_text"),
            F("sentence_start") + 1,
            F("sentence_end") - F("sentence_start"),
        ),
    ),
    Column(
        "health",
        _("Health"),
        _("Whether the words still stand in the newest version of the document."),
        "word",
        "health",
    ),
    Column(
        "document_sha256",
        _("SHA-256"),
        _("SHA-256 of the document's text in UTF-8: two readers can be sure to hold the same."),
        "text",
        "document__sha256",
    ),
    Column(
        "document_url",
        _("Address of the source"),
        _("Where the document was published; blank when that is not known."),
        "text",
        "document__url",
    ),
    Column(
        "url",
        _("Address"),
        _("The place in the document's page here where the words are marked."),
        "url",
        Address(
            "source", "document__slug", (Value("#q"), _text("start"), Value("-"), _text("end"))
        ),
    ),
)
