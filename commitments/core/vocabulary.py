"""The closed vocabularies: every word the tracker uses as a verdict, a kind or a role.

Each word carries its value (what is stored and exported), a label and a definition (what
the methodology page prints). Labels and definitions are English message ids: marked with
``_`` so that makemessages collects them, translated where they are shown.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def _(message: str) -> str:
    """Mark a message for translation without importing Django."""
    return message


class Word(StrEnum):
    """One entry of a closed vocabulary: compares and stores as its value."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str = "") -> Self:
        """Make the word; ``label`` and ``definition`` are English message ids."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.definition = definition
        return word

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the word with this value; raises ValueError for any other."""
        for word in cls:
            if word.value == value:
                return word
        raise ValueError(f"{value!r} is not one of {', '.join(cls)}")


class Status(Word):
    """Status of one commitment in one year (design.md section 4)."""

    NOT_STARTED = (
        "not_started",
        _("Not started"),
        _("A source says that work had not begun, or the period had not opened yet."),
    )
    IN_PROGRESS = (
        "in_progress",
        _("In progress"),
        _("Under way in that year, and documented."),
    )
    PARTLY_FULFILLED = (
        "partly_fulfilled",
        _("Partly fulfilled"),
        _("Part was done by the end of the period, the rest was not."),
    )
    FULFILLED = (
        "fulfilled",
        _("Fulfilled"),
        _("Carried out in full, by the criteria written down for this commitment."),
    )
    NOT_FULFILLED = (
        "not_fulfilled",
        _("Not fulfilled"),
        _("The period is over and evidence shows that it was not carried out."),
    )
    ABANDONED = (
        "abandoned",
        _("Abandoned"),
        _("A documented step shows that it was withdrawn or replaced."),
    )
    NO_EVIDENCE = (
        "no_evidence",
        _("No evidence found"),
        _(
            "Somebody looked, and found nothing either way. This does not mean that it was not "
            "done: what was searched, and until when, is written down with it."
        ),
    )
    NOT_ASSESSABLE = (
        "not_assessable",
        _("Not assessable"),
        _("Fulfilment cannot be defined, so no evidence could settle it."),
    )


#: What a year without an assessment is called. Not a status: nothing is stored for it.
NOT_ASSESSED_LABEL = _("Not assessed")
NOT_ASSESSED_DEFINITION = _(
    "Nobody has assessed this year. It stays blank and is exported empty; no status is ever "
    "carried over from another year."
)

#: Statuses that nobody may give without at least one piece of evidence.
NEEDS_EVIDENCE = frozenset(
    {
        Status.IN_PROGRESS,
        Status.PARTLY_FULFILLED,
        Status.FULFILLED,
        Status.NOT_FULFILLED,
        Status.ABANDONED,
    }
)

#: Statuses after which a commitment whose date has passed is no longer waiting for an answer.
CLOSED = frozenset(
    {Status.FULFILLED, Status.NOT_FULFILLED, Status.ABANDONED, Status.NOT_ASSESSABLE}
)


class Strength(Word):
    """How firmly the words bind the actor."""

    FIRM = ("firm", _("Firm"), _("The actor says it will do it: “will provide”."))
    PROPOSAL = ("proposal", _("Proposal"), _("The actor proposes it: “proposes that”."))
    SUPPORT = ("support", _("Support"), _("The actor backs it: “supports setting up”."))
    CONDITIONAL = (
        "conditional",
        _("Conditional"),
        _("The actor is willing: “is ready to”, “will consider”, 愿."),
    )
    CONTINUING = (
        "continuing",
        _("Continuing"),
        _("The actor goes on with it: “will continue to hold”."),
    )
    INVITATION = (
        "invitation",
        _("Invitation"),
        _("The actor opens something of its own to others: “welcomes the participation of”."),
    )
    INSTITUTIONAL_DECISION = (
        "institutional_decision",
        _("Institutional decision"),
        _("A body decided it: “the meeting decided that”."),
    )


class Kind(Word):
    """What sort of act is promised."""

    QUANTIFIED = ("quantified", _("Quantified"), _("A number of things by a date."))
    EVENT = ("event", _("Event"), _("A meeting, forum, camp or games to be held."))
    INSTITUTION = ("institution", _("Institution"), _("A body or system to be set up."))
    FINANCE = ("finance", _("Finance"), _("Money to be given, lent or put to use."))
    POLICY = ("policy", _("Policy"), _("A rule or practice of the actor's own to be changed."))
    COOPERATION = ("cooperation", _("Cooperation"), _("Something done together with others."))
    PRESIDENCY = ("presidency", _("Presidency"), _("The chair of an organisation passes on."))


