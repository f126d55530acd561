"""The whole archive ranked in the database: the figures are those that the screen computes."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from services.archive import store
from services.archive.__main__ import DONE, FAILED, main
from services.archive.ranking import rank_all
from services.china_time import CHINA
from services.growth.daily import combine, daily_frame
from services.growth.insight import insight
from services.growth.rules import Rules
from tests.services.archive.crew import an_answer, an_ask

LAST = date(2025, 12, 7)
FIGURES = [
    "rank",
    "first_day",
    "last_day",
    "points",
    "first_total",
    "latest_total",
    "net_change",
    "growth_rate",
]


def some_creators(seed, number=24):
    """Creators of all sorts: late, early, with gaps, of one day, without followers, equal ones."""
    chance = random.Random(seed)
    made = {}
    for creator in range(1, number + 1):
        begins = LAST - timedelta(days=chance.choice([70, 70, 70, 45, 20, 8]))
        ends = LAST - timedelta(days=chance.choice([0, 0, 0, 0, 1, 12]))
        total = chance.choice([0, 40, 5_000, 800_000])
        days = {}
        while begins <= ends:
            if chance.random() > 0.1:
                days[begins] = total
            total = max(0, total + chance.randint(-20, 60))
            begins += timedelta(days=1)
        made[creator] = days
    made[number + 1] = {LAST: 77}
    made[number + 2] = made[number + 3] = {LAST - timedelta(days=n): 900 - n for n in range(71)}
    return made


def fill(database, made):
    noon = datetime(2025, 12, 8, 12, tzinfo=CHINA)
    for creator, days in made.items():
        answer = an_answer(creator, noon, points=tuple(sorted(days.items())))
        database.write(lambda c, answer=answer: store.save(c, None, answer))


def ranked(database, days=30):
    with database.read() as connection:
        return rank_all(connection, days, Rules().together)


@pytest.mark.parametrize("days", [7, 30, 60])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_that_of_the_screen(database, seed, days):
    made = some_creators(seed)
    fill(database, made)
    frames = [daily_frame(an_ask(key).creator_id, totals, {}) for key, totals in made.items()]
    seen = insight(combine(frames), days, Rules())
    found = ranked(database, days)
    assert found.window == seen.window
    expected = seen.summary.merge(seen.standing, on="creator_id").set_index("creator_id")
    table = found.table.set_index("creator_id").loc[expected.index]
    for figure in FIGURES:
        pd.testing.assert_series_equal(table[figure], expected[figure], check_dtype=False)
    places = found.table["rank"].dropna()
    assert list(places) == sorted(places)
    assert found.table["rank"].iloc[len(places) :].isna().all()
    assert 0 < len(places) < len(made)


def test_who_has_nothing_in_these_days_is_named_without_figures(database):
    fill(database, {1: {LAST: 5, LAST - timedelta(days=1): 4}, 2: {date(2024, 1, 1): 7}})
    table = ranked(database).table.set_index("creator_id")
    assert table.loc[an_ask(1).creator_id, "rank"] == 1
    assert table.loc[an_ask(2).creator_id, FIGURES].isna().all()


def test_an_empty_archive_ranks_nobody(database):
    found = ranked(database)
    assert found.window.days == 0
    assert found.table.empty
    fill(database, {1: {}})
    assert ranked(database).table.empty


@pytest.fixture
def own(database, monkeypatch):
    url = database._engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url.replace("postgresql+psycopg", "postgresql"))
    monkeypatch.setenv("LC_ALL", "C")
    fill(database, {n: {LAST - timedelta(days=m): 1000 - n * m for m in range(40)} for n in (1, 2)})
    aliases = {an_ask(1).creator_id: "=1+1", an_ask(2).creator_id: "小红"}
    database.write(lambda c: store.note_aliases(c, aliases, datetime.now(CHINA)))
    return database


def test_the_first_ones_are_printed(own, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["ranking", "--days", "11", "--top", "2"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Growth from 2025-11-27 to 2025-12-07: 2 of 2 creators have all of these days.",
        f"1. {an_ask(2).creator_id} 小红: 980 to 1000 followers, +2.0%",
        f"2. {an_ask(1).creator_id} =1+1: 990 to 1000 followers, +1.0%",
    ]


def test_all_of_them_go_into_a_file_in_which_no_cell_is_a_formula(own, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ranking.csv"
    assert main(["ranking", str(path), "--days", "11"]) == DONE
    table = pd.read_csv(path, dtype={"creator_id": "str"})
    assert list(table["alias"]) == ["小红", "'=1+1"]
    assert list(table["net_change"]) == [20, 10]
    assert list(table["first_day"]) == ["2025-11-27"] * 2
    assert path.stat().st_mode & 0o077 == 0
    assert main(["ranking", str(path)]) == FAILED, "nothing is overwritten"


def test_its_help_says_what_the_columns_are(capsys):
    with pytest.raises(SystemExit):
        main(["ranking", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert all(name in told for name in ["creator_id", "alias", *FIGURES])
    for odd in ("1", "many"):
        with pytest.raises(SystemExit):
            main(["ranking", "--days", odd])
