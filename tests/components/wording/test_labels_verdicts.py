from __future__ import annotations

from datetime import date, timedelta

import pytest

from components.wording.labels import verdict_badge, verdict_name, verdict_sentence
from services.growth.reconciliation import Verdict

DAYS = [date(2025, 12, 1) + timedelta(days=n) for n in range(9)]


@pytest.mark.parametrize(
    ("verdict", "name", "badge"),
    [
        (Verdict.NET, "Net", ":green-badge[Net]"),
        (Verdict.GROSS, "Gross", ":blue-badge[Gross]"),
        (Verdict.CONFLICT, "Conflict", ":orange-badge[Conflict]"),
        (Verdict.EQUAL_SO_FAR, "Equal so far", ":gray-badge[Equal so far]"),
        (Verdict.UNSETTLED, "Unsettled", ":gray-badge[Unsettled]"),
        (Verdict.UNKNOWN, "Too few days", ":gray-badge[Too few days]"),
    ],
)
def test_each_verdict_has_its_words_and_its_colour(verdict, name, badge):
    assert verdict_name(verdict) == name
    assert verdict_badge(verdict) == badge


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_told_in_a_sentence_of_its_own(verdict):
    others = {verdict_sentence(other, 29, (), ()) for other in Verdict if other is not verdict}
    sentence = verdict_sentence(verdict, 29, (), ())
    assert sentence not in others
    assert "{" not in sentence


def test_the_sentence_says_over_how_many_days():
    assert verdict_sentence(Verdict.NET, 29, (), ()) == (
        "New followers match the daily net change over 29 days: they are counted net."
    )


def test_late_days_are_listed_where_the_series_agree():
    sentence = verdict_sentence(Verdict.GROSS, 29, DAYS[:2], DAYS[:1])
    assert sentence.endswith(
        "those who left. On 1 day they were counted late: 2025-12-01. "
        "They are below it on 1 day of 29: 2025-12-02."
    )
    two = verdict_sentence(Verdict.NET, 29, DAYS[:2], DAYS[:2])
    assert two.endswith("On 2 days they were counted late: 2025-12-01, 2025-12-02.")


@pytest.mark.parametrize("verdict", [Verdict.CONFLICT, Verdict.UNSETTLED])
def test_a_contradiction_names_its_days(verdict):
    one = verdict_sentence(verdict, 29, DAYS[:1], DAYS[:1])
    assert one.endswith("They are below it on 1 day of 29: 2025-12-01.")
    two = verdict_sentence(verdict, 29, DAYS[:2], ())
    assert two.endswith("They are below it on 2 days of 29: 2025-12-01, 2025-12-02.")


@pytest.mark.parametrize(("days", "cut"), [(6, False), (7, True)])
def test_of_many_days_the_first_six_are_named_and_all_are_counted(days, cut):
    sentence = verdict_sentence(Verdict.CONFLICT, 29, DAYS[:days], ())
    assert f"on {days} days of 29" in sentence
    assert sentence.count("2025-12-") == 6
    assert sentence.endswith("2025-12-06…." if cut else "2025-12-06.")
