"""An editor makes a commitment from nothing, on one page; mistakes cost no words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from commitments.selectors.changes import changes_of
from tests.admin.conftest import ADD
from tests.admin.pages import Form
from tests.factories import CommitmentFactory, EvidenceFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


def saved():
    return Commitment.objects.get(title="Two billion doses")


def test_one_save_makes_the_whole_record(filled, editor):
    response = filled.send()
    assert response.status_code == 302, filled.text
    made = saved()
    assert response["Location"].endswith(f"/{made.pk}/review/")
    assert (made.reference, made.publication) == ("SCO-2021-001", "draft")
    assert (made.event.slug, str(made.made_on)) == ("sco-chs-21", "2021-09-17")
    assert [link.party.slug for link in made.actor_links.all()] == ["china"]
    assert [link.theme.slug for link in made.theme_links.all()] == ["health", "trade"]
    assert made.beneficiaries.get().slug == "world"
    assert made.targets.get().quantity == 2_000_000_000
    citation = made.citations.get()
    assert citation.exact == "China will provide “two billion” doses of vaccine"
    assert citation.document.raw_text[citation.start : citation.end] == citation.exact
    evidence = made.evidence.get()
    assert evidence.url_normalised == "https://news.example/two"
    assert evidence.measurements.get().value == 2_000_000_000
    draft = made.assessments.get()
    assert (draft.state, draft.author, draft.evidence.get()) == ("draft", editor, evidence)


def test_what_the_document_says_may_be_left_out(as_editor, speech):
    form = Form(as_editor, ADD).fill(
        citations__0__document="speech",
        citations__0__quote="We have done much.",
        title="Two billion doses",
        kind="policy",
        strength="firm",
    )
    assert form.send().status_code == 302, form.text
    made = saved()
    assert (made.reference, made.event.slug) == ("SCO-2021-001", "sco-chs-21")
    assert made.actors.get().slug == "china"


def test_the_proposed_reference_is_the_next_free_one_and_can_be_corrected(filled, as_editor):
    filled.send()
    made = saved()
    form = Form(as_editor, f"{ADD}?document=speech")
    assert form["reference"] == "SCO-2021-002"
    change = Form(as_editor, f"/admin/commitments/commitment/{made.pk}/change/")
    change["reference"] = "sco-2021-040"
    assert change.send().status_code == 302
    assert saved().reference == "SCO-2021-040"


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_passage(filled):
    filled["citations-0-quote"] = "China will provide two million doses of vaccine"
    response = filled.send()
    assert response.status_code == 200
    assert "The nearest passage is" in filled.text
    assert "“two billion” doses of vaccine to the world" in filled.text
    assert not Commitment.objects.exists()
    assert filled["title"] == "Two billion doses"
    assert filled["evidence-0-claim"] == "Two billion were provided."
    assert filled["themes"] == ["Health", "Trade"]


def test_a_quote_that_stands_twice_asks_which_one(filled, speech):
    filled["citations-0-quote"] = "We will hold a forum."
    filled.send()
    assert "Which of these is it?" in filled.text
    assert "Next year, too: " in filled.text
    second = speech.raw_text.rindex("We will hold a forum.")
    filled["citations-0-place"] = str(second)
    assert filled.send().status_code == 302
    assert saved().citations.get().start == second


def test_quotes_can_be_looked_up_before_anything_is_saved(filled):
    filled.send("_find")
    assert "<mark>China will provide “two billion” doses of vaccine</mark>" in filled.text
    assert not Commitment.objects.exists()


def test_a_row_can_be_added_without_a_script(filled):
    filled.send("_add", "evidence")
    assert filled["evidence-0-claim"] == "Two billion were provided."
    assert filled["evidence-1-key"] == "E02"
    assert "errornote" not in filled.text


def test_an_unknown_name_is_refused_with_the_nearest(filled):
    filled["evidence-0-publisher"] = "Xinhau"
    filled.send()
    assert "Do you mean “Xinhua”?" in filled.text
    assert '<a href="/admin/commitments/publisher/add/" target="_blank">Add it</a>' in filled.text
    assert filled["evidence-0-publisher"] == "Xinhau"


def test_what_the_database_refuses_is_said_beside_the_row(filled):
    filled["targets-0-unit"] = ""
    filled["assessments-0-evidence"] = "E09"
    filled.send()
    assert "A quantity needs its unit" in filled.text
    assert "There is no evidence “E09” here. There is: E01." in filled.text
    assert not Commitment.objects.exists()


def test_submitting_what_is_incomplete_saves_nothing_and_says_what_is_missing(filled):
    filled["themes"] = []
    filled.send("_submit")
    assert "the commitment needs: a theme" in filled.text
    assert not Commitment.objects.exists()
    assert filled.send("_save").status_code == 302


def test_save_and_add_another_stays_with_the_document(filled):
    assert filled.send("_addanother")["Location"] == f"{ADD}?document=speech"


def test_an_untouched_page_saved_again_changes_nothing(filled, as_editor):
    filled.send()
    made = saved()
    entries = len(changes_of(made))
    form = Form(as_editor, f"/admin/commitments/commitment/{made.pk}/change/")
    assert form.send().status_code == 302
    assert len(changes_of(made)) == entries


def test_rows_can_be_changed_and_removed(filled, as_editor):
    filled.send()
    made = saved()
    form = Form(as_editor, f"/admin/commitments/commitment/{made.pk}/change/")
    form["targets-0-remove"] = "on"
    form["measurements-0-value"] = "1900000000"
    form["citations-0-quote"] = "We have done much."
    assert form.send().status_code == 302, form.text
    assert not made.targets.exists()
    assert made.evidence.get().measurements.get().value == 1_900_000_000
    assert made.citations.get().exact == "We have done much."


def test_the_draft_assessment_keeps_its_author_when_somebody_else_saves_the_page(
    filled, as_reviewer, editor
):
    filled.send("_submit")
    made = saved()
    form = Form(as_reviewer, f"/admin/commitments/commitment/{made.pk}/change/")
    form["note"] = "Looked at."
    assert form.send().status_code == 302
    made.refresh_from_db()
    assert made.assessments.get().author == editor
    # Whoever changed it last answers for it: somebody else publishes.
    assert made.submitted_by.username == "rex"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "a\x00b"),
        ("citations-0-quote", "x\x00"),
        ("citations-0-place", "9" * 40),
        ("citations-0-id", "9" * 40),
        ("targets-0-quantity", "9" * 5000),
        ("targets-0-quantity", "1e999999999"),
        ("targets-0-quantity", "NaN"),
        ("assessments-0-year", "9" * 30),
        ("assessments-0-year", "-5"),
        ("made_on", "2021-02-30"),
        ("made_on", "\x00"),
        ("period_start", "nonsense"),
        ("evidence-0-year", "99999999999"),
        ("kind", "nonsense"),
        ("themes", ["Health", "\x00"]),
        ("actors", ["x" * 100_000]),
        ("reference", "Drop table"),
        ("evidence-0-url", "javascript:alert(1)"),
        ("measurements-0-evidence", "\x00"),
        ("citations-rows", "99999999999999999999999"),
        ("citations-rows", "-1"),
        ("citations-0-quote", "word " * 200_000),
    ],
)
def test_hostile_input_gets_a_sentence_and_loses_nothing(filled, name, value):
    filled[name] = value
    response = filled.send()
    assert response.status_code in (200, 302)
    if response.status_code == 200:
        assert "errornote" in filled.text
        assert not Commitment.objects.exists()
        if not name.startswith("evidence-0"):
            assert filled["evidence-0-claim"] == "Two billion were provided."


def test_without_the_count_of_rows_nothing_is_broken(filled):
    for name in list(filled.values):
        if name.endswith("-rows"):
            del filled.values[name]
    assert filled.send().status_code in (200, 302)


def test_a_page_of_thirty_rows_asks_no_more_of_the_database(as_editor, record_property):
    counts = []
    for rows in (3, 30):
        commitment = CommitmentFactory(draft=True)
        for number in range(rows):
            evidence = EvidenceFactory(commitment=commitment, key=f"E{number + 1:02d}")
            MeasurementFactory(evidence=evidence)
        address = f"/admin/commitments/commitment/{commitment.pk}/change/"
        as_editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(address).status_code == 200
        counts.append(len(queries))
    record_property("queries of the editor's page at 3 and 30 rows", counts)
    assert counts[0] == counts[1]
    assert counts[1] <= 32
