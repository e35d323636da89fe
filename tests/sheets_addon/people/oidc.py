"""A small OpenID provider in Google's place: real RS256 tokens, a throw-away key, codes that are good once."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from flask import Flask, jsonify, request
from google.auth import crypt, jwt
from werkzeug.serving import make_server

CLIENT, SECRET = "client.apps.googleusercontent.com", "client-secret"


@dataclass
class Key:
    """A key pair with its certificate, as Google publishes them."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def signed(self, claims: dict[str, Any], **header: str) -> str:
        pem = self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        signer = crypt.RSASigner.from_string(pem, self.id)
        return jwt.encode(signer, claims, header or None).decode()

    @property
    def certificate(self) -> str:
        name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "accounts")]), datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.private.public_key())
        made = made.serial_number(7).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        return made.sign(self.private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


@dataclass
class Provider:
    """``claims`` are put over those of the next tokens; ``token`` stands for the next one; ``status`` of answers."""

    root: str = ""
    key: Key = field(default_factory=Key)
    claims: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    status: dict[str, int] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def authorize(self, address: str, email: str, hd: str = "") -> dict[str, str]:
        """A person agrees on the page at ``address``: what the browser comes back with."""
        parts = urlsplit(address)
        assert address.startswith(f"{self.root}/o/oauth2/v2/auth?")
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert given["response_type"] == "code" and given["client_id"] == CLIENT
        assert given["code_challenge_method"] == "S256" and set(given["scope"].split()) == {"openid", "email"}
        code = secrets.token_urlsafe(16)
        self.codes[code] = given | {"email": email, "hd": hd}
        return {"state": given["state"], "code": code}

    def exchange(self, form: dict[str, str]) -> tuple[dict[str, Any], int]:
        given = self.codes.pop(form.get("code", ""), None)  # a code is good once
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        fits = (
            given is not None
            and form["client_id"] == CLIENT
            and form["client_secret"] == SECRET
            and form["redirect_uri"] == given["redirect_uri"]
            and challenge.decode() == given["code_challenge"]
        )
        if given is None or not fits:
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {
            "iss": "https://accounts.google.com", "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 3600,
            "nonce": given["nonce"], "email": given["email"], "email_verified": True, "hd": given["hd"],
        }  # fmt: skip
        claims = {name: value for name, value in (claims | self.claims).items() if value not in (None, "")}
        return {"access_token": "x", "id_token": self.token or self.key.signed(claims)}, 200

    def app(self) -> Flask:
        app = Flask("oidc")

        @app.before_request
        def _fault() -> Any:
            self.asked.append(request.path)
            status = self.status.get(request.path)
            return None if status is None else (jsonify({}), status)

        @app.post("/token")
        def _token() -> Any:
            body, status = self.exchange(dict(request.form))
            return app.response_class(json.dumps(body), status, mimetype="application/json")

        @app.get("/oauth2/v1/certs")
        def _certs() -> Any:
            return jsonify({self.key.id: self.key.certificate})

        return app


@contextmanager
def served() -> Iterator[Provider]:
    provider = Provider()
    http = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.root = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        http.shutdown()
        thread.join(5)
        http.server_close()
