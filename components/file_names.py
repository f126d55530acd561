"""How files are called that a reader takes away, pictures by Plotly's own button too."""

from __future__ import annotations

from datetime import date


def file_stem(last_day: date, days: int, *, demo: bool = False) -> str:
    """Return how files of this window are called, without an ending; demo data say so."""
    return f"kol-growth-{'demo-' if demo else ''}{days or 'all'}-days-to-{last_day:%Y-%m-%d}"


def creator_stem(creator_id: str, chart: str, last_day: date) -> str:
    """Return how the picture of one of a creator's charts is called, without an ending."""
    return f"kol-growth-{creator_id}-{chart}-to-{last_day:%Y-%m-%d}"


def plot_config(stem: str) -> dict[str, object]:
    """Return what Plotly's own buttons offer on a chart whose picture is called `stem`."""
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": stem},
    }
