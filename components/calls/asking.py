"""What a page does when it is asked for creators: the only place from which calls start.

Whoever may not spend gets what the archive has, by whichever way the ask came: a button, a link, a
rerun, or a widget's value made up by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from components.calls.gate import may_spend
from components.calls.names import names_wanted
from components.session import state as session
from components.session.address import forget_notices, write_screen
from components.session.comparison import Comparison
from services.history.history import History
from services.screen.screen import Screen
from services.settings.settings import Settings
from services.shortlist.creator import Creator


def open_screen(
    history: History, settings: Settings, screen: Screen, *, paying: bool = True
) -> None:
    """Show a link's creators: at once where that costs nothing or little enough, else as held.

    Not `paying`, only where it costs nothing, whatever the owner lets links spend.
    """
    ids = [who.creator_id for who in screen.creators]
    if screen.as_of is not None:
        session.show(_pinned(history, ids, screen.as_of))
    else:
        session.show(_opened(history, settings, ids, paying=paying))


def _pinned(history: History, ids: Sequence[str], day: date) -> Comparison:
    return Comparison(history.as_of(ids, day), asked=True, as_of=day)


def open_beside(history: History, settings: Settings, screen: Screen) -> None:
    """Show the list that a creator's link brings along: as held, since the page is of one creator.

    Demo data cost nothing and load.
    """
    ids = [who.creator_id for who in screen.creators]
    if screen.as_of is not None:
        session.show(_pinned(history, ids, screen.as_of))
        return
    batch = history.open(ids, ask=ids if settings.sandbox else ())
    session.show(Comparison(batch, asked=settings.sandbox or not history.missing(ids)))


def look_at(history: History, settings: Settings, creator_id: str) -> Comparison:
    """Return the comparison that a creator's own page reads from.

    The list on screen where it has something of the creator, else one of this creator alone, opened
    as a link is: at once where that costs nothing or little enough, else with what is held.
    """
    alone = session.single()
    if alone is not None and alone.ids != (creator_id,):
        alone = None
    shown = session.comparison()
    of_list = shown.histories().get(creator_id) if shown is not None else None
    if shown is not None and of_list is not None:
        if alone is not None and _is_newer(alone, shown):
            if not alone.batch.done:
                return alone
            shown = _taking_in(history, shown)
            of_list = shown.histories()[creator_id]
        if of_list.held or of_list.failed or shown.as_of is not None:
            return shown
    if alone is None:
        alone = _opened(history, settings, (creator_id,))
        session.show_single(alone)
    return alone


def _is_newer(alone: Comparison, shown: Comparison) -> bool:
    """Say whether the creator was asked for by itself since the list was opened."""
    return alone.asked and shown.as_of is None and alone.started > shown.started


def _taking_in(history: History, shown: Comparison) -> Comparison:
    """Return the list with what came of a creator that was asked for by itself; calls nothing."""
    shown = Comparison(history.open(shown.ids), shown.asked)
    session.show(shown)
    return shown


def ask_one(
    history: History, settings: Settings, creator_id: str, *, retrying: bool = False
) -> None:
    """Ask for one creator on its own page, and for nobody else of the list on screen."""
    ids = [creator_id]
    allowed = may_spend(settings)
    names = names_wanted(settings) and not retrying
    batch = history.open(ids, ask=ids if allowed else (), retrying=retrying, names=names)
    session.show_single(Comparison(batch, asked=allowed))


def _opened(
    history: History, settings: Settings, ids: Sequence[str], *, paying: bool = True
) -> Comparison:
    calls = len(history.missing(ids))
    affordable = settings.sandbox or (paying and calls <= settings.auto_call_limit)
    allowed = affordable and may_spend(settings)
    batch = history.open(ids, ask=ids if allowed else ())
    return Comparison(batch, asked=allowed or not calls)


def ask(history: History, settings: Settings, creators: Sequence[Creator]) -> None:
    """Show these creators, asking for what is missing."""
    forget_notices()
    ids = [who.creator_id for who in creators]
    allowed = may_spend(settings)
    if allowed:  # a visitor writes nothing, least of all names into the owner's list of calls
        history.note_aliases({who.creator_id: who.alias for who in creators if who.alias})
    session.note(creators)
    before = session.comparison()
    if before is not None and set(before.ids) != set(ids):
        session.begin_anew()
    batch = history.open(ids, ask=ids if allowed else (), names=names_wanted(settings))
    if allowed and not settings.sandbox:
        history.purse.ask_after(batch)
    session.show(Comparison(batch, asked=allowed))


def relist(history: History, shown: Comparison, creators: Sequence[Creator]) -> None:
    """Put these creators on screen in place of those of `shown`, with what is held; calls nothing.

    Whoever is new and not held waits for the button that names the price.
    """
    ids = [who.creator_id for who in creators]
    session.note(creators)
    if not ids:
        session.show(None)
        write_screen(Screen())
    elif shown.as_of is not None:
        session.show(_pinned(history, ids, shown.as_of))
    else:
        session.show(Comparison(history.open(ids), asked=not history.missing(ids)))


def retry(history: History, settings: Settings, shown: Comparison) -> None:
    """Ask again for the creators that failed, and for nobody else."""
    failed = [key for key, found in shown.histories().items() if found.failed]
    batch = history.open(shown.ids, ask=failed if may_spend(settings) else (), retrying=True)
    session.show(Comparison(batch, shown.asked))


def to_newest(history: History, settings: Settings, shown: Comparison) -> None:
    """Leave a pinned day: show the same creators as they are now."""
    session.show(_opened(history, settings, shown.ids))


def up_to_date(history: History, shown: Comparison) -> Comparison:
    """Return a link's comparison with what others have loaded meanwhile, which costs nothing."""
    pending = any(found.pending for found in shown.histories().values())
    if pending and shown.batch.done and history.could_show_more(shown.histories()):
        shown = replace(shown, batch=history.open(shown.ids))
        session.show(shown)
    return shown
