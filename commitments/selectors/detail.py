"""Everything a commitment's own page shows, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from commitments.core.timeline import Voice, basis, independent_sources
from commitments.core.vocabulary import Basis, CitationRole, Publication
from commitments.models import (
    Assessment,
    AssessmentEvidence,
    Citation,
    Commitment,
    CommitmentLink,
    Evidence,
    Measurement,
    Membership,
    Party,
    Target,
    Theme,
)
from commitments.selectors.quotes import Quote, quotes_of


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Who is to benefit; for a group, its members on the day the pledge was made."""

    party: Party
    wording: str
    members: tuple[Party, ...]
    excludes_actor: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence with the words it quotes and the numbers it states."""

    evidence: Evidence
    quotes: tuple[Quote, ...]
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One year's assessment and what it rests on.

    ``shown_before`` are keys of evidence that an earlier year shows in full.
    """

    assessment: Assessment
    proofs: tuple[Proof, ...]
    basis: Basis | None
    independent: int
    shown_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Related:
    """Another public commitment and how this one stands to it."""

    commitment: Commitment
    link: CommitmentLink
    outgoing: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """A published commitment with all its public parts."""

    commitment: Commitment
    actors: tuple[Party, ...]
    beneficiaries: tuple[Beneficiary, ...]
    themes: tuple[Theme, ...]
    targets: tuple[Target, ...]
    quotes: tuple[Quote, ...]
    verdicts: tuple[Verdict, ...]
    strip: tuple[tuple[int, Verdict | None], ...]
    other_proofs: tuple[Proof, ...]
    measured: tuple[tuple[Proof, Measurement], ...]
    related: tuple[Related, ...]

    @property
    def headline(self) -> Verdict | None:
        """The latest assessed year, or None when nobody has assessed any."""
        return self.verdicts[-1] if self.verdicts else None


def commitment_detail(commitment: Commitment) -> Detail:
    """Return the public parts of a commitment that came from a public manager."""
    actors = tuple(link.party for link in commitment.actor_links.select_related("party"))
    proofs = _proofs(commitment)
    verdicts = _verdicts(commitment, proofs)
    used = {proof.evidence.pk for verdict in verdicts for proof in verdict.proofs}
    return Detail(
        commitment=commitment,
        actors=actors,
        beneficiaries=_beneficiaries(commitment, actors),
        themes=tuple(link.theme for link in commitment.theme_links.select_related("theme")),
        targets=tuple(commitment.targets.all()),
        quotes=_quotes(commitment),
        verdicts=verdicts,
        strip=_strip(commitment, verdicts),
        other_proofs=tuple(proof for key, proof in proofs.items() if key not in used),
        measured=tuple(
            (proof, measurement) for proof in proofs.values() for measurement in proof.measurements
        ),
        related=_related(commitment),
    )


def _quotes(commitment: Commitment) -> tuple[Quote, ...]:
    """Return the commitment's words: those that made the pledge first."""
    order = [CitationRole.ORIGIN, CitationRole.TRANSLATION, CitationRole.RESTATEMENT]
    roles = [role.value for role in order]
    found = quotes_of(Citation.public.filter(commitment=commitment))
    return tuple(sorted(found, key=lambda quote: roles.index(quote.citation.role)))


def _beneficiaries(commitment: Commitment, actors: Sequence[Party]) -> tuple[Beneficiary, ...]:
    links = list(commitment.beneficiary_links.select_related("party"))
    on = commitment.made_on
    # As Party.objects.members_of, for all groups at once.
    memberships = (
        Membership.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            group__in=[link.party_id for link in links],
            started_on__lte=on,
        )
        .select_related("member")
        .order_by("member__name_en")
    )
    members: dict[int, list[Party]] = defaultdict(list)
    for membership in memberships:
        members[membership.group_id].append(membership.member)
    return tuple(
        Beneficiary(
            party=link.party,
            wording=link.wording,
            members=tuple(
                member
                for member in members[link.party_id]
                if not (link.excludes_actor and member in actors)
            ),
            excludes_actor=link.excludes_actor,
        )
        for link in links
    )


def _proofs(commitment: Commitment) -> dict[int, Proof]:
    evidence = list(
        Evidence.public.filter(commitment=commitment)
        .select_related("publisher", "document")
        .defer("document__raw_text")
        .order_by("year", "dated", "key")
    )
    keys = [item.pk for item in evidence]
    quotes: dict[int | None, list[Quote]] = defaultdict(list)
    for quote in quotes_of(Citation.public.filter(evidence__in=keys)):
        quotes[quote.citation.evidence_id].append(quote)
    numbers: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in Measurement.objects.filter(evidence__in=keys).order_by("id"):
        numbers[measurement.evidence_id].append(measurement)
    return {
        item.pk: Proof(item, tuple(quotes[item.pk]), tuple(numbers[item.pk])) for item in evidence
    }


def _verdicts(commitment: Commitment, proofs: dict[int, Proof]) -> tuple[Verdict, ...]:
    assessments = list(
        Assessment.public.filter(commitment=commitment)
        .select_related("author", "reviewer")
        .order_by("year")
    )
    rests_on: dict[int, list[Proof]] = defaultdict(list)
    for link in AssessmentEvidence.objects.filter(assessment__in=assessments):
        # Evidence that was withdrawn since is not in `proofs`.
        if link.evidence_id in proofs:
            rests_on[link.assessment_id].append(proofs[link.evidence_id])
    made = []
    shown: set[str] = set()
    for assessment in assessments:
        its = tuple(sorted(rests_on[assessment.pk], key=lambda proof: proof.evidence.key))
        voices = list(_voices(its))
        made.append(
            Verdict(
                assessment=assessment,
                proofs=its,
                basis=basis(voices),
                independent=independent_sources(voices),
                shown_before=frozenset(shown),
            )
        )
        shown.update(proof.evidence.key for proof in its)
    return tuple(made)


def _voices(proofs: Iterable[Proof]) -> Iterable[Voice]:
    for proof in proofs:
        yield Voice(proof.evidence.own_statement, proof.evidence.publisher.owner_group)


def _strip(
    commitment: Commitment, verdicts: Sequence[Verdict]
) -> tuple[tuple[int, Verdict | None], ...]:
    """Return every year from the pledge to its due year or last assessment, blanks kept."""
    by_year = {verdict.assessment.year: verdict for verdict in verdicts}
    years = [commitment.made_on.year, *by_year]
    if commitment.period_end:
        years.append(commitment.period_end.year)
    return tuple((year, by_year.get(year)) for year in range(min(years), max(years) + 1))


def _related(commitment: Commitment) -> tuple[Related, ...]:
    links = CommitmentLink.objects.filter(
        Q(source=commitment, target__publication=Publication.PUBLISHED)
        | Q(target=commitment, source__publication=Publication.PUBLISHED)
    ).select_related("source", "target")
    return tuple(
        Related(
            commitment=link.target if link.source_id == commitment.pk else link.source,
            link=link,
            outgoing=link.source_id == commitment.pk,
        )
        for link in links
    )
