"""A page that is opened and saved untouched changes nothing, whatever the record holds."""

import pytest
from django.apps import apps

from commitments.selectors.changes import history_model
from tests.admin.pages import Form

pytestmark = pytest.mark.django_db

#: Bookkeeping of a save itself: everything else must stay letter for letter.
MAY_CHANGE = {"revision", "pgh_id", "pgh_created_at", "pgh_context_id", "pgh_label", "pgh_obj_id"}
#: Every so many of a kind: enough to have something in every field (see the last test).
SAMPLED = {"commitment": 3, "evidence": 14, "publisher": 10, "party": 5, "theme": 4}
TABLES = [
    "party", "membership", "theme", "event", "publisher", "document", "commitment",
    "commitmentactor", "commitmentbeneficiary", "commitmenttheme", "commitmentlink", "target",
    "citation", "evidence", "measurement", "assessment", "assessmentevidence",
]  # fmt: skip


def everything():
    return {
        name: [
            {key: value for key, value in row.items() if key not in MAY_CHANGE}
            for row in apps.get_model("commitments", name).objects.order_by("pk").values()
        ]
        for name in TABLES
    }


@pytest.mark.parametrize(
    "kind", ["commitment", "document", "evidence", "party", "theme", "event", "publisher"]
)
def test_the_real_data_survive_being_saved_untouched(as_editor, reference_data, kind):
    model = apps.get_model("commitments", kind)
    records = list(model.objects.order_by("pk"))[:: SAMPLED.get(kind, 1)]
    assert records
    before = everything()
    for record in records:
        form = Form(as_editor, f"/admin/commitments/{kind}/{record.pk}/change/", f"{kind}_form")
        if "reason" in form.names:
            form["reason"] = "Looked through."
        assert form.send().status_code == 302, (record, form.text)
    assert everything() == before


def test_the_shipped_data_hold_something_in_every_field_of_the_page(reference_data):
    """Or the test above would prove little."""
    from commitments.admin.commitment.forms import CommitmentForm

    model = apps.get_model("commitments", "commitment")
    columns = {field.name for field in model._meta.concrete_fields}
    empty = {
        name
        for name in columns & set(CommitmentForm.base_fields)
        if not any(
            getattr(one, name) for one in model.objects.order_by("pk")[:: SAMPLED["commitment"]]
        )
    }
    assert empty <= {"slug"}
    assert history_model(model).objects.exists()
