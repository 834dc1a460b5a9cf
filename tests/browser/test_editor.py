"""The editor's path from a quote to a published pledge, with two accounts, in a browser."""

import re
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group

from commitments.actions.accounts import EDITORS, REVIEWERS, ensure_groups
from commitments.models import Commitment
from tests.admin.conftest import SPEECH
from tests.factories import (
    DocumentFactory,
    EventFactory,
    PartyFactory,
    PublisherFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "correct-horse"


class Hand:
    """Does what a person does, and counts it: clicks, keys typed, texts pasted."""

    def __init__(self, page):
        self.page = page
        self.clicks = self.keys = self.pastes = 0
        self.complaints = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, message):
        if message.type != "error" and "Content Security Policy" not in message.text:
            return
        # A 409 is the answer to a conflict, and the browser logs it.
        icon = "favicon" in (message.location or {}).get("url", "")
        if "409" not in message.text and not icon:
            self.complaints.append(message.text)

    def click(self, target):
        self.clicks += 1
        (self.page.locator(target) if isinstance(target, str) else target).click()

    def press(self, *keys):
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, text):
        self.keys += len(text)
        self.page.keyboard.type(text)

    def paste(self, text):
        self.pastes += 1
        self.page.keyboard.insert_text(text)

    def tab_to(self, name):
        """Reach a field with the Tab key, as somebody without a mouse does."""
        for _ in range(12):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is more than twelve Tabs away")

    @property
    def tally(self):
        return f"{self.clicks} clicks, {self.keys} keystrokes, {self.pastes} pastes"


@pytest.fixture
def records():
    ensure_groups(by=None)
    for username, group in (("ed", EDITORS), ("eva", EDITORS), ("rex", REVIEWERS)):
        user = UserFactory(username=username, is_staff=True)
        user.set_password(PASSWORD)
        user.save()
        user.groups.add(Group.objects.get(name=group))
    ThemeFactory(slug="health", name_en="Health")
    PublisherFactory(slug="xinhua", name="Xinhua", owner_group="State of China")
    return DocumentFactory(
        slug="speech",
        title="A speech",
        raw_text=SPEECH,
        event=EventFactory(slug="sco-chs-21", name_en="21st meeting"),
        speaker=PartyFactory(slug="china", name_en="China", kind="country"),
        dated="2021-09-17",
    )


