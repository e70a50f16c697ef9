"""Invitations as a document of Word: for each person a block with the code to scan, kept together on its page."""

import io
from collections.abc import Sequence
from typing import Any

import segno

import locales
from bot.commands.sheets import Invited
from bot.imports.roles import role_name

_CODE_MM, _TEXT_MM = 42, 125


def as_docx(invited: Sequence[Invited]) -> bytes:
    """The .docx."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(15)
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for one in invited:
        _add(table.add_row(), one)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(row: Any, one: Invited) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    person, lang = one.person, one.person.lang
    together = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(together)
    picture = io.BytesIO()
    segno.make(one.link, error="m", micro=False).save(picture, kind="png", scale=6)
    picture.seek(0)
    code, text = row.cells
    code.width, text.width = Mm(_CODE_MM + 3), Mm(_TEXT_MM)
    code.paragraphs[0].add_run().add_picture(picture, width=Mm(_CODE_MM))
    lines = (
        (locales.text(lang, "sheet-title"), 14, True),
        (locales.text(lang, "sheet-to", name=person.name), 12, True),
        (locales.text(lang, "sheet-role", role=role_name(person.role, lang), unit=person.unit), 11, False),
        (f"1. {locales.text(lang, 'sheet-scan')}", 11, False),
        (f"2. {locales.text(lang, 'sheet-start')}", 11, False),
        (one.link, 10, False),
        (locales.text(lang, "sheet-keep", until=one.last_day), 9, False),
    )
    for number, (line, size, bold) in enumerate(lines):
        paragraph = text.paragraphs[0] if number == 0 else text.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line.replace(locales.BOLD_ON, "").replace(locales.BOLD_OFF, ""))
        run.font.size, run.bold = Pt(size), bold
    text.add_paragraph()
