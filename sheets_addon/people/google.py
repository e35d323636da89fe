"""Signing in with Google: the authorization-code flow of OpenID Connect, with state, nonce and PKCE.

Google says who somebody is; who is let in are the people of the store, and of them those whose address the settings
allow. Everything that is not as it must be is a refusal, an empty list of whom to allow too.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request
from google.oauth2 import id_token

from core.errors import PlanerkaError
from core.i18n import T
from sheets_addon.settings import Settings
from sheets_addon.store import Store, audit, people, sessions
from sheets_addon.store.people import Person

AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
CERTS = "https://www.googleapis.com/oauth2/v1/certs"
ISSUERS = frozenset({"https://accounts.google.com", "accounts.google.com"})
SKEW = 10
"""Seconds by which Google's clock may differ from ours."""
SECONDS = 10.0

OFF = T(
    "Вход через Google не настроен. Войдите с логином и паролем или спросите администратора.",
    "Sign-in with Google is not set up. Sign in with login and password, or ask the administrator.",
)
STALE = T(
    "Вход через Google не завершён: страница устарела или открыта в другом браузере. Начните заново.",
    "Signing in with Google was not completed: the page is out of date or of another browser. Begin anew.",
)
DECLINED = T("Google не подтвердил вход. Попробуйте ещё раз.", "Google did not confirm the sign-in. Try again.")
UNTRUE = T(
    "Ответ Google не прошёл проверку. Попробуйте ещё раз; если не поможет, скажите администратору.",
    "Google's answer did not pass the check. Try again; if that does not help, tell the administrator.",
)
NO_ANSWER = T("Google не отвечает. Попробуйте чуть позже.", "Google does not answer. Try again a little later.")
UNVERIFIED = T(
    "Адрес {email} в Google не подтверждён. Подтвердите его и попробуйте ещё раз.",
    "The address {email} is not verified with Google. Verify it and try again.",
)
ANOTHER_DOMAIN = T(
    "С адресом {email} сюда не входят: он не из вашей организации. Выберите рабочий аккаунт Google.",
    "One does not sign in here with {email}: it is not of your organisation. Choose your account of work.",
)
NOT_LISTED = T(
    "{email} в списке людей Планёрки нет или вход закрыт. Попросите администратора добавить вас с этим логином.",
    "{email} is not among the people of Planerka, or is locked out. Ask the administrator to add you by this login.",
)


class SignInRefused(PlanerkaError):
    code = "sign_in_refused"


@dataclass(frozen=True, slots=True)
class Pending:
    """What one browser has begun, kept in its session until Google sends it back."""

    state: str
    nonce: str
    verifier: str

    @property
    def challenge(self) -> str:
        return base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()


def is_configured(settings: Settings) -> bool:
    """Whether there is a client of Google's, and somebody whom it may let in."""
    allowed = settings.google_allowed_domains or settings.google_allowed_emails
    return bool(settings.google_client_id and settings.google_client_secret and allowed)


def begin(settings: Settings, back: str) -> tuple[str, Pending]:
    """Where to send the browser, and what to remember of it. ``back``: our own address. Raises SignInRefused."""
    if not is_configured(settings):
        raise SignInRefused(OFF)
    pending = Pending(*(secrets.token_urlsafe(32) for _ in range(3)))
    asked = {
        "client_id": settings.google_client_id,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "openid email",
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": pending.challenge,
        "code_challenge_method": "S256",
        "prompt": "select_account",
    }
    return f"{_at(AUTHORIZE, settings)}?{urlencode(asked)}", pending


def finish(settings: Settings, pending: Pending | None, given: Mapping[str, str], back: str) -> str:
    """The address that Google vouches for and the settings allow. ``given``: what Google sent the browser back with.

    Raises SignInRefused.
    """
    if not is_configured(settings):
        raise SignInRefused(OFF)
    state = given.get("state", "")
    if pending is None or not hmac.compare_digest(state.encode(), pending.state.encode()):
        raise SignInRefused(STALE)
    if not given.get("code"):
        raise SignInRefused(DECLINED)
    claims = _claims(settings, _exchanged(settings, pending, given["code"], back))
    nonce = str(claims.get("nonce", ""))
    if claims.get("iss") not in ISSUERS or not hmac.compare_digest(nonce.encode(), pending.nonce.encode()):
        raise SignInRefused(UNTRUE)
    email = str(claims.get("email", "")).casefold()
    if "@" not in email:
        raise SignInRefused(UNTRUE)
    if claims.get("email_verified") is not True:
        raise SignInRefused(UNVERIFIED, email=email)
    if not _allowed(settings, email, str(claims.get("hd", "")).casefold()):
        raise SignInRefused(ANOTHER_DOMAIN, email=email)
    return email


def enter(store: Store, email: str, now: datetime) -> tuple[Person, str]:
    """Whom Google vouches for, and the token of a new session. Raises SignInRefused: the store does not let them in."""
    with store.write() as session:
        found = people.credentials(session, email)
        if found is not None:
            token = sessions.begin(session, found[0].id, now)
            audit.write(session, found[0].login, "signed_in", now=now)
            return found[0], token
        audit.write(session, "", "refused", now=now)
    raise SignInRefused(NOT_LISTED, email=email)


def _allowed(settings: Settings, email: str, hosted: str) -> bool:
    """A domain counts where Google itself says that the account is the organisation's: anybody may have an account
    of Google's with a foreign address."""
    domain = email.rpartition("@")[2]
    domains = {one.casefold() for one in settings.google_allowed_domains}
    emails = {one.casefold() for one in settings.google_allowed_emails}
    return email in emails or (domain in domains and hosted == domain)


def _exchanged(settings: Settings, pending: Pending, code: str, back: str) -> str:
    """The id token that a code is good for, once."""
    secret = settings.google_client_secret
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": settings.google_client_id,
        "client_secret": "" if secret is None else secret.get_secret_value(),
        "redirect_uri": back,
        "code_verifier": pending.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = _Request()(_at(TOKEN, settings), "POST", urlencode(form).encode(), headers)
    except TransportError as error:
        raise SignInRefused(NO_ANSWER) from error
    if answer.status >= 500:
        raise SignInRefused(NO_ANSWER)
    try:
        found = json.loads(answer.data)["id_token"] if answer.status == 200 else None
    except (ValueError, KeyError, TypeError):
        found = None
    if not isinstance(found, str):
        raise SignInRefused(DECLINED)
    return found


def _claims(settings: Settings, token: str) -> Mapping[str, Any]:
    """What the token says: signed by Google, for us, and not expired."""
    try:
        found: Mapping[str, Any] = id_token.verify_token(
            token, _Request(), settings.google_client_id, _at(CERTS, settings), SKEW
        )
    except TransportError as error:
        raise SignInRefused(NO_ANSWER) from error
    except (GoogleAuthError, ValueError) as error:
        raise SignInRefused(UNTRUE) from error
    return found


class _Request(Request):
    """Waits no longer than a person does, and follows nobody to another address."""

    def __call__(
        self,
        url: Any,
        method: Any = "GET",
        body: Any = None,
        headers: Any = None,
        timeout: Any = SECONDS,
        **kwargs: Any,
    ) -> Any:
        return super().__call__(url, method, body, headers, timeout, allow_redirects=False, **kwargs)  # type: ignore[no-untyped-call]


def _at(address: str, settings: Settings) -> str:
    """On Google's host, or on that which stands for it in tests."""
    root = settings.google_root
    return address if root is None else f"{root.rstrip('/')}{urlsplit(address).path}"
