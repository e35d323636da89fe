"""Starting the service and saying where it is; shared by ``serve`` and ``demo``."""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.exits import Exit

if TYPE_CHECKING:
    from flask import Flask

    from sheets_addon.jobs.service import Service

TAKEN = T(
    "Порт {port} на {host} занят. Остановите другую программу или дайте другой: --port 8766",
    "The port {port} of {host} is taken. Stop the other program or give another: --port 8766",
)
CLOSED = T(
    "Порт {port} на {host} этому пользователю не открыть: порты до 1024 система бережёт. Дайте другой: --port 8765",
    "This user may not open the port {port} of {host}: ports below 1024 are the system's. Give another: --port 8765",
)
NO_ADDRESS = T(
    "Адреса {host} у этой машины нет. Дайте её собственный: --host 127.0.0.1",
    "This machine has no address {host}. Give one of its own: --host 127.0.0.1",
)
BIND = {errno.EADDRINUSE: (TAKEN, Exit.BUSY), errno.EACCES: (CLOSED, Exit.USAGE)}
"""Why the port was not had; whatever else it was, the address does not fit."""
WHERE = T("Страница:  {url}", "Page:      {url}")
LOGIN = T("Логин:     {user}\nПароль:    {password}", "Login:     {user}\nPassword:  {password}")
KEY = T("Ключ API:  {key}", "API key:   {key}")
STOP = T("Остановить: Ctrl+C", "Stop with: Ctrl+C")
NOBODY = T(
    "Войти пока некому, а служба открывается другим машинам. Добавьте администратора: "
    "planerka users add ЛОГИН --role admin",
    "Nobody can sign in yet, and the service opens to other machines. Add an administrator: "
    "planerka users add LOGIN --role admin",
)
WIDE = T(
    "Внимание: {host} открывает службу другим машинам без шифрования. Поставьте перед ней прокси с HTTPS.",
    "Mind: {host} opens the service to other machines without encryption. Put a proxy with HTTPS before it.",
)
SWITCH = 0.0005
"""Seconds that a thread computes before another may: a request hands over many times, and beside a refresh it would
wait Python's 5 ms each time (seen: 200 calls a second answered eight times as fast)."""
THREADS = 8
"""Half of them may be held by streams of progress (api/events): the other half is there for requests."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def bound(app: "Flask", host: str, port: int, language: Language) -> Any:
    """A waitress server that has its port (0: any free one), not yet running."""
    from waitress.server import create_server

    sys.setswitchinterval(SWITCH)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        sentence, code = BIND.get(error.errno or 0, (NO_ADDRESS, Exit.USAGE))
        raise Sentence(sentence.say(language, host=host, port=port), code) from None
    return create_server(app, sockets=[listening], threads=THREADS, ident=None)


def first_password(running: "Service", language: Language) -> str:
    """The password of the administrator who is made where nobody may sign in yet, else ''.

    Only where no other machine can be quicker to use it, or where it was given.
    """
    from sheets_addon.people.first import ensure_admin
    from sheets_addon.store import people
    from sheets_addon.work import utc_now

    settings, password = running.settings, running.settings.password.get_secret_value()
    if settings.host not in LOOPBACK and "password" not in settings.model_fields_set:
        with running.store.read() as session:
            if not people.everyone(session):
                raise Sentence(NOBODY.to(language), Exit.USAGE)
        return ""
    return password if ensure_admin(running.store, settings.user, password, utc_now()) else ""


def shown(running: "Service", book: Path) -> None:
    """Connect a file and refresh it once. Raises WorkbookError where there is nothing good of it to show."""
    from sheets_addon.jobs.work import at_once
    from sheets_addon.store import snapshots, workbooks
    from sheets_addon.sync.files import connect_file
    from sheets_addon.work import utc_now

    connected = connect_file(running.store, book, utc_now(), running.settings.language)
    outcome = at_once(running.jobs, connected.id)
    with running.store.write() as session:
        if outcome.error is None or snapshots.head(session, connected.id) is not None:
            return
        workbooks.purge(session, connected.id)  # of a name typed wrong nothing is to stay, nor to fail each morning
    raise outcome.error


def run(server: Any, running: "Service", language: Language, password: str = "", key: str = "") -> None:
    """Print where the service is, and login and key where they are new; then serve until Ctrl+C or SIGTERM."""
    from sheets_addon.cli import draining
    from sheets_addon.jobs.worker import told_by_signals

    settings = running.settings
    said = [WHERE.say(language, url=url_of(server, settings.host))]
    if password:
        said.append(LOGIN.say(language, user=settings.user, password=password))
    if key:
        said.append(KEY.say(language, key=key))
    if settings.host not in LOOPBACK:
        click.echo(WIDE.say(language, host=settings.host), err=True)
    click.echo("\n".join([*said, STOP.to(language)]))
    with told_by_signals(running.stopping, server.pull_trigger):
        draining.serve(server, running.stopping)


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
