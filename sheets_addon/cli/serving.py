"""Starting the service and saying where it is; shared by ``serve`` and ``demo``."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.exits import Exit

if TYPE_CHECKING:
    from flask import Flask

    from sheets_addon.jobs.stopping import Stopping
    from sheets_addon.settings import Settings

TAKEN = T(
    "Порт {port} на {host} занят. Остановите другую программу или дайте другой: --port 8766",
    "The port {port} of {host} is taken. Stop the other program or give another: --port 8766",
)
WHERE = T(
    "Страница:  {url}\nИмя:       {user}\nПароль:    {password}\nКлюч API:  {token}\nОстановить: Ctrl+C",
    "Page:      {url}\nUser:      {user}\nPassword:  {password}\nAPI token: {token}\nStop with: Ctrl+C",
)
WIDE = T(
    "Внимание: {host} открывает службу другим машинам без шифрования. Поставьте перед ней прокси с HTTPS.",
    "Mind: {host} opens the service to other machines without encryption. Put a proxy with HTTPS before it.",
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def bound(app: "Flask", host: str, port: int, language: Language) -> Any:
    """A waitress server that has its port (0: any free one), not yet running."""
    from waitress.server import create_server

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError:
        raise Sentence(TAKEN.say(language, host=host, port=port), Exit.BUSY) from None
    return create_server(app, sockets=[listening], threads=4, ident=None)


def run(server: Any, settings: "Settings", language: Language, stopping: "Stopping | None" = None) -> None:
    """Print where the service is and the login, then serve until Ctrl+C or SIGTERM, which ``stopping`` is told of."""
    from sheets_addon.cli import draining
    from sheets_addon.jobs.stopping import Stopping
    from sheets_addon.jobs.worker import told_by_signals

    stopping = stopping or Stopping()
    given = {
        "url": url_of(server, settings.host),
        "user": settings.user,
        "password": settings.password.get_secret_value(),
        "token": settings.token.get_secret_value(),
    }
    if settings.host not in LOOPBACK:
        click.echo(WIDE.say(language, host=settings.host), err=True)
    click.echo(WHERE.say(language, **given))
    with told_by_signals(stopping, server.pull_trigger):
        draining.serve(server, stopping)


@contextmanager
def running(server: Any) -> Iterator[None]:
    """Serve beside this thread, for as long as the block lasts."""
    stop = Event()
    thread = Thread(target=_serve_until, args=(server, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _serve_until(server: Any, stop: Event) -> None:
    """``server.run`` that can be ended: sockets are closed by the thread that may stand in select on them."""
    while not stop.is_set():
        server.asyncore.loop(timeout=0.1, map=server._map, count=1)
    server.asyncore.close_all(server._map)
    server.task_dispatcher.shutdown()


def url_of(server: Any, host: str) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}/"
