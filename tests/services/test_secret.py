from __future__ import annotations

import copy
import json
import logging
import pickle
import pprint
import traceback
from dataclasses import dataclass

import pytest

from services.secret import Secret

TOKEN = "canary-7f3a"


@dataclass(frozen=True)
class Holder:
    token: Secret


SHOWN = {
    "str": str,
    "repr": repr,
    "format": "{}".format,
    "format with a width": "{:>40}".format,
    "f-string": lambda secret: f"{secret} {secret!r} {secret!s}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031
    "in a list": lambda secret: str([secret]),
    "in a dataclass": lambda secret: repr(Holder(secret)),
    "pretty": lambda secret: pprint.pformat({"token": secret}),
    "dir": lambda secret: str(dir(secret)),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_showing_it_does_not_give_it_away(show) -> None:
    try:
        shown = show(Secret(TOKEN))
    except TypeError as refused:
        shown = str(refused)
    assert TOKEN not in shown
    assert shown


def test_only_revealing_does() -> None:
    assert Secret(TOKEN).reveal() == TOKEN


def test_it_has_no_dictionary_to_look_into() -> None:
    with pytest.raises(TypeError):
        vars(Secret(TOKEN))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not to be pickled"):
        pickle.dumps(Holder(Secret(TOKEN)), protocol)


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, json.dumps])
def test_it_is_neither_copied_nor_written(twin) -> None:
    with pytest.raises(TypeError):
        twin(Secret(TOKEN))


def test_it_is_not_compared() -> None:
    assert Secret(TOKEN) != Secret(TOKEN)
    assert Secret(TOKEN) != TOKEN


def test_a_traceback_with_locals_does_not_give_it_away() -> None:
    secret = Secret(TOKEN)
    with pytest.raises(ZeroDivisionError) as caught:
        _ = Holder(secret), 1 / 0
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    text = "".join(shown.format())
    assert "secret" in text
    assert TOKEN not in text


def test_a_log_does_not_give_it_away(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger(__name__).error("the token is %s, %r", Secret(TOKEN), Holder(Secret(TOKEN)))
    assert "the token is Secret(…)" in caplog.text
    assert TOKEN not in caplog.text


def test_fingerprints() -> None:
    one = Secret(TOKEN).fingerprint(b"key")
    assert one == Secret(TOKEN).fingerprint(b"key")
    assert one != Secret(TOKEN + "8").fingerprint(b"key")
    assert one != Secret(TOKEN).fingerprint(b"another key")
    assert TOKEN not in one
    assert len(one) == 64
