"""The history page tells who, what, when and why, whichever way a change came."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from commitments.actions.records import save_record
from commitments.models import Commitment
from commitments.selectors.changes import changes_of
from tests.admin.pages import Form
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    EvidenceFactory,
    MeasurementFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def history(client, record, kind="commitment"):
    return client.get(f"/admin/commitments/{kind}/{record.pk}/history/").content.decode()


def test_every_path_leaves_its_mark(as_editor, editor):
    commitment = CommitmentFactory(draft=True, title="First")
    measurement = MeasurementFactory(evidence=EvidenceFactory(commitment=commitment, draft=True))
    form = Form(as_editor, f"/admin/commitments/commitment/{commitment.pk}/change/")
    form["title"] = "Through the admin"
    assert form.send().status_code == 302
    commitment.refresh_from_db()
    commitment.title = "Through an action"
    save_record(record=commitment, by=editor, reason="Because")
    Commitment.objects.filter(pk=commitment.pk).update(title="Through update")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commitments_commitment SET title = 'Through SQL' WHERE id = %s",
            [commitment.pk],
        )
        cursor.execute(
            "UPDATE commitments_measurement SET value = 7 WHERE id = %s", [measurement.pk]
        )
    text = history(as_editor, commitment)
    for words in (
        "<del>First</del>",
        "<ins>Through the admin</ins>",
        "<del>Through the admin</del>",
        "<ins>Through an action</ins>",
        "Because",
        "<ins>Through update</ins>",
        "<ins>Through SQL</ins>",
        "<ins>7</ins>",
        "directly in the database",
    ):
        assert words in text
    assert text.index("Through SQL") < text.index("Through update") < text.index("Because")


def test_one_save_is_one_entry_under_the_verb_that_was_chosen(filled):
    filled.send()
    made = Commitment.objects.get()
    sets = changes_of(made)
    assert len(sets) == 1
    assert (sets[0].who, sets[0].verb) == ("ed", "save_commitment")
    kinds = {record.model.__name__ for record in sets[0].records}
    assert {"Commitment", "Citation", "Target", "Evidence", "Measurement", "Assessment"} <= kinds


def test_the_history_of_what_a_command_loaded_names_the_command(as_reviewer, reference_data):
    text = history(as_reviewer, Commitment.objects.get(reference="SCO-2021-001"))
    assert "Shipped data loaded" in text
    assert "directly in the database" not in text


@pytest.mark.parametrize(
    "kind", ["party", "theme", "event", "publisher", "document", "evidence", "assessment"]
)
def test_every_record_has_its_history(as_editor, kind):
    with transaction.atomic():
        AssessmentFactory()
        EventFactory()
    record = apps.get_model("commitments", kind).objects.first()
    assert "added" in history(as_editor, record, kind)
