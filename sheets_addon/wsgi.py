"""For a WSGI server of several processes: ``gunicorn sheets_addon.wsgi:application``.

Settings come from the environment. ``PLANERKA_SECRET_KEY`` has to be among them: processes that each made their own
would not know each other's sessions. People and keys are made with ``planerka users`` and ``planerka keys``;
``planerka work`` refreshes the workbooks.
"""

import atexit
from contextlib import ExitStack

from sheets_addon import logs
from sheets_addon.app import create_app
from sheets_addon.jobs.service import service
from sheets_addon.settings import Settings
from sheets_addon.store.secrets import keys

_settings = Settings()
keys(_settings.store_key)  # raises NoSecretKey
logs.configure(_settings.home, _settings.log)
_open = ExitStack()
atexit.register(_open.close)
application = create_app(_open.enter_context(service(_settings)))
