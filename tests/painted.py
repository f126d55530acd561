"""What a browser has painted, frame by frame.

A page's own script cannot say: it is asked before a frame is painted, or after what comes next.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image
from playwright.sync_api import Page

from tests.visits import CHART

_UNLIKE = 64  # of 255: a skeleton is paler beside its ground, a curve is not


@dataclass
class Painted:
    """The frames of a page, as large as its window, in the order in which they were painted."""

    page: Page
    frames: list[bytes] = field(default_factory=list)

    def blank(self, chart: str = CHART) -> int:
        """Return in how many frames the place of a chart that had stood there was empty."""
        box = self.page.locator(chart).bounding_box()
        assert box is not None
        left, top = box["x"], box["y"]
        inside = (int(left), int(top), int(left + box["width"]), int(top + box["height"]))
        drawn = [_has_lines(Image.open(io.BytesIO(frame)).crop(inside)) for frame in self.frames]
        return drawn[drawn.index(True) :].count(False)


def _has_lines(image: Image.Image) -> bool:
    darkest, lightest = image.convert("L").getextrema()
    return lightest - darkest > _UNLIKE


@contextmanager
def painting(page: Page) -> Iterator[Painted]:
    """Take down every frame that a page paints; it may be one that is yet to be opened."""
    seen, session = Painted(page), page.context.new_cdp_session(page)

    def take(event):
        seen.frames.append(base64.b64decode(event["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", take)
    session.send("Page.startScreencast", {"format": "jpeg", "quality": 60})
    yield seen
    session.send("Page.stopScreencast")
    session.detach()
