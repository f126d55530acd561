"""Who lives in the sandbox, and which of their days the marketplace shows."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from services.sandbox.creators import (
    EXAMPLES,
    ExampleCreator,
    Published,
    creator_of,
    nickname_of,
    published_points,
)
from services.sandbox.personas import ANCHOR, Persona

LAST = date(2026, 11, 23)
CHINESE = re.compile("[\u4e00-\u9fff]")


def example(published: Published) -> ExampleCreator:
    (found,) = [one for one in EXAMPLES if one.published is published]
    return found


def days_of(creator_id: str, last: date = LAST, days: int = 30) -> list[date]:
    return [point.day for point in published_points(creator_id, last, days)]


def test_a_dozen_examples_with_ids_and_names_of_their_own() -> None:
    assert len(EXAMPLES) == 12
    assert len({one.creator_id for one in EXAMPLES}) == 12
    assert len({one.nickname for one in EXAMPLES}) == 12
    for one in EXAMPLES:
        assert re.fullmatch(r"[0-9a-f]{24}", one.creator_id)
        assert "dead00" not in one.creator_id
    in_chinese = [one for one in EXAMPLES if CHINESE.search(one.nickname)]
    in_latin = [one for one in EXAMPLES if re.search("[A-Za-z]", one.nickname)]
    assert min(len(in_chinese), len(in_latin)) >= 3


def test_the_examples_show_every_persona_and_every_way_to_count_and_publish() -> None:
    assert {one.persona for one in EXAMPLES} == set(Persona)
    assert {one.published for one in EXAMPLES} == set(Published)
    assert 0 < sum(one.counts_net for one in EXAMPLES) < len(EXAMPLES) / 2


@pytest.mark.parametrize("last", [date(2025, 6, 1), LAST, date(2029, 6, 1)])
def test_the_examples_reach_from_two_thousand_to_a_million(last: date) -> None:
    points = [published_points(one.creator_id, last, 1) for one in EXAMPLES]
    sizes = [found[0].total for found in points if found]
    assert 2_000 <= min(sizes) < 5_000
    assert 400_000 < max(sizes) <= 1_000_000


def test_a_nickname_is_known_for_examples_only() -> None:
    assert nickname_of(EXAMPLES[1].creator_id) == EXAMPLES[1].nickname
    assert nickname_of("0" * 24) == ""


def test_any_other_id_gets_a_fixed_persona_and_size_from_a_realistic_mix() -> None:
    ids = [hashlib.sha256(str(number).encode()).hexdigest()[:24] for number in range(400)]
    people = [creator_of(creator_id) for creator_id in ids]
    assert people == [creator_of(creator_id) for creator_id in ids]
    shares = {kind: n / 400 for kind, n in Counter(one.persona for one in people).items()}
    assert set(shares) == set(Persona)
    assert min(shares.values()) > 0.08
    assert 0.2 < sum(one.counts_net for one in people) / 400 < 0.4
    sizes = sorted(one.followers for one in people)
    assert sizes[0] < 3_000
    assert sizes[-1] > 300_000
    assert {one.published for one in people} == {Published.ALL}


@pytest.mark.parametrize("days", [30, 60, 90])
def test_a_window_has_a_point_a_day_up_to_the_last(days: int) -> None:
    expected = [LAST - timedelta(days=back) for back in reversed(range(days))]
    assert days_of("0" * 24, days=days) == expected


def test_new_followers_are_net_or_gross_as_the_creator_counts() -> None:
    for one in EXAMPLES:
        points = published_points(one.creator_id, LAST, 60)
        steps = [
            (later.new, later.total - earlier.total)
            for earlier, later in pairwise(points)
            if (later.day - earlier.day).days == 1
        ]
        if one.counts_net:
            assert all(new == change for new, change in steps)
        elif steps:
            assert all(new >= max(0, change) for new, change in steps)
            assert sum(new for new, _ in steps) > sum(change for _, change in steps)


def test_the_one_without_history_has_no_days() -> None:
    assert days_of(example(Published.NOTHING).creator_id, days=90) == []


def test_the_recent_one_has_twenty_days_however_many_are_asked_for() -> None:
    creator_id = example(Published.RECENT).creator_id
    assert len(days_of(creator_id, days=30)) == 20
    assert days_of(creator_id, days=30) == days_of(creator_id, days=90)
    assert days_of(creator_id)[-1] == LAST


def test_the_gap_is_four_days_of_every_thirty_and_stays_where_it_is() -> None:
    creator_id = example(Published.WITH_GAP).creator_id
    first_gap = {ANCHOR + timedelta(days=offset) for offset in (19, 20, 21, 22)}
    assert not first_gap & set(days_of(creator_id, last=date(2025, 3, 1), days=60))
    for later in range(30):
        last = LAST + timedelta(days=later)
        assert len(days_of(creator_id, last=last)) == 26
        missing = set(days_of("0" * 24, last=last)) - set(days_of(creator_id, last=last))
        assert {(day - ANCHOR).days % 30 for day in missing} == {19, 20, 21, 22}


def test_a_younger_sandbox_has_fewer_days() -> None:
    assert days_of("0" * 24, last=ANCHOR + timedelta(days=9)) == [
        ANCHOR + timedelta(days=offset) for offset in range(10)
    ]
    assert days_of("0" * 24, last=ANCHOR - timedelta(days=1)) == []
