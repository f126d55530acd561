from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from components.chart.spots import Box, Spot, places_for

SPOTS = st.lists(
    st.builds(
        Spot,
        x=st.floats(0, 400),
        y=st.floats(0, 300),
        radius=st.floats(3, 20),
        name=st.sampled_from(["Luna", "小满的素食厨房", "A longer name", ""]),
    ),
    max_size=30,
)


def around(spot: Spot) -> Box:
    return Box(
        spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    )


@given(SPOTS)
def test_no_name_lies_on_another_or_on_a_point_or_leaves_the_panel(spots):
    found = places_for(spots, 14, 400, 300)
    boxes = [place[1] for place in found if place]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for spot, place in zip(spots, found, strict=True):
        if place:
            assert not any(place[1].meets(around(other)) for other in spots if other is not spot)
            assert 0 <= place[1].left <= place[1].right <= 400
            assert 0 <= place[1].bottom <= place[1].top <= 300
        if not spot.name:
            assert place is None


def test_a_name_stands_right_of_its_point_and_elsewhere_where_that_is_taken():
    alone = Spot(100, 100, 5, "Luna")
    ((where, box),) = places_for([alone], 14, 400, 300)
    assert (where, box.left) == ("middle right", 109)
    beside = Spot(120, 100, 5, "")
    assert [place and place[0] for place in places_for([alone, beside], 14, 400, 300)] == [
        "middle left",
        None,
    ]


def test_the_first_choose_first():
    near = [Spot(x, 150, 4, "A longer name") for x in (200, 202, 204, 206, 208, 210, 212)]
    found = places_for(near, 14, 400, 300)
    assert found[0] is not None
    assert None in found
