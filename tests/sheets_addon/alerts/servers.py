"""Real servers on this machine: one for mail, one for webhooks, with a certificate made for the occasion."""

import asyncio
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "bot@firma.ru", "p@ss:/%"


@dataclass
class Mailbox:
    """The mail server's side: what it got, and how it answers. ``port`` of 127.0.0.1."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Recipient → what the server says of it."""
    data: str = "250 OK"
    slow: float = 0.0
    """Seconds before a letter is answered."""
    taken: Callable[[], None] = lambda: None
    """Called when a letter has been taken, before the server says so."""

    async def handle_RCPT(self, _server: Any, _session: Session, envelope: Envelope, to: str, _more: list[str]) -> str:
        if to in self.refused:
            return self.refused[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.envelopes.append(envelope)
            self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
            self.taken()
        return self.data

    def authenticate(self, _server: Any, _session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD), handled=False)


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, starttls: bool = False, auth: bool = False) -> Iterator[Mailbox]:
    """``tls`` from the first byte, or after STARTTLS."""
    box = Mailbox(free_port())
    more: dict[str, Any] = {}
    if starttls:
        more = {"tls_context": tls, "require_starttls": True}
    elif tls is not None:
        more = {"ssl_context": tls}
    if auth:
        more |= {"authenticator": box.authenticate, "auth_required": True, "auth_require_tls": starttls}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **more)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def mute_server() -> Iterator[int]:
    """It takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@contextmanager
def dripping_server(byte: bytes = b"2", every: float = 0.05) -> Iterator[int]:
    """It sends a byte now and then, and never comes to an end."""
    over = threading.Event()

    def drip() -> None:
        while not over.is_set():
            try:
                one, _ = listening.accept()
            except OSError:
                return
            with one:
                while not over.wait(every):
                    try:
                        one.sendall(byte)
                    except OSError:
                        break

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        thread = threading.Thread(target=lambda: [drip() for _ in iter(over.is_set, True)], daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        over.set()
        thread.join()


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Chat:
    """The webhook's side. ``url`` with a token in it."""

    url: str = ""
    status: int = 200
    slow: float = 0.0
    location: str = ""
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def hook_server(tls: ssl.SSLContext | None = None) -> Iterator[Chat]:
    chat = Chat()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            chat.posted.append(Posted(self.path, dict(self.headers), sent))
            time.sleep(chat.slow)
            self.send_response(chat.status)
            if chat.location:
                self.send_header("Location", chat.location)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.block_on_close = False
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # who hangs up is part of the tests
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    chat.url = f"{'http' if tls is None else 'https'}://localhost:{server.server_port}/hooks/t0ken?thread=1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path, *names: str, days: int = 1) -> tuple[ssl.SSLContext, Path]:
    """A server's context, and the file of the certificate that a client has to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, keys = folder / f"{names[0]}-{days}.pem", folder / f"{names[0]}-{days}.key"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    keys.write_bytes(key.private_bytes(encoding, form, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, keys)
    return context, path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found: int = one.getsockname()[1]
        return found


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
