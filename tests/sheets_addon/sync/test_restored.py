"""A store put back from a backup: the spreadsheet has been written since, and what is known of it is of before."""

from pathlib import Path

from sheets_addon.store import Store
from sheets_addon.store.backup import backup
from sheets_addon.store.restore import restore
from sheets_addon.sync.guard import still_known
from tests.sheets_addon.sync.rig import Rig
from tests.sheets_addon.sync.right import assert_right


def test_reports_are_right_again_after_a_restore(rig: Rig, store: Store, tmp_path: Path) -> None:
    """Longer tables were drawn after the backup. What was known then is not relied on: the tabs are looked at anew."""
    assert rig.sync().is_good
    path, _ = backup(store, tmp_path / "b.zip", rig.clock.now)
    for n in range(5, 30):
        rig.type_in(f"'Сделки'!A{n}", [f"Клиент {n}", f"Менеджер {n}", 46101, 1000 * n, "Заявка", f"D{n}"])
    assert rig.sync().word == "written"
    restore(str(store.engine.url), path, force=True, doubt=still_known)
    for n in range(5, 30):
        rig.type_in(f"'Сделки'!A{n}", [""] * 6)
    rig.asked()
    assert rig.sync().word == "written"
    assert rig.asked()["spreadsheets.get"] == 1
    assert_right(rig)
    assert rig.sync().word == "same"
