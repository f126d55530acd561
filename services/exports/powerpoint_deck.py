"""A deck under construction: its size, its slides, and text in our faces and colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.text.text import Font, TextFrame, _Paragraph
from pptx.util import Emu, Inches, Pt

from services.exports.powerpoint_text import fitted, paged
from services.exports.report import Report
from services.text import clean

WIDTH, HEIGHT = 13.333, 7.5
"""Of a slide, in inches."""

LATIN, EAST_ASIAN = "Calibri", "Microsoft YaHei"
"""The faces of every text. Without the second, Chinese falls back to whatever a machine has."""


Shapes = Any
"""The shapes of a slide or of a group, of a library without types."""


@dataclass(frozen=True)
class Place:
    """A rectangle on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Style:
    """How a text looks: the largest of `sizes` (points) that fits, a hex colour ("": the look's
    own), the space after each paragraph (points), weight, whether each has a bullet, or ends on
    the right.
    """

    sizes: tuple[int, ...]
    color: str = ""
    gap: float = 0
    bold: bool = False
    bullet: bool = False
    right: bool = False


LEFT, ROOM = 0.55, 12.23
"""Where everything begins, and how wide it may be, in inches."""

TITLE, FIGURE = Place(LEFT, 0.62, ROOM, 0.92), Place(LEFT, 1.6, ROOM, 5.27)
"""Where a sentence stands as title, and the figure under it."""
BODY = Place(LEFT, 1.3, ROOM, 5.55)
"""What stands under a title of a single line."""
TEXT = 14
"""Points: the smallest type that is read, not looked up."""
LABEL = 12
"""Points of what labels something."""

_HEADING, _MARK = Place(LEFT, 0.3, 9.7, 0.32), Place(LEFT + 9.73, 0.3, 2.5, 0.32)
_SHORT = Place(LEFT, 0.62, ROOM, 0.55)
_FOOTER = Place(LEFT, 6.92, ROOM, 0.48)
_INDENT = Inches(0.25)  # of a text behind its bullet
_TITLE_ONLY = 5  # of the layouts in the library's own template


class Deck:
    """A presentation with the report that goes into it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.presentation = Presentation()
        self._use_wide_slides()
        self._layout = self.presentation.slide_layouts[0]
        properties = self.presentation.core_properties
        properties.title = clean(report.headline)[:255]
        properties.comments = clean(report.footer)[:255]
        properties.author = ""

    def slide(self, title: str, place: Place = _SHORT) -> Slide:
        """Add a slide with its title, what the list is called above it, and source and data day at
        its foot; demo data say so in its corner.
        """
        report, look = self.report, self.report.look
        slide = self.presentation.slides.add_slide(self._layout)
        frame = slide.shapes.title
        frame.left, frame.top = Inches(place.left), Inches(place.top)
        frame.width, frame.height = Inches(place.width), Inches(place.height)
        self.fill(frame.text_frame, place, [title], Style((28, 26, 24, 22, 20, 18), bold=True))
        frame.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        self.text(
            slide.shapes, _HEADING, [report.heading or report.title], Style((TEXT,), look.muted)
        )
        if report.demo:
            demo = Style((TEXT,), bold=True, right=True)
            self.text(slide.shapes, _MARK, [report.demo], demo)
        self.text(slide.shapes, _FOOTER, [report.footer], Style((LABEL,), look.muted))
        return slide

    def text(self, shapes: Shapes, place: Place, texts: Sequence[str], style: Style) -> None:
        """Add a text box with a paragraph for each text."""
        box = shapes.add_textbox(
            Inches(place.left), Inches(place.top), Inches(place.width), Inches(place.height)
        )
        self.fill(box.text_frame, place, texts, style)
        if style.bullet:
            for paragraph in box.text_frame.paragraphs:
                _add_bullet(paragraph)

    def pages(self, title: str, texts: Sequence[str], most: int = 20, gap: float = 8) -> None:
        """Add slides of texts, a bullet each with a `gap` after it (points), in type of `most`
        points or what makes them fit one slide; in `TEXT` points they go on on further ones.
        """
        if not texts:
            return
        cleaned = [clean(text) for text in texts]
        width = BODY.width - _INDENT / Inches(1)
        size, _all = fitted(cleaned, width, BODY.height, tuple(range(most, TEXT - 1, -2)), gap)
        pages = list(paged(cleaned, width, BODY.height, size, gap))
        for at, page in enumerate(pages, start=1):
            slide = self.slide(self.continued(title, at, len(pages)))
            self.text(slide.shapes, BODY, page, Style((size,), gap=gap, bullet=True))

    def continued(self, title: str, page: int, pages: int) -> str:
        """Return a title that counts the slides it stands over."""
        if pages == 1:
            return title
        return self.report.words.continued.format(title=title, page=page, pages=pages)

    def face(self, font: Font, size: int, color: str, *, bold: bool = False) -> None:
        """Set both faces, size (points), colour (hex) and weight of a run, cell or chart text."""
        font.size, font.bold, font.name = Pt(size), bold, LATIN
        font.color.rgb = rgb(color)
        properties = font._rPr
        for old in properties.findall(qn("a:ea")):
            properties.remove(old)
        east_asian = OxmlElement("a:ea")
        east_asian.set("typeface", EAST_ASIAN)
        properties.find(qn("a:latin")).addnext(east_asian)

    def write(
        self, paragraph: _Paragraph, text: str, size: int, color: str, *, bold: bool = False
    ) -> None:
        """Add `text` to a paragraph as one run."""
        run = paragraph.add_run()
        run.text = clean(text)
        self.face(run.font, size, color, bold=bold)

    def fill(self, frame: TextFrame, place: Place, texts: Sequence[str], style: Style) -> None:
        """Fill a frame as large as `place` with a paragraph for each text."""
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        cleaned = [clean(text) for text in texts]
        size, fitting = fitted(cleaned, place.width, place.height, style.sizes, style.gap)
        for at, text in enumerate(fitting):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
            paragraph.space_after = Pt(style.gap)
            ink = style.color or self.report.look.text
            self.write(paragraph, text, size, ink, bold=style.bold)

    def _use_wide_slides(self) -> None:
        """Make the library's 4:3 template wide, and keep the one layout that is used."""
        deck = self.presentation
        wider = Inches(WIDTH) / deck.slide_width
        deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        kept = deck.slide_layouts[_TITLE_ONLY]
        for layout in [layout for layout in deck.slide_layouts if layout != kept]:
            deck.slide_layouts.remove(layout)
        for shape in [*deck.slide_master.shapes, *kept.placeholders]:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * wider), int(shape.width * wider)


def _add_bullet(paragraph: _Paragraph) -> None:
    """A bullet in the text itself would take the East Asian face before a Chinese name."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(_INDENT))
    properties.set("indent", str(-_INDENT))
    bullet = OxmlElement("a:buChar")
    bullet.set("char", "•")
    properties.append(bullet)


def rgb(color: str) -> RGBColor:
    """Return a hex colour, with or without its `#`."""
    return RGBColor.from_string(color.lstrip("#"))
