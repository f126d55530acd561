"""A provider of sign-in on 127.0.0.1: OpenID Connect with a choice of accounts, no more."""

from __future__ import annotations

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, CLIENT_SECRET = "growth", "canary-client-secret"

Person = Mapping[str, object]
"""What the provider says of somebody: `email`, and `email_verified` where it says that."""


class Provider(ThreadingHTTPServer):
    """Signs in whoever is chosen from `people`; a code serves once, for the client that asked."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.people = people
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, tuple[str, dict[str, str]]] = {}
        self.url = f"http://127.0.0.1:{self.server_port}"

    def secrets(self, app: str) -> str:
        """Return the section of an app's secrets that has it sign in here."""
        return f"""[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a-cookie-secret-of-this-test-alone"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{self.url}/.well-known/openid-configuration"
"""

    def id_token(self, name: str, asked: Mapping[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {"iss": self.url, "aud": CLIENT, "sub": name, "iat": now}
        claims |= {"exp": now + 600, "nonce": asked["nonce"]} | dict(self.people[name])
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._json(self._metadata())
        elif parts.path == "/jwks":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            self._choice(asked)
        elif parts.path == "/chosen":
            code = sha256(self.path.encode()).hexdigest()
            self.server.codes[code] = (asked.pop("who"), asked)
            back = urlencode({"code": code, "state": asked["state"]})
            self._go(f"{asked['redirect_uri']}?{back}")
        elif parts.path == "/logout":
            self._go(asked["post_logout_redirect_uri"])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        found = self.server.codes.pop(said["code"][0], None)
        proof = sha256(said["code_verifier"][0].encode()).digest()
        if found is None or urlsafe_b64encode(proof).decode().rstrip("=") != found[1].get(
            "code_challenge"
        ):
            self._json({"error": "invalid_grant"}, 400)
            return
        token = {"access_token": "none", "token_type": "Bearer", "expires_in": 600}
        self._json(token | {"id_token": self.server.id_token(*found)})

    def _metadata(self) -> dict[str, object]:
        url = self.server.url
        places = ("authorize", "token", "jwks", "logout")
        authorize, token, jwks, logout = (f"{url}/{place}" for place in places)
        return {
            "issuer": url,
            "authorization_endpoint": authorize,
            "token_endpoint": token,
            "jwks_uri": jwks,
            "end_session_endpoint": logout,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _choice(self, asked: Mapping[str, str]) -> None:
        links = [
            f'<p><a href="/chosen?{escape(urlencode({**asked, "who": name}))}">{name}</a></p>'
            for name in self.server.people
        ]
        page = f"<!doctype html><title>Choose</title><link rel=icon href=data:,>{''.join(links)}"
        self._answer(200, {"Content-Type": "text/html"}, page.encode())

    def _json(self, value: object, status: int = 200) -> None:
        self._answer(status, {"Content-Type": "application/json"}, json.dumps(value).encode())

    def _go(self, address: str) -> None:
        self._answer(302, {"Location": address}, b"")

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output to what they say."""


@contextmanager
def provider(people: Mapping[str, Person]) -> Iterator[Provider]:
    """Run a provider that knows these people."""
    server = Provider(people)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
