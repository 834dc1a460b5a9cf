"""Two people save the same record: the second is told, shown, and loses nothing."""

import pytest
from django.db import connection

from commitments.models import Commitment, Party
from tests.admin.pages import Form
from tests.factories import CommitmentFactory, EvidenceFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(speech):
    commitment = CommitmentFactory(draft=True, title="Old title", document=speech)
    EvidenceFactory(commitment=commitment, key="E01", claim="Old claim", draft=True)
    return commitment


@pytest.fixture
def two(draft, as_editor, as_other):
    address = f"/admin/commitments/commitment/{draft.pk}/change/"
    return Form(as_editor, address), Form(as_other, address)


def test_the_second_is_told_and_shown_both_values(two, draft):
    first, second = two
    first.fill(title="First title", evidence__0__claim="First claim")
    assert first.send().status_code == 302
    second.fill(title="Second title", summary="Second summary")
    response = second.send()
    assert response.status_code == 409
    assert "Somebody else changed this while you were editing it" in second.text
    for words in ("Old title", "First title", "Second title", "Old claim", "First claim"):
        assert words in second.text
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("First title", "")
    # Mine stays where both changed, theirs is taken over where only they did.
    assert second["title"] == "Second title"
    assert second["summary"] == "Second summary"
    assert second["evidence-0-claim"] == "First claim"
    assert second.send().status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Second title", "Second summary")
    assert draft.evidence.get().claim == "First claim"


def test_rows_added_and_removed_by_the_first_reach_the_second(two, draft):
    first, second = two
    first["evidence-0-remove"] = "on"
    first.send("_add", "targets")
    number = int(first["targets-rows"]) - 1
    first.values[f"targets-{number}-indicator"] = ["bridges built"]
    assert first.send().status_code == 302, first.text
    second["evidence-0-claim"] = "My better claim"
    assert second.send().status_code == 409
    assert "bridges built" in second.text
    assert "was removed" in second.text
    assert second.send().status_code == 302, second.text
    assert draft.evidence.get().claim == "My better claim"
    assert draft.targets.get().indicator == "bridges built"


def test_a_change_by_bare_sql_is_noticed_too(two, draft):
    _, second = two
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commitments_evidence SET claim = 'By SQL' WHERE key = 'E01'")
    second["note"] = "Mine"
    assert second.send().status_code == 409
    assert "By SQL" in second.text


def test_a_third_change_in_between_is_shown_again(two, draft):
    first, second = two
    first.fill(title="First")
    first.send()
    second.fill(title="Second")
    assert second.send().status_code == 409
    Commitment.objects.filter(pk=draft.pk).update(title="Third")
    assert second.send().status_code == 409
    assert "Third" in second.text
    assert second.send().status_code == 302


def test_a_page_that_lost_its_memory_saves_nothing(two, draft):
    first, _ = two
    first.values["opened"] = ["tampered"]
    first["title"] = "Blind"
    assert first.send().status_code == 200
    assert "came back incomplete" in first.text
    draft.refresh_from_db()
    assert draft.title == "Old title"
    assert first.send().status_code == 302


def test_the_same_holds_for_every_page(as_editor, as_other, db):
    party = PartyFactory(slug="atlantis", name_en="Atlantis")
    address = f"/admin/commitments/party/{party.pk}/change/"
    first, second = (Form(one, address, "party_form") for one in (as_editor, as_other))
    first["note"] = "Sunk."
    assert first.send().status_code == 302
    second["name_en"] = "Atlantis the Great"
    assert second.send().status_code == 409
    assert "Sunk." in second.text
    assert second.send().status_code == 302
    stored = Party.objects.get(pk=party.pk)
    assert (stored.name_en, stored.note) == ("Atlantis the Great", "Sunk.")
