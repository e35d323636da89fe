"""The jobs put together do what the settings say."""

from datetime import timedelta
from pathlib import Path

from sheets_addon.jobs.service import service
from sheets_addon.settings import Settings
from sheets_addon.store import audit
from sheets_addon.work import utc_now


def test_what_is_older_than_the_settings_say_is_forgotten_at_night(tmp_path: Path) -> None:
    now = utc_now()
    with service(Settings(home=tmp_path, history_days=10)) as running:
        with running.store.write() as session:
            for days in (11, 9):
                audit.write(session, f"before {days} days", "viewed", now=now - timedelta(days=days))
        [tidy] = [task for task in running.queue.huey._registry.periodic_tasks if "tidy" in task.name]
        tidy.execute()
        with running.store.read() as session:
            assert [entry.who for entry in audit.read(session)] == ["before 9 days"]
