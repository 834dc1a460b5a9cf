"""The review queue as a browser without scripts meets it."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.actions.queue.deciding import accept_candidate, reject_candidates
from commitments.models import Candidate, Commitment, Document, Event, Evidence, Party
from tests.admin.conftest import signed_in
from tests.extraction.test_formats import pdf
from tests.factories import (
    CandidateFactory,
    CommitmentFactory,
    DocumentFactory,
    RunFactory,
    ThemeFactory,
    UserFactory,
)

SOURCES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"
BASE = "/admin/commitments/candidate"
TEXT = (
    "Greetings to all. Norway will build 30 schools and dig 20 wells in Malawi by 2026. "
    "Norway has built 10 schools this year. It rains a lot over there."
)
PLEDGE = "Norway will build 30 schools and dig 20 wells in Malawi by 2026"
CLAIM = "Norway has built 10 schools this year"


@pytest.fixture
def run(db):
    ThemeFactory(slug="health", name_en="Health")
    document = DocumentFactory(draft=True, raw_text=TEXT, title="Oslo", dated="2021-09-17")
    return RunFactory(document=document, unflagged=10)


@pytest.fixture
def pledge(run):
    return CandidateFactory(run=run, exact=PLEDGE)


@pytest.fixture
def claim(run):
    return CandidateFactory(run=run, exact=CLAIM, type="progress_claim")


@pytest.fixture
def sample(run):
    return CandidateFactory(run=run, exact="It rains a lot over there.", type="sample")


def address(document):
    return f"{BASE}/review/{document.pk}/"


def fields(client, candidate):
    """What a browser would send of the form in hand."""
    page = client.get(f"{address(candidate.document)}?candidate={candidate.pk}").content.decode()
    form = page[page.index('class="q-form"') :]
    form = form[: form.index("</form>")]
    values = {}
    for tag in re.findall(r"<input[^>]*>", form):
        facts = dict(re.findall(r'([a-z_-]+)="([^"]*)"', tag))
        kind = facts.get("type", "text")
        if kind == "checkbox" and " checked" not in tag:
            continue
        if "name" in facts:
            values.setdefault(facts["name"], []).append(
                facts.get("value", "on" if kind == "checkbox" else "")
            )
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        values[name] = [body]
    selects = re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL)
    for name, body in selects:
        chosen = re.search(r'value="([^"]*)" selected', body)
        values[name] = [chosen[1] if chosen else ""]
    return values


def send(client, candidate, button, value="1", **changed):
    values = {**fields(client, candidate), **changed, button: value}
    return client.post(address(candidate.document), values)


def test_a_pasted_text_is_confirmed_and_read(as_editor, django_capture_on_commit_callbacks):
    text = next(SOURCES.glob("002_*.txt")).read_bytes().decode()
    answer = as_editor.post(f"{BASE}/bring-in/", {"text": text.replace("\n", "\r\n")})
    document = Document.objects.get()
    assert document.raw_text == text
    assert answer.url == f"{BASE}/bring-in/{document.pk}/"
    page = as_editor.get(answer.url)
    form = page.context["form"]
    assert "On the afternoon of September 17, 2021" in page.content.decode()
    assert form["dated"].value().isoformat() == "2021-09-17"
    assert [kind for kind, _ in page.context["new"]] == ["person", "meeting"]
    values = {name: form[name].value() for name in form.fields if form[name].value()}
    values["told_new"] = page.context["new_names"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_editor.post(answer.url, values)
    assert answer.url == address(document)
    document.refresh_from_db()
    assert document.speaker.name_en == "Xi Jinping"
    assert document.event.slug.startswith("sco-21st-meeting")
    assert document.runs.get().state == "done"
    assert document.candidates.filter(type="pledge").count() >= 13


def test_a_new_name_is_added_only_after_it_was_told(as_editor):
    as_editor.post(f"{BASE}/bring-in/", {"text": "Remarks\n\nWe will build a bridge."})
    document = Document.objects.get()
    values = {"title": "Remarks", "kind": "transcript", "languages": ["en"], "dated": "2021-01-01",
              "speaker": "Jonas Stoere", "format": "in_person", "told_new": "[]"}  # fmt: skip
    page = as_editor.post(f"{BASE}/bring-in/{document.pk}/", values)
    assert "“Jonas Stoere” is not known here yet" in page.content.decode()
    assert not Party.objects.exists()
    values["told_new"] = page.context["new_names"]
    assert as_editor.post(f"{BASE}/bring-in/{document.pk}/", values).status_code == 302
    assert Party.objects.get().name_en == "Jonas Stoere"


def test_a_new_meeting_needs_its_day_and_nothing_is_half_saved(as_editor):
    as_editor.post(f"{BASE}/bring-in/", {"text": "Remarks\n\nWe will build a bridge."})
    document = Document.objects.get()
    values = {"title": "Changed", "kind": "transcript", "languages": ["en"], "format": "video",
              "event": "Oslo Forum", "speaker": "Ann Lee",
              "told_new": '["Oslo Forum", "Ann Lee"]'}  # fmt: skip
    page = as_editor.post(f"{BASE}/bring-in/{document.pk}/", values)
    assert page.status_code == 422
    assert "needs its day" in page.content.decode()
    document.refresh_from_db()
    assert document.title == "Remarks"
    assert not Party.objects.exists()
    assert not Event.objects.exists()


def test_the_same_source_again_leads_to_what_is_there(as_editor):
    upload = SimpleUploadedFile("a.pdf", pdf("Kenya will plant 5 trees in 2024."))
    as_editor.post(f"{BASE}/bring-in/", {"file": upload})
    upload.seek(0)
    page = as_editor.post(f"{BASE}/bring-in/", {"file": upload, "url": "https://a.example/"})
    document = Document.objects.get()
    assert page.status_code == 409
    assert f'href="{address(document)}"' in page.content.decode()
    assert "https://a.example/" in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Paste a text, or choose a file"),
        ({"text": " "}, "Paste a text, or choose a file"),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}, "is damaged"),
    ],
)
def test_what_cannot_come_in_says_why(as_editor, sent, words):
    page = as_editor.post(f"{BASE}/bring-in/", sent)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_the_original_file_comes_back_as_it_was(as_editor):
    data = pdf("Kenya will plant 5 trees in 2024.")
    as_editor.post(f"{BASE}/bring-in/", {"file": SimpleUploadedFile("a.pdf", data)})
    file = Document.objects.get().files.get()
    answer = as_editor.get(f"{BASE}/file/{file.pk}/")
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_the_screen_keeps_every_character_and_marks_candidates(as_editor, pledge, claim, sample):
    page = as_editor.get(address(pledge.document)).content.decode()
    words = re.search(r'<div class="q-words">(.*?)</div>', page, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", words) == TEXT
    assert f'class="cand cand-pledge cand-new cand-current" href="?candidate={pledge.pk}"' in words
    assert "cand-progress_claim cand-new" in words
    assert "Pledge 1/3" in re.sub(r"\s+", " ", page)


def test_accepting_drafts_what_the_form_says_and_shows_the_next(as_editor, pledge, claim):
    answer = send(as_editor, pledge, "accept", "draft", title="Schools", theme="health")
    assert answer.status_code == 303
    assert answer.url.endswith(f"?candidate={claim.pk}")
    made = Commitment.objects.get()
    assert (made.title, made.publication) == ("Schools", "draft")
    assert made.citations.get().exact == PLEDGE
    page = as_editor.get(answer.url).content.decode()
    assert f"{made.reference}</a>: Schools" in page


def test_the_quote_can_be_changed_to_other_words_of_the_text(as_editor, pledge):
    send(as_editor, pledge, "accept", "draft", words="Norway will build 30 schools")
    assert Commitment.objects.get().citations.get().exact == "Norway will build 30 schools"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words": "never said"}, "These words are not in the document."),
        ({"actor": "Nowhereland"}, "is not known here"),
        ({"title": ""}, "This field is required."),
        ({"quantity": "many"}, "Enter a number."),
        ({"quantity": "5", "unit": ""}, "A quantity needs its unit"),
        ({"period_end": "1999-01-01", "period_start": "2020-01-01"}, "cannot end before it starts"),
        ({"made_on": ""}, "on which day the words were spoken"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_typed_is_lost(as_editor, pledge, changed, words):
    page = send(as_editor, pledge, "accept", "draft", summary="", title_zh="学校", **changed)
    assert page.status_code == 422
    text = page.content.decode()
    assert words in text
    assert 'value="学校"' in text
    assert not Commitment.objects.exists()


def test_joining_takes_the_proposal_or_the_one_typed(as_editor, pledge, run):
    proposed, typed = CommitmentFactory(draft=True), CommitmentFactory(draft=True)
    Candidate.objects.filter(pk=pledge.pk).update(
        match=proposed, match_score=0.9, match_reasons=["alike"], match_differences=["softer"]
    )
    send(as_editor, pledge, "join", reference=f"{typed.reference} {typed.title}")
    assert typed.citations.filter(exact=PLEDGE).exists()
    typed.refresh_from_db()
    assert typed.wording_differences == ["softer"]
    as_editor.post(address(run.document), {"undo": "1"})
    Candidate.objects.filter(pk=pledge.pk).update(match=proposed, match_score=0.9)
    send(as_editor, pledge, "join", reference="")
    assert proposed.citations.filter(exact=PLEDGE).exists()


def test_joining_to_nothing_is_refused(as_editor, pledge):
    assert "Say to which commitment" in send(as_editor, pledge, "join").content.decode()
    page = send(as_editor, pledge, "join", reference="SCO-1999-001")
    assert "There is no commitment SCO-1999-001." in page.content.decode()


def test_a_claim_becomes_evidence_or_is_kept(as_editor, claim):
    commitment = CommitmentFactory(draft=True)
    send(as_editor, claim, "attach", reference=commitment.reference, claim="Ten were built.")
    assert Evidence.objects.get().claim == "Ten were built."
    as_editor.post(address(claim.document), {"undo": "1"})
    assert not Evidence.objects.exists()
    send(as_editor, claim, "accept", "keep")
    claim.refresh_from_db()
    assert (claim.state, claim.commitment) == ("accepted", None)
    as_editor.post(address(claim.document), {"undo": "1"})
    send(as_editor, claim, "accept", "draft", made_on="2021-09-17")
    assert Commitment.objects.filter(citations__exact=CLAIM).exists()


def test_a_sample_holds_no_pledge_or_a_missed_one(as_editor, sample):
    send(as_editor, sample, "reject", "no_pledge")
    sample.refresh_from_db()
    assert (sample.state, sample.reject_reason) == ("rejected", "no_pledge")
    as_editor.post(address(sample.document), {"undo": "1"})
    send(as_editor, sample, "accept", "draft", actor="Norway")
    assert Commitment.objects.get().citations.get().exact == "It rains a lot over there."


def test_a_candidate_is_split_at_a_word(as_editor, pledge):
    place = TEXT.index("and dig")
    page = as_editor.get(address(pledge.document)).content.decode()
    assert f'name="split" value="{place}">and</button>' in page
    answer = send(as_editor, pledge, "split", str(place))
    parts = Candidate.objects.filter(split_from=pledge).order_by("start")
    assert [one.exact for one in parts] == [
        "Norway will build 30 schools",
        "dig 20 wells in Malawi by 2026",
    ]
    assert answer.url.endswith(f"?candidate={parts[0].pk}")


def test_many_are_rejected_at_once(as_editor, pledge, claim, sample):
    answer = as_editor.post(
        address(pledge.document),
        {"reject_many": "1", "selected": [pledge.pk, claim.pk], "why": "process"},
    )
    assert Candidate.objects.filter(state="rejected").count() == 2
    assert answer.url.endswith(f"?candidate={sample.pk}")
    page = as_editor.post(address(pledge.document), {"reject_many": "1", "why": "process"})
    assert "Choose at least one candidate." in page.content.decode()


def test_who_comes_second_is_told_and_sees_what_was_decided(as_editor, pledge):
    values = fields(as_editor, pledge)
    reject_candidates(candidates=[pledge], why="vague", by=UserFactory(username="rex"))
    page = as_editor.post(address(pledge.document), {**values, "accept": "draft"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "rex decided this on " in text
    assert "Too vague" in text
    assert not Commitment.objects.exists()


def test_a_candidate_that_is_gone_is_told(as_editor, run):
    page = as_editor.post(address(run.document), {"candidate": "999", "accept": "draft"})
    assert "no longer there" in page.content.decode()
    assert "Choose what to do" in as_editor.post(address(run.document), {}).content.decode()


def test_a_failed_run_says_why_and_can_be_tried_again(as_editor):
    document = DocumentFactory(draft=True)
    RunFactory(document=document, state="failed", error="No model: install it.")
    page = as_editor.get(address(document)).content.decode()
    assert "No model: install it." in page
    assert f'action="{BASE}/read/{document.pk}/"' in page
    as_editor.post(f"{BASE}/read/{document.pk}/")
    assert document.runs.first().state == "queued"
    assert "Reading…" in as_editor.get(address(document)).content.decode()


def test_the_front_page_shows_work_and_figures(as_editor, pledge, sample):
    page = as_editor.get(f"{BASE}/queue/").content.decode()
    assert "Not known yet" in page
    by = UserFactory()
    accept_candidate(candidate=pledge, by=by)
    reject_candidates(candidates=[sample], why="no_pledge", by=by)
    page = as_editor.get(f"{BASE}/queue/").content.decode()
    assert "100%" in page
    assert "21–100%" in page
    assert "1 sampled sentence" in page


def test_a_long_text_is_shown_around_the_candidate(as_editor):
    text = "Nothing here. " * 20_000 + "We will build a bridge."
    run = RunFactory(document=DocumentFactory(draft=True, raw_text=text))
    one = CandidateFactory(run=run, exact="We will build a bridge")
    page = as_editor.get(address(run.document)).content.decode()
    assert f'id="at-{one.pk}"' in page
    assert "The text before is left out here." in page
    assert len(page) < 200_000


def test_hostile_words_stay_words(as_editor):
    text = "We will <script>alert(1)</script> build \"a' & bridge.\r\nNext."
    run = RunFactory(document=DocumentFactory(draft=True, raw_text=text, title="<b>T</b>"))
    CandidateFactory(run=run, exact=text[:-7])
    page = as_editor.get(address(run.document)).content.decode()
    assert "<script>alert" not in page
    assert "<b>T</b>" not in page
    assert "&#13;" in page


def test_only_editors_see_and_decide(client, pledge):
    pages = [address(pledge.document), f"{BASE}/queue/", f"{BASE}/bring-in/"]
    for page in pages:
        assert client.get(page).status_code == 302  # to the login
    nobody = signed_in(UserFactory(is_staff=True))
    for page in pages:
        assert nobody.get(page).status_code == 403
    assert nobody.post(address(pledge.document), {"undo": "1"}).status_code == 403


def test_the_list_leads_to_the_screen_and_deletes_nothing(as_editor, pledge):
    assert PLEDGE in as_editor.get(f"{BASE}/").content.decode()
    answer = as_editor.get(f"{BASE}/{pledge.pk}/change/")
    assert answer.url == f"{address(pledge.document)}?candidate={pledge.pk}"
    assert as_editor.get(f"{BASE}/{pledge.pk}/delete/").status_code == 403
    assert as_editor.get(f"{BASE}/add/").status_code == 403


def test_a_decision_costs_few_queries(as_editor, run, django_assert_max_num_queries):
    for number in range(10):
        CommitmentFactory(draft=True, reference=f"TST-2020-{number + 100}")
    one = CandidateFactory(run=run, exact=PLEDGE)
    for words in ("Greetings", "Norway has", "over there"):
        CandidateFactory(run=run, exact=words)
    with django_assert_max_num_queries(30):
        as_editor.get(address(run.document))
    values = fields(as_editor, one)
    with django_assert_max_num_queries(45):
        as_editor.post(address(run.document), {**values, "reject": "vague"})