@pytest.fixture
def sign_in(browser, live_server, records):
    contexts = []

    def enter(username, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")
        return Hand(page)

    yield enter
    for context in contexts:
        context.close()


def serious(hand):
    """What axe finds; what its own measuring does against the policy does not count."""
    page, before = hand.page, list(hand.complaints)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    page.wait_for_timeout(50)
    hand.complaints[:] = before
    return [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def write_pledge(hand):
    """From the documents' list to a submitted pledge; the mouse only where it is quicker."""
    hand.page.goto("/admin/commitments/document/")
    hand.click("text=New commitment")
    hand.click("[name=citations-0-quote]")
    hand.paste('China will provide "two billion" doses of vaccine')
    hand.tab_to("title")
    hand.paste("Provide two billion doses of vaccine")
    hand.tab_to("themes")
    hand.type("Health")
    hand.tab_to("kind")
    hand.type("Qu")
    hand.tab_to("strength")
    hand.type("F")
    hand.click("[name=targets-0-indicator]")
    hand.type("doses")
    hand.tab_to("targets-0-quantity")
    hand.type("2,000,000,000")
    hand.tab_to("targets-0-unit")
    hand.type("dose")
    hand.click("[name=criteria_fulfilled]")
    hand.paste("Two billion doses were delivered.")
    hand.click("[name=evidence-0-bears_on]")
    hand.type("F")
    hand.tab_to("evidence-0-kind")
    hand.type("N")
    hand.tab_to("evidence-0-claim")
    hand.paste("More than two billion doses were provided by the end of 2021.")
    hand.tab_to("evidence-0-url")
    hand.paste("https://news.example/two-billion")
    hand.tab_to("evidence-0-publisher")
    hand.type("Xinhua")
    hand.tab_to("evidence-0-own_statement")
    hand.type("T")
    hand.click("[name=measurements-0-evidence]")
    hand.type("E01")
    hand.tab_to("measurements-0-value")
    hand.type("2000000000")
    hand.tab_to("measurements-0-unit")
    hand.type("dose")
    hand.click("[name=assessments-0-year]")
    hand.press("Control+a")
    hand.type("2021")
    hand.tab_to("assessments-0-status")
    hand.type("Fu")
    hand.tab_to("assessments-0-evidence")
    hand.type("E01")
    hand.tab_to("assessments-0-rationale")
    hand.paste("By the official count, which nobody outside confirms.")
    hand.click("input[value='Save and submit for review']")
    hand.page.wait_for_url("**/review/")


def test_from_quote_to_published(sign_in, records, capsys, record_property):
    editor = sign_in("ed")
    write_pledge(editor)
    made = Commitment.objects.get()
    assert made.publication == "in_review"

    reviewer = sign_in("rex")
    reviewer.click("text=Waiting for review")
    reviewer.click(reviewer.page.get_by_role("link", name=made.reference))
    reviewer.click("text=Preview and review")
    assert reviewer.page.locator("mark").first.inner_text().startswith("China will provide “two")
    reviewer.click("text=As readers will see it")
    assert reviewer.page.get_by_text("By the official count").count()
    reviewer.page.go_back()
    reviewer.click("[name=approve]")
    reviewer.click("input[value=Publish]")
    reviewer.page.wait_for_url("**/review/")
    made.refresh_from_db()
    assert made.publication == "published"
    assert made.assessments.get().state == "current"
    assert reviewer.page.goto(made.get_absolute_url()).status == 200
    assert editor.complaints == reviewer.complaints == []
    for who, hand in (("editor", editor), ("reviewer", reviewer)):
        record_property(f"from quote to published, {who}", hand.tally)
        with capsys.disabled():
            sys.stdout.write(f"\nfrom quote to published, {who}: {hand.tally}\n")


def test_two_people_on_one_page(sign_in):
    write_pledge(sign_in("ed"))
    address = f"/admin/commitments/commitment/{Commitment.objects.get().pk}/change/"
    first, second = sign_in("ed"), sign_in("eva")
    for hand in (first, second):
        hand.page.goto(address)
    first.page.fill("[name=title]", "The first title")
    first.page.press("[name=title]", "Enter")
    first.page.wait_for_url("**/review/")
    second.page.fill("[name=title]", "The second title")
    second.page.fill("[name=criteria_partly]", "Half of them.")
    second.page.press("[name=title]", "Control+Enter")
    conflict = second.page.get_by_role("alert")
    conflict.wait_for()
    for words in ("Provide two billion doses of vaccine", "The first title", "The second title"):
        assert words in conflict.inner_text()
    assert second.page.input_value("[name=title]") == "The second title"
    assert serious(second) == []
    second.page.press("[name=title]", "Enter")
    second.page.wait_for_url("**/review/")
    made = Commitment.objects.get()
    assert (made.title, made.criteria_partly) == ("The second title", "Half of them.")
    assert first.complaints == second.complaints == []


def test_rows_are_added_in_place_with_the_next_key(sign_in):
    hand = sign_in("ed")
    hand.page.goto("/admin/commitments/commitment/add/?document=speech")
    hand.click("[data-part=evidence] [data-add]")
    assert hand.page.input_value("[name=evidence-1-key]") == "E02"
    hand.click("[data-part=citations] [data-add]")
    assert hand.page.input_value("[name=citations-1-document]") == "speech"
    assert hand.page.evaluate("document.activeElement.name") == "citations-1-document"
    assert hand.complaints == []


def test_everything_works_without_scripts(sign_in):
    hand = sign_in("ed", java_script_enabled=False)
    page = hand.page
    page.goto("/admin/commitments/commitment/add/?document=speech")
    page.fill("[name=title]", "Hold a forum")
    page.fill("[name=citations-0-quote]", "We will hold a forum.")
    page.select_option("[name=kind]", "event")
    page.select_option("[name=strength]", "firm")
    page.click("[data-part=beneficiaries] [data-add]")
    assert page.locator("[name=beneficiaries-1-party]").count() == 1
    page.click("input[value='Save draft']")
    assert page.get_by_text("Which of these is it?").count()
    page.locator("[name=citations-0-place]").nth(1).check()
    page.click("input[value='Save draft']")
    page.wait_for_url("**/review/")
    start = Commitment.objects.get().citations.get().start
    assert start == SPEECH.rindex("We will hold a forum.")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious_for_axe_and_nothing_wider_than_the_screen(sign_in, width):
    write_pledge(sign_in("ed"))
    key = Commitment.objects.get().pk
    evidence = Commitment.objects.get().evidence.get().pk
    hand = sign_in("rex", viewport={"width": width, "height": 900})
    stem = "/admin/commitments"
    for address in (
        "/admin/",
        f"{stem}/commitment/",
        f"{stem}/commitment/add/?document=speech",
        f"{stem}/commitment/{key}/change/",
        f"{stem}/commitment/{key}/review/",
        f"{stem}/commitment/{key}/history/",
        f"{stem}/document/",
        f"{stem}/document/add/",
        f"{stem}/document/{_document()}/change/",
        f"{stem}/document/{_document()}/version/",
        f"{stem}/document/{_document()}/withdraw/",
        f"{stem}/evidence/{evidence}/change/",
        f"{stem}/citation/",
        f"{stem}/party/add/",
    ):
        assert hand.page.goto(address).status == 200
        assert serious(hand) == [], address
        wide = hand.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{address} is {wide} pixels wider than the screen"
    assert hand.complaints == []


def _document():
    return Commitment.objects.get().citations.get().document_id


def test_the_errors_of_a_page_are_found_at_once(sign_in):
    hand = sign_in("ed")
    hand.page.goto("/admin/commitments/commitment/add/?document=speech")
    hand.page.fill("[name=citations-0-quote]", "We will hold a fair.")
    hand.page.press("[name=title]", "Enter")
    hand.page.get_by_text(re.compile("nearest passage")).wait_for()
    assert hand.page.locator("[name=citations-0-quote]").is_visible()
    assert hand.page.input_value("[name=citations-0-quote]") == "We will hold a fair."
    assert serious(hand) == []
