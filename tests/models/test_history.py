"""Every version of every record is kept, whoever changed it and by whatever path."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from commitments.actions.records import save_record
from commitments.models import Commitment, CommitmentSummary, LoadedItem, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def versions(record) -> list:
    model = apps.get_model("commitments", f"{type(record).__name__}History")
    return list(model.objects.filter(pgh_obj_id=record.pk).order_by("pgh_id"))


def test_an_action_leaves_who_and_why() -> None:
    editor = User.objects.create(username="eve")
    record = Commitment.objects.get(reference="SCO-2021-001")
    record.summary = "Changed."
    save_record(record=record, by=editor, reason="a typo")
    changed = next(one for one in versions(record) if one.summary == "Changed.")
    assert changed.pgh_context.metadata["username"] == "eve"
    assert changed.pgh_context.metadata["reason"] == "a typo"


def test_update_and_sql_are_kept_too() -> None:
    record = Party.objects.get(slug="china")
    before = len(versions(record))
    Party.objects.filter(pk=record.pk).update(note="by update()")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commitments_party SET note = 'by SQL' WHERE id = %s", [record.pk])
    kept = versions(record)[before:]
    assert [(one.pgh_label, one.note) for one in kept] == [
        ("update", "by update()"),
        ("update", "by SQL"),
    ]
    assert kept[-1].pgh_context is None


def test_a_deletion_keeps_what_was_deleted() -> None:
    record = Party.objects.create(slug="gone", kind="group", name_en="Gone")
    key = record.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM commitments_party WHERE id = %s", [key])
    record.pk = key
    assert [(one.pgh_label, one.name_en) for one in versions(record)] == [
        ("insert", "Gone"),
        ("delete", "Gone"),
    ]


def test_history_itself_cannot_be_rewritten() -> None:
    record = Party.objects.get(slug="china")
    for sql in (
        "UPDATE commitments_partyhistory SET note = ''",
        "DELETE FROM commitments_partyhistory",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert versions(record)


def test_every_record_is_tracked() -> None:
    derived = {CommitmentSummary, LoadedItem}
    for model in apps.get_app_config("commitments").get_models():
        if not model.__name__.endswith("History") and model not in derived:
            assert apps.get_model("commitments", f"{model.__name__}History"), model
