"""Every rule that is a constraint or a refusing trigger: somebody tries to break it, by SQL.

``BREAKS`` maps the rule's name to SQL that only this rule can refuse. A test fails when a
model has a rule that nobody tries to break, so a new rule needs a new line here.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from commitments.actions.base import explain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

ONE = "(SELECT min(id) FROM commitments_commitment)"
TEXT = "'words'"
HASH = f"encode(sha256(convert_to({TEXT}, 'UTF8')), 'hex')"


def row(table: str, **values: str) -> str:
    """Return an INSERT with SQL expressions as values."""
    columns = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO commitments_{table} ({columns}) VALUES ({', '.join(values.values())})"


def change(table: str, what: str, where: str = "") -> str:
    """Return an UPDATE of one row."""
    chosen = where or f"id = (SELECT min(id) FROM commitments_{table})"
    return f"UPDATE commitments_{table} SET {what} WHERE {chosen}"


def copy_of(table: str, *columns: str, **others: str) -> str:
    """Return an INSERT that repeats some columns of the first row."""
    names = ", ".join(f'"{name}"' for name in [*columns, *others])
    values = ", ".join([*(f'"{name}"' for name in columns), *others.values()])
    return (
        f"INSERT INTO commitments_{table} ({names}) SELECT {values} FROM commitments_{table} "
        f"ORDER BY id LIMIT 1"
    )


def document(**changed: str) -> str:
    """Return an INSERT of a document that is right but for ``changed``."""
    values = {
        "slug": "'new'",
        "version": "1",
        "file_name": "''",
        "title": "'T'",
        "kind": "'transcript'",
        "languages": "'{en}'",
        "speaker_as_given": "''",
        "url": "''",
        "url_normalised": "''",
        "date_stated": "false",
        "date_reason": "''",
        "note": "''",
        "raw_text": TEXT,
        "sha256": HASH,
        "publication": "'draft'",
        "withdrawn_reason": "''",
        "revision": "1",
    }
    return row("document", **{**values, **changed})


def assessment(**changed: str) -> str:
    """Return an INSERT of a draft assessment that is right but for ``changed``."""
    values = {
        "commitment_id": ONE,
        "year": "2030",
        "version": "1",
        "state": "'draft'",
        "status": "'not_started'",
        "rationale": "'r'",
        "contested": "false",
        "conflict": "''",
        "searched": "''",
        "change_reason": "''",
        "methodology_version": "'1.0'",
        "author_id": "(SELECT min(id) FROM auth_user)",
        "created_at": "now()",
    }
    return row("assessment", **{**values, **changed})


def evidence(**changed: str) -> str:
    """Return an INSERT of draft evidence that is right but for ``changed``."""
    values = {
        "commitment_id": ONE,
        "key": "'E99'",
        "claim": "'c'",
        "kind": "'news'",
        "bears_on": "'context'",
        "own_statement": "false",
        "url": "'https://example.org/'",
        "url_normalised": "''",
        "publisher_id": "(SELECT min(id) FROM commitments_publisher)",
        "publisher_as_given": "''",
        "title": "''",
        "published_note": "''",
        "reliability": "''",
        "publication": "'draft'",
        "withdrawn_reason": "''",
    }
    return row("evidence", **{**values, **changed})


FILE = "'bytes'::bytea"


def file_of(**changed: str) -> str:
    """Return an INSERT of a document's file that is right but for ``changed``."""
    values = {
        "document_id": "(SELECT min(id) FROM commitments_document)",
        "name": "'a.txt'",
        "media_type": "'text/plain'",
        "content": FILE,
        "sha256": f"encode(sha256({FILE}), 'hex')",
        "received_at": "now()",
    }
    return row("documentfile", **{**values, **changed})


def extraction(**changed: str) -> str:
    """Return an INSERT of a waiting extraction run that is right but for ``changed``."""
    values = {
        "document_id": "(SELECT min(id) FROM commitments_document)",
        "extractor_version": "'1'",
        "state": "'queued'",
        "progress": "0",
        "error": "''",
        "found": "0",
        "sentences": "0",
        "unflagged": "0",
        "seed": "0",
        "asked_at": "now()",
    }
    return row("extractionrun", **{**values, **changed})


