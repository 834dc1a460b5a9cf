"""check_citations and check_invariants find what got past the database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commitments.models import Assessment, Citation, Commitment, CommitmentSummary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def corrupt(sql: str) -> None:
    """Change rows as a hand past every trigger would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        assert cursor.rowcount > 0
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_the_shipped_data_passes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_citations")
    call_command("check_invariants")
    assert "Every quote" in capsys.readouterr().out


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE commitments_citation SET exact = exact || '!' WHERE id = (SELECT min(id) FROM "
        "commitments_citation)",
        "UPDATE commitments_citation SET prefix = 'x' WHERE id = (SELECT min(id) FROM "
        "commitments_citation)",
        "UPDATE commitments_citation SET start = start + 1 WHERE id = (SELECT min(id) FROM "
        "commitments_citation)",
        "UPDATE commitments_document SET raw_text = 'x' || raw_text, "
        "sha256 = encode(sha256(convert_to('x' || raw_text, 'UTF8')), 'hex')",
        "UPDATE commitments_citation SET health = 'lost'",
        "UPDATE commitments_citation SET sentence_end = 9999999",
    ],
)
def test_check_citations_finds(sql: str) -> None:
    corrupt(sql)
    with pytest.raises(CommandError, match="fault"):
        call_command("check_citations")


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            "DELETE FROM commitments_assessmentevidence WHERE assessment_id IN (SELECT id FROM "
            "commitments_assessment WHERE status = 'fulfilled')",
            "needs evidence",
        ),
        (
            "UPDATE commitments_commitmentsummary SET headline_status = 'abandoned'",
            "headline_status",
        ),
        ("DELETE FROM commitments_commitmentsummary", "public summaries"),
        (
            "DELETE FROM commitments_citation WHERE commitment_id = (SELECT min(id) FROM "
            "commitments_commitment)",
            "without a healthy citation",
        ),
        (
            "UPDATE commitments_assessmentevidence SET evidence_id = (SELECT max(id) FROM "
            "commitments_evidence) WHERE id = (SELECT min(id) FROM "
            "commitments_assessmentevidence)",
            "another commitment",
        ),
    ],
)
def test_check_invariants_finds(sql: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    corrupt(sql)
    with pytest.raises(CommandError, match="fault"):
        call_command("check_invariants")
    assert says in capsys.readouterr().err


def test_check_invariants_finds_a_missing_trigger(capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_words_of_the_text%'"
        )
        (name,) = cursor.fetchone()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE commitments_citation DISABLE TRIGGER {name}")
    with pytest.raises(CommandError):
        call_command("check_invariants")
    assert "words_of_the_text is missing or switched off" in capsys.readouterr().err


def test_check_invariants_finds_what_a_dropped_constraint_let_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE commitments_assessment DROP CONSTRAINT assessment_author_is_not_reviewer"
        )
    corrupt("UPDATE commitments_assessment SET reviewer_id = author_id")
    with pytest.raises(CommandError):
        call_command("check_invariants")
    assert "assessment_author_is_not_reviewer" in capsys.readouterr().err


def test_summaries_agree_with_the_slow_obvious_way() -> None:
    from commitments.selectors.checks.invariants import differences

    assert CommitmentSummary.public.count() == Commitment.public.count() == 32
    assert [list(differences(row)) for row in CommitmentSummary.public.all()] == [[]] * 32
    assert Assessment.public.count() > 100
    assert Citation.public.count() > 48
