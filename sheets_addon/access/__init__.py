"""Who may come in, and to what. Everything is closed: a route that does not say who it is for stops the start.

========= ==========================================================================
needs     ``@needs("workbook")``: who a route is for, declared on its view
caller    who asks: a person by the session, a program by its key; what each may see
guard     asked before every request; throttling and the token of forms with it
doors     signing in and out
google_door signing in with Google, where it is set up
headers   what every answer carries for the browser's own protection
========= ==========================================================================
"""

from flask import Flask

from sheets_addon.access import doors, google_door, guard, headers
from sheets_addon.access.caller import Caller, caller, workbook
from sheets_addon.access.needs import check_all, needs

__all__ = ["Caller", "caller", "check_all", "install", "needs", "workbook"]


def install(app: Flask) -> None:
    """Guard every route of ``app``; :func:`check_all` once all of them are there."""
    guard.install(app)
    headers.install(app)
    app.register_blueprint(doors.doors)
    google_door.install(app)
