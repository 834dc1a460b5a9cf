"""A second person sees everything, decides, and says why; nobody checks their own work."""

import pytest
from django.contrib.auth.models import Group, User

from commitments.models import Assessment, Commitment, Evidence
from tests.admin.pages import Form
from tests.factories import AssessmentFactory, CommitmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(filled):
    filled.send("_submit")
    return Commitment.objects.get(title="Two billion doses")


def review(client, commitment):
    address = f"/admin/commitments/commitment/{commitment.pk}/review/"
    return Form(client, address, "review_form")


def test_the_reviewer_sees_everything_and_publishes_with_the_assessment(submitted, as_reviewer):
    page = review(as_reviewer, submitted)
    for words in (
        "<mark>China will provide “two billion” doses of vaccine</mark> to the world this year.",
        "Two billion doses were delivered.",
        "Two billion were provided.",
        "2,000,000,000 dose",
        "By the official count.",
        "State of China",
    ):
        assert words in page.text
    page["approve"] = str(submitted.assessments.get().pk)
    assert page.send("_publish").status_code == 302, page.text
    submitted.refresh_from_db()
    assert submitted.publication == "published"
    assert submitted.assessments.get().state == "current"
    assert submitted.evidence.get().publication == "published"


def test_the_author_cannot_publish(submitted, as_editor, editor):
    editor.groups.add(Group.objects.get(name="Reviewers"))
    page = review(as_editor, submitted)
    assert ("_publish", "") not in page.buttons
    page.send("_publish")
    assert "a second person must" in page.text
    submitted.refresh_from_db()
    assert submitted.publication == "in_review"


def test_an_editor_has_no_such_power(submitted, as_other):
    page = review(as_other, submitted)
    assert not {"_publish", "_return"} & {name for name, _ in page.buttons}
    for button in ("_publish", "_return", "_approve", "_publish_evidence"):
        assert as_other.post(page.address, {button: "1", "reason": "x"}).status_code == 403
    withdraw = f"/admin/commitments/commitment/{submitted.pk}/withdraw/"
    assert as_other.post(withdraw, {"reason": "x"}).status_code == 403


def test_returning_needs_a_reason_which_the_history_keeps(submitted, as_reviewer):
    page = review(as_reviewer, submitted)
    page.send("_return")
    assert "Say what should be changed" in page.text
    page["reason"] = "The quote is too short."
    assert page.send("_return").status_code == 302
    submitted.refresh_from_db()
    assert submitted.publication == "draft"
    history = as_reviewer.get(f"/admin/commitments/commitment/{submitted.pk}/history/")
    assert "The quote is too short." in history.content.decode()


def test_an_assessment_of_its_own_author_stops_the_whole_publication(
    submitted, as_reviewer, reviewer
):
    draft = submitted.assessments.get()
    draft.author = reviewer
    draft.save()
    page = review(as_reviewer, submitted)
    response = as_reviewer.post(page.address, {"_publish": "on", "approve": str(draft.pk)})
    assert "The author of an assessment cannot review it." in response.content.decode()
    submitted.refresh_from_db()
    assert submitted.publication == "in_review"


def test_later_evidence_and_assessment_are_approved_together(as_reviewer, editor):
    commitment = CommitmentFactory()
    evidence = EvidenceFactory(commitment=commitment, draft=True)
    draft = AssessmentFactory(
        commitment=commitment, year=2023, draft=True, author=editor, evidence=[evidence]
    )
    page = review(as_reviewer, commitment)
    assert page.send("_approve", str(draft.pk)).status_code == 302
    draft.refresh_from_db()
    evidence.refresh_from_db()
    assert (draft.state, draft.reviewer.username) == ("current", "rex")
    assert evidence.publication == "published"


def test_what_was_published_is_withdrawn_with_a_reason_never_deleted(as_reviewer):
    commitment = CommitmentFactory()
    delete = f"/admin/commitments/commitment/{commitment.pk}/delete/"
    assert as_reviewer.get(delete).status_code == 403
    assert as_reviewer.post(delete, {"post": "yes"}).status_code == 403
    address = f"/admin/commitments/commitment/{commitment.pk}/withdraw/"
    assert "Reason" in as_reviewer.get(address).content.decode()
    refused = as_reviewer.post(address, {"reason": " "})
    assert "Give the reason" in refused.content.decode()
    assert as_reviewer.post(address, {"reason": "A misreading."}).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.publication, commitment.withdrawn_reason) == ("withdrawn", "A misreading.")


