"""The tables of the archive, and what each column means.

| table | one row is |
| --- | --- |
| `creators` | a creator that was ever asked for |
| `calls` | a paid call: reserved before it is sent, settled after it; the ledger |
| `fetches` | what a call brought: outcome, numbers, the body as it came (the token cut out); a
  profile is held in nothing but its body |
| `points` | a day of a series, at its newest value; PostgreSQL has a partition for each month |
| `revisions` | a value that a day once had, until the vendor revised it |
| `leases` | who is fetching a series right now, in whichever process |
| `shards` | a part of a long list, by a digest of its ids, that some process is collecting |
| `served` | how many series a China day's asks got from the archive, without a call |
| `shortlists` | a list that a planner saved under a name, or deleted a while ago |
| `shortlist_entries` | a creator of such a list, at their place in it |
| `balances` | what was left on the vendor's account, as somebody asked; no amount: unknown |
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.archive.types import Big, Compressed, DataDay, Moment, Small

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SERIES = {"total": 1, "new": 2, "profile": 3}
"""The number under which what a metric asks for is stored; points are of the first two."""

_ASKED_FOR = "series IN (1, 2, 3)"
_DAY_RANGE = "day BETWEEN 20130101 AND 20991231"
_YUAN: Double[float] = Double().with_variant(REAL, "sqlite")
_STRICT: Any = {"sqlite_strict": True}
_CLUSTERED: Any = {"sqlite_strict": True, "sqlite_with_rowid": False}

creators = Table(
    "creators",
    metadata,
    Column("key", Big, primary_key=True),
    Column("creator_id", Text, nullable=False, unique=True),
    Column("alias", Text, nullable=False, server_default=""),
    Column("last_seen", Moment, nullable=False),
    CheckConstraint("length(creator_id) = 24", name="id_length"),
    **_STRICT,
)

calls = Table(
    "calls",
    metadata,
    Column("id", Big, primary_key=True),
    Column("creator_id", Text, nullable=False),
    Column("series", Small, nullable=False),
    Column("environment", Text, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("china_day", DataDay, nullable=False),
    Column("reserved_at", Moment, nullable=False),
    Column("settled_at", Moment),
    # "sent" until it is settled; a crash in between leaves it so, and it counts as spent
    Column("state", Text, nullable=False),
    CheckConstraint("state IN ('sent', 'yes', 'no', 'unknown')", name="state"),
    CheckConstraint(_ASKED_FOR, name="series"),
    Index(None, "china_day", "state"),
    **_STRICT,
)

fetches = Table(
    "fetches",
    metadata,
    Column("id", Big, primary_key=True),
    Column("call_id", Big, ForeignKey("calls.id", ondelete="SET NULL")),
    Column("creator_id", Text, nullable=False),
    Column("series", Small, nullable=False),
    Column("days", Integer, nullable=False),
    Column("environment", Text, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("code", Integer),
    Column("http_status", Integer),
    Column("request_id", Text),
    Column("charged", Text, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    # for each kind of failure: how many of it in a row this is, which the cool-down grows with
    Column("in_a_row", Integer, nullable=False, server_default="0"),
    Column("body", Compressed),
    CheckConstraint("charged IN ('yes', 'no', 'unknown')", name="charged"),
    CheckConstraint(_ASKED_FOR, name="series"),
    CheckConstraint("duration_ms >= 0", name="duration"),
    Index(None, "creator_id", "series", "fetched_at"),
    Index(None, "fetched_at"),
    **_STRICT,
)

points = Table(
    "points",
    metadata,
    Column("creator_key", Big, ForeignKey("creators.key", ondelete="CASCADE"), nullable=False),
    Column("series", Small, nullable=False),
    Column("day", DataDay, nullable=False),
    Column("value", Big, nullable=False),
    Column("seen_at", Moment, nullable=False),
    PrimaryKeyConstraint("creator_key", "series", "day"),
    CheckConstraint(_DAY_RANGE, name="day"),
    CheckConstraint("series IN (1, 2)", name="series"),
    CheckConstraint("series = 2 OR value >= 0", name="total_not_negative"),
    **_CLUSTERED,
)

revisions = Table(
    "revisions",
    metadata,
    Column("creator_key", Big, ForeignKey("creators.key", ondelete="CASCADE"), nullable=False),
    Column("series", Small, nullable=False),
    Column("day", DataDay, nullable=False),
    # Key columns first: SQLite 3.40 misreads others before them in its integrity check.
    Column("seen_at", Moment, nullable=False),
    Column("value", Big, nullable=False),
    PrimaryKeyConstraint("creator_key", "series", "day", "seen_at"),
    CheckConstraint(_DAY_RANGE, name="day"),
    **_CLUSTERED,
)

leases = Table(
    "leases",
    metadata,
    Column("creator_id", Text, nullable=False),
    Column("series", Small, nullable=False),
    Column("holder", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    PrimaryKeyConstraint("creator_id", "series"),
    **_CLUSTERED,
)

shards = Table(
    "shards",
    metadata,
    Column("shard", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    **_CLUSTERED,
)

served = Table(
    "served",
    metadata,
    Column("china_day", DataDay, primary_key=True),
    Column("series_served", Integer, nullable=False),
    CheckConstraint("series_served >= 0", name="not_negative"),
    **_STRICT,
)

shortlists = Table(
    "shortlists",
    metadata,
    Column("id", Big, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # two that differ in case or width only have the same
    # no two saves have the same, so that it also tells apart lists that had one name in turn
    Column("version", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),
    CheckConstraint("version >= 1", name="version"),
    Index(
        None,
        "key",
        unique=True,
        sqlite_where=text("deleted_at IS NULL"),
        postgresql_where=text("deleted_at IS NULL"),
    ),
    **_STRICT,
)


def _price(kind: str) -> tuple[Column[float], CheckConstraint]:
    """Return a column for a price in yuan a post, and what holds for it."""
    name = f"{kind}_price"
    return Column(name, _YUAN), CheckConstraint(f"{name} > 0 AND {name} <= 100000000", name=name)


shortlist_entries = Table(
    "shortlist_entries",
    metadata,
    Column("list_id", Big, ForeignKey("shortlists.id", ondelete="CASCADE"), nullable=False),
    Column("position", Small, nullable=False),
    Column("creator_id", Text, nullable=False),
    Column("alias", Text, nullable=False, server_default=""),
    *_price("image"),
    *_price("video"),
    *_price("other"),
    Column("decision", Text),
    Column("remark", Text, nullable=False, server_default=""),
    # as the sheet claims; "system": the step before the one that adds it makes the table without
    Column("followers", Big, system=True),
    PrimaryKeyConstraint("list_id", "position"),
    UniqueConstraint("creator_id", "list_id"),
    CheckConstraint("position >= 0", name="position"),
    CheckConstraint("length(creator_id) = 24", name="id_length"),
    CheckConstraint("rtrim(creator_id, '0123456789abcdef') = ''", name="id_digits"),
    CheckConstraint("decision IN ('booked', 'maybe', 'no')", name="decision"),
    **_CLUSTERED,
)

balances = Table(
    "balances",
    metadata,
    Column("id", Big, primary_key=True),
    # stands for the token, and is a digest that leads nowhere
    Column("account", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("told_at", Moment),
    # a decimal as text: no digit of it is lost
    Column("amount", Text),
    Column("currency", Text),
    Index(None, "account", "asked_at"),
    **_STRICT,
)