def candidate(**changed: str) -> str:
    """Return SQL for a run with one candidate that is right but for ``changed``."""
    first = "(SELECT min(id) FROM commitments_document)"
    values = {
        "document_id": first,
        "run_id": "(SELECT max(id) FROM commitments_extractionrun)",
        "type": "'pledge'",
        "start": "2",
        "end": "7",
        "exact": f"(SELECT substr(raw_text, 3, 5) FROM commitments_document WHERE id = {first})",
        "sentence_start": "0",
        "sentence_end": "9",
        "language": "'en'",
        "extracted": "'{}'",
        "score": "0.5",
        "cues": "'[]'",
        "hedges": "'[]'",
        "extractor_version": "'1'",
        "match_reasons": "'[]'",
        "match_differences": "'[]'",
        "state": "'new'",
        "reject_reason": "''",
        "reject_words": "''",
        "decided": "'{}'",
    }
    return (
        extraction(state="'done'", finished_at="now()")
        + TWICE
        + row("candidate", **{**values, **changed})
    )


SIGNED = {
    "decided_by_id": "(SELECT min(id) FROM auth_user)",
    "decided_at": "now()",
    "decision": "gen_random_uuid()",
}


def citation(**changed: str) -> str:
    """Return an INSERT of a citation of the first document, right but for ``changed``."""
    first = "(SELECT min(id) FROM commitments_document)"
    values = {
        "document_id": first,
        "commitment_id": ONE,
        "evidence_id": "NULL",
        "start": "2",
        "end": "7",
        "exact": f"(SELECT substr(raw_text, 3, 5) FROM commitments_document WHERE id = {first})",
        "prefix": "''",
        "suffix": "''",
        "sentence_start": "0",
        "sentence_end": "9",
        "language": "'en'",
        "role": "'origin'",
        "health": "'exact'",
    }
    return row("citation", **{**values, **changed})


REVIEWED = "decided_at IS NOT NULL AND id = (SELECT min(id) FROM commitments_assessment)"
PROVED = (
    "(SELECT min(a.id) FROM commitments_assessment a WHERE a.status = 'fulfilled' "
    "AND a.state = 'current')"
)
TWICE = "; "
FIRST_EVIDENCE = (
    "INSERT INTO commitments_assessmentevidence (assessment_id, evidence_id) SELECT a.id, "
    "(SELECT min(e.id) FROM commitments_evidence e WHERE e.commitment_id = a.commitment_id) "
    "FROM commitments_assessment a WHERE a.year = 2030"
)

