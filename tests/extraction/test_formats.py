import io
import zlib

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.reading.decode import Unreadable
from commitments.extraction.reading.formats import media_type_of, text_of

WORDS = "China will open 10 Luban Workshops."


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "in a table"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(text: str) -> bytes:
    """A one-page PDF, written by hand: objects, cross-reference table, trailer."""
    stream = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def test_plain_text_keeps_every_character() -> None:
    assert text_of(b"a\r\n\tb  \n", "a.txt") == "a\r\n\tb  \n"


def test_a_word_file_gives_paragraphs_and_tables() -> None:
    assert text_of(word_file(WORDS, "第二段"), "a.docx") == f"{WORDS}\n\n第二段\n\nin a table\t"


def test_a_pdf_gives_its_text() -> None:
    assert text_of(pdf(WORDS), "a.pdf").strip() == WORDS


def test_a_web_page_keeps_every_visible_word_and_no_script() -> None:
    page = (
        "<!doctype html><meta charset=gb2312><title>t</title><script>let x</script>"
        "<nav>Home</nav><h1>标题</h1><p>We <b>will</b> open<br>two.</p><p>Next</p>"
    )
    text = text_of(page.encode("gb18030"), "page")
    assert text.split() == ["Home", "标题", "We", "will", "open", "two.", "Next"]
    assert "We will open\ntwo.\n\nNext" in text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "holds no text"),
        (b" \n ", "a.txt", "holds no text"),
        (b"a\x00b", "a.txt", "no text (NUL)"),
        (b"\xff\xfe\x00", "a.txt", "UTF-16"),
        (b"\x93abc", "a.txt", "save it as UTF-8"),
        (b"%PDF-1.4 nothing more", "a.pdf", "damaged"),
        (pdf(""), "scan.pdf", "run OCR"),
        (b"PK\x03\x04 nothing more", "a.docx", "damaged"),
        (b"<html><meta charset=klingon><p>x", "a.html", "klingon"),
    ],
)
def test_what_cannot_be_read_says_why_and_which(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Unreadable, match=name.replace(".", r"\.")) as caught:
        text_of(data, name)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (pdf("x"), "misnamed.txt", "application/pdf"),
        (b"<HTML><p>x", "page.aspx", "text/html"),
        (b"plain", "speech", "text/plain"),
        (b"plain", "speech.pdf", "text/plain"),
    ],
)
def test_the_content_says_what_a_file_is_before_its_name(data, name, kind) -> None:
    assert media_type_of(data, name) == kind


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<html><meta charset=gbk>"]),
    st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a"]),
)
def test_any_bytes_are_read_or_refused_in_words(data: bytes, head: bytes, name: str) -> None:
    try:
        said = text_of(head + data, name)
    except Unreadable as problem:
        said = str(problem)
    assert said.strip()
