"""Row 117: the token is blotted out in every spelling in which a vendor may echo it."""

from __future__ import annotations

import base64
import html
import json
import time
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.api.redaction import redact
from services.secret import Secret

TOKEN = "Ab/c+d=e&f<g>-9_Zz.0~7"


def lower(text):
    """Quote for an address as some libraries do: all of it, in lower-case digits."""
    return "".join(f"%{ord(char):02x}" for char in text)


def in_base64(text):
    return base64.b64encode(text.encode()).decode()


def url_safe(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


SPELLINGS = {
    "plain": str,
    "quoted": lambda text: quote(text, safe=""),
    "quoted in lower case": lower,
    "quoted twice": lambda text: quote(quote(text, safe=""), safe=""),
    "HTML": html.escape,
    "HTML by number": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "HTML in hexadecimal": lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    "slashes escaped": lambda text: text.replace("/", "\\/"),
    "JSON by number": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "JSON by number in capitals": lambda text: "".join(f"\\u{ord(char):04X}" for char in text),
    "JSON of HTML": lambda text: html.escape(text).replace("&", "\\u0026"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text.replace("/", "\\/"))),
    "HTML of an address": lambda text: html.escape(quote(text, safe="&")),
    "base64": in_base64,
    "base64 without its end": lambda text: in_base64(text).rstrip("="),
    "base64 for addresses": url_safe,
    "base64 of an address": lambda text: in_base64(f"token={text}&x=1"),
    "base64 further along": lambda text: url_safe(f"?token={text}&x=1"),
    "base64 in JSON": lambda text: in_base64(f"t={text}").replace("/", "\\/"),
    "base64 in an address": lambda text: quote(in_base64(text), safe=""),
    "base64 folded": lambda text: base64.encodebytes((9 * "=" + text + 90 * "x").encode()).decode(),
    "hexadecimal": lambda text: text.encode().hex(),
    "UTF-16": lambda text: text.encode("utf-16-le").decode("latin-1"),
}


@pytest.mark.fault(117)
@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("length", [0, 1, 2], ids=["", "longer by 1", "longer by 2"])
def test_a_spelling_is_blotted_out_and_the_rest_stays(spell, length):
    """Row 117: each spelling alone, and twice in the midst of text."""
    token = TOKEN + "xy"[:length]
    spelled = spell(token).encode("latin-1")
    assert redact(spelled, Secret(token)).replace(b'"', b"").replace(b"\\", b"").strip() == b"***"
    text = b'{"code": 999, "message": "a ' + spelled + b" b " + spelled + b' c", "num": 1e3}'
    blotted = redact(text, Secret(token))
    assert blotted.startswith(b'{"code": 999, "message": "a ')
    assert blotted.endswith(b' c", "num": 1e3}')
    assert blotted.count(b"***") == 2
    assert b" b " in blotted
    assert redact(blotted, Secret(token)) == blotted


# in these mixtures a backslash, % or & of the token's own could begin another escape
UNAMBIGUOUS = sorted({chr(code) for code in range(33, 127)} - set("\"'`\\%&"))


@pytest.mark.fault(117)
@settings(max_examples=60, deadline=None)
@given(st.text(UNAMBIGUOUS, min_size=8, max_size=48), st.data())
def test_each_character_may_be_spelled_in_its_own_way(token, data):
    """Row 117: an escape here and another there is the token all the same."""
    ways = (str, lower, *(SPELLINGS[name] for name in ("HTML by number", "JSON by number")))
    spelled = "".join(data.draw(st.sampled_from(ways))(char) for char in token).encode()
    assert redact(b"<" + spelled + b">", Secret(token)) in (b"<***>", b"***")


@pytest.mark.parametrize("token", [None, Secret(""), Secret(TOKEN)])
def test_what_holds_no_token_stays_as_it_came(token):
    body = '{"message": "100%25 &amp; \\u4e2d文 \\/ %zz &nope; \\"", "data": "TUlTUw=="}\n'.encode()
    assert redact(body, token) == body
    assert redact(bytes(range(256)), token) == bytes(range(256))


def test_a_megabyte_of_escapes_takes_no_minute():
    began = time.monotonic()
    redact(b"%25%32%35&amp;\\u0026" * 52_000, Secret(TOKEN))
    redact(b"Q" * (1 << 20), Secret(TOKEN))
    assert time.monotonic() - began < 30
