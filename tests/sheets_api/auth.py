"""Who asks: service accounts with real keys, the token endpoint that checks signed claims, and roles on a file."""

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from tests.sheets_api.errors import ApiError

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCE = "https://oauth2.googleapis.com/token"
"""What google-auth signs for, whatever the key file calls the token endpoint."""
LIFE = 3600


@dataclass
class Accounts:
    """Service accounts by address; ``tokens`` that are good, with whose they are, their scopes, and until when."""

    root: str
    keys: dict[str, bytes] = field(default_factory=dict)
    tokens: dict[str, tuple[str, frozenset[str], float]] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    life: float = LIFE

    def add(self, name: str) -> dict[str, Any]:
        """A new service account as the JSON that Google gives for download."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        address = f"{name}@planerka-test.iam.gserviceaccount.com"
        self.keys[address] = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "planerka-test",
            "private_key_id": secrets.token_hex(20),
            "private_key": private.decode(),
            "client_email": address,
            "client_id": str(secrets.randbelow(10**21)),
            "token_uri": f"{self.root}/token",
            "universe_domain": "googleapis.com",
        }

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """The token endpoint: an access token for claims that the account's key signed."""
        if form.get("grant_type") != GRANT:
            raise _refused("unsupported_grant_type")
        assertion = form.get("assertion", "")
        try:
            address = str(jwt.decode(assertion, verify=False)["iss"])
            claims = jwt.decode(assertion, certs=self.keys[address].decode(), audience=[AUDIENCE, f"{self.root}/token"])
        except (KeyError, ValueError) as error:
            raise _refused(f"invalid_grant: {error}") from None
        if address in self.revoked:
            raise _refused("invalid_grant: account not found")
        made = f"ya29.{secrets.token_urlsafe(40)}"
        self.tokens[made] = (address, frozenset(claims.get("scope", "").split()), time.time() + self.life)
        return {"access_token": made, "expires_in": int(self.life), "token_type": "Bearer"}

    def caller(self, header: str, wanted: frozenset[str]) -> str:
        """The address behind ``Authorization``; 401 without a good token, 403 without any of the scopes ``wanted``."""
        kind, _, token = header.partition(" ")
        address, scopes, until = self.tokens.get(token, ("", frozenset[str](), 0.0))
        if kind != "Bearer" or until < time.time() or address in self.revoked:
            raise ApiError(
                401, "Request had invalid authentication credentials. Expected OAuth 2 access token.", "authError"
            )
        if wanted and not scopes & wanted:
            raise ApiError(403, "Request had insufficient authentication scopes.", "insufficientPermissions")
        return address

    def expire(self) -> None:
        """Every token given so far is no longer good."""
        self.tokens.clear()


def _refused(reason: str) -> ApiError:
    error = ApiError(400, reason)
    error.refused = True  # type: ignore[attr-defined]
    return error


def token_error(error: ApiError) -> str:
    """The body of a refusal by the token endpoint, which is not that of the APIs."""
    word, _, said = error.message.partition(": ")
    return json.dumps({"error": word, "error_description": said or word})
