"""Sets the PDF documents of the practice meeting: a biopsy report from outside, and an epikris.

A document is the same each time it is made: it gets a fixed id, and its time of making is taken
out.
"""

import re

from practice_words import DISCHARGE, PROSTATE, Heading, Lead, Part, Table, Text, Title
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

_DOTS = 300  # an inch
_MARGIN, _HEAD = 18.0, 14.0  # millimetres
_SIZES = {Title: 21, Heading: 15, Lead: 12, Text: 12}  # points
_ABOVE = {Title: 0, Heading: 20, Lead: 6, Text: 6}  # CSS pixels
_MADE = re.compile(rb"/(?:Creation|Mod)Date \(D:[^)]*\)")
_METADATA = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"/>
<?xpacket end="w"?>"""


def documents() -> dict[str, bytes]:
    """Return the PDF documents by the id of their Binary."""
    return {
        "practice-prostate-pdf": _pdf("Utlåtande, prostatabiopsier", PROSTATE, 1),
        "practice-discharge-pdf": _pdf("Epikris, medicinkliniken", DISCHARGE, 2),
    }


def _pdf(title: str, parts: tuple[Part, ...], number: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    millimetres = QPageLayout.Unit.Millimeter
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), millimetres)
    writer.setResolution(_DOTS)
    writer.setTitle(f"ÖVNING – {title}")
    writer.setDocumentId(QUuid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    writer.setDocumentXmpMetadata(_METADATA)
    _paint(writer, title, parts)
    made = buffer.data().data()
    return _MADE.sub(lambda found: b" " * len(found[0]), made)


def _paint(writer: QPdfWriter, title: str, parts: tuple[Part, ...]) -> None:
    head = _HEAD / 25.4 * _DOTS
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont("Inter", _SIZES[Text]))
    document.setDocumentMargin(0)
    size = QSizeF(writer.width(), writer.height() - 2 * head)
    document.setPageSize(size)
    cursor = QTextCursor(document)
    for part in parts:
        _add(cursor, part)
    pages = document.pageCount()
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        _paint_edges(painter, writer, title, f"Sida {page + 1} av {pages}")
        painter.save()
        painter.translate(0, head - page * size.height())
        document.drawContents(painter, QRectF(0, page * size.height(), size.width(), size.height()))
        painter.restore()
    painter.end()


def _add(cursor: QTextCursor, part: Part) -> None:
    if isinstance(part, Table):
        _add_table(cursor, part)
        return
    block, words = QTextBlockFormat(), QTextCharFormat()
    block.setTopMargin(_ABOVE[type(part)])
    if isinstance(part, Heading) and part.new_page:
        block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    words.setFontPointSize(_SIZES[type(part)])
    if not isinstance(part, Text):
        words.setFontWeight(QFont.Weight.Bold)
    if not cursor.atStart():
        cursor.insertBlock()
    cursor.setBlockFormat(block)
    cursor.insertText(part.text, words)


def _add_table(cursor: QTextCursor, table: Table) -> None:
    form = QTextTableFormat()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setBorder(1)
    form.setBorderBrush(QColor("#9aa7b0"))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(5)
    form.setTopMargin(6)
    cells = cursor.insertTable(len(table.rows), len(table.rows[0]), form)
    for down, row in enumerate(table.rows):
        for across, text in enumerate(row):
            words = QTextCharFormat()
            if down == 0:
                words.setFontWeight(QFont.Weight.Bold)
                words.setBackground(QColor("#dfe8ee"))
            cell = cells.cellAt(down, across)
            cell.setFormat(words)
            cell.firstCursorPosition().insertText(text, words)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _paint_edges(painter: QPainter, writer: QPdfWriter, title: str, page: str) -> None:
    font = QFont("Inter", 9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#9b1c1c"))
    line = QRectF(0, 0, writer.width(), 0.3 * _DOTS)
    painter.drawText(
        line, Qt.AlignmentFlag.AlignLeft, "ÖVNING – påhittade uppgifter, ingen patient"
    )
    painter.setPen(QColor("#333333"))
    line.moveBottom(writer.height())
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | bottom, title)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | bottom, page)
