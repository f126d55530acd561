"""Row 85 of the fault matrix: where the token may be sent, and where it may not."""

from __future__ import annotations

import pytest

from services.settings.settings import Settings, SettingsMistakes, read_settings

BAD = {
    "empty": "",
    "another name": "prod-eu",
    "upper case name": "PROD-GLOBAL",
    "no scheme": "api.example.com",
    "no scheme, with a port": "api.example.com:443",
    "no scheme, two slashes": "//api.example.com",
    "scheme alone": "https://",
    "scheme and port alone": "https://:443",
    "one slash": "https:/api.example.com",
    "ftp": "ftp://api.example.com",
    "file": "file:///etc/passwd",
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,x",
    "two schemes": "https://https://api.example.com",
    "login": "https://user:pass@api.example.com",
    "user": "https://user@api.example.com",
    "empty login": "https://@api.example.com",
    "query": "https://api.example.com?token=canary",
    "empty query": "https://api.example.com?",
    "fragment": "https://api.example.com#x",
    "path": "https://api.example.com/api",
    "two slashes at the end": "https://api.example.com//",
    "dots": "https://api.example.com/..",
    "space": "https://api.example .com",
    "two addresses": "https://api.example.com https://evil.example",
    "comma": "https://api.example.com,evil.example",
    "semicolon": "https://api.example.com;evil.example",
    "CRLF": "https://api.example.com\r\nHost: evil.example",
    "newline": "https://api.example\n.com",
    "tab": "https://api.exam\tple.com",
    "NUL": "https://api.example.com\0.evil.example",
    "backslash": "https://api.example.com\\@evil.example",
    "escape": "https://api.example.com%2f@evil.example",
    "escaped dot": "https://api%2eexample.com",
    "quotes": '"https://api.example.com"',
    "angle brackets": "<https://api.example.com>",
    "unicode host": "https://apı.example.com",
    "full-width dot": "https://api。example.com",
    "port 0": "https://api.example.com:0",
    "port 99999": "https://api.example.com:99999",
    "port word": "https://api.example.com:https",
    "port minus": "https://api.example.com:-1",
    "no port after the colon": "https://api.example.com:",
    "port with zeros": "https://api.example.com:0443",
    "bracket": "http://[::1",
    "no IPv6": "http://[evil]",
    "IPv6 zone": "http://[fe80::1%eth0]",
    "brackets around a name": "https://[api.example.com]",
    "empty label": "https://api..example.com",
    "dot first": "https://.example.com",
    "braces": "https://{api}.example.com",
    "asterisk": "https://*.example.com",
}
PLAIN = {
    "prod-cn": "prod-cn",
    "public": "http://api.example.com",
    "public address": "http://47.117.133.51:30015",
    "private address": "http://10.0.0.1:8000",
    "all interfaces": "http://0.0.0.0:8000",
    "like localhost": "http://localhost.example.com",
    "like 127.0.0.1": "http://127.0.0.1.example.com",
    "upper case": "HTTP://api.example.com",
    "IPv6": "http://[2001:db8::1]:8000",
}
GOOD = {
    "https://proxy.example.com": "https://proxy.example.com",
    "https://proxy.example.com/": "https://proxy.example.com",
    "https://proxy.example.com:8443": "https://proxy.example.com:8443",
    " https://proxy.example.com ": "https://proxy.example.com",
    "https://xn--fiq228c.example": "https://xn--fiq228c.example",
    "https://a_b-c.example.com": "https://a_b-c.example.com",
    "https://10.0.0.1": "https://10.0.0.1",
    "https://[2001:db8::1]:8443": "https://[2001:db8::1]:8443",
    "http://127.0.0.1:9": "http://127.0.0.1:9",
    "http://127.1.2.3:65535": "http://127.1.2.3:65535",
    "http://localhost:8000": "http://localhost:8000",
    "http://[::1]:8000": "http://[::1]:8000",
}


def read(url: str, **env: str) -> Settings | SettingsMistakes:
    return read_settings({"JUSTONEAPI_TOKEN": "canary", "JUSTONEAPI_BASE_URL": url, **env})


@pytest.mark.parametrize("opt_in", ["0", "1"])
@pytest.mark.parametrize("url", BAD.values(), ids=BAD)
@pytest.mark.fault(85)
def test_what_is_no_address(url: str, opt_in: str) -> None:
    refused = read(url, JUSTONEAPI_ALLOW_HTTP=opt_in)
    assert isinstance(refused, SettingsMistakes), refused
    [sentence] = refused.sentences
    assert "must be prod-global, prod-cn, or a plain address" in str(sentence)
    assert "canary" not in f"{sentence} {refused!r}"


@pytest.mark.parametrize("url", PLAIN.values(), ids=PLAIN)
@pytest.mark.fault(85)
def test_plain_http_to_another_machine_takes_the_opt_in(url: str) -> None:
    refused = read(url)
    assert isinstance(refused, SettingsMistakes)
    [sentence] = refused.sentences
    assert "JUSTONEAPI_ALLOW_HTTP" in str(sentence)
    accepted = read(url, JUSTONEAPI_ALLOW_HTTP="1")
    assert isinstance(accepted, Settings)
    assert accepted.plain_http


@pytest.mark.parametrize(("url", "used"), GOOD.items())
def test_what_is_an_address(url: str, used: str) -> None:
    settings = read(url)
    assert isinstance(settings, Settings)
    assert (settings.base_url, settings.environment) == (used, "custom")
    assert not settings.plain_http


def test_the_environments() -> None:
    world = read("prod-global")
    china = read("prod-cn", JUSTONEAPI_ALLOW_HTTP="1")
    assert isinstance(world, Settings)
    assert isinstance(china, Settings)
    assert (world.environment, world.base_url) == ("prod-global", "https://api.justoneapi.com")
    assert (china.environment, china.base_url) == ("prod-cn", "http://47.117.133.51:30015")
    assert (world.plain_http, china.plain_http) == (False, True)


def test_the_opt_in_alone_changes_nothing() -> None:
    settings = read("prod-global", JUSTONEAPI_ALLOW_HTTP="1")
    assert isinstance(settings, Settings)
    assert not settings.plain_http


@pytest.mark.parametrize("url", ["ftp://x", "prod-cn"])
def test_the_sandbox_checks_it_too(url: str) -> None:
    """So that the mistake shows before the token is there."""
    assert isinstance(read_settings({"JUSTONEAPI_BASE_URL": url}), SettingsMistakes)
