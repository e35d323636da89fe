from datetime import date

from core.errors import NoData
from core.functions._arguments import latest_day, table_of
from core.functions._money import workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.days import number
from core.metrics.relations import ROLE_IDS, known
from core.registry import Example, TableValue, function
from core.report import Column
from core.reports._relations_cells import CELLS, cell_rows

_IDS = ["client", *ROLE_IDS, "covered", "coverage", "missing", "last_contact"]
NO_CLIENTS = T("Нет данных: в таблице нет ни одного клиента с ролью.", "No data: the table has no client with a role.")


@function(
    "RELATION_MATRIX",
    title=T("Матрица отношений", "Relation matrix"),
    help=T(
        "Строка на клиента, столбец на роль: лучший уровень и последний контакт, охват и на кого нет выхода.",
        "A row a client, a column a role: the best level and the last contact, the coverage, and whom we cannot reach.",
    ),
    args=(table_of("stakeholders", "client", "role", "level"),),
    unit="table",
    examples=(
        Example(
            (
                [
                    ["Клиент", "Роль", "Уровень", "Последний контакт"],
                    ["Альфа", "ЛПР", "3 за нас", "2026-03-19"],
                    ["Альфа", "Финансы", "1 знаем", None],
                    ["Бета", "Пользователь", "2", "2026-03-01"],
                    ["Бета", "Пользователь", "1", "2026-03-10"],
                ],
            ),
            [
                _IDS,
                [
                    "Альфа", "3 за нас · 19.03.2026", "—", "1 знаем", "—", "—", 1, 0.2,
                    "нет выхода на ЛВР, финансы, техэксперта, пользователя", "2026-03-19",
                ],
                [
                    "Бета", "—", "—", "—", "—", "2 общались · 10.03.2026", 1, 0.2,
                    "нет выхода на ЛПР, ЛВР, финансы, техэксперта", "2026-03-10",
                ],
            ],
        ),
        Example(
            ([["Client", "Role", "Level"], *(["Alpha", role, 4] for role in ROLE_IDS)],),
            [_IDS, ["Alpha", *["4 promotes us"] * 5, 5, 1.0, "all roles are reached", None]],
        ),
    ),
    source="002",
)  # fmt: skip
def relation_matrix(stakeholders: Typed) -> TableValue:
    clients = tuple(sorted(str(name) for name in stakeholders.frame["client"].dropna().unique()))
    if not clients:
        raise NoData(NO_CLIENTS)
    asof = latest_day(stakeholders) if stakeholders.frame["last_contact"].notna().any() else date.min
    context = workbook(asof, stakeholders)
    rows = cell_rows(known(stakeholders, clients, number(asof)), context)
    columns = (Column("client", T("Клиент", "Client")), *CELLS)
    return TableValue(columns, [[client, *cells] for client, cells in zip(clients, rows, strict=True)])
