"""A server whose answers take their time: ``python -m tests.sheets_addon.cli.slow GRACE``. Its last word is «ended»."""

import sys
import time
from types import SimpleNamespace
from typing import Any

from flask import Flask, request

from sheets_addon.cli import serving
from sheets_addon.jobs.stopping import Stopping
from sheets_addon.settings import Settings

LONG = 3_000_000
"""Bytes: more than sockets hold by themselves."""


class Impatient(Stopping):
    def begin(self, grace: float = 0.0) -> None:
        super().begin(grace or float(sys.argv[1]))


def slow() -> str:
    print("asked", flush=True)
    time.sleep(float(request.args["seconds"]))
    return "x" * LONG


if __name__ == "__main__":
    app = Flask(__name__)
    app.add_url_rule("/slow", view_func=slow)
    app.add_url_rule("/quick", "quick", lambda: "y")
    server = serving.bound(app, "127.0.0.1", 0, "en")
    service: Any = SimpleNamespace(settings=Settings(), stopping=Impatient())
    serving.run(server, service, "en")
    print("ended", flush=True)