BREAKS = {
    "party_kind_known": change("party", "kind = 'planet'", "slug = 'sco'"),
    "party_iso_code_of_country": change("party", "iso_code = 'XX'", "slug = 'sco'"),
    "party_iso_code_unique": change("party", "iso_code = 'CN'", "slug = 'iran'"),
    "membership_starts_before_it_ends": change("membership", "ended_on = started_on"),
    "membership_not_of_itself": change("membership", "member_id = group_id"),
    "membership_no_overlap": copy_of(
        "membership", "member_id", "group_id", "source", started_on="started_on + 30"
    ),
    "event_format_known": change("event", "format = 'seance'"),
    "event_starts_before_it_ends": change("event", "ends_on = starts_on - 1"),
    "document_version_unique": document(
        slug="(SELECT slug FROM commitments_document ORDER BY id LIMIT 1)"
    ),
    "document_text_unique": document() + TWICE + document(slug="'other'"),
    "document_kind_known": document(kind="'song'"),
    "document_publication_known": document(publication="'leaked'"),
    "document_sha256_of_text": document(sha256="repeat('0', 64)"),
    "document_has_text": document(raw_text="''", sha256=HASH.replace(TEXT, "''")),
    "document_withdrawn_with_reason": document(publication="'withdrawn'"),
    "document_text_never_changes": change("document", "raw_text = 'better'"),
    "document_published_never_deleted": "DELETE FROM commitments_document",
    "theme_sdg_1_to_17": change("theme", "sdg = '{18}'"),
    "commitment_kind_known": change("commitment", "kind = 'wish'"),
    "commitment_strength_known": change("commitment", "strength = 'iron'"),
    "commitment_confidence_known": change("commitment", "confidence = 'sure'"),
    "commitment_publication_known": change("commitment", "publication = 'leaked'"),
    "commitment_reference_form": copy_of(
        "commitment",
        *("title", "title_zh", "summary", "kind", "strength", "confidence", "made_on"),
        *("period_text", "alternative_reason", "criteria_fulfilled", "criteria_partly"),
        *("criteria_not", "wording_differences", "conflicts", "analysis", "gaps", "note"),
        *("withdrawn_reason", "revision"),
        reference="'number one'",
        slug="'one'",
        publication="'draft'",
    ),
    "commitment_period_in_order": change(
        "commitment", "period_start = '2022-01-02', period_end = '2022-01-01'"
    ),
    "commitment_alternative_in_order": change(
        "commitment", "alternative_start = '2022-01-02', alternative_end = '2022-01-01'"
    ),
    "commitment_published_by_a_second_person": change(
        "commitment", "published_by_id = submitted_by_id"
    ),
    "commitment_published_is_signed": change("commitment", "published_by_id = NULL"),
    "commitment_withdrawn_with_reason": change("commitment", "publication = 'withdrawn'"),
    "commitment_reference_never_changes": change("commitment", "reference = 'SCO-2020-999'"),
    "commitment_published_never_deleted": f"DELETE FROM commitments_commitment WHERE id = {ONE}",
    "commitment_published_with_healthy_citation": change(
        "citation", "health = 'lost'", f"commitment_id = {ONE}"
    ),
    "actor_once_per_commitment": copy_of(
        "commitmentactor", "commitment_id", "party_id", position="9"
    ),
    "beneficiary_once_per_commitment": copy_of(
        "commitmentbeneficiary",
        "commitment_id",
        "party_id",
        "wording",
        "excludes_actor",
        "position",
    ),
    "theme_once_per_commitment": copy_of(
        "commitmenttheme", "commitment_id", "theme_id", position="9"
    ),
    "target_comparator_known": change("target", "comparator = 'roughly'"),
    "target_measure_known": change("target", "measure = 'total'"),
    "target_unit_and_quantity_together": change("target", "unit = ''"),
    "target_position_once": copy_of(
        "target",
        *("commitment_id", "indicator", "quantity", "quantity_text", "unit", "comparator"),
        *("measure", "baseline", "note", "position"),
    ),
    "link_kind_known": change("commitmentlink", "kind = 'likes'"),
    "link_not_to_itself": change("commitmentlink", "target_id = source_id"),
    "link_once": copy_of("commitmentlink", "source_id", "target_id", "kind", "note"),
    "publisher_has_owner_group": change("publisher", "owner_group = ''"),
    "evidence_kind_known": change("evidence", "kind = 'rumour'"),
    "evidence_bears_on_known": change("evidence", "bears_on = 'hope'"),
    "evidence_publication_known": change("evidence", "publication = 'leaked'"),
    "evidence_key_once": evidence() + TWICE + evidence(),
    "evidence_names_its_source": evidence(url="''"),
    "evidence_has_claim": evidence(claim="''"),
    "evidence_withdrawn_with_reason": evidence(publication="'withdrawn'"),
    "evidence_published_never_deleted": "DELETE FROM commitments_evidence",
    "measurement_qualifier_known": change("measurement", "qualifier = 'roughly'"),
    "measurement_basis_known": change("measurement", "basis = 'dreamt'"),
    "measurement_has_unit": change("measurement", "unit = ''"),
    "measurement_period_in_order": change(
        "measurement", "period_start = '2022-01-02', period_end = '2022-01-01'"
    ),
    "assessment_status_known": assessment(status="'maybe'"),
    "assessment_state_known": assessment(state="'leaked'"),
    "assessment_year_plausible": assessment(year="21"),
    "assessment_author_is_not_reviewer": assessment(
        reviewer_id="(SELECT min(id) FROM auth_user)", decided_at="now()", state="'current'"
    ),
    "assessment_current_is_reviewed": assessment(state="'current'"),
    "assessment_has_rationale": assessment(rationale="''"),
    "assessment_contested_says_why": assessment(contested="true"),
    "assessment_no_evidence_says_what_was_searched": assessment(status="'no_evidence'"),
    "assessment_after_its_criteria": change("commitment", "criteria_fulfilled = ''")
    + TWICE
    + assessment(),
    "assessment_change_has_reason": assessment(version="2"),
    "assessment_version_once": assessment(state="'withdrawn'")
    + TWICE
    + assessment(state="'withdrawn'"),
    "assessment_one_current_per_year": change(
        "assessment",
        "year = year",
        "false",
    )
    + TWICE
    + assessment(
        state="'current'",
        decided_at="now()",
        reviewer_id="(SELECT max(id) FROM auth_user)",
    )
    + TWICE
    + assessment(
        state="'current'",
        decided_at="now()",
        reviewer_id="(SELECT max(id) FROM auth_user)",
        version="2",
        change_reason="'c'",
    ),
    "assessment_one_draft_per_year": assessment()
    + TWICE
    + assessment(version="2", change_reason="'c'"),
    "assessment_status_needs_evidence": assessment(
        status="'fulfilled'",
        state="'current'",
        decided_at="now()",
        reviewer_id="(SELECT max(id) FROM auth_user)",
    ),
    "assessment_reviewed_never_deleted": f"DELETE FROM commitments_assessment WHERE {REVIEWED}",
    "assessment_reviewed_never_rewritten": change("assessment", "status = 'abandoned'", REVIEWED),
    "assessment_evidence_once": assessment() + TWICE + FIRST_EVIDENCE + TWICE + FIRST_EVIDENCE,
    "assessment_evidence_of_same_commitment": assessment()
    + TWICE
    + FIRST_EVIDENCE.replace("e.commitment_id =", "e.commitment_id <>"),
    "assessment_evidence_reviewed_never_rewritten": "DELETE FROM commitments_assessmentevidence "
    f"WHERE assessment_id = {PROVED}",
    "citation_role_known": change("citation", "role = 'hearsay'"),
    "citation_health_known": change("citation", "health = 'fine'"),
    "citation_span_in_order": citation(end="2", exact="''"),
    "citation_inside_its_sentence": citation(sentence_end="5"),
    "citation_of_one_thing": citation(commitment_id="NULL"),
    "citation_once_per_commitment": citation() + TWICE + citation(),
    "citation_once_per_evidence": citation(
        commitment_id="NULL", evidence_id="(SELECT min(id) FROM commitments_evidence)"
    )
    + TWICE
    + citation(commitment_id="NULL", evidence_id="(SELECT min(id) FROM commitments_evidence)"),
    "citation_words_of_the_text": citation(exact="'never said'"),
    "document_file_once": file_of() + TWICE + file_of(),
    "document_file_sha256_of_content": file_of(sha256="repeat('0', 64)"),
    "document_file_never_changes": file_of() + TWICE + change("documentfile", "name = 'b.txt'"),
    "run_state_known": extraction(state="'lazy'"),
    "run_progress_in_per_cent": extraction(progress="101"),
    "run_failed_says_why": extraction(state="'failed'", finished_at="now()"),
    "run_finished_has_time": extraction(state="'done'"),
    "run_one_open_per_document": extraction() + TWICE + extraction(state="'running'"),
    "candidate_type_known": candidate(type="'rumour'"),
    "candidate_state_known": candidate(state="'perhaps'", **SIGNED),
    "candidate_reason_known": candidate(state="'rejected'", reject_reason="'dislike'", **SIGNED),
    "candidate_span_in_order": candidate(end="2", exact="''"),
    "candidate_inside_its_sentence": candidate(sentence_end="5"),
    "candidate_find_has_score": candidate(score="NULL"),
    "candidate_decision_is_signed": candidate(state="'accepted'"),
    "candidate_rejected_says_why": candidate(state="'rejected'", **SIGNED),
    "candidate_other_reason_in_words": candidate(
        state="'rejected'", reject_reason="'other'", **SIGNED
    ),
    "candidate_only_taken_became_something": candidate(commitment_id=ONE),
    "candidate_once": candidate() + TWICE + candidate(),
    "candidate_words_of_the_text": candidate(exact="'never said'"),
    "loaded_item_once": copy_of("loadeditem", "kind", "key", "content", "loaded_at"),
}


def run(statements: str) -> None:
    """Run the statements and everything that waits for the end of the transaction."""
    with connection.cursor() as cursor:
        for statement in [*statements.split(TWICE), "SET CONSTRAINTS ALL IMMEDIATE"]:
            cursor.execute(statement)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        run(BREAKS[name])
    assert caught.value.__cause__.diag.constraint_name == name
    sentence = explain(caught.value)
    assert sentence.endswith("."), sentence
    assert "constraint" not in sentence.lower(), sentence


def rules() -> set[str]:
    """Every constraint of the models, and every rule a trigger raises by name."""
    named = {
        constraint.name
        for model in apps.get_app_config("commitments").get_models()
        for constraint in model._meta.constraints
    }
    for path in (Path(settings.BASE_DIR) / "commitments" / "models").glob("*.py"):
        named |= set(re.findall(r'raise_violation\(\s*"([a-z_]+)"', path.read_text("utf-8")))
    return named


def test_somebody_tries_to_break_every_rule() -> None:
    assert rules() == set(BREAKS)