def test_a_draft_can_be_deleted(as_editor, filled):
    filled.send()
    made = Commitment.objects.get()
    address = f"/admin/commitments/commitment/{made.pk}/delete/"
    assert as_editor.get(address).status_code == 200
    assert as_editor.post(address, {"post": "yes"}).status_code == 302
    assert not Commitment.objects.exists()


def test_a_published_record_asks_why_it_is_changed(as_editor):
    commitment = CommitmentFactory()
    form = Form(as_editor, f"/admin/commitments/commitment/{commitment.pk}/change/")
    form["note"] = "A note."
    form.send()
    assert "say why you change it" in form.text
    assert form["note"] == "A note."
    form["reason"] = "Readers asked."
    assert form.send().status_code == 302
    history = as_editor.get(f"/admin/commitments/commitment/{commitment.pk}/history/")
    assert "Readers asked." in history.content.decode()


def test_many_at_once_run_one_by_one_and_tell_which_were_refused(as_reviewer):
    good, lone = CommitmentFactory(), CommitmentFactory(draft=True)
    chosen = {"action": "withdraw", "_selected_action": [good.pk, lone.pk]}
    asked = as_reviewer.post("/admin/commitments/commitment/", chosen)
    assert good.reference in asked.content.decode()
    done = as_reviewer.post(
        "/admin/commitments/commitment/", {**chosen, "reason": "Wrong."}, follow=True
    )
    good.refresh_from_db()
    lone.refresh_from_db()
    assert (good.publication, lone.publication) == ("withdrawn", "draft")
    text = done.content.decode()
    assert "Withdrawn: 1 record" in text
    assert f"{lone}: Only a published commitment can be withdrawn." in text


def test_many_without_the_permission_are_refused(as_editor):
    commitment = CommitmentFactory()
    chosen = {"action": "withdraw", "_selected_action": [commitment.pk], "reason": "x"}
    as_editor.post("/admin/commitments/commitment/", chosen)
    commitment.refresh_from_db()
    assert commitment.publication == "published"


def test_evidence_is_withdrawn_with_a_reason_unless_an_assessment_rests_on_it(as_reviewer):
    commitment = CommitmentFactory()
    needed, spare = (EvidenceFactory(commitment=commitment) for _ in range(2))
    AssessmentFactory(commitment=commitment, evidence=[needed])
    for evidence, outcome in ((needed, "published"), (spare, "withdrawn")):
        address = f"/admin/commitments/evidence/{evidence.pk}/withdraw/"
        as_reviewer.post(address, {"reason": "The page was wrong."})
        evidence.refresh_from_db()
        assert evidence.publication == outcome


def test_a_withdrawn_assessment_leaves_the_year_blank(as_reviewer):
    assessment = AssessmentFactory()
    address = f"/admin/commitments/assessment/{assessment.pk}/withdraw/"
    assert as_reviewer.post(address, {"reason": "Withdrawn source."}).status_code == 302
    assert not Assessment.objects.current().exists()


def test_published_evidence_keeps_its_row(as_editor):
    commitment = CommitmentFactory()
    evidence = EvidenceFactory(commitment=commitment)
    form = Form(as_editor, f"/admin/commitments/commitment/{commitment.pk}/change/")
    assert "evidence-0-remove" not in form.names
    form.values["evidence-0-remove"] = ["on"]
    form["reason"] = "Tidying."
    form.send()
    assert "cannot be deleted, only withdrawn" in form.text
    assert Evidence.objects.filter(pk=evidence.pk).exists()


def test_the_preview_is_the_readers_page_and_leaves_no_trace(submitted, as_reviewer):
    before = {
        model: list(model.objects.order_by("pk").values())
        for model in (Commitment, Evidence, Assessment, User)
    }
    text = as_reviewer.get(
        f"/admin/commitments/commitment/{submitted.pk}/preview/"
    ).content.decode()
    assert "Two billion doses" in text
    assert "By the official count." in text
    assert "Two billion were provided." in text
    assert before == {
        model: list(model.objects.order_by("pk").values())
        for model in (Commitment, Evidence, Assessment, User)
    }
    assert as_reviewer.get(submitted.get_absolute_url()).status_code == 404


def test_an_editor_previews_an_unfinished_draft(filled, as_editor):
    filled["themes"] = []
    filled.send()
    made = Commitment.objects.get()
    response = as_editor.get(f"/admin/commitments/commitment/{made.pk}/preview/")
    assert response.status_code == 200
