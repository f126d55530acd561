"""The newest fetch of each series, looked up without those before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, literal, select, true, union_all

from services.api.answers import Kind
from services.archive.schema import SERIES, creators, fetches


def newest_fetches(creator_ids: Sequence[str], *, only_ok: bool) -> Select[Any]:
    """Select the newest fetch of each series of these creators.

    Each is looked up from the end of its own: of who is asked for daily, years are not read.
    """
    each = union_all(
        *(select(literal(number).label("series")) for number in SERIES.values())
    ).subquery()
    others = fetches.alias()
    newest = select(func.max(others.c.fetched_at)).where(
        others.c.creator_id == creators.c.creator_id, others.c.series == each.c.series
    )
    if only_ok:
        newest = newest.where(others.c.kind == Kind.OK.value)
    same = and_(
        fetches.c.creator_id == creators.c.creator_id,
        fetches.c.series == each.c.series,
        fetches.c.fetched_at == newest.scalar_subquery(),
    )
    # not the bodies: they would be inflated for nothing
    columns = [column for column in fetches.c if column.name != "body"]
    whole = select(*columns).select_from(creators.join(each, true()).join(fetches, same))
    whole = whole.where(creators.c.creator_id.in_(creator_ids)).order_by(fetches.c.id)
    return whole.where(fetches.c.kind == Kind.OK.value) if only_ok else whole
