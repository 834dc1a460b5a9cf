"""A reader's way through the site in Chromium: with the keyboard, without script, in the dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from commitments.models import Document
from tests.factories import CitationFactory, DocumentFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data"),
]

PAGES = [
    "/", "/commitments/", "/commitments/?q=vaccine&theme=health", "/commitments/?q=zzzzqq",
    "/commitments/?year=abc", "/commitments/SCO-2020-009/", "/commitments/SCO-2021-003/",
    "/years/", "/years/2022/", "/themes/", "/themes/health/", "/sources/",
    "/sources/xi-sco-chs-2020-speech/", "/sources/xi-sco-chs-2020-speech/?view=raw",
    "/sources/li-sco-chg-2021-speech/", "/methodology/", "/data/", "/nowhere",
]  # fmt: skip
#: Collects what the browser's policy refused, also before the page's own code runs.
WATCH = """
    window.refused = [];
    document.addEventListener('securitypolicyviolation', e => window.refused.push(
        `${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


def test_from_a_filter_to_the_passage_and_back_without_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Commitments").click()
    page.get_by_label("Poverty reduction").check()
    page.get_by_label("Partly fulfilled").check()
    page.get_by_role("button", name="Apply").click()
    assert re.search(r"status=partly_fulfilled", page.url)
    filtered = page.url
    assert page.get_by_role("status").inner_text() == "1 commitment"
    page.get_by_role("link", name="Provide 1,000 poverty-alleviation training").click()
    assert page.url.endswith("/commitments/SCO-2021-006/")
    words = page.locator("blockquote mark").first.inner_text()
    assert "1,000 training opportunities in poverty alleviation" in words
    page.get_by_role("link", name="See it in the source text").first.click()
    target = page.locator(":target")
    assert target.inner_text().startswith(words[:40])
    top = target.bounding_box()["y"]
    assert 0 <= top < page.viewport_size["height"], "the passage is not in view"
    target.click()
    assert page.url.endswith("/commitments/SCO-2021-006/")
    for _step in range(3):
        page.go_back()
    assert page.url == filtered
    page.get_by_role("link", name="Theme Poverty reduction").click()
    assert page.get_by_role("status").inner_text() == "3 commitments"
    context.close()


def test_every_page_passes_axe_fits_every_width_and_keeps_the_policy(
    browser, live_server, subtests
):
    context = browser.new_context(base_url=live_server.url, color_scheme="light")
    context.add_init_script(WATCH)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        with subtests.test(path):
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(path)
            assert page.evaluate("window.refused") == []
            assert not [text for text in complaints if "Security Policy" in text]
            assert grave(page) == []
            for width in (390, 768, 1920):
                page.set_viewport_size({"width": width, "height": 844})
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                    f"the page scrolls sideways at {width} px"
                )
    context.close()


def test_colours_are_readable_in_the_dark(browser, live_server, subtests):
    context = browser.new_context(base_url=live_server.url, color_scheme="dark")
    page = context.new_page()
    for path in PAGES:
        with subtests.test(path):
            page.goto(path)
            # Everything else is as it is in the light.
            assert grave(page, {"runOnly": ["color-contrast"]}) == []
    context.close()


def grave(page, options=None):
    """What axe calls serious or critical: the rule, and where."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def test_a_browser_gives_every_text_back_letter_for_letter(page, live_server):
    odd = DocumentFactory(raw_text="\n\n<b>a</b>\r\nb\rc\t&amp; 𠀀\u200b “quoted” here \n\n")
    CitationFactory(document=odd, commitment_id=first_commitment(), exact="c\t&amp; 𠀀")
    for document in Document.public.all():
        page.goto(f"{live_server.url}{document.get_absolute_url()}?view=raw")
        assert page.evaluate("document.getElementById('raw-text').textContent") == document.raw_text


def first_commitment():
    from commitments.models import Commitment

    return Commitment.public.values_list("pk", flat=True)[0]


def test_the_keyboard_is_enough(page, live_server):
    page.goto(f"{live_server.url}/commitments/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("疫苗")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments/?q=*")
    assert page.locator("li.pledge mark").first.inner_text() == "疫苗"
    page.goto(f"{live_server.url}/years/")
    frame = page.locator(".matrix-frame")
    frame.focus()
    head = page.locator(".matrix thead th").first
    before = head.bounding_box()
    page.set_viewport_size({"width": 390, "height": 844})
    frame.evaluate("node => node.scrollTo(200, 300)")
    box, window = head.bounding_box(), frame.bounding_box()
    assert before is not None
    assert abs(box["x"] - window["x"]) <= 2, "the first column does not stay"
    assert abs(box["y"] - window["y"]) <= 2, "the head does not stay"
