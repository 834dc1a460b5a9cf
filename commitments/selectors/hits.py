"""Where a search hit: the words of each found commitment, with the reader's words marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from commitments.core.highlight import CLOSE, OPEN, Part, chinese_runs, is_hit, parts, shortened
from commitments.core.vocabulary import CitationHealth
from commitments.models import Citation, Commitment, CommitmentSummary
from commitments.selectors.criteria import Criteria

_HEADLINES = """
    SELECT ts_headline('commitments_en', words, %s::tsquery, %s)
    FROM unnest(%s::text[]) WITH ORDINALITY AS given(words, place) ORDER BY place
"""
_OPTIONS = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"


@dataclass(frozen=True, slots=True)
class Hit:
    """What to show of one found commitment; every part is (text, is it a hit)."""

    title: list[Part]
    passage: list[Part]
    language: str


def hits(criteria: Criteria, rows: Sequence[CommitmentSummary]) -> dict[int, Hit]:
    """Return a hit per row of one page of a search, by primary key, in three queries.

    The passage is the first of the commitment's public quotes, its summary or its names
    (actors, beneficiaries, themes, event) in which the words stand; empty when they stand
    in the title only.
    """
    if not criteria.q or not rows:
        return {}
    keys = [row.pk for row in rows]
    quotes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    citations = (
        Citation.public.exclude(health=CitationHealth.LOST)
        .filter(commitment__in=keys)
        .order_by("role", "id")
    )
    for key, words, language in citations.values_list("commitment", "exact", "language"):
        quotes[key].append((words, language))
    summaries = dict(Commitment.public.filter(pk__in=keys).values_list("pk", "summary"))
    offered = [
        (
            row.pk,
            [
                (row.title_shown, ""),
                *quotes[row.pk],
                (summaries.get(row.pk, ""), "en"),
                *((names, "en") for names in _names(row)),
            ],
        )
        for row in rows
    ]
    marked = iter(_headlines(criteria, [words for _pk, its in offered for words, _lang in its]))
    found: dict[int, Hit] = {}
    for pk, its in offered:
        made = [(next(marked), language) for _words, language in its]
        passage, language = next(
            ((one, language) for one, language in made[1:] if is_hit(one)), ([], "")
        )
        found[pk] = Hit(title=made[0][0], passage=shortened(passage), language=language)
    return found


def _names(row: CommitmentSummary) -> tuple[str, ...]:
    return row.actors, row.beneficiaries, row.themes, row.event_name


def _headlines(criteria: Criteria, texts: list[str]) -> list[list[Part]]:
    # A text that holds the marks themselves could not be told from a hit.
    clean = [text.replace(OPEN, "").replace(CLOSE, "") for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, [criteria.tsquery, _OPTIONS, clean])
        headlines = [row[0] for row in cursor.fetchall()]
    runs = chinese_runs(criteria.q)
    return [parts(headline, runs) for headline in headlines]
