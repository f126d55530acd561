from __future__ import annotations

import plotly.graph_objects as go
import plotly.io
import plotly.tools
import pytest

from components.chart.figure import growth_figure
from components.chart.kept import KeptFigure, kept_figure
from tests.components.made import A, B, comparison, history
from tests.components.seeing import seen


def test_a_kept_figure_is_drawn_as_it_was_built():
    built = growth_figure(seen(history(A, [1, 2, 4]), history(B, [5, 5, 6])).chart)
    kept = KeptFigure(built.to_plotly_json())
    # as Streamlit takes them
    figures = [plotly.tools.return_figure_from_figure_or_data(one, True) for one in (built, kept)]
    assert len({plotly.io.to_json(one, validate=False) for one in figures}) == 1


@pytest.mark.parametrize(("anonymous", "times"), [(True, 1), (False, 2)])
def test_a_figure_with_a_visitors_words_in_it_is_built_for_that_visitor(anonymous, times):
    built = []

    def build() -> go.Figure:
        built.append("once")
        return go.Figure(layout={"title": {"text": "drawn"}})

    for _visit in range(2):
        shown = comparison(history(A, [1, 2, 4]))
        for _look in range(2):
            key = ("a figure", anonymous)
            figure = kept_figure(shown, key, build, anonymous=anonymous)
            assert figure.to_dict()["layout"]["title"] == {"text": "drawn"}
    assert len(built) == times
