"""Making a draft commitment out of a candidate and what an editor made of its fields."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commitments.actions.base import store
from commitments.actions.citing import place
from commitments.actions.editing import Row, save_commitment
from commitments.core.quotes import Span
from commitments.core.vocabulary import CitationHealth, PartyKind
from commitments.extraction import places
from commitments.models import Candidate, Citation, Commitment, Party, Theme
from commitments.selectors.intake import party_named
from commitments.selectors.proposing import Draft

_ALTERNATIVE = "The words can also mean whole calendar years."


def make_draft(candidate: Candidate, draft: Draft, by: User) -> tuple[Commitment, Citation]:
    """Store the draft with its citation, parties, theme and target. A step of other verbs.

    Raises ValidationError naming the field.
    """
    document = candidate.document
    with connection.cursor() as cursor:
        # The next free reference is taken by one draft at a time.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('commitments.reference'))")
    commitment = Commitment(
        title=draft.title[:200],
        title_zh=draft.title_zh[:200],
        kind=draft.kind,
        strength=draft.strength,
        event=document.event,
        made_on=_made_on(draft),
        period_text=draft.period_text,
        period_start=draft.period_start,
        period_end=draft.period_end,
        alternative_start=draft.alternative_start,
        alternative_end=draft.alternative_end,
        alternative_reason=_ALTERNATIVE if draft.alternative_end else "",
    )
    parts = {
        "actors": [Row({"party": known_party(draft.actor, "actor")})],
        "themes": [Row({"theme": _theme(draft.theme)})] if draft.theme else [],
        "beneficiaries": _beneficiaries(draft),
        "targets": _targets(draft),
    }
    saved = save_commitment(commitment=commitment, parts=parts, by=by)
    return saved, cite_span(candidate, draft.start, draft.end, draft.role, commitment=saved)


def cite_span(
    candidate: Candidate, start: int, end: int, role: str, *, commitment: Commitment
) -> Citation:
    """Cite a candidate's words for a commitment, with the sentence they stand in."""
    sentence = (min(candidate.sentence_start, start), max(candidate.sentence_end, end))
    citation = place(
        Citation(document=candidate.document, commitment=commitment, role=role),
        Span(start, end, CitationHealth.EXACT),
        language=candidate.language,
        sentence=sentence,
    )
    store(citation)
    return citation


def known_party(name: str, field: str) -> Party:
    """Return the party of that name; one the gazetteer knows is added to the tracker.

    Any other name may be a slip: raises ValidationError for ``field``.
    """
    if not name.strip():
        raise ValidationError({field: _("Say who.")})
    party = party_named(name)
    if party is not None:
        return party
    canonical = places.canonical(name)
    if canonical not in places.ALL:
        raise ValidationError(
            {field: _("“%s” is not known here: correct it, or add the party first.") % name}
        )
    kind = PartyKind.COUNTRY if places.is_country(canonical) else PartyKind.ORGANISATION
    chinese = next(
        (one for one, same in places.ALL.items() if same == canonical and one > "\u2fff"), ""
    )
    party = Party(kind=kind.value, name_en=canonical, name_zh=chinese, slug=slugify(canonical)[:80])
    store(party)
    return party


def _made_on(draft: Draft) -> date:
    if draft.made_on is None:
        raise ValidationError(
            {"made_on": _("The document has no date: say on which day the words were spoken.")}
        )
    return draft.made_on


def _theme(slug: str) -> Theme:
    theme = Theme.objects.filter(slug=slug).first()
    if theme is None:
        raise ValidationError({"theme": _("There is no theme “%s”.") % slug})
    return theme


def _beneficiaries(draft: Draft) -> list[Row]:
    if not draft.beneficiary.strip():
        return []
    return [
        Row(
            {
                "party": known_party(draft.beneficiary, "beneficiary"),
                "wording": draft.beneficiary_wording,
                "excludes_actor": draft.excludes_actor,
            }
        )
    ]


def _targets(draft: Draft) -> list[Row]:
    if draft.quantity is None:
        return []
    return [
        Row(
            {
                "indicator": draft.title[:200],
                "quantity": draft.quantity,
                "unit": draft.unit,
                "quantity_text": draft.quantity_text,
                "comparator": draft.comparator,
                "measure": draft.measure,
            }
        )
    ]
