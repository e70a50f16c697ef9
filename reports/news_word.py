"""Writes a document of news with python-docx: ready for an editor, pictures upright and no larger than needed. Pure."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document as new_document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageOps

from reports.news_document import Article, NewsDocument, Shown
from rules.folding import clean

_FONT = "Times New Roman"
_GREY = RGBColor(0x55, 0x5B, 0x66)
_WIDE, _WIDE_HIGH = Cm(15.5), Cm(10.5)
_HALF, _HALF_HIGH = Cm(7.8), Cm(6.5)
_NO_XML = str.maketrans("", "", "\ufffe\uffff")
# So many pictures are drawn so large (longest side in pixels, quality): the document must fit into a message.
_SIZES = ((80, 1600, 85), (250, 1200, 80), (600, 800, 70))
_SMALLEST = (640, 60)


def written(told: NewsDocument, content_of: Callable[[str], bytes | None]) -> bytes:
    """The document as .docx, as reports.news_document.make says."""
    document = _empty(told)
    number = sum(len(one.pictures) for chapter in told.chapters for one in chapter.articles)
    size = next(((longest, quality) for most, longest, quality in _SIZES if number <= most), _SMALLEST)
    for chapter in told.chapters:
        document.add_heading(_text(chapter.title), level=1)
        for article in chapter.articles:
            _article(document, article, lambda one: _picture(one, content_of, size), told.unreadable)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _article(document: Docx, article: Article, draw: Callable[[Shown], bytes | None], unreadable: str) -> None:
    document.add_heading(_text(article.title), level=2)
    _small(document.add_paragraph(), article.about)
    for line in article.text.split("\n"):
        if line.strip():
            paragraph = document.add_paragraph(_text(line))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if article.note:
        _small(document.add_paragraph(), article.note)
    _pictures(document, article.pictures, draw, unreadable)


def _pictures(document: Docx, shown: Sequence[Shown], draw: Callable[[Shown], bytes | None], unreadable: str) -> None:
    """One alone is wide, of several two stand side by side, each above its words."""
    if len(shown) == 1:
        _drawn(document.add_paragraph(), shown[0], draw, unreadable, (_WIDE, _WIDE_HIGH))
        _caption(document.add_paragraph(), shown[0])
        return
    if not shown:
        return
    grid = document.add_table(rows=(len(shown) + 1) // 2, cols=2)
    for place, one in enumerate(shown):
        cell = grid.cell(place // 2, place % 2)
        _drawn(cell.paragraphs[0], one, draw, unreadable, (_HALF, _HALF_HIGH))
        _caption(cell.add_paragraph(), one)
    document.add_paragraph()


def _drawn(
    paragraph: Any, one: Shown, draw: Callable[[Shown], bytes | None], unreadable: str, box: tuple[Cm, Cm]
) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    content = draw(one)
    if content is None:
        _small(paragraph, unreadable)
        return
    with Image.open(io.BytesIO(content)) as image:
        wide, high = image.size
    by_width = wide * box[1] <= high * box[0]
    paragraph.add_run().add_picture(
        io.BytesIO(content), width=None if by_width else box[0], height=box[1] if by_width else None
    )


def _caption(paragraph: Any, one: Shown) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if one.caption.strip():
        paragraph.add_run(_text(one.caption)).italic = True


def _picture(one: Shown, content_of: Callable[[str], bytes | None], size: tuple[int, int]) -> bytes | None:
    """The picture upright, not larger than needed, and without what the camera noted (place, time); None if unreadable.

    What people send may be cut short or no picture at all.
    """
    content = None if one.sha256 is None else content_of(one.sha256)
    if content is None:
        return None
    longest, quality = size
    written = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as image:
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longest, longest))
            flat = Image.new("RGB", upright.size, "white")
            seen = upright.convert("RGBA")
            flat.paste(seen, mask=seen)
            flat.save(written, "JPEG", quality=quality)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return written.getvalue()


def _empty(told: NewsDocument) -> Docx:
    """A4 with the head of the document, in the type that the Department's papers have."""
    document = new_document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for name, points in (("Normal", 13), ("Heading 1", 15), ("Heading 2", 14), ("Title", 18)):
        style: Any = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
        style.font.color.rgb = RGBColor(0, 0, 0)
    document.core_properties.title = _text(told.title)
    document.core_properties.author = _text(told.department)
    for text, points, bold in ((told.department, 13, False), (told.title, 18, True), (told.period, 13, False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_text(text))
        run.bold, run.font.size = bold, Pt(points)
    _small(document.add_paragraph(), told.total)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_numbers(page.footer.paragraphs[0])
    return document


def _small(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(_text(text))
    run.italic, run.font.size, run.font.color.rgb = True, Pt(11), _GREY


def _page_numbers(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _text(text: str) -> str:
    """Without what XML cannot hold."""
    return clean(text).translate(_NO_XML)
