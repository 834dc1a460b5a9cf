"""What must hold of every page, on the real data."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin

import pytest

from tests.views.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

PAGES = [
    "/", "/commitments/", "/commitments/?q=vaccine", "/commitments/?q=%E7%96%AB%E8%8B%97",
    "/commitments/?q=zzzzqq", "/commitments/SCO-2020-009/", "/commitments/SCO-2021-003/",
    "/commitments/SCO-2020-008/", "/years/", "/years/2022/", "/themes/", "/themes/health/",
    "/sources/", "/sources/xi-sco-chs-2020-speech/", "/sources/xi-sco-chs-2020-speech/?view=raw",
    "/sources/xi-sco-chs-2020-xinhua-mt/", "/methodology/", "/data/",
]  # fmt: skip
REFUSALS = [("/commitments/?year=abc", 400), ("/commitments/NO-2020-001/", 404), ("/nowhere", 404)]
HAN = re.compile("[\u4e00-\u9fff]")


def test_every_page_is_sound(client, subtests):
    for path in PAGES:
        with subtests.test(path):
            response = client.get(path)
            assert response.status_code == 200
            page = parse(response)
            assert_sound(page)
            if "view=raw" not in path:
                assert_chinese_says_so(page)


def test_a_refusal_is_a_page_with_a_way_on(client, subtests):
    for path, status in REFUSALS:
        with subtests.test(path):
            response = client.get(path)
            assert response.status_code == status
            page = parse(response)
            assert_sound(page)
            assert page.one("main").all("a", href="/commitments/")


def assert_sound(page):
    (html,) = page.all("html")
    assert html.attrs["lang"]
    assert html.one("title").words
    assert len(html.all("h1")) == 1
    assert_headings_do_not_skip(html)
    ids = [one.attrs["id"] for one in html.all() if "id" in one.attrs]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for one in html.all():
        assert_nothing_inline(one)
        for name in ("aria-labelledby", "for"):
            if name in one.attrs:
                assert one.attrs[name] in ids, f"{one} points nowhere"
        if one.tag == "use":
            assert one.attrs["href"].removeprefix("#") in ids


def assert_nothing_inline(one):
    assert one.tag not in {"script", "style"}, "strict CSP: nothing inline"
    assert "style" not in one.attrs, f"inline style on {one}"
    assert not [name for name in one.attrs if name.startswith("on")], f"handler on {one}"


def assert_headings_do_not_skip(html):
    level = 0
    for one in html.all():
        if re.fullmatch("h[1-6]", one.tag):
            assert int(one.tag[1]) <= level + 1, f"h{level} is followed by {one}"
            level = int(one.tag[1])


def assert_chinese_says_so(page):
    stack = [page]
    while stack:
        one = stack.pop()
        for child in one.children:
            if not isinstance(child, str):
                if child.tag != "title":
                    stack.append(child)
            elif len(HAN.findall(child)) > 0.5 * len(child.strip()):
                assert one.language.startswith("zh"), f"{child.strip()[:40]} in {one}"


def test_the_policy_is_strict(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_every_link_leads_somewhere(client):
    """Follow every internal link and check that what it points at inside the page is there."""
    ids, wanted, queue, seen = {}, [], deque(["/"]), {"/"}
    while queue:
        path = queue.popleft()
        response = client.get(path)
        assert response.status_code == 200, f"{path} is linked and answers {response.status_code}"
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = parse(response)
        ids[path] = {one.attrs["id"] for one in page.all() if "id" in one.attrs}
        for link in page.all("a"):
            target = urljoin(path, link.attrs["href"])
            if not target.startswith("/"):
                assert "nofollow" in link.attrs["rel"]
                assert "noopener" in link.attrs["rel"]
                continue
            address, fragment = urldefrag(target)
            if fragment:
                wanted.append((path, address, fragment))
            # Filters combine without end: one query string at a time is enough.
            if address not in seen and address.count("&") == 0 and "." not in address:
                seen.add(address)
                queue.append(address)
    for path, address, fragment in wanted:
        assert fragment in ids[address], f"{path} links to {address}#{fragment}"
    assert len([path for path in seen if path.startswith("/commitments/SCO-")]) == 32
    assert len([path for path in seen if path.startswith("/sources/")]) > 5


def test_robots_and_sitemap_agree(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    index = client.get("/sitemap.xml").content.decode()
    sections = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    found = [
        path
        for section in sections
        for path in re.findall(
            r"<loc>http://testserver(.*?)</loc>", client.get(section).content.decode()
        )
    ]
    assert len([path for path in found if path.startswith("/commitments/SCO-")]) == 32
    assert len([path for path in found if re.fullmatch(r"/sources/.+/", path)]) == 5
    for path in found:
        assert client.get(path).status_code == 200
    assert client.get("/favicon.ico").status_code == 302