class Publication(Word):
    """Where a commitment, a document or a piece of evidence stands on its way to readers."""

    DRAFT = ("draft", _("Draft"), _("Being written; nobody outside can see it."))
    IN_REVIEW = ("in_review", _("In review"), _("Waiting for a second person."))
    PUBLISHED = ("published", _("Published"), _("Public."))
    WITHDRAWN = ("withdrawn", _("Withdrawn"), _("Taken back, with the reason; never deleted."))


class AssessmentState(Word):
    """Where one version of a year's assessment stands."""

    DRAFT = ("draft", _("Draft"), _("Proposed by its author, not reviewed yet."))
    CURRENT = ("current", _("Current"), _("Reviewed by a second person; this is what holds."))
    SUPERSEDED = ("superseded", _("Superseded"), _("Replaced by a later version."))
    WITHDRAWN = ("withdrawn", _("Withdrawn"), _("Taken back without a replacement."))


class Basis(Word):
    """Who says so: derived from the evidence attached to an assessment."""

    SELF_REPORTED = (
        "self_reported",
        _("Self-reported"),
        _("Only the actor's own word: its government, its state media or the host."),
    )
    INDEPENDENT = ("independent", _("Independent"), _("Only sources outside the actor."))
    MIXED = ("mixed", _("Mixed"), _("Both the actor's own word and sources outside it."))


class DocumentKind(Word):
    """What sort of text a source document is."""

    TRANSCRIPT = ("transcript", _("Transcript"), _("The speech as given, in full or in part."))
    READOUT = ("readout", _("Readout"), _("An official account of what was said."))
    NEWS_REPORT = ("news_report", _("News report"), _("A report by a news organisation."))
    MACHINE_TRANSLATION = (
        "machine_translation",
        _("Machine translation"),
        _("A text translated by software; its wording is not the speaker's."),
    )


class CitationRole(Word):
    """What the quoted words are to the commitment."""

    ORIGIN = ("origin", _("Origin"), _("The words that made the pledge."))
    RESTATEMENT = ("restatement", _("Restatement"), _("The same pledge told again."))
    TRANSLATION = ("translation", _("Translation"), _("The same words in another language."))


class CitationHealth(Word):
    """Whether a quote still stands in the newest version of its document."""

    EXACT = ("exact", _("Exact"), _("The words stand there letter for letter."))
    NORMALISED = (
        "normalised",
        _("Normalised"),
        _("The words stand there but for quotation marks, spaces, hyphenation or width."),
    )
    MOVED = ("moved", _("Moved"), _("The words stand there at another place."))
    LOST = ("lost", _("Lost"), _("The words are no longer there."))


class EvidenceKind(Word):
    """What sort of source a piece of evidence comes from."""

    NEWS = ("news", _("News"), _("A news report or release."))
    OFFICIAL = ("official", _("Official"), _("A government or an international body."))
    INDEPENDENT = ("independent", _("Independent"), _("Somebody outside the parties."))
    SOURCE_DOCUMENT = (
        "source_document",
        _("Source document"),
        _("One of the documents kept here, quoted word for word."),
    )


class BearsOn(Word):
    """What a piece of evidence speaks to."""

    FULFILMENT = ("fulfilment", _("Fulfilment"), _("It shows the thing done."))
    PROGRESS = ("progress", _("Progress"), _("It shows steps towards it."))
    NON_FULFILMENT = ("non_fulfilment", _("Non-fulfilment"), _("It speaks against it."))
    CONTEXT = ("context", _("Context"), _("Background that settles nothing by itself."))


class Measure(Word):
    """How the number in a target is to be read."""

    CUMULATIVE = ("cumulative", _("Cumulative"), _("Added up over the period."))
    LEVEL = ("level", _("Level"), _("Reached at the end of the period."))
    PER_YEAR = ("per_year", _("Per year"), _("Reached in every year of the period."))


class Comparator(Word):
    """How a number was qualified by the words around it."""

    EXACTLY = ("exactly", _("Exactly"), "")
    AT_LEAST = ("at_least", _("At least"), "")
    ABOUT = ("about", _("About"), "")
    UP_TO = ("up_to", _("Up to"), "")


class MeasurementBasis(Word):
    """What exactly was counted: delivered, donated and sold are different things."""

    DELIVERED = ("delivered", _("Delivered"), "")
    DONATED = ("donated", _("Donated"), "")
    SOLD = ("sold", _("Sold"), "")
    PROVIDED = ("provided", _("Provided"), "")
    HELD = ("held", _("Held"), "")
    ANNOUNCED = ("announced", _("Announced"), "")
    TRADE = ("trade", _("Trade"), "")
    IMPORTS = ("imports", _("Imports"), "")
    TRIPS = ("trips", _("Trips"), "")
    PLACES = ("places", _("Places"), "")
    PEOPLE = ("people", _("People"), "")
    OTHER = ("other", _("Other"), "")


class LinkKind(Word):
    """How one commitment stands to another."""

    RESTATES = ("restates", _("Restates"), _("Says the same again."))
    EXPANDS = ("expands", _("Expands"), _("Promises more of the same."))
    CONTINUES = ("continues", _("Continues"), _("Goes on where the other ended."))
    PART_OF = ("part_of", _("Part of"), _("Is one piece of the other."))
    SUPERSEDES = ("supersedes", _("Supersedes"), _("Takes the place of the other."))


class PartyKind(Word):
    """What sort of actor a party is."""

    COUNTRY = ("country", _("Country"), "")
    ORGANISATION = ("organisation", _("Organisation"), "")
    GROUP = ("group", _("Group"), "")
    PERSON = ("person", _("Person"), "")


class EventFormat(Word):
    """How a meeting was held."""

    IN_PERSON = ("in_person", _("In person"), "")
    VIDEO = ("video", _("By video link"), "")
    HYBRID = ("hybrid", _("Hybrid"), "")


class Confidence(Word):
    """Whether a strict reader would take the words as a pledge too."""

    CORE = ("core", _("Core"), _("Two readers took it as a pledge, independently."))
    BORDERLINE = ("borderline", _("Borderline"), _("A strict reader would leave it out."))


class CandidateType(Word):
    """What a stretch of text was put before an editor as."""

    PLEDGE = ("pledge", _("Pledge"), _("The extraction takes the words for a pledge."))
    PROGRESS_CLAIM = (
        "progress_claim",
        _("Progress claim"),
        _("The extraction takes the words for a statement of what was done."),
    )
    SAMPLE = (
        "sample",
        _("Sample"),
        _("The extraction found nothing here: a random sentence, to measure what it misses."),
    )


class CandidateState(Word):
    """What an editor made of a candidate."""

    NEW = ("new", _("To decide"), _("Nobody has decided yet."))
    ACCEPTED = ("accepted", _("Accepted"), _("It is what it was taken for."))
    MERGED = ("merged", _("Joined"), _("It belongs to a commitment that was there already."))
    REJECTED = ("rejected", _("Rejected"), _("It is not, for the reason given."))


class RejectReason(Word):
    """Why a candidate is not what the extraction took it for."""

    EXHORTATION = (
        "exhortation",
        _("Exhortation"),
        _("It calls on others or on all: “we need to”."),
    )
    ATTITUDE = ("attitude", _("Attitude"), _("A stance or principle: no act to check."))
    FORECAST = (
        "forecast",
        _("Forecast"),
        _("It says what will happen, not what somebody will do."),
    )
    PAST_ACT = ("past_act", _("Past act"), _("It tells what was done already."))
    OTHERS_ACT = ("others_act", _("Another's act"), _("The act is not the speaker's side's own."))
    PROCESS = ("process", _("Process"), _("About the meeting or the text itself."))
    VAGUE = ("vague", _("Too vague"), _("No discrete act that could be checked later."))
    NO_PROGRESS = (
        "no_progress",
        _("No progress claim"),
        _("It says nothing of what became of a pledge."),
    )
    NO_PLEDGE = ("no_pledge", _("No pledge here"), _("The sampled sentence promises nothing."))
    WRONG_WORDS = ("wrong_words", _("Wrong words"), _("The marked words are not a whole pledge."))
    DUPLICATE = ("duplicate", _("Found twice"), _("Another candidate covers the same words."))
    FURNITURE = ("furniture", _("Page furniture"), _("Menu, heading or note: not the speech."))
    SPLIT = ("split", _("Split"), _("Several pledges in one: its parts took its place."))
    OTHER = ("other", _("Other"), _("Another reason, in words."))


class RunState(Word):
    """Where one run of the extraction stands."""

    QUEUED = ("queued", _("Waiting"), _("Asked for, not begun."))
    RUNNING = ("running", _("Running"), _("Reading the text."))
    DONE = ("done", _("Done"), _("Its candidates are stored."))
    FAILED = ("failed", _("Failed"), _("It stopped; the document is kept, the reason is given."))
